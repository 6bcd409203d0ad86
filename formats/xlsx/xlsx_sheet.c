/* A worksheet part (ECMA-376-1 §18.3): the whole grammar that matters, as a table. */
#include "formats/xlsx/xlsx_sheet.h"

#include "engine/base/cell_name.h"
#include "engine/base/compiler.h"
#include "formats/xlsx/xlsx_conditions.h"

#include <string.h>

enum {
    LAST_COLUMN = 16383,
    LAST_ROW = 1048575
};

/* ---- columns and rows */

/* A width of 0 hides as well as the flag does. */
static bool is_hidden(const wf_xml_tag *tag, const char *extent)
{
    wf_str size = wf_xml_attr(tag, extent);
    return wf_xml_bool(wf_xml_attr(tag, "hidden"), false) || wf_str_eq(size, WF_STR("0"));
}

static wf_status on_column(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    uint32_t min = wf_xml_u32(wf_xml_attr(tag, "min"), LAST_COLUMN + 1, 0);
    uint32_t max = wf_xml_u32(wf_xml_attr(tag, "max"), LAST_COLUMN + 1, LAST_COLUMN + 1);
    if (min == 0 || max < min || !is_hidden(tag, "width"))
        return WF_OK;
    for (uint32_t i = min - 1; i < max; i++)
        sheet->hidden_columns[i / 8] |= (uint8_t)(1u << i % 8);
    sheet->has_hidden_columns = true;
    return wf_document_hide_columns(sheet->book->doc, sheet->grid, min - 1, max - 1, err);
}

wf_status xlsx_sheet_row(xlsx_sheet *sheet, uint32_t number, bool is_row_hidden,
                         wf_error *err)
{
    sheet->row = number > 0 ? number - 1 : sheet->next_row;
    sheet->next_row = sheet->row + 1;
    sheet->next_column = 0;
    sheet->row_flags = sheet->entry->is_hidden || is_row_hidden ? WF_CELL_HIDDEN : 0;
    if (!is_row_hidden)
        return WF_OK;
    return wf_document_hide_rows(sheet->book->doc, sheet->grid, sheet->row, sheet->row,
                                 err);
}

static wf_status on_row(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    wf_str text = wf_xml_attr(tag, "r");
    uint32_t number = wf_xml_u32(text, LAST_ROW + 1, 0);
    if (number == 0 && text.n > 0)
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, sheet->next_row, 0,
                        "a row with a bad number: taken as the next one");
    return xlsx_sheet_row(sheet, number, is_hidden(tag, "ht"), err);
}

/* ---- cells */

static wf_status on_cell(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    xlsx_raw_cell *raw = &sheet->raw;
    wf_str address = wf_xml_attr(tag, "r");
    (void)err;
    *raw = (xlsx_raw_cell){.row = sheet->row, .column = sheet->next_column};
    raw->type = xlsx_type_of(wf_xml_attr(tag, "t"));
    raw->xf = wf_xml_u32(wf_xml_attr(tag, "s"), UINT32_MAX - 1, 0);
    if (address.n > 0 && !wf_cell_name_parse(address, &raw->row, &raw->column))
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, raw->row, raw->column,
                        "a cell with a bad address: taken as the next one");
    sheet->next_column = raw->column + 1;
    sheet->is_rich = false;
    xlsx_text_clear(&sheet->text);
    return WF_OK;
}

static wf_status on_cell_end(void *context, uint8_t state, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)state;
    if (sheet->raw.column > LAST_COLUMN) {
        xlsx_sheet_diag(sheet, WF_D_CELL_BAD, sheet->raw.row, LAST_COLUMN,
                        "more cells in a row than a sheet has columns");
        return WF_OK;
    }
    if (sheet->is_rich && sheet->raw.type != XLSX_SHARED && sheet->text.chars.n > 0)
        return xlsx_sheet_rich_cell(sheet, &sheet->raw, err);
    return xlsx_sheet_cell(sheet, &sheet->raw, sheet->text.chars.p, sheet->text.chars.n,
                           err);
}

static wf_status on_formula(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    sheet->raw.is_formula = true;
    return WF_OK;
}

static wf_status on_value(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    xlsx_text_clear(&sheet->text);
    sheet->raw.has_value = true;
    sheet->is_rich = false;
    return WF_OK;
}

static wf_status on_inline(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    if (sheet->raw.has_value)
        return WF_OK;
    xlsx_text_clear(&sheet->text);
    sheet->is_rich = sheet->raw.has_value = true;
    return WF_OK;
}

static wf_status on_characters(void *context, uint8_t state, wf_str piece, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)state;
    return xlsx_text_add(&sheet->text, piece, err);
}

static wf_status on_text(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    xlsx_text_begin_piece(&sheet->text);
    return WF_OK;
}

static wf_status on_text_end(void *context, uint8_t state, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)state;
    return xlsx_text_end_piece(&sheet->text, err);
}

static wf_status on_run(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    sheet->text.in_run = true;
    sheet->text.is_own = false;
    sheet->text.font = (xlsx_font){.color = WF_COLOR_NONE};
    return WF_OK;
}

