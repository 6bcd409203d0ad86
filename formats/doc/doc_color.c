#include "formats/doc/doc_color.h"

static const uint32_t palette[] = {
    WF_COLOR_NONE, 0x000000, 0x0000FF, 0x00FFFF, 0x00FF00, 0xFF00FF,
    0xFF0000,      0xFFFF00, 0xFFFFFF, 0x000080, 0x008080, 0x008000,
    0x800080,      0x800000, 0x808000, 0x808080, 0xC0C0C0,
};

uint32_t doc_color_ico(unsigned ico)
{
    return ico < sizeof palette / sizeof palette[0] ? palette[ico] : WF_COLOR_NONE;
}

uint32_t doc_color_ref(wf_cursor *c)
{
    uint32_t red = wf_cursor_u8(c), green = wf_cursor_u8(c), blue = wf_cursor_u8(c);
    uint8_t automatic = wf_cursor_u8(c);
    return automatic != 0 || c->bad ? WF_COLOR_NONE : red << 16 | green << 8 | blue;
}

/* How much of the foreground a pattern shows, in thousandths ([MS-DOC] 2.9.121 Ipat);
 * stripes and crosses by the share of the area that their lines take. */
static const uint16_t pattern_share[] = {
    [0x00] = 0,   [0x01] = 1000, [0x02] = 50,  [0x03] = 100, [0x04] = 200, [0x05] = 250,
    [0x06] = 300, [0x07] = 400,  [0x08] = 500, [0x09] = 600, [0x0A] = 700, [0x0B] = 750,
    [0x0C] = 800, [0x0D] = 900,  [0x0E] = 500, [0x0F] = 500, [0x10] = 500, [0x11] = 500,
    [0x12] = 750, [0x13] = 750,  [0x14] = 250, [0x15] = 250, [0x16] = 250, [0x17] = 250,
    [0x18] = 250, [0x19] = 250,  [0x23] = 20,  [0x24] = 70,  [0x25] = 120, [0x26] = 150,
    [0x27] = 170, [0x28] = 220,  [0x29] = 270, [0x2A] = 320, [0x2B] = 350, [0x2C] = 370,
    [0x2D] = 420, [0x2E] = 450,  [0x2F] = 470, [0x30] = 520, [0x31] = 550, [0x32] = 570,
    [0x33] = 620, [0x34] = 650,  [0x35] = 670, [0x36] = 720, [0x37] = 770, [0x38] = 820,
    [0x39] = 850, [0x3A] = 870,  [0x3B] = 920, [0x3C] = 950, [0x3D] = 970, [0x3E] = 970,
};

static uint32_t blend(uint32_t under, uint32_t over, unsigned share)
{
    uint32_t out = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t u = under >> shift & 0xFF, o = over >> shift & 0xFF;
        out |= ((u * (1000 - share) + o * share + 500) / 1000) << shift;
    }
    return out;
}

/* Automatic is black in front and white behind; no pattern and nothing behind is no
 * shading. */
static uint32_t shown(uint32_t fore, uint32_t back, unsigned pattern)
{
    if (pattern >= sizeof pattern_share / sizeof pattern_share[0])
        return WF_COLOR_NONE; /* ipatNil, or unknown */
    unsigned share = pattern_share[pattern];
    if (share == 0)
        return back;
    return blend(back == WF_COLOR_NONE ? 0xFFFFFF : back,
                 fore == WF_COLOR_NONE ? 0x000000 : fore, share);
}

uint32_t doc_color_shd80(uint16_t shd)
{
    if (shd == 0xFFFF)
        return WF_COLOR_NONE;
    return shown(doc_color_ico(shd & 0x1F), doc_color_ico(shd >> 5 & 0x1F), shd >> 10);
}

uint32_t doc_color_shd(wf_cursor *c)
{
    uint32_t fore = doc_color_ref(c), back = doc_color_ref(c);
    unsigned pattern = wf_cursor_u16(c);
    return c->bad ? WF_COLOR_NONE : shown(fore, back, pattern);
}
