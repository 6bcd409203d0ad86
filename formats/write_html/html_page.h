#ifndef WF_HTML_PAGE_H
#define WF_HTML_PAGE_H
/* Private to this folder: the page while it is written. */
#include "engine/base/strbuf.h"
#include "engine/report/styles.h"
#include "wayforward/report.h"

typedef struct html_page {
    const wf_report *report;
    wf_arena *arena;
    wf_strbuf out;
    wf_status status;
    wf_str heading; /* the last one: a table of the same name need not show it again */
} html_page;

/** As it is: our own markup, never a text. */
void html_raw(html_page *page, const char *markup);
void html_printf(html_page *page, const char *fmt, ...) WF_PRINTF(2, 3);
/** A text with & < > " ' escaped, control characters as spaces, line breaks as they are.
 */
void html_text(html_page *page, wf_str text);
/** A text in which line breaks are <br>. */
void html_lines(html_page *page, wf_str text);
/** An id or class from a text: letters, digits and "-" after `prefix`. */
void html_id(html_page *page, const char *prefix, wf_str id);
/** "#section", http, https and mailto; others are no links. */
bool html_is_link(wf_str link);

/** The logo at the head of the page; nothing where there is none or it is large. */
void html_logo(html_page *page);
bool html_has_logo(const html_page *page);

void html_table(html_page *page, const wf_report_table *table);
void html_chart(html_page *page, const wf_report_chart *chart, size_t number);
/** Is the chart drawn small, with its numbers folded below it? */
bool html_has_detail(const wf_report_chart *chart);
/** The style sheet: the table of looks in light, their counterparts in dark, print. */
void html_style(html_page *page);
/** What filters and sorts where scripts run; the page says all without it. */
extern const char html_script[];
/** "red" for WF_LOOK_RED ...: the class of a look. */
const char *html_class(wf_look look);

#endif
