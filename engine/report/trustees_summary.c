/* Summary: headlines, decisions, how each school stands. */
#include "engine/report/report_private.h"
#include "engine/report/trustees.h"

#define MOST_DECISIONS 8

typedef struct decision {
    wf_str school, what, why, link;
    size_t weight;
} decision;

typedef struct decisions {
    wf_report *report;
    decision *items;
    size_t count, cap;
} decisions;

static void add_decision(decisions *all, decision one)
{
    decision *items =
        report_push(all->report, all->items, all->count, &all->cap, sizeof *items);
    if (items == NULL)
        return;
    all->items = items;
    items[all->count++] = one;
}

static void weigh_school(trustees *t, const wf_school_result *school, decisions *all)
{
    words *w = &t->w;
    size_t rated = trustees_rated(school->by_status);
    size_t off = school->by_status[WF_PROGRESS_OFF_TRACK];
    const wf_action_counts *a = &school->actions;
    if (rated >= 3 && off * 2 >= rated)
        add_decision(
            all,
            (decision){
                .school = school->name,
                .weight = 1000 + off * 100 / rated,
                .link = WF_STR("#schools"),
                .what = WF_STR("Agree extra support, and when it will be reviewed"),
                .why = words_text(w, "%zu of %zu rated KPIs are off track", off, rated)});
    if (a->overdue >= 3 || (a->overdue > 0 && a->overdue * 5 >= a->actions))
        add_decision(
            all, (decision){.school = school->name,
                            .weight = 500 + a->overdue * 10,
                            .link = WF_STR("#exceptions"),
                            .what = WF_STR(
                                "Ask for new dates, or reasons, for the overdue actions"),
                            .why = words_text(w, "%zu of %zu actions are overdue",
                                              a->overdue, a->actions)});
    if (school->plan_count == 0)
        add_decision(all,
                     (decision){.school = school->name,
                                .weight = 400,
                                .link = WF_STR("#files"),
                                .what = WF_STR("Ask for the school's improvement plan"),
                                .why = WF_STR("No plan with actions was found")});
    if (t->r->period.number > 0 && school->latest.number < t->r->period.number)
        add_decision(all, (decision){.school = school->name,
                                     .weight = 300,
                                     .link = WF_STR("#data"),
                                     .what = WF_STR("Ask for the latest figures"),
                                     .why = words_text(
                                         w, "Nothing for %.*s",
                                         WF_STR_ARG(words_period(w, t->r->period)))});
    if (a->unowned >= 2)
        add_decision(
            all,
            (decision){.school = school->name,
                       .weight = 100 + a->unowned,
                       .link = WF_STR("#exceptions"),
                       .what = WF_STR("Ask who leads the actions that name nobody"),
                       .why = words_text(w, "%zu actions name no lead", a->unowned)});
}

/* What risk and support ask of the trustees. */
static void weigh_risk(trustees *t, const wf_school_result *school, decisions *all)
{
    words *w = &t->w;
    const wf_school_risk *risk = &school->risk;
    if (risk->band == WF_RISK_HIGH && risk->band_before == WF_RISK_HIGH)
        add_decision(all,
                     (decision){.school = school->name,
                                .weight = 1200,
                                .link = WF_STR("#risk"),
                                .what = WF_STR("Ask what has been done about its risk"),
                                .why = WF_STR("Its risk is HIGH, as it was last term")});
    else if (risk->band == WF_RISK_HIGH)
        add_decision(
            all, (decision){
                     .school = school->name,
                     .weight = 2000,
                     .link = WF_STR("#risk"),
                     .what = WF_STR("Agree what is done about its risk, and when "
                                    "it is looked at again"),
                     .why = risk->band_before == WF_RISK_NONE
                                ? WF_STR("Its risk is HIGH")
                                : words_text(w, "Its risk is HIGH, %.*s last term",
                                             WF_STR_ARG(words_band(risk->band_before)))});
    if (risk->basis == WF_RISK_BY_PERSON && risk->decision->review != WF_DATE_NONE &&
        risk->decision->review <= t->r->as_of)
        add_decision(
            all, (decision){.school = school->name,
                            .weight = 800,
                            .link = WF_STR("#risk"),
                            .what = WF_STR("Confirm or change the leader's risk rating"),
                            .why = words_text(
                                w, "Its review was due on %.*s",
                                WF_STR_ARG(words_date(w, risk->decision->review)))});
    if (school->support.missing > 0)
        add_decision(
            all, (decision){.school = school->name,
                            .weight = 900 + (size_t)school->support.missing,
                            .link = WF_STR("#support"),
                            .what = WF_STR("Find support, or say that it goes without"),
                            .why = words_text(w,
                                              "%.1f days of its entitlement have no "
                                              "provider",
                                              school->support.missing)});
    if (school->support.needs_person)
        add_decision(all, (decision){.school = school->name,
                                     .weight = 850,
                                     .link = WF_STR("#support"),
                                     .what = WF_STR("Decide its category of support"),
                                     .why = WF_STR("The evidence leaves it open")});
}

