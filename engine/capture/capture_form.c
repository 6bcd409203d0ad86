/* What one school is asked for in one half-term: its KPIs with what is known of them, and
 * the open actions of its plans. */
#include "engine/capture/capture_private.h"

#include "engine/base/strbuf.h"
#include "engine/text/number.h"
#include "wayforward/calendar.h"

#include <math.h>
#include <string.h>

enum {
    MOST_ACTIONS = 200, /* more open actions than a school can report on by hand */
    YEAR = 6            /* half-terms */
};

bool wf_capture_asks(const wf_trust_kpi *kpi, const wf_trust_school *school, int term)
{
    static const uint32_t all_through = 1u << WF_PHASE_PRIMARY | 1u << WF_PHASE_SECONDARY;
    if (term < 1 || term > WF_TERMS)
        return false;
    if (kpi->terms != 0 && (kpi->terms & 1u << (term - 1)) == 0)
        return false;
    if (kpi->phases == 0 || school->phase == WF_PHASE_NONE)
        return true;
    uint32_t of_school = 1u << school->phase;
    if (school->phase == WF_PHASE_ALL_THROUGH)
        of_school |= all_through;
    return (kpi->phases & of_school) != 0;
}

/* ---- the KPIs -------------------------------------------------------------------- */

/* The rows and targets of one school and KPI, gathered once. */
typedef struct history {
    const wf_trust_kpi *kpi;
    wf_panel_row *rows; /* room for one more */
    size_t row_count;
    const wf_panel_target *target;
} history;

typedef struct gathering {
    const wf_capture_request *request;
    const wf_trust_school *school;
    wf_arena *arena;
    history *items;
    size_t count;
} gathering;

/* The KPI that a row of the panel means; rows stand together by KPI. */
typedef struct kpi_memory {
    wf_str name;
    const wf_trust_kpi *kpi;
    bool is_known;
} kpi_memory;

static const wf_trust_kpi *kpi_of(const wf_trust *trust, wf_str name, kpi_memory *memory)
{
    if (memory->is_known && wf_str_eq(memory->name, name))
        return memory->kpi;
    *memory = (kpi_memory){name, wf_trust_find_kpi(trust, name), true};
    return memory->kpi;
}

static history *history_of(const gathering *g, const wf_trust_kpi *kpi)
{
    for (size_t i = 0; kpi != NULL && i < g->count; i++)
        if (g->items[i].kpi == kpi)
            return &g->items[i];
    return NULL;
}

static bool is_school(const gathering *g, wf_str name, kpi_memory *last, bool *was)
{
    if (!last->is_known || !wf_str_eq(last->name, name)) {
        *was = wf_str_eq_nocase(name, g->school->name) ||
               wf_trust_find_school(g->request->trust, name, WF_STR_EMPTY) == g->school;
        *last = (kpi_memory){name, NULL, true};
    }
    return *was;
}

static wf_status gather_rows(gathering *g)
{
    const wf_panel *panel = g->request->panel;
    kpi_memory school = {0}, kpi = {0};
    bool was = false;
    for (size_t i = 0; i < panel->row_count; i++) {
        const wf_panel_row *row = &panel->rows[i];
        if (row->period.number >= g->request->period.number ||
            !is_school(g, row->school, &school, &was))
            continue;
        history *h = history_of(g, kpi_of(g->request->trust, row->kpi, &kpi));
        if (h == NULL)
            continue;
        if (h->rows ==
            NULL) /* the panel is by school, then KPI: the rest is room enough */
            h->rows = wf_arena_array(g->arena, 64, sizeof *h->rows);
        if (h->rows == NULL)
            return WF_E_MEMORY;
        if (h->row_count == 62) { /* ten years of half-terms: forget the oldest */
            memmove(h->rows, h->rows + 1, 61 * sizeof *h->rows);
            h->row_count--;
        }
        h->rows[h->row_count++] = *row;
    }
    for (size_t i = 0; i < panel->target_count; i++) {
        const wf_panel_target *t = &panel->targets[i];
        if (!is_school(g, t->school, &school, &was))
            continue;
        history *h = history_of(g, kpi_of(g->request->trust, t->kpi, &kpi));
        if (h != NULL && t->target.present)
            h->target = t;
    }
    return WF_OK;
}

