#ifndef BOOK_MAKE_H
#define BOOK_MAKE_H
/* Workbooks made in memory from the XML of their parts. */
#include "formats/xlsx/xlsx_parts.h"
#include "tests/support/zip_make.h"

#define SHEET_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELS_NS  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define REL_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* The parts of a usual workbook of one sheet, "S"; a later part of the same name wins. */
enum {
    BOOK_PARTS = 6,
    BOOK_MORE = 8
};

static inline zip_made book_make(const char *sheet_xml, const zip_part *more,
                                 size_t more_count)
{
    zip_part parts[BOOK_PARTS + BOOK_MORE] = {
        {.name = "[Content_Types].xml",
         .data = "<Types "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                 "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                 "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></"
                 "Types>"},
        {.name = "_rels/.rels",
         .data = "<Relationships " RELS_NS "><Relationship Id=\"r1\" Type=\"" REL_TYPE
                 "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {.name = "xl/workbook.xml",
         .data = "<workbook " SHEET_NS " xmlns:r=\"http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships\"><sheets><sheet name=\"S\" "
                 "sheetId=\"1\" "
                 "r:id=\"rId1\"/></sheets></workbook>"},
        {.name = "xl/_rels/workbook.xml.rels",
         .data = "<Relationships " RELS_NS "><Relationship Id=\"rId1\" Type=\"" REL_TYPE
                 "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
                 "Id=\"rId2\" Type=\"" REL_TYPE
                 "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship "
                 "Id=\"rId3\" Type=\"" REL_TYPE
                 "styles\" Target=\"styles.xml\"/><Relationship "
                 "Id=\"rId4\" Type=\"" REL_TYPE "theme\" Target=\"theme/theme1.xml\"/>"
                 "</Relationships>"},
        {.name = "xl/styles.xml",
         .data =
             "<styleSheet " SHEET_NS "><numFmts><numFmt numFmtId=\"164\" "
             "formatCode=\"dd/mm/yyyy\"/></numFmts><fonts><font/><font><b/><strike/"
             "><color "
             "rgb=\"FF0000FF\"/></font></fonts><fills><fill/><fill><patternFill "
             "patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
             "<fgColor rgb=\"FF92D050\"/></patternFill></fill><fill><patternFill "
             "patternType=\"solid\"><fgColor theme=\"4\" "
             "tint=\"-0.25\"/></patternFill></fill>"
             "<fill><patternFill patternType=\"solid\"><fgColor "
             "indexed=\"10\"/></patternFill>"
             "</fill></fills><cellXfs><xf/><xf numFmtId=\"164\" fontId=\"0\" "
             "fillId=\"0\"/>"
             "<xf fontId=\"1\" fillId=\"2\"/><xf fillId=\"3\"/><xf fillId=\"4\"/>"
             "<xf fontId=\"99\" fillId=\"99\" "
             "numFmtId=\"99\"/></cellXfs><dxfs><dxf><fill>"
             "<patternFill><bgColor rgb=\"FFFF0000\"/></patternFill></fill></dxf></dxfs>"
             "</styleSheet>"},
        {.name = "xl/worksheets/sheet1.xml", .data = sheet_xml},
    };
    assert_true(more_count <= BOOK_MORE);
    for (size_t i = 0; i < more_count; i++)
        parts[BOOK_PARTS + i] = more[i];
    return zip_make(parts, BOOK_PARTS + more_count);
}

static inline wf_status book_read(const zip_made *z, wf_xml_driver driver,
                                  wf_document **out, wf_error *err)
{
    wf_input in = wf_input_from_memory(z->p, z->n, "made.xlsx");
    return xlsx_read_by(&in, NULL, driver, out, err);
}

/* "A1=text;B2=3" of a document, with kinds and diagnostics: what tests compare. */
static inline void book_describe(const wf_document *doc, char *out, size_t room)
{
    static const char kinds[] = "_tndbe";
    size_t n = 0;
    out[0] = '\0';
    for (size_t g = 0; g < wf_document_grid_count(doc); g++) {
        const wf_grid *grid = wf_document_grid(doc, g);
        for (size_t i = 0; i < grid->cell_count && n < room - 64; i++) {
            const wf_cell *c = &grid->cells[i];
            bool has_text = c->kind == WF_CELL_TEXT || c->kind == WF_CELL_ERROR;
            n += (size_t)snprintf(out + n, room - n, "%c%u%c", 'A' + c->column,
                                  c->row + 1, kinds[c->kind]);
            if (has_text)
                n += (size_t)snprintf(out + n, room - n, "%.300s;", c->as.text);
            else if (c->kind != WF_CELL_BLANK)
                n += (size_t)snprintf(out + n, room - n, "%.10g;", c->as.number);
            else
                n += (size_t)snprintf(out + n, room - n, ";");
        }
    }
}

#endif
