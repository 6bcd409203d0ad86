#ifndef WF_UTF8_H
#define WF_UTF8_H
/* UTF-8: validated once at the border, trusted inside. (The Unicode Standard, table 3-7.)
 */
#include "wayforward/arena.h"

#define WF_REPLACEMENT 0xFFFDu

/** Length of the valid UTF-8 prefix; equal to s.n when all is valid. NUL is not valid. */
size_t wf_utf8_valid_prefix(wf_str s);

/** Decode the code point at *i and move *i past it; a bad byte gives U+FFFD and moves
 * one. */
uint32_t wf_utf8_next(wf_str s, size_t *i);

/** Write a code point, 1..4 bytes; returns how many. Surrogates and > U+10FFFF: U+FFFD.
 */
size_t wf_utf8_put(char out[4], uint32_t code_point);

/** `s` itself where valid, else a copy with each bad sequence as U+FFFD and NUL dropped.
 *  *replaced (may be NULL) tells how many. */
wf_status wf_utf8_clean(wf_arena *arena, wf_str s, wf_str *out,
                        size_t *replaced) WF_MUST_CHECK;

/** Number of code points. */
size_t wf_utf8_length(wf_str s);

#endif
