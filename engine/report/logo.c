/* A logo by its own header: PNG ("Portable Network Graphics", W3C, 5.6 and 11.3.5) or
 * JPEG (ITU-T T.81, B.1 and B.2.2; JFIF 1.02). Nothing of the picture is decoded. */
#include "wayforward/logo.h"
#include "engine/base/cursor.h"
#include "wayforward/input.h"
#include <string.h>

enum {
    MOST_BYTES = 1 << 20,
    MOST_PIXELS = 4000,
    MOST_PARTS = 1000, /* chunks or segments that are looked at */
    USUAL_DPI = 96
};

static double dots_an_inch(double a_unit, double units_an_inch)
{
    double dpi = a_unit * units_an_inch;
    return dpi >= 1 ? dpi : (double)USUAL_DPI;
}

/* Pictures are big-endian. */
static unsigned be16(wf_cursor *c)
{
    unsigned high = wf_cursor_u8(c);
    return high << 8 | wf_cursor_u8(c);
}

static uint32_t be32(wf_cursor *c)
{
    uint32_t high = be16(c);
    return high << 16 | be16(c);
}

static bool read_png(wf_cursor c, wf_logo *out)
{
    wf_cursor_skip(&c, 8);
    for (int part = 0; part < MOST_PARTS && !c.bad; part++) {
        uint32_t size = be32(&c);
        uint32_t name = be32(&c);
        wf_cursor in = c;
        if (name == 0x49484452u) { /* IHDR */
            out->width = be32(&in);
            out->height = be32(&in);
        } else if (name == 0x70485973u) { /* pHYs: dots a metre where the unit is 1 */
            uint32_t x = be32(&in);
            uint32_t y = be32(&in);
            if (wf_cursor_u8(&in) == 1 && !in.bad) {
                out->dpi_x = dots_an_inch(x, 0.0254);
                out->dpi_y = dots_an_inch(y, 0.0254);
            }
        } else if (name == 0x49444154u) /* IDAT: the picture itself */
            return out->width > 0 && out->height > 0;
        wf_cursor_skip(&c, (size_t)size + 4);
    }
    return false;
}

/* Density in APP0 "JFIF": units 1 an inch, 2 a centimetre. */
static void read_jfif(wf_cursor in, wf_logo *out)
{
    wf_cursor_skip(&in, 7);
    int unit = wf_cursor_u8(&in);
    double x = be16(&in);
    double y = be16(&in);
    if (in.bad || unit < 1 || unit > 2)
        return;
    out->dpi_x = dots_an_inch(x, unit == 1 ? 1 : 2.54);
    out->dpi_y = dots_an_inch(y, unit == 1 ? 1 : 2.54);
}

static bool read_jpeg(wf_cursor c, wf_logo *out)
{
    wf_cursor_skip(&c, 2);
    for (int part = 0; part < MOST_PARTS && !c.bad; part++) {
        unsigned marker = be16(&c);
        unsigned size = be16(&c);
        wf_cursor in = c;
        /* SOF0..SOF15 but for DHT, JPG and DAC hold the size. */
        bool is_frame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 &&
                        marker != 0xFFC8 && marker != 0xFFCC;
        if (marker < 0xFF01 || size < 2)
            return false;
        if (marker == 0xFFE0)
            read_jfif(in, out);
        if (is_frame) {
            wf_cursor_skip(&in, 1);
            out->height = be16(&in);
            out->width = be16(&in);
            return !in.bad && out->width > 0 && out->height > 0;
        }
        wf_cursor_skip(&c, size - 2);
    }
    return false;
}

static wf_status check(const wf_input *in, wf_logo *out, wf_error *err)
{
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    wf_where where = {.file = in->name};
    wf_logo logo = {.dpi_x = USUAL_DPI, .dpi_y = USUAL_DPI, .bytes = in->size};
    wf_cursor c = wf_cursor_over(in->data, in->size);
    bool is_whole = false;
    logo.is_png = in->size >= sizeof png && memcmp(in->data, png, sizeof png) == 0;
    if (logo.is_png)
        is_whole = read_png(c, &logo);
    else if (in->size >= sizeof jpeg && memcmp(in->data, jpeg, sizeof jpeg) == 0)
        is_whole = read_jpeg(c, &logo);
    else
        return wf_fail(err, WF_E_FORMAT, &where,
                       "the logo is not a PNG or JPEG picture, whatever its name says");
    if (!is_whole)
        return wf_fail(err, WF_E_FORMAT, &where,
                       "the logo is damaged: its size cannot be read");
    if (logo.width > MOST_PIXELS || logo.height > MOST_PIXELS)
        return wf_fail(err, WF_E_LIMIT, &where,
                       "the logo has %u by %u pixels: at most %d a side", logo.width,
                       logo.height, MOST_PIXELS);
    *out = logo;
    return WF_OK;
}

wf_status wf_logo_check(const char *path, wf_logo *out, wf_error *err)
{
    wf_limits limits = *wf_limits_default();
    wf_input in = {0};
    limits.file_bytes = MOST_BYTES;
    WF_TRY(wf_input_open(path, &limits, &in, err));
    wf_status status = check(&in, out, err);
    wf_input_close(&in);
    return status;
}
