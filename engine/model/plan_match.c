#include "engine/model/plan_match.h"

#include "engine/base/utf8.h"

#include <stdlib.h>

/* A text as the sorted set of its words' hashes. */
typedef struct word_set {
    uint64_t *words;
    size_t n;
    uint64_t whole; /* hash of all words in order */
} word_set;

typedef struct pair {
    double likeness;
    size_t before, after;
} pair;

static bool is_word_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0xC0;
}

static uint32_t fold(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
}

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* FNV-1a over the folded letters of each word (Fowler, Noll and Vo). */
#define FNV_START 0xCBF29CE484222325u
#define FNV_PRIME 0x100000001B3u

static wf_status words_of(wf_str text, wf_arena *arena, word_set *out)
{
    uint64_t *words = wf_arena_array(arena, text.n / 2 + 1, sizeof *words);
    if (!words)
        return WF_E_MEMORY;
    size_t n = 0;
    uint64_t word = FNV_START, whole = FNV_START;
    bool in_word = false;
    for (size_t i = 0; i <= text.n;) {
        uint32_t c = i < text.n ? fold(wf_utf8_next(text, &i)) : 0;
        if (is_word_letter(c)) {
            word = (word ^ c) * FNV_PRIME;
            in_word = true;
            continue;
        }
        if (in_word) {
            words[n++] = word;
            whole = (whole ^ word) * FNV_PRIME;
        }
        word = FNV_START;
        in_word = false;
        if (c == 0 && i >= text.n)
            break;
    }
    size_t kept = 0;
    if (n > 0)
        qsort(words, n, sizeof *words, compare_words);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || words[kept - 1] != words[i])
            words[kept++] = words[i];
    *out = (word_set){.words = words, .n = kept, .whole = whole};
    return WF_OK;
}

static double likeness(const word_set *a, const word_set *b)
{
    size_t both = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->words[i] == b->words[k]) {
            both++;
            i++;
            k++;
        } else if (a->words[i] < b->words[k]) {
            i++;
        } else {
            k++;
        }
    }
    return a->n + b->n > 0 ? 2.0 * (double)both / (double)(a->n + b->n) : 0;
}

static int compare_pairs(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->likeness > y->likeness || x->likeness < y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    if (x->after != y->after)
        return x->after < y->after ? -1 : 1;
    return x->before < y->before ? -1 : x->before > y->before;
}

static wf_status sets_of(wf_strs texts, wf_arena *arena, word_set **out)
{
    word_set *sets = wf_arena_array(arena, texts.n, sizeof *sets);
    if (!sets)
        return WF_E_MEMORY;
    for (size_t i = 0; i < texts.n; i++)
        WF_TRY(words_of(texts.items[i], arena, &sets[i]));
    *out = sets;
    return WF_OK;
}

/* One list of texts to be matched, and how many pairs were found so far. */
typedef struct matching {
    const word_set *before, *after;
    const size_t *groups_before, *groups_after;
    size_t before_count, after_count;
    wf_arena *arena;
    pair *pairs;
    size_t count, cap;
} matching;

/* Likeness 2 is "the same words"; a small addition for the same group decides among
 * equals. */
static double likeness_of(const matching *m, size_t before, size_t after)
{
    static const double same_group = 0.001;
    const word_set *a = &m->before[before], *b = &m->after[after];
    double like = a->whole == b->whole ? 2 : likeness(a, b);
    bool together = m->groups_before && m->groups_after &&
                    m->groups_before[before] == m->groups_after[after];
    return together ? like + same_group : like;
}

static wf_status find_pairs(matching *m)
{
    static const double least = 0.5;
    for (size_t a = 0; a < m->after_count; a++) {
        for (size_t b = 0; b < m->before_count; b++) {
            double like = likeness_of(m, b, a);
            if (like < least)
                continue;
            pair *room =
                wf_arena_push_room(m->arena, m->pairs, m->count, &m->cap, sizeof *room);
            if (!room)
                return WF_E_MEMORY;
            m->pairs = room;
            room[m->count++] = (pair){.likeness = like, .before = b, .after = a};
        }
    }
    return WF_OK;
}

wf_status wf_match_texts(wf_strs before, wf_strs after, const size_t *groups_before,
                         const size_t *groups_after, wf_arena *arena, size_t **out)
{
    word_set *sets_before = NULL, *sets_after = NULL;
    WF_TRY(sets_of(before, arena, &sets_before));
    WF_TRY(sets_of(after, arena, &sets_after));
    matching m = {.before = sets_before,
                  .after = sets_after,
                  .groups_before = groups_before,
                  .groups_after = groups_after,
                  .before_count = before.n,
                  .after_count = after.n,
                  .arena = arena};
    WF_TRY(find_pairs(&m));
    size_t *match = wf_arena_array(arena, after.n, sizeof *match);
    bool *taken = wf_arena_array(arena, before.n, sizeof *taken);
    if (!match || !taken)
        return WF_E_MEMORY;
    for (size_t i = 0; i < after.n; i++)
        match[i] = SIZE_MAX;
    if (m.count > 0)
        qsort(m.pairs, m.count, sizeof *m.pairs, compare_pairs);
    for (size_t i = 0; i < m.count; i++) {
        const pair *p = &m.pairs[i];
        if (match[p->after] != SIZE_MAX || taken[p->before])
            continue;
        match[p->after] = p->before;
        taken[p->before] = true;
    }
    *out = match;
    return WF_OK;
}
