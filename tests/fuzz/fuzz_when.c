/* Time expressions in several contexts, resolved: nothing ends before it starts. */
#include "tests/fuzz/fuzz_harness.h"
#include "wayforward/calendar.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const wf_when_context contexts[] = {
        {.academic_year = 0},
        {.academic_year = 2020,
         .terms = WF_TERMS_SIX,
         .month_number = WF_MONTH_NUMBER_YEAR},
        {.academic_year = 2026,
         .terms = WF_TERMS_THREE,
         .month_number = WF_MONTH_NUMBER_DAY},
    };
    wf_str text = {.p = size > 0 ? (const char *)data : "", .n = size};
    for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
        wf_when_reading r = wf_when_parse(text, &contexts[i]);
        wf_resolved d = wf_when_resolve(&r, &contexts[i]);
        wf_date days[16];
        if (d.start != WF_DATE_NONE && d.end != WF_DATE_NONE && d.start > d.end)
            abort();
        (void)wf_when_occurrences(&r, &contexts[i], days, 16);
        (void)wf_when_is_time(text, &contexts[i]);
    }
    (void)wf_when_month_number(&text, 1, NULL);
    (void)wf_academic_year_find(text);
    return 0;
}
