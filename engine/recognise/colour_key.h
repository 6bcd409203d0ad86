#ifndef WF_COLOUR_KEY_H
#define WF_COLOUR_KEY_H
/* What a document itself says that its colours mean. */
#include "wayforward/plan.h"

struct wf_recogniser;

/* A colour and what the document says that it means. */
typedef struct wf_key_colour {
    uint32_t rgb;        /* of a sample; WF_COLOR_NONE for a colour named in words */
    uint8_t word, shade; /* which name, light or dark: colour_key.c */
    uint8_t progress;    /* wf_progress_word */
    wf_action_status status;
} wf_key_colour;

/** Find the document's own key of colours, wherever it stands. */
void wf_colour_key_find(struct wf_recogniser *r);

typedef struct wf_fill_meaning {
    wf_rag rag;
    wf_action_status status; /* what the key says that the rating does not */
} wf_fill_meaning;
/** What a fill or a dot's colour means: by the document's key, else by its hue. */
wf_fill_meaning wf_fill_read(const struct wf_recogniser *r, uint32_t rgb);

#endif
