#include "engine/recognise/names.h"

#include <string.h>

/* ---- words that tell what a line names ---- */

static const char *const plan_words[] = {
    "plan",       "plans",    "planning",   "record",   "dashboard",   "indicators",
    "strategy",   "review",   "guidance",   "report",   "improvement", "development",
    "recovery",   "wfap",     "rrp",        "sip",      "sdp",         "action",
    "attainment", "steps",    "scorecard",  "criteria", "summary",     "kpi",
    "kpis",       "progress", "priorities", "meeting",  "performance", "strategic",
    "data",       "forward",  "raising",    "ofsted",   "register",    "risk",
    "statement",
};
static const char *const organisation_words[] = {
    "trust",      "council",       "partnership", "federation", "authority",
    "diocese",    "mat",           "consortium",  "alliance",   "borough",
    "county",     "collaborative", "directorate", "services",   "board",
    "foundation", "academies",     "schools",     "group",      "hub",
};
static const char *const school_words[] = {
    "school", "academy", "college",   "primary", "infant",    "infants",
    "junior", "juniors", "nursery",   "high",    "secondary", "grammar",
    "middle", "centre",  "preschool", "form",    "unit",      "prep",
};
/* Words that a school's own name needs more than. */
static const char *const plain_words[] = {
    "the",    "a",     "an",       "of",         "for",      "our",       "and",
    "in",     "at",    "by",       "on",         "to",       "whole",     "team",
    "around", "name",  "special",  "community",  "catholic", "voluntary", "controlled",
    "aided",  "new",   "next",     "supporting", "each",     "every",     "all",
    "this",   "sixth", "children", "pupil",      "pupils",   "post",      "trust",
    "draft",  "final", "version",  "my",
};

/* The lists are lower case: most words are told apart by their first letter. */
static bool in_words(wf_str word, const char *const *words, size_t n)
{
    int first = word.n > 0 ? word.p[0] : 0;
    if (first >= 'A' && first <= 'Z')
        first += 'a' - 'A';
    for (size_t i = 0; i < n; i++)
        if (words[i][0] == first && wf_str_eq_nocase(word, wf_str_from(words[i])))
            return true;
    return false;
}
#define IN_WORDS(word, words) in_words(word, words, sizeof(words) / sizeof(words)[0])

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0xC3 ||
           ((unsigned char)c >= 0x80 && (unsigned char)c < 0xC0);
}

/* The next word of *rest; apostrophes end it. Dashes and quotes are of three bytes that
 * begin with E2: they end a word as well. */
static wf_str take_word(wf_str *rest)
{
    size_t i = 0;
    while (i < rest->n &&
           (!is_word_byte(rest->p[i]) || (unsigned char)rest->p[i] == 0xE2)) {
        i += (unsigned char)rest->p[i] == 0xE2 && i + 2 < rest->n ? 3 : 1;
    }
    size_t end = i;
    while (end < rest->n && is_word_byte(rest->p[end]) &&
           (unsigned char)rest->p[end] != 0xE2)
        end++;
    wf_str word = wf_str_sub(*rest, i, end - i);
    *rest = wf_str_sub(*rest, end, SIZE_MAX);
    return word;
}

typedef struct word_count {
    size_t words, plan, organisation, school, own;
    wf_str last;
} word_count;

static word_count count_words(wf_str text)
{
    word_count c = {.last = WF_STR_EMPTY};
    while (text.n > 0) {
        wf_str word = take_word(&text);
        if (word.n == 0)
            continue;
        bool school = IN_WORDS(word, school_words), plan = IN_WORDS(word, plan_words);
        c.words++;
        c.plan += plan;
        c.organisation += IN_WORDS(word, organisation_words);
        c.school += school;
        c.own += word.n > 1 && !school && !plan && !IN_WORDS(word, plain_words) &&
                 (word.p[0] < '0' || word.p[0] > '9');
        c.last = word;
    }
    return c;
}

bool wf_is_sentence(wf_str text)
{
    return text.n > 120 || wf_str_ends_with(text, WF_STR(".")) ||
           wf_str_ends_with(text, WF_STR("?")) ||
           wf_str_find(text, WF_STR("\n"), 0) != SIZE_MAX;
}

/* "Fenwick Junior School", "Kingsmead Academy", but not "Team Around the School". */
bool wf_names_school(wf_str text)
{
    if (wf_is_sentence(text) || wf_str_find(text, WF_STR(":"), 0) != SIZE_MAX)
        return false;
    word_count c = count_words(text);
    return c.school > 0 && c.own > 0 && c.plan == 0 && c.words >= 2 && c.words <= 10 &&
           !IN_WORDS(c.last, organisation_words);
}

/* "Meridian Learning Trust", "Calderford Council". */
bool wf_names_organisation(wf_str text)
{
    if (wf_is_sentence(text) || wf_str_find(text, WF_STR(":"), 0) != SIZE_MAX)
        return false;
    word_count c = count_words(text);
    return c.organisation > 0 && c.own > 0 && c.plan == 0 && c.words >= 2 && c.words <= 9;
}

/* The part of a title that names a school: before or after a dash or colon, or its first
 * words up to the last one that is a kind of school. */
wf_str wf_school_in_title(wf_str title)
{
    static const char *const breaks[] = {
        " \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ", ": ", " | ", ", "};
    for (size_t b = 0; b < sizeof breaks / sizeof breaks[0]; b++) {
        size_t at = wf_str_find(title, wf_str_from(breaks[b]), 0);
        if (at == SIZE_MAX)
            continue;
        wf_str left = wf_str_trim(wf_str_sub(title, 0, at));
        wf_str right = wf_str_trim(wf_str_sub(title, at + strlen(breaks[b]), SIZE_MAX));
        if (wf_names_school(left))
            return left;
        if (wf_names_school(right))
            return right;
    }
    wf_str rest = title, found = WF_STR_EMPTY;
    while (rest.n > 0) {
        wf_str word = take_word(&rest);
        if (word.n == 0 || IN_WORDS(word, plan_words))
            break;
        wf_str head = wf_str_sub(title, 0, (size_t)(word.p + word.n - title.p));
        if (IN_WORDS(word, school_words) && wf_names_school(head))
            found = head;
    }
    return count_words(title).plan > 0 ? found : WF_STR_EMPTY;
}

bool wf_names_document(wf_str text)
{
    return count_words(text).plan > 0;
}
