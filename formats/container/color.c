#include "formats/container/color.h"

static const uint32_t palette[WF_PALETTE_SIZE] = {
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
    0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
    0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
    0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
    0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
};

uint32_t wf_color_indexed(uint32_t index)
{
    return index < WF_PALETTE_SIZE ? palette[index] : WF_COLOR_NONE;
}

typedef struct hls {
    double hue, luminance, saturation;
} hls;

static hls to_hls(double r, double g, double b)
{
    double max = r > g ? (r > b ? r : b) : (g > b ? g : b);
    double min = r < g ? (r < b ? r : b) : (g < b ? g : b);
    double range = max - min;
    hls out = {.luminance = (max + min) / 2};
    if (range <= 0)
        return out;
    out.saturation = out.luminance <= 0.5 ? range / (max + min) : range / (2 - max - min);
    if (r >= max)
        out.hue = (g - b) / range + (g < b ? 6 : 0);
    else if (g >= max)
        out.hue = (b - r) / range + 2;
    else
        out.hue = (r - g) / range + 4;
    out.hue /= 6;
    return out;
}

static double channel(double p, double q, double hue)
{
    if (hue < 0)
        hue += 1;
    if (hue > 1)
        hue -= 1;
    if (hue * 6 < 1)
        return p + (q - p) * 6 * hue;
    if (hue * 2 < 1)
        return q;
    if (hue * 3 < 2)
        return p + (q - p) * (2.0 / 3 - hue) * 6;
    return p;
}

static uint32_t to_byte(double value)
{
    return value <= 0 ? 0 : value >= 1 ? 255 : (uint32_t)(value * 255 + 0.5);
}

static uint32_t from_hls(hls c)
{
    double q = c.luminance <= 0.5
                   ? c.luminance * (1 + c.saturation)
                   : c.luminance + c.saturation - c.luminance * c.saturation;
    double p = 2 * c.luminance - q;
    return to_byte(channel(p, q, c.hue + 1.0 / 3)) << 16 |
           to_byte(channel(p, q, c.hue)) << 8 | to_byte(channel(p, q, c.hue - 1.0 / 3));
}

uint32_t wf_color_tint(uint32_t rgb, double tint)
{
    if (!(tint < 0 || tint > 0))
        return rgb;
    if (tint < -1)
        tint = -1;
    if (tint > 1)
        tint = 1;
    hls c =
        to_hls((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    c.luminance = tint < 0 ? c.luminance * (1 + tint) : c.luminance * (1 - tint) + tint;
    return from_hls(c);
}

uint32_t wf_color_mix(uint32_t fore, uint32_t back, double share)
{
    uint32_t out = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double mixed =
            (fore >> shift & 255) * share + (back >> shift & 255) * (1 - share);
        out |= (uint32_t)(mixed + 0.5) << shift;
    }
    return out;
}

double wf_pattern_share(unsigned pattern)
{
    /* By number: none, solid, mediumGray, darkGray, lightGray, darkHorizontal,
     * darkVertical, darkDown, darkUp, darkGrid, darkTrellis, lightHorizontal,
     * lightVertical, lightDown, lightUp, lightGrid, lightTrellis, gray125, gray0625. */
    static const double shares[] = {0,    1,      0.5,   0.75,  0.25,  0.5,  0.5,
                                    0.5,  0.5,    0.5,   0.75,  0.25,  0.25, 0.25,
                                    0.25, 0.4375, 0.375, 0.125, 0.0625};
    return pattern < sizeof shares / sizeof shares[0] ? shares[pattern] : 0;
}
