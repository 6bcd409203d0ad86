#ifndef WF_TRUST_NAMES_H
#define WF_TRUST_NAMES_H
/*
 * A school's name taken apart, so that "St Mary's C of E Primary School" and
 * "St. Marys CE Primary" are the same: its own words, and the kinds of school it names.
 * Words that say nothing ("school", "academy", "the") are left out.
 */
#include "wayforward/trust.h"

enum {
    TRUST_NAME_BYTES = 256 /* longer names are cut: no school has one */
};

/* Kinds of school that a name says: bits. */
enum {
    NAME_PRIMARY = 1u << 0,
    NAME_INFANT = 1u << 1,
    NAME_JUNIOR = 1u << 2,
    NAME_FIRST = 1u << 3,
    NAME_MIDDLE = 1u << 4,
    NAME_SECONDARY = 1u << 5,
    NAME_NURSERY = 1u << 6,
    NAME_SIXTH = 1u << 7,
    NAME_SPECIAL = 1u << 8,
    NAME_ALTERNATIVE = 1u << 9,
    NAME_GIRLS = 1u << 10,
    NAME_BOYS = 1u << 11,
    NAME_GRAMMAR = 1u << 12,
    NAME_CE = 1u << 13,
    NAME_CATHOLIC = 1u << 14,
    NAME_METHODIST = 1u << 15
};

typedef struct trust_name {
    char own[TRUST_NAME_BYTES]; /* its own words, one space between; ends in NUL */
    unsigned kinds;
} trust_name;

void trust_name_make(wf_str name, trust_name *out);

/** How well the name in a file fits a school's: 0 not at all, 1 it says less (or no more
 * than the school's phase says anyway), 2 the same kinds, 3 the same words. */
int trust_name_fit(const trust_name *file, const trust_name *school, wf_phase phase);

/** The schools of a trust by their names' own words: finding one takes no walk through
 * all. It borrows the schools, which must not move. */
typedef struct trust_index trust_index;
wf_status trust_index_make(const wf_trust_school *schools, size_t count, wf_arena *arena,
                           trust_index **out) WF_MUST_CHECK;
const wf_trust_school *trust_index_find(const trust_index *index, wf_str name);

#endif
