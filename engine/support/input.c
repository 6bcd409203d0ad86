/* The problem as people write it: docs/allocation.md. */
#include "engine/support/names.h"
#include "engine/support/problem.h"
#include "engine/support/records.h"
#include "engine/support/sheets.h"
#include "engine/text/number.h"
#include "wayforward/trust.h"
#include <math.h>

typedef struct reading {
    const wf_document *const *docs;
    size_t count;
    wf_arena *arena;
    wf_diags *diags;
    wf_support_problem *p;
    wf_trust trust; /* of a set-up with inspections; else without schools */
    size_t next;    /* its first school below the rows that were read */
    support_names schools, providers;
} reading;

typedef struct word {
    const char *text;
    int value;
} word;

/* Best first where one begins with another. */
static const word judgements[] = {
    {"outstanding", WF_JUDGED_OUTSTANDING},
    {"exceptional", WF_JUDGED_OUTSTANDING},
    {"strong standard", WF_JUDGED_GOOD},
    {"expected standard", WF_JUDGED_GOOD},
    {"good", WF_JUDGED_GOOD},
    {"requires improvement", WF_JUDGED_REQUIRES_IMPROVEMENT},
    {"ri", WF_JUDGED_REQUIRES_IMPROVEMENT},
    {"needs attention", WF_JUDGED_REQUIRES_IMPROVEMENT},
    {"inadequate", WF_JUDGED_INADEQUATE},
    {"urgent improvement", WF_JUDGED_INADEQUATE},
    {"serious weaknesses", WF_JUDGED_INADEQUATE},
    {"special measures", WF_JUDGED_INADEQUATE},
    {"category of concern", WF_JUDGED_INADEQUATE},
    {"unknown", WF_JUDGED_UNKNOWN},
    {"", WF_JUDGED_UNKNOWN},
    {NULL, 0},
};
static const word capacities[] = {
    {"others", WF_CAPACITY_OTHERS},
    {"some", WF_CAPACITY_SOME},
    {"own", WF_CAPACITY_OWN},
    {"insufficient", WF_CAPACITY_INSUFFICIENT},
    {"unknown", WF_CAPACITY_UNKNOWN},
    {"", WF_CAPACITY_UNKNOWN},
    {NULL, 0},
};
static const word risks[] = {
    {"low", WF_RISK_LOW},
    {"medium", WF_RISK_MEDIUM},
    {"high", WF_RISK_HIGH},
    {"", WF_RISK_NONE},
    {NULL, 0},
};
static const word answers[] = {
    {"yes", 1}, {"y", 1},     {"true", 1}, {"no", 0},
    {"n", 0},   {"false", 0}, {"", 0},     {NULL, 0},
};

static int word_of(const support_sheet *sheet, uint32_t row, uint32_t column,
                   const word *words, const char *expected)
{
    wf_str text = support_sheet_text(sheet, row, column);
    for (const word *w = words; w->text != NULL; w++)
        if (wf_str_eq_nocase(text, wf_str_from(w->text)))
            return w->value;
    support_sheet_complain(sheet, row, column, expected);
    return 0;
}

static uint32_t focus_of(reading *r, wf_str name)
{
    return support_focus_named(r->p, name);
}

uint32_t support_focus_named(wf_support_problem *p, wf_str name)
{
    for (uint32_t f = 0; f < p->focus_count; f++)
        if (wf_str_eq_nocase(p->focuses[f], name))
            return f;
    if (p->focus_count == WF_SUPPORT_FOCUSES)
        return WF_SUPPORT_NONE;
    p->focuses[p->focus_count] = name;
    return p->focus_count++;
}

static support_sheet open_sheet(const reading *r)
{
    return (support_sheet){.arena = r->arena, .diags = r->diags};
}

/* ---- Policy and categories */
enum {
    SETTING,
    VALUE,
    USED_FOR
};
static const char *const policy_headings[] = {"Setting|Name", "Value",
                                              "Used for|For|Part", NULL};

/* A trust's set-up holds the settings of other parts too, and says whose they are. */
static bool is_of_others(const support_sheet *sheet, uint32_t row)
{
    wf_str used_for = support_sheet_text(sheet, row, USED_FOR);
    return used_for.n > 0 && !wf_str_eq_nocase(used_for, WF_STR("Support days"));
}

