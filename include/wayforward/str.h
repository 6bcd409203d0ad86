#ifndef WF_STR_H
#define WF_STR_H
/*
 * A string is a pointer and a length in bytes: UTF-8, borrowed, never NULL. Strings that
 * live in an arena also end in NUL, which is not counted. An empty string means "absent".
 */
#include "wayforward/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct wf_str {
    const char *p;
    size_t n;
} wf_str;

/* A string literal as wf_str; usable in static tables. */
#define WF_STR(literal) ((wf_str){.p = "" literal, .n = sizeof(literal) - 1})
#define WF_STR_INIT(lit)                                                                 \
    {                                                                                    \
        .p = "" lit, .n = sizeof(lit) - 1                                                \
    }
#define WF_STR_EMPTY ((wf_str){.p = "", .n = 0})
/* For printf("%.*s"). */
#define WF_STR_ARG(s) (int)((s).n > 1000000 ? 1000000 : (s).n), (s).p

/* A borrowed list of strings. */
typedef struct wf_strs {
    const wf_str *items;
    size_t n;
} wf_strs;

WF_BEGIN_DECLS

/** Borrow a NUL-terminated C string; NULL gives the empty string. */
WF_API wf_str wf_str_from(const char *text);

/** Byte-wise equality. */
WF_API bool wf_str_eq(wf_str a, wf_str b);

/** Equality with A-Z taken as a-z. */
WF_API bool wf_str_eq_nocase(wf_str a, wf_str b);

/** Order by bytes, shorter first where one begins the other: negative, 0 or positive. */
WF_API int wf_str_cmp(wf_str a, wf_str b);

WF_API bool wf_str_starts_with(wf_str s, wf_str prefix);
WF_API bool wf_str_ends_with(wf_str s, wf_str suffix);

/** Index of the first occurrence of `needle` at or after `from`, or SIZE_MAX. */
WF_API size_t wf_str_find(wf_str s, wf_str needle, size_t from);

/** The bytes from `from` on, at most `n` of them; out of range gives what there is. */
WF_API wf_str wf_str_sub(wf_str s, size_t from, size_t n);

/** Without white space (ASCII, no-break space U+00A0, U+FEFF) at both ends. */
WF_API wf_str wf_str_trim(wf_str s);

WF_END_DECLS
#endif
