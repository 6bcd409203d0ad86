#include "engine/store/schema.h"

#include "engine/base/platform_who.h"

/*
 * Every table begins with the trust's key, and every key of a table with it, so that a
 * database of many trusts can be distributed by it. A fact is (trust, import, seq): its
 * place in its import. Schools and KPIs stand in facts as numbers of `names`, under the
 * name as written; what a name means is looked up in the set-up when reading, so that
 * the order of importing does not matter. Observations carry no foreign key: a million
 * of them are loaded at once, each with the number of the import that is being written.
 */
// NOLINTBEGIN(bugprone-suspicious-missing-comma): a statement of many lines is one text
static const char *const version_1[] = {
    "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY,"
    " at BIGINT NOT NULL);",
    "{numbers}",
    "CREATE TABLE imports (trust TEXT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL, size BIGINT NOT NULL, saved BIGINT NOT NULL,"
    " kind TEXT NOT NULL, at BIGINT NOT NULL, by_whom TEXT NOT NULL,"
    " observations BIGINT NOT NULL DEFAULT 0, plans BIGINT NOT NULL DEFAULT 0,"
    " decisions BIGINT NOT NULL DEFAULT 0, schools BIGINT NOT NULL DEFAULT 0,"
    " kpis BIGINT NOT NULL DEFAULT 0, undone BIGINT NOT NULL DEFAULT 0,"
    " undone_by TEXT NOT NULL DEFAULT '', PRIMARY KEY (trust, id));",
    "CREATE UNIQUE INDEX imports_once ON imports (trust, sha256) WHERE undone = 0;",
    "CREATE TABLE names (trust TEXT NOT NULL, id BIGINT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY (trust, id), UNIQUE (trust, text));",
    "CREATE TABLE observations (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, school BIGINT NOT NULL, kpi BIGINT NOT NULL,"
    " period BIGINT NOT NULL, value DOUBLE PRECISION, cohort DOUBLE PRECISION NOT NULL,"
    " comment TEXT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq)){clustered};",
    "CREATE INDEX observations_about ON observations (trust, school, kpi, period);",
    "CREATE TABLE plans (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, school BIGINT NOT NULL, urn TEXT NOT NULL,"
    " family TEXT NOT NULL, academic_year TEXT NOT NULL, title TEXT NOT NULL,"
    " json TEXT NOT NULL, PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE INDEX plans_about ON plans (trust, school, family, academic_year);",
    "CREATE TABLE decisions (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, kind TEXT NOT NULL, school BIGINT NOT NULL,"
    " key TEXT NOT NULL, value TEXT NOT NULL, details TEXT NOT NULL,"
    " reason TEXT NOT NULL, by_whom TEXT NOT NULL, day TEXT NOT NULL,"
    " review TEXT NOT NULL, dropped BIGINT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE INDEX decisions_about ON decisions (trust, kind, school, key);",
    "CREATE TABLE setups (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, name TEXT NOT NULL, logo TEXT NOT NULL,"
    " main_colour BIGINT NOT NULL, second_colour BIGINT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE schools (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, name TEXT NOT NULL, urn TEXT NOT NULL, phase TEXT NOT NULL,"
    " region TEXT NOT NULL, area TEXT NOT NULL, pupils BIGINT NOT NULL,"
    " head_since TEXT NOT NULL, category TEXT NOT NULL, category_reason TEXT NOT NULL,"
    " category_by TEXT NOT NULL, category_on TEXT NOT NULL, last_year TEXT NOT NULL,"
    " other_names TEXT NOT NULL, contact TEXT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE inspections (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, school TEXT NOT NULL, day TEXT NOT NULL,"
    " framework TEXT NOT NULL, area TEXT NOT NULL, judgement TEXT NOT NULL,"
    " at TEXT NOT NULL, PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE kpis (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,"
    " definition TEXT NOT NULL, area TEXT NOT NULL, unit TEXT NOT NULL,"
    " direction TEXT NOT NULL, phases BIGINT NOT NULL, national DOUBLE PRECISION,"
    " national_year TEXT NOT NULL, national_source TEXT NOT NULL,"
    " tolerance DOUBLE PRECISION, minimum DOUBLE PRECISION, maximum DOUBLE PRECISION,"
    " needs_cohort BIGINT NOT NULL, terms BIGINT NOT NULL, other_names TEXT NOT NULL,"
    " at TEXT NOT NULL, PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE targets (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, school BIGINT NOT NULL, kpi BIGINT NOT NULL,"
    " unit TEXT NOT NULL, direction TEXT NOT NULL, baseline DOUBLE PRECISION,"
    " target DOUBLE PRECISION, national DOUBLE PRECISION,"
    " baseline_period BIGINT NOT NULL, deadline BIGINT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE providers (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,"
    " base_school TEXT NOT NULL, area TEXT NOT NULL, specialisms TEXT NOT NULL,"
    " days_1 DOUBLE PRECISION, days_2 DOUBLE PRECISION, days_3 DOUBLE PRECISION,"
    " days_4 DOUBLE PRECISION, days_5 DOUBLE PRECISION, days_6 DOUBLE PRECISION,"
    " cost_per_day DOUBLE PRECISION, travel_band DOUBLE PRECISION, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE terms (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, year BIGINT NOT NULL, term BIGINT NOT NULL,"
    " starts TEXT NOT NULL, ends TEXT NOT NULL, at TEXT NOT NULL,"
    " PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE closed_days (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    "CREATE TABLE settings (trust TEXT NOT NULL, import BIGINT NOT NULL,"
    " seq BIGINT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, note TEXT NOT NULL,"
    " at TEXT NOT NULL, PRIMARY KEY (trust, import, seq),"
    " FOREIGN KEY (trust, import) REFERENCES imports (trust, id));",
    NULL,
};

/* Files that wait to be imported, for several machines at one store; and finding a
 * KPI's targets without reading all of them. */
static const char *const version_2[] = {
    "{queue_numbers}",
    "CREATE TABLE queue (trust TEXT NOT NULL, id BIGINT NOT NULL, path TEXT NOT NULL,"
    " state TEXT NOT NULL, added BIGINT NOT NULL, added_by TEXT NOT NULL,"
    " done BIGINT NOT NULL DEFAULT 0, done_by TEXT NOT NULL DEFAULT '',"
    " message TEXT NOT NULL DEFAULT '', PRIMARY KEY (trust, id));",
    "CREATE UNIQUE INDEX queue_once ON queue (trust, path) WHERE state = 'waiting';",
    "CREATE INDEX queue_waiting ON queue (trust, state, id);",
    "CREATE INDEX targets_about ON targets (trust, school, kpi);",
    NULL,
};

// NOLINTEND(bugprone-suspicious-missing-comma)

static const store_version versions[] = {
    {1, version_1},
    {2, version_2},
};

enum {
    VERSIONS = sizeof versions / sizeof *versions
};

const store_version *store_versions(size_t *count)
{
    *count = VERSIONS;
    return versions;
}

static wf_status version_of(store_db *db, int64_t *out, wf_error *err)
{
    *out = 0;
    return store_db_number(db, "SELECT coalesce(max(version), 0) FROM schema_version",
                           NULL, 0, out, err);
}

static wf_status refuse_newer(int64_t version, wf_error *err)
{
    if (version <= versions[VERSIONS - 1].version)
        return WF_OK;
    return wf_fail(err, WF_E_STORE, NULL,
                   "the store was written by a newer Wayforward (its schema is version "
                   "%lld, this program knows %lld): please update",
                   (long long)version, (long long)versions[VERSIONS - 1].version);
}

static wf_status apply(store_db *db, const store_version *v, wf_error *err)
{
    const store_value params[] = {store_int(v->version),
                                  store_int(wf_platform_seconds())};
    for (const char *const *sql = v->sql; *sql != NULL; sql++)
        WF_TRY(store_db_script(db, *sql, err));
    return store_db_run(db, "INSERT INTO schema_version (version, at) VALUES (?1, ?2)",
                        params, 2, err);
}

/* In the transaction: another process may have been quicker. */
static wf_status apply_missing(store_db *db, int64_t to, wf_error *err)
{
    bool is_new = false;
    int64_t have = 0;
    WF_TRY(store_db_script(db, "{own_schema}", err));
    WF_TRY(db->driver->is_new(db, &is_new, err));
    if (!is_new)
        WF_TRY(version_of(db, &have, err));
    WF_TRY(refuse_newer(have, err));
    for (size_t i = 0; i < VERSIONS; i++)
        if (versions[i].version > have && versions[i].version <= to)
            WF_TRY(apply(db, &versions[i], err));
    return is_new ? db->driver->claim(db, err) : WF_OK;
}

wf_status store_schema_update_to(store_db *db, const wf_store_options *options,
                                 int64_t version, wf_error *err)
{
    bool is_new = false;
    int64_t have = 0;
    WF_TRY(db->driver->is_new(db, &is_new, err));
    if (!is_new)
        WF_TRY(version_of(db, &have, err));
    else if (!options->create)
        return wf_fail(err, WF_E_STORE, NULL,
                       "there is no store here yet; wayforward import makes one");
    WF_TRY(refuse_newer(have, err));
    if (have >= version)
        return WF_OK;
    WF_TRY(db->driver->begin(db, true, err));
    wf_status status = apply_missing(db, version, err);
    if (status == WF_OK)
        status = db->driver->commit(db, err);
    if (status != WF_OK)
        db->driver->rollback(db);
    return status;
}

wf_status store_schema_update(store_db *db, const wf_store_options *options,
                              wf_error *err)
{
    return store_schema_update_to(db, options, versions[VERSIONS - 1].version, err);
}
