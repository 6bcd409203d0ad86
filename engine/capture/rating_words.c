#include "engine/capture/rating_words.h"

#include "engine/text/rag_word.h"

wf_action_status capture_read_status(wf_str text)
{
    wf_rag_word word;
    if (!wf_rag_word_read(text, false, &word))
        return WF_STATUS_NONE;
    return wf_str_eq_nocase(wf_str_trim(text), WF_STR("cancelled")) ? WF_STATUS_CANCELLED
                                                                    : word.status;
}

wf_rag capture_read_rag(wf_str text)
{
    wf_rag_word word;
    return wf_rag_word_read(text, true, &word) ? word.rag : WF_RAG_NONE;
}