/* Targets of the set-up, where the panel has none. */
static wf_status gather_targets(gathering *g)
{
    const wf_trust *trust = g->request->trust;
    for (size_t i = 0; i < trust->target_count; i++) {
        const wf_trust_target *t = &trust->targets[i];
        if (!t->target.present ||
            wf_trust_find_school(trust, t->school, WF_STR_EMPTY) != g->school)
            continue;
        history *h = history_of(g, wf_trust_find_kpi(trust, t->kpi));
        if (h == NULL || h->target != NULL)
            continue;
        wf_panel_target *made = wf_arena_alloc(g->arena, sizeof *made);
        if (made == NULL)
            return WF_E_MEMORY;
        *made = (wf_panel_target){.baseline = t->baseline, .target = t->target};
        made->at = made->file = WF_STR_EMPTY;
        (void)wf_period_parse(t->baseline_period, &made->baseline_period);
        (void)wf_period_parse(t->deadline, &made->deadline);
        h->target = made;
    }
    return WF_OK;
}

static wf_number shown(const wf_panel_row *row)
{
    wf_number value = {0};
    if (row != NULL && !row->suppressed)
        value = (wf_number){row->value, true};
    return value;
}

/* What is expected this term: the value of last term, measured as if it were this one's,
 * so that line and tolerance are those of every report. */
static wf_status expect(const gathering *g, history *h, wf_capture_line *line,
                        wf_error *err)
{
    wf_panel_target target = *h->target;
    wf_panel_row *now = &h->rows[h->row_count];
    *now = (wf_panel_row){.period = g->request->period,
                          .value =
                              line->last.present ? line->last.value : target.target.value,
                          .cohort = line->last_cohort};
    now->at = now->file = WF_STR_EMPTY;
    for (size_t i = 0; i <= h->row_count; i++) {
        h->rows[i].school = g->school->name;
        h->rows[i].kpi = capture_kpi_key(h->kpi);
    }
    target.school = g->school->name;
    target.kpi = capture_kpi_key(h->kpi);
    target.unit = h->kpi->unit;
    target.direction = h->kpi->direction;
    wf_panel panel = {.rows = h->rows,
                      .row_count = h->row_count + 1,
                      .targets = &target,
                      .target_count = 1};
    wf_progress_options options = WF_PROGRESS_OPTIONS_INIT;
    options.as_of = g->request->period;
    options.forecast = false;
    wf_progress *measured = NULL;
    WF_TRY(wf_progress_measure(&panel, &options, &measured, err));
    if (measured->count > 0) {
        line->expected = measured->items[0].expected;
        line->tolerance = measured->items[0].tolerance;
    }
    wf_progress_free(measured);
    return WF_OK;
}

/* Numbers as a form shows them: no tail of binary digits. */
static wf_number tidy(wf_number n)
{
    if (n.present)
        n.value = round(n.value * 1e4) / 1e4;
    return n;
}

static wf_status fill_line(const gathering *g, history *h, wf_capture_line *line,
                           wf_error *err)
{
    int32_t now = g->request->period.number;
    const wf_panel_row *last = NULL, *year = NULL;
    char text[WF_PERIOD_TEXT];
    for (size_t i = 0; i < h->row_count; i++) {
        if (!h->rows[i].suppressed && h->rows[i].period.number >= now - YEAR)
            last = &h->rows[i];
        if (h->rows[i].period.number == now - YEAR)
            year = &h->rows[i];
    }
    *line = (wf_capture_line){.kpi = h->kpi, .last_period = WF_STR_EMPTY};
    line->last = tidy(shown(last));
    line->year_ago = tidy(shown(year));
    if (last != NULL) {
        line->last_cohort = last->cohort;
        WF_TRY(wf_arena_str(g->arena, wf_str_from(wf_period_text(last->period, text)),
                            &line->last_period));
    }
    if (h->target == NULL)
        return WF_OK;
    line->target = tidy(h->target->target);
    if (h->rows == NULL &&
        (h->rows = wf_arena_array(g->arena, 2, sizeof *h->rows)) == NULL)
        return WF_E_MEMORY;
    WF_TRY(expect(g, h, line, err));
    if (h->kpi->tolerance.present &&
        (!line->tolerance.present || line->tolerance.value < h->kpi->tolerance.value))
        line->tolerance = h->kpi->tolerance;
    line->expected = tidy(line->expected);
    line->tolerance = tidy(line->tolerance);
    return WF_OK;
}