typedef struct setting {
    const char *name;
    size_t offset;
    enum {
        AS_NUMBER,
        AS_COUNT,
        AS_TERM, /* from 1 in text, from 0 here */
        AS_HALVES,
        AS_FLAG,
        AS_TEXT
    } kind;
} setting;
#define AT(field) offsetof(wf_support_policy, field)

static const setting settings[] = {
    {"terms", AT(terms), AS_COUNT},
    {"first open term", AT(from_term), AS_TERM},
    {"review term", AT(review_term), AS_TERM},
    {"review days", AT(review_halves), AS_HALVES},
    {"review counts within allowance", AT(review_counts_within), AS_FLAG},
    {"weight of low risk", AT(weight_low), AS_NUMBER},
    {"weight of medium risk", AT(weight_medium), AS_NUMBER},
    {"weight of high risk", AT(weight_high), AS_NUMBER},
    {"benefit, first half of a need", AT(segment_value[0]), AS_NUMBER},
    {"benefit, second half of a need", AT(segment_value[1]), AS_NUMBER},
    {"benefit, beyond a need", AT(segment_value[2]), AS_NUMBER},
    {"half-terms that a head is new", AT(new_head_terms), AS_COUNT},
    {"most schools a provider a term", AT(most_schools), AS_COUNT},
    {"travel, pounds a band a day", AT(travel_per_band), AS_NUMBER},
    {"quality assurance roles", AT(qa_roles), AS_TEXT},
};

static void take_setting(const support_sheet *sheet, uint32_t row, const setting *s,
                         wf_support_policy *policy)
{
    static const double range[2] = {0, 1e6};
    void *field = (char *)policy + s->offset;
    uint32_t *whole = field;
    switch (s->kind) {
    case AS_NUMBER:
        *(double *)field = support_sheet_number(sheet, row, VALUE, range, 0);
        break;
    case AS_COUNT:
        *whole = (uint32_t)support_sheet_number(sheet, row, VALUE, range, *whole);
        break;
    case AS_TERM:
        *whole = (uint32_t)support_sheet_number(sheet, row, VALUE,
                                                (const double[]){1, WF_SUPPORT_TERMS},
                                                *whole + 1) -
                 1;
        break;
    case AS_HALVES:
        *whole = support_sheet_halves(sheet, row, VALUE);
        break;
    case AS_FLAG:
        *(bool *)field = word_of(sheet, row, VALUE, answers, "yes or no") != 0;
        break;
    case AS_TEXT:
        *(wf_str *)field = support_sheet_text(sheet, row, VALUE);
        break;
    }
}

static wf_status read_policy(reading *r, wf_error *err)
{
    support_sheet sheet = open_sheet(r);
    WF_TRY(support_sheet_find(r->docs, r->count, "Policy", policy_headings, &sheet));
    wf_support_policy *policy = &r->p->policy;
    for (uint32_t row = sheet.header + 1; sheet.grid && row < sheet.grid->rows; row++) {
        wf_str name = support_sheet_text(&sheet, row, SETTING);
        const setting *found = NULL;
        for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
            if (wf_str_eq_nocase(name, wf_str_from(settings[i].name)))
                found = &settings[i];
        if (found != NULL)
            take_setting(&sheet, row, found, policy);
        else if (name.n > 0 && !is_of_others(&sheet, row))
            support_sheet_complain(&sheet, row, SETTING, "a setting");
    }
    bool divides = policy->terms == 1 || policy->terms == 2 || policy->terms == 3 ||
                   policy->terms == WF_SUPPORT_TERMS;
    if (!divides || policy->from_term >= policy->terms)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "%u terms, the first open one %u: expected 1, 2, 3 or 6 terms and "
                       "one of them",
                       policy->terms, policy->from_term + 1);
    return WF_OK;
}

enum {
    CODE,
    LABEL,
    QA_DAYS,
    SI_DAYS,
    DAYS_LEAST,
    DAYS_MOST,
    TERM_MOST,
    NOTE
};
static const char *const tier_headings[] = {
    "Category",   "Label",     "Assurance days a term", "Improvement days a term",
    "Days least", "Days most", "Days most a term",      "Note",
    NULL};

