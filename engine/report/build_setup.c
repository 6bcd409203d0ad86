/* The set-up workbook of a trust: filled in once, corrected each year, and read by every
 * other part (docs/setup.md). */
#include "engine/report/setup_sheets.h"
#include "engine/text/number.h"

#define S(text) WF_STR_INIT(text)

wf_section *setup_section(setup *s, const char *id, const char *name, const char *about,
                          const char *how)
{
    wf_section *section = wf_report_section(s->report, id, wf_str_from(name),
                                            wf_str_from(name), wf_str_from(about));
    section->is_protected = true;
    wf_section_prose(section, WF_LOOK_PROSE, wf_str_from(how));
    wf_section_link(section, WF_STR("Back to the start"), WF_STR("#start"));
    return section;
}

wf_report_table *setup_table(wf_section *section, const char *id, const char *name,
                             const wf_report_column *columns, size_t count, size_t spare)
{
    enum {
        MOST_SPARE = 5000
    };
    wf_report_table *table = wf_section_table(section, id, wf_str_from(name));
    trustees_columns(table, columns, count);
    table->has_filter = spare > 0;
    table->is_open = spare > 0;
    table->spare_rows = (uint16_t)(spare < MOST_SPARE ? spare : MOST_SPARE);
    return table;
}

void setup_number(wf_report_table *table, size_t row, size_t column, wf_number number)
{
    if (number.present)
        wf_table_number(table, row, column, number.value);
}

wf_str setup_list(setup *s, wf_strs list)
{
    wf_str text = WF_STR_EMPTY;
    for (size_t i = 0; i < list.n; i++)
        text = i == 0 ? list.items[0]
                      : words_text(&s->w, "%.*s; %.*s", WF_STR_ARG(text),
                                   WF_STR_ARG(list.items[i]));
    return text;
}

void setup_value(wf_report_table *table, size_t row, size_t column, wf_str text)
{
    double number = 0;
    char buf[WF_NUMBER_CHARS];
    /* "007" and "1e5" are texts to who typed them. */
    if (wf_number_parse(text, &number) && wf_str_eq(wf_number_print(number, buf), text))
        wf_table_number(table, row, column, number);
    else
        wf_table_text(table, row, column, text);
}

/* ---- what is still missing */

typedef struct counts {
    size_t schools, no_urn, no_phase, no_pupils, no_head, no_judgement, no_reason;
    size_t inspections, kpis, no_source, targets, no_target, providers, no_days, terms;
} counts;

static void count_schools(const wf_trust *t, counts *c)
{
    c->schools = t->school_count;
    for (size_t i = 0; i < t->school_count; i++) {
        const wf_trust_school *school = &t->schools[i];
        bool is_judged = wf_trust_standing(school, NULL).n > 0 ||
                         (school->inspection_count == 0 && school->judgement.n > 0);
        c->no_urn += school->urn.n == 0 ? 1 : 0;
        c->no_phase += school->phase == WF_PHASE_NONE ? 1 : 0;
        c->no_pupils += school->pupils == 0 ? 1 : 0;
        c->no_head += school->head_since == WF_DATE_NONE ? 1 : 0;
        c->no_judgement += is_judged ? 0 : 1;
        c->inspections += school->inspection_count;
        c->no_reason += school->category.n > 0 && (school->category_reason.n == 0 ||
                                                   school->category_by.n == 0 ||
                                                   school->category_on == WF_DATE_NONE)
                            ? 1
                            : 0;
    }
}

static void count_rest(const setup *s, counts *c)
{
    const wf_trust *t = s->trust;
    for (size_t i = 0; i < t->target_count; i++)
        c->no_target += t->targets[i].target.present ? 0 : 1;
    for (size_t i = 0; i < t->provider_count; i++) {
        double days = 0;
        for (int term = 0; term < WF_TERMS; term++)
            days +=
                t->providers[i].days[term].present ? t->providers[i].days[term].value : 0;
        c->no_days += days > 0 ? 0 : 1;
    }
    c->targets = t->target_count;
    c->providers = t->provider_count;
    c->terms = t->term_count > 0 ? t->term_count : (size_t)2 * WF_TERMS;
}

/* The KPIs as the sheet has them: the trust's own, then the catalogue's. */
static void count_kpis(const wf_report *report, counts *c)
{
    for (size_t i = 0; i < report->section_count; i++)
        for (size_t p = 0; p < report->sections[i]->part_count; p++) {
            const wf_report_table *t = report->sections[i]->parts[p].table;
            if (t == NULL || !wf_str_eq(t->id, WF_STR("kpis")))
                continue;
            for (size_t row = 0; row < t->row_count; row++) {
                bool has_figure = wf_table_item(t, row, 10)->kind != WF_ITEM_EMPTY;
                bool has_source = wf_table_item(t, row, 15)->text.n > 0;
                c->kpis += wf_str_eq(wf_table_item(t, row, 2)->text, WF_STR("yes"));
                c->no_source += has_figure && !has_source ? 1 : 0;
            }
        }
}

