#ifndef WF_XML_SCAN_PRIVATE_H
#define WF_XML_SCAN_PRIVATE_H
/* What xml_scan.c and xml_scan_text.c share. */
#include "formats/container/xml_scan.h"

#include <string.h>

static inline bool xscan_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The first `c` at or after p, `end` where there is none. */
static inline const char *xscan_seek(const char *p, const char *end, char c)
{
    if (p < end && *p == c)
        return p;
    const char *found = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
    return found ? found : end;
}

static inline bool xscan_begins(wf_str s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

/** The part as UTF-8, without a byte order mark; in `arena` where it was none. */
wf_status xscan_to_utf8(wf_arena *arena, wf_str part, wf_str *out) WF_MUST_CHECK;
/** Append text with line ends as \n, entities as they stand. */
void xscan_add_lines(wf_strbuf *out, wf_str s);

#endif
