#ifndef WF_RECOGNISE_VALUES_H
#define WF_RECOGNISE_VALUES_H
/* What a text in a cell says: lists, people, times, ratings. */
#include "engine/recognise/recogniser.h"

/** The next line of *rest that is not empty, without its bullet or number; false at the
 * end. *bullet_out (may be NULL) tells whether there was one. */
bool wf_next_item(wf_str *rest, wf_str *item_out, bool *bullet_out);

/** Append one item for each bullet, number or line. */
void wf_value_items(wf_recogniser *r, wf_strs *list, wf_str text);
/** Append people: split at / , ; & "and" and line breaks. */
void wf_value_people(wf_recogniser *r, wf_strs *list, wf_str text);
/** Append names of a list of those present: split at line breaks, commas, semicolons. */
void wf_value_list(wf_recogniser *r, wf_strs *list, wf_str text);

/** A time: a date cell's day, else the words, which wf_values_finish resolves once the
 * plan's academic year is known. */
wf_when wf_value_when(wf_recogniser *r, const wf_slot *slot, wf_str text);
/** How much a line says of a time: 0 nothing; more where it names days or terms and has
 * no other words. */
int wf_value_says_when(wf_str text);
void wf_values_finish(wf_recogniser *r);

typedef struct wf_rating {
    wf_rag rag;
    wf_rag_from from;
    wf_action_status status;
    bool whole; /* the text says no more than this */
} wf_rating;
/** A rating from the text, else the colour of a dot, else (with `fill`) the fill. */
wf_rating wf_value_rating(wf_recogniser *r, const wf_slot *slot, bool fill);

/** A number as a dashboard writes it; *percent_out where a sign or format says so. */
bool wf_value_number(wf_recogniser *r, const wf_slot *slot, double *out,
                     wf_unit *unit_out);

#endif
