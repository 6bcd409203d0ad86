#include "formats/doc/doc_shapes.h"

#include <stdlib.h>

enum {
    SPA_SIZE = 26,       /* [MS-DOC] 2.9.253; begins with the shape's number */
    RECORD_FSP = 0xF00A, /* [MS-ODRAW] 2.2.40 OfficeArtFSP */
    VERSION_CONTAINER = 0xF,
    DEPTH_SHAPE = 3, /* drawing, group of all, shape or group */
    DEPTH_MAX = 32
};

static int by_id(const void *a, const void *b)
{
    const doc_shape *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

uint32_t doc_shapes_anchor(const doc_shapes *shapes, uint32_t id)
{
    doc_shape key = {.id = id};
    const doc_shape *found =
        shapes->n > 0 ? bsearch(&key, shapes->items, shapes->n, sizeof key, by_id) : NULL;
    return found ? found->cp : UINT32_MAX;
}

static wf_status read_anchors(doc_file *f, doc_shapes *out, wf_error *err)
{
    doc_bytes plc = doc_file_part(f, DOC_PART_SHAPES);
    size_t n = plc.n < 4 ? 0 : (plc.n - 4) / (4 + SPA_SIZE);
    out->items = wf_arena_array(f->scratch, n, sizeof *out->items);
    if (!out->items)
        return wf_fail_memory(err);
    wf_cursor cps = wf_cursor_over(plc.p, plc.n);
    wf_cursor spas = wf_cursor_at(plc.p, plc.n, n > 0 ? (n + 1) * 4 : 0);
    for (size_t i = 0; i < n; i++) {
        wf_cursor spa = wf_cursor_sub(&spas, SPA_SIZE);
        out->items[i].cp = wf_cursor_u32(&cps);
        out->items[i].id = wf_cursor_u32(&spa);
    }
    out->n = n;
    if (n > 0)
        qsort(out->items, n, sizeof *out->items, by_id);
    return WF_OK;
}

/* The walk over one drawing: containers that are open, by what remains behind each. */
typedef struct drawing {
    doc_file *f;
    const doc_shapes *anchors;
    doc_shapes *members; /* of groups */
    size_t cap;
    size_t rest[DEPTH_MAX];
    size_t depth;
    uint32_t group; /* the number of the group that is open; 0: not seen yet */
} drawing;

/* A shape in a group stands where the group does, whose own shape comes first. */
static wf_status on_shape(drawing *d, uint32_t id, wf_error *err)
{
    if (d->depth <= DEPTH_SHAPE)
        return WF_OK;
    if (d->group == 0)
        d->group = id;
    uint32_t cp = doc_shapes_anchor(d->anchors, d->group);
    if (id == d->group || cp == UINT32_MAX)
        return WF_OK;
    doc_shape *items = wf_arena_push_room(d->f->scratch, d->members->items, d->members->n,
                                          &d->cap, sizeof *items);
    if (!items)
        return wf_fail_memory(err);
    d->members->items = items;
    items[d->members->n++] = (doc_shape){.id = id, .cp = cp};
    return WF_OK;
}

/* One record ([MS-ODRAW] 2.2.1 OfficeArtRecordHeader); false at the end of the drawing.
 */
static bool next_record(drawing *d, wf_cursor *c, uint16_t *type, wf_cursor *body)
{
    while (d->depth > 0 && c->n <= d->rest[d->depth - 1])
        d->depth--;
    uint16_t version = wf_cursor_u16(c) & 0xF;
    *type = wf_cursor_u16(c);
    size_t size = wf_cursor_u32(c);
    if (c->bad)
        return false;
    size = size < c->n ? size : c->n;
    *body = wf_cursor_over(c->p, size);
    if (version != VERSION_CONTAINER) {
        wf_cursor_skip(c, size);
        return true;
    }
    if (d->depth == DEPTH_MAX)
        return false;
    d->rest[d->depth++] = c->n - size;
    if (d->depth == DEPTH_SHAPE)
        d->group = 0;
    return true;
}

/* [MS-DOC] 2.9.174 OfficeArtContent: what all drawings share, then each with a byte in
 * front that tells main text from headers. */
static wf_status read_groups(doc_file *f, const doc_shapes *anchors, doc_shapes *members,
                             wf_error *err)
{
    doc_bytes part = doc_file_part(f, DOC_PART_DRAWINGS);
    wf_cursor all = wf_cursor_over(part.p, part.n);
    drawing d = {.f = f, .anchors = anchors, .members = members};
    for (bool shared = true; all.n > 8 && !all.bad; shared = false) {
        if (!shared)
            wf_cursor_skip(&all, 1);
        wf_cursor head = all;
        wf_cursor_skip(&head, 4);
        size_t size = wf_cursor_u32(&head);
        wf_cursor one = wf_cursor_sub(&all, size < head.n ? size + 8 : all.n);
        uint16_t type;
        wf_cursor body;
        d.depth = 0;
        while (!shared && next_record(&d, &one, &type, &body))
            if (type == RECORD_FSP)
                WF_TRY(on_shape(&d, wf_cursor_u32(&body), err));
    }
    return WF_OK;
}

wf_status doc_shapes_read(doc_file *f, doc_shapes *out, wf_error *err)
{
    doc_shapes anchors = {0}, members = {0};
    WF_TRY(read_anchors(f, &anchors, err));
    WF_TRY(read_groups(f, &anchors, &members, err));
    size_t n = anchors.n + members.n;
    out->items = wf_arena_array(f->scratch, n, sizeof *out->items);
    if (!out->items)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        out->items[i] = i < anchors.n ? anchors.items[i] : members.items[i - anchors.n];
    out->n = n;
    if (n > 0)
        qsort(out->items, n, sizeof *out->items, by_id);
    return WF_OK;
}
