/* Sheets Providers and Categories: what engine/support reads from the same sheets. */
#include "engine/text/fold.h"
#include "engine/trust/trust_reader.h"
#include <math.h>
#include <stdlib.h>

enum {
    PROVIDER,
    ROLE,
    SPECIALISMS,
    BASE_SCHOOL,
    COST,
    BAND,
    T1,
    AREA = T1 + WF_TERMS
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
                                                "Area|Cluster|Hub",
                                                NULL};
const trust_sheet_def providers_def = {"Providers|Provider|Support providers",
                                       provider_headings};

static wf_number read_days(const trust_sheet *s, int column)
{
    static const trust_range days = {0, 1000, "a number of days"};
    wf_number n = trust_number(s, column, &days);
    if (!n.present || fabs(n.value * 2 - round(n.value * 2)) < 1e-9)
        return n;
    trust_say(s, column, WF_D_VALUE_BAD, "%g days: expected whole half-days", n.value);
    return (wf_number){0};
}

static wf_trust_provider read_provider(trust_reader *r, const trust_sheet *s)
{
    static const trust_range pounds = {0, 100000, "a sum in pounds"};
    static const trust_range bands = {0, 100, "a band of distance"};
    wf_trust_provider p = {
        .name = trust_text(s, PROVIDER),
        .role = trust_text(s, ROLE),
        .specialisms = trust_list(s, SPECIALISMS),
        .area = trust_text(s, AREA),
        .cost_per_day = trust_number(s, COST, &pounds),
        .travel_band = trust_number(s, BAND, &bands),
        .base_school = WF_STR_EMPTY,
        .at = trust_at(s, PROVIDER),
    };
    if (trust_text(s, BASE_SCHOOL).n > 0) {
        const wf_trust_school *base = reader_school(r, s, BASE_SCHOOL);
        if (base != NULL)
            p.base_school = base->name;
    }
    if (p.role.n == 0)
        trust_say(s, ROLE, WF_D_NAME_MISSING,
                  "no role: NLE, SLE, Lead practitioner and the like");
    for (int t = 0; t < WF_TERMS; t++)
        p.days[t] = read_days(s, T1 + t);
    return p;
}

typedef struct taken {
    wf_str name;
    size_t index;
} taken;

static int by_name(const void *a, const void *b)
{
    const taken *x = a, *y = b;
    int order = wf_str_cmp(x->name, y->name);
    return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

static wf_status drop_double_providers(trust_reader *r)
{
    wf_trust *t = r->out;
    taken *names = wf_arena_array(r->arena, t->provider_count, sizeof *names);
    bool *is_double = wf_arena_array(r->arena, t->provider_count, sizeof *is_double);
    if (names == NULL || is_double == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < t->provider_count; i++) {
        names[i].index = i;
        WF_TRY(wf_fold(t->providers[i].name, r->arena, &names[i].name));
    }
    qsort(names, t->provider_count, sizeof *names, by_name);
    for (size_t i = 1; i < t->provider_count; i++)
        is_double[names[i].index] = wf_str_eq(names[i].name, names[i - 1].name);
    size_t kept = 0;
    for (size_t i = 0; i < t->provider_count; i++) {
        if (!is_double[i])
            t->providers[kept++] = t->providers[i];
        else
            wf_diag_add(r->diags, WF_D_NAME_TWICE, t->providers[i].at,
                        "\"%.*s\" stands above as well: this row was left out",
                        WF_STR_ARG(t->providers[i].name));
    }
    t->provider_count = kept;
    return WF_OK;
}

wf_status read_providers(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &providers_def, &s));
    while (trust_sheet_next(&s)) {
        if (trust_text(&s, PROVIDER).n == 0) {
            if (trust_text(&s, ROLE).n > 0)
                trust_say(&s, PROVIDER, WF_D_NAME_MISSING,
                          "this row has no provider's name: it was left out");
            continue;
        }
        if (!reader_room(&s, (void **)&r->out->providers, r->out->provider_count, &space,
                         sizeof *r->out->providers, MOST_SCHOOLS))
            break;
        r->out->providers[r->out->provider_count++] = read_provider(r, &s);
    }
    WF_TRY(space.status);
    return r->out->provider_count > 1 ? drop_double_providers(r) : WF_OK;
}

/* ---- Categories */

enum {
    C_CODE,
    C_LABEL,
    C_ASSURANCE,
    C_IMPROVEMENT,
    C_LEAST,
    C_MOST,
    C_TERM_MOST,
    C_NOTE,
    MOST_CATEGORIES = 12 /* as engine/support holds */
};
static const char *const category_headings[] = {
    "Category|Code",           "Label",      "Assurance days a term",
    "Improvement days a term", "Days least", "Days most",
    "Days most a term",        "Note",       NULL};
const trust_sheet_def categories_def = {"Categories|Support categories",
                                        category_headings};

static bool has_category(const wf_trust *t, wf_str code)
{
    for (size_t i = 0; i < t->category_count; i++)
        if (wf_str_eq_nocase(t->categories[i].code, code))
            return true;
    return false;
}

/* A school's category, now and last year, is one of the scheme's. */
static void check_categories(trust_reader *r)
{
    const wf_trust *t = r->out;
    if (t->category_count == 0)
        return;
    for (size_t i = 0; i < t->school_count; i++) {
        wf_trust_school *school = &t->schools[i];
        wf_str *codes[] = {&school->category, &school->last_year};
        for (int k = 0; k < 2; k++)
            if (codes[k]->n > 0 && !has_category(t, *codes[k])) {
                wf_diag_add(r->diags, WF_D_NAME_UNKNOWN, school->at,
                            "\"%.*s\" is no category of the sheet Categories",
                            WF_STR_ARG(*codes[k]));
                *codes[k] = WF_STR_EMPTY;
            }
    }
}

wf_status read_categories(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &categories_def, &s));
    while (trust_sheet_next(&s)) {
        wf_str code = trust_text(&s, C_CODE);
        if (code.n == 0)
            continue;
        if (has_category(r->out, code)) {
            trust_say(&s, C_CODE, WF_D_NAME_TWICE,
                      "this category stands above as well: this row was left out");
            continue;
        }
        if (!reader_room(&s, (void **)&r->out->categories, r->out->category_count, &space,
                         sizeof *r->out->categories, MOST_CATEGORIES))
            break;
        wf_trust_category c = {.code = code,
                               .label = trust_text(&s, C_LABEL),
                               .assurance_days = read_days(&s, C_ASSURANCE),
                               .improvement_days = read_days(&s, C_IMPROVEMENT),
                               .days_least = read_days(&s, C_LEAST),
                               .days_most = read_days(&s, C_MOST),
                               .most_in_term = read_days(&s, C_TERM_MOST),
                               .note = trust_text(&s, C_NOTE),
                               .at = trust_at(&s, C_CODE)};
        if (c.days_least.present && c.days_most.present && c.days_most.value > 0 &&
            c.days_least.value > c.days_most.value)
            trust_say(&s, C_LEAST, WF_D_VALUE_BAD,
                      "the least days are more than the most");
        r->out->categories[r->out->category_count++] = c;
    }
    WF_TRY(space.status);
    check_categories(r);
    return WF_OK;
}
