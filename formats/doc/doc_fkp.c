#include "formats/doc/doc_fkp.h"

enum {
    PAGE_SIZE = 512,
    PAGE_COUNT_AT = 511, /* the number of runs stands in the last byte */
    BX_SIZE_97 = 13,     /* [MS-DOC] 2.9.23 BxPap */
    BX_SIZE_95 = 7
};

/* Word 6/95: what a bin table leaves out follows page after page. */
static size_t pages_of_95(const doc_file *f, bool is_papx, size_t listed)
{
    size_t promised = is_papx ? f->fib.papx_pages : f->fib.chpx_pages;
    size_t most = f->main.n / PAGE_SIZE;
    return promised > listed && promised <= most ? promised : listed;
}

/* A page's own first and last byte of text, for pages that the bin table leaves out. */
static void page_range(const doc_file *f, uint32_t page, uint32_t *from, uint32_t *to)
{
    wf_cursor c = wf_cursor_at(f->main.p, f->main.n, (size_t)page * PAGE_SIZE);
    const uint8_t *bytes = wf_cursor_bytes(&c, PAGE_SIZE);
    *from = *to = UINT32_MAX;
    if (!bytes)
        return;
    size_t n = bytes[PAGE_COUNT_AT];
    wf_cursor first = wf_cursor_over(bytes, PAGE_SIZE);
    wf_cursor last = wf_cursor_at(bytes, PAGE_SIZE, n * 4 < PAGE_COUNT_AT ? n * 4 : 0);
    *from = wf_cursor_u32(&first);
    *to = wf_cursor_u32(&last);
}

static void fill_rest_95(doc_fkps *fkps, size_t listed)
{
    const doc_file *f = fkps->f;
    uint32_t page = fkps->is_papx ? f->fib.papx_first_page : f->fib.chpx_first_page;
    if (listed > 0)
        page = fkps->pages[listed - 1] + 1;
    for (size_t i = listed; i < fkps->n; i++, page++) {
        fkps->pages[i] = page;
        page_range(f, page, &fkps->starts[i], &fkps->starts[i + 1]);
    }
}

wf_status doc_fkps_open(doc_file *f, bool is_papx, doc_fkps *out, wf_error *err)
{
    doc_bytes plc = doc_file_part(f, is_papx ? DOC_PART_PAPX_BINS : DOC_PART_CHPX_BINS);
    size_t entry = f->fib.word95 ? 2 : 4;
    size_t listed = plc.n < 4 ? 0 : (plc.n - 4) / (4 + entry);
    size_t n = f->fib.word95 ? pages_of_95(f, is_papx, listed) : listed;
    doc_fkps fkps = {.f = f, .is_papx = is_papx, .n = n, .bin = n};
    fkps.starts = wf_arena_array(f->scratch, n + 1, sizeof *fkps.starts);
    fkps.pages = wf_arena_array(f->scratch, n + 1, sizeof *fkps.pages);
    if (!fkps.starts || !fkps.pages)
        return wf_fail_memory(err);
    wf_cursor c = wf_cursor_over(plc.p, plc.n);
    for (size_t i = 0; i <= listed; i++)
        fkps.starts[i] = wf_cursor_u32(&c);
    for (size_t i = 0; i < listed; i++) /* [MS-DOC] 2.9.201 PnFkpChpx: 22 bits count */
        fkps.pages[i] = f->fib.word95 ? wf_cursor_u16(&c) : wf_cursor_u32(&c) & 0x3FFFFF;
    if (n > listed)
        fill_rest_95(&fkps, listed);
    if (n == 0)
        doc_file_damaged(f, "the formatting of the text cannot be found");
    *out = fkps;
    return WF_OK;
}

