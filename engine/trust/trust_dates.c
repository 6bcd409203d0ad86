/* Sheet Term dates: half-terms with their days, and days on which school is closed. */
#include "engine/trust/trust_reader.h"
#include <stdio.h>

enum {
    YEAR,
    TERM,
    FIRST,
    LAST,
    MOST_TERMS = 600,
    MOST_CLOSED = 2000,
    LONGEST_CLOSED = 31
};
static const char *const term_headings[] = {"Year|Academic year", "Term|Half-term",
                                            "First day|Start|Starts|From",
                                            "Last day|End|Ends|To", NULL};
const trust_sheet_def terms_def = {"Term dates|Terms|Term-dates", term_headings};

static bool is_closed_day(wf_str text)
{
    static const char *const words[] = {"closed",     "inset",        "inset day",
                                        "closed day", "training day", NULL};
    for (size_t i = 0; words[i] != NULL; i++)
        if (wf_str_eq_nocase(text, wf_str_from(words[i])))
            return true;
    return false;
}

/* "Term 3", "T3", "3", "Autumn 2", "Spring 1"; 0: none. */
static int term_number(wf_str text)
{
    wf_when_context context = {.academic_year = 2026, .terms = WF_TERMS_SIX};
    if (text.n == 1 && text.p[0] >= '1' && text.p[0] <= '6')
        return text.p[0] - '0';
    unsigned bits = wf_when_parse(text, &context).when.terms;
    for (int t = 0; t < WF_TERMS; t++)
        if (bits == 1u << t)
            return t + 1;
    return 0;
}

static wf_status add_closed(trust_reader *r, const trust_sheet *s, wf_span days,
                            reader_space *space)
{
    if (days.end == WF_DATE_NONE)
        days.end = days.start;
    if (days.start == WF_DATE_NONE || days.end < days.start ||
        days.end - days.start >= LONGEST_CLOSED) {
        trust_say(s, FIRST, WF_D_DATES_CONTRADICT,
                  "closed days need a first day, and at most a month to the last");
        return WF_OK;
    }
    for (wf_date day = days.start; day <= days.end; day++) {
        bool is_known = false;
        for (size_t i = 0; !is_known && i < r->out->closed_day_count; i++)
            is_known = r->out->closed_days[i] == day;
        if (is_known)
            continue;
        if (!reader_room(s, (void **)&r->out->closed_days, r->out->closed_day_count,
                         space, sizeof *r->out->closed_days, MOST_CLOSED))
            return space->status;
        r->out->closed_days[r->out->closed_day_count++] = day;
    }
    return WF_OK;
}

static bool has_term(const wf_trust *t, int year, int term)
{
    for (size_t i = 0; i < t->term_count; i++)
        if (t->terms[i].year == year && t->terms[i].term == term)
            return true;
    return false;
}

/* Whether the calendar takes it: within its academic year, in order. */
static bool is_possible(const trust_sheet *s, int year, int term, wf_span days)
{
    wf_error err = WF_ERROR_INIT;
    wf_calendar *calendar = wf_calendar_new();
    bool fits = calendar != NULL &&
                wf_calendar_set_term(calendar, year, term, days, &err) == WF_OK;
    wf_calendar_free(calendar);
    if (!fits && err.code != WF_E_MEMORY)
        trust_say(s, FIRST, WF_D_DATES_CONTRADICT, "%s", err.message);
    return fits;
}

