/* The style sheet, in the page itself. */
#include "formats/write_html/html_page.h"

static const char light[] = ":root{color-scheme:light "
                            "dark;--bg:#fff;--ink:#1a1a1a;--soft:#404040;--edge:#8c8c8c;-"
                            "-line:#d0d0d0;--link:#0b4f9e;"
                            "--band:#f3f5f8;--focus:#b30000}\n";

static const char dark[] =
    "@media "
    "(prefers-color-scheme:dark){:root{--bg:#14171c;--ink:#ececec;--soft:#c4c8cf;--edge:#"
    "8c94a0;--line:#3a414c;--link:#8ab8ff;"
    "--band:#1d222a;--head:#2b3647;--headink:#fff;--title:#b9d2ff;--focus:#ffd24d;"
    "--p0:#8fb4ff;--p1:#6fc3e8;--p2:#ff7b7b;--p3:#ffc14d;--p4:#6fd184;--p5:#7fb2ff;--p6:#"
    "a9adb5}\n"
    ".red{background:#5c1519;color:#ffd6da}.amber{background:#4d3800;color:#ffe8a3}."
    "green{background:#114a1c;color:#cdf5d5}"
    ".blue{background:#173a66;color:#d6e6ff}.grey{background:#3a3a3a;color:#ececec}}\n";

static const char rules[] =
    "*{box-sizing:border-box}h1,h2,h3,p,li,figcaption,caption{overflow-wrap:anywhere}"
    "html{font:16px/1.5 "
    "Arial,Helvetica,sans-serif;background:var(--bg);color:var(--ink)}\n"
    "body{margin:0 auto;max-width:76rem;padding:0 1rem "
    "3rem}h1{font-size:1.9rem;line-height:1.2;color:var(--title);margin:1.2rem 0 .3rem}\n"
    "h2{font-size:1.4rem;color:var(--title);margin:2.2rem 0 "
    ".5rem;padding-top:.6rem;border-top:2px solid "
    "var(--line)}h3{font-size:1.1rem;color:var(--title);margin:1.4rem 0 .4rem}\n"
    "p{margin:.5rem 0;max-width:70ch}.org{color:var(--soft);margin:1rem 0 "
    "0}.note{color:var(--soft);font-style:italic}a{color:var(--link)}\n"
    "a:focus-visible,summary:focus-visible,button:focus-visible,select:focus-visible,."
    "scroll:focus-visible{"
    "outline:3px solid var(--focus);outline-offset:2px}\n"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:."
    "5rem;background:var("
    "--bg);padding:.5rem}\n"
    "nav ul,.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem "
    "1rem}nav a{display:inline-block;padding:.3rem 0}\n"
    ".points li{margin:.35rem 0;max-width:80ch}.scroll{overflow-x:auto;margin:.8rem 0}\n"
    "table{border-collapse:collapse;font-size:.92rem}caption{text-align:left;font-weight:"
    "bold;padding:.3rem 0}\n"
    "th,td{border:1px solid var(--line);padding:.35rem "
    ".5rem;text-align:left;vertical-align:top}tbody th{font-weight:normal}\n"
    "thead th{background:var(--head);color:var(--headink);vertical-align:bottom}thead "
    "button{font:inherit;font-weight:bold;color:inherit;background:none;border:0;padding:"
    ".2rem 0;text-align:left;cursor:pointer;min-height:24px}\n"
    "tbody "
    "tr:nth-child(even){background:var(--band)}.n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}.c{text-align:center}.b,.total th,.total "
    "td{font-weight:bold}.faint{color:var(--soft)}\n"
    ".rate{text-align:center;white-space:nowrap}figure{margin:1rem "
    "0}figcaption{font-weight:bold}.chart{width:100%;min-width:34rem;max-width:56rem;"
    "height:auto;display:block}\n"
    ".chart text{font:12px "
    "Arial,sans-serif;fill:var(--ink)}.grid{stroke:var(--line)}.range{stroke:var(--ink);"
    "stroke-width:1.5;fill:none}\n"
    ".legend{font-size:.9rem;margin:.2rem "
    "0}path[class^=l]{fill:none;stroke-width:2.5}path.thin{stroke-width:1}path.dash{"
    "stroke-dasharray:6 4;stroke-width:2}\n"
    ".filters{display:flex;flex-wrap:wrap;gap:.5rem "
    "1.2rem;align-items:end;padding:.7rem;background:var(--band);border:1px solid "
    "var(--edge);}.filters p{margin:0;min-width:0;max-width:100%}@media "
    "(min-width:60rem) and "
    "(min-height:40rem){.filters{position:sticky;top:0;z-index:1}section,h3,figure{"
    "scroll-margin-top:"
    "9rem}}.filters[hidden]{display:none}\n"
    ".filters label{display:block;font-weight:bold;font-size:.9rem}.filters "
    "select,.filters "
    "button{font:inherit;padding:.3rem;min-height:2rem;max-width:100%;background:var(--"
    "bg);color:var(--ink);border:1px solid var(--edge)}\n"
    "[data-out]{display:none}.filters "
    "select{max-width:min(100%,22rem)}footer{margin-top:3rem;border-top:1px solid "
    "var(--line);color:var(--soft);font-size:.9rem}\n"
    ".figures{display:grid;gap:0 1.5rem;grid-template-columns:repeat(auto-fill,minmax("
    "min(100%,27rem),1fr))}.small .chart{min-width:24rem;overflow:visible}.small .chart "
    "text{font-size:13px}.small figcaption{font-size:.95rem}\n"
    "[class^=band]{stroke:none;fill-opacity:.18}details{font-size:.9rem;margin:.2rem "
    "0}summary{cursor:pointer;padding:.2rem 0;color:var(--link)}\n"
    "@media "
    "print{@page{size:A4;margin:15mm}:root{--bg:#fff;--ink:#000}html{font-size:11pt}nav,."
    "filters,.skip{display:none!important}.scroll{overflow:visible}table{font-size:8.5pt}"
    "tr,figure,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-"
    "header-group}.rate,thead "
    "th,rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}.chart{min-width:"
    "0}}\n";

