/* Invented answers for the demonstration: the same for the same names, with small steps
 * from term to term, and said to be invented on the form itself. */
#include "cli/demo.h"

#include <math.h>

/* FNV-1a: chance without a generator. */
static uint64_t mix(uint64_t seed, wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        seed = (seed ^ (unsigned char)text.p[i]) * 1099511628211u;
    return seed ^ seed >> 31;
}

/* 0 .. 1 by names. */
static double chance(wf_str a, wf_str b, wf_str c)
{
    uint64_t hash = mix(mix(mix(14695981039346656037u, a), b), c);
    return (double)((hash * 2685821657736338717u) >> 40) / (double)(1u << 24);
}

/* Pupils, staff or answers that stand behind a figure. */
static double cohort_of(const wf_trust_kpi *kpi, double pupils, double share)
{
    static const struct {
        const char *area;
        double part;
    } parts[] = {{"Attendance", 1},  {"Behaviour", 1},      {"Outcomes", 0.16},
                 {"Inclusion", 0.2}, {"Safeguarding", 0.1}, {"People", 0.06},
                 {"Views", 0.5}};
    double part = 1;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (wf_str_eq_nocase(kpi->area, wf_str_from(parts[i].area)))
            part = parts[i].part;
    return fmax(5, round(pupils * part * (0.9 + 0.2 * share)));
}

/* Where a school begins that has no history. */
static double first_value(const wf_trust_kpi *kpi, wf_phase phase, double share)
{
    bool has_phase = kpi->national_of[phase].present;
    double low = kpi->minimum.present ? kpi->minimum.value : 0;
    double high = kpi->maximum.present ? kpi->maximum.value : 100;
    if (has_phase || kpi->national.present) {
        double n = has_phase ? kpi->national_of[phase].value : kpi->national.value;
        return n * (0.94 + 0.12 * share);
    }
    switch (kpi->unit) {
    case WF_UNIT_PERCENT:
        return kpi->direction == WF_DIRECTION_DOWN ? 2 + 9 * share : 72 + 22 * share;
    case WF_UNIT_COUNT:
        return floor(4 * share);
    case WF_UNIT_DAYS:
        return 2 + 5 * share;
    case WF_UNIT_NONE:
    case WF_UNIT_POINTS:
    case WF_UNIT_GBP:
    case WF_UNIT_SCORE:
    case WF_UNIT_RATIO:
        break;
    }
    return kpi->unit == WF_UNIT_RATIO ? 4 + 6 * share
                                      : low + (high - low) * (0.45 + 0.2 * share);
}

/* A step from last term's value, a little more often for the better. */
static double next_value(const wf_capture_line *line, double last, double share)
{
    const wf_trust_kpi *kpi = line->kpi;
    double way = kpi->direction == WF_DIRECTION_DOWN ? -1 : 1;
    double size = kpi->unit == WF_UNIT_PERCENT ? fmin(last, 100 - last) * 0.06 + 0.2
                                               : fabs(last) * 0.06 + 0.05;
    return last + way * size * (share * 2 - 0.8);
}

static double tidy(const wf_trust_kpi *kpi, double value, double cohort)
{
    double low = kpi->minimum.present ? kpi->minimum.value : 0;
    double high = kpi->maximum.present ? kpi->maximum.value : 1e6;
    value = fmin(fmax(value, low), high);
    if (kpi->unit == WF_UNIT_COUNT)
        return round(value);
    bool by_pupil = kpi->unit == WF_UNIT_PERCENT && cohort < 120;
    if (by_pupil) /* as many pupils of so many as comes nearest */
        value = round(value / 100 * cohort) / cohort * 100;
    return round(value * 10) / 10;
}

