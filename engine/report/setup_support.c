/* Sheets Providers, Term dates, Policy, Categories and House style of the set-up
 * workbook. */
#include "engine/report/setup_sheets.h"
#include "engine/text/number.h"
#include "wayforward/support.h"

#define S(text) WF_STR_INIT(text)
#define LIST(array)                                                                      \
    {                                                                                    \
        .items = (array), .n = COUNT_OF(array)                                           \
    }
#define INPUT .look = WF_LOOK_INPUT
#define DAYS_RULE                                                                        \
    .rule = {.kind = WF_INPUT_NUMBER,                                                    \
             .minimum = 0,                                                               \
             .maximum = 1000,                                                            \
             .refusal = S("Please type days: whole or half ones.")}

/* ---- Providers */

enum {
    PROVIDER,
    ROLE,
    SPECIALISMS,
    BASE,
    COST,
    BAND,
    T1,
    YEAR_DAYS = T1 + WF_TERMS,
    PROVIDER_AREA,
    PROVIDER_COLUMNS
};
#define TERM(n)                                                                          \
    {                                                                                    \
        S("t" #n), S("T" #n), INPUT, .least = 6, DAYS_RULE                               \
    }
static const wf_report_column provider_columns[PROVIDER_COLUMNS] = {
    [PROVIDER] = {S("provider"), S("Provider"), INPUT, .least = 22, .is_row_header = true,
                  .note = S("Who gives support: a person, or a school as a team.")},
    [ROLE] = {S("role"), S("Role"), INPUT, .least = 16,
              .note =
                  S("NLE, LLE, NSS, SLE, Lead practitioner, Executive, Leading teacher, "
                    "Mentor ... Roles that may assure quality are named in the sheet "
                    "Policy.")},
    [SPECIALISMS] = {S("specialisms"), S("Specialisms"), INPUT, .least = 26,
                     .note = S("In the words of the schools' needs, with semicolons "
                               "between: Maths; EYFS.")},
    [BASE] = {S("base"), S("Base school"), INPUT, .least = 28,
              .rule = {.kind = WF_INPUT_CHOICE,
                       .expression = S("{schools.school}"),
                       .refusal = S("Please choose a school of the sheet Schools.")}},
    [COST] = {S("cost"), S("Cost a day"), INPUT, .show = WF_SHOW_GBP, .least = 9,
              .rule = {.kind = WF_INPUT_NUMBER,
                       .minimum = 0,
                       .maximum = 100000,
                       .refusal = S("Please type a sum in pounds.")}},
    [BAND] = {S("band"), S("Travel band"), INPUT, .least = 8,
              .note = S("0: no travel; each band costs what the sheet Policy says."),
              .rule = {.kind = WF_INPUT_NUMBER,
                       .minimum = 0,
                       .maximum = 100,
                       .refusal = S("Please type a number from 0 to 100.")}},
    [T1] = TERM(1),
    TERM(2),
    TERM(3),
    TERM(4),
    TERM(5),
    TERM(6),
    [YEAR_DAYS] = {S("days"), S("Days in the year"), WF_LOOK_NUMBER, .least = 9},
    [PROVIDER_AREA] = {S("area"), S("Area"), INPUT, .least = 12},
};
static const wf_str year_days_formula =
    S("IF({@provider}=\"\",\"\",SUM({@t1},{@t2},{@t3},{@t4},{@t5},{@t6}))");

void setup_providers(setup *s)
{
    wf_report_column columns[PROVIDER_COLUMNS];
    wf_section *section = setup_section(
        s, "providers", "Providers", "Who can give support, on how many days",
        "Days that each can give in each term; half-days count. `wayforward allocate` "
        "shares them out.");
    for (size_t i = 0; i < PROVIDER_COLUMNS; i++)
        columns[i] = provider_columns[i];
    columns[YEAR_DAYS].spare_formula = year_days_formula;
    wf_report_table *t = setup_table(section, "providers", "Providers", columns,
                                     PROVIDER_COLUMNS, s->trust->provider_count / 4 + 20);
    for (size_t i = 0; i < s->trust->provider_count; i++) {
        const wf_trust_provider *p = &s->trust->providers[i];
        size_t row = wf_table_row(t);
        double days = 0;
        wf_table_text(t, row, PROVIDER, p->name);
        wf_table_text(t, row, ROLE, p->role);
        wf_table_text(t, row, SPECIALISMS, setup_list(s, p->specialisms));
        wf_table_text(t, row, BASE, p->base_school);
        setup_number(t, row, COST, p->cost_per_day);
        setup_number(t, row, BAND, p->travel_band);
        for (size_t term = 0; term < WF_TERMS; term++) {
            setup_number(t, row, T1 + term, p->days[term]);
            days += p->days[term].present ? p->days[term].value : 0;
        }
        wf_table_formula(t, row, YEAR_DAYS, year_days_formula, days);
        wf_table_text(t, row, PROVIDER_AREA, p->area);
    }
}

/* ---- Term dates */

static const wf_str weekdays_formula =
    S("IF(OR({@first}=\"\",{@last}=\"\"),\"\",NETWORKDAYS({@first},{@last}))");

static int weekdays(wf_span days)
{
    int n = 0;
    for (wf_date day = days.start; day <= days.end; day++)
        n += wf_date_weekday(day) < 5 ? 1 : 0;
    return n;
}

static void put_term(wf_report_table *t, wf_str year, wf_str term, wf_span days)
{
    size_t row = wf_table_row(t);
    wf_table_text(t, row, 0, year);
    wf_table_text(t, row, 1, term);
    wf_table_date(t, row, 2, days.start)->show = WF_SHOW_DATE_SLASHES;
    wf_table_date(t, row, 3, days.end)->show = WF_SHOW_DATE_SLASHES;
    wf_table_formula(t, row, 4, weekdays_formula, weekdays(days));
}

static wf_str year_name(setup *s, int year)
{
    char buf[8];
    return words_text(&s->w, "%s", wf_academic_year_name(year, buf));
}

void setup_terms(setup *s)
{
    static const wf_str names[] = {S("Term 1"), S("Term 2"), S("Term 3"),   S("Term 4"),
                                   S("Term 5"), S("Term 6"), S("INSET day")};
    static const wf_report_column columns[] = {
        {S("year"), S("Year"), INPUT, .least = 10, .is_row_header = true,
         .note = S("Academic year: 2026-27.")},
        {S("term"), S("Term"), INPUT, .least = 12,
         .note = S("Terms 1 to 6 are the half-terms from autumn on. INSET day: a day in "
                   "term on which pupils are not in school."),
         .rule = {.kind = WF_INPUT_CHOICE,
                  .choices = LIST(names),
                  .refusal = S("Please choose Term 1 to Term 6, or INSET day.")}},
        {S("first"), S("First day"), INPUT, .show = WF_SHOW_DATE_SLASHES, .least = 12,
         .rule = {.kind = WF_INPUT_DATE,
                  .minimum = 36526,
                  .maximum = 73415,
                  .refusal = S("Please type a day such as 01/09/2026.")}},
        {S("last"), S("Last day"), INPUT, .show = WF_SHOW_DATE_SLASHES, .least = 12,
         .rule = {.kind = WF_INPUT_DATE,
                  .minimum = 36526,
                  .maximum = 73415,
                  .refusal = S("Please type a day such as 23/10/2026.")}},
        {S("days"), S("Weekdays"), WF_LOOK_NUMBER, .least = 9,
         .spare_formula = S("IF(OR({@first}=\"\",{@last}=\"\"),\"\",NETWORKDAYS({@first},"
                            "{@last}))")},
    };
    wf_section *section = setup_section(
        s, "terms", "Term dates", "When each term begins and ends, and INSET days",
        "Filled in with the usual dates in England: Easter and bank holidays by rule. "
        "Change them to the trust's own, and add INSET days below.");
    wf_report_table *t =
        setup_table(section, "terms", "Term dates", columns, COUNT_OF(columns), 30);
    for (size_t i = 0; i < s->trust->term_count; i++) {
        const wf_trust_term *term = &s->trust->terms[i];
        put_term(t, year_name(s, term->year), names[term->term - 1], term->dates);
    }
    for (int year = s->year; s->trust->term_count == 0 && year < s->year + 2; year++) {
        wf_school_year dates = wf_calendar_year(NULL, year);
        for (int i = 0; i < WF_TERMS; i++)
            put_term(t, year_name(s, year), names[i], dates.terms[i]);
    }
    for (size_t i = 0; i < s->trust->closed_day_count; i++) {
        wf_date day = s->trust->closed_days[i];
        put_term(t, year_name(s, wf_academic_year_of(day)), names[WF_TERMS],
                 (wf_span){day, day});
    }
}

/* ---- Policy */

static const wf_trust_setting *own_setting(const wf_trust *trust, wf_str name)
{
    for (size_t i = 0; i < trust->setting_count; i++)
        if (wf_str_eq_nocase(trust->settings[i].name, name))
            return &trust->settings[i];
    return NULL;
}

static bool is_answer(wf_str text)
{
    return wf_str_eq(text, WF_STR("yes")) || wf_str_eq(text, WF_STR("no"));
}

/* What a value can be is told by its default: yes or no, a number, or words. */
static void put_setting(wf_report_table *t, const wf_trust_setting *setting, wf_str value)
{
    static const wf_str yes_no[] = {S("yes"), S("no")};
    double number = 0;
    size_t row = wf_table_row(t);
    wf_table_text(t, row, 0, setting->name);
    setup_value(t, row, 1, value);
    wf_table_text(t, row, 2, setting->note);
    wf_table_text(t, row, 3, setting->used_for);
    if (is_answer(setting->value))
        wf_table_rule(t, row, 1,
                      &(wf_input_rule){.kind = WF_INPUT_CHOICE,
                                       .choices = LIST(yes_no),
                                       .refusal = WF_STR("Please choose yes or no.")});
    else if (wf_number_parse(setting->value, &number))
        wf_table_rule(t, row, 1,
                      &(wf_input_rule){.kind = WF_INPUT_NUMBER,
                                       .minimum = 0,
                                       .maximum = 1e6,
                                       .refusal = WF_STR("Please type a number.")});
}

static const wf_report_column setting_columns[] = {
    {S("setting"), S("Setting"), WF_LOOK_STRONG, .least = 30, .is_row_header = true},
    {S("value"), S("Value"), INPUT, .least = 26},
    {S("note"), S("What it means"), WF_LOOK_TEXT, .least = 60, .most = 80},
    {S("used"), S("Used for"), WF_LOOK_TEXT, .least = 16},
};

void setup_policy(setup *s)
{
    const wf_trust_setting *usual = NULL;
    size_t count = 0;
    wf_trust_default_settings(&usual, &count);
    wf_section *section = setup_section(
        s, "policy", "Policy", "Thresholds and rules, with what each is for",
        "Filled in with the usual values. Change what the trust has decided otherwise.");
    wf_report_table *t = setup_table(section, "policy", "Policy", setting_columns,
                                     COUNT_OF(setting_columns), 0);
    for (size_t i = 0; i < count; i++) {
        const wf_trust_setting *own = own_setting(s->trust, usual[i].name);
        bool has_own = own != NULL && own->value.n > 0;
        put_setting(t, &usual[i], has_own ? own->value : usual[i].value);
    }
    for (size_t i = 0; i < s->trust->setting_count; i++) {
        const wf_trust_setting *own = &s->trust->settings[i];
        bool is_usual = false;
        for (size_t k = 0; k < count && !is_usual; k++)
            is_usual = wf_str_eq_nocase(usual[k].name, own->name);
        if (!is_usual)
            put_setting(t, own, own->value);
    }
}

/* ---- Categories */

static wf_number halves(uint32_t count, bool zero_is_none)
{
    return (wf_number){count / 2.0, count > 0 || !zero_is_none};
}

static void put_category(wf_report_table *t, const wf_trust_category *c)
{
    size_t row = wf_table_row(t);
    wf_table_text(t, row, 0, c->code);
    wf_table_text(t, row, 1, c->label);
    setup_number(t, row, 2, c->assurance_days);
    setup_number(t, row, 3, c->improvement_days);
    setup_number(t, row, 4, c->days_least);
    setup_number(t, row, 5, c->days_most);
    setup_number(t, row, 6, c->most_in_term);
    wf_table_text(t, row, 7, c->note);
}

void setup_categories(setup *s)
{
    static const wf_report_column columns[] = {
        {S("category"), S("Category"), INPUT, .least = 9, .is_row_header = true},
        {S("label"), S("Label"), INPUT, .least = 36},
        {S("qa"), S("Assurance days a term"), INPUT, .least = 11, DAYS_RULE},
        {S("si"), S("Improvement days a term"), INPUT, .least = 13, DAYS_RULE},
        {S("least"), S("Days least"), INPUT, .least = 8, DAYS_RULE},
        {S("most"), S("Days most"), INPUT, .least = 8, DAYS_RULE},
        {S("term_most"), S("Days most a term"), INPUT, .least = 9, DAYS_RULE,
         .note = S("Empty: no more than the year's.")},
        {S("note"), S("Note"), INPUT, .least = 40},
    };
    wf_section *section = setup_section(s, "categories", "Categories",
                                        "What each category of school is entitled to",
                                        "Days are of a year with six terms. Categories "
                                        "go from the strongest school to the "
                                        "one that needs most.");
    wf_report_table *t =
        setup_table(section, "categories", "Categories", columns, COUNT_OF(columns), 4);
    for (size_t i = 0; i < s->trust->category_count; i++)
        put_category(t, &s->trust->categories[i]);
    wf_support_policy usual = wf_support_policy_default();
    for (uint32_t i = 0; s->trust->category_count == 0 && i < usual.tier_count; i++) {
        const wf_support_tier *tier = &usual.tiers[i];
        put_category(
            t, &(wf_trust_category){.code = tier->code,
                                    .label = tier->label,
                                    .assurance_days = halves(tier->qa_halves, false),
                                    .improvement_days = halves(tier->si_halves, false),
                                    .days_least = halves(tier->year_floor, false),
                                    .days_most = halves(tier->year_ceiling, true),
                                    .most_in_term = halves(tier->term_ceiling, true),
                                    .note = tier->note});
    }
}

/* ---- House style */

void setup_style(setup *s)
{
    const wf_trust *t = s->trust;
    const struct {
        const char *name;
        wf_str value;
        const char *note;
    } rows[] = {
        {"Trust", t->name, "The name of the trust, as it stands on reports."},
        {"Logo", t->logo,
         "The file's name, in the folder of this workbook: PNG or JPEG, at most 1 MB and "
         "4,000 pixels a side."},
        {"Main colour", words_text(&s->w, "#%06X", t->theme.main),
         "Headings and the heads of tables, as #RRGGBB. Text on it is white or black, "
         "whichever reads better; it must show on white (contrast of 3 or more)."},
        {"Second colour", words_text(&s->w, "#%06X", t->theme.second),
         "Second lines and bars of charts; the same applies."},
    };
    wf_section *section =
        setup_section(s, "style", "House style", "The trust's name, logo and colours",
                      "How reports look. Empty: the usual look.");
    wf_report_table *table = setup_table(section, "style", "House style", setting_columns,
                                         COUNT_OF(setting_columns) - 1, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(rows[i].name));
        wf_table_text(table, row, 1, rows[i].value);
        wf_table_text(table, row, 2, wf_str_from(rows[i].note));
    }
}
