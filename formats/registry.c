/* The one list of readers, and how a file finds its reader: by content, never by name. */
#include "formats/registry.h"

#include <string.h>

static const wf_reader *const readers[] = {
    &wf_reader_docx, &wf_reader_xlsx, &wf_reader_xls,
    &wf_reader_doc,  &wf_reader_csv,  NULL,
};

const wf_reader *const *wf_readers(void)
{
    return readers;
}

/* What a file that no reader takes seems to be: for the message only. */
static const struct {
    const char *magic;
    size_t size, offset;
    const char *what;
} known_others[] = {
    {"%PDF-", 5, 0, "a PDF; save the original Word or Excel file instead"},
    {"\x89PNG", 4, 0, "a picture (PNG); the text in it cannot be read"},
    {"\xFF\xD8\xFF", 3, 0, "a picture (JPEG); the text in it cannot be read"},
    {"GIF8", 4, 0, "a picture (GIF); the text in it cannot be read"},
    {"{\\rtf", 5, 0, "a Rich Text file; open it in Word and save it as .docx"},
    {"\x1F\x8B", 2, 0, "a gzip archive; unpack it first"},
    {"7z\xBC\xAF", 4, 0, "a 7-Zip archive; unpack it first"},
    {"Rar!", 4, 0, "a RAR archive; unpack it first"},
    {"mimetypeapplication/vnd.oasis.opendocument", 42, 30,
     "an OpenDocument file; save it as .xlsx or .docx"},
    {"PK\x03\x04", 4, 0, "a zip archive that is neither a workbook nor a Word document"},
    {"\xD0\xCF\x11\xE0", 4, 0,
     "an OLE2 file that is neither a workbook nor a Word document"},
    {"<!DOCTYPE html", 14, 0, "a web page; save it from the browser as a workbook"},
    {"<html", 5, 0, "a web page; save it from the browser as a workbook"},
};

static wf_status describe_unknown(const wf_input *in, wf_error *err)
{
    wf_where where = {.file = in->name};
    if (in->size == 0)
        return wf_fail(err, WF_E_UNSUPPORTED, &where, "the file is empty");
    for (size_t i = 0; i < sizeof known_others / sizeof known_others[0]; i++) {
        size_t offset = known_others[i].offset;
        if (offset <= in->size && in->size - offset >= known_others[i].size &&
            memcmp(in->data + offset, known_others[i].magic, known_others[i].size) == 0)
            return wf_fail(err, WF_E_UNSUPPORTED, &where, "this is %s",
                           known_others[i].what);
    }
    return wf_fail(
        err, WF_E_UNSUPPORTED, &where,
        "this is not a document that can be read (.xlsx, .xls, .docx, .doc or .csv)");
}

static bool has_extension(const wf_reader *reader, wf_str name)
{
    for (const char *const *e = reader->extensions; *e; e++) {
        wf_str ext = wf_str_from(*e);
        if (name.n > ext.n && name.p[name.n - ext.n - 1] == '.' &&
            wf_str_eq_nocase(wf_str_sub(name, name.n - ext.n, ext.n), ext))
            return true;
    }
    return false;
}

wf_status wf_reader_for(const wf_input *in, const wf_reader **out, wf_error *err)
{
    const wf_reader *best = NULL;
    int best_score = 0;
    wf_str name = wf_str_from(in->name);
    for (const wf_reader *const *r = readers; *r; r++) {
        int score = (*r)->probe(in) * 2;
        if (score > 0 && has_extension(*r, name))
            score++;
        if (score > best_score) {
            best_score = score;
            best = *r;
        }
        if (score >= 200)
            break; /* sure: the others need not look */
    }
    if (!best)
        return describe_unknown(in, err);
    *out = best;
    return WF_OK;
}

wf_status wf_document_from_input(const wf_input *in, const wf_read_options *options,
                                 wf_document **out, wf_error *err)
{
    const wf_reader *reader = NULL;
    wf_status status = wf_reader_for(in, &reader, err);
    if (status == WF_OK && reader)
        status = reader->read(in, options, out, err);
    (void)wf_error_complete(err, status);
    wf_error_set_file(err, in->name);
    return status;
}

wf_status wf_document_read(const char *file, const wf_read_options *options,
                           wf_document **out, wf_error *err)
{
    wf_input in = {0};
    wf_status status = wf_input_open(file, options ? options->limits : NULL, &in, err);
    if (status == WF_OK)
        status = wf_document_from_input(&in, options, out, err);
    wf_input_close(&in);
    (void)wf_error_complete(err, status);
    return status;
}

/* A reader that must hold the cells: they are given when all is read. */
static wf_status replay(const wf_document *doc, const wf_cell_sink *sink, wf_error *err)
{
    for (size_t i = 0; i < wf_document_grid_count(doc); i++) {
        const wf_grid *grid = wf_document_grid(doc, i);
        if (grid->cell_count > 0)
            WF_TRY(sink->cells(sink->context, doc, (uint32_t)i, grid->cells,
                               grid->cell_count, err));
    }
    return WF_OK;
}

static wf_status stream_or_replay(const wf_reader *reader, const wf_input *in,
                                  const wf_read_options *options,
                                  const wf_cell_sink *sink, wf_document **doc,
                                  wf_error *err)
{
    if (reader->stream)
        return reader->stream(in, options, sink, doc, err);
    WF_TRY(reader->read(in, options, doc, err));
    return replay(*doc, sink, err);
}

wf_status wf_document_stream(const wf_input *in, const wf_read_options *options,
                             const wf_cell_sink *sink, wf_document **out, wf_error *err)
{
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    wf_status status = wf_reader_for(in, &reader, err);
    if (status == WF_OK && reader)
        status = stream_or_replay(reader, in, options, sink, &doc, err);
    (void)wf_error_complete(err, status);
    wf_error_set_file(err, in->name);
    if (status == WF_OK)
        *out = doc;
    else
        wf_document_free(doc);
    return status;
}
