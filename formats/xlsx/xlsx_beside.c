/*
 * What stands beside the cells of a sheet: comments (ECMA-376-1 §18.7), threaded comments
 * ([MS-XLSX] 2.6.205) and the text in shapes (§20.5, §21.1.2). They become paragraphs
 * that are anchored to their cell.
 */
#include "engine/base/cell_name.h"
#include "formats/xlsx/xlsx_sheet.h"

typedef struct beside {
    xlsx_sheet *sheet;
    xlsx_text text;
    wf_area area;
    uint32_t row, column;
    bool is_skipped;
    bool is_threaded; /* the part at hand */
    struct place {
        uint32_t row, column;
    } * threaded; /* cells whose comment is a thread: the old form repeats it */
    size_t threaded_count, threaded_capacity;
} beside;

static wf_status add_paragraph(beside *b, wf_error *err)
{
    xlsx_book *book = b->sheet->book;
    wf_str text;
    xlsx_rich rich;
    wf_run *runs = NULL;
    size_t count = 0;
    WF_TRY(xlsx_text_finish(&b->text, &text, &rich, err));
    xlsx_text_clear(&b->text);
    if (text.n == 0)
        return WF_OK;
    if (rich.count > 0) {
        const wf_style *plain = wf_document_style(book->doc, 0);
        WF_TRY(xlsx_runs_over(book, &rich, plain, &runs, &count, err));
    }
    const wf_paragraph paragraph = {.area = b->area,
                                    .list_level = -1,
                                    .text = text,
                                    .runs = runs,
                                    .run_count = count,
                                    .anchor = b->sheet->grid,
                                    .anchor_row = b->row,
                                    .anchor_column = (uint16_t)b->column};
    return wf_document_add_paragraph(book->doc, &paragraph, err);
}

/* ---- text, the same everywhere */

static wf_status on_run(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag, (void)err;
    b->text.in_run = true;
    b->text.is_own = false;
    b->text.font = (xlsx_font){.color = WF_COLOR_NONE};
    return WF_OK;
}

static wf_status on_run_end(void *context, uint8_t state, wf_error *err)
{
    beside *b = context;
    (void)state, (void)err;
    b->text.in_run = false;
    return WF_OK;
}

static wf_status on_run_properties(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag, (void)err;
    b->text.is_own = true;
    return WF_OK;
}

static wf_status on_property(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)err;
    xlsx_font_property(b->sheet->book, &b->text.font, tag);
    return WF_OK;
}

static wf_status on_text(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag, (void)err;
    xlsx_text_begin_piece(&b->text);
    return WF_OK;
}

static wf_status on_text_end(void *context, uint8_t state, wf_error *err)
{
    beside *b = context;
    (void)state;
    return xlsx_text_end_piece(&b->text, err);
}

static wf_status on_break(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag;
    return xlsx_text_add(&b->text, WF_STR("\n"), err);
}

/* ---- comments, both forms */

static bool is_threaded_cell(const beside *b)
{
    for (size_t i = 0; i < b->threaded_count; i++)
        if (b->threaded[i].row == b->row && b->threaded[i].column == b->column)
            return true;
    return false;
}

static wf_status on_comment(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)err;
    xlsx_text_clear(&b->text);
    b->row = b->column = 0;
    (void)wf_cell_name_parse(wf_xml_attr(tag, "ref"), &b->row, &b->column);
    b->is_skipped = !b->is_threaded && is_threaded_cell(b);
    return WF_OK;
}

static wf_status on_comment_end(void *context, uint8_t state, wf_error *err)
{
    beside *b = context;
    (void)state;
    if (b->is_skipped)
        return WF_OK;
    if (b->is_threaded && !is_threaded_cell(b)) {
        struct place *places =
            wf_arena_push_room(b->sheet->book->scratch, b->threaded, b->threaded_count,
                               &b->threaded_capacity, sizeof *places);
        if (!places)
            return wf_fail_memory(err);
        b->threaded = places;
        places[b->threaded_count++] = (struct place){b->row, b->column};
    }
    return add_paragraph(b, err);
}

