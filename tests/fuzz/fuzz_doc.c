/*
 * The .doc reader. An input that begins as a compound file is read as it is. Any other is
 * the bare streams: the lengths of WordDocument and of the table stream (4 bytes each),
 * then these, then the Data stream, so that the fuzzer meets Word's structures and not
 * the container.
 */
#include "formats/doc/doc_reader.h"
#include "formats/registry.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 8,
    FIB_SIZE = 900,
    PAGE = 512,
    WINDOW = 48
};

/* Touch all that came out, so that the sanitizers see it. */
static size_t visit(const wf_document *doc)
{
    size_t sum = wf_document_content_count(doc) + wf_document_diags(doc)->n;
    for (size_t i = 0; i < wf_document_grid_count(doc); i++) {
        const wf_grid *grid = wf_document_grid(doc, i);
        if (grid->parent != WF_NO_INDEX && grid->parent >= i)
            __builtin_trap();
        for (size_t c = 0; c < grid->cell_count; c++) {
            const wf_cell *cell = &grid->cells[c];
            size_t count;
            const wf_run *runs = wf_grid_runs(doc, grid, cell, &count);
            if (cell->kind == WF_CELL_TEXT)
                sum += strlen(cell->as.text);
            for (size_t k = 0; k < count; k++)
                if (runs[k].start + runs[k].length > cell->length)
                    __builtin_trap();
            if (cell->row >= grid->rows || cell->column >= grid->columns)
                __builtin_trap();
            sum += wf_document_style(doc, cell->style)->fill;
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

static uint32_t u32_at(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* A copy of exactly its size, so that a byte too far is seen. */
static doc_bytes cut(const uint8_t **p, size_t *rest, size_t wanted)
{
    size_t n = wanted < *rest ? wanted : *rest;
    uint8_t *copy = malloc(n > 0 ? n : 1);
    if (!copy)
        abort();
    memcpy(copy, *p, n);
    *p += n;
    *rest -= n;
    return (doc_bytes){.p = copy, .n = n};
}

static void release(doc_bytes bytes)
{
    union {
        const uint8_t *is_const;
        void *is_not;
    } p = {.is_const = bytes.p};
    free(p.is_not);
}

static wf_status read_streams(const uint8_t *data, size_t size, const wf_limits *limits,
                              wf_document **doc, wf_error *err)
{
    const uint8_t *p = data + HEAD;
    size_t rest = size - HEAD;
    doc_streams streams = {.main = cut(&p, &rest, u32_at(data))};
    streams.table[0] = streams.table[1] = cut(&p, &rest, u32_at(data + 4));
    streams.data = cut(&p, &rest, rest);
    wf_status status = doc_read_streams(&streams, "fuzz.doc", limits, doc, err);
    release(streams.main);
    release(streams.table[0]);
    release(streams.data);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t magic[4] = {0xD0, 0xCF, 0x11, 0xE0};
    wf_limits limits = *wf_limits_default();
    limits.memory_bytes = 64u << 20;
    limits.steps = 20u << 20;
    if (size < HEAD || size > 1u << 20)
        return 0;
    wf_document *doc = NULL;
    wf_error err = WF_ERROR_INIT;
    wf_status status;
    if (memcmp(data, magic, sizeof magic) == 0) {
        wf_input in = wf_input_from_memory(data, size, "fuzz.doc");
        wf_read_options options = {.limits = &limits};
        status = wf_reader_doc.read(&in, &options, &doc, &err);
    } else {
        status = read_streams(data, size, &limits, &doc, &err);
    }
    volatile size_t sum = 0;
    if (status == WF_OK)
        sum += visit(doc);
    else if (err.message[0] == '\0')
        __builtin_trap(); /* every failure says what it is */
    (void)sum;
    wf_document_free(doc);
    return 0;
}

/* ---- changing what has a meaning, and nothing's place --------------------------- */

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed);
/* There only in libFuzzer's own programs. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
    __attribute__((weak));

/* A place in the FIB, in a page of properties (its ends, where counts and offsets stand),
 * in the table stream or anywhere. */
static size_t choose_place(const uint8_t *data, size_t size, unsigned seed)
{
    size_t body = size - HEAD, main_n = u32_at(data), pick = seed >> 4;
    main_n = main_n < body ? main_n : body;
    switch (seed % 8) {
    case 0:
    case 1:
        return HEAD + pick % (main_n < FIB_SIZE ? main_n + 1 : FIB_SIZE);
    case 2:
    case 3:
        return HEAD + pick % (main_n / PAGE + 1) * PAGE +
               (pick / 64 % 2 ? PAGE - WINDOW : 0);
    case 4:
    case 5:
    case 6:
        return HEAD + main_n + pick % (body - main_n + 1);
    default:
        return pick % size;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    if (!LLVMFuzzerMutate)
        return size;
    if (size < HEAD + WINDOW || seed % 16 == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    size_t at = choose_place(data, size, seed / 16);
    if (at >= size)
        at = size - 1;
    size_t n = size - at < WINDOW ? size - at : WINDOW;
    uint8_t window[WINDOW];
    memcpy(window, data + at, n);
    size_t changed = LLVMFuzzerMutate(window, n, n);
    memcpy(data + at, window, changed < n ? changed : n);
    return size;
}
