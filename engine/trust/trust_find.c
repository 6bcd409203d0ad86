/* Which school and which KPI of the set-up a file means. */
#include "engine/text/fold.h"
#include "engine/text/header_norm.h"
#include "engine/text/number.h"
#include "engine/trust/kpi_catalogue.h"
#include "engine/trust/trust_names.h"
#include <string.h>

/* What is known while the schools are gone through. */
typedef struct search {
    const wf_trust_school *found;
    int best;
    bool is_doubtful; /* another school fits as well */
} search;

static void consider(search *s, const wf_trust_school *school, int fit)
{
    if (fit == 0 || fit < s->best)
        return;
    if (fit > s->best) {
        *s = (search){.found = school, .best = fit};
        return;
    }
    s->is_doubtful = s->is_doubtful || school != s->found;
}

static int fit_of(const wf_trust_school *school, wf_str written, const trust_name *name)
{
    enum {
        SAME_LETTERS = 4
    };
    int best = 0;
    for (size_t k = 0; k <= school->other_names.n; k++) {
        wf_str own = k == 0 ? school->name : school->other_names.items[k - 1];
        trust_name parts;
        if (wf_str_eq_nocase(wf_str_trim(own), written))
            return SAME_LETTERS;
        trust_name_make(own, &parts);
        int fit = trust_name_fit(name, &parts, school->phase);
        best = fit > best ? fit : best;
    }
    return best;
}

static const wf_trust_school *by_urn(const wf_trust *trust, wf_str urn)
{
    const wf_trust_school *found = NULL;
    for (size_t i = 0; urn.n > 0 && i < trust->school_count; i++)
        if (wf_str_eq(trust->schools[i].urn, urn)) {
            if (found != NULL)
                return NULL;
            found = &trust->schools[i];
        }
    return found;
}

const wf_trust_school *wf_trust_find_school(const wf_trust *trust, wf_str name,
                                            wf_str urn)
{
    search s = {0};
    trust_name parts;
    name = wf_str_trim(name);
    urn = wf_str_trim(urn);
    const wf_trust_school *school = by_urn(trust, urn);
    if (school != NULL)
        return school;
    trust_name_make(name, &parts);
    for (size_t i = 0; parts.own[0] != '\0' && i < trust->school_count; i++)
        consider(&s, &trust->schools[i], fit_of(&trust->schools[i], name, &parts));
    if (s.found == NULL || s.is_doubtful)
        return NULL;
    bool has_other_urn = urn.n > 0 && s.found->urn.n > 0;
    return has_other_urn ? NULL : s.found;
}

/* ---- KPIs */

enum {
    KEY_BYTES = 256
};

typedef struct kpi_key {
    char text[KEY_BYTES + 8];
    wf_str key; /* letters and digits of the name, without what units add */
} kpi_key;

/* "% attendance", "Attendance (%)" and "Attendance %" are "attendance". */
static void make_key(wf_str name, kpi_key *out)
{
    char folded[KEY_BYTES], plain[KEY_BYTES];
    wf_str text = wf_fold_into(name, folded, sizeof folded, NULL);
    size_t n = 0;
    int depth = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        depth += c == '(' ? 1 : 0;
        if (depth == 0 && c != '%' && c != '\'')
            plain[n++] = c;
        depth -= c == ')' && depth > 0 ? 1 : 0;
    }
    wf_str kept = wf_str_trim((wf_str){plain, n});
    if (kept.n == 0 || depth > 0)
        kept = text;
    out->key = wf_header_key(kept, out->text);
}

static bool has_name(const wf_trust_kpi *kpi, wf_str key)
{
    kpi_key own;
    make_key(kpi->name, &own);
    if (wf_str_eq(own.key, key))
        return true;
    for (size_t i = 0; i < kpi->other_names.n; i++) {
        make_key(kpi->other_names.items[i], &own);
        if (wf_str_eq(own.key, key))
            return true;
    }
    return false;
}

static const wf_trust_kpi *catalogue_kpi(wf_str code)
{
    for (size_t i = 0; i < kpi_catalogue_count; i++)
        if (wf_str_eq_nocase(kpi_catalogue[i].code, code))
            return &kpi_catalogue[i];
    return NULL;
}

typedef struct kpi_list {
    const wf_trust_kpi *items;
    size_t count;
} kpi_list;

/* The one KPI whose own names (or, `by_catalogue`, its namesake's in the catalogue) have
 * this key. */
static const wf_trust_kpi *only_named(const kpi_list *list, wf_str key, bool by_catalogue)
{
    const wf_trust_kpi *found = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const wf_trust_kpi *kpi =
            by_catalogue ? catalogue_kpi(list->items[i].code) : &list->items[i];
        if (kpi == NULL || !has_name(kpi, key))
            continue;
        if (found != NULL)
            return NULL;
        found = &list->items[i];
    }
    return found;
}

static bool is_named(const kpi_list *list, wf_str key)
{
    for (size_t i = 0; i < list->count; i++)
        if (has_name(&list->items[i], key))
            return true;
    return false;
}

static const wf_trust_kpi *find_kpi(const kpi_list *list, wf_str name)
{
    kpi_key wanted;
    name = wf_str_trim(name);
    for (size_t i = 0; name.n > 0 && i < list->count; i++)
        if (wf_str_eq_nocase(list->items[i].code, name))
            return &list->items[i];
    make_key(name, &wanted);
    if (wanted.key.n == 0)
        return NULL;
    /* What the list itself calls so is not asked of the catalogue. */
    return only_named(list, wanted.key, !is_named(list, wanted.key));
}

const wf_trust_kpi *wf_trust_find_kpi(const wf_trust *trust, wf_str name)
{
    return find_kpi(&(kpi_list){trust->kpis, trust->kpi_count}, name);
}

const wf_trust_kpi *kpi_catalogue_find(wf_str name)
{
    return find_kpi(&(kpi_list){kpi_catalogue, kpi_catalogue_count}, name);
}

/* ---- policy */

static const wf_trust_setting *named(const wf_trust_setting *settings, size_t count,
                                     wf_str name)
{
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq_nocase(settings[i].name, name))
            return &settings[i];
    return NULL;
}

wf_str wf_trust_setting_value(const wf_trust *trust, const char *name)
{
    const wf_trust_setting *usual = NULL;
    size_t count = 0;
    const wf_trust_setting *own =
        trust != NULL ? named(trust->settings, trust->setting_count, wf_str_from(name))
                      : NULL;
    if (own != NULL && own->value.n > 0)
        return own->value;
    wf_trust_default_settings(&usual, &count);
    usual = named(usual, count, wf_str_from(name));
    return usual != NULL ? usual->value : WF_STR_EMPTY;
}

double wf_trust_setting_number(const wf_trust *trust, const char *name, double otherwise)
{
    double value = 0;
    return wf_number_parse(wf_trust_setting_value(trust, name), &value) ? value
                                                                        : otherwise;
}
