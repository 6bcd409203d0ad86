/* The reader of Excel 2 to 2003 workbooks: .xls, in an OLE2 container or bare. */
#include "formats/container/saved.h"
#include "formats/registry.h"
#include "formats/xls/biff_book.h"

/* [MS-XLS] 2.4.21 BOF: what a substream is. */
enum {
    BOF_GLOBALS = 0x0005,
    BOF_SHEET = 0x0010,
    BOF_WORKSPACE4 = 0x0100,
    PROBE_CERTAIN = 100,
    PROBE_BARE = 90,
    PROBE_LOCKED = 40,
    MOST_BOFS = 100000 /* each is looked up among the sheets */
};

struct bof {
    unsigned version; /* 0: none */
    unsigned kind;
};

static struct bof bof_of(const biff_record *record)
{
    wf_cursor c = record->body;
    struct bof bof = {0};
    unsigned number = wf_cursor_u16(&c);
    bof.kind = wf_cursor_u16(&c);
    if (c.bad || record->body.n > 64)
        return (struct bof){0};
    switch (record->type) {
    case BIFF_BOF2:
        bof.version = 2;
        break;
    case BIFF_BOF3:
        bof.version = 3;
        break;
    case BIFF_BOF4:
        bof.version = 4;
        break;
    case BIFF_BOF:
        bof.version = number >= 0x0600 ? 8 : 5;
        break;
    default:
        break;
    }
    return bof;
}

static struct bof bof_at(const uint8_t *data, size_t size, size_t offset)
{
    biff_walk walk = {.data = data, .size = size, .at = offset};
    biff_record record;
    if (offset > size || !biff_next(&walk, &record))
        return (struct bof){0};
    return bof_of(&record);
}

static bool is_bof_kind(unsigned kind)
{
    return kind == BOF_GLOBALS || kind == 0x0006 || kind == BOF_SHEET || kind == 0x0020 ||
           kind == 0x0040 || kind == BOF_WORKSPACE4;
}

static int xls_probe(const wf_input *in)
{
    switch (wf_ole_probe(in)) {
    case WF_OLE_EXCEL:
        return PROBE_CERTAIN;
    case WF_OLE_ENCRYPTED:
    case WF_OLE_DAMAGED:
        return PROBE_LOCKED; /* for the clear message; no reader can do more */
    case WF_OLE_NONE:
        break;
    case WF_OLE_WORD:
    case WF_OLE_POWERPOINT:
    case WF_OLE_OTHER:
        return 0;
    }
    struct bof bof = bof_at(in->data, in->size, 0);
    return bof.version > 0 && is_bof_kind(bof.kind) ? PROBE_BARE : 0;
}

/* The streams that may hold a workbook, best first. */
static const char *const stream_names[] = {"Workbook", "Book"};

static wf_status find_stream(wf_ole *ole, wf_ole_stream *out, wf_error *err)
{
    for (size_t i = 0; i < sizeof stream_names / sizeof stream_names[0]; i++) {
        uint32_t entry = wf_ole_find(ole, 0, stream_names[i]);
        if (entry == WF_OLE_NO_ENTRY || !wf_ole_entry_at(ole, entry)->is_stream)
            continue;
        WF_TRY(wf_ole_read(ole, entry, out, err));
        if (bof_at(out->p, out->n, 0).version > 0)
            return WF_OK;
    }
    return wf_fail(err, WF_E_FORMAT, NULL,
                   "the workbook is damaged: its stream is missing or does not begin as "
                   "one should");
}

/* BIFF4 workbooks: a header with the sheet's name, then the sheet. */
static wf_status read_workspace4(biff_book *book, wf_error *err)
{
    biff_walk walk = {.data = book->data, .size = book->size};
    biff_record record;
    size_t fonts = 0, formats = 0, xfs = 0;
    while (biff_next(&walk, &record)) {
        if (record.type == BIFF_FILEPASS)
            return biff_fail_password(err);
        if (record.type != BIFF_SHEETHEADER4) {
            if (record.type != BIFF_BOF4)
                WF_TRY(biff_read_style_record(book, &record, err));
            fonts = book->font_count;
            formats = book->format_count;
            xfs = book->xf_count;
            continue;
        }
        biff_chunks chunks = {.walk = &walk, .c = record.body};
        size_t length = biff_chunk_u32(&chunks);
        biff_text name;
        if (biff_read_text(&book->texts, &chunks, true, &name) != WF_OK)
            return wf_fail_memory(err);
        biff_bound_sheet sheet = {.name = name.text, .offset = (uint32_t)walk.at};
        WF_TRY(biff_read_sheet(book, &sheet, err));
        book->font_count = fonts;
        book->format_count = formats;
        book->xf_count = xfs;
        if (length == 0 || length > walk.size - walk.at)
            break;
        walk.at += length;
    }
    return WF_OK;
}

