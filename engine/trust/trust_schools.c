/* Sheets Schools and Inspections. */
#include "engine/text/fold.h"
#include "engine/trust/trust_reader.h"
#include "engine/trust/trust_words.h"
#include <stdlib.h>
#include <string.h>

enum {
    SCHOOL,
    URN,
    PHASE,
    PUPILS,
    REGION,
    AREA,
    HEAD_SINCE,
    OTHER_NAMES,
    CONTACT,
    JUDGEMENT,
    CAPACITY,
    FIRST_HEADSHIP,
    NEW_TEAM,
    RISK,
    CATEGORY,
    REASON,
    BY,
    ON,
    LAST_YEAR,
    NEEDS
};
static const char *const school_headings[] = {
    "School|School name|Name of school|Name",
    "URN|Unique reference number|DfE URN",
    "Phase|Type|Phase of education|School phase",
    "Pupils|Number on roll|NOR|Pupils on roll|Roll",
    "Region",
    "Area|Cluster|Hub|Local area",
    "Headteacher since|Head since|Headteacher in post since",
    "Other names|Also known as|Aliases",
    "Contact|Contact e-mail|E-mail|Email",
    "Judgement|Last judgement|Overall effectiveness|Ofsted grade",
    "Capacity",
    "First headship",
    "New team|New leadership team",
    "Risk",
    "Category",
    "Reason",
    "By",
    "On",
    "Category last year",
    "Needs",
    NULL};
const trust_sheet_def schools_def = {"Schools|School|Schools list", school_headings};

typedef struct taken_name {
    wf_str text;
    size_t school;
} taken_name;

static int by_text(const void *a, const void *b)
{
    const taken_name *x = a, *y = b;
    int order = wf_str_cmp(x->text, y->text);
    return order != 0 ? order : x->school < y->school ? -1 : x->school > y->school;
}

/* A URN is six digits; a spreadsheet may have made a number of it. */
static wf_str read_urn(const trust_sheet *s)
{
    wf_str text = trust_text(s, URN);
    size_t digits = 0;
    for (size_t i = 0; i < text.n; i++)
        digits += text.p[i] >= '0' && text.p[i] <= '9' ? 1u : 0u;
    if (text.n == 0 || (text.n == 6 && digits == 6))
        return text;
    trust_say(s, URN, WF_D_VALUE_BAD, "\"%.*s\" is not a URN: six digits",
              (int)(text.n < 100 ? text.n : 100), text.p);
    return WF_STR_EMPTY;
}

static wf_phase read_phase(const trust_sheet *s)
{
    wf_str text = trust_text(s, PHASE);
    wf_phase phase = wf_phase_from_name(text);
    if (text.n > 0 && phase == WF_PHASE_NONE)
        trust_say(s, PHASE, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a phase: nursery, primary, secondary, all-through, "
                  "special, alternative provision or 16 plus",
                  (int)(text.n < 100 ? text.n : 100), text.p);
    return phase;
}

/* One of a column's words, as it is usually written; reported where it is none. */
static wf_str read_word(const trust_sheet *s, int column, const char *const *words,
                        const char *expected)
{
    wf_str text = trust_text(s, column);
    if (text.n == 0)
        return text;
    for (size_t i = 0; words[i] != NULL; i++)
        if (wf_str_eq_nocase(text, wf_str_from(words[i])))
            return wf_str_from(words[i]);
    trust_say(s, column, WF_D_VALUE_BAD, "\"%.*s\" is not %s",
              (int)(text.n < 100 ? text.n : 100), text.p, expected);
    return WF_STR_EMPTY;
}

static wf_str read_risk(const trust_sheet *s)
{
    static const char *const bands[] = {"LOW", "MEDIUM", "HIGH", NULL};
    static const trust_range chance = {0, 100,
                                       "LOW, MEDIUM, HIGH or a chance such as 35%"};
    wf_str text = trust_text(s, RISK);
    for (size_t i = 0; bands[i] != NULL; i++)
        if (wf_str_eq_nocase(text, wf_str_from(bands[i])))
            return wf_str_from(bands[i]);
    return trust_number(s, RISK, &chance).present ? text : WF_STR_EMPTY;
}

