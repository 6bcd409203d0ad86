/* What is doubted by what else is known: nothing here changes what is stored, so that the
 * order of loading does not matter. */
#include "engine/capture/capture_private.h"

#include "engine/text/fold.h"
#include "engine/text/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_CHANGES = 8, /* fewer say nothing of how much a KPI moves */
    YEAR = 6,
    NAME_BYTES = 256
};
/* A change is doubted where it is larger than chance and than this many times the usual
 * one (the median of all schools' changes, as a normal's standard deviation). */
static const double usual_times = 4, normal_of_median = 1.4826;
/* Where there are too few changes to tell: a share of what the KPI can be. */
static const double share_of_range = 0.15;
/* More pupils than on the roll by this much: joiners and leavers explain less. */
static const double roll_room = 1.25;

typedef struct doubting {
    wf_capture_reply *reply;
    const wf_capture_known *known;
    wf_arena *arena;
    bool failed;
} doubting;

static void doubt(doubting *d, const char *code, const wf_capture_value *value,
                  wf_str message)
{
    wf_capture_finding finding = {.level = WF_CAPTURE_DOUBT, .code = code};
    if (value != NULL) {
        finding.kpi = value->kpi->code;
        finding.at = value->at;
    }
    d->failed =
        !capture_find(d->reply, d->arena, &finding, "%.*s", WF_STR_ARG(message)) ||
        d->failed;
}

/* ---- jumps ----------------------------------------------------------------------- */

/* A row of the panel, with the school that it means. */
typedef struct known_row {
    const wf_panel_row *row;
    uint32_t school; /* its place in the set-up */
} known_row;

/* All rows of one KPI, whoever wrote its name; by school, then period. */
typedef struct kpi_rows {
    const wf_trust_kpi *kpi;
    known_row *rows;
    size_t count;
    double usual; /* 0: not known */
} kpi_rows;

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_school(const void *a, const void *b)
{
    const known_row *x = a, *y = b;
    if (x->school != y->school)
        return x->school < y->school ? -1 : 1;
    int32_t p = x->row->period.number, q = y->row->period.number;
    return (p > q) - (p < q);
}

/* How much the values of this KPI move from one term to the next, over all schools. */
static double usual_change(const kpi_rows *k, wf_arena *arena)
{
    double *changes = wf_arena_array(arena, k->count + 1, sizeof *changes);
    size_t n = 0;
    for (size_t i = 1; changes != NULL && i < k->count; i++) {
        const known_row *a = &k->rows[i - 1], *b = &k->rows[i];
        if (a->school == b->school && !a->row->suppressed && !b->row->suppressed)
            changes[n++] = fabs(b->row->value - a->row->value);
    }
    if (n < LEAST_CHANGES)
        return 0;
    qsort(changes, n, sizeof *changes, by_value);
    return changes[n / 2] * normal_of_median;
}

static uint32_t school_index(const wf_trust *trust, wf_str name)
{
    const wf_trust_school *s = wf_trust_find_school(trust, name, WF_STR_EMPTY);
    return s == NULL ? UINT32_MAX : (uint32_t)(s - trust->schools);
}

/* Which KPI and school each row means; counts the rows of each KPI. */
static void mean_rows(const doubting *d, kpi_rows *all, uint32_t *kpis, uint32_t *schools)
{
    const wf_trust *trust = d->known->trust;
    const wf_panel *panel = d->known->panel;
    for (size_t i = 0; i < panel->row_count; i++) {
        const wf_panel_row *row = &panel->rows[i];
        bool same_kpi = i > 0 && wf_str_eq(row[-1].kpi, row->kpi);
        bool same_school = i > 0 && wf_str_eq(row[-1].school, row->school);
        const wf_trust_kpi *kpi = same_kpi ? NULL : wf_trust_find_kpi(trust, row->kpi);
        kpis[i] = same_kpi      ? kpis[i - 1]
                  : kpi == NULL ? UINT32_MAX
                                : (uint32_t)(kpi - trust->kpis);
        schools[i] = same_school ? schools[i - 1] : school_index(trust, row->school);
        if (kpis[i] != UINT32_MAX && schools[i] != UINT32_MAX)
            all[kpis[i]].count++;
    }
}

