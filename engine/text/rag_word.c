#include "engine/text/rag_word.h"
#include "engine/text/fold.h"

enum {
    FOLDED_MAX = 512
};

typedef enum match_rule {
    M_START, /* at the start, before a separator */
    M_WHOLE, /* the whole text */
    M_LETTER /* the whole text, and only in a column of ratings */
} match_rule;

typedef struct rag_phrase {
    wf_str text; /* folded */
    match_rule rule;
    wf_rag rag;
    wf_progress_word progress;
    wf_action_status status;
} rag_phrase;

#define RED   WF_RAG_RED
#define AMBER WF_RAG_AMBER
#define GREEN WF_RAG_GREEN
#define BLUE  WF_RAG_BLUE
#define NORAG WF_RAG_NONE

static const rag_phrase rag_phrases[] = {
    /* colours */
    {WF_STR_INIT("red"), M_START, RED, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("amber"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("orange"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("yellow"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("green"), M_START, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("light green"), M_START, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("dark green"), M_START, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("blue"), M_START, BLUE, WF_PROGRESS_COMPLETE, WF_STATUS_NONE},
    {WF_STR_INIT("purple"), M_START, BLUE, WF_PROGRESS_EMBEDDED, WF_STATUS_NONE},
    {WF_STR_INIT("gold"), M_WHOLE, BLUE, WF_PROGRESS_EMBEDDED, WF_STATUS_NONE},
    {WF_STR_INIT("white"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NONE},
    {WF_STR_INIT("grey"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NONE},
    {WF_STR_INIT("r"), M_LETTER, RED, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("a"), M_LETTER, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("y"), M_LETTER, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("g"), M_LETTER, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("b"), M_LETTER, BLUE, WF_PROGRESS_COMPLETE, WF_STATUS_NONE},
    {WF_STR_INIT("p"), M_LETTER, BLUE, WF_PROGRESS_EMBEDDED, WF_STATUS_NONE},
    {WF_STR_INIT("n"), M_LETTER, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("ns"), M_LETTER, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("ip"), M_LETTER, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("x"), M_LETTER, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    /* signs */
    {WF_STR_INIT("🔴"), M_START, RED, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("🟥"), M_START, RED, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("🟠"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("🟧"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("🟡"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("🟨"), M_START, AMBER, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    {WF_STR_INIT("🟢"), M_START, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("🟩"), M_START, GREEN, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("🔵"), M_START, BLUE, WF_PROGRESS_COMPLETE, WF_STATUS_NONE},
    {WF_STR_INIT("🟦"), M_START, BLUE, WF_PROGRESS_COMPLETE, WF_STATUS_NONE},
    {WF_STR_INIT("🟣"), M_START, BLUE, WF_PROGRESS_EMBEDDED, WF_STATUS_NONE},
    {WF_STR_INIT("🟪"), M_START, BLUE, WF_PROGRESS_EMBEDDED, WF_STATUS_NONE},
    {WF_STR_INIT("⚪"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NONE},
    {WF_STR_INIT("⬜"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NONE},
    {WF_STR_INIT("✓"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("✔"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("☑"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("✅"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("\xEF\x83\xBC"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE,
     WF_STATUS_COMPLETE},
    {WF_STR_INIT("✗"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("✘"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("❌"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("☒"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("\xEF\x83\xBB"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    /* not started */
    {WF_STR_INIT("not started"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("not yet started"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("yet to start"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("not begun"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("to do"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("to start"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("planned"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("not yet due"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("not due"), M_START, NORAG, WF_PROGRESS_NOT_STARTED,
     WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("0%"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NOT_STARTED},
    {WF_STR_INIT("0 %"), M_WHOLE, NORAG, WF_PROGRESS_NOT_STARTED, WF_STATUS_NOT_STARTED},
    /* off track */
    {WF_STR_INIT("behind"), M_START, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("behind track"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("behind schedule"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("off track"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("not on track"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("not met"), M_START, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("not achieved"), M_START, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("overdue"), M_START, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("delayed"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("stalled"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("significant concern"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_NONE},
    {WF_STR_INIT("no progress"), M_START, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("incomplete"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("not complete"), M_WHOLE, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("incomplete & transferred"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("incomplete and transferred"), M_START, NORAG, WF_PROGRESS_OFF_TRACK,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("limited"), M_LETTER, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("weak"), M_LETTER, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("high"), M_LETTER, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("no"), M_LETTER, NORAG, WF_PROGRESS_OFF_TRACK, WF_STATUS_NONE},
    /* in progress */
    {WF_STR_INIT("in progress"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("in hand"), M_WHOLE, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("at risk"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("started"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("begun"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("started & ongoing"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("started and ongoing"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("underway"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("under way"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("ongoing"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("on-going"), M_START, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("working towards"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("partially met"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("partly met"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("partially achieved"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("partly achieved"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("partially complete"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("some progress"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("developing"), M_WHOLE, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("slightly behind"), M_START, NORAG, WF_PROGRESS_AT_RISK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("medium"), M_LETTER, NORAG, WF_PROGRESS_AT_RISK, WF_STATUS_NONE},
    /* on track */
    {WF_STR_INIT("on track"), M_START, NORAG, WF_PROGRESS_ON_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("on target"), M_START, NORAG, WF_PROGRESS_ON_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("on schedule"), M_START, NORAG, WF_PROGRESS_ON_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("going well"), M_START, NORAG, WF_PROGRESS_ON_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("good progress"), M_START, NORAG, WF_PROGRESS_ON_TRACK,
     WF_STATUS_IN_PROGRESS},
    {WF_STR_INIT("secure"), M_WHOLE, NORAG, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    {WF_STR_INIT("low"), M_LETTER, NORAG, WF_PROGRESS_ON_TRACK, WF_STATUS_NONE},
    /* complete */
    {WF_STR_INIT("complete"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("completed"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("completed on time"), M_START, NORAG, WF_PROGRESS_COMPLETE,
     WF_STATUS_COMPLETE},
    {WF_STR_INIT("done"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("achieved"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("fully achieved"), M_START, NORAG, WF_PROGRESS_COMPLETE,
     WF_STATUS_COMPLETE},
    {WF_STR_INIT("met"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("fully met"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("finished"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("closed"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("actioned"), M_START, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("100%"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("100 %"), M_WHOLE, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    {WF_STR_INIT("yes"), M_LETTER, NORAG, WF_PROGRESS_COMPLETE, WF_STATUS_COMPLETE},
    /* embedded */
    {WF_STR_INIT("embedded"), M_START, NORAG, WF_PROGRESS_EMBEDDED, WF_STATUS_COMPLETE},
    {WF_STR_INIT("fully embedded"), M_START, NORAG, WF_PROGRESS_EMBEDDED,
     WF_STATUS_COMPLETE},
    {WF_STR_INIT("sustained"), M_START, NORAG, WF_PROGRESS_EMBEDDED, WF_STATUS_COMPLETE},
    {WF_STR_INIT("secure and embedded"), M_START, NORAG, WF_PROGRESS_EMBEDDED,
     WF_STATUS_COMPLETE},
    {WF_STR_INIT("complete and embedded"), M_START, NORAG, WF_PROGRESS_EMBEDDED,
     WF_STATUS_COMPLETE},
    /* deferred, cancelled */
    {WF_STR_INIT("deferred"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_DEFERRED},
    {WF_STR_INIT("postponed"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_DEFERRED},
    {WF_STR_INIT("carried forward"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("carry forward"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("c/f"), M_WHOLE, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_DEFERRED},
    {WF_STR_INIT("rolled over"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("on hold"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_DEFERRED},
    {WF_STR_INIT("paused"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_DEFERRED},
    {WF_STR_INIT("timeline reconsidered"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_DEFERRED},
    {WF_STR_INIT("superseded"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_CANCELLED},
    {WF_STR_INIT("cancelled"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_CANCELLED},
    {WF_STR_INIT("canceled"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_CANCELLED},
    {WF_STR_INIT("abandoned"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_CANCELLED},
    {WF_STR_INIT("withdrawn"), M_START, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_CANCELLED},
    {WF_STR_INIT("no longer required"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_CANCELLED},
    {WF_STR_INIT("no longer needed"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_CANCELLED},
    {WF_STR_INIT("no longer relevant"), M_START, NORAG, WF_PROGRESS_DEFERRED,
     WF_STATUS_CANCELLED},
    {WF_STR_INIT("n/a"), M_LETTER, NORAG, WF_PROGRESS_DEFERRED, WF_STATUS_NONE},
};

/* Signs without a colour of their own, and labels, before the word that counts. */
static const wf_str lead_ins[] = {
    WF_STR_INIT("rag rating"), WF_STR_INIT("rag status"), WF_STR_INIT("rag"),
    WF_STR_INIT("status"),     WF_STR_INIT("rating"),     WF_STR_INIT("currently"),
    WF_STR_INIT("●"),          WF_STR_INIT("○"),          WF_STR_INIT("▲"),
    WF_STR_INIT("■"),          WF_STR_INIT("✔"),          WF_STR_INIT("✓"),
    WF_STR_INIT("⬤"),          WF_STR_INIT(":"),          WF_STR_INIT("-"),
    WF_STR_INIT("="),          WF_STR_INIT(" "),          WF_STR_INIT("•"),
};

static wf_str skip_lead_ins(wf_str s)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t k = 0; k < sizeof lead_ins / sizeof lead_ins[0]; k++) {
            wf_str lead = lead_ins[k];
            bool word = wf_is_letter(lead.p[0]);
            if (lead.n < s.n &&
                (word ? wf_word_at(s, 0, lead) : wf_str_starts_with(s, lead))) {
                s = wf_str_sub(s, lead.n, s.n);
                again = true;
            }
        }
    }
    return s;
}

/* Whether a rating may end before s[i]: at the end, before punctuation or a date. */
static bool ends_here(wf_str s, size_t i, bool is_sign)
{
    if (i >= s.n)
        return true;
    while (i < s.n && s.p[i] == ' ')
        i++;
    if (i >= s.n || is_sign)
        return true;
    char c = s.p[i];
    return c == '-' || c == ':' || c == ',' || c == '(' || c == '.' || c == ';' ||
           c == '/' || c == '=' || c == '!' || c == '&' || wf_is_digit(c) ||
           wf_str_starts_with(wf_str_sub(s, i, 4), WF_STR("→"));
}

static bool matches(wf_str s, const rag_phrase *phrase, bool letters)
{
    if (phrase->rule == M_LETTER && !letters)
        return false;
    if (phrase->rule != M_START) {
        while (s.n > 0 &&
               (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '!'))
            s.n--;
        return wf_str_eq(s, phrase->text);
    }
    bool is_sign = ((unsigned char)phrase->text.p[0] & 0x80u) != 0;
    bool here =
        is_sign ? wf_str_starts_with(s, phrase->text) : wf_word_at(s, 0, phrase->text);
    return here && ends_here(s, phrase->text.n, is_sign);
}

/* The longest phrase that the text begins with. */
static const rag_phrase *find_phrase(wf_str s, bool letters)
{
    const rag_phrase *best = NULL;
    for (size_t k = 0; k < sizeof rag_phrases / sizeof rag_phrases[0]; k++)
        if (matches(s, &rag_phrases[k], letters) &&
            (!best || rag_phrases[k].text.n > best->text.n))
            best = &rag_phrases[k];
    return best;
}

/* "Red/Amber", "amber-green", "R/A", "Amber to Green": the second colour. */
static const rag_phrase *second_colour(wf_str s, const rag_phrase *first, bool letters)
{
    wf_str rest = wf_str_sub(s, first->text.n, s.n);
    size_t i = 0;
    while (i < rest.n &&
           (rest.p[i] == ' ' || rest.p[i] == '/' || rest.p[i] == '-' || rest.p[i] == '&'))
        i++;
    if (wf_word_at(rest, i, WF_STR("and")) || wf_word_at(rest, i, WF_STR("or")))
        return NULL;
    wf_str next = wf_str_trim(wf_str_sub(rest, i, rest.n));
    if (i == 0 || next.n == 0)
        return NULL;
    const rag_phrase *second = find_phrase(next, letters);
    return second && second->rag != WF_RAG_NONE ? second : NULL;
}

/* "R/A": letters on both sides of a slash, which no whole-text rule sees. */
static const rag_phrase *first_of_letters(wf_str s, bool letters)
{
    if (!letters || s.n != 3 || (s.p[1] != '/' && s.p[1] != '-'))
        return NULL;
    return find_phrase(wf_str_sub(s, 0, 1), letters);
}

bool wf_rag_word_read(wf_str text, bool letters, wf_rag_word *out)
{
    *out = (wf_rag_word){.rag = WF_RAG_NONE};
    text = wf_str_trim(text);
    /* Wingdings ticks and crosses as they come where the font is lost. */
    if (letters && wf_str_eq(text, WF_STR("ü")))
        text = WF_STR("✓");
    else if (letters && (wf_str_eq(text, WF_STR("û")) || wf_str_eq(text, WF_STR("×"))))
        text = WF_STR("✗");
    char buf[FOLDED_MAX];
    wf_str s = wf_fold_into(text, buf, sizeof buf, NULL);
    wf_str inner = skip_lead_ins(s);
    const rag_phrase *phrase = find_phrase(s, letters);
    if (!phrase) {
        s = inner;
        phrase = find_phrase(s, letters);
    }
    if (!phrase)
        phrase = first_of_letters(s, letters);
    if (!phrase)
        return false;
    *out = (wf_rag_word){
        .rag = phrase->rag, .progress = phrase->progress, .status = phrase->status};
    const rag_phrase *second =
        phrase->rag != WF_RAG_NONE ? second_colour(s, phrase, letters) : NULL;
    if (second && second->rag != phrase->rag) {
        out->mixed = true;
        if (second->rag < phrase->rag) { /* red < amber < green < blue */
            out->rag = second->rag;
            out->progress = second->progress;
        }
    }
    return true;
}

wf_rag wf_rag_of_progress(wf_progress_word progress)
{
    switch (progress) {
    case WF_PROGRESS_OFF_TRACK:
        return WF_RAG_RED;
    case WF_PROGRESS_AT_RISK:
        return WF_RAG_AMBER;
    case WF_PROGRESS_ON_TRACK:
        return WF_RAG_GREEN;
    case WF_PROGRESS_COMPLETE:
    case WF_PROGRESS_EMBEDDED:
        return WF_RAG_BLUE;
    case WF_PROGRESS_NONE:
    case WF_PROGRESS_NOT_STARTED:
    case WF_PROGRESS_DEFERRED:
        break;
    }
    return WF_RAG_NONE;
}