typedef struct check {
    const char *sheet, *what, *formula;
    size_t counts_offset;
    bool is_count; /* how many there are: 0 is what is wrong */
} check;
#define C(field) offsetof(counts, field)
#define NONE     SIZE_MAX /* never so in a workbook that was just made */
#define ROWS_WITHOUT(table, name, column)                                                \
    "SUMPRODUCT(({" table "." name "}<>\"\")*({" table "." column "}=\"\"))"
#define UNKNOWN(table, column, list)                                                     \
    "SUMPRODUCT(({" table "." column "}<>\"\")*(COUNTIF({" list "},{" table "." column   \
    "})=0))"
#define TWICE(column)                                                                    \
    "SUMPRODUCT(({" column "}<>\"\")*(COUNTIF({" column "},{" column "})>1))"

static const check checks[] = {
    {"schools", "Schools", "COUNTA({schools.school})", C(schools), true},
    {"schools", "Schools that stand twice", TWICE("schools.school"), NONE, false},
    {"schools", "Schools without a URN", ROWS_WITHOUT("schools", "school", "urn"),
     C(no_urn), false},
    {"schools", "URNs that stand twice", TWICE("schools.urn"), NONE, false},
    {"schools", "Schools without a phase", ROWS_WITHOUT("schools", "school", "phase"),
     C(no_phase), false},
    {"schools", "Schools without a number of pupils",
     ROWS_WITHOUT("schools", "school", "pupils"), C(no_pupils), false},
    {"schools", "Schools without the day their head began",
     ROWS_WITHOUT("schools", "school", "head_since"), C(no_head), false},
    {"inspections", "Schools without an inspection",
     ROWS_WITHOUT("schools", "school", "judgement"), C(no_judgement), false},
    {"schools", "Categories set without reason, name and day",
     "SUMPRODUCT(({schools.category}<>\"\")*((({schools.reason}=\"\")+({schools.by}=\"\")"
     "+("
     "{schools.on}=\"\"))>0))",
     C(no_reason), false},
    {"inspections", "Inspections of schools that are not in the list",
     UNKNOWN("inspections", "school", "schools.school"), NONE, false},
    {"inspections", "Inspections without a date",
     ROWS_WITHOUT("inspections", "school", "date"), NONE, false},
    {"inspections", "Inspections without a judgement",
     ROWS_WITHOUT("inspections", "school", "judgement"), NONE, false},
    {"kpis", "KPIs that are collected", "COUNTIF({kpis.collect},\"yes\")", C(kpis), true},
    {"kpis", "KPI codes that stand twice", TWICE("kpis.code"), NONE, false},
    {"kpis", "National figures without a source",
     ROWS_WITHOUT("kpis", "national", "source"), C(no_source), false},
    {"targets", "Targets of schools that are not in the list",
     UNKNOWN("targets", "school", "schools.school"), NONE, false},
    {"targets", "Targets of KPIs that are not in the list",
     UNKNOWN("targets", "kpi", "kpis.code"), NONE, false},
    {"targets", "Rows without a target", ROWS_WITHOUT("targets", "school", "target"),
     C(no_target), false},
    {"providers", "Providers", "COUNTA({providers.provider})", C(providers), true},
    {"providers", "Providers without days",
     "SUMPRODUCT(({providers.provider}<>\"\")*(({providers.t1}<>0)+({providers.t2}<>0)+("
     "{providers.t3}<>0)+({providers.t4}<>0)+({providers.t5}<>0)+({providers.t6}<>0)=0))",
     C(no_days), false},
    {"terms", "Terms that end before they begin",
     "SUMPRODUCT(({terms.first}<>\"\")*({terms.last}<>\"\")*({terms.last}<{terms.first})"
     ")",
     NONE, false},
};

/* "Green: complete" and the like: words that colour themselves. */
static const wf_str state_none = S("IF({@count}=0,\"Green: nothing missing\",\"Amber: "
                                   "please look at it\")");
static const wf_str state_some = S("IF({@count}=0,\"Amber: none yet\",\"Green: there\")");

static wf_str section_name(const wf_report *report, const char *id)
{
    for (size_t i = 0; i < report->section_count; i++)
        if (wf_str_eq(report->sections[i]->id, wf_str_from(id)))
            return report->sections[i]->name;
    return WF_STR_EMPTY;
}