static wf_status on_run_end(void *context, uint8_t state, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)state, (void)err;
    sheet->text.in_run = false;
    return WF_OK;
}

static wf_status on_run_properties(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)tag, (void)err;
    sheet->text.is_own = true;
    return WF_OK;
}

static wf_status on_property(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    (void)err;
    xlsx_font_property(sheet->book, &sheet->text.font, tag);
    return WF_OK;
}

/* ---- after the rows */

static wf_status on_merge(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_sheet *sheet = context;
    wf_str ref = wf_xml_attr(tag, "ref");
    wf_merge merge;
    if (xlsx_range_parse(ref, &merge))
        return wf_document_add_merge(sheet->book->doc, sheet->grid, &merge, err);
    wf_diag_add(wf_document_diags_mutable(sheet->book->doc), WF_D_CELL_BAD,
                sheet->entry->name, "a merged range that is none: \"%.*s\"",
                WF_STR_ARG(wf_str_sub(ref, 0, 40)));
    return WF_OK;
}

enum {
    WORKSHEET = 1,
    COLUMNS,
    COLUMN,
    DATA,
    ROW,
    CELL,
    VALUE,
    FORMULA,
    INLINE,
    RUN,
    TEXT,
    RUN_PROPERTIES,
    PROPERTY,
    MERGES,
    MERGE,
    CONDITIONS,
    RULE,
    RULE_FORMULA
};
static const wf_xml_edge sheet_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "worksheet", WORKSHEET, NULL, NULL),
    WF_XML_EDGE(WORKSHEET, SHEET, "cols", COLUMNS, NULL, NULL),
    WF_XML_EDGE(WORKSHEET, SHEET, "sheetData", DATA, NULL, NULL),
    WF_XML_EDGE(WORKSHEET, SHEET, "mergeCells", MERGES, NULL, NULL),
    WF_XML_EDGE(WORKSHEET, SHEET, "conditionalFormatting", CONDITIONS, xlsx_on_conditions,
                NULL),
    WF_XML_EDGE(COLUMNS, SHEET, "col", COLUMN, on_column, NULL),
    WF_XML_EDGE(DATA, SHEET, "row", ROW, on_row, NULL),
    WF_XML_EDGE(ROW, SHEET, "c", CELL, on_cell, on_cell_end),
    WF_XML_TEXT(CELL, SHEET, "v", VALUE, on_value, NULL),
    WF_XML_EDGE(CELL, SHEET, "f", FORMULA, on_formula, NULL),
    WF_XML_EDGE(CELL, SHEET, "is", INLINE, on_inline, NULL),
    WF_XML_TEXT(INLINE, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(INLINE, SHEET, "r", RUN, on_run, on_run_end),
    WF_XML_TEXT(RUN, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(RUN, SHEET, "rPr", RUN_PROPERTIES, on_run_properties, NULL),
    WF_XML_EDGE(RUN_PROPERTIES, SHEET, NULL, PROPERTY, on_property, NULL),
    WF_XML_EDGE(MERGES, SHEET, "mergeCell", MERGE, on_merge, NULL),
    WF_XML_EDGE(CONDITIONS, SHEET, "cfRule", RULE, xlsx_on_rule, xlsx_on_rule_end),
    WF_XML_TEXT(RULE, SHEET, "formula", RULE_FORMULA, xlsx_on_rule_formula,
                xlsx_on_rule_formula_end),
};
static const wf_xml_table sheet_table = {WF_XML_TABLE_EDGES(sheet_edges),
                                         .text = on_characters, .scan = xlsx_scan_row,
                                         .scan_state = ROW};

/* ---- the sink of a document */

static wf_status sink_cells(void *context, const wf_cell *cells, size_t n, wf_error *err)
{
    xlsx_sheet *sheet = context;
    return wf_document_add_cells(sheet->book->doc, sheet->grid, cells, n, err);
}

static wf_status sink_runs(void *context, const wf_run *runs, size_t n, wf_error *err)
{
    xlsx_sheet *sheet = context;
    return wf_document_add_cell_runs(sheet->book->doc, sheet->grid, runs, n, err);
}

/* ---- the sink of a stream */

/* Whether the document would keep the cell; one without text is blank. */
static bool is_kept(const xlsx_sheet *sheet, wf_cell *cell)
{
    if (cell->kind == WF_CELL_TEXT && cell->length == 0)
        cell->kind = WF_CELL_BLANK;
    return cell->kind != WF_CELL_BLANK ||
           wf_document_style(sheet->book->doc, cell->style)->fill != WF_COLOR_NONE;
}

/* What the document does to cells that it holds, done to a batch on its way. */
static wf_status stream_cells(void *context, const wf_cell *cells, size_t n,
                              wf_error *err)
{
    xlsx_sheet *sheet = context;
    xlsx_book *book = sheet->book;
    WF_UNINITIALIZED wf_cell kept[XLSX_BATCH];
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        wf_cell *c = &kept[count];
        *c = cells[i];
        if (!is_kept(sheet, c))
            continue;
        if (sheet->has_hidden_columns &&
            (sheet->hidden_columns[c->column / 8] >> c->column % 8 & 1))
            c->flags |= WF_CELL_HIDDEN;
        if (c->row >= sheet->rows)
            sheet->rows = c->row + 1;
        if (c->column >= sheet->columns)
            sheet->columns = c->column + 1u;
        count++;
    }
    wf_status status = WF_OK;
    if (count > 0)
        status = book->stream->cells(book->stream->context, book->doc, sheet->grid, kept,
                                     count, err);
    wf_arena_reset(book->stream_texts, book->stream_mark);
    book->text_bytes = 0;
    return status;
}

