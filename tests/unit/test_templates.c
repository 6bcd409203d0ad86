/* Template files: what they teach, and what is told of mistakes. */
#include "tests/support/plan_text.h"

#include "engine/recognise/templates.h"

static wf_templates *taught(const char *text)
{
    wf_error err = WF_ERROR_INIT;
    wf_templates *templates = NULL;
    assert_int_equal(wf_templates_new(&templates, &err), WF_OK);
    if (wf_templates_add(templates, "own.template", wf_str_from(text), &err) != WF_OK)
        fail_msg("%s", err.message);
    return templates;
}

static void templates_add__new_words__are_recognised(void **state)
{
    (void)state;
    wf_plans plans;
    wf_templates *templates =
        taught("# ours\ncolumn action: moves\n  bold steps\ncolumn lead 80: captain\n"
               "banner: ambition\nfamily strategic\n  title 90: route map\n");
    wf_document *doc =
        document_of_text("[Plan]\nRoute Map 2021-22 | <\nAmbition 1: Writing | <\n"
                         "Bold Steps | Captain\nTrain | HT\n");
    wf_recognise_options options = {.templates = templates, .explain = true};
    assert_int_equal(wf_recognise(doc, &options, &plans, NULL), WF_OK);
    const wf_plan *plan = plans.items[0];
    assert_int_equal(plan->family, WF_FAMILY_STRATEGIC);
    assert_int_equal(plan->priority_count, 1);
    assert_str(plan->priorities[0].title, "Writing");
    assert_str(plan->priorities[0].actions[0].action, "Train");
    assert_str(plan->priorities[0].actions[0].lead.items[0], "HT");
    assert_true(plan->explanation.n >= 3);
    assert_str(plan->explanation.items[0],
               "column Plan!A3 \"Bold Steps\" -> action (100% alike)");
    wf_plans_free(&plans);
    wf_document_free(doc);
    wf_templates_free(templates);
}

static void templates_add__mistakes__are_told_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"column wibble: x\n", "line 1: no such field \"wibble\""},
        {"# a\n\ncolum action: x\n", "line 3: no such kind of line \"colum\""},
        {"column action x\n", "line 1: a colon is missing after \"column\""},
        {"family wibble\n", "line 1: no such family \"wibble\""},
        {"family strands\n  wibble 3: x\n",
         "line 2: a family has title, expect, header and evidence, not \"wibble\""},
        {"family strands\n  expect: action wibble\n", "line 2: no such field \"wibble\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wf_error err = WF_ERROR_INIT;
        wf_templates *templates = NULL;
        assert_int_equal(wf_templates_new(&templates, &err), WF_OK);
        assert_int_equal(
            wf_templates_add(templates, "own.template", wf_str_from(cases[i].text), &err),
            WF_E_FORMAT);
        assert_string_equal(err.message, cases[i].message);
        wf_templates_free(templates);
    }
}

static void label_key__spellings__are_one(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"Time Frame", "timeframe"},
        {"TIME-FRAMES:", "timeframe"},
        {"Cost (\xC2\xA3)", "cost"},
        {"(\xC2\xA3)", "$"},
        {"Objective(s)", "objective"},
        {"Target/s", "target"},
        {"What's the plan?", "whatplan"},
        {"  Persons  Responsible ", "personresponsible"},
        {"Success criteria", "successcriteria"},
        {"\xC3\x89t\xC3\xA9", "ete"},
        {"", ""},
        {"???", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char bytes[WF_LABEL_MAX];
        size_t n = wf_label_key(wf_str_from(cases[i].text), bytes);
        assert_str(((wf_str){bytes, n}), cases[i].key);
    }
}

static void find_similar__noise__is_forgiven_but_not_in_numbers(void **state)
{
    (void)state;
    wf_templates *templates = taught("heading: term 12 results for governors\n");
    double alike;
    const wf_synonym *s = wf_templates_find_similar(templates, WF_SCOPE_COLUMN,
                                                    WF_STR("monitoringstategy"), &alike);
    assert_non_null(s);
    assert_int_equal(s->field, WF_FIELD_MONITORING);
    assert_true(alike > 0.9 && alike < 1);
    assert_null(wf_templates_find_similar(templates, WF_SCOPE_COLUMN,
                                          WF_STR("xyzzyplughxyzzy"), &alike));
    assert_non_null(wf_templates_find_similar(templates, WF_SCOPE_HEADING,
                                              WF_STR("term12resultforgovenor"), &alike));
    assert_null(wf_templates_find_similar(templates, WF_SCOPE_HEADING,
                                          WF_STR("term13resultforgovernor"), &alike));
    wf_templates_free(templates);
}

/* The table that ships: every key is one that wf_label_key gives, and stands in its
 * scope. */
static void shipped__every_synonym__is_found_again(void **state)
{
    (void)state;
    wf_templates *templates = taught("");
    size_t seen = 0;
    for (int scope = 0; scope < WF_SCOPES; scope++)
        for (size_t i = 0; i < templates->scope_count[scope]; i++) {
            const wf_synonym *s = templates->by_scope[scope][i];
            char bytes[WF_LABEL_MAX];
            size_t n = wf_label_key(s->text, bytes);
            assert_true(wf_str_eq(s->key, (wf_str){bytes, n}));
            assert_non_null(wf_templates_find(templates, (wf_scope)scope, s->key));
            assert_in_range(s->weight, 1, 100);
            seen++;
        }
    assert_true(seen > 700);
    for (int f = 1; f < WF_FAMILIES; f++)
        assert_true(templates->families[f].title_count > 0);
    wf_templates_free(templates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_add__new_words__are_recognised),
        cmocka_unit_test(templates_add__mistakes__are_told_with_their_line),
        cmocka_unit_test(label_key__spellings__are_one),
        cmocka_unit_test(find_similar__noise__is_forgiven_but_not_in_numbers),
        cmocka_unit_test(shipped__every_synonym__is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
