#ifndef WF_PLAN_TEXT_H
#define WF_PLAN_TEXT_H
/*
 * Documents written as text, and the plans made of them as lines to compare.
 *
 *     [Plan]              a sheet; [table] a Word table; ![Lists] a hidden sheet
 *     T text, H text      paragraphs: title, heading; P text plain, L text in a list, B
 * text blue a | b | c           a row; "<" goes on from the left, "^" from above (merged
 * cells)
 *     -                   an empty row
 *     text {FFC000}       a fill; "~" is a line break in a cell
 *     #0.934% #12 @2021-10-12 £#950     numbers and dates
 *
 *     school=Hill Primary
 *     P 1 Raise standards
 *     A 1.1 Train staff | lead=HT;SENCo | when=Autumn 1 terms=1 | rag=green/fill
 *     K Attendance unit=% target=96 rag=amber 2020-21/T1=94.6(412)
 */
#include "tests/support/wf_test.h"

#include "engine/base/strbuf.h"
#include "engine/document/document_build.h"
#include "engine/model/ledger.h"
#include "wayforward/recognise.h"

#include <stdlib.h>

typedef struct text_document {
    wf_document *doc;
    uint32_t grid;
    bool in_grid;
    uint32_t row;
} text_document;

static inline wf_str text_arena_str(wf_document *doc, wf_str s)
{
    wf_str out;
    assert_int_equal(wf_arena_str(wf_document_arena(doc), s, &out), WF_OK);
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] == '~')
            ((char *)(uintptr_t)out.p)[i] = '\n';
    return out;
}

static inline uint16_t text_style(wf_document *doc, uint32_t fill, uint32_t font,
                                  bool bold, const char *format)
{
    uint16_t style, number_format = 0;
    if (format)
        assert_int_equal(
            wf_document_add_number_format(doc, wf_str_from(format), &number_format, NULL),
            WF_OK);
    wf_style s = {
        .fill = fill, .font = font, .bold = bold, .number_format = number_format};
    assert_int_equal(wf_document_add_style(doc, &s, &style, NULL), WF_OK);
    return style;
}

static inline void text_end_grid(text_document *t)
{
    if (t->in_grid)
        assert_int_equal(wf_document_grid_end(t->doc, t->grid, NULL), WF_OK);
    t->in_grid = false;
}

static inline void text_begin_grid(text_document *t, wf_str line)
{
    bool hidden = line.p[0] == '!';
    wf_str name = wf_str_sub(line, hidden ? 2 : 1, line.n - (hidden ? 3 : 2));
    bool table = wf_str_eq(name, WF_STR("table"));
    wf_grid_options options = {.name = table ? WF_STR_EMPTY : name,
                               .kind = table ? WF_GRID_TABLE : WF_GRID_SHEET,
                               .hidden = hidden,
                               .parent = WF_NO_INDEX};
    text_end_grid(t);
    assert_int_equal(wf_document_grid_begin(t->doc, &options, &t->grid, NULL), WF_OK);
    t->in_grid = true;
    t->row = 0;
}

static inline void text_cell(text_document *t, wf_str text, uint16_t column)
{
    uint32_t fill = WF_COLOR_NONE;
    if (text.n >= 8 && text.p[text.n - 1] == '}') {
        fill = (uint32_t)strtoul(text.p + text.n - 7, NULL, 16);
        text = wf_str_trim(wf_str_sub(text, 0, text.n - 8));
    }
    wf_cell cell = {.row = t->row, .column = column, .kind = WF_CELL_TEXT};
    const char *format = NULL;
    if (wf_str_starts_with(text, WF_STR("#")) && text.n > 1) {
        format = wf_str_ends_with(text, WF_STR("%")) ? "0.0%" : NULL;
        cell.kind = WF_CELL_NUMBER;
        cell.as.number = strtof(text.p + 1, NULL);
        char digits[32];
        snprintf(digits, sizeof digits, "%.7g", cell.as.number);
        cell.as.number = atof(digits);
    } else if (wf_str_starts_with(text, WF_STR("\xC2\xA3#"))) {
        format = "\xC2\xA3#,##0";
        cell.kind = WF_CELL_NUMBER;
        cell.as.number = (double)strtol(text.p + 3, NULL, 10);
    } else if (wf_str_starts_with(text, WF_STR("@"))) {
        format = "dd/mm/yyyy";
        cell.kind = WF_CELL_DATE;
        int year = (int)strtol(text.p + 1, NULL, 10),
            month = (int)strtol(text.p + 6, NULL, 10);
        wf_date day = wf_date_from_ymd(year, month, (int)strtol(text.p + 9, NULL, 10));
        cell.as.number = wf_date_to_serial(day, false);
    } else {
        wf_str copy = text_arena_str(t->doc, text);
        cell.as.text = copy.p;
        cell.length = (uint32_t)copy.n;
    }
    cell.style = text_style(t->doc, fill, WF_COLOR_NONE, false, format);
    assert_int_equal(wf_document_add_cell(t->doc, t->grid, &cell, NULL), WF_OK);
}

