/* Sheets KPIs and Targets. */
#include "engine/trust/trust_reader.h"
#include "engine/trust/trust_words.h"
#include "wayforward/progress.h"
#include <stdlib.h>

enum {
    CODE,
    NAME,
    DEFINITION,
    AREA,
    UNIT,
    BETTER,
    PHASES,
    NATIONAL,
    NATIONAL_PRIMARY,
    NATIONAL_SECONDARY,
    NATIONAL_SPECIAL,
    YEAR,
    SOURCE,
    TOLERANCE,
    LEAST,
    MOST,
    COHORT,
    TERMS,
    OTHER_NAMES,
    COLLECT
};
static const char *const kpi_headings[] = {"Code|Ref|KPI code",
                                           "KPI|Indicator|Name|KPI name",
                                           "Definition|What it is",
                                           "Area|Group|Theme",
                                           "Unit",
                                           "Better is|Direction|Better",
                                           "Phases|Phase|Schools",
                                           "National|National figure",
                                           "National: primary|National primary",
                                           "National: secondary|National secondary",
                                           "National: special|National special",
                                           "Year|National year|Year of the figure",
                                           "Source|National source",
                                           "Tolerance",
                                           "Least|Minimum|Least possible",
                                           "Most|Maximum|Most possible",
                                           "Cohort|Cohort needed|Needs cohort",
                                           "Terms|Collected in terms",
                                           "Other names|Also known as",
                                           "Collect|Use",
                                           NULL};
const trust_sheet_def kpis_def = {"KPIs|KPI|Indicators", kpi_headings};

static uint32_t read_phases(const trust_sheet *s)
{
    wf_strs list = trust_list(s, PHASES);
    uint32_t bits = 0;
    for (size_t i = 0; i < list.n; i++) {
        /* "primary, secondary": commas part them here as well. */
        wf_str rest = list.items[i];
        while (rest.n > 0) {
            size_t comma = wf_str_find(rest, WF_STR(","), 0);
            wf_str item = wf_str_trim(wf_str_sub(rest, 0, comma));
            rest = comma == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(rest, comma + 1, rest.n);
            wf_phase phase = wf_phase_from_name(item);
            if (item.n == 0 || wf_str_eq_nocase(item, WF_STR("all")))
                continue;
            if (phase == WF_PHASE_NONE)
                trust_say(s, PHASES, WF_D_VALUE_BAD, "\"%.*s\" is not a phase",
                          (int)(item.n < 100 ? item.n : 100), item.p);
            else
                bits |= 1u << phase;
        }
    }
    return bits;
}

static wf_unit read_unit(const trust_sheet *s)
{
    wf_str text = trust_text(s, UNIT);
    wf_unit unit = trust_unit_from(text);
    if (unit == WF_UNIT_NONE)
        trust_say(s, UNIT, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a unit: %%, count, score, days, \xC2\xA3, ratio or pp",
                  (int)(text.n < 100 ? text.n : 100), text.p);
    return unit;
}

static wf_direction read_direction(const trust_sheet *s)
{
    wf_str text = trust_text(s, BETTER);
    wf_direction direction = trust_direction_from(text);
    if (text.n > 0 && direction == WF_DIRECTION_NONE)
        trust_say(s, BETTER, WF_D_VALUE_BAD, "\"%.*s\" is neither Higher nor Lower",
                  (int)(text.n < 100 ? text.n : 100), text.p);
    return direction;
}

/* A figure without its year and publisher is a rumour. */
static void check_national(const trust_sheet *s, const wf_trust_kpi *kpi)
{
    bool has_figure = kpi->national.present;
    for (int p = 0; p < WF_PHASES; p++)
        has_figure = has_figure || kpi->national_of[p].present;
    if (has_figure && (kpi->national_year.n == 0 || kpi->national_source.n == 0))
        trust_say(s, YEAR, WF_D_REASON_MISSING,
                  "a national figure needs its year and its source");
    const wf_number *figures[] = {&kpi->national, &kpi->national_of[WF_PHASE_PRIMARY],
                                  &kpi->national_of[WF_PHASE_SECONDARY],
                                  &kpi->national_of[WF_PHASE_SPECIAL]};
    for (int i = 0; i < 4; i++)
        if (figures[i]->present &&
            ((kpi->minimum.present && figures[i]->value < kpi->minimum.value) ||
             (kpi->maximum.present && figures[i]->value > kpi->maximum.value)))
            trust_say(s, NATIONAL + i, WF_D_VALUE_BAD,
                      "%g lies outside what this KPI can be", figures[i]->value);
}

