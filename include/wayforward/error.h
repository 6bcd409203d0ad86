#ifndef WF_ERROR_H
#define WF_ERROR_H
/*
 * What went wrong and where. The caller owns a wf_error, may pass NULL, and reads it only
 * when a function returned something other than WF_OK. The first cause wins. Trouble that
 * one can go on after is a diagnostic: see diag.h.
 */
#include "wayforward/str.h"

/* A place in a source. row and col are 1-based here and in text; 0 means no cell. */
typedef struct wf_where {
    const char *file; /* NULL: not known here; a caller further up adds it */
    wf_str part;      /* sheet, table, zip member or OLE2 stream; may be {0} */
    uint32_t row, col;
    uint64_t offset; /* bytes into the part, 0 where it says nothing */
} wf_where;

typedef struct wf_error {
    wf_status code;
    uint32_t row, col;
    uint64_t offset;
    char file[256], part[128], message[512];
} wf_error;

#define WF_ERROR_INIT                                                                    \
    {                                                                                    \
        .code = WF_OK                                                                    \
    }

/* Return early where nothing is held. */
#define WF_TRY(expr)                                                                     \
    do {                                                                                 \
        wf_status wf_try_status_ = (expr);                                               \
        if (wf_try_status_ != WF_OK)                                                     \
            return wf_try_status_;                                                       \
    } while (0)

WF_BEGIN_DECLS

/** Set *err (if not NULL and not already set) and return `code`. `where` may be NULL.
 *  The message says what was found, then what was expected; it has no place in it. */
WF_API wf_status wf_fail(wf_error *err, wf_status code, const wf_where *where,
                         const char *fmt, ...) WF_PRINTF(4, 5);

/** wf_fail for want of memory. */
WF_API wf_status wf_fail_memory(wf_error *err);

/** At the border of the library: a failure whose cause nobody wrote down gets its
 * status's own words. Returns `status`. */
WF_API wf_status wf_error_complete(wf_error *err, wf_status status);

/** Add the file's name to an error that has none yet. */
WF_API void wf_error_set_file(wf_error *err, const char *file);

/** One line for people: `spring.xlsx: sheet "Data", C14: 104 is not a percentage
 * (0-100)`. Writes at most `size` bytes with the NUL; returns `buf`. */
WF_API const char *wf_error_describe(const wf_error *err, char *buf, size_t size);

WF_END_DECLS
#endif