/* A scheme of one's own takes the place of the guidance's. Activities are by half-term.
 */
static wf_status read_tiers(reading *r)
{
    support_sheet s = open_sheet(r);
    WF_TRY(support_sheet_find(r->docs, r->count, "Categories", tier_headings, &s));
    wf_support_policy *policy = &r->p->policy;
    if (s.grid == NULL)
        return WF_OK;
    policy->tier_count = 0;
    for (uint32_t row = s.header + 1; row < s.grid->rows; row++) {
        wf_support_tier t = {.code = support_sheet_text(&s, row, CODE),
                             .label = support_sheet_text(&s, row, LABEL),
                             .qa_halves = support_sheet_halves(&s, row, QA_DAYS),
                             .si_halves = support_sheet_halves(&s, row, SI_DAYS),
                             .year_floor = support_sheet_halves(&s, row, DAYS_LEAST),
                             .year_ceiling = support_sheet_halves(&s, row, DAYS_MOST),
                             .term_ceiling = support_sheet_halves(&s, row, TERM_MOST),
                             .note = support_sheet_text(&s, row, NOTE)};
        if (t.code.n > 0 && policy->tier_count < WF_SUPPORT_TIERS)
            policy->tiers[policy->tier_count++] = t;
    }
    if (policy->tier_count == 0)
        *policy = (wf_support_policy){0};
    return policy->tier_count > 0 ? WF_OK : WF_E_FORMAT;
}

