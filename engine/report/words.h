#ifndef WF_WORDS_H
#define WF_WORDS_H
/* Plain English from numbers. All texts are made in an arena; "" when out of memory,
 * which the caller finds out by the arena's next failure or the report's status. */
#include "wayforward/progress.h"
#include "wayforward/report.h"

typedef struct words {
    wf_arena *arena;
    bool failed;
} words;

/** A formatted text. */
wf_str words_text(words *w, const char *fmt, ...) WF_PRINTF(2, 3);
/** "1 school", "3 schools", "no schools". */
wf_str words_count(words *w, size_t n, const char *one, const char *many);
/** "A, B and C"; after `most` names "and 4 others". */
wf_str words_list(words *w, const wf_str *names, size_t n, size_t most);
/** "27 March 2026"; "" for none. */
wf_str words_date(words *w, wf_date date);
/** "Term 4 of 2025-26", "spring term of 2025-26", "2025-26"; "" for none. */
wf_str words_period(words *w, wf_period period);
/** "T4 2025-26", for narrow columns. */
wf_str words_period_short(words *w, wf_period period);
/** "93.4%", "46.2", "12", "£1,200" in the KPI's unit. */
wf_str words_value(words *w, double value, wf_unit unit, double cohort);
/** "Headteacher, SENCo"; "" for none. */
wf_str words_people(words *w, wf_strs people);
/** "way-forward" as "Way forward". */
wf_str words_family(words *w, wf_family family);
/** One line: line breaks become " / ". */
wf_str words_one_line(words *w, wf_str text, size_t most);

/** How a value of this unit is shown; with fewer than 100 pupils behind it a percentage
 * has no decimals, for they would say more than is known. */
wf_show show_of_value(double value, wf_unit unit, double cohort);
/** A KPI's value as the tree holds it: percentages become ratios. */
double value_in_tree(double value, wf_unit unit);

/** "25% to 70%" in the KPI's unit: a range never pretends to decimals. */
wf_str words_range(words *w, double lower, double upper, const wf_kpi_progress *item);
/** "\u25B2 at risk \u00B11". */
wf_str words_rating(words *w, const wf_kpi_progress *item);
/** " (7 of 15 pupils)" where so few are behind it that it matters; else "". */
wf_str words_counted(words *w, const wf_kpi_progress *item);
/** "47% (7 of 15 pupils), range 25\u201370%, in line with 62% nationally": as much as is
 * known. */
wf_str words_standing(words *w, const wf_kpi_progress *item);
/** Whether a KPI's rating went up (positive) or down since then; 0 where it stayed or one
 * of the two is not rated. `then` may be NULL. */
int words_moved(const wf_kpi_progress *now, const wf_kpi_progress *then);

wf_mark mark_of_rag(wf_rag rag);
wf_mark mark_of_status(wf_progress_status status);

#endif
