/* The summary for parents: what the school works on, what has been done, what comes next,
 * how it goes. Public: nobody is named, small groups are not shown, words are short. */
#include "engine/report/redact.h"
#include "engine/report/words.h"
#include "wayforward/reports.h"
#include <math.h>
#include <string.h>

#define MOST_PRIORITIES 5
#define MOST_DONE       5
#define MOST_NEXT       5
/* A group of fewer than this is not shown, nor a share that would tell of fewer (DfE
 * practice: domain facts, section 8). */
#define SMALLEST_GROUP 10.0
#define SMALLEST_COUNT 3.0

typedef struct parents {
    const wf_results *r;
    const wf_school_result *school;
    wf_report *report;
    words w;
    size_t left_out; /* texts that might name someone */
} parents;

/* A text of the plan that may be shown; "" where it could name someone. */
static wf_str public_text(parents *p, wf_str text, size_t most)
{
    wf_str line = words_one_line(&p->w, text, most);
    if (redact_is_public(line))
        return line;
    p->left_out++;
    return WF_STR_EMPTY;
}

static void draw_priorities(parents *p, wf_section *section)
{
    size_t n = 0;
    wf_section_heading(section, WF_STR("What we are working on"));
    for (size_t i = 0; i < p->school->plan_count; i++) {
        const wf_plan *plan = p->r->plans[p->school->plans[i]];
        for (size_t k = 0; k < plan->priority_count && n < MOST_PRIORITIES; k++) {
            wf_str title = public_text(p, plan->priorities[k].title, 300);
            if (title.n == 0)
                continue;
            wf_section_prose(section, WF_LOOK_HEADLINE,
                             words_text(&p->w, "\u2022 %.*s", WF_STR_ARG(title)));
            n++;
        }
    }
    if (n == 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("We are writing our plan for this year."));
}

typedef struct listed {
    wf_section *section;
    bool is_done; /* else what comes next */
    size_t n, most;
} listed;

static bool belongs(const parents *p, const wf_action *action, bool is_done)
{
    unsigned state = wf_action_state_on(action, p->r->as_of);
    if (is_done)
        return (state & WF_ACTION_COMPLETE) != 0;
    return (state & (WF_ACTION_COMPLETE | WF_ACTION_DROPPED)) == 0 &&
           action->when.end != WF_DATE_NONE && action->when.end >= p->r->as_of;
}

static void list_actions(parents *p, listed *list)
{
    for (size_t i = 0; i < p->school->plan_count; i++) {
        const wf_plan *plan = p->r->plans[p->school->plans[i]];
        for (size_t k = 0; k < plan->priority_count; k++)
            for (size_t a = 0;
                 a < plan->priorities[k].action_count && list->n < list->most; a++) {
                const wf_action *action = &plan->priorities[k].actions[a];
                if (!belongs(p, action, list->is_done))
                    continue;
                wf_str text = public_text(p, action->action, 300);
                if (text.n == 0)
                    continue;
                wf_section_prose(list->section, WF_LOOK_HEADLINE,
                                 words_text(&p->w, "\u2022 %.*s", WF_STR_ARG(text)));
                list->n++;
            }
    }
}

static void draw_actions(parents *p, wf_section *section)
{
    listed done = {.section = section, .is_done = true, .most = MOST_DONE};
    listed next = {.section = section, .is_done = false, .most = MOST_NEXT};
    wf_section_heading(section, WF_STR("What we have done so far"));
    list_actions(p, &done);
    if (done.n == 0)
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("The work has begun. We will tell you more next term."));
    wf_section_heading(section, WF_STR("What comes next"));
    list_actions(p, &next);
    if (next.n == 0)
        wf_section_prose(section, WF_LOOK_PROSE, WF_STR("We go on with the work above."));
}

/* A share may be shown where the group is large enough and neither those who are in it
 * nor those who are not are so few that they could be known. */
static bool may_show(const wf_kpi_progress *item)
{
    double share = item->latest_value / 100;
    double in = share * item->latest_cohort;
    if (item->latest.number == 0 || item->unit != WF_UNIT_PERCENT ||
        item->latest_cohort < SMALLEST_GROUP)
        return false;
    return in >= SMALLEST_COUNT && item->latest_cohort - in >= SMALLEST_COUNT;
}