/* ---- Schools */
enum {
    SCHOOL,
    AREA,
    JUDGEMENT,
    CAPACITY,
    HEAD_TERMS,
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
    "Area|Cluster|Hub|Local area",
    "Judgement|Last judgement|Overall effectiveness|Ofsted grade",
    "Capacity",
    "Head half-terms",
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

static uint32_t tier_of(const reading *r, wf_str code)
{
    for (uint32_t i = 0; i < r->p->policy.tier_count; i++)
        if (wf_str_eq_nocase(r->p->policy.tiers[i].code, code))
            return i;
    return WF_SUPPORT_NONE;
}

/* A probability, or a band. */
static void read_risk(const reading *r, const support_sheet *s, uint32_t row,
                      wf_support_school *school)
{
    const wf_support_policy *policy = &r->p->policy;
    wf_str text = support_sheet_text(s, row, RISK);
    double p = 0;
    if (text.n > 0 && wf_str_ends_with(text, WF_STR("%")) &&
        wf_number_parse(wf_str_trim(wf_str_sub(text, 0, text.n - 1)), &p))
        p /= 100;
    else if (text.n == 0 || !wf_number_parse(text, &p)) {
        school->risk = (wf_risk_rating)word_of(s, row, RISK, risks,
                                               "LOW, MEDIUM, HIGH or a probability");
        school->risk_weight = school->risk == WF_RISK_HIGH     ? policy->weight_high
                              : school->risk == WF_RISK_MEDIUM ? policy->weight_medium
                                                               : policy->weight_low;
        return;
    }
    if (p < 0 || p > 1) {
        support_sheet_complain(s, row, RISK, "a probability");
        p = 0;
    }
    school->risk = p > 0.40 ? WF_RISK_HIGH : p >= 0.15 ? WF_RISK_MEDIUM : WF_RISK_LOW;
    /* From the weight of LOW at 0 to that of HIGH at 0.6 and above, in hundredths. */
    double share = fmin(1, p / 0.6);
    school->risk_weight =
        round(100 *
              (policy->weight_low + share * (policy->weight_high - policy->weight_low))) /
        100;
}

static const word *word_named(const word *words, wf_str text)
{
    for (const word *w = words; w->text != NULL; w++)
        if (wf_str_eq_nocase(text, wf_str_from(w->text)))
            return w;
    return NULL;
}

/* What stands in the column; where a set-up leaves that to a formula without a stored
 * value (an .xls of LibreOffice, a .csv file), what its inspections come to. */
static wf_judgement judgement_of(reading *r, const support_sheet *s, uint32_t row)
{
    wf_str text = support_sheet_text(s, row, JUDGEMENT);
    wf_str at = support_sheet_at(s, row, SCHOOL);
    const word *found = text.n > 0 ? word_named(judgements, text) : NULL;
    if (found != NULL)
        return (wf_judgement)found->value;
    size_t i = r->next;
    while (i < r->trust.school_count && !wf_str_eq(r->trust.schools[i].at, at))
        i++;
    if (i < r->trust.school_count) {
        r->next = i + 1;
        if (text.n > 0 && !wf_str_eq(text, WF_STR("0")))
            support_sheet_complain(s, row, JUDGEMENT, "a judgement");
        found = word_named(judgements, wf_trust_standing(&r->trust.schools[i], NULL));
        return found != NULL ? (wf_judgement)found->value : WF_JUDGED_UNKNOWN;
    }
    return (wf_judgement)word_of(s, row, JUDGEMENT, judgements, "a judgement");
}

/* The inspections of a set-up; its own mistakes are told by who reads it as such. */
static void read_inspections(reading *r)
{
    static const char *const headings[] = {"School", "Judgement", NULL};
    support_sheet s = open_sheet(r);
    if (support_sheet_find(r->docs, r->count, "Inspections", headings, &s) != WF_OK ||
        s.grid == NULL ||
        wf_trust_read_sheets(r->docs, r->count, r->arena, NULL, &r->trust, NULL) != WF_OK)
        r->trust = (wf_trust){0};
}

static void read_decision(reading *r, const support_sheet *s, uint32_t row,
                          wf_support_school *school)
{
    wf_support_evidence e = {
        .judgement = judgement_of(r, s, row),
        .capacity = (wf_capacity)word_of(s, row, CAPACITY, capacities,
                                         "others, some, own or insufficient"),
        .head_terms = (int32_t)support_sheet_number(s, row, HEAD_TERMS,
                                                    (const double[]){0, 1000}, -1),
        .first_headship = word_of(s, row, FIRST_HEADSHIP, answers, "yes or no") != 0,
        .new_team = word_of(s, row, NEW_TEAM, answers, "yes or no") != 0,
        .risk = school->risk};
    wf_str given = support_sheet_text(s, row, CATEGORY);
    bool has_evidence = e.judgement != WF_JUDGED_UNKNOWN ||
                        support_sheet_text(s, row, JUDGEMENT).n > 0 ||
                        support_sheet_text(s, row, CAPACITY).n > 0;
    wf_support_decision d = wf_support_categorise(&r->p->policy, &e);
    d.override_reason = support_sheet_text(s, row, REASON);
    d.override_by = support_sheet_text(s, row, BY);
    d.override_on = support_sheet_text(s, row, ON);
    uint32_t tier = given.n > 0 ? tier_of(r, given) : d.computed;
    if (given.n > 0 && tier == WF_SUPPORT_NONE)
        support_sheet_complain(s, row, CATEGORY, "a category of the scheme");
    else
        d.tier = tier;
    if (!has_evidence && given.n > 0) {
        d.computed = WF_SUPPORT_NONE;
        d.rule = WF_STR("given; there is no evidence to compute it from");
        d.needs_person = false;
    } else if (d.tier != d.computed) {
        d.needs_person = false;
        if (d.override_reason.n == 0 || d.override_by.n == 0 || d.override_on.n == 0)
            wf_diag_add(r->diags, WF_D_VALUE_BAD, support_sheet_at(s, row, CATEGORY),
                        "category %.*s instead of %.*s: a reason, a name and a date "
                        "belong to it",
                        WF_STR_ARG(given),
                        WF_STR_ARG(r->p->policy.tiers[d.computed].code));
    }
    d.last_year = tier_of(r, support_sheet_text(s, row, LAST_YEAR));
    school->decision = d;
}

/* "Maths 6; SEND 4 x2": a focus, days, and a weight where it is not 1. */
static bool read_need(reading *r, wf_str item, wf_support_need *out)
{
    double weight = 1, days = 0;
    size_t space = item.n;
    while (space > 0 && item.p[space - 1] != ' ')
        space--;
    wf_str last = wf_str_sub(item, space, item.n);
    if (space > 0 && last.n > 1 && last.p[0] == 'x' &&
        wf_number_parse(wf_str_sub(last, 1, last.n), &weight)) {
        item = wf_str_trim(wf_str_sub(item, 0, space));
        for (space = item.n; space > 0 && item.p[space - 1] != ' ';)
            space--;
        last = wf_str_sub(item, space, item.n);
    }
    wf_str name = wf_str_trim(wf_str_sub(item, 0, space));
    if (name.n == 0 || !wf_number_parse(last, &days) || days < 0.5 || days > 400 ||
        weight <= 0 || weight > 100 || fabs(days * 2 - round(days * 2)) > 1e-9)
        return false;
    *out = (wf_support_need){focus_of(r, name), (uint32_t)(days * 2 + 0.5), weight};
    return out->focus != WF_SUPPORT_NONE;
}

static wf_status read_needs(reading *r, const support_sheet *s, uint32_t row,
                            wf_support_school *school)
{
    wf_str list = support_sheet_text(s, row, NEEDS);
    wf_support_need *needs =
        wf_arena_array(r->arena, WF_SUPPORT_FOCUSES + 1, sizeof *needs);
    if (needs == NULL)
        return WF_E_MEMORY;
    school->needs = needs;
    bool improves = false;
    while (list.n > 0) {
        wf_support_need need;
        wf_str item = support_next_item(&list, ";\n");
        if (item.n == 0)
            continue;
        if (!read_need(r, item, &need) || support_need_known(school, need.focus)) {
            wf_diag_add(r->diags, WF_D_VALUE_BAD, support_sheet_at(s, row, NEEDS),
                        "\"%.*s\" is not a need such as \"Maths 6\" (days), named once",
                        WF_STR_ARG(item));
            continue;
        }
        needs[school->need_count++] = need;
        improves = improves || need.focus != WF_FOCUS_QA;
    }
    if (!improves) /* any specialism helps a school that names no need */
        needs[school->need_count++] = (wf_support_need){
            WF_FOCUS_GENERAL, school->year_floor > 1 ? school->year_floor / 2 : 1, 0.5};
    return WF_OK;
}

static wf_status read_schools(reading *r, wf_error *err)
{
    support_sheet s = open_sheet(r);
    WF_TRY(support_sheet_find(r->docs, r->count, "Schools|School|Schools list",
                              school_headings, &s));
    if (s.grid == NULL || s.columns[SCHOOL] == WF_SUPPORT_NONE)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "there is no sheet \"Schools\" with a column \"School\"");
    wf_support_problem *p = r->p;
    read_inspections(r);
    p->schools = wf_arena_array(r->arena, s.grid->rows, sizeof *p->schools);
    if (p->schools == NULL ||
        support_names_make(&r->schools, s.grid->rows, r->arena) != WF_OK)
        return wf_fail_memory(err);
    for (uint32_t row = s.header + 1; row < s.grid->rows; row++) {
        wf_support_school *school = &p->schools[p->school_count];
        *school = (wf_support_school){.name = support_sheet_text(&s, row, SCHOOL),
                                      .area = support_sheet_text(&s, row, AREA),
                                      .at = support_sheet_at(&s, row, SCHOOL)};
        if (school->name.n == 0)
            continue;
        if (support_names_find(&r->schools, school->name) != WF_SUPPORT_NONE) {
            support_sheet_complain(&s, row, SCHOOL, "a new school: it stands above");
            continue;
        }
        read_risk(r, &s, row, school);
        read_decision(r, &s, row, school);
        wf_support_entitle(&p->policy, school);
        if (read_needs(r, &s, row, school) != WF_OK)
            return wf_fail_memory(err);
        (void)support_names_add(&r->schools, school->name, p->school_count);
        p->school_count++;
    }
    return WF_OK;
}