static const wf_panel_row *known_row(const wf_trust *trust, const wf_panel *panel,
                                     const wf_capture_form *form, const wf_trust_kpi *kpi)
{
    wf_period period;
    if (!wf_period_parse(form->issue.period, &period))
        return NULL;
    for (size_t i = 0; i < panel->row_count; i++) {
        const wf_panel_row *row = &panel->rows[i];
        if (row->period.number == period.number && !row->suppressed &&
            wf_str_eq(row->school, form->issue.school) &&
            (wf_str_eq(row->kpi, kpi->name) || wf_trust_find_kpi(trust, row->kpi) == kpi))
            return row;
    }
    return NULL;
}

static wf_capture_value answer(const wf_trust *trust, const wf_panel *panel,
                               const wf_capture_form *form, const wf_capture_line *line)
{
    const wf_trust_kpi *kpi = line->kpi;
    const wf_trust_school *school =
        wf_trust_find_school(trust, form->issue.school, form->issue.urn);
    const wf_panel_row *row = known_row(trust, panel, form, kpi);
    double pupils = school != NULL && school->pupils > 0 ? (double)school->pupils : 210;
    double own = chance(form->issue.school, kpi->code, WF_STR("first"));
    double now = chance(form->issue.school, kpi->code, form->issue.period);
    wf_phase phase = school != NULL ? school->phase : WF_PHASE_NONE;
    wf_capture_value value = {.kpi = kpi,
                              .school = form->issue.school,
                              .period = form->issue.period,
                              .comment = WF_STR_EMPTY,
                              .at = WF_STR_EMPTY};
    if (row == NULL && now > 0.985) {
        value.not_collected = true;
        value.comment = WF_STR("n/a: not counted this term");
        return value;
    }
    value.cohort = row != NULL && row->cohort > 0 ? row->cohort
                   : line->last_cohort > 0        ? line->last_cohort
                                                  : cohort_of(kpi, pupils, own);
    double made = line->last.present ? next_value(line, line->last.value, now)
                                     : first_value(kpi, phase, own);
    value.value =
        (wf_number){row != NULL ? row->value : tidy(kpi, made, value.cohort), true};
    return value;
}

static wf_capture_update report_on(const wf_capture_form *form,
                                   const wf_capture_action *action)
{
    static const wf_str seen[] = {
        WF_STR_INIT("Seen in lessons by the head and a governor"),
        WF_STR_INIT("Minutes of the staff meeting; books of two year groups"),
        WF_STR_INIT("Training held; next visit of the adviser is booked"),
        WF_STR_INIT("Begun late: the lead was away"),
    };
    double now = chance(form->issue.period, action->ref, action->action);
    wf_capture_update update = {
        .ref = action->ref, .action = action->action, .at = WF_STR_EMPTY};
    update.status = now > 0.75   ? WF_STATUS_COMPLETE
                    : now > 0.08 ? WF_STATUS_IN_PROGRESS
                                 : WF_STATUS_NOT_STARTED;
    update.rag = now > 0.75   ? WF_RAG_BLUE
                 : now > 0.35 ? WF_RAG_GREEN
                 : now > 0.12 ? WF_RAG_AMBER
                              : WF_RAG_RED;
    update.evidence = seen[now > 0.75 ? 0 : now > 0.5 ? 1 : now > 0.2 ? 2 : 3];
    return update;
}

wf_status demo_fill(const wf_trust *trust, const wf_panel *panel,
                    const wf_capture_form *form, wf_arena *arena, wf_capture_reply *out)
{
    *out = (wf_capture_reply){.kind = WF_CAPTURE_FORM, .issue = form->issue};
    out->values = wf_arena_array(arena, form->line_count, sizeof *out->values);
    out->updates = wf_arena_array(arena, form->action_count, sizeof *out->updates);
    if (out->values == NULL || out->updates == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < form->line_count; i++)
        out->values[out->value_count++] = answer(trust, panel, form, &form->lines[i]);
    for (size_t i = 0; i < form->action_count; i++)
        if (chance(form->issue.period, form->actions[i].ref, form->issue.school) > 0.3)
            out->updates[out->update_count++] = report_on(form, &form->actions[i]);
    return WF_OK;
}
