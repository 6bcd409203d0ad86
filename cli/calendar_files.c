#include "cli/calendar_files.h"
#include "wayforward/csv.h"

enum {
    COLUMNS = 5,
    CLOSED_DAYS_AT_ONCE = 60
};
enum {
    C_YEAR,
    C_TERM,
    C_START,
    C_END
};
enum {
    D_SCHOOL,
    D_TERM,
    D_ACTIVITY,
    D_DATE
};

/* A small table with named columns, in any order. */
typedef struct table_reader {
    const char *file;
    const char *const *names; /* of the columns, COLUMNS at most */
    size_t name_count;
    unsigned needed;    /* bits of columns that must be there */
    size_t at[COLUMNS]; /* where each stands; SIZE_MAX: nowhere */
    bool has_header;
    wf_status (*row)(void *context, const wf_str *values, const wf_where *where,
                     wf_error *err);
    void *context;
} table_reader;

static wf_status read_header(table_reader *r, const wf_str *fields, size_t count,
                             wf_error *err)
{
    wf_where where = {.file = r->file, .row = 1};
    for (size_t c = 0; c < r->name_count; c++) {
        r->at[c] = SIZE_MAX;
        for (size_t f = 0; f < count; f++)
            if (wf_str_eq_nocase(wf_str_trim(fields[f]), wf_str_from(r->names[c])))
                r->at[c] = f;
        if (r->at[c] == SIZE_MAX && (r->needed & (1u << c)))
            return wf_fail(err, WF_E_FORMAT, &where, "there is no column \"%s\"",
                           r->names[c]);
    }
    r->has_header = true;
    return WF_OK;
}

static wf_status take_row(void *context, uint64_t row, const wf_str *fields, size_t count,
                          wf_error *err)
{
    table_reader *r = context;
    if (!r->has_header)
        return read_header(r, fields, count, err);
    wf_str values[COLUMNS];
    bool any = false;
    for (size_t c = 0; c < r->name_count; c++) {
        values[c] = r->at[c] < count ? wf_str_trim(fields[r->at[c]]) : WF_STR_EMPTY;
        any = any || values[c].n > 0;
    }
    wf_where where = {.file = r->file, .row = (uint32_t)(row + 1)};
    return any ? r->row(r->context, values, &where, err) : WF_OK;
}

static wf_status read_table(table_reader *r, wf_error *err)
{
    wf_input in;
    wf_status status = wf_input_open(r->file, wf_limits_default(), &in, err);
    if (status != WF_OK)
        return status;
    status = wf_csv_rows(&in, NULL, take_row, r, NULL, err);
    wf_input_close(&in);
    if (status != WF_OK)
        wf_error_set_file(err, r->file);
    return status;
}

/* One day, as people write it. */
static wf_status read_day(wf_str text, const char *column, const wf_where *where,
                          wf_date *out, wf_error *err)
{
    wf_when_reading r = wf_when_parse(text, NULL);
    if (r.kind != WF_WHEN_POINT || r.when.start == WF_DATE_NONE ||
        (r.flags & WF_WHEN_AMBIGUOUS))
        return wf_fail(err, WF_E_FORMAT, where,
                       "%s \"%.*s\" is not a date such as 01/09/2026", column,
                       WF_STR_ARG(text));
    *out = r.when.start;
    return WF_OK;
}

/* "3", "T3", "Term 3": 1..6; 0 where it is none. */
static int read_term(wf_str text)
{
    if (text.n == 1 && text.p[0] >= '1' && text.p[0] <= '6')
        return text.p[0] - '0';
    wf_when_reading r = wf_when_parse(text, &(wf_when_context){.terms = WF_TERMS_SIX});
    for (int t = 0; t < WF_TERMS; t++)
        if (r.when.terms == 1u << t)
            return t + 1;
    return 0;
}

typedef struct term_dates {
    wf_calendar *calendar;
    int year;
} term_dates;

