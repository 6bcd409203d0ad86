#ifndef WF_NAMES_H
#define WF_NAMES_H
/* What a line of its own names: a school, a trust or council, or the document. */
#include "wayforward/str.h"

/** "Fenwick Junior School", "Kingsmead Academy", but not "Team Around the School". */
bool wf_names_school(wf_str text);
/** "Meridian Learning Trust", "Calderford Council". */
bool wf_names_organisation(wf_str text);
/** Does it hold a word that documents are called by: plan, record, dashboard ...? */
bool wf_names_document(wf_str text);
/** A sentence or several lines: no name. */
bool wf_is_sentence(wf_str text);

/** The part of a title that names a school: before or after a dash or colon, or its first
 *  words up to the last one that is a kind of school. Empty where there is none. */
wf_str wf_school_in_title(wf_str title);

#endif
