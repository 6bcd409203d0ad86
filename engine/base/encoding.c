#include "engine/base/encoding.h"

#include "engine/base/ckd.h"
#include "engine/base/utf8.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

/* Windows-1252 by heart, with the five bytes that Microsoft leaves open as the C1
 * controls (WHATWG Encoding Standard, index windows-1252): the usual page never needs
 * iconv. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* Pages whose iconv name is not "CP<number>". */
static const struct {
    unsigned code_page;
    const char *name;
} page_names[] = {
    {10000, "MACINTOSH"},   {10007, "MAC-CYRILLIC"},
    {10017, "MAC-UK"},      {10029, "MAC-CENTRALEUROPE"},
    {10079, "MAC-IS"},      {20866, "KOI8-R"},
    {28591, "ISO-8859-1"},  {28592, "ISO-8859-2"},
    {28605, "ISO-8859-15"}, {65001, "UTF-8"},
};

static void fill_windows(wf_decoder *d)
{
    d->code_page = WF_CODE_PAGE_WINDOWS;
    for (unsigned i = 0; i < 128; i++)
        d->high[i] = i < 32 ? windows_1252[i] : (uint16_t)(0x80 + i);
}

static iconv_t open_page(unsigned code_page)
{
    char name[32];
    (void)snprintf(name, sizeof name, "CP%u", code_page);
    for (size_t i = 0; i < sizeof page_names / sizeof page_names[0]; i++)
        if (page_names[i].code_page == code_page)
            (void)snprintf(name, sizeof name, "%s", page_names[i].name);
    return iconv_open("UTF-8", name);
}

/* The code point of one byte alone; 0 where iconv does not take it. */
static uint16_t one_byte(iconv_t page, uint8_t byte)
{
    char in = (char)byte, utf8[8] = {0};
    char *from = &in, *to = utf8;
    size_t left = 1, room = sizeof utf8;
    (void)iconv(page, NULL, NULL, NULL, NULL);
    if (iconv(page, &from, &left, &to, &room) == (size_t)-1 || left > 0 || to == utf8)
        return 0;
    size_t i = 0;
    uint32_t c = wf_utf8_next((wf_str){.p = utf8, .n = (size_t)(to - utf8)}, &i);
    return c == WF_REPLACEMENT || c > 0xFFFF ? 0 : (uint16_t)c;
}

static bool is_multi_byte(unsigned code_page)
{
    static const unsigned pages[] = {932, 936, 949, 950, 1361, 54936, 65001};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (pages[i] == code_page)
            return true;
    return false;
}

bool wf_decoder_open(unsigned code_page, wf_decoder *out)
{
    *out = (wf_decoder){.code_page = code_page};
    if (code_page == WF_CODE_PAGE_WINDOWS) {
        fill_windows(out);
        return true;
    }
    iconv_t page = open_page(code_page);
    if (page == (iconv_t)-1) { // NOLINT(performance-no-int-to-ptr): POSIX has it so
        fill_windows(out);
        return false;
    }
    if (is_multi_byte(code_page)) {
        out->multi = page;
        return true;
    }
    for (unsigned i = 0; i < 128; i++)
        out->high[i] = one_byte(page, (uint8_t)(0x80 + i));
    (void)iconv_close(page);
    return true;
}

void wf_decoder_close(wf_decoder *decoder)
{
    if (decoder->multi)
        (void)iconv_close((iconv_t)decoder->multi);
    decoder->multi = NULL;
}

static wf_status decode_single(const wf_decoder *d, const uint8_t *p, size_t n,
                               wf_arena *arena, wf_str *out, size_t *replaced)
{
    size_t bytes = 1;
    for (size_t i = 0; i < n; i++)
        bytes += p[i] < 0x80 ? 1 : 3;
    char *text = wf_arena_bytes(arena, bytes);
    if (!text)
        return WF_E_MEMORY;
    size_t at = 0, bad = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == 0)
            continue;
        if (p[i] < 0x80) {
            text[at++] = (char)p[i];
            continue;
        }
        uint32_t c = d->high[p[i] - 0x80];
        bad += c == 0;
        at += wf_utf8_put(text + at, c ? c : WF_REPLACEMENT);
    }
    text[at] = '\0';
    *out = (wf_str){.p = text, .n = at};
    if (replaced)
        *replaced = bad;
    return WF_OK;
}

