#ifndef WF_TEXT_RAG_WORD_H
#define WF_TEXT_RAG_WORD_H
/*
 * RAG ratings and states in words, letters and signs (domain facts, "RAG/BRAG
 * vocabulary").
 */
#include "wayforward/plan.h"

/* What a word says of an action, whatever colour a school gives it. */
typedef enum wf_progress_word {
    WF_PROGRESS_NONE,
    WF_PROGRESS_NOT_STARTED,
    WF_PROGRESS_OFF_TRACK,
    WF_PROGRESS_AT_RISK, /* or in progress */
    WF_PROGRESS_ON_TRACK,
    WF_PROGRESS_COMPLETE,
    WF_PROGRESS_EMBEDDED,
    WF_PROGRESS_DEFERRED
} wf_progress_word;

typedef struct wf_rag_word {
    wf_rag rag; /* a colour named by word, letter or sign; purple is blue */
    wf_progress_word
        progress;            /* what else it says; of a colour alone, its usual meaning */
    wf_action_status status; /* where the words name a state */
    bool mixed;              /* two colours: "Red/Amber"; rag is the worse */
} wf_rag_word;

/** Read a text that may be a rating: the whole text, or its beginning before a dash,
 * colon, comma, bracket or full stop ("Amber - see notes"). Single letters (R, A, G, B,
 * P, Y, N) and other short signs count only with `letters`: in a column known to hold
 * ratings.
 *  @return false where the text is none; *out is then empty. */
bool wf_rag_word_read(wf_str text, bool letters, wf_rag_word *out);

/** The colour usually given to what a word says; NONE for not started and deferred. */
wf_rag wf_rag_of_progress(wf_progress_word progress);

#endif
