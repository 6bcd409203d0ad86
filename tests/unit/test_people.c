#include "engine/text/people.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void people_split__cells__one_item_each(void **state)
{
    (void)state;
    static const struct {
        const char *text, *items;
    } rows[] = {
        {"HT/SLT", "HT|SLT"},
        {"HT & SENCo", "HT|SENCo"},
        {"Headteacher and Deputy Headteacher", "Headteacher|Deputy Headteacher"},
        {"Chair of Governors / HT / SLT", "Chair of Governors|HT|SLT"},
        {"Maths Lead,\nEnglish Lead\nSENCo", "Maths Lead|English Lead|SENCo"},
        {"HT, DHT; JW + class teachers", "HT|DHT|JW|class teachers"},
        {"Mrs A Smith (Maths, Year 6)", "Mrs A Smith (Maths, Year 6)"},
        {"Y5/6 teachers", "Y5/6 teachers"},
        {"Y1, 2 and 3 teachers", "Y1, 2 and 3 teachers"},
        {"KS1/KS2 leads", "KS1|KS2 leads"},
        {"T&L lead", "T&L lead"},
        {"Teaching and Learning Lead and HT", "Teaching and Learning Lead|HT"},
        {"Health and Safety Officer/SBM", "Health and Safety Officer|SBM"},
        {"LA – attendance", "LA – attendance"},
        {"Andrew Anderson", "Andrew Anderson"},
        {" / , ", ""},
        {"", ""},
    };
    wf_arena *arena = wf_arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wf_strs items;
        assert_int_equal(wf_people_split(wf_str_from(rows[i].text), arena, &items),
                         WF_OK);
        char joined[200];
        size_t n = 0;
        for (size_t k = 0; k < items.n; k++) {
            if (k)
                joined[n++] = '|';
            memcpy(joined + n, items.items[k].p, items.items[k].n);
            n += items.items[k].n;
        }
        joined[n] = '\0';
        assert_string_equal(joined, rows[i].items);
    }
    wf_arena_free(arena);
}

static void person_kind_of__items__kind(void **state)
{
    (void)state;
    static const struct {
        const char *item;
        wf_person_kind kind;
    } rows[] = {
        {"HT", WF_PERSON_ROLE},
        {"SENCo", WF_PERSON_ROLE},
        {"Maths Lead", WF_PERSON_ROLE},
        {"Chair of Governors", WF_PERSON_ROLE},
        {"Board of Trustees", WF_PERSON_GROUP},
        {"SLT", WF_PERSON_GROUP},
        {"All staff", WF_PERSON_GROUP},
        {"JW", WF_PERSON_INITIALS},
        {"J.W.", WF_PERSON_INITIALS},
        {"Mrs A Smith", WF_PERSON_NAME},
        {"Anna Smith", WF_PERSON_NAME},
        {"September 2020", WF_PERSON_UNKNOWN},
        {"improve reading", WF_PERSON_UNKNOWN},
        {"", WF_PERSON_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (wf_person_kind_of(wf_str_from(rows[i].item)) != rows[i].kind)
            fail_msg("%s: %d", rows[i].item,
                     (int)wf_person_kind_of(wf_str_from(rows[i].item)));
    assert_true(wf_str_eq(wf_role_meaning(WF_STR("SENCo")),
                          WF_STR("special educational needs coordinator")));
    assert_int_equal(wf_role_meaning(WF_STR("QQ")).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_split__cells__one_item_each),
        cmocka_unit_test(person_kind_of__items__kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
