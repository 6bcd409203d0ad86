/* The .xlsx reader. An input that begins as a zip is read as it is. Any other is text
 * that becomes parts of a workbook, cut at bytes 0xFF, so that the fuzzer meets the
 * grammars and not the container: sheet, shared strings, styles, workbook, theme,
 * comments, drawing. The first byte's lowest bit chooses the driver of the XML. */
#include "formats/xlsx/xlsx_parts.h"
#include "tests/fuzz/fuzz_harness.h"
#include "tests/support/zip_scene.h"

#include <string.h>

#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define REL(id, target)                                                                  \
    "<Relationship Id=\"" id "\" Type=\"" RELS id "\" Target=\"" target "\"/>"
#define RELATIONSHIPS(list)                                                              \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"             \
    "relationships\">" list "</Relationships>"

static const char *const names[] = {
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
    "xl/workbook.xml",          "xl/theme/theme1.xml",  "xl/comments1.xml",
    "xl/drawings/d1.xml"};

enum {
    NAMES = sizeof names / sizeof names[0],
    FIXED = 4,
    WORKBOOK = 3
};

static const char workbook[] =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships\"><sheets><sheet "
    "name=\"S\" r:id=\"worksheet\"/></sheets></workbook>";

static size_t make_parts(const uint8_t *data, size_t size, zip_part *parts)
{
    size_t n = 0;
    parts[n++] = (zip_part){
        "_rels/.rels", WF_STR(RELATIONSHIPS(REL("officeDocument", "xl/workbook.xml")))};
    parts[n++] =
        (zip_part){"xl/_rels/workbook.xml.rels",
                   WF_STR(RELATIONSHIPS(REL("worksheet", "worksheets/sheet1.xml") REL(
                       "sharedStrings", "sharedStrings.xml") REL("styles", "styles.xml")
                                            REL("theme", "theme/theme1.xml")))};
    parts[n++] = (zip_part){"xl/worksheets/_rels/sheet1.xml.rels",
                            WF_STR(RELATIONSHIPS(REL("comments", "../comments1.xml") REL(
                                "drawing", "../drawings/d1.xml")))};
    parts[n++] = (zip_part){"xl/workbook.xml", {.p = workbook, .n = sizeof workbook - 1}};
    for (size_t i = 0; i < NAMES; i++) {
        const uint8_t *cut = size > 0 ? memchr(data, 0xFF, size) : NULL;
        size_t length = cut ? (size_t)(cut - data) : size;
        const wf_str bytes = {.p = (const char *)data, .n = length};
        if (length > 0 && i == WORKBOOK)
            parts[FIXED - 1].bytes = bytes;
        else if (length > 0)
            parts[n++] = (zip_part){names[i], bytes};
        if (!cut)
            break;
        data += length + 1;
        size -= length + 1;
    }
    return n;
}

static size_t visit_grid(const wf_document *doc, const wf_grid *grid, wf_arena *arena)
{
    size_t sum = 0;
    for (size_t c = 0; c < grid->cell_count; c++) {
        const wf_cell *cell = &grid->cells[c];
        size_t count;
        wf_str text;
        const wf_run *runs = wf_grid_runs(doc, grid, cell, &count);
        for (size_t k = 0; k < count; k++)
            if (runs[k].start + runs[k].length > cell->length)
                __builtin_trap();
        if (c > 0 && (cell->row < cell[-1].row ||
                      (cell->row == cell[-1].row && cell->column <= cell[-1].column)))
            __builtin_trap();
        if (cell->kind == WF_CELL_TEXT && strlen(cell->as.text) != cell->length)
            __builtin_trap();
        if (wf_cell_text(doc, cell, arena, &text) == WF_OK)
            sum += text.n;
        sum += wf_document_style(doc, cell->style)->fill;
    }
    return sum;
}

/* Touch all that came out, and check what every document promises. */
static size_t visit(const wf_document *doc, wf_arena *arena)
{
    size_t sum = wf_document_content_count(doc);
    for (size_t i = 0; i < wf_document_grid_count(doc); i++)
        sum += visit_grid(doc, wf_document_grid(doc, i), arena);
    for (size_t i = 0; i < wf_document_paragraph_count(doc); i++)
        sum += strlen(wf_document_paragraph(doc, i)->text.p);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_limits limits = *wf_limits_default();
    limits.memory_bytes = 64u << 20;
    limits.inflated_bytes = 16u << 20;
    wf_arena *arena = wf_arena_new(0);
    if (!arena || size > 1u << 20) {
        wf_arena_free(arena);
        return 0;
    }
    wf_xml_driver driver = size > 0 && (data[0] & 1) ? WF_XML_EXPAT : WF_XML_AUTO;
    wf_input in = wf_input_from_memory(data, size, "fuzz.xlsx");
    if (size < 2 || memcmp(data, "PK", 2) != 0) {
        zip_part parts[NAMES + FIXED];
        size_t skip = size > 0; /* the byte that chose the driver */
        wf_str zip = scene_zip(arena, parts, make_parts(data + skip, size - skip, parts));
        in = wf_input_from_memory(zip.p, zip.n, "fuzz.xlsx");
    } else {
        driver = WF_XML_AUTO;
    }
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    wf_read_options options = {.limits = &limits};
    volatile size_t sum = 0;
    if (xlsx_read_by(&in, &options, driver, &doc, &err) == WF_OK)
        sum += visit(doc, arena);
    (void)sum;
    wf_document_free(doc);
    wf_arena_free(arena);
    return 0;
}
