/* The substream of one sheet: its cells, merges, hidden rows and columns. */
#include "formats/xls/biff_sheet.h"

#include "engine/base/cell_name.h"
#include "engine/base/ckd.h"

#include <math.h>

/* [MS-XLS] 2.5.10 Bes: error values as Excel shows them. */
static const struct {
    uint8_t code;
    const char *text;
} error_texts[] = {
    {0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
    {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"},    {0x2B, "#GETTING_DATA"},
};

/* Where a cell stands and how it looks, as every cell record begins. */
struct place {
    uint16_t row, column, xf;
};

/* BIFF2 gives three bytes of attributes: XF number (63: in the IXFE record before),
 * format and font, alignment. */
static struct place read_place(biff_sheet *s, wf_cursor *c)
{
    struct place at = {.row = wf_cursor_u16(c), .column = wf_cursor_u16(c)};
    if (s->book->version > 2) {
        at.xf = wf_cursor_u16(c);
        return at;
    }
    unsigned xf = wf_cursor_u8(c) & 0x3F;
    wf_cursor_skip(c, 2);
    at.xf = (uint16_t)(xf == 0x3F ? s->next_xf : xf);
    return at;
}

static void bad_cell(biff_sheet *s, struct place at, const char *what)
{
    char name[WF_CELL_NAME_MAX];
    size_t n = wf_cell_name(at.row, at.column, name);
    wf_str where;
    if (wf_arena_printf(s->book->arena, &where, "%.*s!%.*s", WF_STR_ARG(s->name), (int)n,
                        name) != WF_OK)
        where = WF_STR_EMPTY;
    wf_diag_add(wf_document_diags_mutable(s->book->doc), WF_D_CELL_BAD, where, "%s",
                what);
}

static wf_status begin_cell(biff_sheet *s, struct place at, wf_cell *cell,
                            const biff_xf **xf, wf_error *err)
{
    WF_TRY(biff_resolve_xf(s->book, at.xf, xf, err));
    *cell = (wf_cell){.row = at.row, .column = at.column, .style = (*xf)->style};
    return WF_OK;
}

static wf_status add_error(biff_sheet *s, struct place at, unsigned code, uint8_t flags,
                           wf_error *err)
{
    wf_cell cell;
    const biff_xf *xf;
    WF_TRY(begin_cell(s, at, &cell, &xf, err));
    cell.kind = WF_CELL_ERROR;
    cell.flags = flags;
    wf_str text = WF_STR("#N/A");
    for (size_t i = 0; i < sizeof error_texts / sizeof error_texts[0]; i++)
        if (error_texts[i].code == code)
            text = wf_str_from(error_texts[i].text);
    cell.as.text = text.p;
    cell.length = (uint32_t)text.n;
    return wf_document_add_cell(s->book->doc, s->grid, &cell, err);
}

static wf_status add_number(biff_sheet *s, struct place at, double value, uint8_t flags,
                            wf_error *err)
{
    if (!isfinite(value)) {
        bad_cell(s, at, "the file holds a number here that is none");
        return add_error(s, at, 0x24, flags, err);
    }
    wf_cell cell;
    const biff_xf *xf;
    WF_TRY(begin_cell(s, at, &cell, &xf, err));
    cell.kind = xf->is_date ? WF_CELL_DATE : WF_CELL_NUMBER;
    cell.flags = flags;
    cell.as.number = value;
    return wf_document_add_cell(s->book->doc, s->grid, &cell, err);
}

static wf_status add_boolean(biff_sheet *s, struct place at, bool value, uint8_t flags,
                             wf_error *err)
{
    wf_cell cell;
    const biff_xf *xf;
    WF_TRY(begin_cell(s, at, &cell, &xf, err));
    cell.kind = WF_CELL_BOOLEAN;
    cell.flags = flags;
    cell.as.number = value ? 1 : 0;
    return wf_document_add_cell(s->book->doc, s->grid, &cell, err);
}

static wf_run run_of(const biff_book *book, const biff_font *font, uint32_t start)
{
    return (wf_run){.start = start,
                    .font = biff_color(book, font->color),
                    .fill = WF_COLOR_NONE,
                    .flags = font->flags};
}

static bool run_looks_same(const wf_run *a, const wf_run *b)
{
    return a->font == b->font && a->flags == b->flags;
}

wf_status biff_make_runs(biff_book *book, const biff_text *text, const biff_font *font,
                         wf_run **out, size_t *count_out, wf_error *err)
{
    *count_out = 0;
    if (text->run_count == 0 || text->text.n == 0)
        return WF_OK;
    wf_run *runs = wf_arena_array(book->scratch, text->run_count + 1u, sizeof *runs);
    if (!runs)
        return wf_fail_memory(err);
    wf_run plain = run_of(book, font, 0);
    size_t n = 0;
    if (text->runs[0].start > 0)
        runs[n++] = plain;
    for (uint32_t i = 0; i < text->run_count; i++) {
        wf_run run =
            run_of(book, biff_font_at(book, text->runs[i].font), text->runs[i].start);
        if (n == 0 || !run_looks_same(&runs[n - 1], &run))
            runs[n++] = run;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t end = i + 1 < n ? runs[i + 1].start : (uint32_t)text->text.n;
        runs[i].length = end - runs[i].start;
    }
    *out = runs;
    *count_out = n == 1 && run_looks_same(&runs[0], &plain) ? 0 : n;
    return WF_OK;
}

static wf_status add_text(biff_sheet *s, struct place at, const biff_text *text,
                          uint8_t flags, wf_error *err)
{
    wf_cell cell;
    const biff_xf *xf;
    WF_TRY(begin_cell(s, at, &cell, &xf, err));
    cell.kind = WF_CELL_TEXT;
    cell.flags = flags;
    cell.as.text = text->text.p;
    cell.length = (uint32_t)text->text.n;
    WF_TRY(wf_document_add_cell(s->book->doc, s->grid, &cell, err));
    if (text->run_count == 0)
        return WF_OK;
    wf_arena_mark mark = wf_arena_mark_here(s->book->scratch);
    wf_run *runs = NULL;
    size_t n = 0;
    WF_TRY(
        biff_make_runs(s->book, text, biff_font_at(s->book, xf->font), &runs, &n, err));
    if (n > 0)
        WF_TRY(wf_document_add_cell_runs(s->book->doc, s->grid, runs, n, err));
    wf_arena_reset(s->book->scratch, mark);
    return WF_OK;
}

static wf_status add_blank(biff_sheet *s, struct place at, wf_error *err)
{
    wf_cell cell;
    const biff_xf *xf;
    WF_TRY(begin_cell(s, at, &cell, &xf, err));
    cell.kind = WF_CELL_BLANK;
    return wf_document_add_cell(s->book->doc, s->grid, &cell, err);
}

/* [MS-XLS] 2.5.217 RkNumber */
static double rk_value(uint32_t rk)
{
    double value;
    if (rk & 2) {
        int32_t integer = (int32_t)(rk & 0xFFFFFFFCu) / 4;
        value = integer;
    } else {
        uint64_t bits = (uint64_t)(rk & 0xFFFFFFFCu) << 32;
        memcpy(&value, &bits, sizeof value);
    }
    return rk & 1 ? value / 100 : value;
}

/* [MS-XLS] 2.4.149 LabelSst */
static wf_status read_label_sst(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    uint32_t index = wf_cursor_u32(&c);
    if (c.bad)
        return WF_OK;
    if (index >= s->book->string_count) {
        bad_cell(s, at, "the text of this cell is missing from the file");
        return add_blank(s, at, err);
    }
    return add_text(s, at, &s->book->strings[index], 0, err);
}

static wf_status text_failed(wf_error *err)
{
    return wf_fail_memory(err);
}

/* Label and, with the fonts of its parts behind the text, RString: BIFF5 and older in the
 * workbook's code page. (Not in [MS-XLS], but xlwt and others write Label in BIFF8.) */
static wf_status read_label(biff_sheet *s, const biff_record *record, bool has_runs,
                            wf_error *err)
{
    biff_chunks chunks = {.walk = &s->walk, .c = record->body};
    struct place at = read_place(s, &chunks.c);
    if (chunks.c.bad)
        return WF_OK;
    biff_text text;
    if (biff_read_text(&s->book->texts, &chunks, record->type == BIFF_LABEL2, &text) !=
        WF_OK)
        return text_failed(err);
    if (chunks.bad)
        bad_cell(s, at, "the text of this cell is cut off");
    biff_run *runs = NULL;
    if (has_runs && !chunks.bad) {
        bool is_wide = s->book->texts.is_unicode;
        size_t n = is_wide ? biff_chunk_u16(&chunks) : biff_chunk_u8(&chunks);
        n = wf_min_size(n, chunks.c.n / (is_wide ? 4 : 2));
        runs = wf_arena_array(s->book->scratch, n, sizeof *runs);
        if (!runs)
            return text_failed(err);
        for (size_t i = 0; i < n; i++) {
            runs[i].start = is_wide ? biff_chunk_u16(&chunks) : biff_chunk_u8(&chunks);
            runs[i].font = is_wide ? biff_chunk_u16(&chunks) : biff_chunk_u8(&chunks);
        }
        text.runs = runs;
        text.run_count = biff_order_runs(runs, n, &text);
    }
    return add_text(s, at, &text, 0, err);
}

uint32_t biff_order_runs(biff_run *runs, size_t n, const biff_text *text)
{
    /* Counted in characters; as good as all such texts are one byte a character. */
    uint32_t kept = 0;
    size_t byte = 0, unit = 0;
    for (size_t i = 0; i < n; i++) {
        if (runs[i].start < unit)
            continue;
        for (; unit < runs[i].start && byte < text->text.n; unit++) {
            byte++;
            while (byte < text->text.n && (text->text.p[byte] & 0xC0) == 0x80)
                byte++;
        }
        if (byte >= text->text.n)
            break;
        if (kept > 0 && runs[kept - 1].start == byte)
            kept--;
        runs[kept++] = (biff_run){.start = (uint32_t)byte, .font = runs[i].font};
    }
    return kept;
}

static wf_status read_rk(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    double value = rk_value(wf_cursor_u32(&c));
    return c.bad ? WF_OK : add_number(s, at, value, 0, err);
}

/* [MS-XLS] 2.4.175 MulRk */
static wf_status read_mulrk(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = {.row = wf_cursor_u16(&c), .column = wf_cursor_u16(&c)};
    for (; c.n >= 6 && at.column < 256; at.column++) {
        at.xf = wf_cursor_u16(&c);
        WF_TRY(add_number(s, at, rk_value(wf_cursor_u32(&c)), 0, err));
    }
    return WF_OK;
}

/* [MS-XLS] 2.4.174 MulBlank; the last two bytes are the last column. */
static wf_status read_mulblank(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = {.row = wf_cursor_u16(&c), .column = wf_cursor_u16(&c)};
    for (; c.n >= 4 && at.column < 256; at.column++) {
        at.xf = wf_cursor_u16(&c);
        WF_TRY(add_blank(s, at, err));
    }
    return WF_OK;
}

static wf_status read_number(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    double value = wf_cursor_f64(&c);
    return c.bad ? WF_OK : add_number(s, at, value, 0, err);
}

static wf_status read_integer2(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    double value = wf_cursor_u16(&c);
    return c.bad ? WF_OK : add_number(s, at, value, 0, err);
}

/* [MS-XLS] 2.4.24 BoolErr */
static wf_status read_boolerr(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    unsigned value = wf_cursor_u8(&c);
    bool is_error = wf_cursor_u8(&c);
    if (c.bad)
        return WF_OK;
    return is_error ? add_error(s, at, value, 0, err)
                    : add_boolean(s, at, value != 0, 0, err);
}

/* [MS-XLS] 2.4.127 Formula, 2.5.133 FormulaValue: the result that Excel kept. */
static wf_status read_formula(biff_sheet *s, wf_cursor c, wf_error *err)
{
    struct place at = read_place(s, &c);
    wf_cursor value = wf_cursor_sub(&c, 8);
    if (value.bad)
        return WF_OK;
    wf_cursor number = value;
    uint8_t kind = wf_cursor_u8(&value);
    wf_cursor_skip(&value, 1);
    uint8_t what = wf_cursor_u8(&value);
    wf_cursor_skip(&value, 3);
    if (wf_cursor_u16(&value) != 0xFFFF)
        return add_number(s, at, wf_cursor_f64(&number), WF_CELL_FORMULA, err);
    switch (kind) {
    case 0: /* a text, in the String record that follows */
        s->formula = (struct biff_formula){at.row, at.column, at.xf, true};
        return WF_OK;
    case 1:
        return add_boolean(s, at, what != 0, WF_CELL_FORMULA, err);
    case 2:
        return add_error(s, at, what, WF_CELL_FORMULA, err);
    default: /* 3: an empty text */
        return add_blank(s, at, err);
    }
}

/* [MS-XLS] 2.4.268 String */
static wf_status read_string(biff_sheet *s, const biff_record *record, wf_error *err)
{
    if (!s->formula.awaits_text)
        return WF_OK;
    s->formula.awaits_text = false;
    biff_chunks chunks = {.walk = &s->walk, .c = record->body};
    biff_text text;
    if (biff_read_text(&s->book->texts, &chunks, s->book->version == 2, &text) != WF_OK)
        return text_failed(err);
    struct place at = {s->formula.row, s->formula.column, s->formula.xf};
    text.run_count = 0;
    return add_text(s, at, &text, WF_CELL_FORMULA, err);
}

/* A formula whose text did not follow. */
static wf_status forget_formula(biff_sheet *s, wf_error *err)
{
    if (!s->formula.awaits_text)
        return WF_OK;
    s->formula.awaits_text = false;
    struct place at = {s->formula.row, s->formula.column, s->formula.xf};
    char name[WF_CELL_NAME_MAX];
    size_t n = wf_cell_name(at.row, at.column, name);
    wf_str where;
    if (wf_arena_printf(s->book->arena, &where, "%.*s!%.*s", WF_STR_ARG(s->name), (int)n,
                        name) == WF_OK)
        wf_diag_add(wf_document_diags_mutable(s->book->doc), WF_D_FORMULA_NO_VALUE, where,
                    "the file keeps no result of this formula");
    return add_blank(s, at, err);
}

/* [MS-XLS] 2.4.168 MergeCells */
static wf_status read_merges(biff_sheet *s, wf_cursor c, wf_error *err)
{
    size_t count = wf_cursor_u16(&c);
    for (size_t i = 0; i < count && c.n >= 8; i++) {
        wf_merge merge = {.row = wf_cursor_u16(&c)};
        merge.last_row = wf_cursor_u16(&c);
        merge.column = wf_cursor_u16(&c);
        merge.last_column = wf_cursor_u16(&c);
        WF_TRY(wf_document_add_merge(s->book->doc, s->grid, &merge, err));
    }
    return WF_OK;
}

/* [MS-XLS] 2.4.221 Row: fDyZero. In BIFF2 a byte of its own. */
static wf_status read_row(biff_sheet *s, wf_cursor c, wf_error *err)
{
    uint16_t row = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 10);
    if (!(wf_cursor_u16(&c) & 0x20) || c.bad)
        return WF_OK;
    return wf_document_hide_rows(s->book->doc, s->grid, row, row, err);
}

/* [MS-XLS] 2.4.53 ColInfo: fHidden */
static wf_status read_columns(biff_sheet *s, wf_cursor c, wf_error *err)
{
    uint16_t first = wf_cursor_u16(&c), last = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 4);
    if (!(wf_cursor_u16(&c) & 1) || c.bad)
        return WF_OK;
    return wf_document_hide_columns(s->book->doc, s->grid, first, last, err);
}