static const wf_look rated[] = {WF_LOOK_RED, WF_LOOK_AMBER, WF_LOOK_GREEN, WF_LOOK_BLUE,
                                WF_LOOK_GREY};

void html_style(html_page *page)
{
    const wf_theme *theme = &page->report->theme;
    html_raw(page, "<style>\n");
    html_raw(page, light);
    html_printf(page, ":root{--head:#%06X;--headink:#%06X;--title:#%06X",
                look_colour(LOOK_THEME_MAIN, theme), look_colour(LOOK_THEME_INK, theme),
                look_colour(LOOK_THEME_TITLE, theme));
    for (int paint = 0; paint < WF_PAINTS; paint++)
        html_printf(page, ";--p%d:#%06X", paint, look_paint((wf_paint)paint, theme));
    html_raw(page, "}\n");
    for (size_t i = 0; i < sizeof rated / sizeof rated[0]; i++)
        html_printf(page, ".%s{background:#%06X;color:#%06X}\n", wf_look_name(rated[i]),
                    look_defs[rated[i]].fill, look_defs[rated[i]].ink);
    for (int paint = 0; paint < WF_PAINTS; paint++)
        html_printf(page, ".p%d,.band%d{fill:var(--p%d)}.l%d{stroke:var(--p%d)}\n", paint,
                    paint, paint, paint, paint);
    html_raw(page, rules);
    if (html_has_logo(page)) /* drawn for white paper: it stays on white in the dark */
        html_raw(page,
                 ".logo{margin:1rem 0 0}.logo img{background:#fff;padding:.2rem}\n");
    html_raw(page, dark);
    html_raw(page, "</style>\n");
}
