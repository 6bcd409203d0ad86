#ifndef WF_LABELS_H
#define WF_LABELS_H
/* Labels, headings and "label: value" pairs in a text. */
#include "engine/recognise/templates.h"

/** The field of a label such as "Name of School:", NONE where it is none. */
wf_field wf_label_of(const wf_templates *t, wf_str text);
/** Is the whole text a known heading? */
bool wf_is_heading(const wf_templates *t, wf_str text);
bool wf_is_total(const wf_templates *t, wf_str text);
bool wf_is_aside(const wf_templates *t, wf_str sheet);
bool wf_is_colour_key(const wf_templates *t, wf_str text);
/** One "label: value" at the head of a text: the label's field, the value up to the next
 * label of the same line, and *rest_out after it. */
typedef struct wf_pair {
    wf_field field;
    wf_str label, value;
} wf_pair;
/** The pairs in a text, at most `most`. A text that is one label alone gives one pair
 * with an empty value only where it ends in a colon. 0 where the text begins with none.
 */
size_t wf_pairs_of(const wf_templates *t, wf_str text, wf_pair *out, size_t most);
/** The same for texts in a cell whose column has a composite header: labels are columns.
 */
wf_field wf_inner_label(const wf_templates *t, wf_str line, wf_str *value_out);

#endif
