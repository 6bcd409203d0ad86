#ifndef WF_TEXT_RAG_COLOUR_H
#define WF_TEXT_RAG_COLOUR_H
/*
 * RAG ratings given by colour alone. Whether a colour is a rating at all (and not a
 * header's, a stripe's) the caller must tell from where it stands.
 */
#include "wayforward/plan.h"

typedef struct wf_rag_colour {
    wf_rag rag;     /* NONE: grey, white, black */
    int confidence; /* 0..100: 100 for colours that Excel and Word offer as such */
} wf_rag_colour;

/** Classify 0xRRGGBB by hue, saturation and value; WF_COLOR_NONE gives NONE. Purple is
 * blue; pink is red with little confidence: some schools complete in pink. */
wf_rag_colour wf_rag_from_colour(uint32_t rgb);

/** The hue of 0xRRGGBB in degrees, 0..359; -1 for grey, white and black to the eye. */
int wf_colour_hue(uint32_t rgb);

/** The colour of a Word highlight by its name ("darkYellow"); WF_COLOR_NONE for another
 * name (ECMA-376-1 §17.18.40 ST_HighlightColor). */
uint32_t wf_highlight_colour(wf_str name);

#endif
