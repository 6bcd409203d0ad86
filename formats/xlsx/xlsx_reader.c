/* The reader of .xlsx, .xlsm, .xltx and .xltm: the order of the parts, and what becomes
 * of trouble. A bad cell is a warning, a bad sheet costs that sheet, only a bad package
 * fails. */
#include "formats/container/saved.h"
#include "formats/registry.h"
#include "formats/xlsx/xlsx_parts.h"

wf_status xlsx_tolerate(xlsx_book *book, wf_status status, wf_diag_code code, wf_str part,
                        wf_error *err)
{
    if (status != WF_E_FORMAT && status != WF_E_UNSUPPORTED)
        return status;
    wf_diag_add(wf_document_diags_mutable(book->doc), code, part, "%s",
                err ? err->message : "cannot be read");
    return WF_OK;
}

static int probe(const wf_input *in)
{
    switch (wf_package_probe(in)) {
    case WF_PACKAGE_XLSX:
        return 100;
    case WF_PACKAGE_XLSB:
    case WF_PACKAGE_PPTX:
    case WF_PACKAGE_OPEN_DOCUMENT:
    case WF_PACKAGE_OTHER_OPC:
        return 1; /* to say what it is */
    case WF_PACKAGE_NONE:
    case WF_PACKAGE_ZIP:
    case WF_PACKAGE_DOCX:
        break;
    }
    return 0;
}

/* A stream's texts are gone with it: the document that stays does not hold them. */
static wf_status read_strings(xlsx_book *book, wf_error *err)
{
    wf_arena *kept = book->arena;
    if (book->stream)
        book->arena = book->scratch;
    wf_status status = xlsx_read_strings(book, err);
    book->arena = kept;
    return status;
}

static wf_status read_parts(xlsx_book *book, wf_error *err)
{
    if (wf_zip_is_rebuilt(book->zip))
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_TRUNCATED, WF_STR_EMPTY,
                    "the file's directory is damaged; its parts were found one by one");
    WF_TRY(xlsx_read_workbook(book, err));
    WF_TRY(xlsx_read_theme(book, err));
    WF_TRY(xlsx_read_styles(book, err));
    WF_TRY(read_strings(book, err));
    for (size_t i = 0; i < book->sheet_count; i++)
        WF_TRY(xlsx_read_sheet(book, &book->sheets[i], err));
    if (book->sheets_failed == book->sheet_count && !book->stream &&
        wf_document_content_count(book->doc) == 0)
        return wf_fail(err, WF_E_FORMAT, NULL, "none of its sheets can be read");
    return wf_document_finish(book->doc, err);
}

static wf_status read_with(const wf_input *in, const wf_limits *limits, xlsx_book *book,
                           wf_error *err)
{
    book->limits = limits;
    book->xml.limits = limits;
    WF_TRY(wf_zip_open(in, limits, &book->zip, err));
    WF_TRY(wf_document_new(WF_FORMAT_XLSX, in->name, limits, &book->doc, err));
    wf_document_set_saved(book->doc, wf_saved_in_package(book->zip));
    book->arena = wf_document_arena(book->doc);
    book->scratch = wf_arena_new((size_t)limits->memory_bytes);
    if (!book->scratch)
        return wf_fail_memory(err);
    if (book->stream) {
        book->stream_texts = wf_arena_new((size_t)limits->memory_bytes);
        /* one byte, so that going back to the mark keeps the arena's first block */
        if (!book->stream_texts || !wf_arena_bytes(book->stream_texts, 1))
            return wf_fail_memory(err);
        book->stream_mark = wf_arena_mark_here(book->stream_texts);
        book->xml.threaded = true;
    }
    return read_parts(book, err);
}

/* A package that is no workbook is better called by its name than called damaged. */
static wf_status say_what_it_is(const wf_input *in, wf_error *err)
{
    wf_package_kind kind = wf_package_probe(in);
    if (kind == WF_PACKAGE_XLSX)
        return WF_E_FORMAT;
    if (err)
        *err = (wf_error)WF_ERROR_INIT;
    return wf_fail(err, WF_E_UNSUPPORTED, NULL, "this is %s", wf_package_describe(kind));
}

wf_status xlsx_stream_by(const wf_input *in, const wf_read_options *options,
                         wf_xml_driver driver, const wf_cell_sink *sink,
                         wf_document **out, wf_error *err)
{
    const wf_limits *limits =
        options && options->limits ? options->limits : wf_limits_default();
    xlsx_book book = {.xml.driver = driver, .stream = sink};
    wf_status status = read_with(in, limits, &book, err);
    wf_arena_free(book.stream_texts);
    wf_arena_free(book.scratch);
    wf_zip_close(book.zip);
    if (status == WF_E_FORMAT)
        status = say_what_it_is(in, err);
    if (status != WF_OK) {
        wf_document_free(book.doc);
        wf_error_set_file(err, in->name);
        return status;
    }
    *out = book.doc;
    return WF_OK;
}

wf_status xlsx_read_by(const wf_input *in, const wf_read_options *options,
                       wf_xml_driver driver, wf_document **out, wf_error *err)
{
    return xlsx_stream_by(in, options, driver, NULL, out, err);
}

static wf_status stream(const wf_input *in, const wf_read_options *options,
                        const wf_cell_sink *sink, wf_document **out, wf_error *err)
{
    return xlsx_stream_by(in, options, WF_XML_AUTO, sink, out, err);
}

static wf_status read(const wf_input *in, const wf_read_options *options,
                      wf_document **out, wf_error *err)
{
    return xlsx_read_by(in, options, WF_XML_AUTO, out, err);
}

static const char *const extensions[] = {"xlsx", "xlsm", "xltx", "xltm", "xlam", NULL};

const wf_reader wf_reader_xlsx = {.name = "xlsx",
                                  .extensions = extensions,
                                  .probe = probe,
                                  .read = read,
                                  .stream = stream};
