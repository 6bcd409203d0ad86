/* The plan contract: one `wayforward/plan/1` object a plan. A field that is absent is
 * left out. */
#include "formats/write_json/json_out.h"
#include "wayforward/json.h"

static void write_date(json_out *j, const char *key, wf_date date)
{
    char text[16];
    if (date != WF_DATE_NONE)
        json_text(j, key, wf_date_iso(date, text));
}

static void write_when(json_out *j, const char *key, const wf_when *when)
{
    if (when->text.n == 0)
        return;
    json_open_object(j, key);
    json_str(j, "text", when->text);
    write_date(j, "start", when->start);
    write_date(j, "end", when->end);
    if (when->terms != 0) {
        json_open_array(j, "terms");
        for (int term = 1; term <= 6; term++)
            if (when->terms & 1u << (term - 1))
                json_integer(j, NULL, term);
        json_close_array(j);
    }
    json_text_present(j, "recurrence", wf_recurrence_name(when->recurrence));
    json_close_object(j);
}

static void write_money(json_out *j, const char *key, const wf_money *money)
{
    if (money->text.n == 0)
        return;
    json_open_object(j, key);
    json_str(j, "text", money->text);
    if (money->has_amount)
        json_number(j, "amount", money->amount);
    json_close_object(j);
}

static void write_monitoring(json_out *j, const wf_monitoring *m)
{
    if (m->who.n + m->how.n + m->dissemination.n + m->when.text.n == 0)
        return;
    json_open_object(j, "monitoring");
    json_str_present(j, "who", m->who);
    json_str_present(j, "how", m->how);
    write_when(j, "when", &m->when);
    json_str_present(j, "dissemination", m->dissemination);
    json_close_object(j);
}

static void write_action(json_out *j, const wf_action *a)
{
    json_open_object(j, NULL);
    json_str_present(j, "code", a->code);
    json_str(j, "action", a->action);
    json_str_present(j, "rationale", a->rationale);
    json_strs_present(j, "success_criteria", a->success_criteria);
    json_str_present(j, "support_required", a->support_required);
    json_str_present(j, "resources", a->resources);
    write_money(j, "cost", &a->cost);
    json_strs_present(j, "lead", a->lead);
    write_when(j, "when", &a->when);
    write_monitoring(j, &a->monitoring);
    json_str_present(j, "key_questions", a->key_questions);
    json_str_present(j, "evidence", a->evidence);
    json_str_present(j, "evaluation", a->evaluation);
    json_str_present(j, "next_steps", a->next_steps);
    json_text_present(j, "rag", wf_rag_name(a->rag));
    json_text_present(j, "rag_from", wf_rag_from_name(a->rag_from));
    json_text_present(j, "status", wf_action_status_name(a->status));
    json_str(j, "at", a->at);
    json_close_object(j);
}