/* The merges of the whole grid are found when a row is read: "<" and "^" extend the cell
 * that they point to. At most 40 columns and 200 rows. */
typedef struct text_merges {
    wf_merge open[40];
    bool is_open[40];
} text_merges;

static inline void text_row(text_document *t, wf_str line, wf_merge *merges,
                            size_t *count)
{
    uint16_t column = 0;
    while (line.n > 0 && column < 40) {
        size_t bar = wf_str_find(line, WF_STR("|"), 0);
        wf_str text = wf_str_trim(wf_str_sub(line, 0, bar));
        line = bar == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(line, bar + 1, SIZE_MAX);
        bool left = wf_str_eq(text, WF_STR("<")), up = wf_str_eq(text, WF_STR("^"));
        if (!left && !up && text.n > 0)
            text_cell(t, text, column);
        if (left || up) {
            uint32_t row = up ? t->row - 1 : t->row;
            uint16_t owner = left ? (uint16_t)(column - 1) : column;
            size_t m = 0;
            while (m < *count &&
                   !(merges[m].row <= row && merges[m].last_row >= row &&
                     merges[m].column <= owner && merges[m].last_column >= owner))
                m++;
            if (m == *count)
                merges[(*count)++] = (wf_merge){row, row, owner, owner};
            merges[m].last_row =
                t->row > merges[m].last_row ? t->row : merges[m].last_row;
            merges[m].last_column =
                column > merges[m].last_column ? column : merges[m].last_column;
        }
        column++;
    }
    t->row++;
}

static inline void text_paragraph(text_document *t, char kind, wf_str text)
{
    uint32_t font = kind == 'B' ? 0x0070C0 : WF_COLOR_NONE;
    wf_paragraph p = {.style = text_style(t->doc, WF_COLOR_NONE, font, false, NULL),
                      .title = kind == 'T',
                      .heading_level = kind == 'H',
                      .list_level = kind == 'L' ? 0 : -1,
                      .text = text_arena_str(t->doc, text),
                      .anchor = WF_NO_INDEX};
    text_end_grid(t);
    assert_int_equal(wf_document_add_paragraph(t->doc, &p, NULL), WF_OK);
}

static inline wf_document *document_of_text(const char *text)
{
    text_document t = {0};
    wf_merge merges[64];
    size_t merge_count = 0;
    assert_int_equal(wf_document_new(WF_FORMAT_XLSX, "test.xlsx", NULL, &t.doc, NULL),
                     WF_OK);
    for (wf_str rest = wf_str_from(text); rest.n > 0;) {
        size_t end = wf_str_find(rest, WF_STR("\n"), 0);
        wf_str line = wf_str_trim(wf_str_sub(rest, 0, end));
        rest = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(rest, end + 1, SIZE_MAX);
        if (line.n == 0)
            continue;
        bool paragraph = line.n > 2 && line.p[1] == ' ' && strchr("THPLB", line.p[0]);
        bool grid = line.p[0] == '[' || line.p[0] == '!';
        if ((paragraph || grid) && t.in_grid)
            for (size_t m = 0; m < merge_count; m++)
                assert_int_equal(wf_document_add_merge(t.doc, t.grid, &merges[m], NULL),
                                 WF_OK);
        if (paragraph || grid)
            merge_count = 0;
        if (grid)
            text_begin_grid(&t, line);
        else if (paragraph)
            text_paragraph(&t, line.p[0], wf_str_sub(line, 2, SIZE_MAX));
        else if (wf_str_eq(line, WF_STR("-")))
            t.row++;
        else
            text_row(&t, line, merges, &merge_count);
    }
    for (size_t m = 0; t.in_grid && m < merge_count; m++)
        assert_int_equal(wf_document_add_merge(t.doc, t.grid, &merges[m], NULL), WF_OK);
    text_end_grid(&t);
    assert_int_equal(wf_document_finish(t.doc, NULL), WF_OK);
    return t.doc;
}

