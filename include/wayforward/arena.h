#ifndef WF_ARENA_H
#define WF_ARENA_H
/*
 * An arena owns every byte of one document, plan or report and frees it whole. Objects
 * inside never own heap memory. Not thread-safe; one arena belongs to one thread at a
 * time.
 */
#include "wayforward/str.h"

typedef struct wf_arena wf_arena;

/* A point to go back to with wf_arena_reset. */
typedef struct wf_arena_mark {
    void *chunk;
    size_t used;
    size_t total;
} wf_arena_mark;

WF_BEGIN_DECLS

/** A new arena that refuses to grow past `max_bytes` (0: no bound). NULL when out of
 * memory. The caller frees it with wf_arena_free. */
WF_API wf_arena *wf_arena_new(size_t max_bytes);

/** Free the arena and all it holds. NULL is fine. */
WF_API void wf_arena_free(wf_arena *arena);

/** `size` zeroed bytes aligned for any type, valid until the arena is freed or reset.
 *  NULL when out of memory or past the bound. A size of 0 gives a valid pointer. */
WF_API void *wf_arena_alloc(wf_arena *arena, size_t size);

/** Room for `n` items of `size` bytes, zeroed; NULL also where n * size overflows. */
WF_API void *wf_arena_array(wf_arena *arena, size_t n, size_t size);

/** Bytes without alignment and not zeroed: for text. NULL as above. */
WF_API char *wf_arena_bytes(wf_arena *arena, size_t size);

/** A larger block with the first `old_size` bytes of `old`, the rest zeroed; in place
 * where `old` was the last allocation. `old` may be NULL. NULL on failure; `old` stays
 * valid. */
WF_API void *wf_arena_grow(wf_arena *arena, void *old, size_t old_size, size_t new_size);

/** Make room for one more item in a growing array: doubles *cap when `n` has reached it.
 *  Returns the (new) array, or NULL on failure, leaving the old one valid.
 *      items = wf_arena_push_room(a, items, n, &cap, sizeof *items); */
WF_API void *wf_arena_push_room(wf_arena *arena, void *items, size_t n, size_t *cap,
                                size_t item_size);

/** A NUL-terminated copy; *out untouched on failure. */
WF_API wf_status wf_arena_str(wf_arena *arena, wf_str s, wf_str *out) WF_MUST_CHECK;

/** A formatted, NUL-terminated string; the empty string with p == NULL-safe "" when out
 * of memory is never returned: *out is untouched on failure. */
WF_API wf_status wf_arena_printf(wf_arena *arena, wf_str *out, const char *fmt,
                                 ...) WF_MUST_CHECK WF_PRINTF(3, 4);

/** Bytes handed out so far. */
WF_API size_t wf_arena_used(const wf_arena *arena);

/** Remember this point; wf_arena_reset frees everything allocated since. */
WF_API wf_arena_mark wf_arena_mark_here(const wf_arena *arena);
WF_API void wf_arena_reset(wf_arena *arena, wf_arena_mark mark);

WF_END_DECLS
#endif
