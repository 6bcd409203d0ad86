#ifndef WF_DOCX_SCENE_H
#define WF_DOCX_SCENE_H
/*
 * Word documents for tests: parts as text, and what the reader makes of them as lines:
 *
 *     P1 heading=1 bold "1. Aims" [0+3 marker0]      paragraph, its look, its runs
 *     T1 2x3 header=1 in=T0!A1                       table: rows x columns
 *     A1 fill=FFFF00 bold "Goal"                     its cells
 *     A1:C1                                          its merges
 *     ! tracked-changes                              diagnostics
 */
#include "tests/support/wf_test.h"
#include "tests/support/zip_scene.h"

#include "engine/base/strbuf.h"
#include "engine/document/document_build.h"
#include "formats/registry.h"

#include <string.h>

#define DOCX_NS                                                                          \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""          \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""   \
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""                \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""          \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\""                                         \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""

typedef struct docx_part {
    const char *name, *text;
} docx_part;

static inline void show_color(wf_strbuf *b, const char *name, uint32_t color)
{
    if (color != WF_COLOR_NONE)
        wf_strbuf_printf(b, " %s=%06X", name, (unsigned)color);
}

static inline void show_runs(wf_strbuf *b, const wf_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wf_strbuf_printf(b, " [%u+%u", runs[i].start, runs[i].length);
        if (runs[i].flags & WF_RUN_MARKER)
            wf_strbuf_printf(b, " marker%u", runs[i].list_level);
        wf_strbuf_printf(b, "%s%s%s%s", runs[i].flags & WF_RUN_BOLD ? " bold" : "",
                         runs[i].flags & WF_RUN_ITALIC ? " italic" : "",
                         runs[i].flags & WF_RUN_UNDERLINE ? " underline" : "",
                         runs[i].flags & WF_RUN_STRIKE ? " strike" : "");
        show_color(b, "font", runs[i].font);
        show_color(b, "fill", runs[i].fill);
        wf_strbuf_add_char(b, ']');
    }
}

static inline void show_style(wf_strbuf *b, const wf_style *style)
{
    show_color(b, "fill", style->fill);
    show_color(b, "font", style->font);
    wf_strbuf_printf(b, "%s%s%s%s", style->bold ? " bold" : "",
                     style->italic ? " italic" : "", style->underline ? " underline" : "",
                     style->strike ? " strike" : "");
}

static inline void show_text(wf_strbuf *b, wf_str text)
{
    wf_strbuf_add(b, WF_STR(" \""));
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            wf_strbuf_add(b, WF_STR("\\n"));
        else if (text.p[i] == '\t')
            wf_strbuf_add(b, WF_STR("\\t"));
        else
            wf_strbuf_add_char(b, text.p[i]);
    wf_strbuf_add_char(b, '"');
}

static inline const char *area_name(wf_area area)
{
    static const char *const names[] = {"",         " header",  " footer",  " footnote",
                                        " endnote", " comment", " text-box"};
    return names[area];
}

static inline void show_grid(wf_strbuf *b, const wf_document *doc, const wf_grid *grid)
{
    wf_strbuf_printf(b, "%.*s %ux%u%s", WF_STR_ARG(grid->name), grid->rows, grid->columns,
                     area_name(grid->area));
    if (grid->header_rows > 0)
        wf_strbuf_printf(b, " header=%u", grid->header_rows);
    if (grid->parent != WF_NO_INDEX)
        wf_strbuf_printf(b, " in=%.*s!%c%u",
                         WF_STR_ARG(wf_document_grid(doc, grid->parent)->name),
                         'A' + grid->parent_column, grid->parent_row + 1);
    wf_strbuf_add_char(b, '\n');
    for (size_t i = 0; i < grid->cell_count; i++) {
        const wf_cell *cell = &grid->cells[i];
        wf_strbuf_printf(b, "%c%u", 'A' + cell->column, cell->row + 1);
        show_style(b, wf_document_style(doc, cell->style));
        if (cell->flags & WF_CELL_HIDDEN)
            wf_strbuf_add(b, WF_STR(" hidden"));
        if (cell->flags & WF_CELL_COVERED)
            wf_strbuf_add(b, WF_STR(" covered"));
        if (cell->kind == WF_CELL_TEXT)
            show_text(b, (wf_str){.p = cell->as.text, .n = cell->length});
        size_t count;
        const wf_run *runs = wf_grid_runs(doc, grid, cell, &count);
        show_runs(b, runs, count);
        wf_strbuf_add_char(b, '\n');
    }
    for (size_t i = 0; i < grid->merge_count; i++) {
        const wf_merge *m = &grid->merges[i];
        wf_strbuf_printf(b, "%c%u:%c%u\n", 'A' + m->column, m->row + 1,
                         'A' + m->last_column, m->last_row + 1);
    }
}

static inline void show_paragraph(wf_strbuf *b, const wf_document *doc,
                                  const wf_paragraph *p)
{
    wf_strbuf_printf(b, "P%u%s", p->number, area_name(p->area));
    if (p->heading_level > 0)
        wf_strbuf_printf(b, " heading=%u", p->heading_level);
    if (p->title)
        wf_strbuf_add(b, WF_STR(" title"));
    if (p->list_level >= 0)
        wf_strbuf_printf(b, " list=%d", p->list_level);
    if (p->anchor != WF_NO_INDEX)
        wf_strbuf_printf(b, " at=%.*s!%c%u",
                         WF_STR_ARG(wf_document_grid(doc, p->anchor)->name),
                         'A' + p->anchor_column, p->anchor_row + 1);
    show_style(b, wf_document_style(doc, p->style));
    show_text(b, p->text);
    show_runs(b, p->runs, p->run_count);
    wf_strbuf_add_char(b, '\n');
}