/* ---- the plan as lines ---- */

static inline void line_text(wf_strbuf *b, const char *name, wf_str value)
{
    if (value.n > 0)
        wf_strbuf_printf(b, " | %s=", name);
    for (size_t i = 0; i < value.n; i++)
        wf_strbuf_add_char(b, value.p[i] == '\n' ? '~' : value.p[i]);
}

static inline void line_list(wf_strbuf *b, const char *name, wf_strs list)
{
    for (size_t i = 0; i < list.n; i++)
        wf_strbuf_printf(b, "%s%.*s",
                         i == 0 ? (wf_strbuf_printf(b, " | %s=", name), "") : ";",
                         WF_STR_ARG(list.items[i]));
}

static inline void line_when(wf_strbuf *b, const char *name, const wf_when *when)
{
    char day[11];
    line_text(b, name, when->text);
    if (when->text.n == 0)
        return;
    if (when->start != WF_DATE_NONE)
        wf_strbuf_printf(b, " start=%s", wf_date_iso(when->start, day));
    if (when->end != WF_DATE_NONE)
        wf_strbuf_printf(b, " end=%s", wf_date_iso(when->end, day));
    for (int i = 0; i < 6; i++)
        if ((when->terms >> i & 1) != 0)
            wf_strbuf_printf(b, "%s%d",
                             (when->terms & ((1 << i) - 1)) ? "," : " terms=", i + 1);
    if (when->recurrence)
        wf_strbuf_printf(b, " %s", wf_recurrence_name(when->recurrence));
}

static inline void line_action(wf_strbuf *b, const wf_action *a)
{
    wf_strbuf_printf(b, "A %.*s%s%.*s", WF_STR_ARG(a->code), a->code.n ? " " : "",
                     WF_STR_ARG(a->action));
    line_text(b, "why", a->rationale);
    line_list(b, "success", a->success_criteria);
    line_text(b, "support", a->support_required);
    line_text(b, "resources", a->resources);
    line_text(b, "cost", a->cost.text);
    if (a->cost.has_amount)
        wf_strbuf_printf(b, " (%.2f)", a->cost.amount);
    line_list(b, "lead", a->lead);
    line_when(b, "when", &a->when);
    line_text(b, "who", a->monitoring.who);
    line_text(b, "how", a->monitoring.how);
    line_when(b, "checked", &a->monitoring.when);
    line_text(b, "told", a->monitoring.dissemination);
    line_text(b, "asks", a->key_questions);
    line_text(b, "evidence", a->evidence);
    line_text(b, "evaluation", a->evaluation);
    line_text(b, "next", a->next_steps);
    if (a->rag)
        wf_strbuf_printf(b, " | rag=%s/%s", wf_rag_name(a->rag),
                         wf_rag_from_name(a->rag_from));
    if (a->status)
        wf_strbuf_printf(b, " | status=%s", wf_action_status_name(a->status));
    wf_strbuf_add_char(b, '\n');
}