/* A category that a leader set has a reason, a name and a day. */
static void read_category(const trust_sheet *s, wf_trust_school *school)
{
    school->category = trust_text(s, CATEGORY);
    school->category_reason = trust_text(s, REASON);
    school->category_by = trust_text(s, BY);
    school->category_on = trust_date(s, ON);
    school->last_year = trust_text(s, LAST_YEAR);
    bool is_whole = school->category_reason.n > 0 && school->category_by.n > 0 &&
                    school->category_on != WF_DATE_NONE;
    if (school->category.n > 0 && !is_whole)
        trust_say(s, CATEGORY, WF_D_REASON_MISSING,
                  "category %.*s was set by hand: a reason, a name and a date belong to "
                  "it",
                  (int)(school->category.n < 20 ? school->category.n : 20),
                  school->category.p);
}

static wf_trust_school read_school(const trust_sheet *s)
{
    static const char *const answers[] = {"yes", "no", NULL};
    static const char *const capacities[] = {"others", "some", "own", "insufficient",
                                             NULL};
    static const trust_range roll = {0, 20000, "a number of pupils"};
    wf_trust_school school = {
        .name = trust_text(s, SCHOOL),
        .urn = read_urn(s),
        .phase = read_phase(s),
        .pupils = (int64_t)trust_number(s, PUPILS, &roll).value,
        .region = trust_text(s, REGION),
        .area = trust_text(s, AREA),
        .head_since = trust_date(s, HEAD_SINCE),
        .other_names = trust_list(s, OTHER_NAMES),
        .contact = trust_text(s, CONTACT),
        .judgement = trust_text(s, JUDGEMENT),
        .capacity = read_word(s, CAPACITY, capacities,
                              "a capacity: others, some, own or insufficient"),
        .first_headship = read_word(s, FIRST_HEADSHIP, answers, "yes or no"),
        .new_team = read_word(s, NEW_TEAM, answers, "yes or no"),
        .risk = read_risk(s),
        .needs = trust_text(s, NEEDS),
        .at = trust_at(s, SCHOOL),
    };
    read_category(s, &school);
    return school;
}

/* A judgement that the sheet works out from its inspections is no statement of its own.
 */
static bool judgement_is_formula(const trust_sheet *s)
{
    if (!trust_sheet_has(s, JUDGEMENT))
        return false;
    const wf_cell *cell = wf_grid_cell(s->grid, s->row, (uint32_t)s->columns[JUDGEMENT]);
    return cell != NULL && (cell->flags & WF_CELL_FORMULA) != 0;
}

static wf_str urn_or_name(const wf_trust_school *school, bool by_urn, wf_arena *arena)
{
    wf_str folded = WF_STR_EMPTY;
    if (by_urn)
        return school->urn;
    return wf_fold(school->name, arena, &folded) == WF_OK ? folded : school->name;
}

static void tell_double(trust_reader *r, const wf_trust_school *school, bool by_urn)
{
    wf_diag_add(r->diags, WF_D_NAME_TWICE, school->at,
                by_urn ? "URN %.*s stands above as well: here it was left out"
                       : "\"%.*s\" stands above as well: this row was left out",
                WF_STR_ARG(by_urn ? school->urn : school->name));
}

/* Leave out what stands twice: the school, or only its URN. */
static void leave_out(wf_trust *t, const bool *is_double, bool by_urn)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->school_count; i++) {
        if (is_double[i] && !by_urn)
            continue;
        if (is_double[i])
            t->schools[i].urn = WF_STR_EMPTY;
        t->schools[kept++] = t->schools[i];
    }
    t->school_count = kept;
}