static size_t find_bin(const doc_fkps *fkps, uint32_t fc)
{
    if (fkps->bin < fkps->n && fkps->starts[fkps->bin] <= fc &&
        fc < fkps->starts[fkps->bin + 1])
        return fkps->bin;
    size_t low = 0, high = fkps->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fkps->starts[middle + 1] <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* [MS-DOC] 2.9.175 PapxInFkp: half the size in a byte; 0 there means that the next byte
 * has it. Word 6/95 has only the first form, and counts itself. */
static void set_papx(doc_fkp_run *run, const uint8_t *page, size_t at, bool word95)
{
    wf_cursor c = wf_cursor_at(page, PAGE_SIZE, at);
    size_t size = wf_cursor_u8(&c);
    if (size > 0)
        size = size * 2 - 1;
    else if (!word95)
        size = (size_t)wf_cursor_u8(&c) * 2;
    if (size > c.n)
        size = c.n;
    wf_cursor papx = wf_cursor_sub(&c, size);
    run->istd = wf_cursor_u16(&papx);
    if (!papx.bad)
        run->grpprl = (doc_bytes){.p = papx.p, .n = papx.n};
}

static void set_chpx(doc_fkp_run *run, const uint8_t *page, size_t at)
{
    wf_cursor c = wf_cursor_at(page, PAGE_SIZE, at);
    size_t size = wf_cursor_u8(&c);
    run->grpprl = (doc_bytes){.p = c.p, .n = size < c.n ? size : c.n};
}

static uint32_t fc_at(const uint8_t *page, size_t index)
{
    wf_cursor c = wf_cursor_at(page, PAGE_SIZE, index * 4);
    return wf_cursor_u32(&c);
}

/* The run of a page that holds fc, its count where none does: the last whose start is not
 * past. */
static size_t find_run(const uint8_t *page, size_t n, uint32_t fc)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fc_at(page, middle + 1) <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && fc_at(page, low) <= fc ? low : n;
}

/* Nothing is said about fc: an empty run up to `limit`. */
static const doc_fkp_run *no_run(doc_fkps *fkps, uint32_t fc, uint32_t limit)
{
    fkps->last = (doc_fkp_run){.from = fc,
                               .to = limit > fc        ? limit
                                     : fc < UINT32_MAX ? fc + 1
                                                       : fc,
                               .grpprl = DOC_NO_BYTES};
    return &fkps->last;
}

const doc_fkp_run *doc_fkps_at(doc_fkps *fkps, uint32_t fc)
{
    if (fkps->last.from <= fc && fc < fkps->last.to)
        return &fkps->last;
    size_t bin = find_bin(fkps, fc);
    fkps->bin = bin;
    if (bin >= fkps->n || fkps->starts[bin] > fc)
        return no_run(fkps, fc, bin < fkps->n ? fkps->starts[bin] : UINT32_MAX);
    wf_cursor c = wf_cursor_at(fkps->f->main.p, fkps->f->main.n,
                               (size_t)fkps->pages[bin] * PAGE_SIZE);
    const uint8_t *page = wf_cursor_bytes(&c, PAGE_SIZE);
    if (!page)
        return no_run(fkps, fc, fkps->starts[bin + 1]);
    bool word95 = fkps->f->fib.word95;
    size_t n = page[PAGE_COUNT_AT];
    size_t entry = !fkps->is_papx ? 1 : word95 ? BX_SIZE_95 : BX_SIZE_97;
    size_t most = (PAGE_COUNT_AT - 4) / (4 + entry);
    size_t index = n > 0 && n <= most ? find_run(page, n, fc) : n;
    if (index >= n)
        return no_run(fkps, fc, fc + 1);
    doc_fkp_run run = {
        .from = fc_at(page, index), .to = fc_at(page, index + 1), .grpprl = DOC_NO_BYTES};
    size_t at = (size_t)page[(n + 1) * 4 + index * entry] * 2;
    if (at > 0 && fkps->is_papx)
        set_papx(&run, page, at, word95);
    else if (at > 0)
        set_chpx(&run, page, at);
    fkps->last = run;
    return &fkps->last;
}
