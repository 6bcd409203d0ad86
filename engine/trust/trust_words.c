#include "engine/trust/trust_words.h"
#include "engine/text/fold.h"

#define S(text) WF_STR_INIT(text)

typedef struct meaning {
    const char *text; /* folded */
    int is;
} meaning;

static int meaning_of(wf_str text, const meaning *words, size_t count)
{
    char buf[96];
    wf_str folded = wf_fold_into(text, buf, sizeof buf, NULL);
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq(folded, wf_str_from(words[i].text)))
            return words[i].is;
    return 0;
}
#define MEANING_OF(text, words) meaning_of(text, words, sizeof(words) / sizeof(words)[0])

/* ---- frameworks */

static const wf_str frameworks[] = {S(""), S("four-grade"), S("no-overall-grade"),
                                    S("report-card")};
static const meaning framework_words[] = {
    {"four-grade", FRAMEWORK_FOUR_GRADE},
    {"four grades", FRAMEWORK_FOUR_GRADE},
    {"four-grade scale", FRAMEWORK_FOUR_GRADE},
    {"eif", FRAMEWORK_FOUR_GRADE},
    {"overall grade", FRAMEWORK_FOUR_GRADE},
    {"no-overall-grade", FRAMEWORK_NO_OVERALL},
    {"no overall grade", FRAMEWORK_NO_OVERALL},
    {"four grades, no overall", FRAMEWORK_NO_OVERALL},
    {"key judgements", FRAMEWORK_NO_OVERALL},
    {"key judgements only", FRAMEWORK_NO_OVERALL},
    {"report-card", FRAMEWORK_REPORT_CARD},
    {"report card", FRAMEWORK_REPORT_CARD},
};

wf_str trust_framework_name(trust_framework framework)
{
    return frameworks[framework];
}

trust_framework trust_framework_from(wf_str text)
{
    return (trust_framework)MEANING_OF(text, framework_words);
}

/* ---- judgements */

static const struct judgement {
    wf_str word;
    trust_framework framework; /* NONE: of the four grades, with or without overall */
} judgements[] = {
    {S(""), FRAMEWORK_NONE},
    {S("Outstanding"), FRAMEWORK_NONE},
    {S("Good"), FRAMEWORK_NONE},
    {S("Requires improvement"), FRAMEWORK_NONE},
    {S("Inadequate"), FRAMEWORK_NONE},
    {S("Serious weaknesses"), FRAMEWORK_NONE},
    {S("Special measures"), FRAMEWORK_NONE},
    {S("Effective"), FRAMEWORK_NONE},
    {S("Not effective"), FRAMEWORK_NONE},
    {S("Exceptional"), FRAMEWORK_REPORT_CARD},
    {S("Strong standard"), FRAMEWORK_REPORT_CARD},
    {S("Expected standard"), FRAMEWORK_REPORT_CARD},
    {S("Needs attention"), FRAMEWORK_REPORT_CARD},
    {S("Urgent improvement"), FRAMEWORK_REPORT_CARD},
    {S("Met"), FRAMEWORK_REPORT_CARD},
    {S("Not met"), FRAMEWORK_REPORT_CARD},
};
static const meaning judgement_words[] = {
    {"outstanding", 1},
    {"1", 1},
    {"o", 1},
    {"good", 2},
    {"2", 2},
    {"g", 2},
    {"requires improvement", 3},
    {"3", 3},
    {"ri", 3},
    {"inadequate", 4},
    {"4", 4},
    {"serious weaknesses", 5},
    {"special measures", 6},
    {"effective", 7},
    {"not effective", 8},
    {"ineffective", 8},
    {"exceptional", 9},
    {"strong standard", 10},
    {"strong", 10},
    {"expected standard", 11},
    {"expected", 11},
    {"needs attention", 12},
    {"urgent improvement", 13},
    {"met", 14},
    {"not met", 15},
};

wf_str trust_judgement_from(wf_str text, trust_framework *framework_out)
{
    int found = MEANING_OF(text, judgement_words);
    *framework_out = judgements[found].framework;
    return judgements[found].word;
}

/* ---- areas of inspection */

static const wf_str areas[] = {
    S(""),
    S("Overall effectiveness"),
    S("Quality of education"),
    S("Behaviour and attitudes"),
    S("Personal development"),
    S("Leadership and management"),
    S("Early years"),
    S("Sixth form"),
    S("Safeguarding"),
    S("Inclusion"),
    S("Curriculum and teaching"),
    S("Achievement"),
    S("Attendance and behaviour"),
    S("Personal development and well-being"),
    S("Leadership and governance"),
};
static const meaning area_words[] = {
    {"overall effectiveness", 1},
    {"overall", 1},
    {"overall grade", 1},
    {"quality of education", 2},
    {"qoe", 2},
    {"behaviour and attitudes", 3},
    {"behaviour & attitudes", 3},
    {"personal development", 4},
    {"leadership and management", 5},
    {"leadership & management", 5},
    {"early years", 6},
    {"early years provision", 6},
    {"eyfs", 6},
    {"sixth form", 7},
    {"sixth form provision", 7},
    {"post-16", 7},
    {"safeguarding", 8},
    {"inclusion", 9},
    {"curriculum and teaching", 10},
    {"curriculum & teaching", 10},
    {"achievement", 11},
    {"attendance and behaviour", 12},
    {"attendance & behaviour", 12},
    {"personal development and well-being", 13},
    {"personal development and wellbeing", 13},
    {"personal development & well-being", 13},
    {"leadership and governance", 14},
    {"leadership & governance", 14},
};

const wf_str *wf_inspection_areas(size_t *count)
{
    *count = sizeof areas / sizeof areas[0] - 1; /* the first is none */
    return areas + 1;
}

wf_str trust_area_from(wf_str text, bool *is_known_out)
{
    int found = MEANING_OF(text, area_words);
    *is_known_out = found > 0;
    return found > 0 ? areas[found] : text;
}

/* ---- units and directions */

static const meaning unit_words[] = {
    {"%", WF_UNIT_PERCENT},       {"per cent", WF_UNIT_PERCENT},
    {"percent", WF_UNIT_PERCENT}, {"percentage", WF_UNIT_PERCENT},
    {"pp", WF_UNIT_POINTS},       {"percentage points", WF_UNIT_POINTS},
    {"points", WF_UNIT_POINTS},   {"count", WF_UNIT_COUNT},
    {"number", WF_UNIT_COUNT},    {"days", WF_UNIT_DAYS},
    {"\xC2\xA3", WF_UNIT_GBP},    {"gbp", WF_UNIT_GBP},
    {"pounds", WF_UNIT_GBP},      {"score", WF_UNIT_SCORE},
    {"ratio", WF_UNIT_RATIO},     {"rate", WF_UNIT_RATIO},
};
static const meaning direction_words[] = {
    {"higher", WF_DIRECTION_UP},  {"up", WF_DIRECTION_UP},
    {"high", WF_DIRECTION_UP},    {"more", WF_DIRECTION_UP},
    {"lower", WF_DIRECTION_DOWN}, {"down", WF_DIRECTION_DOWN},
    {"low", WF_DIRECTION_DOWN},   {"less", WF_DIRECTION_DOWN},
    {"fewer", WF_DIRECTION_DOWN},
};

wf_unit trust_unit_from(wf_str text)
{
    return (wf_unit)MEANING_OF(text, unit_words);
}

wf_direction trust_direction_from(wf_str text)
{
    return (wf_direction)MEANING_OF(text, direction_words);
}
