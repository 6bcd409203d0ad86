/* Progress of plans as JSON: wayforward/plans-progress/1. */
#include "formats/write_json/json_out.h"
#include "wayforward/plans_progress.h"

static void put_share(json_out *j, const char *key, size_t part, size_t whole)
{
    if (whole > 0)
        json_number(j, key, (double)part / (double)whole);
}

static void put_counts(json_out *j, const wf_action_counts *c, wf_rag rag)
{
    const struct {
        const char *key;
        size_t value;
    } rows[] = {{"actions", c->actions},
                {"complete", c->complete},
                {"dropped", c->dropped},
                {"due", c->due},
                {"dueComplete", c->due_complete},
                {"overdue", c->overdue},
                {"dueSoon", c->due_soon},
                {"unowned", c->unowned},
                {"undated", c->undated},
                {"withoutCriteria", c->no_criteria},
                {"withoutMonitoring", c->no_monitoring}};
    json_text_present(j, "rag", wf_rag_name(rag));
    json_open_object(j, "counts");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_integer(j, rows[i].key, (int64_t)rows[i].value);
    json_close_object(j);
    json_open_object(j, "shares");
    for (size_t i = 1; i < sizeof rows / sizeof *rows; i++)
        put_share(j, rows[i].key, rows[i].value, c->actions);
    json_close_object(j);
}

static void put_slippage(json_out *j, const wf_plan_slippage *s)
{
    if (!s->is_known)
        return;
    json_open_object(j, "sinceLastVersion");
    json_str(j, "file", s->file);
    json_integer(j, "slipped", (int64_t)s->slipped);
    json_integer(j, "broughtForward", (int64_t)s->brought_forward);
    json_integer(j, "added", (int64_t)s->added);
    json_integer(j, "dropped", (int64_t)s->dropped);
    json_integer(j, "moved", (int64_t)s->moved);
    if (s->dated_slips > 0) {
        json_number(j, "daysOnAverage", (double)s->days / (double)s->dated_slips);
        json_integer(j, "daysAtMost", s->longest);
    }
    json_close_object(j);
}

static void put_line(json_out *j, const wf_plan_line *l)
{
    json_open_object(j, NULL);
    json_str(j, "school", l->school);
    json_str(j, "file", l->plan->file);
    json_text(j, "family", wf_family_name(l->plan->family));
    put_counts(j, &l->progress.total, l->progress.rag);
    put_slippage(j, &l->slippage);
    json_open_array(j, "priorities");
    for (size_t i = 0; i < l->progress.priority_count; i++) {
        const wf_priority *priority = &l->plan->priorities[i];
        json_open_object(j, NULL);
        json_str_present(j, "code", priority->code);
        json_str_present(j, "title", priority->title);
        json_str_present(j, "at", priority->at);
        put_counts(j, &l->progress.priorities[i], l->progress.priority_rags[i]);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void put_due(json_out *j, const wf_plans_progress *p, const wf_due_action *d)
{
    char day[11];
    json_open_object(j, NULL);
    json_text(j, "on", wf_date_iso(d->action->when.end, day));
    json_str(j, "school", p->lines[d->line].school);
    json_str(j, "action", d->action->action);
    if (d->action->lead.n > 0)
        json_str(j, "lead", d->action->lead.items[0]);
    json_text_present(j, "rag", wf_rag_name(d->action->rag));
    json_str_present(j, "at", d->action->at);
    json_str(j, "file", p->lines[d->line].plan->file);
    json_close_object(j);
}

wf_status wf_plans_progress_write_json(const wf_plans_progress *p, const wf_sink *sink,
                                       wf_error *err)
{
    json_out j;
    char day[11];
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/plans-progress/1");
    json_text(&j, "asOf", wf_date_iso(p->as_of, day));
    json_text(&j, "rule", wf_rag_roll_up_rule());
    put_counts(&j, &p->total, p->rag);
    json_open_array(&j, "schools");
    for (size_t i = 0; i < p->school_count; i++) {
        json_open_object(&j, NULL);
        json_str(&j, "school", p->schools[i].school);
        json_integer(&j, "plans", (int64_t)p->schools[i].plans);
        json_integer(&j, "slipped", (int64_t)p->schools[i].slipped);
        put_counts(&j, &p->schools[i].counts, p->schools[i].rag);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_open_array(&j, "plans");
    for (size_t i = 0; i < p->line_count; i++)
        put_line(&j, &p->lines[i]);
    json_close_array(&j);
    json_open_array(&j, "dueInFourWeeks");
    for (size_t i = 0; i < p->due_count; i++)
        put_due(&j, p, &p->due[i]);
    json_close_array(&j);
    json_close_object(&j);
    return json_end(&j, err);
}