static wf_status fill_lines(gathering *g, int term, wf_capture_form *form, wf_error *err)
{
    const wf_trust *trust = g->request->trust;
    g->items = wf_arena_array(g->arena, trust->kpi_count, sizeof *g->items);
    form->lines = wf_arena_array(g->arena, trust->kpi_count, sizeof *form->lines);
    if (g->items == NULL || form->lines == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < trust->kpi_count; i++)
        if (wf_capture_asks(&trust->kpis[i], g->school, term))
            g->items[g->count++].kpi = &trust->kpis[i];
    if (g->request->panel != NULL)
        WF_TRY(gather_rows(g));
    WF_TRY(gather_targets(g));
    for (size_t i = 0; i < g->count; i++)
        WF_TRY(fill_line(g, &g->items[i], &form->lines[i], err));
    form->line_count = g->count;
    return WF_OK;
}

/* ---- the actions ----------------------------------------------------------------- */

static wf_status join(wf_strs parts, wf_arena *arena, wf_str *out)
{
    wf_strbuf b = wf_strbuf_in(arena, 400);
    for (size_t i = 0; i < parts.n; i++) {
        if (i > 0)
            wf_strbuf_add(&b, WF_STR(", "));
        wf_strbuf_add(&b, parts.items[i]);
    }
    return b.failed ? WF_E_MEMORY : wf_arena_str(arena, wf_strbuf_str(&b), out);
}

/* What became of an action by the newest record before this term: value "in-progress
 * amber", reason the evidence. */
static void last_known(const wf_capture_request *request, wf_capture_action *action)
{
    wf_period newest = {0};
    for (size_t i = 0; i < request->progress_count; i++) {
        const wf_store_decision *d = &request->progress[i];
        size_t space = wf_str_find(d->key, WF_STR(" "), 0);
        wf_period period;
        if (space == SIZE_MAX || d->dropped ||
            !wf_str_eq(wf_str_sub(d->key, space + 1, d->key.n), action->ref) ||
            !wf_period_parse(wf_str_sub(d->key, 0, space), &period) ||
            period.number > request->period.number || period.number < newest.number)
            continue;
        newest = period;
        action->evidence = d->reason;
        for (int s = WF_STATUS_NOT_STARTED; s <= WF_STATUS_CANCELLED; s++)
            if (wf_str_starts_with(
                    d->value, wf_str_from(wf_action_status_name((wf_action_status)s))))
                action->status = (wf_action_status)s;
        for (int r = WF_RAG_RED; r <= WF_RAG_BLUE; r++)
            if (wf_str_ends_with(d->value, wf_str_from(wf_rag_name((wf_rag)r))))
                action->rag = (wf_rag)r;
    }
}

static bool is_over(wf_action_status status)
{
    return status == WF_STATUS_COMPLETE || status == WF_STATUS_CANCELLED ||
           status == WF_STATUS_DEFERRED;
}

static wf_status add_action(const wf_capture_request *request, const wf_plan *plan,
                            const wf_priority *priority, const wf_action *action,
                            wf_arena *arena, wf_capture_form *form)
{
    unsigned state = wf_action_state_on(action, request->issued);
    if ((state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED)) != 0 || action->action.n == 0)
        return WF_OK;
    uint64_t hash =
        capture_hash(CAPTURE_HASH_SEED, wf_str_from(wf_family_name(plan->family)));
    hash = capture_hash(capture_hash(hash, plan->academic_year), action->action);
    hash ^= hash >> 32;
    wf_capture_action made = {.priority = priority->title,
                              .action = action->action,
                              .due = action->when.text,
                              .status = action->status,
                              .rag = action->rag,
                              .evidence = WF_STR_EMPTY};
    WF_TRY(
        wf_arena_printf(arena, &made.ref, "A-%08lx", (unsigned long)(hash & UINT32_MAX)));
    WF_TRY(join(action->lead, arena, &made.lead));
    WF_TRY(wf_arena_printf(arena, &made.plan, "%.*s %.*s", WF_STR_ARG(plan->file),
                           WF_STR_ARG(action->at)));
    last_known(request, &made);
    for (size_t i = 0; i < form->action_count; i++)
        if (wf_str_eq(form->actions[i].ref, made.ref))
            return WF_OK; /* the same words twice in one plan */
    if (!is_over(made.status))
        form->actions[form->action_count++] = made;
    return WF_OK;
}

