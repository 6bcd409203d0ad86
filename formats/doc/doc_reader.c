/* The reader of .doc: Word 6 to 2003. */
#include "formats/doc/doc_reader.h"

#include "engine/base/encoding.h"
#include "engine/base/utf8.h"
#include "engine/document/document_build.h"
#include "formats/container/ole.h"
#include "formats/doc/doc_stories.h"
#include "formats/registry.h"

#include <string.h>

static int probe(const wf_input *in)
{
    return wf_ole_probe(in) == WF_OLE_WORD ? 100 : 0;
}

/* ---- 8-bit text ----------------------------------------------------------------- */

/* Windows-1252, 0x80..0x9F; the rest is Latin-1. [MS-DOC] 2.9.73 FcCompressed. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* The Windows code page of a language ([MS-LCID]), for the 8-bit text of Word 6/95. */
static unsigned code_page_of(uint16_t language)
{
    static const struct {
        uint8_t language; /* its primary part */
        uint16_t code_page;
    } pages[] = {
        {0x01, 1256},
        {0x02, 1251},
        {0x05, 1250},
        {0x08, 1253},
        {0x0D, 1255},
        {0x0E, 1250},
        {0x15, 1250},
        {0x18, 1250},
        {0x19, 1251},
        {0x1A, 1250},
        {0x1B, 1250},
        {0x1C, 1250},
        {0x1E, 874 },
        {0x1F, 1254},
        {0x20, 1256},
        {0x22, 1251},
        {0x23, 1251},
        {0x24, 1250},
        {0x25, 1257},
        {0x26, 1257},
        {0x27, 1257},
        {0x29, 1256},
        {0x2A, 1258},
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (pages[i].language == (language & 0xFF))
            return pages[i].code_page;
    return WF_CODE_PAGE_WINDOWS;
}

static wf_status set_code_page(doc_reading *r, wf_error *err)
{
    for (unsigned i = 0; i < 128; i++)
        r->high[i] = i < 32 ? windows_1252[i] : (uint16_t)(0x80 + i);
    unsigned page = code_page_of(r->file.fib.language);
    if (!r->file.fib.word95 || page == WF_CODE_PAGE_WINDOWS)
        return WF_OK;
    wf_decoder decoder = {0};
    if (!wf_decoder_open(page, &decoder)) {
        wf_decoder_close(&decoder);
        return WF_OK;
    }
    wf_status status = WF_OK;
    for (unsigned i = 0; i < 128 && status == WF_OK; i++) {
        uint8_t byte = (uint8_t)(0x80 + i);
        wf_str text = WF_STR_EMPTY;
        status = wf_decode(&decoder, &byte, 1, r->file.scratch, &text, NULL);
        size_t at = 0;
        uint32_t c = text.n > 0 ? wf_utf8_next(text, &at) : 0;
        r->high[i] = c > 0 && c < 0xFFFF ? (uint16_t)c : 0xFFFD;
    }
    wf_decoder_close(&decoder);
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
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
    WF_TRY(set_code_page(r, err));
    WF_TRY(doc_pieces_read(f, &r->pieces, err));
    if (r->pieces.n == 0 && f->fib.story_length[DOC_STORY_MAIN] > 1)
        return wf_fail(
            err, WF_E_FORMAT, NULL,
            "none of its text is where the document says; open it in Word and save it "
            "as .docx");
    WF_TRY(doc_styles_read(f, &r->styles, err));
    WF_TRY(doc_fonts_read(f, &r->fonts, err));
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
