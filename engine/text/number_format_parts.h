#ifndef WF_TEXT_NUMBER_FORMAT_PARTS_H
#define WF_TEXT_NUMBER_FORMAT_PARTS_H
/* What one section of a format code shows of a finite value. Private to engine/text. */
#include "engine/base/strbuf.h"
#include "engine/text/number_format_scan.h"

/** false where the value is no date that the section could show. */
bool format_render_date(const format_section *s, double value, bool is_1904,
                        wf_strbuf *b);
void format_render_number(const format_section *s, double value, wf_strbuf *b);
void format_render_fraction(const format_section *s, double value, wf_strbuf *b);

#endif
