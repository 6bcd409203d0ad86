#ifndef WF_STORE_SCHEMA_H
#define WF_STORE_SCHEMA_H
/* The schema, version by version: one text for both databases. */
#include "engine/store/store_db.h"

typedef struct store_version {
    int64_t version;
    const char *const *sql; /* statements from the version before; ends with NULL */
} store_version;

/** The versions in order. */
const store_version *store_versions(size_t *count);

/** Bring the store up to the last version; make it where it is new and `create`.
 *  WF_E_STORE where it is newer than this program. */
wf_status store_schema_update(store_db *db, const wf_store_options *options,
                              wf_error *err) WF_MUST_CHECK;

/** The same up to a version: for tests of migrating. */
wf_status store_schema_update_to(store_db *db, const wf_store_options *options,
                                 int64_t version, wf_error *err) WF_MUST_CHECK;

#endif
