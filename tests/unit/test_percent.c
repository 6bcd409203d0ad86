#include "engine/text/percent.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void value_parse__dashboard_values__kind_and_number(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wf_value_kind kind;
        double value;
        wf_unit unit;
        int64_t cohort;
    } rows[] = {
        {"93.4%", WF_VALUE_NUMBER, 93.4, WF_UNIT_PERCENT, 0},
        {"93.4 %", WF_VALUE_NUMBER, 93.4, WF_UNIT_PERCENT, 0},
        {"93 per cent", WF_VALUE_NUMBER, 93, WF_UNIT_PERCENT, 0},
        {"62% (13/21)", WF_VALUE_NUMBER, 62, WF_UNIT_PERCENT, 21},
        {"62% (n=21) (p)", WF_VALUE_NUMBER, 62, WF_UNIT_PERCENT, 21},
        {"13/21", WF_VALUE_NUMBER, 1300.0 / 21, WF_UNIT_PERCENT, 21},
        {"13 out of 21", WF_VALUE_NUMBER, 1300.0 / 21, WF_UNIT_PERCENT, 21},
        {"+0.31", WF_VALUE_NUMBER, 0.31, WF_UNIT_NONE, 0},
        {"\xE2\x88\x92"
         "0.5",
         WF_VALUE_NUMBER, -0.5, WF_UNIT_NONE, 0},
        {"–0.5", WF_VALUE_NUMBER, -0.5, WF_UNIT_NONE, 0},
        {"£1,200", WF_VALUE_NUMBER, 1200, WF_UNIT_GBP, 0},
        {"-£1.2k", WF_VALUE_NUMBER, -1200, WF_UNIT_GBP, 0},
        {"5 days", WF_VALUE_NUMBER, 5, WF_UNIT_DAYS, 0},
        {"3.5pp", WF_VALUE_NUMBER, 3.5, WF_UNIT_POINTS, 0},
        {"105.2", WF_VALUE_NUMBER, 105.2, WF_UNIT_NONE, 0},
        {"94.1% ↑", WF_VALUE_NUMBER, 94.1, WF_UNIT_PERCENT, 0},
        {"c. 93%", WF_VALUE_NUMBER, 93, WF_UNIT_PERCENT, 0},
        {"≥95%", WF_VALUE_NUMBER, 95, WF_UNIT_PERCENT, 0},
        {"<5%", WF_VALUE_NUMBER, 5, WF_UNIT_PERCENT, 0},
        {"Nil", WF_VALUE_NUMBER, 0, WF_UNIT_NONE, 0},
        {"", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"-", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"–", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"N/A", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"#N/A", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"TBC", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"[x]", WF_VALUE_MISSING, 0, WF_UNIT_NONE, 0},
        {"c", WF_VALUE_SUPPRESSED, 0, WF_UNIT_NONE, 0},
        {"*", WF_VALUE_SUPPRESSED, 0, WF_UNIT_NONE, 0},
        {"SUPP", WF_VALUE_SUPPRESSED, 0, WF_UNIT_NONE, 0},
        {"<5", WF_VALUE_SUPPRESSED, 5, WF_UNIT_NONE, 0},
        {"Good", WF_VALUE_TEXT, 0, WF_UNIT_NONE, 0},
        {"93-95%", WF_VALUE_TEXT, 0, WF_UNIT_NONE, 0},
        {"Year 3", WF_VALUE_TEXT, 0, WF_UNIT_NONE, 0},
        {"12/10/2020", WF_VALUE_TEXT, 0, WF_UNIT_NONE, 0},
        {"21/13", WF_VALUE_TEXT, 0, WF_UNIT_NONE, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_value v = wf_value_parse(wf_str_from(rows[i].text));
        bool same = v.kind == rows[i].kind;
        if (v.kind == WF_VALUE_NUMBER)
            same = same && fabs(v.value - rows[i].value) < 1e-9 &&
                   v.unit == rows[i].unit && v.cohort == rows[i].cohort;
        if (!same)
            fail_msg("%s: kind %d, %g, unit %d, cohort %d", rows[i].text, (int)v.kind,
                     v.value, (int)v.unit, (int)v.cohort);
    }
    assert_true(wf_value_parse(WF_STR("c. 93%")).approximate);
    assert_true(wf_value_parse(WF_STR("at least 95%")).bound);
    assert_true(wf_value_parse(WF_STR("93% (p)")).provisional);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_parse__dashboard_values__kind_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