static wf_status close_days(wf_calendar *calendar, wf_span days, const wf_where *where,
                            wf_error *err)
{
    if (days.end < days.start || days.end - days.start > CLOSED_DAYS_AT_ONCE)
        return wf_fail(err, WF_E_FORMAT, where,
                       "the closed days are not in order, or more than %d",
                       (int)CLOSED_DAYS_AT_ONCE);
    for (wf_date day = days.start; day <= days.end; day++)
        WF_TRY(wf_calendar_add_closed_day(calendar, day, err));
    return WF_OK;
}

static wf_status take_term(void *context, const wf_str *v, const wf_where *where,
                           wf_error *err)
{
    const term_dates *t = context;
    wf_span days = {WF_DATE_NONE, WF_DATE_NONE};
    WF_TRY(read_day(v[C_START], "start", where, &days.start, err));
    WF_TRY(read_day(v[C_END], "end", where, &days.end, err));
    if (wf_str_eq_nocase(v[C_TERM], WF_STR("closed")))
        return close_days(t->calendar, days, where, err);
    int term = read_term(v[C_TERM]);
    int year = v[C_YEAR].n > 0 ? wf_academic_year_find(v[C_YEAR]) : t->year;
    if (term == 0 || year == 0)
        return wf_fail(
            err, WF_E_FORMAT, where,
            "\"%.*s\" \"%.*s\" is not a year such as 2026-27 and a term 1 to 6",
            WF_STR_ARG(v[C_YEAR]), WF_STR_ARG(v[C_TERM]));
    wf_status status = wf_calendar_set_term(t->calendar, year, term, days, err);
    if (status != WF_OK && err)
        err->row = where->row;
    return status;
}

wf_status cli_read_term_dates(const char *file, int year, wf_calendar *calendar,
                              wf_error *err)
{
    static const char *const names[] = {"year", "term", "start", "end"};
    term_dates context = {.calendar = calendar, .year = year};
    table_reader r = {.file = file,
                      .names = names,
                      .name_count = sizeof names / sizeof names[0],
                      .needed = 1u << C_TERM | 1u << C_START | 1u << C_END,
                      .row = take_term,
                      .context = &context};
    WF_TRY(read_table(&r, err));
    wf_status status = wf_calendar_check(calendar, err);
    if (status != WF_OK)
        wf_error_set_file(err, file);
    return status;
}

typedef struct done_list {
    wf_arena *arena;
    wf_activity_done *items;
    size_t n, cap;
} done_list;

static wf_status take_done(void *context, const wf_str *v, const wf_where *where,
                           wf_error *err)
{
    done_list *list = context;
    wf_activity_done done = {.term = read_term(v[D_TERM])};
    if (done.term == 0 || v[D_ACTIVITY].n == 0)
        return wf_fail(err, WF_E_FORMAT, where,
                       "a row needs a term 1 to 6 and an activity");
    WF_TRY(read_day(v[D_DATE], "date", where, &done.on, err));
    wf_activity_done *items =
        wf_arena_push_room(list->arena, list->items, list->n, &list->cap, sizeof *items);
    if (!items)
        return wf_fail_memory(err);
    list->items = items;
    if (wf_arena_str(list->arena, v[D_SCHOOL], &done.school) != WF_OK ||
        wf_arena_str(list->arena, v[D_ACTIVITY], &done.activity) != WF_OK)
        return wf_fail_memory(err);
    items[list->n++] = done;
    return WF_OK;
}

wf_status cli_read_done(const char *file, wf_arena *arena, wf_activity_done **out,
                        size_t *count, wf_error *err)
{
    static const char *const names[] = {"school", "term", "activity", "date"};
    done_list list = {.arena = arena};
    table_reader r = {.file = file,
                      .names = names,
                      .name_count = sizeof names / sizeof names[0],
                      .needed = 1u << D_TERM | 1u << D_ACTIVITY | 1u << D_DATE,
                      .row = take_done,
                      .context = &list};
    WF_TRY(read_table(&r, err));
    *out = list.items;
    *count = list.n;
    return WF_OK;
}
