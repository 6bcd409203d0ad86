/* Schools and KPIs by the names that files give them. */
#include "tests/support/wf_test.h"
#include "wayforward/trust.h"

#define S(text) WF_STR_INIT(text)

static const wf_str ottermere_names[] = {S("OIS")};
static const wf_trust_school schools[] = {
    {.name = S("Kestrelbridge Academy"), .urn = S("900010"), .phase = WF_PHASE_SECONDARY},
    {.name = S("St Mary's C of E Primary School"), .urn = S("900002")},
    {.name = S("Ottermere Infant School"),
     .urn = S("900005"),
     .phase = WF_PHASE_PRIMARY,
     .other_names = {ottermere_names, 1}},
    {.name = S("Ottermere Junior School"), .urn = S("900006"), .phase = WF_PHASE_PRIMARY},
    {.name = S("St Mary's Catholic High School"), .phase = WF_PHASE_SECONDARY},
    {.name = S("Hill Top"), .phase = WF_PHASE_PRIMARY},
    {.name = S("Hill Top House School"), .phase = WF_PHASE_SPECIAL},
    {.name = S("The Academy"), .phase = WF_PHASE_SECONDARY},
    {.name = S("Sallow & Reed Primary School"), .phase = WF_PHASE_PRIMARY},
    {.name = S("Brook School"), .phase = WF_PHASE_NONE},
};
static const wf_trust_kpi kpis[] = {
    {.code = S("ATT01"), .name = S("Attendance"), .definition = S("")},
    {.code = S("ATT04"), .name = S("Persistent absence"), .definition = S("")},
    {.code = S("KS201"), .name = S("Combined standard in Year 6"), .definition = S("")},
    {.code = S("X1"), .name = S("Reading ages"), .definition = S("")},
    {.code = S("X2"), .name = S("Reading age (girls)"), .definition = S("")},
};
static const wf_trust trust = {.schools = (wf_trust_school *)(uintptr_t)schools,
                               .school_count = COUNT_OF(schools),
                               .kpis = (wf_trust_kpi *)(uintptr_t)kpis,
                               .kpi_count = COUNT_OF(kpis)};

