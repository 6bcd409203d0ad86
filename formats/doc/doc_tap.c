#include "formats/doc/doc_tap.h"

#include "formats/doc/doc_color.h"

#include <string.h>

/* Shading comes in up to three forms in one row: the old one, the one that Word 2000 and
 * later write beside it, and the one without what the table style gives. The second is
 * what shows
 * ([MS-DOC] 2.6.3 sprmTDefTableShd). */
enum {
    BY_NONE,
    BY_OLD,
    BY_RAW,
    BY_SHOWN
};

enum {
    TC_SIZE_97 = 20, /* [MS-DOC] 2.9.314 TC80 */
    TC_SIZE_95 = 10,
    VERTICAL_REST = 1, /* [MS-DOC] 2.9.344 VerticalMergeFlag */
    VERTICAL_FIRST = 3
};

void doc_tap_init(doc_tap *tap)
{
    memset(tap, 0, sizeof *tap);
    tap->table_fill = WF_COLOR_NONE;
    tap->style = DOC_NO_STYLE;
    for (size_t i = 0; i < DOC_CELLS_MAX; i++)
        tap->fill[i] = WF_COLOR_NONE;
}

static uint8_t vertical(unsigned flags)
{
    return flags == VERTICAL_REST ? DOC_MERGE_REST
           : flags >= 2           ? DOC_MERGE_FIRST
                                  : DOC_MERGE_NONE;
}

/* [MS-DOC] 2.9.317 TCGRF.horzMerge says that 1 continues a set and 2 or 3 begins it; the
 * Word 97 documentation and what Word writes have it the other way round. A set begins
 * with its first cell in both, so that the code of the first in a row of codes other than
 * 0 tells which is which. */
static void set_across(doc_tap *tap, const uint8_t *codes)
{
    uint8_t first = 0;
    for (size_t i = 0; i < tap->n; i++) {
        if (codes[i] == 0)
            first = 0;
        else if (first == 0)
            first = codes[i];
        tap->across[i] = codes[i] == 0       ? DOC_MERGE_NONE
                         : codes[i] == first ? DOC_MERGE_FIRST
                                             : DOC_MERGE_REST;
    }
}

/* [MS-DOC] 2.9.316 TDefTableOperand: the number of cells, one edge more, a TC80 a cell;
 * the last ones may be left out. */
static void define(doc_tap *tap, wf_cursor c, bool word95)
{
    size_t n = wf_cursor_u8(&c);
    if (n > DOC_CELLS_MAX || c.n / 2 < n + 1)
        return;
    tap->n = n;
    for (size_t i = 0; i <= n; i++)
        tap->edges[i] = wf_cursor_i16(&c);
    uint8_t codes[DOC_CELLS_MAX] = {0};
    memset(tap->down, DOC_MERGE_NONE, sizeof tap->down);
    for (size_t i = 0; i < n && c.n >= 2; i++) {
        wf_cursor tc = wf_cursor_sub(&c, word95 ? TC_SIZE_95 : TC_SIZE_97);
        uint16_t flags = wf_cursor_u16(&tc);
        codes[i] = flags & 3;
        if (!word95)
            tap->down[i] = vertical(flags >> 5 & 3);
    }
    set_across(tap, codes);
}

static bool may_shade(doc_tap *tap, uint8_t by)
{
    if (by < tap->shading_by)
        return false;
    tap->shading_by = by;
    return true;
}

static void shade80(doc_tap *tap, wf_cursor c)
{
    if (!may_shade(tap, BY_OLD))
        return;
    for (size_t i = 0; i < DOC_CELLS_MAX && c.n >= 2; i++)
        tap->fill[i] = doc_color_shd80(wf_cursor_u16(&c));
}

/* [MS-DOC] 2.9.51 DefTableShdOperand: 22 cells, the next 22, the last ones. */
static void shade(doc_tap *tap, wf_cursor c, size_t first, uint8_t by)
{
    enum {
        SHD_SIZE = 10
    };
    if (!may_shade(tap, by))
        return;
    for (size_t i = first; i < DOC_CELLS_MAX && c.n >= SHD_SIZE; i++)
        tap->fill[i] = doc_color_shd(&c);
}

/* A range of cells as two bytes, clipped to what there is. */
typedef struct cell_range {
    size_t first, end;
} cell_range;

static cell_range read_range(const doc_tap *tap, wf_cursor *c)
{
    cell_range range = {.first = wf_cursor_u8(c)};
    range.end = wf_cursor_u8(c);
    if (range.end > tap->n)
        range.end = tap->n;
    return range;
}

static void shade_range(doc_tap *tap, cell_range range, uint32_t fill, size_t step)
{
    size_t first = step == 2 && range.first % 2 == 0 ? range.first + 1 : range.first;
    for (size_t i = first; i < range.end; i += step)
        tap->fill[i] = fill;
}

static void merge(doc_tap *tap, cell_range range, bool split)
{
    for (size_t i = range.first; i < range.end; i++)
        tap->across[i] = split              ? DOC_MERGE_NONE
                         : i == range.first ? DOC_MERGE_FIRST
                                            : DOC_MERGE_REST;
}

/* Move the cells from `from` on to `to`, with their attributes; edges are done by the
 * caller. */