/* ---- Providers */
enum {
    PROVIDER,
    ROLE,
    SPECIALISMS,
    BASE_SCHOOL,
    COST,
    BAND,
    FIRST_TERM,
    AREAS = FIRST_TERM + WF_SUPPORT_TERMS,
    HOME_AREA
};
static const char *const provider_headings[] = {"Provider|Name|Provider name",
                                                "Role",
                                                "Specialisms|Specialism|Subjects",
                                                "Base school|Base",
                                                "Cost a day|Cost per day|Day rate",
                                                "Travel band",
                                                "T1|Term 1",
                                                "T2|Term 2",
                                                "T3|Term 3",
                                                "T4|Term 4",
                                                "T5|Term 5",
                                                "T6|Term 6",
                                                "Areas|Goes to",
                                                "Area|Cluster|Hub",
                                                NULL};

uint64_t support_focuses_of(wf_support_problem *p, wf_str role, wf_str specialisms)
{
    reading r = {.p = p};
    uint64_t set = 0;
    wf_str roles = p->policy.qa_roles;
    while (roles.n > 0)
        if (wf_str_eq_nocase(support_next_item(&roles, ",;"), role))
            set |= 1u << WF_FOCUS_QA;
    bool only_qa = specialisms.n > 0;
    while (specialisms.n > 0) {
        wf_str name = support_next_item(&specialisms, ",;\n");
        uint32_t focus = name.n > 0 ? focus_of(&r, name) : WF_SUPPORT_NONE;
        if (focus == WF_SUPPORT_NONE)
            continue;
        set |= UINT64_C(1) << focus;
        only_qa = only_qa && focus == WF_FOCUS_QA;
    }
    return only_qa ? set : set | 1u << WF_FOCUS_GENERAL;
}

