#include "engine/report/redact.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c >= 0xC3);
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Titles that stand before a name. */
static const wf_str titles[] = {
    WF_STR_INIT("mr"),  WF_STR_INIT("mrs"),  WF_STR_INIT("ms"),   WF_STR_INIT("miss"),
    WF_STR_INIT("mx"),  WF_STR_INIT("dr"),   WF_STR_INIT("revd"), WF_STR_INIT("rev"),
    WF_STR_INIT("sir"), WF_STR_INIT("dame"),
};

/* Groups of capitals that are no person's initials. */
static const wf_str abbreviations[] = {
    WF_STR_INIT("SEN"),  WF_STR_INIT("EAL"),  WF_STR_INIT("PE"),    WF_STR_INIT("RE"),
    WF_STR_INIT("ICT"),  WF_STR_INIT("IT"),   WF_STR_INIT("KS"),    WF_STR_INIT("EYFS"),
    WF_STR_INIT("CPD"),  WF_STR_INIT("PP"),   WF_STR_INIT("SATS"),  WF_STR_INIT("GCSE"),
    WF_STR_INIT("PSHE"), WF_STR_INIT("DT"),   WF_STR_INIT("UK"),    WF_STR_INIT("TA"),
    WF_STR_INIT("TAS"),  WF_STR_INIT("SEND"), WF_STR_INIT("RWI"),   WF_STR_INIT("MFL"),
    WF_STR_INIT("OK"),   WF_STR_INIT("LA"),   WF_STR_INIT("INSET"),
};

/* Small numbers of children in words or digits ("three pupils"). */
static const wf_str small_numbers[] = {
    WF_STR_INIT("one"),  WF_STR_INIT("two"), WF_STR_INIT("three"), WF_STR_INIT("four"),
    WF_STR_INIT("five"), WF_STR_INIT("1"),   WF_STR_INIT("2"),     WF_STR_INIT("3"),
    WF_STR_INIT("4"),    WF_STR_INIT("5"),
};
static const wf_str children[] = {
    WF_STR_INIT("pupil"),    WF_STR_INIT("pupils"),  WF_STR_INIT("child"),
    WF_STR_INIT("children"), WF_STR_INIT("boys"),    WF_STR_INIT("girls"),
    WF_STR_INIT("boy"),      WF_STR_INIT("girl"),    WF_STR_INIT("family"),
    WF_STR_INIT("families"), WF_STR_INIT("teacher"), WF_STR_INIT("teachers"),
    WF_STR_INIT("students"), WF_STR_INIT("student"),
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static bool is_among(wf_str word, const wf_str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (wf_str_eq_nocase(word, list[i]))
            return true;
    return false;
}

static bool all_capitals(wf_str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!is_capital(word.p[i]))
            return false;
    return word.n > 0;
}

/* A word of letters, digits and inner apostrophes at *i; *i moves past it and what
 * follows. */
static wf_str next_word(wf_str text, size_t *i, bool *starts_sentence)
{
    *starts_sentence = *i == 0;
    while (*i < text.n && !is_letter(text.p[*i]) && !is_digit(text.p[*i])) {
        char c = text.p[*i];
        *starts_sentence =
            *starts_sentence || c == '.' || c == '?' || c == '!' || c == ':' || c == '/';
        (*i)++;
    }
    size_t from = *i;
    while (*i < text.n && (is_letter(text.p[*i]) || is_digit(text.p[*i]) ||
                           (unsigned char)text.p[*i] >= 0x80))
        (*i)++;
    return wf_str_sub(text, from, *i - from);
}

typedef struct word_facts {
    bool is_title, is_name, is_small; /* of the word before */
} word_facts;

/* One word in the light of the one before. */
static bool word_is_public(wf_str word, bool starts_sentence, word_facts *before)
{
    bool is_upper = is_capital(word.p[0]);
    bool capitals = all_capitals(word);
    bool is_name = is_upper && !capitals && !starts_sentence && word.n > 1;
    bool is_initials = capitals && word.n >= 2 && word.n <= 3 &&
                       !is_among(word, abbreviations, COUNT_OF(abbreviations));
    bool fine = !(before->is_title && is_upper) && !(before->is_name && is_name) &&
                !is_initials &&
                !(before->is_small && is_among(word, children, COUNT_OF(children)));
    before->is_title = is_among(word, titles, COUNT_OF(titles));
    before->is_name = is_upper && !capitals && word.n > 1;
    before->is_small = is_among(word, small_numbers, COUNT_OF(small_numbers));
    return fine;
}

bool redact_is_public(wf_str text)
{
    size_t digits = 0;
    word_facts before = {0};
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '@')
            return false;
        if (is_digit(text.p[i]))
            digits++;
        else if (text.p[i] != ' ' && text.p[i] != '-')
            digits = 0;
        if (digits >= 7) /* a telephone or pupil number */
            return false;
    }
    for (size_t i = 0; i < text.n;) {
        bool starts_sentence = false;
        wf_str word = next_word(text, &i, &starts_sentence);
        if (word.n > 0 && !word_is_public(word, starts_sentence, &before))
            return false;
    }
    return true;
}