static wf_status on_characters(void *context, uint8_t state, wf_str piece, wf_error *err)
{
    beside *b = context;
    (void)state;
    return xlsx_text_add(&b->text, piece, err);
}

enum {
    COMMENTS = 1,
    LIST,
    COMMENT,
    BODY,
    RUN,
    TEXT,
    RUN_PROPERTIES,
    PROPERTY
};
static const wf_xml_edge comment_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "comments", COMMENTS, NULL, NULL),
    WF_XML_EDGE(WF_XML_START, THREADED, "ThreadedComments", LIST, NULL, NULL),
    WF_XML_EDGE(COMMENTS, SHEET, "commentList", LIST, NULL, NULL),
    WF_XML_EDGE(LIST, SHEET, "comment", COMMENT, on_comment, on_comment_end),
    WF_XML_EDGE(LIST, THREADED, "threadedComment", COMMENT, on_comment, on_comment_end),
    WF_XML_TEXT(COMMENT, THREADED, "text", TEXT, on_text, on_text_end),
    WF_XML_EDGE(COMMENT, SHEET, "text", BODY, NULL, NULL),
    WF_XML_TEXT(BODY, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(BODY, SHEET, "r", RUN, on_run, on_run_end),
    WF_XML_TEXT(RUN, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(RUN, SHEET, "rPr", RUN_PROPERTIES, on_run_properties, NULL),
    WF_XML_EDGE(RUN_PROPERTIES, SHEET, NULL, PROPERTY, on_property, NULL),
};
static const wf_xml_table comment_table = {WF_XML_TABLE_EDGES(comment_edges),
                                           .text = on_characters};

/* ---- drawings */

enum {
    DRAWING = 1,
    ANCHOR,
    FROM,
    FROM_ROW,
    FROM_COLUMN,
    SHAPE,
    SHAPE_BODY,
    PARAGRAPH,
    SHAPE_RUN,
    SHAPE_TEXT,
    BREAK
};

static wf_status on_anchor(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag, (void)err;
    b->row = b->column = 0;
    xlsx_text_clear(&b->text);
    return WF_OK;
}

static wf_status on_place(void *context, const wf_xml_tag *tag, wf_error *err)
{
    beside *b = context;
    (void)tag, (void)err;
    xlsx_text_clear(&b->text);
    return WF_OK;
}

static wf_status on_place_end(void *context, uint8_t state, wf_error *err)
{
    beside *b = context;
    (void)err;
    wf_str digits = wf_str_trim(wf_strbuf_str(&b->text.chars));
    if (state == FROM_ROW)
        b->row = wf_xml_u32(digits, (uint32_t)b->sheet->book->limits->rows - 1, 0);
    else
        b->column = wf_xml_u32(digits, (uint32_t)b->sheet->book->limits->columns - 1, 0);
    xlsx_text_clear(&b->text);
    return WF_OK;
}

static wf_status on_paragraph_end(void *context, uint8_t state, wf_error *err)
{
    (void)state;
    return add_paragraph(context, err);
}

static const wf_xml_edge drawing_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET_DRAWING, "wsDr", DRAWING, NULL, NULL),
    WF_XML_EDGE(DRAWING, SHEET_DRAWING, "twoCellAnchor", ANCHOR, on_anchor, NULL),
    WF_XML_EDGE(DRAWING, SHEET_DRAWING, "oneCellAnchor", ANCHOR, on_anchor, NULL),
    WF_XML_EDGE(DRAWING, SHEET_DRAWING, "absoluteAnchor", ANCHOR, on_anchor, NULL),
    WF_XML_EDGE(DRAWING, COMPATIBILITY, "AlternateContent", WF_XML_SAME, NULL, NULL),
    WF_XML_EDGE(DRAWING, COMPATIBILITY, "Choice", WF_XML_SAME, NULL, NULL),
    WF_XML_EDGE(ANCHOR, SHEET_DRAWING, "from", FROM, NULL, NULL),
    WF_XML_EDGE(ANCHOR, SHEET_DRAWING, "sp", SHAPE, NULL, NULL),
    WF_XML_EDGE(ANCHOR, SHEET_DRAWING, "grpSp", WF_XML_SAME, NULL, NULL),
    WF_XML_EDGE(ANCHOR, COMPATIBILITY, "AlternateContent", WF_XML_SAME, NULL, NULL),
    WF_XML_EDGE(ANCHOR, COMPATIBILITY, "Choice", WF_XML_SAME, NULL, NULL),
    WF_XML_TEXT(FROM, SHEET_DRAWING, "row", FROM_ROW, on_place, on_place_end),
    WF_XML_TEXT(FROM, SHEET_DRAWING, "col", FROM_COLUMN, on_place, on_place_end),
    WF_XML_EDGE(SHAPE, SHEET_DRAWING, "txBody", SHAPE_BODY, NULL, NULL),
    WF_XML_EDGE(SHAPE_BODY, DRAWING, "p", PARAGRAPH, NULL, on_paragraph_end),
    WF_XML_EDGE(PARAGRAPH, DRAWING, "r", SHAPE_RUN, NULL, NULL),
    WF_XML_EDGE(PARAGRAPH, DRAWING, "fld", SHAPE_RUN, NULL, NULL),
    WF_XML_EDGE(PARAGRAPH, DRAWING, "br", BREAK, on_break, NULL),
    WF_XML_TEXT(SHAPE_RUN, DRAWING, "t", SHAPE_TEXT, on_text, on_text_end),
};
static const wf_xml_table drawing_table = {WF_XML_TABLE_EDGES(drawing_edges),
                                           .text = on_characters};

