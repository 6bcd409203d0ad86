/* Ratings on screen. */
#include "cli/risk_verbs.h"

#include <stdio.h>

static void print_reason(const wf_risk_reason *r)
{
    printf("    %+.2f  %.*s", r->log_odds, WF_STR_ARG(r->name));
    if (r->value.n > 0)
        printf(": %.*s", WF_STR_ARG(r->value));
    if (r->at.n > 0)
        printf("  [%.*s]", WF_STR_ARG(r->at));
    printf("%s\n", r->assumed ? "  (assumed weight)" : "");
}

static void print_missing(const wf_risk_score *s)
{
    bool any = false;
    for (size_t i = 0; i < s->reason_count; i++) {
        const wf_risk_reason *r = &s->reasons[i];
        if (!r->missing)
            continue;
        printf("%s%.*s (\u00B1%.2f)", any ? ", " : "    missing: ", WF_STR_ARG(r->name),
               r->could_move);
        any = true;
    }
    if (any)
        printf("\n");
}

/* The largest reasons that raise it, as many as lower the band together at the average.
 */
static void print_change_names(const wf_risk_score *s)
{
    size_t named = 0;
    printf("    would be lower with");
    for (size_t i = 0; i < s->reason_count && named < s->change_count; i++) {
        const wf_risk_reason *r = &s->reasons[i];
        if (r->missing || r->is_mapping || r->log_odds <= 0)
            continue;
        printf("%s %.*s",
               named == 0                     ? ""
               : named + 1 == s->change_count ? " and"
                                              : ",",
               WF_STR_ARG(r->name));
        named++;
    }
    printf(" at the average (%.2f is needed)\n", s->to_lower);
}

static void print_change(const wf_risk_score *s)
{
    if (s->rule.n > 0)
        printf("    by rule, %.*s\n", WF_STR_ARG(s->rule));
    else if (s->change_count > 0)
        print_change_names(s);
    else if (s->to_lower > 0)
        printf("    nothing known would lower the band by itself (%.2f is needed)\n",
               s->to_lower);
    if (s->band != WF_RISK_HIGH && s->to_higher > 0)
        printf("    %.2f more would raise the band\n", s->to_higher);
}

static void print_chance(const char *words, const wf_risk_chance *c)
{
    printf("    %s: %s %.0f%% (%.0f%% to %.0f%%)\n", words, wf_risk_band_name(c->band),
           100 * c->probability, 100 * c->lower80, 100 * c->upper80);
}

static void print_score(const wf_risk_score *s)
{
    printf("%.*s  %s  %.0f%% (%.0f%% to %.0f%%)", WF_STR_ARG(s->school),
           wf_risk_band_name(s->band), 100 * s->probability, 100 * s->lower80,
           100 * s->upper80);
    if (s->highest != s->band)
        printf(", could be %s", wf_risk_band_name(s->highest));
    else if (s->lowest != s->band)
        printf(", could be %s", wf_risk_band_name(s->lowest));
    printf("\n");
    for (size_t i = 0; i < s->reason_count; i++)
        if (!s->reasons[i].missing)
            print_reason(&s->reasons[i]);
    print_missing(s);
    print_change(s);
    if (s->framework == WF_RISK_REPORT_CARD)
        print_chance("on the scale of four grades", &s->four_grade);
    else
        print_chance("on the report card (mapped by assumption)", &s->report_card);
}

void risk_print_scores(const wf_risk_scores *scores)
{
    for (size_t i = 0; i < scores->count; i++)
        print_score(&scores->items[i]);
}
