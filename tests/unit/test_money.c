#include "engine/text/money.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void money_parse__costs__sum_in_pounds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wf_money_kind kind;
        double amount;
    } rows[] = {
        {"£500 + £250 cover", WF_MONEY_AMOUNT, 750},
        {"3 x £150", WF_MONEY_AMOUNT, 450},
        {"3 × £150", WF_MONEY_AMOUNT, 450},
        {"3x£150", WF_MONEY_AMOUNT, 450},
        {"£150 x 3", WF_MONEY_AMOUNT, 450},
        {"£150 x3 days", WF_MONEY_AMOUNT, 450},
        {"2 x 3 x £50", WF_MONEY_AMOUNT, 300},
        {"3 days @ £150", WF_MONEY_AMOUNT, 450},
        {"3 days supply at £180 per day", WF_MONEY_AMOUNT, 540},
        {"5 teachers x £200", WF_MONEY_AMOUNT, 1000},
        {"£150 per day for 3 days", WF_MONEY_AMOUNT, 450},
        {"£250 for 3 teachers", WF_MONEY_AMOUNT, 250},
        {"£1.2k", WF_MONEY_AMOUNT, 1200},
        {"£12K", WF_MONEY_AMOUNT, 12000},
        {"£1.5m", WF_MONEY_AMOUNT, 1500000},
        {"£2 million", WF_MONEY_AMOUNT, 2000000},
        {"£3,600", WF_MONEY_AMOUNT, 3600},
        {"£12 000", WF_MONEY_AMOUNT, 12000},
        {"£129.99", WF_MONEY_AMOUNT, 129.99},
        {"£0.10 + £0.20", WF_MONEY_AMOUNT, 0.3},
        {"50p", WF_MONEY_AMOUNT, 0.5},
        {"£0", WF_MONEY_AMOUNT, 0},
        {"GBP 300", WF_MONEY_AMOUNT, 300},
        {"300 pounds", WF_MONEY_AMOUNT, 300},
        {"Approx. £350", WF_MONEY_AMOUNT, 350},
        {"Supply cover £1,100", WF_MONEY_AMOUNT, 1100},
        {"£1,100 (training fee)", WF_MONEY_AMOUNT, 1100},
        {"£500 (plus £50 travel)", WF_MONEY_AMOUNT, 550},
        {"£450 (3 x £150)", WF_MONEY_AMOUNT, 450},
        {"£600 (£200 per day)", WF_MONEY_AMOUNT, 600},
        {"3 x £150 = £450", WF_MONEY_AMOUNT, 450},
        {"Total: £1,200 (£800 + £400)", WF_MONEY_AMOUNT, 1200},
        {"£800 training, £400 cover, total £1,200", WF_MONEY_AMOUNT, 1200},
        {"£3,000 pupil premium; £600 budget", WF_MONEY_AMOUNT, 3600},
        {"£300\n£180 cover", WF_MONEY_AMOUNT, 480},
        {"£500 - £700", WF_MONEY_RANGE, 700},
        {"between £500 to £700", WF_MONEY_RANGE, 700},
        {"500-700", WF_MONEY_RANGE, 700},
        {"950", WF_MONEY_AMOUNT, 950},
        {"1,200.50", WF_MONEY_AMOUNT, 1200.5},
        {"950 + 200", WF_MONEY_AMOUNT, 1150},
        {"3 x 150", WF_MONEY_AMOUNT, 450},
        {"Nil", WF_MONEY_NIL, 0},
        {"No cost", WF_MONEY_NIL, 0},
        {"none.", WF_MONEY_NIL, 0},
        {"Free", WF_MONEY_NIL, 0},
        {"TBC", WF_MONEY_NONE, 0},
        {"2 days", WF_MONEY_NONE, 0},
        {"2 x supply days", WF_MONEY_NONE, 0},
        {"Year 3 teachers", WF_MONEY_NONE, 0},
        {"Year 3 x £150", WF_MONEY_AMOUNT, 150},
        {"$500", WF_MONEY_NONE, 0},
        {"£", WF_MONEY_NONE, 0},
        {"", WF_MONEY_NONE, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_money money;
        wf_money_kind kind = wf_money_parse(wf_str_from(rows[i].text), &money);
        bool has = rows[i].kind == WF_MONEY_AMOUNT || rows[i].kind == WF_MONEY_RANGE;
        if (kind != rows[i].kind || fabs(money.amount - rows[i].amount) > 1e-9 ||
            money.has_amount != has)
            fail_msg("%s: kind %d, %g", rows[i].text, (int)kind, money.amount);
        assert_int_equal(money.text.n, strlen(rows[i].text));
    }
}

static void money_is_cost__lines__only_those_with_money(void **state)
{
    (void)state;
    assert_true(wf_money_is_cost(WF_STR("£350 supply")));
    assert_true(wf_money_is_cost(WF_STR("No cost")));
    assert_true(wf_money_is_cost(WF_STR("Cost: £350")));
    assert_false(wf_money_is_cost(WF_STR("950")));
    assert_false(wf_money_is_cost(WF_STR("September 2020")));
    assert_false(wf_money_is_cost(WF_STR("Staff meeting time")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_parse__costs__sum_in_pounds),
        cmocka_unit_test(money_is_cost__lines__only_those_with_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
