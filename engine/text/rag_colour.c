#include "engine/text/rag_colour.h"

/* Hues in degrees, from `from` up to the next row's. */
static const struct {
    int from;
    wf_rag rag;
    int confidence;
} hues[] = {
    {0, WF_RAG_RED, 90},    {14, WF_RAG_AMBER, 90}, {40, WF_RAG_AMBER, 85}, /* yellow */
    {68, WF_RAG_GREEN, 90}, {170, WF_RAG_BLUE, 85}, {255, WF_RAG_BLUE, 80}, /* purple */
    {320, WF_RAG_RED, 30},                                                  /* pink */
    {340, WF_RAG_RED, 90},
};

/* The colours of Excel's and Word's own palettes and of their Good, Neutral and Bad
 * styles. */
static const struct {
    uint32_t rgb;
    wf_rag rag;
} standard_colours[] = {
    {0xFF0000, WF_RAG_RED},   {0xC00000, WF_RAG_RED},   {0xFFC7CE, WF_RAG_RED},
    {0xFFC000, WF_RAG_AMBER}, {0xFFFF00, WF_RAG_AMBER}, {0xFFEB9C, WF_RAG_AMBER},
    {0xF79646, WF_RAG_AMBER}, {0xED7D31, WF_RAG_AMBER}, {0xFFBF00, WF_RAG_AMBER},
    {0x92D050, WF_RAG_GREEN}, {0x00B050, WF_RAG_GREEN}, {0xC6EFCE, WF_RAG_GREEN},
    {0x70AD47, WF_RAG_GREEN}, {0x00FF00, WF_RAG_GREEN}, {0x008000, WF_RAG_GREEN},
    {0x00B0F0, WF_RAG_BLUE},  {0x0070C0, WF_RAG_BLUE},  {0x7030A0, WF_RAG_BLUE},
    {0x0000FF, WF_RAG_BLUE},  {0x800080, WF_RAG_BLUE},
};

static const struct {
    wf_str name;
    uint32_t rgb;
} highlights[] = {
    {WF_STR_INIT("black"), 0x000000},     {WF_STR_INIT("blue"), 0x0000FF},
    {WF_STR_INIT("cyan"), 0x00FFFF},      {WF_STR_INIT("darkBlue"), 0x000080},
    {WF_STR_INIT("darkCyan"), 0x008080},  {WF_STR_INIT("darkGray"), 0x808080},
    {WF_STR_INIT("darkGreen"), 0x008000}, {WF_STR_INIT("darkMagenta"), 0x800080},
    {WF_STR_INIT("darkRed"), 0x800000},   {WF_STR_INIT("darkYellow"), 0x808000},
    {WF_STR_INIT("green"), 0x00FF00},     {WF_STR_INIT("lightGray"), 0xC0C0C0},
    {WF_STR_INIT("magenta"), 0xFF00FF},   {WF_STR_INIT("red"), 0xFF0000},
    {WF_STR_INIT("white"), 0xFFFFFF},     {WF_STR_INIT("yellow"), 0xFFFF00},
};

/* Below these a colour is grey, white or black to the eye: pale green E2EFD9 has a
 * saturation of 0.09, the blue-grey D6DCE4 of headers 0.06. */
enum {
    LEAST_SATURATION = 70,
    LEAST_VALUE = 120
}; /* thousandths */

static int max3(int a, int b, int c)
{
    int m = a > b ? a : b;
    return m > c ? m : c;
}

static int min3(int a, int b, int c)
{
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* Degrees 0..359. `range` is the largest less the smallest part, not 0. */
static int hue_of(int r, int g, int b, int range)
{
    int largest = max3(r, g, b);
    int tenths; /* of a degree, for rounding down only at the end */
    if (largest == r)
        tenths = 600 * (g - b) / range;
    else if (largest == g)
        tenths = 1200 + 600 * (b - r) / range;
    else
        tenths = 2400 + 600 * (r - g) / range;
    return (tenths < 0 ? tenths + 3600 : tenths) / 10 % 360;
}

int wf_colour_hue(uint32_t rgb)
{
    int r = (int)(rgb >> 16 & 0xFF), g = (int)(rgb >> 8 & 0xFF), b = (int)(rgb & 0xFF);
    int value = max3(r, g, b);
    int range = value - min3(r, g, b);
    if (value * 1000 < LEAST_VALUE * 255 || range * 1000 < LEAST_SATURATION * value ||
        range == 0)
        return -1;
    return hue_of(r, g, b, range);
}

wf_rag_colour wf_rag_from_colour(uint32_t rgb)
{
    wf_rag_colour out = {.rag = WF_RAG_NONE};
    if (rgb > 0xFFFFFF)
        return out;
    for (size_t k = 0; k < sizeof standard_colours / sizeof standard_colours[0]; k++)
        if (standard_colours[k].rgb == rgb)
            return (wf_rag_colour){.rag = standard_colours[k].rag, .confidence = 100};
    int hue = wf_colour_hue(rgb);
    if (hue < 0)
        return out;
    int r = (int)(rgb >> 16), g = (int)(rgb >> 8 & 0xFF), b = (int)(rgb & 0xFF);
    int value = max3(r, g, b), range = value - min3(r, g, b);
    for (size_t k = 0; k < sizeof hues / sizeof hues[0]; k++)
        if (hue >= hues[k].from)
            out = (wf_rag_colour){.rag = hues[k].rag, .confidence = hues[k].confidence};
    if (range * 100 < 20 * value ||
        value * 100 < 40 * 255) /* pale or dark: often a banner */
        out.confidence -= 20;
    return out;
}

uint32_t wf_highlight_colour(wf_str name)
{
    for (size_t k = 0; k < sizeof highlights / sizeof highlights[0]; k++)
        if (wf_str_eq(highlights[k].name, name))
            return highlights[k].rgb;
    return WF_COLOR_NONE;
}
