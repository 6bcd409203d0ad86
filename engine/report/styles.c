#include "engine/report/styles.h"
#include <math.h>

#define EDGE_GREY 0xBFBFBF
#define INK       0x1A1A1A
#define NONE      LOOK_NO_COLOUR

/* Contrast of every pair is at least 4.5:1; test_styles.c checks it. RAG pairs: domain
 * facts, section 4.3 (dark green on pale green 6.1, dark red on pale red 5.9 ...). */
const look_def look_defs[WF_LOOKS] = {
    [WF_LOOK_DEFAULT] =
        {.size = 10, .wraps = true, .edge = LOOK_EDGE_ALL, .ink = INK, .fill = NONE},
    [WF_LOOK_TEXT] =
        {.size = 10, .wraps = true, .edge = LOOK_EDGE_ALL, .ink = INK, .fill = NONE},
    [WF_LOOK_STRONG] = {.size = 10,
                        .is_bold = true,
                        .wraps = true,
                        .edge = LOOK_EDGE_ALL,
                        .ink = INK,
                        .fill = NONE},
    [WF_LOOK_NUMBER] = {.size = 10,
                        .indent = 1,
                        .align = LOOK_RIGHT,
                        .edge = LOOK_EDGE_ALL,
                        .ink = INK,
                        .fill = NONE},
    [WF_LOOK_CENTRE] = {.size = 10,
                        .align = LOOK_CENTRE,
                        .wraps = true,
                        .edge = LOOK_EDGE_ALL,
                        .ink = INK,
                        .fill = NONE},
    [WF_LOOK_FAINT] = {.size = 10,
                       .align = LOOK_CENTRE,
                       .edge = LOOK_EDGE_ALL,
                       .ink = 0x595959,
                       .fill = NONE},
    [WF_LOOK_TOTAL] = {.size = 10,
                       .is_bold = true,
                       .wraps = true,
                       .edge = LOOK_EDGE_ALL,
                       .ink = INK,
                       .fill = 0xE7E6E6},
    [WF_LOOK_TOTAL_NUMBER] = {.size = 10,
                              .indent = 1,
                              .is_bold = true,
                              .align = LOOK_RIGHT,
                              .edge = LOOK_EDGE_ALL,
                              .ink = INK,
                              .fill = 0xE7E6E6},
    [WF_LOOK_LINK] = {.size = 10,
                      .is_underlined = true,
                      .wraps = true,
                      .edge = LOOK_EDGE_ALL,
                      .ink = 0x0B4F9E,
                      .fill = NONE},
    [WF_LOOK_INPUT] = {.size = 10,
                       .wraps = true,
                       .is_unlocked = true,
                       .edge = LOOK_EDGE_ALL,
                       .ink = INK,
                       .fill = 0xFFFBE6},
    [WF_LOOK_INPUT_NUMBER] = {.size = 10,
                              .indent = 1,
                              .is_unlocked = true,
                              .align = LOOK_RIGHT,
                              .edge = LOOK_EDGE_ALL,
                              .ink = INK,
                              .fill = 0xFFFBE6},
    [WF_LOOK_PROMPT] = {.size = 10,
                        .is_italic = true,
                        .wraps = true,
                        .edge = LOOK_EDGE_ALL,
                        .ink = 0x0B4F9E,
                        .fill = NONE},
    [WF_LOOK_HEADER] = {.size = 10,
                        .is_bold = true,
                        .wraps = true,
                        .edge = LOOK_EDGE_ALL,
                        .ink = LOOK_THEME_INK,
                        .fill = LOOK_THEME_MAIN},
    [WF_LOOK_TITLE] = {.size = 18,
                       .is_bold = true,
                       .ink = LOOK_THEME_TITLE,
                       .fill = NONE},
    [WF_LOOK_SUBTITLE] = {.size = 11, .ink = 0x404040, .fill = NONE},
    [WF_LOOK_HEADING] = {.size = 13,
                         .is_bold = true,
                         .ink = LOOK_THEME_TITLE,
                         .fill = NONE},
    [WF_LOOK_PROSE] = {.size = 10, .wraps = true, .ink = INK, .fill = NONE},
    [WF_LOOK_HEADLINE] = {.size = 11, .wraps = true, .ink = INK, .fill = NONE},
    [WF_LOOK_NOTE] =
        {.size = 10, .is_italic = true, .wraps = true, .ink = 0x595959, .fill = NONE},
    [WF_LOOK_RED] = {.size = 10,
                     .align = LOOK_CENTRE,
                     .edge = LOOK_EDGE_ALL,
                     .ink = 0x9C0006,
                     .fill = 0xFFC7CE},
    [WF_LOOK_AMBER] = {.size = 10,
                       .align = LOOK_CENTRE,
                       .edge = LOOK_EDGE_ALL,
                       .ink = 0x7F4700,
                       .fill = 0xFFEB9C},
    [WF_LOOK_GREEN] = {.size = 10,
                       .align = LOOK_CENTRE,
                       .edge = LOOK_EDGE_ALL,
                       .ink = 0x006100,
                       .fill = 0xC6EFCE},
    [WF_LOOK_BLUE] = {.size = 10,
                      .align = LOOK_CENTRE,
                      .edge = LOOK_EDGE_ALL,
                      .ink = 0x1F3864,
                      .fill = 0xBDD7EE},
    [WF_LOOK_GREY] = {.size = 10,
                      .align = LOOK_CENTRE,
                      .edge = LOOK_EDGE_ALL,
                      .ink = 0x404040,
                      .fill = 0xEDEDED},
};

