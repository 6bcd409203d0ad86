#include "engine/progress/chances.h"

/* A pupil's sessions go together: the design effect of a school's attendance over a year
 * of 380 sessions is 30 to 60 (docs/methods.md, "Sessions"); the middle of it. So a pupil
 * is worth about eight chances, whether the value is of a year or of a half-term: with
 * fewer sessions the effect shrinks with them. */
static const double design_effect = 45, chances_of_pupil = 8;
/* No school of England has so many pupils: a cohort above it is of sessions. */
static const double most_pupils = 5000;

/* Words of KPIs that count sessions, and words that say that pupils are counted after
 * all. */
static const wf_str session_words[] = {WF_STR_INIT("attendance"), WF_STR_INIT("absence"),
                                       WF_STR_INIT("punctuality"),
                                       WF_STR_INIT("lateness"), WF_STR_INIT("lates")};
static const wf_str pupil_words[] = {
    WF_STR_INIT("persist"),       WF_STR_INIT("severe"),
    WF_STR_INIT("pupils with"),   WF_STR_INIT("pupils at"),
    WF_STR_INIT("pupils below"),  WF_STR_INIT("pupils under"),
    WF_STR_INIT("children with"), WF_STR_INIT("students with"),
    WF_STR_INIT("below 9"),       WF_STR_INIT("under 9"),
    WF_STR_INIT("absentees")};

static bool holds(wf_str text, wf_str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (wf_str_eq_nocase(wf_str_sub(text, at, word.n), word))
            return true;
    return false;
}

static bool holds_any(wf_str text, const wf_str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (holds(text, words[i]))
            return true;
    return false;
}

bool progress_counts_sessions(wf_str kpi)
{
    return holds_any(kpi, session_words, sizeof session_words / sizeof *session_words) &&
           !holds_any(kpi, pupil_words, sizeof pupil_words / sizeof *pupil_words);
}

double progress_chances(wf_str kpi, double cohort)
{
    if (cohort <= 0 || !progress_counts_sessions(kpi))
        return cohort;
    return cohort > most_pupils ? cohort / design_effect : cohort * chances_of_pupil;
}
