#ifndef WF_STORE_NAMES_H
#define WF_STORE_NAMES_H
/* The names of schools and KPIs as files write them, each with its number in the
 * database: a fact of a million names none of them twice. */
#include "engine/store/store_db.h"

typedef struct store_name {
    wf_str text;
    int64_t id;
    uint64_t hash;
} store_name;

typedef struct store_names {
    wf_arena *arena;
    store_name *items;
    size_t count, cap;
    uint32_t *slots; /* index + 1 into items; 0: free */
    size_t slot_count;
    const store_name *last[2]; /* files name the same one again and again */
    bool loaded;
} store_names;

/** Forget all: also what a transaction that was taken back had added. */
void store_names_clear(store_names *names);
/** Read all names of the trust, anew. */
wf_status store_names_read(store_names *names, store_db *db, wf_str trust,
                           wf_error *err) WF_MUST_CHECK;
/** The number of a name; it is added where it has none. */
wf_status store_names_number(store_names *names, store_db *db, wf_str trust, wf_str text,
                             int64_t *out, wf_error *err) WF_MUST_CHECK;
/** The text of a number, empty where there is none. Just after store_names_read only:
 * names stand by number then. */
wf_str store_names_text(const store_names *names, int64_t id);

#endif
