#ifndef WF_TEXT_PEOPLE_H
#define WF_TEXT_PEOPLE_H
/*
 * Who does it: cells such as "HT/SLT", "Mrs A Smith (Maths lead) and SENCo", "JW, All
 * staff".
 */
#include "wayforward/arena.h"

typedef enum wf_person_kind {
    WF_PERSON_UNKNOWN,
    WF_PERSON_ROLE,     /* "HT", "Maths Lead", "Chair of Governors" */
    WF_PERSON_GROUP,    /* "All staff", "SLT", "Governors", "LA" */
    WF_PERSON_INITIALS, /* "JW" */
    WF_PERSON_NAME      /* "Mrs A Smith" */
} wf_person_kind;

/** Split a cell at / , ; & + "and" and line breaks. Not within brackets, between digits
 *  ("Y5/6"), in abbreviations ("T&L lead") or in names of one thing ("Health and
 * Safety"). Items borrow from the text. WF_E_MEMORY. */
wf_status wf_people_split(wf_str text, wf_arena *arena, wf_strs *out) WF_MUST_CHECK;

/** What one item of such a cell is. */
wf_person_kind wf_person_kind_of(wf_str item);

/** What an abbreviated role or group stands for ("SENCo": "special educational needs
 *  coordinator"); empty where it is none that we know. Static. */
wf_str wf_role_meaning(wf_str abbreviation);

#endif
