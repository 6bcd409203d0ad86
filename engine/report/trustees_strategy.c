/* The trust's strategy: its KPIs with their deadlines, and its areas against the fourteen
 * headings of the framework. */
#include "engine/report/trustees.h"

enum {
    K_AREA,
    K_KPI,
    K_DEADLINE,
    K_STATE,
    K_LEAD,
    K_HEADINGS
};

static const wf_report_column kpi_columns[] = {
    [K_AREA] = COLUMN_NAME("area", "Area", 30),
    [K_KPI] = COLUMN_TEXT("kpi", "KPI", 70),
    [K_DEADLINE] = COLUMN_TEXT("deadline", "Deadline", 20),
    [K_STATE] = COLUMN_CENTRE("state", "How it stands"),
    [K_LEAD] = COLUMN_TEXT("lead", "Lead", 24),
    [K_HEADINGS] = COLUMN_TEXT("headings", "Framework headings", 30),
};

/* How long before its deadline a KPI is said to be due soon. */
#define SOON_DAYS 180

static wf_str deadline_state(const wf_kpi *kpi, wf_date as_of, wf_mark *mark)
{
    static const struct {
        wf_rag rag;
        wf_str word;
    } rated[] = {{WF_RAG_RED, WF_STR_INIT("\u25A0 Red")},
                 {WF_RAG_AMBER, WF_STR_INIT("\u25B2 Amber")},
                 {WF_RAG_GREEN, WF_STR_INIT("\u25CF Green")},
                 {WF_RAG_BLUE, WF_STR_INIT("\u2714 Blue")}};
    for (size_t i = 0; i < COUNT_OF(rated); i++)
        if (kpi->rag == rated[i].rag) {
            *mark = mark_of_rag(kpi->rag);
            return rated[i].word;
        }
    *mark = WF_MARK_GREY;
    if (kpi->deadline.end == WF_DATE_NONE)
        return WF_STR("\u25CB No deadline");
    if (kpi->deadline.end < as_of) {
        *mark = WF_MARK_AMBER;
        return WF_STR("\u25B2 Deadline passed: not rated");
    }
    return kpi->deadline.end - as_of <= SOON_DAYS ? WF_STR("\u25CB Due within six months")
                                                  : WF_STR("\u25CB Later");
}

static wf_str headings_of(trustees *t, uint32_t frameworks)
{
    wf_str names[WF_FRAMEWORKS];
    size_t n = 0;
    for (size_t f = 0; f < WF_FRAMEWORKS; f++)
        if (frameworks >> f & 1u)
            names[n++] = words_text(&t->w, "%zu %.*s", f + 1,
                                    WF_STR_ARG(wf_framework_heading(f + 1)));
    return words_list(&t->w, names, n, n);
}

static void fill_kpi(trustees *t, wf_report_table *table, const wf_strategic_area *area,
                     const wf_kpi *kpi)
{
    words *w = &t->w;
    const wf_priority *p = area->priority;
    size_t row = wf_table_row(table);
    wf_mark mark = WF_MARK_GREY;
    wf_table_text(table, row, K_AREA,
                  words_text(w, "%.*s %.*s", WF_STR_ARG(p->code), WF_STR_ARG(p->title)));
    trustees_text(table, row, K_LEAD, words_people(w, p->lead));
    trustees_text(table, row, K_HEADINGS, headings_of(t, area->frameworks));
    if (kpi == NULL) {
        wf_table_text(table, row, K_KPI, WF_STR("No KPI is given for this area"))->look =
            WF_LOOK_STRONG;
        trustees_no_such(table, row, K_DEADLINE);
        trustees_no_such(table, row, K_STATE);
        return;
    }
    wf_str state = deadline_state(kpi, t->r->as_of, &mark);
    wf_table_text(table, row, K_KPI, kpi->name);
    trustees_text(table, row, K_DEADLINE, kpi->deadline.text);
    wf_table_text(table, row, K_STATE, state)->mark = (uint8_t)mark;
    trustees_read(t, table, row, K_KPI,
                  &(wf_report_source){.what = words_text(w, "Strategic KPI of area %.*s",
                                                         WF_STR_ARG(p->code)),
                                      .file = area->plan->file,
                                      .at = kpi->at});
}

