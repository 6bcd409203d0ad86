#include "engine/recognise/recogniser.h"

typedef enum token_kind {
    TOKEN_RATING,
    TOKEN_NOISE,
    TOKEN_TERM,
    TOKEN_HALF_TERM,
    TOKEN_AUTUMN,
    TOKEN_SPRING,
    TOKEN_SUMMER
} token_kind;

/* Words of the heads of term columns; letters only, lower case. */
static const struct period_word {
    const char *word;
    token_kind kind;
} period_words[] = {
    {"a", TOKEN_AUTUMN},      {"actual", TOKEN_NOISE},   {"au", TOKEN_AUTUMN},
    {"aut", TOKEN_AUTUMN},    {"autumn", TOKEN_AUTUMN},  {"brag", TOKEN_RATING},
    {"by", TOKEN_NOISE},      {"data", TOKEN_NOISE},     {"drop", TOKEN_NOISE},
    {"end", TOKEN_NOISE},     {"half", TOKEN_NOISE},     {"ht", TOKEN_TERM},
    {"of", TOKEN_NOISE},      {"outcome", TOKEN_NOISE},  {"rag", TOKEN_RATING},
    {"rating", TOKEN_RATING}, {"result", TOKEN_NOISE},   {"review", TOKEN_NOISE},
    {"score", TOKEN_NOISE},   {"sp", TOKEN_SPRING},      {"spr", TOKEN_SPRING},
    {"spring", TOKEN_SPRING}, {"su", TOKEN_SUMMER},      {"sum", TOKEN_SUMMER},
    {"summer", TOKEN_SUMMER}, {"t", TOKEN_TERM},         {"term", TOKEN_TERM},
    {"the", TOKEN_NOISE},     {"update", TOKEN_NOISE},   {"value", TOKEN_NOISE},
    {"year", TOKEN_NOISE},    {"academic", TOKEN_NOISE}, {"status", TOKEN_NOISE},
    {"outturn", TOKEN_NOISE}, {"achieved", TOKEN_NOISE},
};

typedef struct reading {
    bool term, unknown, rated;
    int season; /* -1: none */
    int numbers[3];
    int digits[3];
    int count;
} reading;

static void read_word(reading *g, const char *word, size_t n)
{
    for (size_t i = 0; i < sizeof period_words / sizeof period_words[0]; i++) {
        if (!wf_str_eq(wf_str_from(period_words[i].word), (wf_str){word, n}))
            continue;
        token_kind kind = period_words[i].kind;
        g->rated |= kind == TOKEN_RATING;
        if (kind == TOKEN_TERM)
            g->term = true;
        else if (kind >= TOKEN_AUTUMN)
            g->season = (int)(kind - TOKEN_AUTUMN);
        return;
    }
    g->unknown = true;
}

static size_t read_number(reading *g, wf_str s, size_t i)
{
    int value = 0, digits = 0;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, digits++)
        value = digits < 6 ? value * 10 + (s.p[i] - '0') : value;
    if (g->count < 3) {
        g->numbers[g->count] = value;
        g->digits[g->count] = digits;
    }
    g->count++;
    return i;
}

static reading read_tokens(wf_str s)
{
    reading g = {.season = -1};
    for (size_t i = 0; i < s.n;) {
        char word[16];
        size_t n = 0;
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            i = read_number(&g, s, i);
            continue;
        }
        while (i < s.n && ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')) {
            if (n < sizeof word)
                word[n++] = (char)(s.p[i] | 32);
            i++;
        }
        if (n > 0)
            read_word(&g, word, n);
        else
            i++;
    }
    return g;
}

/* The year an academic year begins in: 2020-21, 2020/2021; for a season a single year
 * counts from its calendar year: Spring 2021 is of 2020-21. 0: none; -1: no sense in it.
 */
static int year_of(reading *g)
{
    int at = -1;
    for (int i = 0; i < g->count && i < 3; i++)
        if (g->digits[i] == 4 && g->numbers[i] >= 1990 && g->numbers[i] < 2100)
            at = at < 0 ? i : at;
    for (int i = 0; at < 0 && i + 1 < g->count && i + 1 < 3; i++) /* T1 22-23 */
        if (g->digits[i] == 2 && g->digits[i + 1] == 2 && g->numbers[i] >= 10 &&
            g->numbers[i + 1] == g->numbers[i] + 1) {
            at = i;
            g->numbers[i] += 2000;
        }
    if (at < 0)
        return 0;
    int year = g->numbers[at];
    bool span =
        at + 1 < g->count && at + 1 < 3 && g->numbers[at + 1] % 100 == (year + 1) % 100;
    int used = span ? 2 : 1;
    for (int i = at; i + used < 3; i++) {
        g->numbers[i] = g->numbers[i + used];
        g->digits[i] = g->digits[i + used];
    }
    g->count -= used;
    if (!span && g->season > (int)WF_AUTUMN)
        return year - 1;
    return year;
}

static wf_term_head of_season(const reading *g, int year)
{
    wf_term_head head = {.kind = WF_PERIOD_SEASON, .number = g->season, .year = year};
    int number = g->numbers[0];
    if (g->count == 0)
        return head;
    if (number == 1 || number == 2) {
        head.kind = WF_PERIOD_TERM;
        head.number = 2 * g->season + number;
    } else if (g->digits[0] == 2 && number > 12) { /* Autumn 20 */
        head.year = 2000 + number - (g->season > (int)WF_AUTUMN);
    } else {
        head.kind = WF_PERIOD_NONE;
    }
    return head;
}

wf_term_head wf_term_head_parse(wf_str text)
{
    wf_term_head head = {.kind = WF_PERIOD_NONE};
    if (text.n < 2 || text.n > 60) /* "A" alone is a rating sooner than a term */
        return head;
    reading g = read_tokens(text);
    int year = g.unknown || g.count > 3 ? 0 : year_of(&g);
    if (g.unknown || g.count > 1)
        return head;
    if (g.season >= 0)
        head = of_season(&g, year);
    else if (g.term && g.count == 1 && g.numbers[0] >= 1 && g.numbers[0] <= 6)
        head =
            (wf_term_head){.kind = WF_PERIOD_TERM, .number = g.numbers[0], .year = year};
    else if (year > 0 && g.count == 0 && !g.term)
        head = (wf_term_head){.kind = WF_PERIOD_YEAR, .year = year};
    head.rated = g.rated && head.kind != WF_PERIOD_NONE;
    return head;
}