static wf_status read_sheets(biff_book *book, wf_error *err)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        const biff_bound_sheet *sheet = &book->sheets[i];
        if (sheet->type == BIFF_SHEET_CELLS || sheet->type == BIFF_SHEET_MACROS)
            WF_TRY(biff_read_sheet(book, sheet, err));
    }
    return WF_OK;
}

static wf_status read_book(biff_book *book, unsigned kind, wf_error *err)
{
    biff_styles_begin(book);
    if (kind == BOF_WORKSPACE4 && book->version == 4)
        return read_workspace4(book, err);
    if (book->version >= 5 && kind == BOF_GLOBALS) {
        WF_TRY(biff_read_globals(book, 0, err));
        return read_sheets(book, err);
    }
    biff_bound_sheet only = {.name = WF_STR("Sheet1")};
    return biff_read_sheet(book, &only, err);
}

static wf_status read_stream(wf_document *doc, const wf_ole_stream *stream, wf_error *err)
{
    const wf_limits *limits = wf_document_limits(doc);
    struct bof bof = bof_at(stream->p, stream->n, 0);
    biff_book book = {.doc = doc,
                      .arena = wf_document_arena(doc),
                      .scratch = wf_arena_new((size_t)limits->memory_bytes),
                      .data = stream->p,
                      .size = stream->n,
                      .version = bof.version};
    if (!book.scratch)
        return wf_fail_memory(err);
    book.bytes_left = 2 * stream->n + 4;
    book.bofs_left = MOST_BOFS;
    book.texts = (biff_texts){.keep = book.arena,
                              .scratch = {.arena = book.scratch},
                              .is_unicode = bof.version == 8};
    (void)wf_decoder_open(WF_CODE_PAGE_WINDOWS, &book.texts.decoder);
    wf_status status = read_book(&book, bof.kind, err);
    if (book.texts.replaced > 0)
        wf_diag_add(wf_document_diags_mutable(doc), WF_D_TEXT_ENCODING, WF_STR_EMPTY,
                    "%zu characters could not be read and stand as U+FFFD",
                    book.texts.replaced);
    if (stream->truncated)
        wf_diag_add(wf_document_diags_mutable(doc), WF_D_TRUNCATED, WF_STR_EMPTY,
                    "the file is cut off: %zu bytes of its workbook are there",
                    stream->n);
    wf_decoder_close(&book.texts.decoder);
    wf_arena_free(book.scratch);
    return status;
}

static wf_status read_input(const wf_input *in, const wf_read_options *options,
                            const wf_ole_stream *stream, wf_document **out, wf_error *err)
{
    wf_document *doc = NULL;
    WF_TRY(wf_document_new(WF_FORMAT_XLS, in->name, options ? options->limits : NULL,
                           &doc, err));
    wf_status status = read_stream(doc, stream, err);
    if (status == WF_OK)
        status = wf_document_finish(doc, err);
    if (status != WF_OK) {
        wf_document_free(doc);
        return status;
    }
    *out = doc;
    return WF_OK;
}

static wf_status xls_read(const wf_input *in, const wf_read_options *options,
                          wf_document **out, wf_error *err)
{
    const wf_limits *limits =
        options && options->limits ? options->limits : wf_limits_default();
    wf_ole_stream stream = {.p = in->data, .n = in->size};
    wf_ole *ole = NULL;
    wf_status status = WF_OK;
    wf_ole_kind kind = wf_ole_probe(in);
    if (kind == WF_OLE_ENCRYPTED)
        status = biff_fail_password(err);
    else if (kind != WF_OLE_NONE)
        status = wf_ole_open(in, limits, &ole, err);
    if (status == WF_OK && ole)
        status = find_stream(ole, &stream, err);
    if (status == WF_OK)
        status = read_input(in, options, &stream, out, err);
    if (status == WF_OK && ole)
        wf_document_set_saved(*out, wf_saved_in_ole(ole));
    wf_ole_free(ole);
    wf_error_set_file(err, in->name);
    return status;
}

static const char *const xls_extensions[] = {"xls", "xlt", NULL};

const wf_reader wf_reader_xls = {
    .name = "xls", .extensions = xls_extensions, .probe = xls_probe, .read = xls_read};