/* Names and URNs that stand twice: the first one counts. */
static wf_status drop_doubles(trust_reader *r, bool by_urn)
{
    wf_trust *t = r->out;
    taken_name *names = wf_arena_array(r->arena, t->school_count, sizeof *names);
    bool *is_double = wf_arena_array(r->arena, t->school_count, sizeof *is_double);
    if (names == NULL || is_double == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < t->school_count; i++)
        names[i] = (taken_name){urn_or_name(&t->schools[i], by_urn, r->arena), i};
    if (t->school_count > 0)
        qsort(names, t->school_count, sizeof *names, by_text);
    for (size_t i = 1; i < t->school_count; i++)
        is_double[names[i].school] =
            names[i].text.n > 0 && wf_str_eq(names[i].text, names[i - 1].text);
    for (size_t i = 0; i < t->school_count; i++)
        if (is_double[i])
            tell_double(r, &t->schools[i], by_urn);
    leave_out(t, is_double, by_urn);
    return WF_OK;
}

wf_status read_schools(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &schools_def, &s));
    while (trust_sheet_next(&s)) {
        if (trust_text(&s, SCHOOL).n == 0) {
            if (trust_text(&s, URN).n > 0 || trust_text(&s, PHASE).n > 0)
                trust_say(&s, SCHOOL, WF_D_NAME_MISSING,
                          "this row has no school's name: it was left out");
            continue;
        }
        if (!reader_room(&s, (void **)&r->out->schools, r->out->school_count, &space,
                         sizeof *r->out->schools, MOST_SCHOOLS))
            break;
        wf_trust_school *school = &r->out->schools[r->out->school_count++];
        *school = read_school(&s);
        if (judgement_is_formula(&s))
            school->judgement = WF_STR_EMPTY;
    }
    WF_TRY(space.status);
    WF_TRY(drop_doubles(r, false));
    return drop_doubles(r, true);
}

/* ---- Inspections: one row an area of one inspection. */

enum {
    I_SCHOOL,
    I_DATE,
    I_FRAMEWORK,
    I_AREA,
    I_JUDGEMENT
};
static const char *const inspection_headings[] = {
    "School|School name",      "Date|Inspected on|Inspection date", "Framework",
    "Area|Area of inspection", "Judgement|Grade|Outcome",           NULL};
const trust_sheet_def inspections_def = {"Inspections|Inspection|Inspection history",
                                         inspection_headings};

typedef struct dated {
    wf_inspection inspection;
    size_t school, row;
} dated;

