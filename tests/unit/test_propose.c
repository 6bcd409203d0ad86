/* A filled table tells what its unknown headers mean; what it does not tell is left open.
 */
#include "tests/support/plan_text.h"

static const char voyage[] =
    "[Voyage]\nHillside Voyage Chart 2026-27 | <\n"
    "Manoeuvre | Captain | Anchor drop | Treasure | Weather | Bottle messages | Lookout\n"
    "Train all staff in the scheme and coach weekly | HT, SENCo | by end of Autumn Term "
    "| "
    "\xC2\xA3"
    "1,200 | Green | 80% pass the check | Chair of Governors\n"
    "Review the behaviour policy with staff and pupils | SLT | 12/01/2027 | \xC2\xA3"
    "300 | Amber | Suspensions fall by half | Governors\n";

static wf_proposals *proposals_for(const char *text)
{
    wf_templates *templates = NULL;
    wf_proposals *proposals = NULL;
    wf_document *doc = document_of_text(text);
    assert_int_equal(wf_templates_new(&templates, NULL), WF_OK);
    assert_int_equal(wf_templates_propose(doc, templates, &proposals, NULL), WF_OK);
    wf_document_free(doc);
    wf_templates_free(templates);
    return proposals;
}

static void templates_propose__contents__suggest_fields(void **state)
{
    (void)state;
    static const struct {
        const char *header, *field;
        bool is_sure;
    } wanted[] = {
        {"Manoeuvre", "action", false},
        {"Captain", "lead", true},
        {"Anchor drop", "when", true},
        {"Treasure", "cost", true},
        {"Weather", "rag", true},
        {"Bottle messages", NULL, false},
        {"Lookout", "monitoring-who", false},
    };
    wf_proposals *p = proposals_for(voyage);
    assert_int_equal(p->known, 0);
    assert_int_equal(p->n, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < p->n; i++) {
        assert_str(p->items[i].header, wanted[i].header);
        assert_int_equal(p->items[i].is_sure, wanted[i].is_sure);
        if (wanted[i].field == NULL)
            assert_null(p->items[i].field);
        else
            assert_string_equal(p->items[i].field, wanted[i].field);
    }
    assert_str(p->items[2].evidence, "2 of 2 cells are times");
    assert_str(p->items[2].sample, "by end of Autumn Term");
    wf_proposals_free(p);
}

static void templates_propose__known_headers__are_not_proposed(void **state)
{
    (void)state;
    wf_proposals *p = proposals_for("[Plan]\nAction | Lead | By when | Treasure\n"
                                    "Train all staff | HT | Spring term | \xC2\xA3"
                                    "250\n"
                                    "Review policy | SLT | Summer term | \xC2\xA3"
                                    "90\n");
    assert_int_equal(p->known, 3);
    assert_int_equal(p->n, 1);
    assert_str(p->items[0].header, "Treasure");
    assert_string_equal(p->items[0].field, "cost");
    wf_proposals_free(p);
}

static void templates_propose__no_table__proposes_nothing(void **state)
{
    (void)state;
    wf_proposals *p = proposals_for("[Letter]\nDear all\nThe plan will follow\n");
    assert_int_equal(p->n, 0);
    wf_proposals_free(p);
    wf_proposals_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_propose__contents__suggest_fields),
        cmocka_unit_test(templates_propose__known_headers__are_not_proposed),
        cmocka_unit_test(templates_propose__no_table__proposes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