static wf_status decode_multi(const wf_decoder *d, const uint8_t *p, size_t n,
                              wf_arena *arena, wf_str *out, size_t *replaced)
{
    size_t room, bad = 0;
    if (wf_ckd_mul(&room, n, (size_t)3) || wf_ckd_add(&room, room, (size_t)1))
        return WF_E_MEMORY;
    char *text = wf_arena_bytes(arena, room), *to = text;
    if (!text)
        return WF_E_MEMORY;
    iconv_t page = (iconv_t)d->multi;
    (void)iconv(page, NULL, NULL, NULL, NULL);
    room--;
    while (n > 0) {
        union { /* iconv does not write through it */
            const uint8_t *given;
            char *wanted;
        } view = {.given = p};
        char *from = view.wanted;
        size_t left = n;
        if (iconv(page, &from, &left, &to, &room) != (size_t)-1 || room < 3)
            break;
        p += n - left + 1; /* past the bad byte */
        n = left - 1;
        size_t put = wf_utf8_put(to, WF_REPLACEMENT);
        to += put;
        room -= put;
        bad++;
    }
    *to = '\0';
    size_t length = 0;
    for (const char *c = text; c < to; c++)
        if (*c)
            text[length++] = *c;
    text[length] = '\0';
    *out = (wf_str){.p = text, .n = length};
    if (replaced)
        *replaced = bad;
    return WF_OK;
}

wf_status wf_decode(const wf_decoder *decoder, const void *bytes, size_t n,
                    wf_arena *arena, wf_str *out, size_t *replaced)
{
    if (decoder->multi)
        return decode_multi(decoder, bytes, n, arena, out, replaced);
    return decode_single(decoder, bytes, n, arena, out, replaced);
}

wf_status wf_decode_utf16(const void *bytes, size_t n, bool is_big_endian,
                          wf_arena *arena, wf_str *out, size_t *replaced)
{
    const uint8_t *p = bytes;
    size_t units = n / 2, room, at = 0, bad = 0;
    if (wf_ckd_mul(&room, units, (size_t)3) || wf_ckd_add(&room, room, (size_t)1))
        return WF_E_MEMORY;
    char *text = wf_arena_bytes(arena, room);
    if (!text)
        return WF_E_MEMORY;
    unsigned high_at = is_big_endian ? 0 : 1, low_at = 1 - high_at;
    for (size_t i = 0; i < units; i++) {
        uint32_t c = (uint32_t)p[2 * i + high_at] << 8 | p[2 * i + low_at];
        if (c == 0)
            continue;
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < units) {
            uint32_t low = (uint32_t)p[2 * i + 2 + high_at] << 8 | p[2 * i + 2 + low_at];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i++;
            }
        }
        bad += c >= 0xD800 && c < 0xE000;
        at += wf_utf8_put(text + at, c);
    }
    text[at] = '\0';
    *out = (wf_str){.p = text, .n = at};
    if (replaced)
        *replaced = bad;
    return WF_OK;
}

void wf_encodings_open(wf_encodings *out)
{
    static const unsigned pages[WF_ENCODINGS_READY] = {
        437, 850, 852,   866, 1250, 1251, 1253, 1254, 1257, 932,   936,
        949, 950, 10000, 855, 857,  874,  1255, 1256, 1258, 10007, 10029};
    for (size_t i = 0; i < WF_ENCODINGS_READY; i++)
        out->pages[i] = (void *)open_page(pages[i]);
}

void wf_encodings_close(wf_encodings *encodings)
{
    for (size_t i = 0; i < WF_ENCODINGS_READY; i++)
        if ((intptr_t)encodings->pages[i] != -1)
            (void)iconv_close((iconv_t)encodings->pages[i]);
}