static wf_trust_kpi read_kpi(const trust_sheet *s)
{
    static const trust_range any = {-1e9, 1e9, "a number"};
    static const trust_range positive = {0, 1e9, "a number of 0 or more"};
    wf_trust_kpi kpi = {
        .code = trust_text(s, CODE),
        .name = trust_text(s, NAME),
        .definition = trust_text(s, DEFINITION),
        .area = trust_text(s, AREA),
        .unit = read_unit(s),
        .direction = read_direction(s),
        .phases = read_phases(s),
        .national = trust_number(s, NATIONAL, &any),
        .national_year = trust_text(s, YEAR),
        .national_source = trust_text(s, SOURCE),
        .tolerance = trust_number(s, TOLERANCE, &positive),
        .minimum = trust_number(s, LEAST, &any),
        .maximum = trust_number(s, MOST, &any),
        .needs_cohort = trust_yes(s, COHORT, 0) != 0,
        .terms = trust_terms(s, TERMS),
        .other_names = trust_list(s, OTHER_NAMES),
        .at = trust_at(s, CODE),
    };
    kpi.national_of[WF_PHASE_PRIMARY] = trust_number(s, NATIONAL_PRIMARY, &any);
    kpi.national_of[WF_PHASE_SECONDARY] = trust_number(s, NATIONAL_SECONDARY, &any);
    kpi.national_of[WF_PHASE_SPECIAL] = trust_number(s, NATIONAL_SPECIAL, &any);
    if (kpi.minimum.present && kpi.maximum.present &&
        kpi.minimum.value > kpi.maximum.value) {
        trust_say(s, LEAST, WF_D_VALUE_BAD, "the least value is more than the most");
        kpi.minimum = kpi.maximum = (wf_number){0};
    }
    check_national(s, &kpi);
    return kpi;
}

/* The KPI of a code among the first `count`. */
static const wf_trust_kpi *kpi_coded(const wf_trust *t, wf_str code)
{
    for (size_t i = 0; i < t->kpi_count; i++)
        if (wf_str_eq_nocase(t->kpis[i].code, code))
            return &t->kpis[i];
    return NULL;
}

wf_status read_kpis(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &kpis_def, &s));
    while (trust_sheet_next(&s)) {
        wf_str code = trust_text(&s, CODE);
        wf_str name = trust_text(&s, NAME);
        if ((code.n == 0 && name.n == 0) || trust_yes(&s, COLLECT, 1) == 0)
            continue;
        if (code.n == 0 || name.n == 0) {
            trust_say(&s, code.n == 0 ? CODE : NAME, WF_D_NAME_MISSING,
                      "a KPI needs a code and a name: this row was left out");
            continue;
        }
        if (kpi_coded(r->out, code) != NULL) {
            trust_say(&s, CODE, WF_D_NAME_TWICE,
                      "the code %.*s stands above as well: this row was left out",
                      (int)(code.n < 40 ? code.n : 40), code.p);
            continue;
        }
        if (!reader_room(&s, (void **)&r->out->kpis, r->out->kpi_count, &space,
                         sizeof *r->out->kpis, MOST_KPIS))
            break;
        r->out->kpis[r->out->kpi_count++] = read_kpi(&s);
    }
    return space.status;
}

/* ---- Targets */

enum {
    T_SCHOOL,
    T_KPI,
    T_BASELINE,
    T_BASELINE_PERIOD,
    T_TARGET,
    T_DEADLINE
};
static const char *const target_headings[] = {"School|School name",
                                              "KPI|KPI code|Code|Indicator",
                                              "Baseline",
                                              "Baseline term|Baseline at|As at",
                                              "Target",
                                              "Deadline|By|By the end of",
                                              NULL};
const trust_sheet_def targets_def = {"Targets|Target|KPI targets", target_headings};

static const wf_trust_kpi *read_kpi_name(trust_reader *r, const trust_sheet *s)
{
    wf_str name = trust_text(s, T_KPI);
    const wf_trust_kpi *kpi = kpi_coded(r->out, name);
    if (name.n == 0) {
        trust_say(s, T_KPI, WF_D_NAME_MISSING,
                  "this row does not say which KPI it means");
        return NULL;
    }
    if (kpi == NULL && r->name_searches < MOST_NAME_SEARCHES) {
        r->name_searches++;
        kpi = wf_trust_find_kpi(r->out, name);
    }
    if (kpi == NULL)
        trust_say(s, T_KPI, WF_D_NAME_UNKNOWN,
                  "\"%.*s\" is no KPI of the sheet KPIs that is collected",
                  (int)(name.n < 100 ? name.n : 100), name.p);
    return kpi;
}

/* A period in its usual spelling ("2026-27/T6"); empty, with a complaint, for another. */
static wf_str read_period(const trust_sheet *s, int column, wf_period *out)
{
    char buf[WF_PERIOD_TEXT];
    wf_str text = trust_text(s, column);
    wf_str copy = WF_STR_EMPTY;
    *out = (wf_period){0};
    if (text.n == 0)
        return text;
    if (!wf_period_parse(text, out)) {
        trust_say(s, column, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a term such as 2026-27/T6 or a year such as 2026-27",
                  (int)(text.n < 100 ? text.n : 100), text.p);
        return WF_STR_EMPTY;
    }
    if (wf_arena_str(s->arena, wf_str_from(wf_period_text(*out, buf)), &copy) != WF_OK)
        return WF_STR_EMPTY;
    return copy;
}

