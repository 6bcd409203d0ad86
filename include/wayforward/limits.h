#ifndef WF_LIMITS_H
#define WF_LIMITS_H
/*
 * How much of a file we are willing to believe. Every length and count that a file gives
 * is checked against these before memory is set aside for it. Exceeding one is
 * WF_E_LIMIT, with the limit's name and the option that raises it in the message.
 */
#include "wayforward/error.h"

/* X(name, default, option text, what it bounds) */
#define WF_LIMITS_LIST(X)                                                                \
    X(file_bytes, 256ull << 20, "file-bytes", "bytes of one file")                       \
    X(member_bytes, 1024ull << 20, "member-bytes", "inflated bytes of one part")         \
    X(inflated_bytes, 2048ull << 20, "inflated-bytes", "inflated bytes of one file")     \
    X(expansion_ratio, 100, "expansion-ratio", "inflated : packed, once past 8 MiB")     \
    X(members, 20000, "members", "parts of one package")                                 \
    X(sheets, 1024, "sheets", "sheets or tables")                                        \
    X(rows, 1048576, "rows", "rows of one sheet")                                        \
    X(columns, 16384, "columns", "columns of one sheet")                                 \
    X(cells, 5000000, "cells", "cells held in memory")                                   \
    X(paragraphs, 1000000, "paragraphs", "paragraphs")                                   \
    X(string_bytes, 131068, "string-bytes", "bytes of one text")                         \
    X(text_bytes, 512ull << 20, "text-bytes", "bytes of all texts")                      \
    X(strings, 4000000, "strings", "shared strings")                                     \
    X(styles, 65535, "styles", "cell styles")                                            \
    X(merges, 100000, "merges", "merged ranges of one sheet")                            \
    X(xml_depth, 64, "xml-depth", "depth of nested XML elements")                        \
    X(table_depth, 16, "table-depth", "depth of nested Word tables")                     \
    X(memory_bytes, 1024ull << 20, "memory-bytes", "memory of one document")             \
    X(steps, 4000000000ull, "steps", "units of work on one file")

typedef struct wf_limits {
#define WF_LIMITS_FIELD(name, value, option, what) uint64_t name;
    WF_LIMITS_LIST(WF_LIMITS_FIELD)
#undef WF_LIMITS_FIELD
} wf_limits;

WF_BEGIN_DECLS

/** The defaults, static. */
WF_API const wf_limits *wf_limits_default(void);

/** Set one limit by its option text ("cells"). WF_E_ARGUMENT if there is none of that
 * name. */
WF_API wf_status wf_limits_set(wf_limits *limits, wf_str option, uint64_t value,
                               wf_error *err) WF_MUST_CHECK;

/** WF_E_LIMIT with a message that names the limit's option; for readers.
 *  `option` is the option text of the list above. */
WF_API wf_status wf_fail_limit(wf_error *err, const wf_where *where, const char *option,
                               uint64_t limit);

WF_END_DECLS
#endif
