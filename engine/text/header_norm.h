#ifndef WF_TEXT_HEADER_NORM_H
#define WF_TEXT_HEADER_NORM_H
/*
 * Column headings and labels made comparable (domain facts, "Header synonyms").
 */
#include "wayforward/arena.h"

typedef struct wf_header {
    wf_str text;    /* folded (see fold.h), without bullets, trailing ":?*.-" and help */
    wf_str help;    /* what stood in brackets, as written; empty: none */
    bool continued; /* "contd", "(continued)" stood at the end and was dropped */
} wf_header;

/** Normalise a heading. Doing it again to out->text changes nothing. "Objective(s)" and
 *  "Target/s" give "objectives", "targets". A heading that is all in brackets keeps its
 * words. WF_E_MEMORY. */
wf_status wf_header_norm(wf_str heading, wf_arena *arena, wf_header *out) WF_MUST_CHECK;

/** The parts of a composite heading that was normalised: split at / & + , | and "and";
 * each normalised. One part where there is nothing to split: "m&e", "b/r/a/g", "and/or"
 * stay. */
wf_status wf_header_split(wf_str norm, wf_arena *arena, wf_strs *out) WF_MUST_CHECK;

/** A key for looking headings up: letters and digits only, without articles, singular.
 * Equal for "Persons responsible:" and "person responsible". `buf` holds norm.n + 1
 * bytes. */
wf_str wf_header_key(wf_str norm, char *buf);

/** How alike two normalised headings are, 0..100, whatever scanning did to them: 100 for
 * equal keys; 80..99 for at most one letter wrong in six; below 80 the share of common
 * letter triples. Headings of less than six letters are alike only when equal. */
int wf_header_similarity(wf_str a, wf_str b);

#endif
