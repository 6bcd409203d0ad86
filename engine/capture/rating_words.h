#ifndef WF_CAPTURE_RATING_WORDS_H
#define WF_CAPTURE_RATING_WORDS_H
/* Statuses and ratings as a school writes them. Apart, for the words of progress and
 * those of ratings share names. */
#include "wayforward/plan.h"

/** NONE where the text is none. */
wf_action_status capture_read_status(wf_str text);
wf_rag capture_read_rag(wf_str text);

#endif