static wf_status read_cell_record(biff_sheet *s, const biff_record *record, wf_error *err)
{
    switch (record->type) { /* NOLINT(readability-function-size): one case per record */
    case BIFF_LABELSST:
        return read_label_sst(s, record->body, err);
    case BIFF_LABEL:
    case BIFF_LABEL2:
        return read_label(s, record, false, err);
    case BIFF_RSTRING:
        return read_label(s, record, true, err);
    case BIFF_RK:
        return read_rk(s, record->body, err);
    case BIFF_MULRK:
        return read_mulrk(s, record->body, err);
    case BIFF_NUMBER:
    case BIFF_NUMBER2:
        return read_number(s, record->body, err);
    case BIFF_INTEGER2:
        return read_integer2(s, record->body, err);
    case BIFF_BOOLERR:
    case BIFF_BOOLERR2:
        return read_boolerr(s, record->body, err);
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
        return read_formula(s, record->body, err);
    case BIFF_MULBLANK:
        return read_mulblank(s, record->body, err);
    case BIFF_BLANK:
    case BIFF_BLANK2: {
        wf_cursor c = record->body;
        struct place at = read_place(s, &c);
        return c.bad ? WF_OK : add_blank(s, at, err);
    }
    default:
        return WF_OK;
    }
}

static wf_status read_other_record(biff_sheet *s, const biff_record *record,
                                   wf_error *err)
{
    switch (record->type) {
    case BIFF_STRING:
    case BIFF_STRING2:
        return read_string(s, record, err);
    case BIFF_ROW:
        return read_row(s, record->body, err);
    case BIFF_COLINFO:
        return read_columns(s, record->body, err);
    case BIFF_MERGEDCELLS:
        return read_merges(s, record->body, err);
    case BIFF_IXFE2: {
        wf_cursor c = record->body;
        s->next_xf = wf_cursor_u16(&c);
        return WF_OK;
    }
    case BIFF_CONDFMT:
    case BIFF_CF:
        return biff_read_condition(s->book, &s->conditions, record, err);
    case BIFF_MSODRAWING:
    case BIFF_OBJ:
    case BIFF_TXO:
    case BIFF_NOTE:
        return biff_read_beside(s->book, &s->beside, &s->walk, record, err);
    default:
        if (s->has_own_styles)
            return biff_read_style_record(s->book, record, err);
        return WF_OK;
    }
}

