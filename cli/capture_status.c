/* wayforward capture status: who has answered, who is late, what is missing. */
#include "cli/capture.h"
#include "cli/cli.h"

#include <stdio.h>

enum {
    NAMED_MOST = 8 /* missing indicators named on a line */
};

static void print_missing(const wf_capture_school *s)
{
    if (s->missing_count == 0 || s->missing_count == s->asked)
        return;
    printf("    missing:");
    for (size_t i = 0; i < s->missing_count && i < NAMED_MOST; i++)
        printf("%s %.*s", i > 0 ? "," : "", WF_STR_ARG(s->missing[i]->code));
    if (s->missing_count > NAMED_MOST)
        printf(" and %zu more", s->missing_count - NAMED_MOST);
    putchar('\n');
}

static void print_school(const wf_capture_school *s)
{
    char day[11];
    printf("  %-10s  %3zu of %3zu  %.*s", wf_capture_state_name(s->state),
           s->given + s->not_collected, s->asked, WF_STR_ARG(s->school->name));
    if (s->answered != WF_DATE_NONE)
        printf(", answered %s", wf_date_iso(s->answered, day));
    else if (s->deadline != WF_DATE_NONE)
        printf(", due %s", wf_date_iso(s->deadline, day));
    putchar('\n');
    print_missing(s);
    for (size_t i = 0; i < s->refused.n; i++)
        printf("    refused: %.*s\n", WF_STR_ARG(s->refused.items[i]));
}

static void print_all(const wf_capture_school *schools, size_t count, const char *period)
{
    size_t by_state[WF_CAPTURE_COMPLETE + 1] = {0};
    for (size_t i = 0; i < count; i++)
        by_state[schools[i].state]++;
    printf("%s: %zu schools:", period, count);
    for (int state = WF_CAPTURE_COMPLETE; state >= 0; state--)
        if (by_state[state] > 0)
            printf(" %zu %s", by_state[state],
                   wf_capture_state_name((wf_capture_state)state));
    putchar('\n');
    for (size_t i = 0; i < count; i++)
        print_school(&schools[i]);
}

wf_status capture_status(capture_store *s, const capture_options *o, wf_error *err)
{
    wf_capture_schools schools = {0};
    const wf_capture_moment moment = {.period = s->period, .as_of = s->today};
    char period[WF_PERIOD_TEXT];
    wf_sink out = cli_stdout();
    WF_TRY(wf_capture_measure(s->store, &s->trust, &moment, s->arena, &schools, err));
    (void)wf_period_text(s->period, period);
    if (o->json)
        return wf_capture_schools_write_json(&schools, wf_str_from(period), &out, err);
    print_all(schools.items, schools.n, period);
    return WF_OK;
}
