/* What may be shown to the public. */
#include "engine/report/redact.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka needs the four above */
#include <cmocka.h>

static void redact__texts__on_the_safe_side(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_public;
    } cases[] = {
        {"Run a reading morning for families in the hall", true},
        {"Teach number facts for fifteen minutes each morning", true},
        {"Review with Mrs Smith each week", false},
        {"Ask Dr O'Hara", false},
        {"Coaching by Sam Jones in Year 5", false},
        {"JW to lead", false},
        {"Train all SEN staff in KS", true},
        {"Write to head@school.example", false},
        {"Ring 01234 567890", false},
        {"Support for three pupils in Year 4", false},
        {"Support for 4 children", false},
        {"Thirty pupils take part", true},
        {"Secure phonics in Year 1. Reading at home follows.", true},
        {"", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (redact_is_public(wf_str_from(cases[i].text)) != cases[i].is_public)
            fail_msg("\"%s\" should %sbe public", cases[i].text,
                     cases[i].is_public ? "" : "not ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(redact__texts__on_the_safe_side)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
