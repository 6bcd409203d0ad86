/* What a form carries so that it is known again whatever becomes of its file: a record on
 * a hidden sheet and a line for people. Each stands in one cell, so that sorting rows and
 * moving columns leaves it whole. */
#include "engine/base/strbuf.h"
#include "engine/capture/capture_private.h"

#include <string.h>

#define LINE_HEAD "Form "
#define DOT       " \u00B7 "

enum {
    RECORD_FIELDS = 8,
    TEXT_MOST = 4000
};

/* A name without the marks that part the two texts: alike in both. */
static void add_part(wf_strbuf *b, wf_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        bool is_dot = text.p[i] == '\xC2' && i + 1 < text.n && text.p[i + 1] == '\xB7';
        i += is_dot;
        if (is_dot || text.p[i] == '|')
            wf_strbuf_add_char(b, ' ');
        else
            wf_strbuf_add_char(b, text.p[i]);
    }
}

wf_status capture_record(const wf_capture_issue *issue, wf_arena *arena, wf_str *out)
{
    char issued[11], deadline[11];
    const wf_str parts[RECORD_FIELDS] = {
        WF_STR(CAPTURE_RECORD),
        issue->id,
        issue->urn,
        issue->period,
        wf_str_from(wf_date_iso(issue->issued, issued)),
        wf_str_from(wf_date_iso(issue->deadline, deadline)),
        issue->school,
        issue->trust,
    };
    wf_strbuf b = wf_strbuf_in(arena, TEXT_MOST);
    for (size_t i = 0; i < RECORD_FIELDS; i++) {
        if (i > 0)
            wf_strbuf_add_char(&b, '|');
        add_part(&b, parts[i]);
    }
    if (b.failed)
        return WF_E_MEMORY;
    return wf_arena_str(arena, wf_strbuf_str(&b), out);
}

wf_status capture_line_for_people(const wf_capture_issue *issue, wf_arena *arena,
                                  wf_str *out)
{
    wf_strbuf b = wf_strbuf_in(arena, TEXT_MOST);
    wf_str year = wf_str_sub(issue->period, 0,
                             issue->period.n > 3 ? issue->period.n - 3 : issue->period.n);
    wf_strbuf_add(&b, WF_STR(LINE_HEAD));
    wf_strbuf_add(&b, issue->id);
    wf_strbuf_add(&b, WF_STR(DOT));
    add_part(&b, issue->school);
    wf_strbuf_add(&b, WF_STR(DOT));
    if (issue->urn.n > 0)
        wf_strbuf_printf(&b, "URN %.*s" DOT, WF_STR_ARG(issue->urn));
    wf_strbuf_printf(&b, "Term %c of %.*s", issue->period.p[issue->period.n - 1],
                     WF_STR_ARG(year));
    if (b.failed)
        return WF_E_MEMORY;
    return wf_arena_str(arena, wf_strbuf_str(&b), out);
}

/* The next part of a text cut at `mark`; moves on behind it. */
static wf_str next_part(wf_str *rest, wf_str mark)
{
    size_t end = wf_str_find(*rest, mark, 0);
    wf_str part = wf_str_sub(*rest, 0, end == SIZE_MAX ? rest->n : end);
    *rest = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(*rest, end + mark.n, rest->n);
    return wf_str_trim(part);
}

static int number_at(wf_str text, size_t at, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++) {
        if (at + i >= text.n || text.p[at + i] < '0' || text.p[at + i] > '9')
            return -1;
        value = value * 10 + (text.p[at + i] - '0');
    }
    return value;
}

static wf_date iso_date(wf_str text)
{
    int year = number_at(text, 0, 4), month = number_at(text, 5, 2),
        day = number_at(text, 8, 2);
    return text.n == 10 && year > 0 ? wf_date_from_ymd(year, month, day) : WF_DATE_NONE;
}

static bool is_half_term(wf_str period)
{
    wf_period parsed;
    return wf_period_parse(period, &parsed) && parsed.style == WF_PERIOD_HALF;
}

bool capture_read_record(wf_str text, wf_capture_issue *out)
{
    if (!wf_str_starts_with(text, WF_STR(CAPTURE_RECORD "|")))
        return false;
    wf_str parts[RECORD_FIELDS];
    for (size_t i = 0; i < RECORD_FIELDS; i++)
        parts[i] = next_part(&text, WF_STR("|"));
    if (!wf_str_starts_with(parts[1], WF_STR("WF-")) || !is_half_term(parts[3]) ||
        parts[6].n == 0)
        return false;
    *out = (wf_capture_issue){.id = parts[1],
                              .urn = parts[2],
                              .period = parts[3],
                              .issued = iso_date(parts[4]),
                              .deadline = iso_date(parts[5]),
                              .school = parts[6],
                              .trust = parts[7]};
    return true;
}

bool capture_read_line(wf_str text, wf_arena *arena, wf_capture_issue *out)
{
    if (!wf_str_starts_with(text, WF_STR(LINE_HEAD "WF-")))
        return false;
    text = wf_str_sub(text, sizeof LINE_HEAD - 1, text.n);
    wf_capture_issue issue = {.issued = WF_DATE_NONE, .deadline = WF_DATE_NONE};
    issue.id = next_part(&text, WF_STR(DOT));
    issue.school = next_part(&text, WF_STR(DOT));
    issue.urn = issue.trust = issue.period = WF_STR_EMPTY;
    while (text.n > 0) {
        wf_str part = next_part(&text, WF_STR(DOT));
        size_t of = wf_str_find(part, WF_STR(" of "), 0);
        if (wf_str_starts_with(part, WF_STR("URN "))) {
            issue.urn = wf_str_trim(wf_str_sub(part, 4, part.n));
        } else if (wf_str_starts_with(part, WF_STR("Term ")) && of != SIZE_MAX) {
            wf_str term = wf_str_sub(part, 5, of - 5),
                   year = wf_str_sub(part, of + 4, 99);
            if (wf_arena_printf(arena, &issue.period, "%.*s/T%.*s", WF_STR_ARG(year),
                                WF_STR_ARG(term)) != WF_OK)
                return false;
        } else if (!wf_str_starts_with(part, WF_STR("issued "))) {
            issue.trust = part;
        }
    }
    if (issue.school.n == 0 || !is_half_term(issue.period))
        return false;
    *out = issue;
    return true;
}

wf_status capture_action_key(wf_str period, wf_str ref, wf_arena *arena, wf_str *out)
{
    return wf_arena_printf(arena, out, "%.*s %.*s", WF_STR_ARG(period), WF_STR_ARG(ref));
}