static wf_status add_term(trust_reader *r, const trust_sheet *s, wf_span days,
                          reader_space *space)
{
    wf_str name = trust_text(s, TERM);
    wf_str year_text = trust_text(s, YEAR);
    int term = term_number(name);
    int year = year_text.n > 0              ? wf_academic_year_find(year_text)
               : days.start != WF_DATE_NONE ? wf_academic_year_of(days.start)
                                            : 0;
    if (term == 0)
        trust_say(s, TERM, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a term: Term 1 to Term 6, or INSET day",
                  (int)(name.n < 100 ? name.n : 100), name.p);
    else if (year == 0)
        trust_say(s, YEAR, WF_D_VALUE_BAD,
                  "\"%.*s\" is not an academic year such as 2026-27",
                  (int)(year_text.n < 100 ? year_text.n : 100), year_text.p);
    else if (days.start == WF_DATE_NONE || days.end == WF_DATE_NONE)
        trust_say(s, days.start == WF_DATE_NONE ? FIRST : LAST, WF_D_DATES_CONTRADICT,
                  "a term needs its first and its last day");
    else if (has_term(r->out, year, term))
        trust_say(s, TERM, WF_D_NAME_TWICE,
                  "this term stands above as well: this row was left out");
    else if (is_possible(s, year, term, days)) {
        if (!reader_room(s, (void **)&r->out->terms, r->out->term_count, space,
                         sizeof *r->out->terms, MOST_TERMS))
            return space->status;
        r->out->terms[r->out->term_count++] = (wf_trust_term){
            .year = year, .term = term, .dates = days, .at = trust_at(s, TERM)};
    }
    return WF_OK;
}

/* Of two terms that overlap the later row is left out. A term that the sheet does not
 * have is the rule's: it must not overlap either. */
static void check_order(trust_reader *r)
{
    wf_trust *t = r->out;
    wf_calendar *calendar = wf_calendar_new();
    size_t kept = 0;
    for (size_t i = 0; calendar != NULL && i < t->term_count; i++) {
        bool overlaps = false;
        for (size_t k = 0; k < kept && !overlaps; k++)
            overlaps = t->terms[k].dates.start <= t->terms[i].dates.end &&
                       t->terms[i].dates.start <= t->terms[k].dates.end;
        bool is_late = false;
        for (size_t k = 0; k < kept && !is_late && !overlaps; k++)
            is_late = (t->terms[k].year * WF_TERMS + t->terms[k].term <
                       t->terms[i].year * WF_TERMS + t->terms[i].term) !=
                      (t->terms[k].dates.start < t->terms[i].dates.start);
        if (overlaps || is_late) {
            wf_diag_add(r->diags, WF_D_DATES_CONTRADICT, t->terms[i].at,
                        overlaps ? "this term overlaps one above: this row was left out"
                                 : "this term does not follow those before it: this row "
                                   "was left out");
            continue;
        }
        t->terms[kept++] = t->terms[i];
    }
    t->term_count = kept;
    wf_error err = WF_ERROR_INIT;
    for (size_t i = 0; calendar != NULL && i < kept; i++)
        if (wf_calendar_set_term(calendar, t->terms[i].year, t->terms[i].term,
                                 t->terms[i].dates, &err) != WF_OK)
            break;
    if (calendar != NULL && wf_calendar_check(calendar, &err) == WF_E_MODEL) {
        wf_diag_add(r->diags, WF_D_DATES_CONTRADICT, t->terms[0].at,
                    "%s: the usual dates are used instead of all of these", err.message);
        t->term_count = 0;
    }
    wf_calendar_free(calendar);
}

wf_status read_terms(trust_reader *r)
{
    trust_sheet s;
    reader_space terms = {0}, closed = {0};
    WF_TRY(reader_sheet(r, &terms_def, &s));
    if (s.grid != NULL && !trust_sheet_has(&s, TERM)) {
        trust_say(&s, TERM, WF_D_COLUMN_UNKNOWN, "there is no column \"Term\"");
        return WF_OK;
    }
    while (trust_sheet_next(&s)) {
        wf_str name = trust_text(&s, TERM);
        wf_span days = {trust_date(&s, FIRST), trust_date(&s, LAST)};
        if (name.n == 0 && days.start == WF_DATE_NONE)
            continue;
        if (is_closed_day(name))
            WF_TRY(add_closed(r, &s, days, &closed));
        else
            WF_TRY(add_term(r, &s, days, &terms));
    }
    if (r->out->term_count > 0)
        check_order(r);
    return WF_OK;
}
