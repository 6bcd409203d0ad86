/* The .docx reader. An input that begins as a zip is read as it is. Any other is text
 * that becomes parts of a package, cut at lines that begin with 0xFF, so that the fuzzer
 * meets the grammar and not the container: document, styles, numbering, theme, comments,
 * header. */
#include "formats/registry.h"
#include "tests/fuzz/fuzz_harness.h"
#include "tests/support/zip_scene.h"
#include "wayforward/document.h"

#include <string.h>

#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define REL(id, target)                                                                  \
    "<Relationship Id=\"" id "\" Type=\"" RELS id "\" Target=\"" target "\"/>"
#define PACKAGE_RELS                                                                     \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"             \
    "relationships\">"

static const char *const names[] = {"word/document.xml",  "word/styles.xml",
                                    "word/numbering.xml", "word/theme.xml",
                                    "word/comments.xml",  "word/header.xml"};

enum {
    NAMES = sizeof names / sizeof names[0]
};

static size_t make_parts(const uint8_t *data, size_t size, zip_part *parts)
{
    size_t n = 0;
    parts[n++] = (zip_part){
        "_rels/.rels", WF_STR(PACKAGE_RELS REL("officeDocument",
                                               "word/document.xml") "</Relationships>")};
    parts[n++] = (zip_part){
        "word/_rels/document.xml.rels",
        WF_STR(PACKAGE_RELS REL("styles", "styles.xml") REL("numbering", "numbering.xml")
                   REL("theme", "theme.xml") REL("comments", "comments.xml")
                       REL("header", "header.xml") "</Relationships>")};
    for (size_t i = 0; i < NAMES; i++) {
        const uint8_t *cut = size > 0 ? memchr(data, 0xFF, size) : NULL;
        size_t length = cut ? (size_t)(cut - data) : size;
        if (length > 0)
            parts[n++] = (zip_part){names[i], {.p = (const char *)data, .n = length}};
        if (!cut)
            break;
        data += length + 1;
        size -= length + 1;
    }
    return n;
}

/* Touch all that came out, so that the sanitizers see it. */
static size_t visit(const wf_document *doc)
{
    size_t sum = wf_document_content_count(doc);
    for (size_t i = 0; i < wf_document_grid_count(doc); i++) {
        const wf_grid *grid = wf_document_grid(doc, i);
        for (size_t c = 0; c < grid->cell_count; c++) {
            size_t count;
            const wf_run *runs = wf_grid_runs(doc, grid, &grid->cells[c], &count);
            if (grid->cells[c].kind == WF_CELL_TEXT)
                sum += strlen(grid->cells[c].as.text);
            for (size_t k = 0; k < count; k++)
                if (runs[k].start + runs[k].length > grid->cells[c].length)
                    __builtin_trap();
            sum += wf_document_style(doc, grid->cells[c].style)->fill;
        }
    }
    for (size_t i = 0; i < wf_document_paragraph_count(doc); i++) {
        const wf_paragraph *p = wf_document_paragraph(doc, i);
        for (size_t k = 0; k < p->run_count; k++)
            if (p->runs[k].start + p->runs[k].length > p->text.n)
                __builtin_trap();
        sum += strlen(p->text.p);
    }
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
    wf_input in = wf_input_from_memory(data, size, "fuzz.docx");
    if (size < 2 || memcmp(data, "PK", 2) != 0) {
        zip_part parts[NAMES + 2];
        wf_str zip = scene_zip(arena, parts, make_parts(data, size, parts));
        in = wf_input_from_memory(zip.p, zip.n, "fuzz.docx");
    }
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    wf_read_options options = {.limits = &limits};
    volatile size_t sum = 0;
    if (wf_reader_docx.read(&in, &options, &doc, &err) == WF_OK)
        sum += visit(doc);
    (void)sum;
    wf_document_free(doc);
    wf_arena_free(arena);
    return 0;
}