static bool is_cell_record(uint16_t type)
{
    switch (type) {
    case BIFF_BLANK2:
    case BIFF_INTEGER2:
    case BIFF_NUMBER2:
    case BIFF_LABEL2:
    case BIFF_BOOLERR2:
    case BIFF_FORMULA:
    case BIFF_MULRK:
    case BIFF_MULBLANK:
    case BIFF_RSTRING:
    case BIFF_LABELSST:
    case BIFF_BLANK:
    case BIFF_NUMBER:
    case BIFF_LABEL:
    case BIFF_BOOLERR:
    case BIFF_FORMULA3:
    case BIFF_RK:
    case BIFF_FORMULA4:
        return true;
    default:
        return false;
    }
}

static wf_status read_record(biff_sheet *s, const biff_record *record, wf_error *err)
{
    if (!is_cell_record(record->type))
        return read_other_record(s, record, err);
    WF_TRY(forget_formula(s, err));
    return read_cell_record(s, record, err);
}

/* Another sheet begins here: this one has lost its end. */
static bool begins_sheet(const biff_sheet *s, size_t offset)
{
    for (size_t i = 0; i < s->book->sheet_count; i++)
        if (s->book->sheets[i].offset == offset && offset != s->start)
            return true;
    return false;
}

/* Records up to the end of the substream; charts that lie in the sheet are substreams of
 * their own and are stepped over. Every byte is allowed to be read twice on the whole, so
 * that sheets which overlap cannot make much work of a small file. */
