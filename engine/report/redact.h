#ifndef WF_REDACT_H
#define WF_REDACT_H
/* What may be shown to the public. On the safe side: a text that might tell who someone
 * is, is not shown at all. */
#include "wayforward/str.h"

/** False where a text may hold a name ("Mrs Smith", "Sam Jones"), initials of a person
 * ("JW" beside a verb is not told from an abbreviation: two or three capitals that are no
 * known abbreviation count), an e-mail address, a telephone number, a unique pupil number
 * or a small count of children. */
bool redact_is_public(wf_str text);

#endif