static void write_outcomes(json_out *j, const wf_priority *p)
{
    if (p->outcome_count == 0)
        return;
    json_open_array(j, "outcomes");
    for (size_t i = 0; i < p->outcome_count; i++) {
        json_open_object(j, NULL);
        json_text(j, "by", wf_season_name(p->outcomes[i].by));
        json_str(j, "text", p->outcomes[i].text);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_priority(json_out *j, const wf_priority *p)
{
    json_open_object(j, NULL);
    json_str_present(j, "code", p->code);
    json_str(j, "title", p->title);
    json_strs_present(j, "lead", p->lead);
    write_outcomes(j, p);
    json_strs_present(j, "prompts", p->prompts);
    json_strs_present(j, "frameworks", p->frameworks);
    if (p->action_count > 0) {
        json_open_array(j, "actions");
        for (size_t i = 0; i < p->action_count; i++)
            write_action(j, &p->actions[i]);
        json_close_array(j);
    }
    json_str_present(j, "at", p->at);
    json_close_object(j);
}

static void write_observation(json_out *j, const wf_observation *o)
{
    json_open_object(j, NULL);
    json_str(j, "period", o->period);
    json_number(j, "value", o->value);
    if (o->cohort > 0)
        json_integer(j, "cohort", o->cohort);
    json_str_present(j, "at", o->at);
    json_close_object(j);
}

static void write_number(json_out *j, const char *key, wf_number number)
{
    if (number.present)
        json_number(j, key, number.value);
}

static void write_kpi(json_out *j, const wf_kpi *k)
{
    json_open_object(j, NULL);
    json_str_present(j, "code", k->code);
    json_str(j, "name", k->name);
    json_str_present(j, "priority", k->priority);
    json_text_present(j, "unit", wf_unit_name(k->unit));
    json_text_present(j, "direction", wf_direction_name(k->direction));
    write_number(j, "baseline", k->baseline);
    write_number(j, "target", k->target);
    write_number(j, "national", k->national);
    write_when(j, "deadline", &k->deadline);
    if (k->observation_count > 0) {
        json_open_array(j, "observations");
        for (size_t i = 0; i < k->observation_count; i++)
            write_observation(j, &k->observations[i]);
        json_close_array(j);
    }
    json_text_present(j, "rag", wf_rag_name(k->rag));
    json_str_present(j, "at", k->at);
    json_close_object(j);
}

static void write_meeting(json_out *j, const wf_meeting *m)
{
    if (m->date.text.n + m->number.n + m->supporting_school.n + m->context.n +
            m->present.n + m->apologies.n ==
        0)
        return;
    json_open_object(j, "meeting");
    write_when(j, "date", &m->date);
    json_str_present(j, "number", m->number);
    json_str_present(j, "supporting_school", m->supporting_school);
    json_str_present(j, "context", m->context);
    json_strs_present(j, "present", m->present);
    json_strs_present(j, "apologies", m->apologies);
    json_close_object(j);
}

static void write_risk(json_out *j, const wf_plan *plan)
{
    if (plan->risk_rating == WF_RISK_NONE && plan->risk_factor_count == 0)
        return;
    json_open_object(j, "risk");
    json_text_present(j, "rating", wf_risk_rating_name(plan->risk_rating));
    if (plan->risk_factor_count > 0) {
        json_open_array(j, "factors");
        for (size_t i = 0; i < plan->risk_factor_count; i++) {
            const wf_risk_factor *f = &plan->risk_factors[i];
            json_open_object(j, NULL);
            json_str(j, "factor", f->factor);
            json_str_present(j, "action", f->action);
            json_strs_present(j, "by_whom", f->by_whom);
            write_when(j, "by_when", &f->by_when);
            json_str_present(j, "at", f->at);
            json_close_object(j);
        }
        json_close_array(j);
    }
    json_close_object(j);
}

static void write_support(json_out *j, const wf_plan *plan)
{
    if (plan->support_count == 0)
        return;
    json_open_array(j, "support");
    for (size_t i = 0; i < plan->support_count; i++) {
        const wf_support_record *s = &plan->support[i];
        json_open_object(j, NULL);
        json_str(j, "role", s->role);
        json_str_present(j, "focus", s->focus);
        json_str_present(j, "outcomes", s->outcomes);
        json_str_present(j, "tasks", s->tasks);
        json_str_present(j, "evidence", s->evidence);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_categories(json_out *j, const wf_plan *plan)
{
    if (plan->category_count == 0)
        return;
    json_open_array(j, "categories");
    for (size_t i = 0; i < plan->category_count; i++) {
        const wf_support_category *c = &plan->categories[i];
        json_open_object(j, NULL);
        json_str(j, "category", c->category);
        json_str_present(j, "capacity", c->capacity);
        json_str_present(j, "quality_assurance", c->quality_assurance);
        json_str_present(j, "school_improvement", c->school_improvement);
        json_str_present(j, "total", c->total);
        write_number(j, "days", c->days);
        write_number(j, "days_per_term", c->days_per_term);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_activities(json_out *j, const wf_plan *plan)
{
    if (plan->activity_count == 0)
        return;
    json_open_array(j, "activities");
    for (size_t i = 0; i < plan->activity_count; i++) {
        json_open_object(j, NULL);
        json_integer(j, "term", plan->activities[i].term);
        json_text(j, "kind", wf_activity_kind_name(plan->activities[i].kind));
        json_str(j, "activity", plan->activities[i].activity);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_plan(json_out *j, const wf_plan *plan)
{
    json_open_object(j, "plan");
    json_str_present(j, "title", plan->title);
    json_str_present(j, "organisation", plan->organisation);
    json_str_present(j, "school", plan->school);
    json_str_present(j, "urn", plan->urn);
    json_str_present(j, "academic_year", plan->academic_year);
    json_str_present(j, "headteacher", plan->headteacher);
    json_str_present(j, "chair", plan->chair);
    write_meeting(j, &plan->meeting);
    if (plan->priority_count > 0) {
        json_open_array(j, "priorities");
        for (size_t i = 0; i < plan->priority_count; i++)
            write_priority(j, &plan->priorities[i]);
        json_close_array(j);
    }
    if (plan->kpi_count > 0) {
        json_open_array(j, "kpis");
        for (size_t i = 0; i < plan->kpi_count; i++)
            write_kpi(j, &plan->kpis[i]);
        json_close_array(j);
    }
    write_risk(j, plan);
    write_support(j, plan);
    write_categories(j, plan);
    write_activities(j, plan);
    json_close_object(j);
}

static void write_source(json_out *j, const wf_plan *plan)
{
    size_t unmapped = plan->ledger.by_role[WF_ROLE_UNMAPPED];
    json_open_object(j, "source");
    json_str(j, "file", plan->file);
    json_text(j, "format", wf_format_name(plan->format));
    json_text(j, "sha256", plan->sha256);
    json_integer(j, "cells", (int64_t)plan->ledger.count);
    json_integer(j, "mapped", (int64_t)(plan->ledger.count - unmapped));
    json_integer(j, "unmapped", (int64_t)unmapped);
    json_close_object(j);
}

static void write_unmapped(json_out *j, const wf_ledger *ledger)
{
    json_open_array(j, "unmapped");
    for (size_t i = 0; i < ledger->count; i++) {
        const wf_ledger_entry *e = &ledger->entries[i];
        if (e->role != WF_ROLE_UNMAPPED)
            continue;
        json_open_object(j, NULL);
        json_str(j, "at", e->at);
        json_str(j, "text", e->text);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_warnings(json_out *j, const wf_diags *diags)
{
    json_open_array(j, "warnings");
    for (size_t i = 0; i < diags->n; i++) {
        json_open_object(j, NULL);
        json_text(j, "code", wf_diag_name(diags->items[i].code));
        json_str(j, "message", diags->items[i].message);
        json_str_present(j, "at", diags->items[i].at);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_object(json_out *j, const wf_plan *plan)
{
    json_open_object(j, NULL);
    json_text(j, "schema", "wayforward/plan/1");
    write_source(j, plan);
    json_text(j, "family", wf_family_name(plan->family));
    json_number(j, "confidence", plan->confidence);
    write_plan(j, plan);
    write_unmapped(j, &plan->ledger);
    write_warnings(j, &plan->warnings);
    json_close_object(j);
}

static wf_status write_all(const wf_plan *const *plans, size_t n, const wf_sink *sink,
                           wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    json_out *j = arena ? wf_arena_alloc(arena, sizeof *j) : NULL;
    if (!j) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    json_begin(j, sink, true);
    if (n != 1)
        json_open_array(j, NULL);
    for (size_t i = 0; i < n; i++)
        write_object(j, plans[i]);
    if (n != 1)
        json_close_array(j);
    json_line(j);
    wf_status status = json_end(j, err);
    wf_arena_free(arena);
    return status;
}

wf_status wf_plan_write_json(const wf_plan *plan, const wf_sink *sink, wf_error *err)
{
    return write_all(&plan, 1, sink, err);
}

wf_status wf_plans_write_json(const wf_plans *plans, const wf_sink *sink, wf_error *err)
{
    return write_all((const wf_plan *const *)plans->items, plans->n, sink, err);
}