static wf_status read_providers(reading *r, wf_error *err)
{
    static const double range[2] = {0, 100000};
    support_sheet s = open_sheet(r);
    WF_TRY(support_sheet_find(r->docs, r->count, "Providers|Provider|Support providers",
                              provider_headings, &s));
    if (s.grid == NULL || s.columns[PROVIDER] == WF_SUPPORT_NONE)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "there is no sheet \"Providers\" with a column \"Provider\"");
    wf_support_problem *p = r->p;
    p->providers = wf_arena_array(r->arena, s.grid->rows, sizeof *p->providers);
    if (p->providers == NULL ||
        support_names_make(&r->providers, s.grid->rows, r->arena) != WF_OK)
        return wf_fail_memory(err);
    for (uint32_t row = s.header + 1; row < s.grid->rows; row++) {
        wf_support_provider v = {.name = support_sheet_text(&s, row, PROVIDER),
                                 .role = support_sheet_text(&s, row, ROLE),
                                 .base_school = support_sheet_text(&s, row, BASE_SCHOOL),
                                 .areas = support_sheet_text(&s, row, AREAS),
                                 .area = support_sheet_text(&s, row, HOME_AREA),
                                 .at = support_sheet_at(&s, row, PROVIDER)};
        if (v.name.n == 0)
            continue;
        if (support_names_find(&r->providers, v.name) != WF_SUPPORT_NONE) {
            support_sheet_complain(&s, row, PROVIDER, "a new provider: it stands above");
            continue;
        }
        if (v.base_school.n > 0 &&
            support_names_find(&r->schools, v.base_school) == WF_SUPPORT_NONE)
            support_sheet_complain(&s, row, BASE_SCHOOL, "a school of the sheet Schools");
        v.focuses =
            support_focuses_of(p, v.role, support_sheet_text(&s, row, SPECIALISMS));
        v.cost_per_day = support_sheet_number(&s, row, COST, range, 0);
        v.travel_band = support_sheet_number(&s, row, BAND, range, 0);
        for (uint32_t t = 0; t < p->policy.terms; t++)
            v.halves[t] = support_sheet_halves(&s, row, FIRST_TERM + t);
        (void)support_names_add(&r->providers, v.name, p->provider_count);
        p->providers[p->provider_count++] = v;
    }
    return WF_OK;
}

/* ---- Pairs */
enum {
    PAIR_SCHOOL,
    PAIR_PROVIDER,
    PAIR_TERM,
    PAIR_DAYS,
    PAIR_FOCUS
};
static const char *const pair_headings[] = {"School", "Provider", "Term",
                                            "Days",   "Focus",    NULL};