static wf_status walk_sheet(biff_sheet *s, wf_error *err)
{
    biff_record record;
    size_t depth = 0;
    while (biff_next(&s->walk, &record)) {
        size_t step = record.body.n + 4;
        if (step > s->book->bytes_left)
            return wf_fail(err, WF_E_FORMAT, &(wf_where){.part = s->name},
                           "the workbook is damaged: its sheets overlap");
        s->book->bytes_left -= step;
        if (record.type == BIFF_EOF) {
            if (depth <= 1)
                break;
            depth--;
        } else if (record.type == BIFF_BOF || record.type == BIFF_BOF4 ||
                   record.type == BIFF_BOF3 || record.type == BIFF_BOF2) {
            if (s->book->bofs_left == 0 || begins_sheet(s, record.offset))
                break;
            s->book->bofs_left--;
            depth++;
        } else if (depth <= 1) {
            WF_TRY(read_record(s, &record, err));
        }
    }
    return forget_formula(s, err);
}

wf_status biff_read_sheet(biff_book *book, const biff_bound_sheet *sheet, wf_error *err)
{
    biff_sheet s = {.book = book,
                    .name = sheet->name,
                    .start = sheet->offset,
                    .has_own_styles = book->version < 5 || book->sheet_count == 0};
    s.walk = (biff_walk){.data = book->data, .size = book->size, .at = sheet->offset};
    wf_grid_options options = {.name = sheet->name,
                               .kind = WF_GRID_SHEET,
                               .hidden = sheet->is_hidden,
                               .parent = WF_NO_INDEX};
    WF_TRY(wf_document_grid_begin(book->doc, &options, &s.grid, err));
    if (sheet->offset < book->size)
        WF_TRY(walk_sheet(&s, err));
    if (s.walk.truncated || sheet->offset >= book->size)
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_TRUNCATED, sheet->name,
                    "the file ends within this sheet; what came before was read");
    WF_TRY(wf_document_grid_end(book->doc, s.grid, err));
    WF_TRY(biff_apply_conditions(book, &s.conditions, s.grid, err));
    return biff_add_beside(book, &s.beside, s.grid, err);
}