/* Strategic KPIs past their deadline that nobody has rated. */
static void weigh_strategy(trustees *t, decisions *all)
{
    size_t passed = 0, without = 0;
    for (size_t a = 0; a < t->r->area_count; a++) {
        without += t->r->areas[a].kpi_count == 0;
        for (size_t k = 0; k < t->r->areas[a].kpi_count; k++) {
            const wf_kpi *kpi = t->r->areas[a].kpis[k];
            passed += kpi->rag == WF_RAG_NONE && kpi->deadline.end != WF_DATE_NONE &&
                      kpi->deadline.end < t->r->as_of;
        }
    }
    if (passed > 0)
        add_decision(all,
                     (decision){.school = WF_STR("The trust"),
                                .weight = 1500,
                                .link = WF_STR("#strategy"),
                                .what = WF_STR("Say whether the strategic KPIs were met"),
                                .why = words_text(
                                    &t->w, "%.*s passed",
                                    WF_STR_ARG(words_count(&t->w, passed, "deadline has",
                                                           "deadlines have")))});
    if (without > 0)
        add_decision(
            all, (decision){
                     .school = WF_STR("The trust"),
                     .weight = 200,
                     .link = WF_STR("#strategy"),
                     .what = WF_STR("Set a KPI for each area of the strategy"),
                     .why = words_text(&t->w, "%.*s none",
                                       WF_STR_ARG(words_count(&t->w, without, "area has",
                                                              "areas have")))});
}

static void sort_decisions(decisions *all)
{
    for (size_t i = 1; i < all->count; i++) {
        decision moving = all->items[i];
        size_t at = i;
        for (; at > 0 && all->items[at - 1].weight < moving.weight; at--)
            all->items[at] = all->items[at - 1];
        all->items[at] = moving;
    }
}

static wf_str sheet_of(wf_str link)
{
    static const struct {
        wf_str link, sheet;
    } sheets[] = {{WF_STR_INIT("#schools"), WF_STR_INIT("Schools")},
                  {WF_STR_INIT("#files"), WF_STR_INIT("Files")},
                  {WF_STR_INIT("#data"), WF_STR_INIT("Data quality")},
                  {WF_STR_INIT("#risk"), WF_STR_INIT("Risk")},
                  {WF_STR_INIT("#support"), WF_STR_INIT("Support days")},
                  {WF_STR_INIT("#strategy"), WF_STR_INIT("Strategy")},
                  {WF_STR_INIT("#exceptions"), WF_STR_INIT("Exceptions")}};
    for (size_t i = 0; i < COUNT_OF(sheets); i++)
        if (wf_str_eq(link, sheets[i].link))
            return sheets[i].sheet;
    return link;
}

static void fill_decision(trustees *t, wf_report_table *table, const decision *d)
{
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0,
                  words_text(&t->w, "%.*s: %.*s. %.*s.", WF_STR_ARG(d->school),
                             WF_STR_ARG(d->what), WF_STR_ARG(d->why)));
    wf_table_text(table, row, 1, sheet_of(d->link))->link = d->link;
    trustees_counted(
        table, row, 0,
        words_text(&t->w, "%.*s: %.*s", WF_STR_ARG(d->school), WF_STR_ARG(d->why)),
        WF_STR(
            "Counted from the ratings on Schools, or the lines on Plans and Exceptions"));
}

static void draw_decisions(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("School, what to decide, and why"),
         .look = WF_LOOK_TEXT,
         .most = 100,
         .is_row_header = true},
        {.id = WF_STR_INIT("see"), .heading = WF_STR_INIT("See"), .look = WF_LOOK_LINK},
    };
    decisions all = {.report = t->report};
    for (size_t i = 0; i < t->r->school_count; i++)
        weigh_school(t, &t->r->schools[i], &all);
    for (size_t i = 0; i < t->r->school_count; i++)
        weigh_risk(t, &t->r->schools[i], &all);
    weigh_strategy(t, &all);
    sort_decisions(&all);
    wf_section_heading(section, WF_STR("Decisions to consider"));
    if (all.count == 0) {
        wf_section_prose(
            section, WF_LOOK_PROSE,
            WF_STR(
                "Nothing in the figures or plans asks for a decision at this meeting."));
        return;
    }
    wf_report_table *table =
        wf_section_table(section, "decisions", WF_STR("Decisions to consider"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < all.count && i < MOST_DECISIONS; i++)
        fill_decision(t, table, &all.items[i]);
    if (all.count > MOST_DECISIONS)
        wf_section_prose(section, WF_LOOK_NOTE,
                         words_text(&t->w,
                                    "The %d that weigh most are shown; %zu more follow "
                                    "from the sheets Schools and Exceptions.",
                                    MOST_DECISIONS, all.count - MOST_DECISIONS));
}

