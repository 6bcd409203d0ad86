#ifndef WF_DOC_COLOR_H
#define WF_DOC_COLOR_H
/* Colours of binary Word documents, as 0xRRGGBB or WF_COLOR_NONE. */
#include "engine/base/cursor.h"
#include "wayforward/document.h"

/** A number of the old palette of sixteen ([MS-DOC] 2.9.119 Ico); NONE for automatic. */
uint32_t doc_color_ico(unsigned ico);

/** A COLORREF ([MS-DOC] 2.9.43): red, green, blue, and a byte that says automatic. */
uint32_t doc_color_ref(wf_cursor *c);

/** What a Shd80 (2 bytes, [MS-DOC] 2.9.247) looks like. */
uint32_t doc_color_shd80(uint16_t shd);

/** What a Shd (10 bytes, [MS-DOC] 2.9.246) looks like. */
uint32_t doc_color_shd(wf_cursor *c);

#endif