/* What a KPI of the usual name is, in words of every day. */
static const struct {
    wf_str kpi, plain;
} plain_names[] = {
    {WF_STR_INIT("Attendance"), WF_STR_INIT("Time in school, all pupils")},
    {WF_STR_INIT("Persistent absence"),
     WF_STR_INIT("Pupils who miss one day in ten, or more")},
    {WF_STR_INIT("Attendance of disadvantaged pupils"),
     WF_STR_INIT("Time in school, pupils with pupil premium")},
    {WF_STR_INIT("Good level of development"),
     WF_STR_INIT("Pupils who do well by the end of Reception")},
    {WF_STR_INIT("Phonics check in Year 1"),
     WF_STR_INIT("Pupils who can sound out words at the end of Year 1")},
    {WF_STR_INIT("Reading, writing and maths in Year 6"),
     WF_STR_INIT("Pupils who meet the standard in reading, writing and maths in Year 6")},
    {WF_STR_INIT("Reading in Year 6"),
     WF_STR_INIT("Pupils who meet the standard in reading in Year 6")},
    {WF_STR_INIT("Writing in Year 6"),
     WF_STR_INIT("Pupils who meet the standard in writing in Year 6")},
    {WF_STR_INIT("Maths in Year 6"),
     WF_STR_INIT("Pupils who meet the standard in maths in Year 6")},
    {WF_STR_INIT("Grade 5 or above in English and maths"),
     WF_STR_INIT("Pupils with grade 5 or more in English and maths")},
    {WF_STR_INIT("Entry to the English Baccalaureate"),
     WF_STR_INIT("Pupils who take the main school subjects (EBacc)")},
};

static wf_str plain_name(wf_str kpi)
{
    for (size_t i = 0; i < sizeof plain_names / sizeof plain_names[0]; i++)
        if (wf_str_eq_nocase(kpi, plain_names[i].kpi))
            return plain_names[i].plain;
    return kpi;
}

/* "spring 2026": half-terms and years of school are words of schools. */
static wf_str plain_period(parents *p, wf_period period)
{
    static const char *const seasons[] = {"Autumn", "Spring", "Summer"};
    if (period.number <= 0 || period.style == WF_PERIOD_YEAR)
        return words_period(&p->w, period);
    int half = (period.number - 1) % 6;
    int year = (period.number - 1) / 6;
    return words_text(&p->w, "%s %d", seasons[half / 2], half < 2 ? year : year + 1);
}

static void fill_share(parents *p, wf_report_table *table, const wf_kpi_progress *item)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, plain_name(item->kpi));
    wf_table_number(table, row, 1, round(item->latest_value) / 100)->show =
        WF_SHOW_PERCENT0;
    if (item->national.present)
        wf_table_number(table, row, 2, round(item->national.value) / 100)->show =
            WF_SHOW_PERCENT0;
    else
        wf_table_text(table, row, 2, WF_STR("not known"))->look = WF_LOOK_FAINT;
    wf_table_text(table, row, 3, plain_period(p, item->latest));
}

static void draw_shares(parents *p, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("What we look at"),
         .look = WF_LOOK_TEXT,
         .is_row_header = true},
        {.id = WF_STR_INIT("here"),
         .heading = WF_STR_INIT("Our school"),
         .look = WF_LOOK_NUMBER},
        {.id = WF_STR_INIT("all"),
         .heading = WF_STR_INIT("All of England"),
         .look = WF_LOOK_NUMBER},
        {.id = WF_STR_INIT("when"), .heading = WF_STR_INIT("When"), .look = WF_LOOK_TEXT},
    };
    size_t shown = 0;
    for (size_t i = 0; i < p->school->kpi_count; i++)
        shown += may_show(&p->school->kpis[i]);
    wf_section_heading(section, WF_STR("How it is going"));
    if (shown == 0) {
        wf_section_prose(section, WF_LOOK_PROSE,
                         WF_STR("Our groups are small. To protect each child we do not "
                                "show figures here."));
        return;
    }
    wf_report_table *table =
        wf_section_table(section, "shares", WF_STR("How it is going"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        wf_table_column(table, &columns[i]);
    for (size_t i = 0; i < p->school->kpi_count; i++)
        if (may_show(&p->school->kpis[i]))
            fill_share(p, table, &p->school->kpis[i]);
    wf_section_prose(
        section, WF_LOOK_NOTE,
        WF_STR("Figures are rounded. To protect each child we leave out small groups. In "
               "a small school one child can change a figure by a lot."));
}

static wf_status build(parents *p, wf_error *err)
{
    wf_section *section =
        wf_report_section(p->report, "summary", WF_STR("Summary"), p->report->title,
                          WF_STR("Summary for parents"));
    section->prose_width = 90;
    wf_section_prose(section, WF_LOOK_PROSE,
                     words_text(&p->w,
                                "This page tells parents and carers what our school is "
                                "doing to get better. It was made on %.*s.",
                                WF_STR_ARG(words_date(&p->w, p->r->as_of))));
    draw_priorities(p, section);
    draw_actions(p, section);
    draw_shares(p, section);
    wf_section_heading(section, WF_STR("Questions?"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Please ask at the school office. We are glad to talk."));
    if (p->w.failed)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    return wf_report_status(p->report, err);
}

wf_status wf_report_parents(const wf_results *results, size_t school,
                            const wf_report_options *options, wf_report **out,
                            wf_error *err)
{
    if (school >= results->school_count)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such school");
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    parents p = {.r = results,
                 .school = &results->schools[school],
                 .report = report,
                 .w = {.arena = report->arena}};
    if (report->title.n == 0)
        report->title = words_text(&p.w, "%.*s: how we are getting better",
                                   WF_STR_ARG(p.school->name));
    wf_status status = build(&p, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
