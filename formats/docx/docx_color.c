#include "formats/docx/docx_color.h"

#include <math.h>
#include <string.h>

enum {
    DARK_1,
    LIGHT_1,
    DARK_2,
    LIGHT_2,
    ACCENT_1,
    HYPERLINK = ACCENT_1 + 6,
    FOLLOWED,
    MAP_BACKGROUND_1 = 100, /* through docx_palette.map */
    MAP_TEXT_1,
    MAP_BACKGROUND_2,
    MAP_TEXT_2,
    NO_THEME = 255
};

/* ST_ThemeColor (17.18.97) and ST_WmlColorSchemeIndex (17.18.103). */
static const struct {
    wf_str name;
    uint8_t index;
} theme_names[] = {
    {WF_STR_INIT("dark1"), DARK_1},
    {WF_STR_INIT("light1"), LIGHT_1},
    {WF_STR_INIT("dark2"), DARK_2},
    {WF_STR_INIT("light2"), LIGHT_2},
    {WF_STR_INIT("accent1"), ACCENT_1},
    {WF_STR_INIT("accent2"), ACCENT_1 + 1},
    {WF_STR_INIT("accent3"), ACCENT_1 + 2},
    {WF_STR_INIT("accent4"), ACCENT_1 + 3},
    {WF_STR_INIT("accent5"), ACCENT_1 + 4},
    {WF_STR_INIT("accent6"), ACCENT_1 + 5},
    {WF_STR_INIT("hyperlink"), HYPERLINK},
    {WF_STR_INIT("followedHyperlink"), FOLLOWED},
    {WF_STR_INIT("background1"), MAP_BACKGROUND_1},
    {WF_STR_INIT("text1"), MAP_TEXT_1},
    {WF_STR_INIT("background2"), MAP_BACKGROUND_2},
    {WF_STR_INIT("text2"), MAP_TEXT_2},
};

void docx_palette_init(docx_palette *palette)
{
    static const docx_palette office = {
        .scheme = {0x000000, 0xFFFFFF, 0x1F497D, 0xEEECE1, 0x4F81BD, 0xC0504D, 0x9BBB59,
                   0x8064A2, 0x4BACC6, 0xF79646, 0x0000FF, 0x800080},
        .map = {LIGHT_1, DARK_1, LIGHT_2, DARK_2},
    };
    *palette = office;
}

static void fetch(docx_palette *palette, size_t which)
{
    void (*call)(void *) = palette->fetch[which];
    palette->fetch[which] = NULL;
    if (call)
        call(palette->context);
}

static uint8_t named_index(wf_str name)
{
    for (size_t i = 0; i < sizeof theme_names / sizeof theme_names[0]; i++)
        if (wf_str_eq(name, theme_names[i].name))
            return theme_names[i].index;
    return NO_THEME;
}

/* The place in the scheme of a theme colour by name; NO_THEME where there is none. */
static uint8_t theme_index(docx_palette *palette, wf_str name)
{
    uint8_t index = name.n == 0 ? NO_THEME : named_index(name);
    if (index == NO_THEME)
        return index;
    fetch(palette, 0);
    if (index < MAP_BACKGROUND_1)
        return index;
    fetch(palette, 1);
    return palette->map[index - MAP_BACKGROUND_1];
}

void docx_palette_map(docx_palette *palette, wf_xscan *s)
{
    static const uint16_t attributes[] = {DX_BG1, DX_T1, DX_BG2, DX_T2};
    for (size_t i = 0; i < 4; i++) {
        uint8_t index = named_index(wf_xscan_value(s, attributes[i]));
        if (index < DOCX_THEME_COLORS)
            palette->map[i] = index;
    }
}

static bool rgb(wf_str value, uint32_t *out)
{
    if (value.n > 0 && value.p[0] == '#')
        value = wf_str_sub(value, 1, value.n);
    return value.n == 6 && docx_hex(value, out);
}

/* The colour inside one slot of the scheme. */
static void read_slot(wf_xscan *s, uint32_t *slot)
{
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        if (s->id == DX_A_SRGB_CLR)
            (void)rgb(wf_xscan_value(s, DX_NO_VAL), slot);
        else if (s->id == DX_A_SYS_CLR)
            (void)rgb(wf_xscan_value(s, DX_NO_LAST_CLR), slot);
    }
}

static void read_scheme(wf_xscan *s, docx_palette *palette)
{
    static const uint16_t slots[DOCX_THEME_COLORS] = {
        DX_A_DK1,     DX_A_LT1,     DX_A_DK2,     DX_A_LT2,
        DX_A_ACCENT1, DX_A_ACCENT2, DX_A_ACCENT3, DX_A_ACCENT4,
        DX_A_ACCENT5, DX_A_ACCENT6, DX_A_HLINK,   DX_A_FOL_HLINK};
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth))
        for (size_t i = 0; i < DOCX_THEME_COLORS; i++)
            if (s->id == slots[i]) {
                read_slot(s, &palette->scheme[i]);
                break;
            }
}