void setup_checks(setup *s, wf_section *section)
{
    static const wf_report_column columns[] = {
        {S("what"), S("What is checked"), WF_LOOK_TEXT, .least = 48,
         .is_row_header = true},
        {S("sheet"), S("Sheet"), WF_LOOK_LINK, .least = 14},
        {S("count"), S("How many"), WF_LOOK_NUMBER, .show = WF_SHOW_INTEGER, .least = 9},
        {S("state"), S("State"), WF_LOOK_CENTRE, .least = 26, .rates_words = true},
    };
    counts c = {0};
    count_schools(s->trust, &c);
    count_rest(s, &c);
    count_kpis(s->report, &c);
    wf_section_heading(section, WF_STR("What is still missing"));
    wf_report_table *t =
        wf_section_table(section, "checks", WF_STR("What is still missing"));
    trustees_columns(t, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(checks); i++) {
        const check *k = &checks[i];
        size_t n =
            k->counts_offset == NONE
                ? 0
                : *(const size_t *)(const void *)((const char *)&c + k->counts_offset);
        size_t row = wf_table_row(t);
        bool is_good = k->is_count == (n > 0);
        wf_table_text(t, row, 0, wf_str_from(k->what));
        wf_item *link = wf_table_text(t, row, 1, section_name(s->report, k->sheet));
        link->link = words_text(&s->w, "#%s", k->sheet);
        wf_table_formula(t, row, 2, wf_str_from(k->formula), (double)n);
        wf_item *state =
            wf_table_formula(t, row, 3, k->is_count ? state_some : state_none, 0);
        state->shown_is_text = true;
        state->shown = k->is_count
                           ? is_good ? WF_STR("Green: there") : WF_STR("Amber: none yet")
                       : is_good ? WF_STR("Green: nothing missing")
                                 : WF_STR("Amber: please look at it");
    }
}

/* ---- the whole */

static void draw_start(setup *s, wf_section *section)
{
    static const char *const lines[] = {
        "This workbook tells the program what it cannot know from schools' files: which "
        "schools there are, what is measured, who can help, when terms begin, and what "
        "the trust has decided.",
        "Yellow cells are to be filled in, in any order; white ones are worked out. "
        "Notes "
        "on the headings say what belongs where. Columns may be moved, rows sorted, and "
        "sheets of your own added; the names of sheets and headings must stay.",
        "The sheets are protected without a password, so that headings and formulas are "
        "not typed over by accident.",
        "When it is filled in: `wayforward import trust-setup.xlsx` keeps it, "
        "`wayforward allocate trust-setup.xlsx` shares out support days. A mistake is "
        "told "
        "with its cell.",
        "Contacts, reasons and names in this workbook are for the trust alone: nothing "
        "of "
        "them goes into what parents or the public see.",
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        wf_section_prose(section, WF_LOOK_PROSE, wf_str_from(lines[i]));
    setup_checks(s, section);
    wf_section_heading(section, WF_STR("Sheets"));
    wf_report_contents(s->report, section);
}

static wf_section *start_section(setup *s)
{
    wf_str name = s->trust->name.n > 0 ? s->trust->name : WF_STR("the trust");
    char year[8];
    wf_section *section =
        wf_report_section(s->report, "start", WF_STR("Read me first"),
                          words_text(&s->w, "Set-up of %.*s, %s", WF_STR_ARG(name),
                                     wf_academic_year_name(s->year, year)),
                          WF_STR("What this workbook is for, and what is still missing"));
    section->is_protected = true;
    section->prose_width = 100;
    section->keeps_together = true;
    return section;
}

static void draw_sheets(setup *s)
{
    static void (*const sheets[])(setup *) = {
        setup_schools,   setup_inspections, setup_kpis,   setup_targets,
        setup_providers, setup_terms,       setup_policy, setup_categories,
        setup_style,     setup_lists,
    };
    wf_section *start = start_section(s);
    for (size_t i = 0; i < COUNT_OF(sheets); i++)
        sheets[i](s);
    draw_start(s, start);
}

wf_status wf_trust_workbook(const wf_trust *trust, int academic_year,
                            const wf_report_options *options, wf_report **out,
                            wf_error *err)
{
    wf_report_options usual = WF_REPORT_OPTIONS_INIT;
    wf_trust empty = {.name = WF_STR_EMPTY, .logo = WF_STR_EMPTY, .theme = usual.theme};
    wf_report *report = wf_report_new(options != NULL ? options : &usual);
    if (report == NULL)
        return wf_fail_memory(err);
    setup s = {.trust = trust != NULL ? trust : &empty,
               .report = report,
               .w = {.arena = report->arena},
               .year = academic_year};
    if (report->title.n == 0)
        report->title = WF_STR("Set-up of a trust");
    if (report->organisation.n == 0)
        report->organisation = wf_report_copy(report, s.trust->name);
    draw_sheets(&s);
    wf_status status = s.w.failed ? wf_fail_memory(err) : wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