static inline void line_kpi(wf_strbuf *b, const wf_kpi *k)
{
    static const char *const names[] = {"baseline", "target", "national"};
    const wf_number *numbers[] = {&k->baseline, &k->target, &k->national};
    wf_strbuf_printf(b, "K %.*s%s%.*s", WF_STR_ARG(k->code), k->code.n ? " " : "",
                     WF_STR_ARG(k->name));
    if (k->priority.n > 0)
        wf_strbuf_printf(b, " of=%.*s", WF_STR_ARG(k->priority));
    if (k->unit)
        wf_strbuf_printf(b, " unit=%s", wf_unit_name(k->unit));
    if (k->direction)
        wf_strbuf_printf(b, " better=%s", wf_direction_name(k->direction));
    for (int i = 0; i < 3; i++)
        if (numbers[i]->present)
            wf_strbuf_printf(b, " %s=%g", names[i], numbers[i]->value);
    if (k->rag)
        wf_strbuf_printf(b, " rag=%s", wf_rag_name(k->rag));
    line_when(b, "by", &k->deadline);
    for (size_t i = 0; i < k->observation_count; i++) {
        const wf_observation *o = &k->observations[i];
        wf_strbuf_printf(b, " %.*s=%g", WF_STR_ARG(o->period), o->value);
        if (o->cohort)
            wf_strbuf_printf(b, "(%lld)", (long long)o->cohort);
    }
    wf_strbuf_add_char(b, '\n');
}

static inline void line_head(wf_strbuf *b, const wf_plan *plan)
{
    const struct {
        const char *name;
        wf_str value;
    } fields[] = {
        {"title",        plan->title                    },
        {"organisation", plan->organisation             },
        {"school",       plan->school                   },
        {"urn",          plan->urn                      },
        {"year",         plan->academic_year            },
        {"headteacher",  plan->headteacher              },
        {"chair",        plan->chair                    },
        {"meeting",      plan->meeting.number           },
        {"supporting",   plan->meeting.supporting_school},
        {"context",      plan->meeting.context          },
    };
    wf_strbuf_printf(b, "family=%s\n", wf_family_name(plan->family));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].value.n > 0)
            wf_strbuf_printf(b, "%s=%.*s\n", fields[i].name, WF_STR_ARG(fields[i].value));
    for (size_t i = 0; i < plan->meeting.present.n; i++)
        wf_strbuf_printf(b, "present=%.*s\n", WF_STR_ARG(plan->meeting.present.items[i]));
    for (size_t i = 0; i < plan->meeting.apologies.n; i++)
        wf_strbuf_printf(b, "apologies=%.*s\n",
                         WF_STR_ARG(plan->meeting.apologies.items[i]));
    if (plan->risk_rating)
        wf_strbuf_printf(b, "risk=%s\n", wf_risk_rating_name(plan->risk_rating));
}

static inline void line_priority(wf_strbuf *b, const wf_priority *p)
{
    wf_strbuf_printf(b, "P %.*s%s%.*s", WF_STR_ARG(p->code), p->code.n ? " " : "",
                     WF_STR_ARG(p->title));
    line_list(b, "lead", p->lead);
    line_list(b, "prompts", p->prompts);
    line_list(b, "frameworks", p->frameworks);
    for (size_t i = 0; i < p->outcome_count; i++)
        line_text(b, wf_season_name(p->outcomes[i].by), p->outcomes[i].text);
    wf_strbuf_add_char(b, '\n');
    for (size_t i = 0; i < p->action_count; i++)
        line_action(b, &p->actions[i]);
}