static inline wf_str show_document(wf_arena *arena, const wf_document *doc)
{
    wf_strbuf b = wf_strbuf_in(arena, 8u << 20);
    for (size_t i = 0; i < wf_document_block_count(doc); i++) {
        wf_block block = wf_document_block(doc, i);
        if (block.kind == WF_BLOCK_GRID)
            show_grid(&b, doc, wf_document_grid(doc, block.index));
        else
            show_paragraph(&b, doc, wf_document_paragraph(doc, block.index));
    }
    const wf_diags *diags = wf_document_diags(doc);
    for (size_t i = 0; i < diags->n; i++)
        wf_strbuf_printf(&b, "! %s\n", wf_diag_name(diags->items[i].code));
    return wf_strbuf_str(&b);
}

/* Read parts; the status, and on WF_OK what came out. */
static inline wf_status read_parts(wf_arena *arena, const docx_part *parts, size_t count,
                                   const wf_limits *limits, wf_str *shown, wf_error *err)
{
    zip_part members[32];
    for (size_t i = 0; i < count && i < COUNT_OF(members); i++)
        members[i] = (zip_part){parts[i].name, wf_str_from(parts[i].text)};
    wf_str zip = scene_zip(arena, members, count);
    wf_input in = wf_input_from_memory(zip.p, zip.n, "test.docx");
    wf_document *doc = NULL;
    wf_read_options options = {.limits = limits};
    wf_status status = wf_reader_docx.read(&in, &options, &doc, err);
    if (status == WF_OK)
        *shown = show_document(arena, doc);
    wf_document_free(doc);
    return status;
}

enum {
    SCENE_PARTS_MAX = 16
};

/* A package around `body`; `extra` ends with a NULL name. Parts named word/styles.xml and
 * so on are related to the document by their name. */
static inline size_t scene_parts(wf_arena *arena, const char *body,
                                 const docx_part *extra, docx_part *out)
{
    static const struct {
        const char *file, *kind;
    } kinds[] = {{"styles.xml", "styles"},       {"numbering.xml", "numbering"},
                 {"theme1.xml", "theme"},        {"settings.xml", "settings"},
                 {"header1.xml", "header"},      {"footer1.xml", "footer"},
                 {"footnotes.xml", "footnotes"}, {"endnotes.xml", "endnotes"},
                 {"comments.xml", "comments"}};
    wf_strbuf document = wf_strbuf_in(arena, 32u << 20), rels = document;
    wf_strbuf_add(&document, WF_STR("<w:document" DOCX_NS "><w:body>"));
    wf_strbuf_add(&document, wf_str_from(body));
    wf_strbuf_add(&document, WF_STR("</w:body></w:document>"));
    wf_strbuf_add(&rels,
                  WF_STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/"
                         "package/2006/relationships\">"));
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        wf_strbuf_printf(&rels,
                         "<Relationship Id=\"%s\" Target=\"%s\" Type=\"http://schemas."
                         "openxmlformats.org/officeDocument/2006/relationships/%s\"/>",
                         kinds[i].kind, kinds[i].file, kinds[i].kind);
    wf_strbuf_add(&rels, WF_STR("</Relationships>"));
    size_t n = 0;
    out[n++] = (docx_part){
        "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
                       "2006/relationships\"><Relationship Id=\"rId1\" "
                       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                       "relationships/officeDocument\" Target=\"word/document.xml\"/>"
                       "</Relationships>"};
    out[n++] = (docx_part){"word/document.xml", wf_strbuf_str(&document).p};
    out[n++] = (docx_part){"word/_rels/document.xml.rels", wf_strbuf_str(&rels).p};
    for (; extra && extra->name && n < SCENE_PARTS_MAX; extra++)
        out[n++] = *extra;
    return n;
}

/* What the reader shows of `body`, without the lines that tell of missing parts. */
static inline void check_docx(const char *body, const docx_part *extra,
                              const char *expected, const char *file, int line)
{
    wf_arena *arena = wf_arena_new(0);
    docx_part parts[SCENE_PARTS_MAX];
    size_t count = scene_parts(arena, body, extra, parts);
    wf_str shown = WF_STR_EMPTY;
    wf_error err = WF_ERROR_INIT;
    wf_status status = read_parts(arena, parts, count, NULL, &shown, &err);
    wf_strbuf kept = wf_strbuf_in(arena, 8u << 20);
    for (size_t i = 0; i < shown.n;) {
        size_t end = wf_str_find(shown, WF_STR("\n"), i) + 1;
        wf_str text = wf_str_sub(shown, i, end - i);
        if (!wf_str_eq(text, WF_STR("! part-missing\n")))
            wf_strbuf_add(&kept, text);
        i = end;
    }
    wf_str got = wf_strbuf_str(&kept);
    bool same = status == WF_OK && wf_str_eq(got, wf_str_from(expected));
    if (!same)
        print_error("%s\ngot:\n%s\nexpected:\n%s\n", err.message, got.p, expected);
    wf_arena_free(arena);
    if (!same)
        _fail(file, line);
}

#define assert_docx(body, extra, expected)                                               \
    check_docx((body), (extra), (expected), __FILE__, __LINE__)

#endif
