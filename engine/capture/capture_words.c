/* The words of a form, and what can be told of a KPI from its unit alone. */
#include "engine/capture/capture_private.h"

#include <math.h>

const wf_str capture_headings[CAPTURE_COLUMNS] = {
    [CAPTURE_CODE] = WF_STR_INIT("Code"),
    [CAPTURE_INDICATOR] = WF_STR_INIT("Indicator"),
    [CAPTURE_DEFINITION] = WF_STR_INIT("What it is"),
    [CAPTURE_UNIT] = WF_STR_INIT("Unit"),
    [CAPTURE_LAST] = WF_STR_INIT("Last term"),
    [CAPTURE_YEAR_AGO] = WF_STR_INIT("A year ago"),
    [CAPTURE_TARGET] = WF_STR_INIT("Target"),
    [CAPTURE_EXPECTED] = WF_STR_INIT("Expected now"),
    [CAPTURE_TOLERANCE] = WF_STR_INIT("Tolerance"),
    [CAPTURE_VALUE] = WF_STR_INIT("Value now"),
    [CAPTURE_COHORT] = WF_STR_INIT("Pupils"),
    [CAPTURE_RATING] = WF_STR_INIT("Rating"),
    [CAPTURE_CHECK] = WF_STR_INIT("Check"),
    [CAPTURE_COMMENT] = WF_STR_INIT("Comment"),
};

const wf_str capture_plan_headings[CAPTURE_PLAN_COLUMNS] = {
    [CAPTURE_REF] = WF_STR_INIT("Ref"),
    [CAPTURE_PRIORITY] = WF_STR_INIT("Priority"),
    [CAPTURE_ACTION] = WF_STR_INIT("Action"),
    [CAPTURE_LEAD] = WF_STR_INIT("Lead"),
    [CAPTURE_DUE] = WF_STR_INIT("By when"),
    [CAPTURE_BEFORE] = WF_STR_INIT("Last known"),
    [CAPTURE_STATUS] = WF_STR_INIT("Status now"),
    [CAPTURE_RAG] = WF_STR_INIT("RAG now"),
    [CAPTURE_EVIDENCE] = WF_STR_INIT("Evidence"),
};

const wf_str capture_status_words[WF_STATUS_CANCELLED + 1] = {
    [WF_STATUS_NONE] = WF_STR_INIT(""),
    [WF_STATUS_NOT_STARTED] = WF_STR_INIT("Not started"),
    [WF_STATUS_IN_PROGRESS] = WF_STR_INIT("In progress"),
    [WF_STATUS_COMPLETE] = WF_STR_INIT("Complete"),
    [WF_STATUS_DEFERRED] = WF_STR_INIT("Deferred"),
    [WF_STATUS_CANCELLED] = WF_STR_INIT("Cancelled"),
};

const wf_str capture_rag_words[WF_RAG_BLUE + 1] = {
    [WF_RAG_NONE] = WF_STR_INIT(""),       [WF_RAG_RED] = WF_STR_INIT("Red"),
    [WF_RAG_AMBER] = WF_STR_INIT("Amber"), [WF_RAG_GREEN] = WF_STR_INIT("Green"),
    [WF_RAG_BLUE] = WF_STR_INIT("Blue"),
};

/* What a unit is called, and what its values can be at all. */
static const struct unit_facts {
    wf_str word;
    double least, most;
} units[] = {
    [WF_UNIT_NONE] = {WF_STR_INIT("number"), -1e9, 1e9},
    [WF_UNIT_PERCENT] = {WF_STR_INIT("%"), 0, 100},
    [WF_UNIT_POINTS] = {WF_STR_INIT("points"), -100, 100},
    [WF_UNIT_COUNT] = {WF_STR_INIT("count"), 0, 1e6},
    [WF_UNIT_DAYS] = {WF_STR_INIT("days"), 0, 1e5},
    [WF_UNIT_GBP] = {WF_STR_INIT("\u00A3"), -1e9, 1e9},
    [WF_UNIT_SCORE] = {WF_STR_INIT("score"), -1000, 1000},
    [WF_UNIT_RATIO] = {WF_STR_INIT("share, 0 to 1"), 0, 1},
};

static const struct unit_facts *facts_of(wf_unit unit)
{
    return &units[(size_t)unit < COUNT_OF(units) ? unit : WF_UNIT_NONE];
}

wf_number capture_least(const wf_trust_kpi *kpi)
{
    return kpi->minimum.present ? kpi->minimum
                                : (wf_number){facts_of(kpi->unit)->least, true};
}

wf_number capture_most(const wf_trust_kpi *kpi)
{
    return kpi->maximum.present ? kpi->maximum
                                : (wf_number){facts_of(kpi->unit)->most, true};
}

wf_str capture_unit_word(const wf_trust_kpi *kpi)
{
    /* a rate such as suspensions per 100 pupils */
    if (kpi->unit == WF_UNIT_RATIO && kpi->maximum.present && kpi->maximum.value > 1)
        return WF_STR("rate");
    return facts_of(kpi->unit)->word;
}

uint64_t capture_hash(uint64_t seed, wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        seed = (seed ^ (unsigned char)text.p[i]) * 1099511628211u;
    return (seed ^ 0x1F) * 1099511628211u; /* where one text ends counts too */
}

/* As spreadsheets compare: what differs only past the sixth place is equal. */
static bool at_least(double a, double b)
{
    return round((a - b) * 1e6) >= 0;
}

wf_mark capture_rating(const wf_capture_line *line, double value)
{
    if (!line->target.present)
        return WF_MARK_GREY;
    double sign = line->kpi->direction == WF_DIRECTION_DOWN ? -1 : 1;
    double v = sign * value, target = sign * line->target.value;
    double expected =
        sign * (line->expected.present ? line->expected.value : line->target.value);
    double tolerance = line->tolerance.present ? line->tolerance.value : 0;
    if (at_least(v, target))
        return WF_MARK_BLUE;
    if (at_least(v, expected - tolerance))
        return WF_MARK_GREEN;
    return at_least(v, expected - 2 * tolerance) ? WF_MARK_AMBER : WF_MARK_RED;
}

const char *wf_capture_state_name(wf_capture_state state)
{
    static const char *const names[] = {
        [WF_CAPTURE_NOT_ISSUED] = "not issued",
        [WF_CAPTURE_WAITING] = "waiting",
        [WF_CAPTURE_LATE] = "late",
        [WF_CAPTURE_PARTLY] = "partly",
        [WF_CAPTURE_COMPLETE] = "complete",
    };
    return (size_t)state < COUNT_OF(names) ? names[state] : "unknown";
}

const char *wf_capture_level_name(wf_capture_level level)
{
    static const char *const names[] = {[WF_CAPTURE_REFUSED] = "refused",
                                        [WF_CAPTURE_DOUBT] = "doubt",
                                        [WF_CAPTURE_NOTE] = "note"};
    return (size_t)level < COUNT_OF(names) ? names[level] : "unknown";
}
