#include "engine/calendar/when_tokens.h"
#include "engine/calendar/school_events.h"
#include "engine/calendar/when_words.h"
#include "engine/text/fold.h"

typedef struct scanner {
    wf_str s;
    size_t i;
    when_tokens *out;
    bool spaced; /* white space or noise before the next token */
} scanner;

static void push(scanner *sc, when_token token)
{
    when_tokens *out = sc->out;
    token.glued = !sc->spaced && out->n > 0;
    sc->spaced = false;
    if (token.kind == WT_NOISE) {
        sc->spaced = true;
        return;
    }
    if (token.kind == WT_WORD)
        out->unknown_words++;
    if (out->n == WHEN_TOKENS)
        out->too_long = true;
    else
        out->items[out->n++] = token;
}

/* Bytes of the phrase at i, where a space in it also stands for a hyphen; 0 where it is
 * not. */
static size_t phrase_bytes(wf_str s, size_t i, wf_str phrase)
{
    size_t k = 0;
    for (; k < phrase.n && i + k < s.n; k++) {
        bool gap = phrase.p[k] == ' ' && s.p[i + k] == '-';
        if (!gap && phrase.p[k] != s.p[i + k])
            return 0;
    }
    bool ends = i + k >= s.n || !wf_is_letter(s.p[i + k]) ||
                !wf_is_letter(phrase.p[phrase.n - 1]);
    return k == phrase.n && ends ? k : 0;
}

static bool number_follows(wf_str s, size_t i, bool may_space)
{
    while (may_space && i < s.n && s.p[i] == ' ')
        i++;
    return i < s.n && wf_is_digit(s.p[i]);
}

static bool rule_allows(wf_str s, size_t end, const when_phrase *phrase)
{
    if (phrase->rule & WP_GLUED)
        return number_follows(s, end, false);
    if (phrase->rule & WP_NUMBER)
        return number_follows(s, end, true);
    return true;
}

static bool scan_phrase(scanner *sc)
{
    size_t count;
    const when_phrase *phrases = when_phrases(&count);
    size_t best = 0;
    when_token token = {.kind = WT_WORD};
    for (size_t k = 0; k < count; k++) {
        size_t bytes = phrase_bytes(sc->s, sc->i, phrases[k].text);
        if (bytes > best && rule_allows(sc->s, sc->i + bytes, &phrases[k])) {
            best = bytes;
            token = (when_token){.kind = phrases[k].kind,
                                 .value = phrases[k].value,
                                 .extra = phrases[k].extra,
                                 .ordinal = phrases[k].kind == WT_NUMBER &&
                                            phrases[k].extra == 1,
                                 .digits = phrases[k].kind == WT_NUMBER ? 1 : 0,
                                 .apostrophe = (phrases[k].rule & WP_UNSURE) != 0};
        }
    }
    const event_phrase *events = school_event_phrases(&count);
    for (size_t k = 0; k < count; k++) {
        size_t bytes = phrase_bytes(sc->s, sc->i, events[k].text);
        if (bytes > best) {
            best = bytes;
            token = (when_token){.kind = WT_EVENT,
                                 .value = school_event_find(events[k].event)};
        }
    }
    if (best == 0)
        return false;
    token.text = wf_str_sub(sc->s, sc->i, best);
    sc->i += best;
    push(sc, token);
    /* "Sept." */
    if (token.kind == WT_MONTH && sc->i < sc->s.n && sc->s.p[sc->i] == '.')
        sc->i++;
    return true;
}

static void scan_number(scanner *sc)
{
    when_token token = {.kind = WT_NUMBER};
    size_t start = sc->i;
    token.apostrophe = start > 0 && sc->s.p[start - 1] == '\'';
    for (; sc->i < sc->s.n && wf_is_digit(sc->s.p[sc->i]); sc->i++) {
        if (token.digits < 7)
            token.value = token.value * 10 + (sc->s.p[sc->i] - '0');
        token.digits++;
    }
    static const wf_str suffixes[] = {WF_STR_INIT("st"), WF_STR_INIT("nd"),
                                      WF_STR_INIT("rd"), WF_STR_INIT("th")};
    for (size_t k = 0; k < 4; k++) {
        size_t end = sc->i + 2;
        if (wf_str_eq(wf_str_sub(sc->s, sc->i, 2), suffixes[k]) &&
            (end >= sc->s.n || !wf_is_letter(sc->s.p[end]))) {
            token.ordinal = true;
            sc->i = end;
            break;
        }
    }
    token.text = wf_str_sub(sc->s, start, sc->i - start);
    push(sc, token);
}

static void scan_word(scanner *sc)
{
    size_t start = sc->i;
    while (sc->i < sc->s.n && wf_is_word_char(sc->s.p[sc->i]) &&
           !wf_is_digit(sc->s.p[sc->i]))
        sc->i++;
    push(sc,
         (when_token){.kind = WT_WORD, .text = wf_str_sub(sc->s, start, sc->i - start)});
}

static void scan_sign(scanner *sc)
{
    static const struct {
        char sign;
        when_token_kind kind;
    } signs[] = {
        {'-', WT_DASH}, {'/', WT_SLASH}, {'.', WT_DOT},  {':', WT_COLON}, {',', WT_LIST},
        {';', WT_LIST}, {'&', WT_LIST},  {'+', WT_LIST}, {'(', WT_LIST},  {')', WT_LIST},
    };
    when_token token = {.kind = WT_NOISE, .text = wf_str_sub(sc->s, sc->i, 1)};
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (signs[k].sign == sc->s.p[sc->i])
            token.kind = signs[k].kind;
    bool spaced = sc->spaced;
    sc->i++;
    push(sc, token);
    if (token.text.p[0] == '\'') /* an apostrophe takes no room */
        sc->spaced = spaced;
}

void when_tokenise(wf_str text, when_tokens *out)
{
    out->n = 0;
    out->unknown_words = 0;
    scanner sc = {.out = out, .spaced = true};
    sc.s = wf_fold_into(text, out->text, sizeof out->text, &out->too_long);
    while (sc.i < sc.s.n) {
        char c = sc.s.p[sc.i];
        bool starts_word = sc.i == 0 || !wf_is_letter(sc.s.p[sc.i - 1]);
        if (c == ' ') {
            sc.spaced = true;
            sc.i++;
        } else if (starts_word && scan_phrase(&sc)) {
            continue;
        } else if (wf_is_digit(c)) {
            scan_number(&sc);
        } else if (wf_is_word_char(c)) {
            scan_word(&sc);
        } else {
            scan_sign(&sc);
        }
    }
}