static void draw_kpis(trustees *t, wf_section *section)
{
    wf_section_heading(section, WF_STR("KPIs and their deadlines"));
    wf_report_table *table =
        wf_section_table(section, "strategy_kpis", WF_STR("Strategic KPIs"));
    trustees_columns(table, kpi_columns, COUNT_OF(kpi_columns));
    for (size_t a = 0; a < t->r->area_count; a++) {
        const wf_strategic_area *area = &t->r->areas[a];
        for (size_t k = 0; k < area->kpi_count; k++)
            fill_kpi(t, table, area, area->kpis[k]);
        if (area->kpi_count == 0)
            fill_kpi(t, table, area, NULL);
    }
}

/* The areas and KPIs under one heading. */
static void fill_heading(trustees *t, wf_report_table *table, size_t number)
{
    words *w = &t->w;
    wf_str *areas = wf_arena_array(w->arena, t->r->area_count, sizeof *areas);
    size_t n = 0, kpis = 0;
    wf_date next = WF_DATE_NONE;
    for (size_t a = 0; a < t->r->area_count; a++) {
        const wf_strategic_area *area = &t->r->areas[a];
        if ((area->frameworks >> (number - 1) & 1u) == 0)
            continue;
        if (areas != NULL)
            areas[n++] = words_text(w, "%.*s %.*s", WF_STR_ARG(area->priority->code),
                                    WF_STR_ARG(area->priority->title));
        kpis += area->kpi_count;
        for (size_t k = 0; k < area->kpi_count; k++) {
            wf_date end = area->kpis[k]->deadline.end;
            if (end != WF_DATE_NONE && end >= t->r->as_of &&
                (next == WF_DATE_NONE || end < next))
                next = end;
        }
    }
    size_t row = wf_table_row(table);
    wf_table_text(
        table, row, 0,
        words_text(w, "%zu %.*s", number, WF_STR_ARG(wf_framework_heading(number))));
    if (n > 0)
        wf_table_text(table, row, 1, words_list(w, areas, n, n));
    else
        wf_table_text(table, row, 1, WF_STR("No area of the strategy"))->look =
            WF_LOOK_STRONG;
    wf_table_number(table, row, 2, (double)kpis);
    trustees_counted(table, row, 2,
                     words_text(w, "Strategic KPIs under heading %zu", number),
                     WF_STR("Counted from the areas linked to the heading"));
    if (next != WF_DATE_NONE)
        wf_table_date(table, row, 3, next);
    else
        trustees_no_such(table, row, 3);
}

static void draw_headings(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        COLUMN_NAME("heading", "Framework heading", 36),
        COLUMN_TEXT("areas", "Areas of the strategy under it", 70),
        COLUMN_NUMBER("kpis", "KPIs", WF_SHOW_INTEGER),
        {.id = WF_STR_INIT("next"),
         .heading = WF_STR_INIT("Next deadline"),
         .show = WF_SHOW_DATE_SHORT},
    };
    wf_section_heading(section, WF_STR("The fourteen headings of the framework"));
    wf_report_table *table = wf_section_table(section, "strategy_headings",
                                              WF_STR("Areas by framework heading"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t f = 1; f <= WF_FRAMEWORKS; f++)
        fill_heading(t, table, f);
}

void trustees_strategy(trustees *t)
{
    if (t->r->area_count == 0) {
        trustees_omit(t, WF_STR("Strategy"),
                      WF_STR("No strategic plan with areas and KPIs is among the files"));
        return;
    }
    wf_section *section = wf_report_section(
        t->report, "strategy", WF_STR("Strategy"), WF_STR("The trust's strategy"),
        WF_STR("Strategic KPIs with their deadlines, and the fourteen headings"));
    section->is_one_page = true;
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("A KPI whose deadline has passed and that the plan does not "
               "rate needs a decision: was it met? [x] not given in the plan. "
               "[z] does not apply."));
    trustees_back(section);
    draw_kpis(t, section);
    draw_headings(t, section);
}