static wf_number read_value(const trust_sheet *s, int column, const wf_trust_kpi *kpi)
{
    trust_range range = {-1e9, 1e9, "a value that this KPI can have"};
    if (kpi->minimum.present)
        range.least = kpi->minimum.value;
    if (kpi->maximum.present)
        range.most = kpi->maximum.value;
    return trust_number(s, column, &range);
}

static bool read_target(trust_reader *r, const trust_sheet *s, wf_trust_target *out)
{
    const wf_trust_school *school = reader_school(r, s, T_SCHOOL);
    const wf_trust_kpi *kpi = school != NULL ? read_kpi_name(r, s) : NULL;
    wf_period from, to;
    if (kpi == NULL)
        return false;
    *out = (wf_trust_target){.school = school->name,
                             .kpi = kpi->code,
                             .baseline = read_value(s, T_BASELINE, kpi),
                             .target = read_value(s, T_TARGET, kpi),
                             .baseline_period = read_period(s, T_BASELINE_PERIOD, &from),
                             .deadline = read_period(s, T_DEADLINE, &to),
                             .at = trust_at(s, T_SCHOOL)};
    if (from.number > 0 && to.number > 0 && from.number >= to.number) {
        trust_say(s, T_DEADLINE, WF_D_DATES_CONTRADICT,
                  "the deadline is not after the baseline");
        out->baseline_period = WF_STR_EMPTY;
    }
    if (!wf_trust_kpi_applies(kpi, school->phase))
        trust_say(s, T_KPI, WF_D_VALUE_BAD, "%.*s is not for schools of this phase",
                  WF_STR_ARG(kpi->code));
    double way = out->target.value - out->baseline.value;
    if (out->target.present && out->baseline.present &&
        ((kpi->direction == WF_DIRECTION_UP && way < 0) ||
         (kpi->direction == WF_DIRECTION_DOWN && way > 0)))
        trust_say(s, T_TARGET, WF_D_VALUE_BAD,
                  "a target of %g is worse than the baseline of %g", out->target.value,
                  out->baseline.value);
    return out->target.present || out->baseline.present;
}

typedef struct keyed {
    size_t index;
    const wf_trust_target *target;
} keyed;

static int by_what(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = wf_str_cmp(x->target->school, y->target->school);
    if (order == 0)
        order = wf_str_cmp(x->target->kpi, y->target->kpi);
    if (order == 0)
        order = wf_str_cmp(x->target->deadline, y->target->deadline);
    return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* One target a school, KPI and deadline: the first one counts. */
static wf_status drop_double_targets(trust_reader *r)
{
    wf_trust *t = r->out;
    keyed *keys = wf_arena_array(r->arena, t->target_count, sizeof *keys);
    bool *is_double = wf_arena_array(r->arena, t->target_count, sizeof *is_double);
    if (keys == NULL || is_double == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < t->target_count; i++)
        keys[i] = (keyed){i, &t->targets[i]};
    qsort(keys, t->target_count, sizeof *keys, by_what);
    for (size_t i = 1; i < t->target_count; i++) {
        const wf_trust_target *a = keys[i - 1].target, *b = keys[i].target;
        is_double[keys[i].index] = wf_str_eq(a->school, b->school) &&
                                   wf_str_eq(a->kpi, b->kpi) &&
                                   wf_str_eq(a->deadline, b->deadline);
    }
    size_t kept = 0;
    for (size_t i = 0; i < t->target_count; i++) {
        if (!is_double[i])
            t->targets[kept++] = t->targets[i];
        else
            wf_diag_add(r->diags, WF_D_NAME_TWICE, t->targets[i].at,
                        "%.*s has a target for %.*s above: this row was left out",
                        WF_STR_ARG(t->targets[i].school), WF_STR_ARG(t->targets[i].kpi));
    }
    t->target_count = kept;
    return WF_OK;
}

wf_status read_targets(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &targets_def, &s));
    while (trust_sheet_next(&s)) {
        bool is_empty = trust_text(&s, T_SCHOOL).n == 0 && trust_text(&s, T_KPI).n == 0 &&
                        trust_text(&s, T_BASELINE).n == 0 &&
                        trust_text(&s, T_TARGET).n == 0;
        if (is_empty)
            continue;
        if (!reader_room(&s, (void **)&r->out->targets, r->out->target_count, &space,
                         sizeof *r->out->targets, MOST_ROWS))
            break;
        if (read_target(r, &s, &r->out->targets[r->out->target_count]))
            r->out->target_count++;
    }
    WF_TRY(space.status);
    return r->out->target_count > 1 ? drop_double_targets(r) : WF_OK;
}
