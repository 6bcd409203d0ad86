#ifndef WF_REGISTRY_H
#define WF_REGISTRY_H
/* The readers that formats/registry.c lists; each is defined in its format's folder. */
#include "wayforward/reader.h"

extern const wf_reader wf_reader_xlsx;
extern const wf_reader wf_reader_xls;
extern const wf_reader wf_reader_docx;
extern const wf_reader wf_reader_doc;
extern const wf_reader wf_reader_csv;

#endif