static void move_cells(doc_tap *tap, size_t from, size_t to)
{
    size_t count = tap->n - from;
    memmove(&tap->across[to], &tap->across[from], count);
    memmove(&tap->down[to], &tap->down[from], count);
    memmove(&tap->fill[to], &tap->fill[from], count * sizeof tap->fill[0]);
}

static void insert_cells(doc_tap *tap, wf_cursor c)
{
    size_t first = wf_cursor_u8(&c), count = wf_cursor_u8(&c);
    int32_t width = wf_cursor_i16(&c);
    if (first > tap->n || count > DOC_CELLS_MAX - tap->n || width < 0)
        return;
    move_cells(tap, first, first + count);
    for (size_t i = tap->n + 1; i-- > first;)
        tap->edges[i + count] = tap->edges[i] + (int32_t)count * width;
    for (size_t i = 0; i < count; i++) {
        tap->edges[first + i + 1] = tap->edges[first + i] + width;
        tap->across[first + i] = tap->down[first + i] = DOC_MERGE_NONE;
        tap->fill[first + i] = WF_COLOR_NONE;
    }
    tap->n += count;
}

static void delete_cells(doc_tap *tap, cell_range range)
{
    if (range.first >= range.end)
        return;
    size_t count = range.end - range.first;
    int32_t width = tap->edges[range.end] - tap->edges[range.first];
    move_cells(tap, range.end, range.first);
    for (size_t i = range.end; i <= tap->n; i++)
        tap->edges[i - count] = tap->edges[i] - width;
    tap->n -= count;
}

static void set_widths(doc_tap *tap, cell_range range, int32_t width)
{
    for (size_t i = range.first; i < range.end; i++) {
        int32_t change = width - (tap->edges[i + 1] - tap->edges[i]);
        for (size_t j = i + 1; j <= tap->n; j++)
            tap->edges[j] += change;
    }
}

/* Repeated changes could add up past what an edge may be. */
static void clamp_edges(doc_tap *tap)
{
    enum {
        EDGE_MAX = 1 << 20
    };
    for (size_t i = 0; i <= tap->n; i++) {
        if (tap->edges[i] > EDGE_MAX)
            tap->edges[i] = EDGE_MAX;
        if (tap->edges[i] < -EDGE_MAX)
            tap->edges[i] = -EDGE_MAX;
    }
}

static void set_vertical(doc_tap *tap, wf_cursor c)
{
    size_t cell = wf_cursor_u8(&c);
    uint8_t flags = wf_cursor_u8(&c);
    if (cell < DOC_CELLS_MAX && !c.bad)
        tap->down[cell] = vertical(flags);
}

static void apply_range(doc_tap *tap, const doc_sprm *sprm)
{
    wf_cursor c = sprm->operand;
    cell_range range = read_range(tap, &c);
    switch (sprm->op) {
    case SPRM_T_DELETE:
        delete_cells(tap, range);
        clamp_edges(tap);
        break;
    case SPRM_T_DXA_COL:
        set_widths(tap, range, wf_cursor_i16(&c));
        clamp_edges(tap);
        break;
    case SPRM_T_MERGE:
        merge(tap, range, false);
        break;
    case SPRM_T_SPLIT:
        merge(tap, range, true);
        break;
    case SPRM_T_SET_SHD80:
    case SPRM_T_SET_SHD_ODD80:
        shade_range(tap, range, doc_color_shd80(wf_cursor_u16(&c)),
                    sprm->op == SPRM_T_SET_SHD80 ? 1 : 2);
        break;
    case SPRM_T_SET_SHD:
    case SPRM_T_SET_SHD_ODD:
        shade_range(tap, range, doc_color_shd(&c), sprm->op == SPRM_T_SET_SHD ? 1 : 2);
        break;
    default:
        break;
    }
}

void doc_tap_apply(doc_tap *tap, const doc_sprm *sprm, bool word95)
{
    wf_cursor c = sprm->operand;
    switch (sprm->op) {
    case SPRM_T_DEF_TABLE:
        define(tap, c, word95);
        break;
    case SPRM_T_HEADER:
        tap->is_header = wf_cursor_u8(&c) != 0;
        break;
    case SPRM_T_SHD80:
        shade80(tap, c);
        break;
    case SPRM_T_SHD:
        shade(tap, c, 0, BY_SHOWN);
        break;
    case SPRM_T_SHD_2ND:
        shade(tap, c, 22, BY_SHOWN);
        break;
    case SPRM_T_SHD_3RD:
        shade(tap, c, 44, BY_SHOWN);
        break;
    case SPRM_T_SHD_RAW:
        shade(tap, c, 0, BY_RAW);
        break;
    case SPRM_T_SHD_RAW_2ND:
        shade(tap, c, 22, BY_RAW);
        break;
    case SPRM_T_SHD_RAW_3RD:
        shade(tap, c, 44, BY_RAW);
        break;
    case SPRM_T_SET_SHD_TABLE:
        tap->table_fill = doc_color_shd(&c);
        break;
    case SPRM_T_VERT_MERGE:
        set_vertical(tap, c);
        break;
    case SPRM_T_INSERT:
        insert_cells(tap, c);
        clamp_edges(tap);
        break;
    case SPRM_T_ISTD:
        tap->style = wf_cursor_u16(&c);
        break;
    default:
        apply_range(tap, sprm);
        break;
    }
}
