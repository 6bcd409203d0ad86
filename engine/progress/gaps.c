/* Gaps between groups of pupils: a school's KPI of one group against the same KPI of the
 * others, found by their names. */
#include "wayforward/progress.h"

/* Words for the others, then for the group; the longer first where one holds another. */
static const struct {
    wf_str word;
    bool is_other;
} group_words[] = {
    {WF_STR_INIT("non-disadvantaged"), true},
    {WF_STR_INIT("not disadvantaged"), true},
    {WF_STR_INIT("non disadvantaged"), true},
    {WF_STR_INIT("non-pupil premium"), true},
    {WF_STR_INIT("not pupil premium"), true},
    {WF_STR_INIT("other pupils"), true},
    {WF_STR_INIT("all other"), true},
    {WF_STR_INIT("non-fsm"), true},
    {WF_STR_INIT("non-pp"), true},
    {WF_STR_INIT("others"), true},
    {WF_STR_INIT("other"), true},
    {WF_STR_INIT("disadvantaged"), false},
    {WF_STR_INIT("pupil premium"), false},
    {WF_STR_INIT("fsm"), false},
};

enum {
    KEY = 256
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The group word in a name as a word of its own; the count of words where there is none.
 */
static size_t group_word(wf_str name, size_t *at)
{
    size_t n = sizeof group_words / sizeof *group_words;
    for (size_t w = 0; w < n; w++)
        for (*at = 0; *at + group_words[w].word.n <= name.n; (*at)++) {
            size_t end = *at + group_words[w].word.n;
            bool apart = (*at == 0 || !is_letter(name.p[*at - 1])) &&
                         (end == name.n || !is_letter(name.p[end]));
            if (apart && wf_str_eq_nocase(wf_str_sub(name, *at, group_words[w].word.n),
                                          group_words[w].word))
                return w;
        }
    return n;
}

/* What is left of a name without its group word and the word "pupils": letters and
 * digits. */
static wf_str key_of(wf_str name, size_t word, size_t at, char buf[KEY])
{
    size_t n = 0, skip = group_words[word].word.n;
    static const wf_str pupils = WF_STR_INIT("pupils");
    for (size_t i = 0; i < name.n && n < KEY; i++) {
        if (i >= at && i < at + skip)
            continue;
        if (wf_str_eq_nocase(wf_str_sub(name, i, pupils.n), pupils)) {
            i += pupils.n - 1;
            continue;
        }
        char c = name.p[i];
        if (is_letter(c))
            buf[n++] = c;
    }
    return (wf_str){.p = buf, .n = n};
}

static bool is_pair(const wf_kpi_progress *a, const wf_kpi_progress *b)
{
    char buf_a[KEY], buf_b[KEY];
    size_t at_a = 0, at_b = 0, none = sizeof group_words / sizeof *group_words;
    size_t word_a = group_word(a->kpi, &at_a), word_b = group_word(b->kpi, &at_b);
    if (word_a == none || word_b == none || group_words[word_a].is_other ||
        !group_words[word_b].is_other)
        return false;
    return wf_str_eq_nocase(key_of(a->kpi, word_a, at_a, buf_a),
                            key_of(b->kpi, word_b, at_b, buf_b));
}

static bool gap_of(const wf_kpi_progress *a, const wf_kpi_progress *b,
                   wf_progress_gap *out)
{
    double whole = a->unit == WF_UNIT_RATIO ? 100 : 1;
    if (a->latest.number == 0 || a->latest.number != b->latest.number ||
        a->unit != b->unit || a->suppressed || b->suppressed ||
        (a->unit != WF_UNIT_PERCENT && a->unit != WF_UNIT_RATIO))
        return false;
    *out = (wf_progress_gap){.group = a, .other = b};
    return wf_gap_between(whole * a->latest_value, a->latest_cohort,
                          whole * b->latest_value, b->latest_cohort, &out->gap);
}

wf_status wf_progress_gaps(const wf_progress *progress, wf_arena *arena,
                           wf_progress_gap **out, size_t *count)
{
    wf_progress_gap *gaps = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0, end = 0; i < progress->count; i++) {
        const wf_kpi_progress *a = &progress->items[i];
        size_t first = i;
        while (first > 0 && wf_str_eq(progress->items[first - 1].school, a->school))
            first--;
        for (end = first;
             end < progress->count && wf_str_eq(progress->items[end].school, a->school);
             end++) {
            wf_progress_gap gap;
            if (!is_pair(a, &progress->items[end]) ||
                !gap_of(a, &progress->items[end], &gap))
                continue;
            wf_progress_gap *more =
                wf_arena_push_room(arena, gaps, n, &cap, sizeof *more);
            if (more == NULL)
                return WF_E_MEMORY;
            gaps = more;
            gaps[n++] = gap;
            break;
        }
    }
    *out = gaps;
    *count = n;
    return WF_OK;
}

void wf_progress_suppress(wf_progress *progress)
{
    for (size_t i = 0; i < progress->count; i++) {
        wf_kpi_progress *k = &progress->items[i];
        if (k->latest.number == 0 ||
            !wf_is_small_number(k->latest_value, k->latest_cohort, k->unit))
            continue;
        const wf_number none = {0};
        k->suppressed = true;
        k->latest_value = k->latest_cohort = 0;
        k->previous = k->change = k->year_before = k->change_year = none;
        k->gap = k->fraction = k->one_pupil = k->lower95 = k->upper95 = none;
        k->probability = none;
        k->change_is_signal = k->one_pupil_moves_status = false;
        k->forecast_count = 0;
        k->status = WF_PROGRESS_NO_DATA;
        k->rag = WF_RAG_NONE;
    }
}