static wf_status gather(doubting *d, kpi_rows **out)
{
    const wf_trust *trust = d->known->trust;
    const wf_panel *panel = d->known->panel;
    kpi_rows *all = wf_arena_array(d->arena, trust->kpi_count, sizeof *all);
    uint32_t *kpis = wf_arena_array(d->arena, panel->row_count, sizeof *kpis);
    uint32_t *schools = wf_arena_array(d->arena, panel->row_count, sizeof *schools);
    if (all == NULL || kpis == NULL || schools == NULL)
        return WF_E_MEMORY;
    mean_rows(d, all, kpis, schools);
    for (size_t k = 0; k < trust->kpi_count; k++) {
        all[k].kpi = &trust->kpis[k];
        all[k].rows = wf_arena_array(d->arena, all[k].count + 1, sizeof *all[k].rows);
        if (all[k].rows == NULL)
            return WF_E_MEMORY;
        all[k].count = 0;
    }
    for (size_t i = 0; i < panel->row_count; i++)
        if (kpis[i] != UINT32_MAX && schools[i] != UINT32_MAX)
            all[kpis[i]].rows[all[kpis[i]].count++] =
                (known_row){&panel->rows[i], schools[i]};
    for (size_t k = 0; k < trust->kpi_count; k++) {
        if (all[k].count > 0)
            qsort(all[k].rows, all[k].count, sizeof *all[k].rows, by_school);
        all[k].usual = usual_change(&all[k], d->arena);
    }
    *out = all;
    return WF_OK;
}

/* Is the change from `then` larger than chance at these cohorts and than is usual? */
static bool is_jump(const kpi_rows *k, const wf_capture_value *value,
                    const wf_panel_row *then)
{
    double change = fabs(value->value.value - then->value);
    double range = capture_most(k->kpi).value - capture_least(k->kpi).value;
    double usual = k->usual > 0 ? usual_times * k->usual : share_of_range * range;
    double cohort = value->cohort > 0 ? value->cohort : then->cohort;
    double before = then->cohort > 0 ? then->cohort : cohort;
    wf_gap gap;
    if (k->kpi->unit == WF_UNIT_PERCENT && cohort > 0) {
        double pupil = 100 / fmin(cohort, before);
        usual = fmax(usual, 2 * pupil);
        if (wf_gap_between(value->value.value, cohort, then->value, before, &gap) &&
            gap.lower95 <= 0 && gap.upper95 >= 0)
            return false;
    }
    return change > usual;
}

/* The first row of a school. */
static size_t first_of(const kpi_rows *k, uint32_t school)
{
    size_t low = 0, high = k->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->rows[middle].school < school)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The values to hold one against: of the last term, and of the same one a year ago. */
static void neighbours(const kpi_rows *k, uint32_t school, const wf_capture_value *value,
                       const wf_panel_row *out[2])
{
    wf_period now = {0};
    out[0] = out[1] = NULL;
    if (!wf_period_parse(value->period, &now))
        return;
    for (size_t i = first_of(k, school); i < k->count && k->rows[i].school == school;
         i++) {
        const wf_panel_row *row = k->rows[i].row;
        if (row->suppressed || row->period.number >= now.number ||
            row->period.number < now.number - YEAR)
            continue;
        out[0] = row;
        if (row->period.number == now.number - YEAR)
            out[1] = row;
    }
}

static void doubt_jump(doubting *d, const kpi_rows *k, uint32_t school,
                       const wf_capture_value *value)
{
    const wf_panel_row *then[2];
    char a[WF_NUMBER_CHARS], b[WF_NUMBER_CHARS], period[WF_PERIOD_TEXT];
    neighbours(k, school, value, then);
    if (then[0] == NULL || !is_jump(k, value, then[0]) ||
        (then[1] != NULL && !is_jump(k, value, then[1])))
        return;
    wf_str was = wf_number_print(then[0]->value, a);
    wf_str is = wf_number_print(value->value.value, b), message = WF_STR_EMPTY;
    const char *hint =
        k->kpi->unit == WF_UNIT_PERCENT && value->value.value <= 1 && then[0]->value > 10
            ? ": was it typed as a share of 1?"
            : ": more than chance and than is usual between terms";
    if (wf_arena_printf(d->arena, &message, "%.*s after %.*s in %s%s", WF_STR_ARG(is),
                        WF_STR_ARG(was), wf_period_text(then[0]->period, period),
                        hint) != WF_OK)
        d->failed = true;
    else
        doubt(d, "jump", value, message);
}

static wf_status doubt_values(doubting *d)
{
    const wf_trust *trust = d->known->trust;
    kpi_rows *all = NULL;
    uint32_t school = UINT32_MAX;
    if (d->known->panel == NULL || d->reply->value_count == 0)
        return WF_OK;
    WF_TRY(gather(d, &all));
    for (size_t i = 0; i < d->reply->value_count; i++) {
        const wf_capture_value *value = &d->reply->values[i];
        if (i == 0 || !wf_str_eq(value[-1].school, value->school))
            school = school_index(trust, value->school);
        if (value->value.present)
            doubt_jump(d, &all[value->kpi - trust->kpis], school, value);
    }
    return WF_OK;
}

/* ---- cohorts --------------------------------------------------------------------- */