static void find_school__names_of_files__the_one_that_is_meant(void **state)
{
    static const struct {
        const char *name, *urn, *found; /* found NULL: none, or more than one */
    } rows[] = {
        {"Kestrelbridge", "", "Kestrelbridge Academy"},
        {"KESTRELBRIDGE  ACADEMY", "", "Kestrelbridge Academy"},
        {"The Kestrelbridge School", "", "Kestrelbridge Academy"},
        {"Kestrelbridge Secondary", "", "Kestrelbridge Academy"},
        {"Kestrelbridge High School", "", "Kestrelbridge Academy"},
        {"Kestrelbridge Primary", "", NULL},
        {"Kestrelbridge Girls' School", "", NULL},
        {"Kestrel", "", NULL},
        {"St. Marys CE Primary", "", "St Mary's C of E Primary School"},
        {"Saint Mary\xE2\x80\x99s Church of England Primary Academy", "",
         "St Mary's C of E Primary School"},
        {"St Mary's RC High", "", "St Mary's Catholic High School"},
        {"St Mary's", "", NULL},
        {"St Mary's Primary", "", "St Mary's C of E Primary School"},
        {"Ottermere", "", NULL},
        {"Ottermere Infants", "", "Ottermere Infant School"},
        {"Ottermere Jnr Sch", "", "Ottermere Junior School"},
        {"Ottermere Primary", "", NULL},
        {"ois", "", "Ottermere Infant School"},
        {"Hill Top", "", "Hill Top"},
        {"Hill Top Primary School", "", "Hill Top"},
        {"Hill Top CE Primary School", "", "Hill Top"},
        {"Hill Top Junior School", "", NULL},
        {"Hill Top House", "", "Hill Top House School"},
        {"The Academy", "", "The Academy"},
        {"Sallow and Reed", "", "Sallow & Reed Primary School"},
        {"Brook Infant School", "", NULL},
        {"Brook Primary", "", "Brook School"},
        {"", "", NULL},
        {"School", "", NULL},
        {"anything", "900005", "Ottermere Infant School"},
        {"Kestrelbridge", "900999", NULL},
        {"Hill Top", "900999", "Hill Top"},
        {"", "900006", "Ottermere Junior School"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const wf_trust_school *found = wf_trust_find_school(
            &trust, wf_str_from(rows[i].name), wf_str_from(rows[i].urn));
        const char *expected = rows[i].found != NULL ? rows[i].found : "(none)";
        wf_str name = found != NULL ? found->name : WF_STR("(none)");
        if (!wf_str_eq(name, wf_str_from(expected)))
            print_error("row %zu, \"%s\"\n", i, rows[i].name);
        assert_str(name, expected);
    }
}

static void find_kpi__codes_and_names__the_one_that_is_meant(void **state)
{
    static const struct {
        const char *name, *code;
    } rows[] = {
        {"att01", "ATT01"},
        {"Attendance (%)", "ATT01"},
        {"% attendance", "ATT01"},
        {"Whole-school attendance", "ATT01"}, /* by the catalogue */
        {"PA", "ATT04"},
        {"RWM combined", "KS201"},
        {"Reading, writing and maths in Year 6", "KS201"},
        {"Reading age", NULL}, /* two have that name */
        {"Phonics", NULL},     /* in the catalogue, but not the trust's */
        {"", NULL},
        {"%", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const wf_trust_kpi *found = wf_trust_find_kpi(&trust, wf_str_from(rows[i].name));
        const char *expected = rows[i].code != NULL ? rows[i].code : "(none)";
        wf_str code = found != NULL ? found->code : WF_STR("(none)");
        if (!wf_str_eq(code, wf_str_from(expected)))
            print_error("row %zu, \"%s\"\n", i, rows[i].name);
        assert_str(code, expected);
    }
}

static void phase__names__there_and_back(void **state)
{
    (void)state;
    for (int p = WF_PHASE_NURSERY; p < WF_PHASES; p++)
        assert_int_equal(wf_phase_from_name(wf_str_from(wf_phase_name((wf_phase)p))), p);
    assert_null(wf_phase_name(WF_PHASE_NONE));
    assert_int_equal(wf_phase_from_name(WF_STR("Junior school")), WF_PHASE_PRIMARY);
    assert_int_equal(wf_phase_from_name(WF_STR("Middle deemed secondary")),
                     WF_PHASE_SECONDARY);
    assert_int_equal(wf_phase_from_name(WF_STR("PRU")), WF_PHASE_ALTERNATIVE);
    assert_int_equal(wf_phase_from_name(WF_STR("apple")), WF_PHASE_NONE);
}

/* Every figure has its year and source, every code and name is its own. */
static void catalogue__every_row__is_whole(void **state)
{
    const wf_trust_kpi *all = NULL;
    size_t count = 0;
    (void)state;
    wf_kpi_catalogue(&all, &count);
    assert_in_range(count, 40, 80);
    for (size_t i = 0; i < count; i++) {
        const wf_trust_kpi *k = &all[i];
        bool has_figure = k->national.present;
        for (int p = 0; p < WF_PHASES; p++)
            has_figure = has_figure || k->national_of[p].present;
        assert_true(k->code.n > 0 && k->name.n > 0 && k->definition.n > 20);
        assert_true(k->area.n > 0 && k->unit != WF_UNIT_NONE);
        assert_int_not_equal(k->direction, WF_DIRECTION_NONE);
        assert_int_equal(has_figure, k->national_year.n > 0);
        assert_int_equal(has_figure, k->national_source.n > 0);
        assert_true(k->minimum.present && k->maximum.present);
        assert_true(k->minimum.value < k->maximum.value);
    }
    wf_trust whole = {.kpis = (wf_trust_kpi *)(uintptr_t)all, .kpi_count = count};
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(wf_trust_find_kpi(&whole, all[i].code), &all[i]);
        assert_ptr_equal(wf_trust_find_kpi(&whole, all[i].name), &all[i]);
        for (size_t n = 0; n < all[i].other_names.n; n++)
            assert_ptr_equal(wf_trust_find_kpi(&whole, all[i].other_names.items[n]),
                             &all[i]);
    }
}

static void kpi__phase_and_term__its_own_figure(void **state)
{
    wf_trust_kpi k = {.national = {92.9, true},
                      .phases = 1u << WF_PHASE_PRIMARY,
                      .terms = 1u << 1 | 1u << 3};
    (void)state;
    k.national_of[WF_PHASE_PRIMARY] = (wf_number){94.5, true};
    assert_float_equal(wf_trust_kpi_national(&k, WF_PHASE_PRIMARY).value, 94.5, 1e-9);
    assert_float_equal(wf_trust_kpi_national(&k, WF_PHASE_NONE).value, 92.9, 1e-9);
    assert_true(wf_trust_kpi_applies(&k, WF_PHASE_PRIMARY));
    assert_true(wf_trust_kpi_applies(&k, WF_PHASE_NONE));
    assert_false(wf_trust_kpi_applies(&k, WF_PHASE_SECONDARY));
    assert_true(wf_trust_kpi_in_term(&k, 2) && wf_trust_kpi_in_term(&k, 4));
    assert_false(wf_trust_kpi_in_term(&k, 1) || wf_trust_kpi_in_term(&k, 0));
    k.terms = 0;
    assert_true(wf_trust_kpi_in_term(&k, 1));
}

static void setting__own_default_and_unknown__in_that_order(void **state)
{
    wf_trust_setting own[] = {{.name = S("small number limit"), .value = S("11")},
                              {.name = S("Review days"), .value = S("")}};
    wf_trust t = {.settings = own, .setting_count = 2};
    (void)state;
    assert_str(wf_trust_setting_value(&t, "Small number limit"), "11");
    assert_str(wf_trust_setting_value(&t, "Review days"), "2");
    assert_str(wf_trust_setting_value(NULL, "Review days"), "2");
    assert_str(wf_trust_setting_value(&t, "Phase of the moon"), "");
    assert_float_equal(wf_trust_setting_number(&t, "Small number limit", 0), 11, 1e-9);
    assert_float_equal(wf_trust_setting_number(&t, "Phase of the moon", 7), 7, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_school__names_of_files__the_one_that_is_meant),
        cmocka_unit_test(find_kpi__codes_and_names__the_one_that_is_meant),
        cmocka_unit_test(phase__names__there_and_back),
        cmocka_unit_test(catalogue__every_row__is_whole),
        cmocka_unit_test(kpi__phase_and_term__its_own_figure),
        cmocka_unit_test(setting__own_default_and_unknown__in_that_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
