#include "engine/base/utf8.h"
#include "formats/write_html/html_page.h"
#include <stdarg.h>
#include <stdio.h>

void html_raw(html_page *page, const char *markup)
{
    wf_strbuf_add(&page->out, wf_str_from(markup));
}

void html_printf(html_page *page, const char *fmt, ...)
{
    char buffer[1024];
    va_list args;
    va_start(args, fmt);
    // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start is above
    int n = vsnprintf(buffer, sizeof buffer, fmt, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof buffer)
        page->status = WF_E_INTERNAL;
    else
        wf_strbuf_add(&page->out, (wf_str){.p = buffer, .n = (size_t)n});
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        break;
    }
    unsigned char byte = (unsigned char)c;
    return (byte < 32 && c != '\n' && c != '\t') || byte == 127 ? " " : NULL;
}

static void add_escaped(html_page *page, wf_str text, const char *line_break)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *escape = text.p[i] == '\n' ? line_break : escape_of(text.p[i]);
        if (escape == NULL)
            continue;
        wf_strbuf_add(&page->out, wf_str_sub(text, from, i - from));
        html_raw(page, escape);
        from = i + 1;
    }
    wf_strbuf_add(&page->out, wf_str_sub(text, from, text.n));
}

void html_text(html_page *page, wf_str text)
{
    add_escaped(page, text, NULL);
}

void html_lines(html_page *page, wf_str text)
{
    add_escaped(page, text, "<br>");
}

void html_id(html_page *page, const char *prefix, wf_str id)
{
    html_raw(page, prefix);
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word)
            wf_strbuf_add_char(&page->out, c);
        else
            wf_strbuf_add_char(&page->out, '-');
    }
}

bool html_is_link(wf_str link)
{
    static const wf_str kinds[] = {WF_STR_INIT("https://"), WF_STR_INIT("http://"),
                                   WF_STR_INIT("mailto:")};
    if (link.n > 1 && link.p[0] == '#')
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (link.n > kinds[i].n &&
            wf_str_eq_nocase(wf_str_sub(link, 0, kinds[i].n), kinds[i]))
            return true;
    return false;
}