static void doubt_cohorts(doubting *d)
{
    const wf_trust_school *school = NULL;
    for (size_t i = 0; i < d->reply->value_count; i++) {
        const wf_capture_value *value = &d->reply->values[i];
        if (i == 0 || !wf_str_eq(value[-1].school, value->school))
            school = wf_trust_find_school(d->known->trust, value->school, WF_STR_EMPTY);
        wf_str message = WF_STR_EMPTY;
        if (school == NULL || school->pupils <= 0 ||
            value->cohort <= (double)school->pupils * roll_room + 5)
            continue;
        if (wf_arena_printf(d->arena, &message,
                            "%.0f pupils behind it, and %lld on the roll", value->cohort,
                            (long long)school->pupils) != WF_OK)
            d->failed = true;
        else
            doubt(d, "cohort-over-roll", value, message);
    }
}

/* ---- the copy -------------------------------------------------------------------- */

static const wf_store_decision *decision_of(const wf_store_decision *items, size_t n,
                                            const wf_capture_issue *issue)
{
    for (size_t i = 0; i < n; i++)
        if (wf_str_eq(items[i].school, issue->school) &&
            wf_str_eq(items[i].key, issue->period) && !items[i].dropped)
            return &items[i];
    return NULL;
}

static void doubt_copy(doubting *d, wf_str file)
{
    const wf_capture_issue *own = &d->reply->issue;
    const wf_store_decision *issue =
        decision_of(d->known->issues, d->known->issue_count, own);
    const wf_store_decision *reply =
        decision_of(d->known->replies, d->known->reply_count, own);
    wf_str message = WF_STR_EMPTY;
    wf_status status = WF_OK;
    if (issue != NULL && !wf_str_eq(issue->value, own->id)) {
        status = wf_arena_printf(d->arena, &message,
                                 "an older copy: the form was issued again since, as "
                                 "%.*s; figures shown beside the inputs may have changed",
                                 WF_STR_ARG(issue->value));
        if (status == WF_OK)
            doubt(d, "stale-copy", NULL, message);
    }
    if (reply != NULL && d->known->saved != WF_DATE_NONE && reply->on != WF_DATE_NONE &&
        d->known->saved < reply->on)
        doubt(
            d, "older-than-stored", NULL,
            WF_STR("saved before the answer that is stored: what that one says counts"));
    if (reply != NULL && reply->at.n > 0 && !wf_str_eq(reply->at, file)) {
        status = wf_arena_printf(d->arena, &message,
                                 "this school and term were answered before, by %.*s: of "
                                 "the two the one saved last counts",
                                 WF_STR_ARG(reply->at));
        if (status == WF_OK)
            doubt(d, "second-file", NULL, message);
    }
    if (status != WF_OK)
        d->failed = true;
}

static bool is_part(char c)
{
    return wf_is_word_char(c) || c == ' ';
}

/* Does the file's name speak of another school of the trust? Its words without numbers
 * and signs must hold that school's whole name, and not that of its own. */
static void doubt_name(doubting *d, wf_str file)
{
    char folded[NAME_BYTES], other[NAME_BYTES];
    size_t slash = file.n;
    while (slash > 0 && file.p[slash - 1] != '/')
        slash--;
    wf_str name =
        wf_fold_into(wf_str_sub(file, slash, file.n), folded, sizeof folded, NULL);
    for (size_t i = 0; i < name.n; i++)
        if (!is_part(folded[i]))
            folded[i] = ' ';
    const wf_trust *trust = d->known->trust;
    const wf_trust_school *seen = NULL;
    for (size_t i = 0; i < trust->school_count; i++) {
        wf_str school = wf_fold_into(trust->schools[i].name, other, sizeof other, NULL);
        if (school.n == 0 || wf_str_find(name, school, 0) == SIZE_MAX)
            continue;
        if (wf_str_eq(trust->schools[i].name, d->reply->issue.school))
            return;
        seen = &trust->schools[i];
    }
    wf_str message = WF_STR_EMPTY;
    if (seen == NULL)
        return;
    if (wf_arena_printf(d->arena, &message,
                        "the file is named after %.*s, but the form is that of %.*s",
                        WF_STR_ARG(seen->name),
                        WF_STR_ARG(d->reply->issue.school)) != WF_OK)
        d->failed = true;
    else
        doubt(d, "file-name", NULL, message);
}

wf_status wf_capture_doubt(wf_capture_reply *reply, wf_str file,
                           const wf_capture_known *known, wf_arena *arena, wf_error *err)
{
    doubting d = {.reply = reply, .known = known, .arena = arena};
    if (reply->refused)
        return WF_OK;
    wf_status status = doubt_values(&d);
    doubt_cohorts(&d);
    if (reply->kind == WF_CAPTURE_FORM) {
        doubt_copy(&d, file);
        doubt_name(&d, file);
    }
    return status == WF_OK && !d.failed ? WF_OK : wf_fail_memory(err);
}
