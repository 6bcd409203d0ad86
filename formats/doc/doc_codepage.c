#include "formats/doc/doc_codepage.h"

#include "engine/base/encoding.h"
#include "engine/base/utf8.h"

/* Windows-1252, 0x80..0x9F; the rest is Latin-1. [MS-DOC] 2.9.73 FcCompressed. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

typedef struct page_row {
    uint8_t key;
    uint16_t code_page;
} page_row;

/* By the primary part of a language number ([MS-LCID]). */
static const page_row language_pages[] = {
    {0x01, 1256}, {0x02, 1251}, {0x05, 1250}, {0x08, 1253}, {0x0D, 1255}, {0x0E, 1250},
    {0x15, 1250}, {0x18, 1250}, {0x19, 1251}, {0x1A, 1250}, {0x1B, 1250}, {0x1C, 1250},
    {0x1E, 874},  {0x1F, 1254}, {0x20, 1256}, {0x22, 1251}, {0x23, 1251}, {0x24, 1250},
    {0x25, 1257}, {0x26, 1257}, {0x27, 1257}, {0x29, 1256}, {0x2A, 1258},
};

/* By a font's character set ([MS-WMF] 2.1.1.5); those with one byte a character. */
static const page_row charset_pages[] = {
    {77, 10000}, {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
    {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250},
};

static uint16_t page_of(const page_row *rows, size_t n, uint8_t key)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].key == key)
            return rows[i].code_page;
    return 0;
}

static wf_status fill(const doc_file *f, uint16_t page, uint16_t *high, wf_error *err)
{
    for (unsigned i = 0; i < 128; i++)
        high[i] = i < 32 ? windows_1252[i] : (uint16_t)(0x80 + i);
    wf_decoder decoder = {0};
    if (page == WF_CODE_PAGE_WINDOWS || !wf_decoder_open(page, &decoder)) {
        wf_decoder_close(&decoder);
        return WF_OK;
    }
    wf_status status = WF_OK;
    for (unsigned i = 0; i < 128 && status == WF_OK; i++) {
        uint8_t byte = (uint8_t)(0x80 + i);
        wf_str text = WF_STR_EMPTY;
        size_t at = 0;
        status = wf_decode(&decoder, &byte, 1, f->scratch, &text, NULL);
        uint32_t c = status == WF_OK && text.n > 0 ? wf_utf8_next(text, &at) : 0;
        high[i] = c > 0 && c < 0xFFFF ? (uint16_t)c : WF_REPLACEMENT;
    }
    wf_decoder_close(&decoder);
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
}

/* The table of a code page, made where it is not there yet; 0 where there is no more
 * room. */
static wf_status find_or_make(const doc_file *f, uint16_t page, doc_code_pages *pages,
                              uint8_t *out, wf_error *err)
{
    for (size_t i = 0; i < pages->n; i++)
        if (pages->numbers[i] == page) {
            *out = (uint8_t)i;
            return WF_OK;
        }
    *out = 0;
    if (pages->n == DOC_CODE_PAGES)
        return WF_OK;
    WF_TRY(fill(f, page, pages->high[pages->n], err));
    pages->numbers[pages->n] = page;
    *out = (uint8_t)pages->n++;
    return WF_OK;
}

wf_status doc_code_pages_make(const doc_file *f, const doc_fonts *fonts,
                              doc_code_pages *out, wf_error *err)
{
    uint16_t page = 0;
    uint8_t index;
    if (f->fib.word95)
        page = page_of(language_pages, sizeof language_pages / sizeof language_pages[0],
                       (uint8_t)f->fib.language);
    WF_TRY(find_or_make(f, page != 0 ? page : WF_CODE_PAGE_WINDOWS, out, &index, err));
    for (size_t i = 0; f->fib.word95 && i < fonts->n; i++) {
        uint8_t charset = fonts->items[i].charset;
        page = page_of(charset_pages, sizeof charset_pages / sizeof charset_pages[0],
                       charset);
        if (page != 0)
            WF_TRY(find_or_make(f, page, out, &out->by_charset[charset], err));
    }
    return WF_OK;
}