static const uint32_t paints[WF_PAINTS] = {
    [WF_PAINT_MAIN] = LOOK_THEME_MAIN,
    [WF_PAINT_SECOND] = NONE, /* the theme's second colour */
    [WF_PAINT_RED] = 0xC00000,
    [WF_PAINT_AMBER] = 0xE6A100,
    [WF_PAINT_GREEN] = 0x3B8A3E,
    [WF_PAINT_BLUE] = 0x2F6EBA,
    [WF_PAINT_GREY] = 0x8C8C8C,
};

static const wf_look looks_of_marks[WF_MARKS] = {
    [WF_MARK_NONE] = WF_LOOK_DEFAULT, [WF_MARK_RED] = WF_LOOK_RED,
    [WF_MARK_AMBER] = WF_LOOK_AMBER,  [WF_MARK_GREEN] = WF_LOOK_GREEN,
    [WF_MARK_BLUE] = WF_LOOK_BLUE,    [WF_MARK_GREY] = WF_LOOK_GREY,
};

/* WCAG 2.2, "relative luminance". */
static double channel(uint32_t value)
{
    double c = (double)value / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * channel(colour >> 16 & 255) + 0.7152 * channel(colour >> 8 & 255) +
           0.0722 * channel(colour & 255);
}

double look_contrast(uint32_t a, uint32_t b)
{
    return wf_colour_contrast(a, b);
}

double wf_colour_contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a);
    double lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

uint32_t look_colour(uint32_t colour, const wf_theme *theme)
{
    if (colour == LOOK_THEME_MAIN)
        return theme->main;
    if (colour == LOOK_THEME_INK)
        return look_contrast(theme->main, 0xFFFFFF) >= look_contrast(theme->main, 0)
                   ? 0xFFFFFF
                   : 0;
    if (colour == LOOK_THEME_TITLE)
        return look_contrast(theme->main, 0xFFFFFF) >= 4.5 ? theme->main : 0;
    return colour;
}

uint32_t look_paint(wf_paint paint, const wf_theme *theme)
{
    uint32_t colour = paint < WF_PAINTS ? paints[paint] : LOOK_THEME_MAIN;
    return colour == NONE ? theme->second : look_colour(colour, theme);
}

wf_look look_of_mark(wf_mark mark)
{
    return mark < WF_MARKS ? looks_of_marks[mark] : WF_LOOK_DEFAULT;
}

wf_look look_of_item(const wf_item *item, const wf_report_column *column)
{
    if (item->look != WF_LOOK_DEFAULT)
        return (wf_look)item->look;
    if (item->mark != WF_MARK_NONE)
        return look_of_mark((wf_mark)item->mark);
    if (item->kind == WF_ITEM_PLACE ||
        (item->link.n > 0 && column->look != WF_LOOK_INPUT))
        return WF_LOOK_LINK;
    if (column->look != WF_LOOK_DEFAULT)
        return column->look;
    if (item->kind == WF_ITEM_NUMBER ||
        (item->kind == WF_ITEM_FORMULA && !item->shown_is_text))
        return WF_LOOK_NUMBER;
    return WF_LOOK_TEXT;
}

wf_show show_of_item(const wf_item *item, const wf_report_column *column)
{
    if (item->show != WF_SHOW_DEFAULT)
        return (wf_show)item->show;
    if (item->kind == WF_ITEM_DATE)
        return WF_SHOW_DATE;
    return column->show != WF_SHOW_DEFAULT ? column->show : WF_SHOW_GENERAL;
}
