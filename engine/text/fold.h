#ifndef WF_TEXT_FOLD_H
#define WF_TEXT_FOLD_H
/*
 * Text made alike for comparing: compatibility forms, accents, case, dashes, quotes and
 * white space of Latin text (what NFKC, case folding and dropping of marks would give
 * there). Folding a folded text changes nothing.
 */
#include "wayforward/arena.h"

/** Fold `s` into a buffer of `size` bytes (at least 1); ends in NUL. *truncated (may be
 * NULL) tells whether some of it did not fit. Runs of white space become one space, none
 * at the ends; line breaks count as white space. */
wf_str wf_fold_into(wf_str s, char *buf, size_t size, bool *truncated);

/** The same in `arena`. WF_E_MEMORY. */
wf_status wf_fold(wf_str s, wf_arena *arena, wf_str *out) WF_MUST_CHECK;

/* Of folded text, which is ASCII where it is Latin. */
static inline bool wf_is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool wf_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool wf_is_word_char(char c)
{
    return wf_is_letter(c) || wf_is_digit(c) || ((unsigned char)c & 0x80u) != 0;
}

/** Whether `word` stands at i as a word of its own. */
bool wf_word_at(wf_str folded, size_t i, wf_str word);

/** Where `word` stands as a word of its own at or after `from`, or SIZE_MAX. */
size_t wf_word_find(wf_str folded, wf_str word, size_t from);

#endif
