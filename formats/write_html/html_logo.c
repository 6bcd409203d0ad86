/* The trust's logo in the page itself, where it is small. */
#include "formats/write_html/html_page.h"
#include "wayforward/input.h"
#include "wayforward/logo.h"

enum {
    MOST_BYTES = 64 << 10, /* a page that is sent by e-mail stays light */
    LOGO_PIXELS = 64       /* its height */
};

bool html_has_logo(const html_page *page)
{
    wf_logo logo;
    return page->report->logo.n > 0 &&
           wf_logo_check(page->report->logo.p, &logo, NULL) == WF_OK &&
           logo.bytes <= MOST_BYTES;
}

/* RFC 4648, section 4. */
static void add_base64(html_page *page, const uint8_t *data, size_t size)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t have = size - i < 3 ? size - i : 3;
        uint32_t bits = (uint32_t)data[i] << 16;
        bits |= have > 1 ? (uint32_t)data[i + 1] << 8 : 0;
        bits |= have > 2 ? data[i + 2] : 0;
        char quad[5] = "====";
        quad[0] = letters[bits >> 18 & 63];
        quad[1] = letters[bits >> 12 & 63];
        if (have > 1)
            quad[2] = letters[bits >> 6 & 63];
        if (have > 2)
            quad[3] = letters[bits & 63];
        html_raw(page, quad);
    }
}

void html_logo(html_page *page)
{
    wf_logo logo;
    wf_input in = {0};
    const wf_report *report = page->report;
    if (!html_has_logo(page) || wf_logo_check(report->logo.p, &logo, NULL) != WF_OK ||
        wf_input_open(report->logo.p, NULL, &in, NULL) != WF_OK)
        return;
    uint32_t height = logo.height < LOGO_PIXELS ? logo.height : LOGO_PIXELS;
    uint32_t width = (uint32_t)((uint64_t)logo.width * height / logo.height);
    html_printf(page, "<p class=\"logo\"><img width=\"%u\" height=\"%u\" alt=\"Logo of ",
                width > 0 ? width : 1, height);
    html_text(page,
              report->organisation.n > 0 ? report->organisation : WF_STR("the trust"));
    html_printf(page, "\" src=\"data:image/%s;base64,", logo.is_png ? "png" : "jpeg");
    add_base64(page, in.data, in.size);
    html_raw(page, "\"></p>\n");
    wf_input_close(&in);
}