/* ---- the parts of a sheet */

static wf_status read_part(beside *b, const wf_rel *rel, const wf_xml_table *table,
                           wf_error *err)
{
    xlsx_book *book = b->sheet->book;
    const wf_zip_member *member = wf_zip_find(book->zip, rel->target);
    if (!member) {
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_PART_MISSING,
                    b->sheet->entry->name, "\"%.*s\" is not in the file",
                    WF_STR_ARG(rel->target));
        return WF_OK;
    }
    wf_error cause = WF_ERROR_INIT;
    wf_status status =
        wf_xml_parse_member(book->zip, member, table, b, &book->xml, &cause);
    status = xlsx_tolerate(book, status, WF_D_PART_DAMAGED, rel->target, &cause);
    if (status != WF_OK && err)
        *err = cause;
    return status;
}

wf_status xlsx_read_beside(xlsx_sheet *sheet, wf_str part, wf_error *err)
{
    /* Threads first: they tell which comments of the old form to leave out. */
    static const struct {
        wf_rel_kind kind;
        wf_area area;
        const wf_xml_table *table;
    } steps[] = {{WF_REL_THREADED_COMMENTS, WF_AREA_COMMENT, &comment_table},
                 {WF_REL_COMMENTS, WF_AREA_COMMENT, &comment_table},
                 {WF_REL_DRAWING, WF_AREA_TEXT_BOX, &drawing_table}};
    xlsx_book *book = sheet->book;
    wf_rels rels;
    wf_error cause = WF_ERROR_INIT;
    wf_status status =
        wf_package_rels(book->zip, part, &book->xml, book->scratch, &rels, &cause);
    WF_TRY(xlsx_tolerate(book, status, WF_D_PART_DAMAGED, sheet->entry->name, &cause));
    if (rels.n == 0)
        return WF_OK;
    beside b = {.sheet = sheet};
    xlsx_text_init(&b.text, book);
    for (size_t step = 0; step < sizeof steps / sizeof steps[0]; step++) {
        b.area = steps[step].area;
        b.is_threaded = steps[step].kind == WF_REL_THREADED_COMMENTS;
        for (size_t i = 0; i < rels.n; i++)
            if (rels.items[i].kind == steps[step].kind && !rels.items[i].is_external)
                WF_TRY(read_part(&b, &rels.items[i], steps[step].table, err));
    }
    return WF_OK;
}