static inline void line_rest(wf_strbuf *b, const wf_plan *plan)
{
    for (size_t i = 0; i < plan->risk_factor_count; i++) {
        const wf_risk_factor *f = &plan->risk_factors[i];
        wf_strbuf_printf(b, "F %.*s", WF_STR_ARG(f->factor));
        line_text(b, "action", f->action);
        line_list(b, "by", f->by_whom);
        line_when(b, "when", &f->by_when);
        wf_strbuf_add_char(b, '\n');
    }
    for (size_t i = 0; i < plan->category_count; i++) {
        const wf_support_category *c = &plan->categories[i];
        wf_strbuf_printf(b, "C %.*s", WF_STR_ARG(c->category));
        line_text(b, "total", c->total);
        if (c->days.present)
            wf_strbuf_printf(b, " days=%g", c->days.value);
        if (c->days_per_term.present)
            wf_strbuf_printf(b, " per term=%g", c->days_per_term.value);
        wf_strbuf_add_char(b, '\n');
    }
    for (size_t i = 0; i < plan->activity_count; i++)
        wf_strbuf_printf(b, "T%d %s %.*s\n", plan->activities[i].term,
                         wf_activity_kind_name(plan->activities[i].kind),
                         WF_STR_ARG(plan->activities[i].activity));
    for (size_t i = 0; i < plan->support_count; i++) {
        wf_strbuf_printf(b, "S %.*s", WF_STR_ARG(plan->support[i].role));
        line_text(b, "focus", plan->support[i].focus);
        line_text(b, "outcomes", plan->support[i].outcomes);
        line_text(b, "tasks", plan->support[i].tasks);
        line_text(b, "evidence", plan->support[i].evidence);
        wf_strbuf_add_char(b, '\n');
    }
    for (size_t i = 0; i < plan->ledger.count; i++)
        if (plan->ledger.entries[i].role == WF_ROLE_UNMAPPED)
            wf_strbuf_printf(b, "U %.*s\n", WF_STR_ARG(plan->ledger.entries[i].text));
    for (size_t i = 0; i < plan->warnings.n; i++)
        wf_strbuf_printf(b, "W %s %.*s\n", wf_diag_name(plan->warnings.items[i].code),
                         WF_STR_ARG(plan->warnings.items[i].at));
}

/** The plan as lines, in `arena`; line breaks within a text are "~". */
static inline wf_str plan_as_text(const wf_plan *plan, wf_arena *arena)
{
    wf_strbuf b = wf_strbuf_in(arena, 1 << 20);
    line_head(&b, plan);
    for (size_t i = 0; i < plan->priority_count; i++)
        line_priority(&b, &plan->priorities[i]);
    for (size_t i = 0; i < plan->kpi_count; i++)
        line_kpi(&b, &plan->kpis[i]);
    line_rest(&b, plan);
    assert_false(b.failed);
    return wf_strbuf_str(&b);
}

static inline bool has_line(wf_str text, wf_str line)
{
    for (size_t at = 0; (at = wf_str_find(text, line, at)) != SIZE_MAX; at++) {
        size_t end = at + line.n;
        if ((at == 0 || text.p[at - 1] == '\n') && (end == text.n || text.p[end] == '\n'))
            return true;
    }
    return false;
}

/** Every line of `expected` is a line of the first plan made of `document` ("!line": is
 * none); the ledger of each plan holds. */
static inline void check_plan(const char *document, const char *expected)
{
    wf_error err = WF_ERROR_INIT;
    wf_plans plans;
    wf_document *doc = document_of_text(document);
    if (wf_recognise(doc, NULL, &plans, &err) != WF_OK)
        fail_msg("%s", err.message);
    size_t entries = 0;
    for (size_t i = 0; i < plans.n; i++) {
        entries += plans.items[i]->ledger.count;
        assert_int_equal(
            wf_ledger_check(&plans.items[i]->ledger, plans.items[i]->ledger.count, &err),
            WF_OK);
    }
    assert_int_equal(entries, wf_document_content_count(doc));
    wf_arena *arena = wf_arena_new(0);
    wf_str text = plan_as_text(plans.items[0], arena);
    bool good = true;
    for (wf_str rest = wf_str_from(expected); rest.n > 0;) {
        size_t end = wf_str_find(rest, WF_STR("\n"), 0);
        wf_str line = wf_str_trim(wf_str_sub(rest, 0, end));
        rest = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(rest, end + 1, SIZE_MAX);
        bool none = wf_str_starts_with(line, WF_STR("!"));
        wf_str wanted = wf_str_sub(line, none ? 1 : 0, SIZE_MAX);
        if (line.n == 0 || has_line(text, wanted) != none)
            continue;
        print_error("%s: %.*s\n", none ? "not wanted" : "missing", WF_STR_ARG(wanted));
        good = false;
    }
    if (!good) {
        print_error("---\n%.*s---\n", WF_STR_ARG(text));
        fail();
    }
    wf_arena_free(arena);
    wf_plans_free(&plans);
    wf_document_free(doc);
}

#endif
