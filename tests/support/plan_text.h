#ifndef WF_PLAN_TEXT_H
#define WF_PLAN_TEXT_H
/*
 * Plans as lines to compare (documents: document_text.h).
 *
 *     school=Hill Primary
 *     P 1 Raise standards
 *     A 1.1 Train staff | lead=HT;SENCo | when=Autumn 1 terms=1 | rag=green/fill
 *     K Attendance unit=% target=96 rag=amber 2020-21/T1=94.6(412)
 */
#include "tests/support/document_text.h"

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
    if (list.n > 0)
        wf_strbuf_printf(b, " | %s=", name);
    for (size_t i = 0; i < list.n; i++)
        wf_strbuf_printf(b, "%s%.*s", i == 0 ? "" : ";", WF_STR_ARG(list.items[i]));
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
        {"title", plan->title},
        {"organisation", plan->organisation},
        {"school", plan->school},
        {"urn", plan->urn},
        {"year", plan->academic_year},
        {"headteacher", plan->headteacher},
        {"chair", plan->chair},
        {"meeting", plan->meeting.number},
        {"supporting", plan->meeting.supporting_school},
        {"context", plan->meeting.context},
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
