/* The reader of .doc: Word 6 to 2003. */
#include "formats/doc/doc_reader.h"

#include "engine/document/document_build.h"
#include "formats/container/saved.h"
#include "formats/doc/doc_stories.h"
#include "formats/registry.h"

static int probe(const wf_input *in)
{
    return wf_ole_probe(in) == WF_OLE_WORD ? 100 : 0;
}

/* ---- reading -------------------------------------------------------------------- */

static void tell(const doc_reading *r)
{
    wf_diags *diags = r->file.diags;
    if (r->insertions + r->deletions > 0)
        wf_diag_add(diags, WF_D_TRACKED_CHANGES, WF_STR_EMPTY,
                    "tracked changes are read as accepted: %zu insertions kept, %zu "
                    "deletions left out",
                    r->insertions, r->deletions);
    if (r->hidden > 0)
        wf_diag_add(diags, WF_D_HIDDEN_TEXT, WF_STR_EMPTY,
                    "%zu stretches of hidden text are left out", r->hidden);
    if (r->truncated > 0)
        wf_diag_add(diags, WF_D_TRUNCATED, WF_STR_EMPTY,
                    "%zu texts are longer than %llu bytes and were cut "
                    "(--limit string-bytes)",
                    r->truncated, (unsigned long long)r->file.limits->string_bytes);
}

static wf_status read_parts(doc_reading *r, wf_error *err)
{
    doc_file *f = &r->file;
    WF_TRY(doc_pieces_read(f, &r->pieces, err));
    if (r->pieces.n == 0 && f->fib.story_length[DOC_STORY_MAIN] > 1)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "none of its text is where the document says; open it in Word and save it "
            "as .docx");
    WF_TRY(doc_styles_read(f, &r->styles, err));
    WF_TRY(doc_fonts_read(f, &r->fonts, err));
    WF_TRY(doc_code_pages_make(f, &r->fonts, &r->code_pages, err));
    WF_TRY(doc_lists_read(f, &r->fonts, &r->lists, err));
    WF_TRY(doc_stories_read(r, err));
    tell(r);
    return wf_document_finish(f->doc, err);
}

static void set_streams(doc_file *f, const doc_streams *streams)
{
    f->main = streams->main;
    f->data = streams->data;
    f->table = streams->table[f->fib.table1 ? 1 : 0];
    if (f->fib.word95) { /* one stream has all */
        f->table = streams->main;
        f->data = streams->main;
    } else if (f->table.n == 0) {
        f->table = streams->table[f->fib.table1 ? 0 : 1];
        doc_file_damaged(f, "the stream with the document's tables is missing");
    }
}

wf_status doc_read_streams(const doc_streams *streams, const char *name,
                           const wf_limits *limits, wf_document **out, wf_error *err)
{
    doc_fib fib;
    limits = limits ? limits : wf_limits_default();
    WF_TRY(doc_fib_read(streams->main, &fib, err));
    wf_document *doc = NULL;
    WF_TRY(wf_document_new(WF_FORMAT_DOC, name, limits, &doc, err));
    wf_status status = WF_E_MEMORY;
    wf_arena *scratch = wf_arena_new((size_t)limits->memory_bytes);
    doc_reading *r = scratch ? wf_arena_alloc(scratch, sizeof *r) : NULL;
    if (r) {
        r->file = (doc_file){.fib = fib,
                             .doc = doc,
                             .arena = wf_document_arena(doc),
                             .scratch = scratch,
                             .diags = wf_document_diags_mutable(doc),
                             .limits = wf_document_limits(doc),
                             .steps = limits->steps};
        r->marker = wf_strbuf_in(scratch, 1024);
        set_streams(&r->file, streams);
        status = read_parts(r, err);
    } else {
        status = wf_fail_memory(err);
    }
    wf_arena_free(scratch);
    if (status != WF_OK) {
        wf_document_free(doc);
        return status;
    }
    *out = doc;
    return WF_OK;
}

/* ---- the container -------------------------------------------------------------- */

/* A stream by name; empty where there is none. */
static wf_status read_stream(wf_ole *ole, const char *name, doc_bytes *out, bool *cut,
                             wf_error *err)
{
    *out = DOC_NO_BYTES;
    uint32_t entry = wf_ole_find(ole, 0, name);
    if (entry == WF_OLE_NO_ENTRY)
        return WF_OK;
    wf_ole_stream stream;
    WF_TRY(wf_ole_read(ole, entry, &stream, err));
    *out = (doc_bytes){.p = stream.p, .n = stream.n};
    *cut = *cut || stream.truncated;
    return WF_OK;
}

static wf_status read_container(wf_ole *ole, const wf_input *in, const wf_limits *limits,
                                wf_document **out, wf_error *err)
{
    doc_streams streams = {0};
    bool cut = false;
    WF_TRY(read_stream(ole, "WordDocument", &streams.main, &cut, err));
    WF_TRY(read_stream(ole, "0Table", &streams.table[0], &cut, err));
    WF_TRY(read_stream(ole, "1Table", &streams.table[1], &cut, err));
    WF_TRY(read_stream(ole, "Data", &streams.data, &cut, err));
    WF_TRY(doc_read_streams(&streams, in->name, limits, out, err));
    if (cut)
        wf_diag_add(wf_document_diags_mutable(*out), WF_D_TRUNCATED, WF_STR_EMPTY,
                    "the file breaks off; what is there is read");
    return WF_OK;
}

static wf_status read_doc(const wf_input *in, const wf_read_options *options,
                          wf_document **out, wf_error *err)
{
    const wf_limits *limits =
        options && options->limits ? options->limits : wf_limits_default();
    wf_ole *ole = NULL;
    wf_status status = wf_ole_open(in, limits, &ole, err);
    if (status == WF_OK)
        status = read_container(ole, in, limits, out, err);
    if (status == WF_OK)
        wf_document_set_saved(*out, wf_saved_in_ole(ole));
    wf_ole_free(ole);
    if (status != WF_OK)
        wf_error_set_file(err, in->name);
    return status;
}

const wf_reader wf_reader_doc = {
    .name = "doc",
    .extensions = (const char *const[]){"doc", "dot", NULL},
    .probe = probe,
    .read = read_doc,
};