typedef struct standing_column {
    wf_report_column column;
    wf_progress_status status;
    wf_paint paint;
} standing_column;

static const standing_column standings[] = {
    {{.id = WF_STR_INIT("off"),
      .heading = WF_STR_INIT("Off track (red)"),
      .show = WF_SHOW_INTEGER,
      .least = 12},
     WF_PROGRESS_OFF_TRACK,
     WF_PAINT_RED},
    {{.id = WF_STR_INIT("risk"),
      .heading = WF_STR_INIT("At risk (amber)"),
      .show = WF_SHOW_INTEGER,
      .least = 12},
     WF_PROGRESS_AT_RISK,
     WF_PAINT_AMBER},
    {{.id = WF_STR_INIT("on"),
      .heading = WF_STR_INIT("On track (green)"),
      .show = WF_SHOW_INTEGER,
      .least = 12},
     WF_PROGRESS_ON_TRACK,
     WF_PAINT_GREEN},
    {{.id = WF_STR_INIT("done"),
      .heading = WF_STR_INIT("Achieved (blue)"),
      .show = WF_SHOW_INTEGER,
      .least = 12},
     WF_PROGRESS_ACHIEVED,
     WF_PAINT_BLUE},
};

static void fill_standing(trustees *t, wf_report_table *table, wf_str name,
                          const size_t *by_status, const wf_action_counts *actions)
{
    static const wf_str how = WF_STR_INIT("Counted from the ratings on the sheet KPIs");
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0, name);
    for (size_t i = 0; i < COUNT_OF(standings); i++) {
        wf_table_number(table, row, 1 + i, (double)by_status[standings[i].status]);
        trustees_counted(table, row, 1 + i,
                         words_text(&t->w, "%.*s: KPIs %s", WF_STR_ARG(name),
                                    wf_progress_status_name(standings[i].status)),
                         how);
    }
    wf_table_number(table, row, 5,
                    (double)(by_status[WF_PROGRESS_NO_DATA] +
                             by_status[WF_PROGRESS_NO_TARGET] +
                             by_status[WF_PROGRESS_STALE]));
    trustees_counted(table, row, 5,
                     words_text(&t->w, "%.*s: KPIs not rated", WF_STR_ARG(name)), how);
    wf_table_number(table, row, 6, (double)actions->overdue);
    trustees_counted(
        table, row, 6, words_text(&t->w, "%.*s: actions overdue", WF_STR_ARG(name)),
        WF_STR("Counted from the actions of the school's plans: see Exceptions"));
}

void trustees_standing(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "standing", WF_STR("Standing"), WF_STR("How each school stands"),
        WF_STR("KPIs by rating and actions overdue, school by school"));
    trustees_back(section);
    section->is_one_page = true;
    wf_report_table *table = wf_section_table(
        section, "standing", WF_STR("KPIs by rating and actions overdue, by school"));
    wf_table_column(table, &(wf_report_column){.id = WF_STR("school"),
                                               .heading = WF_STR("School"),
                                               .look = WF_LOOK_TEXT,
                                               .is_row_header = true});
    for (size_t i = 0; i < COUNT_OF(standings); i++)
        wf_table_column(table, &standings[i].column);
    wf_table_column(table, &(wf_report_column){.id = WF_STR("unrated"),
                                               .heading = WF_STR("KPIs not rated"),
                                               .show = WF_SHOW_INTEGER});
    wf_table_column(table, &(wf_report_column){.id = WF_STR("overdue"),
                                               .heading = WF_STR("Actions overdue"),
                                               .show = WF_SHOW_INTEGER});
    for (size_t i = 0; i < t->r->school_count; i++)
        fill_standing(t, table, t->r->schools[i].name, t->r->schools[i].by_status,
                      &t->r->schools[i].actions);
    fill_standing(t, table, WF_STR("All schools"), t->r->by_status, &t->r->actions);
    table->last_row_is_total = true;
    wf_report_chart *chart = wf_section_chart(
        section, WF_CHART_BAR_STACKED, WF_STR("KPIs by rating in each school"),
        words_text(&t->w,
                   "Stacked bars, one a school, of the number of KPIs off track, at "
                   "risk, on track and achieved. All schools together: %zu, %zu, %zu and "
                   "%zu. The numbers are in the table above.",
                   t->r->by_status[WF_PROGRESS_OFF_TRACK],
                   t->r->by_status[WF_PROGRESS_AT_RISK],
                   t->r->by_status[WF_PROGRESS_ON_TRACK],
                   t->r->by_status[WF_PROGRESS_ACHIEVED]));
    chart->y_name = WF_STR("Number of KPIs");
    chart->show = WF_SHOW_INTEGER;
    size_t lines = 6 + t->r->school_count;
    chart->lines = (uint16_t)(lines < 60 ? lines : 60);
    for (size_t i = 0; i < COUNT_OF(standings); i++)
        wf_chart_series(chart, &(wf_report_series){.name = standings[i].column.heading,
                                                   .table = table,
                                                   .category = 0,
                                                   .value = 1 + i,
                                                   .count = t->r->school_count,
                                                   .paint = standings[i].paint});
}

