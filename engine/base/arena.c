#include "wayforward/arena.h"

#include "engine/base/alloc.h"
#include "engine/base/ckd.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    FIRST_CHUNK = 16 * 1024,
    LARGEST_CHUNK = 1024 * 1024,
    ALIGNMENT = alignof(max_align_t)
};

/* Chunks form a list, newest first. With WF_ARENA_MALLOC each block is a chunk of its
 * own, so that AddressSanitizer sees a read past any block's end. */
typedef struct chunk {
    struct chunk *previous;
    size_t size, used;
    alignas(ALIGNMENT) unsigned char data[];
} chunk;

struct wf_arena {
    chunk *top;
    size_t total, max_bytes, next_chunk;
};

wf_arena *wf_arena_new(size_t max_bytes)
{
    wf_arena *arena = wf_alloc_zeroed(sizeof *arena);
    if (arena) {
        arena->max_bytes = max_bytes > 0 ? max_bytes : SIZE_MAX;
        arena->next_chunk = FIRST_CHUNK;
    }
    return arena;
}

static void free_down_to(wf_arena *arena, const chunk *keep)
{
    while (arena->top && arena->top != keep) {
        chunk *previous = arena->top->previous;
        wf_alloc_free(arena->top);
        arena->top = previous;
    }
}

void wf_arena_free(wf_arena *arena)
{
    if (!arena)
        return;
    free_down_to(arena, NULL);
    wf_alloc_free(arena);
}

static chunk *add_chunk(wf_arena *arena, size_t size)
{
    size_t bytes;
    if (wf_ckd_add(&bytes, size, sizeof(chunk)))
        return NULL;
    chunk *c = wf_alloc(bytes);
    if (!c)
        return NULL;
    c->previous = arena->top;
    c->size = size;
    c->used = 0;
    arena->top = c;
    return c;
}

static chunk *chunk_with_room(wf_arena *arena, size_t size)
{
#ifdef WF_ARENA_MALLOC
    return add_chunk(arena, size);
#else
    size_t chunk_size = wf_max_size(size, arena->next_chunk);
    if (arena->next_chunk < LARGEST_CHUNK)
        arena->next_chunk *= 2;
    return add_chunk(arena, chunk_size);
#endif
}

/* Where in the newest chunk a block of this alignment would begin; false where it does
 * not fit. */
/* NOLINTNEXTLINE(readability-non-const-parameter): written to where blocks share a chunk
 */
static bool find_room(const wf_arena *arena, size_t size, size_t alignment, size_t *start)
{
#ifdef WF_ARENA_MALLOC
    (void)arena, (void)size, (void)alignment;
    *start = 0;
    return false;
#else
    const chunk *c = arena->top;
    if (!c)
        return false;
    *start = (c->used + alignment - 1) & ~(alignment - 1);
    return *start <= c->size && size <= c->size - *start;
#endif
}

static void *take(wf_arena *arena, size_t size, size_t alignment)
{
    size_t start = 0;
    if (size > arena->max_bytes - arena->total)
        return NULL;
    if (!find_room(arena, size, alignment, &start)) {
        if (!chunk_with_room(arena, size))
            return NULL;
        start = 0;
    }
    arena->top->used = start + size;
    arena->total += size;
    return arena->top->data + start;
}

void *wf_arena_alloc(wf_arena *arena, size_t size)
{
    void *p = take(arena, size, ALIGNMENT);
    if (p && size > 0)
        memset(p, 0, size);
    return p;
}

void *wf_arena_array(wf_arena *arena, size_t n, size_t size)
{
    size_t bytes;
    return wf_ckd_mul(&bytes, n, size) ? NULL : wf_arena_alloc(arena, bytes);
}

char *wf_arena_bytes(wf_arena *arena, size_t size)
{
    return take(arena, size, 1);
}

/* Extend the last allocation where it stands, if it is the last and there is room. */
static bool grow_in_place(wf_arena *arena, const unsigned char *old, size_t old_size,
                          size_t new_size)
{
#ifdef WF_ARENA_MALLOC
    (void)arena, (void)old, (void)old_size, (void)new_size;
    return false;
#else
    chunk *c = arena->top;
    size_t more = new_size - old_size;
    if (!c || old_size > c->used || old != c->data + (c->used - old_size))
        return false;
    if (more > c->size - c->used || more > arena->max_bytes - arena->total)
        return false;
    memset(c->data + c->used, 0, more);
    c->used += more;
    arena->total += more;
    return true;
#endif
}

void *wf_arena_grow(wf_arena *arena, void *old, size_t old_size, size_t new_size)
{
    if (!old)
        return wf_arena_alloc(arena, new_size);
    if (new_size <= old_size || grow_in_place(arena, old, old_size, new_size))
        return old;
    unsigned char *p = take(arena, new_size, ALIGNMENT);
    if (!p)
        return NULL;
    memcpy(p, old, old_size);
    memset(p + old_size, 0, new_size - old_size);
    return p;
}

void *wf_arena_push_room(wf_arena *arena, void *items, size_t n, size_t *cap,
                         size_t item_size)
{
    if (n < *cap)
        return items;
    size_t wanted, bytes;
    if (wf_ckd_mul(&wanted, *cap, (size_t)2))
        return NULL;
    if (wanted < 8)
        wanted = 8;
    if (wf_ckd_mul(&bytes, wanted, item_size))
        return NULL;
    void *grown = wf_arena_grow(arena, items, *cap * item_size, bytes);
    if (grown)
        *cap = wanted;
    return grown;
}

wf_status wf_arena_str(wf_arena *arena, wf_str s, wf_str *out)
{
    size_t bytes;
    if (wf_ckd_add(&bytes, s.n, (size_t)1))
        return WF_E_MEMORY;
    char *p = wf_arena_bytes(arena, bytes);
    if (!p)
        return WF_E_MEMORY;
    if (s.n > 0)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    *out = (wf_str){.p = p, .n = s.n};
    return WF_OK;
}

wf_status wf_arena_printf(wf_arena *arena, wf_str *out, const char *fmt, ...)
{
    char small[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    if (n < 0)
        return WF_E_INTERNAL;
    if ((size_t)n < sizeof small)
        return wf_arena_str(arena, (wf_str){.p = small, .n = (size_t)n}, out);
    char *p = wf_arena_bytes(arena, (size_t)n + 1);
    if (!p)
        return WF_E_MEMORY;
    va_start(args, fmt);
    (void)vsnprintf(p, (size_t)n + 1, fmt, args);
    va_end(args);
    *out = (wf_str){.p = p, .n = (size_t)n};
    return WF_OK;
}

size_t wf_arena_used(const wf_arena *arena)
{
    return arena->total;
}

wf_arena_mark wf_arena_mark_here(const wf_arena *arena)
{
    return (wf_arena_mark){.chunk = arena->top,
                           .used = arena->top ? arena->top->used : 0,
                           .total = arena->total};
}

void wf_arena_reset(wf_arena *arena, wf_arena_mark mark)
{
    free_down_to(arena, mark.chunk);
    if (arena->top)
        arena->top->used = mark.used;
    arena->total = mark.total;
}
