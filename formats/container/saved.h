#ifndef WF_SAVED_H
#define WF_SAVED_H
/*
 * When an office file was last saved, by its own properties: seconds since 1970 (UTC);
 * 0 where it does not say or what it says is no time.
 */
#include "formats/container/ole.h"
#include "formats/container/zip.h"

/** dcterms:modified of docProps/core.xml, else dcterms:created (ECMA-376-2 §11.1). Only
 * the head of the part is looked at. */
int64_t wf_saved_in_package(wf_zip *zip);

/** The time last saved, else the time made, of the "\005SummaryInformation" stream
 * ([MS-OLEPS] 2.25.1: PIDSI_LASTSAVE_DTM, PIDSI_CREATE_DTM). */
int64_t wf_saved_in_ole(wf_ole *ole);

/** The text of a W3CDTF time: "2026-11-22T09:30:00Z", also with a fraction, an offset or
 * the day alone. */
int64_t wf_saved_parse(wf_str text);

/** The two properties out of a property set stream's bytes. */
int64_t wf_saved_parse_summary(const uint8_t *data, size_t size);

#endif