static bool is_of_year(const wf_plan *plan, int year)
{
    int own = wf_academic_year_find(plan->academic_year);
    return own == 0 || own == year;
}

static wf_status fill_actions(const gathering *g, wf_capture_form *form)
{
    const wf_capture_request *request = g->request;
    int year = (request->period.number - 1) / YEAR;
    form->actions = wf_arena_array(g->arena, MOST_ACTIONS, sizeof *form->actions);
    if (form->actions == NULL)
        return WF_E_MEMORY;
    for (size_t p = 0; request->plans != NULL && p < request->plans->n; p++) {
        const wf_plan *plan = request->plans->items[p];
        if (!is_of_year(plan, year) ||
            wf_trust_find_school(request->trust, plan->school, plan->urn) != g->school)
            continue;
        for (size_t i = 0; i < plan->priority_count; i++)
            for (size_t k = 0; k < plan->priorities[i].action_count &&
                               form->action_count < MOST_ACTIONS;
                 k++)
                WF_TRY(add_action(request, plan, &plan->priorities[i],
                                  &plan->priorities[i].actions[k], g->arena, form));
    }
    return WF_OK;
}

/* ---- the whole ------------------------------------------------------------------- */

static uint64_t hash_number(uint64_t hash, wf_number n)
{
    char text[WF_NUMBER_CHARS];
    return capture_hash(hash, n.present ? wf_number_print(n.value, text) : WF_STR_EMPTY);
}

/* The last part of the issue's number: what the form was made from. */
static uint64_t stamp_of(const wf_capture_form *form)
{
    char deadline[11];
    uint64_t hash = capture_hash(CAPTURE_HASH_SEED, form->issue.trust);
    hash = capture_hash(capture_hash(hash, form->issue.school), form->issue.period);
    hash = capture_hash(hash, wf_str_from(wf_date_iso(form->issue.deadline, deadline)));
    for (size_t i = 0; i < form->line_count; i++) {
        const wf_capture_line *line = &form->lines[i];
        hash = capture_hash(hash, line->kpi->code);
        hash = hash_number(hash_number(hash, line->last), line->year_ago);
        hash = hash_number(hash_number(hash, line->target), line->expected);
    }
    for (size_t i = 0; i < form->action_count; i++)
        hash = capture_hash(hash, form->actions[i].ref);
    return hash ^ hash >> 32;
}

static wf_status name_issue(const wf_capture_request *request, wf_arena *arena,
                            wf_capture_form *form)
{
    int year = (request->period.number - 1) / YEAR;
    int term = (request->period.number - 1) % YEAR + 1;
    char name[8];
    wf_str who = form->issue.urn;
    if (who.n == 0)
        WF_TRY(wf_arena_printf(
            arena, &who, "%06lx",
            (unsigned long)(capture_hash(CAPTURE_HASH_SEED, form->issue.school) &
                            0xFFFFFFu)));
    return wf_arena_printf(arena, &form->issue.id, "WF-%s-T%d-%.*s-%08lx",
                           wf_academic_year_name(year, name), term, WF_STR_ARG(who),
                           (unsigned long)(stamp_of(form) & UINT32_MAX));
}

wf_status wf_capture_prepare(const wf_capture_request *request,
                             const wf_trust_school *school, wf_arena *arena,
                             wf_capture_form *out, wf_error *err)
{
    char text[WF_PERIOD_TEXT];
    if (request->period.number <= 0 || request->period.style != WF_PERIOD_HALF)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "a capture is of one half-term, such as 2026-27/T2");
    wf_capture_form form = {.issue = {.trust = request->trust->name,
                                      .school = school->name,
                                      .urn = school->urn,
                                      .issued = request->issued,
                                      .deadline = request->deadline}};
    gathering g = {.request = request, .school = school, .arena = arena};
    int term = (request->period.number - 1) % YEAR + 1;
    wf_status status = wf_arena_str(
        arena, wf_str_from(wf_period_text(request->period, text)), &form.issue.period);
    if (status == WF_OK)
        status = fill_lines(&g, term, &form, err);
    if (status == WF_OK)
        status = fill_actions(&g, &form);
    if (status == WF_OK)
        status = name_issue(request, arena, &form);
    if (status == WF_E_MEMORY)
        return wf_fail_memory(err);
    if (status == WF_OK)
        *out = form;
    return status;
}