static bool read_pair(reading *r, const support_sheet *s, uint32_t row, bool has_days,
                      wf_support_pair *out)
{
    wf_support_problem *p = r->p;
    wf_str school = support_sheet_text(s, row, PAIR_SCHOOL);
    wf_str provider = support_sheet_text(s, row, PAIR_PROVIDER);
    wf_str term = support_sheet_text(s, row, PAIR_TERM);
    wf_str focus = support_sheet_text(s, row, PAIR_FOCUS);
    double number = 1;
    if (school.n == 0 && provider.n == 0)
        return false;
    *out = (wf_support_pair){.school = support_names_find(&r->schools, school),
                             .provider = support_names_find(&r->providers, provider),
                             .focus = WF_SUPPORT_NONE,
                             .at = support_sheet_at(s, row, PAIR_SCHOOL)};
    if (wf_str_starts_with(term, WF_STR("T")) || wf_str_starts_with(term, WF_STR("t")))
        term = wf_str_sub(term, 1, term.n);
    if (out->school == WF_SUPPORT_NONE)
        support_sheet_complain(s, row, PAIR_SCHOOL, "a school of the sheet Schools");
    else if (out->provider == WF_SUPPORT_NONE)
        support_sheet_complain(s, row, PAIR_PROVIDER,
                               "a provider of the sheet Providers");
    else if (has_days &&
             (!wf_number_parse(term, &number) || number < 1 || number > p->policy.terms ||
              number < floor(number) || number > floor(number)))
        support_sheet_complain(s, row, PAIR_TERM, "a term of the year");
    else {
        out->term = (uint32_t)number - 1;
        out->halves = has_days ? support_sheet_halves(s, row, PAIR_DAYS) : 0;
        if (focus.n > 0)
            out->focus = focus_of(r, focus);
        return true;
    }
    return false;
}

static wf_status read_pairs(reading *r, const char *name, bool has_days,
                            wf_support_pair **items, size_t *count)
{
    support_sheet s = open_sheet(r);
    WF_TRY(support_sheet_find(r->docs, r->count, name, pair_headings, &s));
    if (s.grid == NULL)
        return WF_OK;
    wf_support_pair *more = wf_arena_grow(r->arena, *items, *count * sizeof *more,
                                          (*count + s.grid->rows) * sizeof *more);
    if (more == NULL)
        return WF_E_MEMORY;
    *items = more;
    for (uint32_t row = s.header + 1; row < s.grid->rows; row++)
        if (read_pair(r, &s, row, has_days, &more[*count]))
            (*count)++;
    return WF_OK;
}

static wf_status read_all_pairs(reading *r)
{
    wf_support_problem *p = r->p;
    WF_TRY(read_pairs(r, "Agreed", true, &p->agreed, &p->agreed_count));
    WF_TRY(read_pairs(r, "Forbidden", false, &p->forbidden, &p->forbidden_count));
    WF_TRY(read_pairs(r, "Delivered", true, &p->committed, &p->committed_count));
    WF_TRY(support_read_records(&(support_record_reading){.docs = r->docs,
                                                          .count = r->count,
                                                          .arena = r->arena,
                                                          .diags = r->diags,
                                                          .schools = &r->schools,
                                                          .providers = &r->providers},
                                p));
    size_t delivered = p->committed_count;
    WF_TRY(read_pairs(r, "Fixed", true, &p->committed, &p->committed_count));
    for (size_t i = 0; i < p->committed_count; i++)
        p->committed[i].is_delivered = i < delivered;
    support_settle_commitments(p, r->diags);
    return WF_OK;
}

wf_status wf_support_read(const wf_document *const *docs, size_t count, wf_arena *arena,
                          wf_diags *diags, wf_support_problem *out, wf_error *err)
{
    wf_support_problem p = {.policy = wf_support_policy_default(),
                            .focuses = {WF_STR("QA"), WF_STR("General")},
                            .focus_count = 2};
    reading r = {.docs = docs, .count = count, .arena = arena, .diags = diags, .p = &p};
    WF_TRY(read_policy(&r, err));
    if (read_tiers(&r) != WF_OK)
        return wf_fail(err, WF_E_FORMAT, NULL, "the sheet \"Categories\" has none");
    WF_TRY(read_schools(&r, err));
    WF_TRY(read_providers(&r, err));
    if (read_all_pairs(&r) != WF_OK)
        return wf_fail_memory(err);
    if (p.school_count == 0 || p.provider_count == 0)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "%u schools and %u providers: at least "
                       "one of each is needed",
                       p.school_count, p.provider_count);
    *out = p;
    return WF_OK;
}