static wf_status stream_runs(void *context, const wf_run *runs, size_t n, wf_error *err)
{
    (void)context, (void)runs, (void)n, (void)err;
    return WF_OK; /* a stream has the cells' own look only */
}

static void choose_sink(xlsx_sheet *sheet)
{
    bool is_stream = sheet->book->stream != NULL;
    sheet->sink = (xlsx_cell_sink){.cells = is_stream ? stream_cells : sink_cells,
                                   .runs = is_stream ? stream_runs : sink_runs,
                                   .context = sheet};
}

static wf_status parse_sheet(xlsx_sheet *sheet, const wf_zip_member *member,
                             wf_error *err)
{
    xlsx_book *book = sheet->book;
    wf_error cause = WF_ERROR_INIT;
    wf_arena *kept = book->arena;
    if (book->stream)
        book->arena = book->stream_texts;
    wf_status status =
        wf_xml_parse_member(book->zip, member, &sheet_table, sheet, &book->xml, &cause);
    wf_status flushed = xlsx_sheet_flush(sheet, &cause);
    book->arena = kept;
    wf_document_set_extent(book->doc, sheet->grid, sheet->rows, sheet->columns);
    if (status == WF_OK)
        status = flushed;
    if (status == WF_E_FORMAT || status == WF_E_UNSUPPORTED)
        book->sheets_failed++;
    status = xlsx_tolerate(book, status, WF_D_PART_DAMAGED, sheet->entry->name, &cause);
    if (status != WF_OK && err)
        *err = cause;
    return status;
}

/* The part of a sheet: by its relationship, else by its place in the list of sheets. */
static wf_status find_part(xlsx_sheet *sheet, wf_str *part_out, wf_error *err)
{
    xlsx_book *book = sheet->book;
    const wf_rel *rel = wf_rels_by_id(&book->rels, sheet->entry->rel_id);
    wf_diags *diags = wf_document_diags_mutable(book->doc);
    *part_out = rel ? rel->target : WF_STR_EMPTY;
    if (rel && wf_zip_find(book->zip, rel->target))
        return WF_OK;
    size_t number = (size_t)(sheet->entry - book->sheets) + 1;
    wf_str usual;
    if (wf_arena_printf(book->scratch, &usual, "xl/worksheets/sheet%zu.xml", number) !=
        WF_OK)
        return wf_fail_memory(err);
    if (!rel && wf_zip_find(book->zip, usual)) {
        *part_out = usual;
        wf_diag_add(diags, WF_D_PART_MISSING, sheet->entry->name,
                    "the file does not say where the sheet is; \"%.*s\" is taken for it",
                    WF_STR_ARG(usual));
        return WF_OK;
    }
    book->sheets_failed++;
    wf_diag_add(diags, WF_D_PART_MISSING, sheet->entry->name,
                "the sheet is not in the file");
    return WF_OK;
}

static wf_status read_sheet(xlsx_book *book, const xlsx_sheet_entry *entry, wf_error *err)
{
    xlsx_sheet *sheet = book->sheet;
    memset(sheet, 0, offsetof(xlsx_sheet, batch));
    sheet->book = book;
    sheet->entry = entry;
    choose_sink(sheet);
    xlsx_text_init(&sheet->text, book);
    const wf_grid_options options = {.name = entry->name,
                                     .kind = WF_GRID_SHEET,
                                     .hidden = entry->is_hidden,
                                     .parent = WF_NO_INDEX};
    wf_str part;
    WF_TRY(wf_document_grid_begin(book->doc, &options, &sheet->grid, err));
    WF_TRY(find_part(sheet, &part, err));
    const wf_zip_member *member = wf_zip_find(book->zip, part);
    if (member)
        WF_TRY(parse_sheet(sheet, member, err));
    WF_TRY(wf_document_grid_end(book->doc, sheet->grid, err));
    WF_TRY(wf_document_apply_conditions(sheet->book->doc, sheet->grid, sheet->conditions,
                                        sheet->condition_count, sheet->book->scratch,
                                        err));
    return member ? xlsx_read_beside(sheet, part, err) : WF_OK;
}

wf_status xlsx_read_sheet(xlsx_book *book, const xlsx_sheet_entry *entry, wf_error *err)
{
    if (!book->sheet) /* before the mark: all sheets share it */
        book->sheet = wf_arena_alloc(book->scratch, sizeof *book->sheet);
    if (!book->sheet)
        return wf_fail_memory(err);
    wf_arena_mark mark = wf_arena_mark_here(book->scratch);
    wf_status status = read_sheet(book, entry, err);
    wf_arena_reset(book->scratch, mark);
    return status;
}