/* True where the whole scheme was there. */
static bool read_theme(wf_xscan *s, docx_palette *palette)
{
    if (!wf_xscan_child(s, 0))
        return false;
    while (wf_xscan_child(s, 1)) {
        if (s->id != DX_A_THEME_ELEMENTS)
            continue;
        while (wf_xscan_child(s, 2))
            if (s->id == DX_A_CLR_SCHEME) {
                read_scheme(s, palette);
                return wf_xscan_status(s, WF_STR_EMPTY, NULL) == WF_OK;
            }
    }
    return false;
}

wf_status docx_palette_read(docx_palette *palette, wf_zip_partial *part,
                            wf_arena *scratch, const wf_limits *limits)
{
    enum {
        STEP = 4096
    };
    wf_xscan *s = wf_xscan_new(scratch);
    if (!s)
        return WF_E_MEMORY;
    WF_TRY(wf_zip_partial_more(part, STEP, NULL));
    if (wf_xscan_is_plain(part->text)) {
        wf_xscan_open_growing(s, &docx_vocabulary, part->text, limits);
        if (read_theme(s, palette))
            return WF_OK;
    }
    WF_TRY(wf_zip_partial_more(part, 0, NULL));
    WF_TRY(wf_xscan_open(s, &docx_vocabulary, scratch, part->text, limits, NULL));
    (void)read_theme(s, palette);
    return wf_xscan_status(s, WF_STR_EMPTY, NULL);
}

/* ---- tint and shade ------------------------------------------------------------- */

typedef struct hsl {
    double h, s, l; /* 0..1 */
} hsl;

static hsl hsl_of(uint32_t color)
{
    double r = (color >> 16 & 0xFF) / 255.0, g = (color >> 8 & 0xFF) / 255.0;
    double b = (color & 0xFF) / 255.0;
    double high = fmax(r, fmax(g, b)), low = fmin(r, fmin(g, b));
    double range = high - low;
    hsl out = {.l = (high + low) / 2};
    if (range < 1e-9)
        return out;
    out.s = range / (out.l > 0.5 ? 2 - high - low : high + low);
    if (high - r < 1e-9)
        out.h = (g - b) / range + (g < b ? 6 : 0);
    else if (high - g < 1e-9)
        out.h = (b - r) / range + 2;
    else
        out.h = (r - g) / range + 4;
    out.h /= 6;
    return out;
}

static double channel(double p, double q, double t)
{
    if (t < 0)
        t += 1;
    if (t > 1)
        t -= 1;
    if (t < 1.0 / 6)
        return p + (q - p) * 6 * t;
    if (t < 0.5)
        return q;
    if (t < 2.0 / 3)
        return p + (q - p) * (2.0 / 3 - t) * 6;
    return p;
}

static uint32_t byte_of(double x)
{
    return (uint32_t)(fmin(fmax(x, 0), 1) * 255 + 1e-9); /* Word cuts, not rounds */
}

static uint32_t rgb_of(hsl c)
{
    double q = c.l < 0.5 ? c.l * (1 + c.s) : c.l + c.s - c.l * c.s;
    double p = 2 * c.l - q;
    return byte_of(channel(p, q, c.h + 1.0 / 3)) << 16 |
           byte_of(channel(p, q, c.h)) << 8 | byte_of(channel(p, q, c.h - 1.0 / 3));
}

/* 17.3.2.6: themeTint and themeShade change the luminance, FF not at all, 0 wholly. */
static uint32_t tinted(uint32_t color, wf_str tint, wf_str shade)
{
    uint32_t amount;
    hsl c = hsl_of(color);
    if (docx_hex(shade, &amount))
        c.l *= (amount & 0xFF) / 255.0;
    else if (docx_hex(tint, &amount))
        c.l = c.l * ((amount & 0xFF) / 255.0) + (1 - (amount & 0xFF) / 255.0);
    else
        return color;
    return rgb_of(c);
}

/* ---- attributes ----------------------------------------------------------------- */

/* The attributes that hold one colour: by value, or by theme, which wins. */
typedef struct color_attributes {
    uint16_t value, theme, tint, shade;
} color_attributes;

/* Word writes the colour that a theme gave beside the theme's name, in its own rounding.
 */
static bool is_near(uint32_t a, uint32_t b)
{
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        int difference = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);
        if (difference > 3 || difference < -3)
            return false;
    }
    return true;
}

