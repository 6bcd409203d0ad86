/* workbook.xml: the sheets in order, and the date system (ECMA-376-1 §18.2). */
#include "formats/xlsx/xlsx_parts.h"

#include <string.h>

static wf_status on_properties(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_book *book = context;
    (void)err;
    book->is_1904 = wf_xml_bool(wf_xml_attr(tag, "date1904"), false);
    return WF_OK;
}

static wf_status add_sheet(xlsx_book *book, wf_str name, wf_str rel_id, bool is_hidden,
                           wf_error *err)
{
    xlsx_sheet_entry *sheets =
        wf_arena_push_room(book->scratch, book->sheets, book->sheet_count,
                           &book->sheet_capacity, sizeof *sheets);
    if (!sheets)
        return wf_fail_memory(err);
    book->sheets = sheets;
    if (book->sheet_count >= book->limits->sheets)
        return wf_fail_limit(err, NULL, "sheets", book->limits->sheets);
    xlsx_sheet_entry *entry = &sheets[book->sheet_count];
    *entry = (xlsx_sheet_entry){.is_hidden = is_hidden};
    WF_TRY(xlsx_text_keep(book, name, &entry->name, NULL, err));
    if (wf_arena_str(book->scratch, rel_id, &entry->rel_id) != WF_OK)
        return wf_fail_memory(err);
    book->sheet_count++;
    return WF_OK;
}

static wf_status on_sheet(void *context, const wf_xml_tag *tag, wf_error *err)
{
    xlsx_book *book = context;
    wf_str state = wf_xml_attr(tag, "state");
    bool is_hidden =
        wf_str_eq(state, WF_STR("hidden")) || wf_str_eq(state, WF_STR("veryHidden"));
    return add_sheet(book, wf_xml_attr(tag, "name"),
                     wf_xml_attr_ns(tag, WF_NS_RELS, "id"), is_hidden, err);
}

static void forget_workbook(void *context)
{
    xlsx_book *book = context;
    book->sheet_count = 0;
    book->is_1904 = false;
}

enum {
    WORKBOOK = 1,
    PROPERTIES,
    SHEETS,
    SHEET
};
static const wf_xml_edge workbook_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "workbook", WORKBOOK, NULL, NULL),
    WF_XML_EDGE(WORKBOOK, SHEET, "workbookPr", PROPERTIES, on_properties, NULL),
    WF_XML_EDGE(WORKBOOK, SHEET, "sheets", SHEETS, NULL, NULL),
    WF_XML_EDGE(SHEETS, SHEET, "sheet", SHEET, on_sheet, NULL),
};
static const wf_xml_table workbook_table = {WF_XML_TABLE_EDGES(workbook_edges)};

/* Without a workbook part that can be read: the parts where sheets usually stand. */
static wf_status sheets_by_parts(xlsx_book *book, wf_error *err)
{
    static const wf_str folder = WF_STR_INIT("xl/worksheets/");
    for (size_t i = 0; i < wf_zip_count(book->zip); i++) {
        wf_str name = wf_zip_member_at(book->zip, i)->name;
        if (!wf_str_starts_with(name, folder) ||
            !wf_str_ends_with(name, WF_STR(".xml")) ||
            wf_str_find(name, WF_STR("_rels"), 0) != SIZE_MAX)
            continue;
        wf_str stem = wf_str_sub(name, folder.n, name.n - folder.n - 4);
        WF_TRY(add_sheet(book, stem, WF_STR_EMPTY, false, err));
        wf_rel *rels =
            wf_arena_grow(book->scratch, NULL, 0, (book->rels.n + 1) * sizeof *rels);
        if (!rels)
            return wf_fail_memory(err);
        if (book->rels.n > 0)
            memcpy(rels, book->rels.items, book->rels.n * sizeof *rels);
        rels[book->rels.n] =
            (wf_rel){.id = book->sheets[book->sheet_count - 1].name, .target = name};
        book->sheets[book->sheet_count - 1].rel_id = rels[book->rels.n].id;
        book->rels = (wf_rels){.items = rels, .n = book->rels.n + 1};
    }
    return WF_OK;
}

wf_status xlsx_read_workbook(xlsx_book *book, wf_error *err)
{
    wf_error cause = WF_ERROR_INIT;
    WF_TRY(wf_package_main_part(book->zip, WF_STR("xl/workbook.xml"), &book->xml,
                                book->scratch, &book->part, err));
    wf_status status = wf_package_rels(book->zip, book->part, &book->xml, book->scratch,
                                       &book->rels, &cause);
    WF_TRY(xlsx_tolerate(book, status, WF_D_PART_DAMAGED, WF_STR("workbook.xml.rels"),
                         &cause));
    const wf_zip_member *member = wf_zip_find(book->zip, book->part);
    if (book->part.n > 0 && member) {
        wf_xml_options options = book->xml;
        options.again = forget_workbook;
        status = wf_xml_parse_member(book->zip, member, &workbook_table, book, &options,
                                     &cause);
        WF_TRY(xlsx_tolerate(book, status, WF_D_PART_DAMAGED, book->part, &cause));
    }
    if (book->sheet_count == 0)
        WF_TRY(sheets_by_parts(book, err));
    if (book->sheet_count == 0)
        return wf_fail(err, cause.code != WF_OK ? cause.code : WF_E_FORMAT, NULL,
                       "the workbook names no sheet that can be read%s%s",
                       cause.message[0] ? ": " : "", cause.message);
    wf_document_set_1904(book->doc, book->is_1904);
    return WF_OK;
}
