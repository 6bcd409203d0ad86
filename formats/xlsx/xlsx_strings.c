/* sharedStrings.xml (ECMA-376-1 §18.4): each text made ready once, for all cells that
 * have it. */
#include "formats/xlsx/xlsx_parts.h"

#include <string.h>

typedef struct strings_reader {
    xlsx_book *book;
    xlsx_text text;
} strings_reader;

/* Room for what the part says it has, as far as its size makes that possible. */
static wf_status on_sst(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    xlsx_book *book = r->book;
    static const uint32_t believed = 1u << 16;
    uint32_t count = wf_xml_u32(wf_xml_attr(tag, "uniqueCount"), UINT32_MAX, 0);
    if (count > believed)
        count = believed;
    if (count <= book->string_capacity)
        return WF_OK;
    book->strings = wf_arena_array(book->scratch, count, sizeof *book->strings);
    if (!book->strings)
        return wf_fail_memory(err);
    book->string_capacity = count;
    return WF_OK;
}

static wf_status add_string(xlsx_book *book, wf_str text, uint32_t rich, wf_error *err)
{
    if (book->string_count >= book->limits->strings)
        return wf_fail_limit(err, NULL, "strings", book->limits->strings);
    xlsx_string *strings =
        wf_arena_push_room(book->scratch, book->strings, book->string_count,
                           &book->string_capacity, sizeof *strings);
    if (!strings)
        return wf_fail_memory(err);
    book->strings = strings;
    strings[book->string_count++] =
        (xlsx_string){.text = text.p, .length = (uint32_t)text.n, .rich = rich};
    return WF_OK;
}

static wf_status on_item(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    (void)tag, (void)err;
    xlsx_text_clear(&r->text);
    return WF_OK;
}

static wf_status on_item_end(void *context, uint8_t state, wf_error *err)
{
    strings_reader *r = context;
    xlsx_book *book = r->book;
    wf_str text;
    xlsx_rich rich;
    (void)state;
    WF_TRY(xlsx_text_finish(&r->text, &text, &rich, err));
    if (rich.count == 0)
        return add_string(book, text, 0, err);
    xlsx_rich *all = wf_arena_push_room(book->scratch, book->rich, book->rich_count,
                                        &book->rich_capacity, sizeof *all);
    if (!all)
        return wf_fail_memory(err);
    book->rich = all;
    all[book->rich_count++] = rich;
    return add_string(book, text, (uint32_t)book->rich_count, err);
}

static wf_status on_run(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    (void)tag, (void)err;
    r->text.in_run = true;
    r->text.is_own = false;
    r->text.font = (xlsx_font){.color = WF_COLOR_NONE};
    return WF_OK;
}

static wf_status on_run_end(void *context, uint8_t state, wf_error *err)
{
    strings_reader *r = context;
    (void)state, (void)err;
    r->text.in_run = false;
    return WF_OK;
}

static wf_status on_run_properties(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    (void)tag, (void)err;
    r->text.is_own = true;
    return WF_OK;
}

static wf_status on_property(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    (void)err;
    xlsx_font_property(r->book, &r->text.font, tag);
    return WF_OK;
}

static wf_status on_text(void *context, const wf_xml_tag *tag, wf_error *err)
{
    strings_reader *r = context;
    (void)tag, (void)err;
    xlsx_text_begin_piece(&r->text);
    return WF_OK;
}

static wf_status on_text_end(void *context, uint8_t state, wf_error *err)
{
    strings_reader *r = context;
    (void)state;
    return xlsx_text_end_piece(&r->text, err);
}

static wf_status on_characters(void *context, uint8_t state, wf_str piece, wf_error *err)
{
    strings_reader *r = context;
    (void)state;
    return xlsx_text_add(&r->text, piece, err);
}

/* The plain form of an item, <si><t>text</t></si>: nearly all of them. */
static char *scan_item(char *p, const char *end, char **text_out, size_t *size_out)
{
    static const char open[] = "<si><t", preserve[] = " xml:space=\"preserve\"";
    static const char close[] = "</t></si>";
    if (memcmp(p, open, sizeof open - 1) != 0)
        return NULL;
    p += sizeof open - 1;
    if (memcmp(p, preserve, sizeof preserve - 1) == 0)
        p += sizeof preserve - 1;
    if (*p++ != '>')
        return NULL;
    char *tag = memchr(p, '<', (size_t)(end - p));
    if (!tag || memcmp(tag, close, sizeof close - 1) != 0)
        return NULL;
    *text_out = p;
    *size_out = (size_t)(tag - p);
    return tag + sizeof close - 1;
}

/* See wf_xml_table.scan: the padding behind the window makes the comparisons safe. */
static wf_status scan_items(void *context, char *data, size_t n, size_t *used_out,
                            wf_error *err)
{
    strings_reader *r = context;
    const char *end = data + n;
    char *p = data, *raw = NULL;
    size_t size = 0;
    while (p < end) {
        char *next = scan_item(p, end, &raw, &size);
        if (!next)
            break;
        wf_str text;
        WF_TRY(xlsx_text_keep_raw(r->book, raw, size, &text, err));
        WF_TRY(add_string(r->book, text, 0, err));
        p = next;
        *used_out = (size_t)(p - data);
    }
    return WF_OK;
}

static void forget_strings(void *context)
{
    strings_reader *r = context;
    r->book->string_count = 0;
    r->book->rich_count = 0;
}

enum {
    SST = 1,
    ITEM,
    RUN,
    RUN_PROPERTIES,
    PROPERTY,
    TEXT
};
static const wf_xml_edge strings_edges[] = {
    WF_XML_EDGE(WF_XML_START, SHEET, "sst", SST, on_sst, NULL),
    WF_XML_EDGE(SST, SHEET, "si", ITEM, on_item, on_item_end),
    WF_XML_TEXT(ITEM, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(ITEM, SHEET, "r", RUN, on_run,
                on_run_end), /* rPh, phoneticPr: not text */
    WF_XML_TEXT(RUN, SHEET, "t", TEXT, on_text, on_text_end),
    WF_XML_EDGE(RUN, SHEET, "rPr", RUN_PROPERTIES, on_run_properties, NULL),
    WF_XML_EDGE(RUN_PROPERTIES, SHEET, NULL, PROPERTY, on_property, NULL),
};
static const wf_xml_table strings_table = {WF_XML_TABLE_EDGES(strings_edges),
                                           .text = on_characters, .scan = scan_items,
                                           .scan_state = SST};

wf_status xlsx_read_strings(xlsx_book *book, wf_error *err)
{
    const wf_rel *rel = wf_rels_first(&book->rels, WF_REL_STRINGS);
    wf_str part = rel ? rel->target : WF_STR("xl/sharedStrings.xml");
    const wf_zip_member *member = wf_zip_find(book->zip, part);
    if (!member)
        return WF_OK; /* a book without shared strings is whole */
    strings_reader r = {.book = book};
    xlsx_text_init(&r.text, book);
    wf_error cause = WF_ERROR_INIT;
    wf_xml_options options = book->xml;
    options.again = forget_strings;
    wf_status status =
        wf_xml_parse_member(book->zip, member, &strings_table, &r, &options, &cause);
    status = xlsx_tolerate(book, status, WF_D_PART_DAMAGED, part, &cause);
    if (status != WF_OK && err)
        *err = cause;
    return status;
}