static uint32_t color_of(docx_palette *palette, wf_xscan *s, color_attributes names)
{
    uint8_t index = theme_index(palette, wf_xscan_value(s, names.theme));
    uint32_t color;
    wf_str value = wf_xscan_value(s, names.value);
    bool is_given = rgb(value, &color);
    if (index < DOCX_THEME_COLORS) {
        uint32_t by_theme = tinted(palette->scheme[index], wf_xscan_value(s, names.tint),
                                   wf_xscan_value(s, names.shade));
        return is_given && is_near(color, by_theme) ? color : by_theme;
    }
    if (is_given)
        return color;
    return value.n == 0 ? DOCX_UNSET : WF_COLOR_NONE;
}

uint32_t docx_color(docx_palette *palette, wf_xscan *s)
{
    return color_of(
        palette, s,
        (color_attributes){DX_VAL, DX_THEME_COLOR, DX_THEME_TINT, DX_THEME_SHADE});
}

/* How much of the pattern's colour a pattern shows (17.18.78 ST_Shd): stripes and
 * crosses by the share of the area that their lines take. */
static unsigned pattern_percent(wf_str pattern)
{
    static const struct {
        wf_str name;
        unsigned percent;
    } patterns[] = {
        {WF_STR_INIT("solid"), 100},
        {WF_STR_INIT("thin"), 25}, /* thinHorzStripe and the like */
        {WF_STR_INIT("horzStripe"), 50},
        {WF_STR_INIT("vertStripe"), 50},
        {WF_STR_INIT("diagStripe"), 50},
        {WF_STR_INIT("reverseDiagStripe"), 50},
        {WF_STR_INIT("horzCross"), 75},
        {WF_STR_INIT("diagCross"), 75},
    };
    if (wf_str_eq(pattern, WF_STR("clear"))) /* as a rule */
        return 0;
    if (wf_str_starts_with(pattern, WF_STR("pct"))) {
        int32_t percent = docx_int(wf_str_sub(pattern, 3, pattern.n), 0);
        return percent < 0 ? 0 : percent > 100 ? 100 : (unsigned)percent;
    }
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        if (wf_str_starts_with(pattern, patterns[i].name))
            return patterns[i].percent;
    return 0;
}

/* `percent` of `over`, the rest of `under`. */
static uint32_t blend(uint32_t under, uint32_t over, unsigned percent)
{
    uint32_t out = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t u = under >> shift & 0xFF, o = over >> shift & 0xFF;
        out |= ((u * (100 - percent) + o * percent + 50) / 100) << shift;
    }
    return out;
}

uint32_t docx_shading(docx_palette *palette, wf_xscan *s)
{
    uint32_t fill = color_of(palette, s,
                             (color_attributes){DX_FILL, DX_THEME_FILL,
                                                DX_THEME_FILL_TINT, DX_THEME_FILL_SHADE});
    wf_str pattern = docx_val(s);
    if (wf_str_eq(pattern, WF_STR("nil")))
        return WF_COLOR_NONE;
    unsigned percent = pattern_percent(pattern);
    if (percent == 0)
        return fill == DOCX_UNSET ? WF_COLOR_NONE : fill;
    uint32_t over = color_of(
        palette, s,
        (color_attributes){DX_COLOR, DX_THEME_COLOR, DX_THEME_TINT, DX_THEME_SHADE});
    over = over >= DOCX_UNSET ? 0x000000 : over;
    fill = fill >= DOCX_UNSET ? 0xFFFFFF : fill;
    return blend(fill, over, percent);
}

uint32_t docx_highlight(wf_str name)
{
    static const struct {
        wf_str name;
        uint32_t color;
    } names[] = {
        {WF_STR_INIT("yellow"), 0xFFFF00},    {WF_STR_INIT("green"), 0x00FF00},
        {WF_STR_INIT("cyan"), 0x00FFFF},      {WF_STR_INIT("magenta"), 0xFF00FF},
        {WF_STR_INIT("blue"), 0x0000FF},      {WF_STR_INIT("red"), 0xFF0000},
        {WF_STR_INIT("darkBlue"), 0x000080},  {WF_STR_INIT("darkCyan"), 0x008080},
        {WF_STR_INIT("darkGreen"), 0x008000}, {WF_STR_INIT("darkMagenta"), 0x800080},
        {WF_STR_INIT("darkRed"), 0x800000},   {WF_STR_INIT("darkYellow"), 0x808000},
        {WF_STR_INIT("darkGray"), 0x808080},  {WF_STR_INIT("lightGray"), 0xC0C0C0},
        {WF_STR_INIT("black"), 0x000000},     {WF_STR_INIT("white"), 0xFFFFFF},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (wf_str_eq(name, names[i].name))
            return names[i].color;
    return WF_COLOR_NONE;
}
