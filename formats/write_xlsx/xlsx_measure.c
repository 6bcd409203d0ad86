#include "formats/write_xlsx/xlsx_measure.h"
#include "engine/base/utf8.h"

/* Advance widths of Arial in 1/1000 em, code points 32..126 (the metrics of the
 * typeface). */
static const uint16_t arial_widths[95] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};

/* 1/1000 em. Beyond ASCII: Latin and Greek like "n" and a bit, the rest a full em. */
static uint32_t advance(uint32_t code_point)
{
    if (code_point >= 32 && code_point <= 126)
        return arial_widths[code_point - 32];
    if (code_point < 32)
        return code_point == '\t' ? 1112 : 0;
    if (code_point < 0x0600)
        return 640;
    if (code_point >= 0x2010 && code_point <= 0x201F)
        return code_point == 0x2014 ? 1000 : 556;
    return 1000;
}

static uint32_t pixels_of(uint64_t thousandths, unsigned points, bool is_bold)
{
    /* points / 72 * 96 pixels an em; bold runs about a fifteenth wider; 2 % to be safe */
    uint64_t scaled = thousandths * points * 136 / 100;
    if (is_bold)
        scaled = scaled * 107 / 100;
    return (uint32_t)(scaled / 1000 + (scaled % 1000 > 0));
}

static size_t line_end(wf_str text, size_t from)
{
    size_t end = from;
    while (end < text.n && text.p[end] != '\n')
        end++;
    return end;
}

uint32_t measure_width(wf_str line, unsigned points, bool is_bold)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < line.n;)
        sum += advance(wf_utf8_next(line, &i));
    return pixels_of(sum, points, is_bold);
}

uint32_t measure_widest_line(wf_str text, unsigned points, bool is_bold)
{
    uint32_t widest = 0;
    for (size_t from = 0; from <= text.n;) {
        size_t end = line_end(text, from);
        uint32_t width =
            measure_width(wf_str_sub(text, from, end - from), points, is_bold);
        if (width > widest)
            widest = width;
        from = end + 1;
    }
    return widest;
}

uint32_t measure_longest_word(wf_str text, unsigned points, bool is_bold)
{
    uint32_t longest = 0;
    for (size_t from = 0; from < text.n;) {
        size_t end = from;
        while (end < text.n && text.p[end] != ' ' && text.p[end] != '\n')
            end++;
        uint32_t width =
            measure_width(wf_str_sub(text, from, end - from), points, is_bold);
        if (width > longest)
            longest = width;
        from = end + 1;
    }
    return longest;
}

size_t measure_fit(wf_str text, unsigned points, bool is_bold, uint32_t pixels)
{
    uint64_t sum = 0;
    size_t after_word = 0;
    for (size_t i = 0; i < text.n;) {
        size_t here = i;
        uint32_t code_point = wf_utf8_next(text, &i);
        if (code_point == '\n')
            return i;
        sum += advance(code_point);
        if (code_point == ' ' || code_point == '-')
            after_word = i;
        if (code_point != ' ' && pixels_of(sum, points, is_bold) > pixels)
            return after_word > 0 ? after_word : (here > 0 ? here : i);
    }
    return text.n;
}

uint32_t measure_lines(wf_str text, unsigned points, bool is_bold, uint32_t pixels)
{
    uint32_t lines = 0;
    if (text.n == 0)
        return 1;
    while (text.n > 0) {
        size_t used = measure_fit(text, points, is_bold, pixels);
        bool ends_open = text.p[used - 1] == '\n' && used == text.n;
        text = wf_str_sub(text, used, text.n);
        lines += ends_open ? 2 : 1;
    }
    return lines;
}

double measure_height(uint32_t lines, unsigned points)
{
    return (double)lines * (double)points * 1.3 + 4.0;
}