/* By school; of one school the newest first, as they stand in the sheet. */
static int by_school(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    if (x->school != y->school)
        return x->school < y->school ? -1 : 1;
    if (x->inspection.on != y->inspection.on)
        return x->inspection.on > y->inspection.on ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

static trust_framework read_framework(const trust_sheet *s, trust_framework by_judgement,
                                      wf_str area, wf_date on)
{
    wf_str text = trust_text(s, I_FRAMEWORK);
    trust_framework framework = trust_framework_from(text);
    if (text.n > 0 && framework == FRAMEWORK_NONE)
        trust_say(s, I_FRAMEWORK, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a framework: four-grade, no-overall-grade or "
                  "report-card",
                  (int)(text.n < 100 ? text.n : 100), text.p);
    if (framework != FRAMEWORK_NONE)
        return framework;
    if (by_judgement != FRAMEWORK_NONE)
        return by_judgement;
    bool has_overall = wf_str_eq(area, WF_STR("Overall effectiveness"));
    return has_overall || on < wf_date_from_ymd(2024, 9, 1) ? FRAMEWORK_FOUR_GRADE
                                                            : FRAMEWORK_NO_OVERALL;
}

/* A judgement belongs to its framework's words and years: overall grades ended with
 * August 2024, report cards began with November 2025 (domain facts, 7.1 and 7.2). */
static void check_framework(const trust_sheet *s, trust_framework framework,
                            trust_framework by_judgement, const wf_inspection *i)
{
    bool is_card = framework == FRAMEWORK_REPORT_CARD;
    bool is_overall = wf_str_eq(i->area, WF_STR("Overall effectiveness"));
    if (is_card != (by_judgement == FRAMEWORK_REPORT_CARD))
        trust_say(s, I_JUDGEMENT, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a word of the framework \"%.*s\"",
                  WF_STR_ARG(i->judgement), WF_STR_ARG(i->framework));
    if (is_card && i->on < wf_date_from_ymd(2025, 11, 1))
        trust_say(s, I_DATE, WF_D_DATES_CONTRADICT,
                  "a report card before November 2025, when they began");
    if (is_card && is_overall)
        trust_say(s, I_AREA, WF_D_VALUE_BAD, "a report card has no overall judgement");
    if (!is_card && is_overall && i->on >= wf_date_from_ymd(2024, 9, 1))
        trust_say(s, I_DATE, WF_D_DATES_CONTRADICT,
                  "an overall grade after August 2024, when they ended");
}

static bool read_inspection(trust_reader *r, const trust_sheet *s, dated *out)
{
    const wf_trust_school *school = reader_school(r, s, I_SCHOOL);
    wf_str written = trust_text(s, I_JUDGEMENT);
    trust_framework by_judgement = FRAMEWORK_NONE;
    wf_inspection i = {.on = trust_date(s, I_DATE),
                       .judgement = trust_judgement_from(written, &by_judgement),
                       .at = trust_at(s, I_SCHOOL)};
    if (school == NULL)
        return false;
    if (i.on == WF_DATE_NONE) {
        if (trust_text(s, I_DATE).n == 0)
            trust_say(s, I_DATE, WF_D_VALUE_BAD, "an inspection without its date");
        return false;
    }
    if (i.judgement.n == 0) {
        trust_say(s, I_JUDGEMENT, WF_D_VALUE_BAD,
                  "\"%.*s\" is not a judgement of either scale",
                  (int)(written.n < 100 ? written.n : 100), written.p);
        return false;
    }
    bool is_known = false;
    wf_str area = trust_text(s, I_AREA);
    i.area = trust_area_from(area.n > 0 ? area : WF_STR("overall"), &is_known);
    if (!is_known)
        trust_say(s, I_AREA, WF_D_VALUE_BAD, "\"%.*s\" is not an area of inspection",
                  (int)(area.n < 100 ? area.n : 100), area.p);
    trust_framework framework = read_framework(s, by_judgement, i.area, i.on);
    i.framework = trust_framework_name(framework);
    check_framework(s, framework, by_judgement, &i);
    *out = (dated){i, (size_t)(school - r->out->schools), s->row};
    return true;
}

/* One judgement an area and day. */
static bool is_double(const dated *a, const dated *b)
{
    return a->school == b->school && a->inspection.on == b->inspection.on &&
           wf_str_eq_nocase(a->inspection.area, b->inspection.area);
}

static wf_status share_out(trust_reader *r, dated *all, size_t count)
{
    qsort(all, count, sizeof *all, by_school);
    wf_inspection *list = wf_arena_array(r->arena, count, sizeof *list);
    if (list == NULL)
        return WF_E_MEMORY;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        /* A visit has a dozen areas at most: look back that far. */
        for (size_t k = 1; !again && k <= 24 && k <= i; k++)
            again = is_double(&all[i], &all[i - k]);
        if (again) {
            wf_diag_add(r->diags, WF_D_NAME_TWICE, all[i].inspection.at,
                        "this area of this inspection stands above as well: this row was "
                        "left out");
            continue;
        }
        wf_trust_school *school = &r->out->schools[all[i].school];
        if (school->inspection_count == 0)
            school->inspections = &list[kept];
        school->inspection_count++;
        list[kept++] = all[i].inspection;
    }
    return WF_OK;
}

wf_status read_inspections(trust_reader *r)
{
    trust_sheet s;
    dated *all = NULL;
    size_t count = 0;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &inspections_def, &s));
    while (trust_sheet_next(&s)) {
        bool is_empty = trust_text(&s, I_SCHOOL).n == 0 &&
                        trust_text(&s, I_DATE).n == 0 &&
                        trust_text(&s, I_JUDGEMENT).n == 0;
        if (is_empty)
            continue;
        if (!reader_room(&s, (void **)&all, count, &space, sizeof *all, MOST_ROWS))
            break;
        if (read_inspection(r, &s, &all[count]))
            count++;
    }
    WF_TRY(space.status);
    return count > 0 ? share_out(r, all, count) : WF_OK;
}