/* ---- Movement since last term ----------------------------------------------------- */

typedef struct moving {
    const char *what;
    size_t now, then;
} moving;

static void fill_moving(trustees *t, wf_report_table *table, const moving *m)
{
    size_t row = wf_table_row(table);
    long change = (long)m->now - (long)m->then;
    wf_table_text(table, row, 0,
                  words_text(&t->w, "%s: %zu now, %zu last term (%s)", m->what, m->now,
                             m->then,
                             change == 0  ? "the same"
                             : change > 0 ? words_text(&t->w, "%ld more", change).p
                                          : words_text(&t->w, "%ld fewer", -change).p));
    wf_table_text(table, row, 1, WF_STR("Movement"))->link = WF_STR("#movement");
    trustees_counted(table, row, 0, words_text(&t->w, "Movement: %s", m->what),
                     WF_STR("Counted from the ratings of both terms: see Movement"));
}

static void draw_movement(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN_NAME("what", "What moved since last term", 100),
        {.id = WF_STR_INIT("see"), .heading = WF_STR_INIT("See"), .look = WF_LOOK_LINK},
    };
    const wf_results *r = t->r;
    size_t up = 0, down = 0;
    if (r->then == NULL)
        return;
    for (size_t s = 0; s < r->school_count; s++)
        for (size_t i = 0; i < r->schools[s].kpi_count; i++) {
            const wf_kpi_progress *now = &r->schools[s].kpis[i];
            int way = words_moved(now, wf_school_kpi_before(&r->schools[s], now->kpi));
            up += way > 0;
            down += way < 0;
        }
    const moving lines[] = {
        {"KPIs on track or achieved",
         r->by_status[WF_PROGRESS_ON_TRACK] + r->by_status[WF_PROGRESS_ACHIEVED],
         r->by_status_before[WF_PROGRESS_ON_TRACK] +
             r->by_status_before[WF_PROGRESS_ACHIEVED]},
        {"KPIs off track", r->by_status[WF_PROGRESS_OFF_TRACK],
         r->by_status_before[WF_PROGRESS_OFF_TRACK]},
        {"Schools rated HIGH risk", r->by_risk[WF_RISK_HIGH],
         r->by_risk_before[WF_RISK_HIGH]},
    };
    wf_section_heading(section, words_text(&t->w, "Movement since %.*s",
                                           WF_STR_ARG(words_period(&t->w, r->before))));
    wf_report_table *table =
        wf_section_table(section, "moved", WF_STR("What moved since last term"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (i < 2 || r->has_risk_before)
            fill_moving(t, table, &lines[i]);
    size_t row = wf_table_row(table);
    wf_table_text(table, row, 0,
                  words_text(&t->w,
                             "%zu KPIs have a better rating than last term, %zu a "
                             "worse one",
                             up, down));
    wf_table_text(table, row, 1, WF_STR("Movement"))->link = WF_STR("#movement");
    trustees_counted(table, row, 0, WF_STR("Movement: ratings changed"),
                     WF_STR("Counted from the sheet Movement"));
}

void trustees_summary(trustees *t, wf_section *section)
{
    wf_strs lines = {0};
    words *w = &t->w;
    section->prose_width = 92;
    wf_str owner = t->report->organisation;
    wf_section_prose(
        section, WF_LOOK_SUBTITLE,
        words_text(w, "%.*s%s%.*s on %.*s", WF_STR_ARG(owner), owner.n > 0 ? ": " : "",
                   WF_STR_ARG(words_count(w, t->r->school_count, "school", "schools")),
                   WF_STR_ARG(words_date(w, t->r->as_of))));
    if (!t->is_page)
        wf_section_link(section, WF_STR("Contents, and what the words and signs mean"),
                        WF_STR("#contents"));
    wf_section_heading(section, WF_STR("Headlines"));
    if (wf_results_headlines(t->r, t->report->arena, &lines, NULL) != WF_OK)
        w->failed = true;
    for (size_t i = 0; i < lines.n; i++)
        wf_section_prose(section, WF_LOOK_HEADLINE,
                         words_text(w, "\u2022 %.*s", WF_STR_ARG(lines.items[i])));
    draw_decisions(t, section);
    draw_movement(t, section);
    section->is_one_page = true;
    section->is_portrait = true;
}
