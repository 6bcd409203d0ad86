#include "formats/xls/freexl_faults.h"

#include "formats/container/ole.h"
#include "formats/xls/biff.h"

enum {
    MOST_SHEETS = 1024
};

struct search {
    wf_arena *arena;
    uint32_t offsets[MOST_SHEETS]; /* of the sheets' substreams */
    size_t sheets;
    uint16_t sheet; /* that the walk is in; MOST_SHEETS: none */
    freexl_fault *cells;
    size_t count, cap;
};

static bool is_cell(uint16_t type)
{
    return type == BIFF_NUMBER || type == BIFF_LABEL || type == BIFF_BLANK ||
           type == BIFF_BOOLERR || type == BIFF_FORMULA || type == BIFF_RK ||
           type == BIFF_LABELSST;
}

static void keep(struct search *s, wf_cursor c)
{
    freexl_fault cell = {.sheet = s->sheet};
    cell.row = wf_cursor_u16(&c);
    cell.column = wf_cursor_u16(&c);
    freexl_fault *cells =
        wf_arena_push_room(s->arena, s->cells, s->count, &s->cap, sizeof *cells);
    if (!cells || c.bad)
        return;
    s->cells = cells;
    cells[s->count++] = cell;
}

static void enter(struct search *s, size_t offset)
{
    s->sheet = MOST_SHEETS;
    for (size_t i = 0; i < s->sheets; i++)
        if (s->offsets[i] == offset)
            s->sheet = (uint16_t)i;
}

static void walk(struct search *s, const wf_ole_stream *stream)
{
    biff_walk walk = {.data = stream->p, .size = stream->n};
    biff_record record;
    size_t depth = 0;
    while (biff_next(&walk, &record)) {
        if (record.type == BIFF_BOF) {
            if (depth++ == 0)
                enter(s, record.offset);
        } else if (record.type == BIFF_EOF) {
            depth -= depth > 0;
        } else if (record.type == BIFF_BOUNDSHEET && s->sheets < MOST_SHEETS) {
            s->offsets[s->sheets++] = wf_cursor_u32(&record.body);
        } else if (s->sheet < MOST_SHEETS &&
                   (depth > 1 ? is_cell(record.type) : record.type == BIFF_RSTRING)) {
            keep(s, record.body);
        }
    }
}

const freexl_fault *freexl_faults_find(const wf_input *in, wf_arena *arena,
                                       size_t *count_out)
{
    struct search s = {.arena = arena, .sheet = MOST_SHEETS};
    wf_ole *ole = NULL;
    wf_ole_stream stream;
    *count_out = 0;
    if (wf_ole_open(in, NULL, &ole, NULL) != WF_OK)
        return NULL;
    uint32_t entry = wf_ole_find(ole, 0, "Workbook");
    if (entry == WF_OLE_NO_ENTRY)
        entry = wf_ole_find(ole, 0, "Book");
    if (entry != WF_OLE_NO_ENTRY && wf_ole_read(ole, entry, &stream, NULL) == WF_OK)
        walk(&s, &stream);
    wf_ole_free(ole);
    *count_out = s.count;
    return s.cells;
}
