#ifndef WF_CALENDAR_WHEN_WORDS_H
#define WF_CALENDAR_WHEN_WORDS_H
/* The vocabulary of time expressions as data. Private to engine/calendar. */
#include "engine/calendar/when_tokens.h"

enum {             /* when_phrase.rule */
    WP_GLUED = 1,  /* only with a digit right after it: "a1" */
    WP_NUMBER = 2, /* only with a number next: "t1", "sp 2" */
    WP_UNSURE = 4  /* says it, but may mean something else */
};

typedef struct when_phrase {
    wf_str text;
    when_token_kind kind;
    int value, extra;
    unsigned rule;
} when_phrase;

const when_phrase *when_phrases(size_t *count);

#endif
