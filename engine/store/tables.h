#ifndef WF_STORE_TABLES_H
#define WF_STORE_TABLES_H
/*
 * The tables of facts: which member of which struct stands in which column. Writing,
 * reading, exporting and copying walk these tables.
 */
#include "engine/store/store_db.h"

typedef enum store_column_kind {
    COLUMN_TEXT,   /* wf_str */
    COLUMN_TEXTS,  /* wf_strs, a line each */
    COLUMN_NAME,   /* wf_str; a number of `names` in the database */
    COLUMN_PERIOD, /* wf_period; a number in the database */
    COLUMN_NUMBER, /* wf_number */
    COLUMN_REAL,   /* double */
    COLUMN_INT64,  /* int64_t */
    COLUMN_INT32,  /* int, uint32_t, enums as numbers */
    COLUMN_BYTE,   /* uint8_t */
    COLUMN_BOOL,   /* bool */
    COLUMN_DATE,   /* wf_date */
    COLUMN_UNIT,   /* wf_unit and so on, by name */
    COLUMN_DIRECTION,
    COLUMN_PHASE
} store_column_kind;

typedef struct store_column {
    const char *name;
    store_column_kind kind;
    size_t offset;
} store_column;

typedef enum store_table_id {
    TABLE_OBSERVATIONS,
    TABLE_PLANS,
    TABLE_DECISIONS,
    TABLE_SETUPS,
    TABLE_SCHOOLS,
    TABLE_INSPECTIONS,
    TABLE_KPIS,
    TABLE_TARGETS,
    TABLE_PROVIDERS,
    TABLE_TERMS,
    TABLE_CLOSED_DAYS,
    TABLE_SETTINGS,
    TABLES
} store_table_id;

typedef struct store_table {
    const char *name;
    const store_column *columns; /* after trust, import and seq */
    size_t count;
    size_t item_size;
} store_table;

/* Rows that are no public struct. */
typedef struct store_observation_row {
    wf_str school, kpi;
    wf_period period;
    wf_number value;
    double cohort;
    wf_str comment, at;
} store_observation_row;

typedef struct store_plan_row {
    wf_str school, urn, family, academic_year, title, json;
} store_plan_row;

typedef struct store_setup_row {
    wf_str name, logo;
    uint32_t main_colour, second_colour;
} store_setup_row;

typedef struct store_inspection_row {
    wf_str school;
    wf_inspection inspection;
} store_inspection_row;

typedef struct store_target_row {
    wf_str school, kpi;
    wf_unit unit;
    wf_direction direction;
    wf_number baseline, target, national;
    wf_period baseline_period, deadline;
    wf_str at;
} store_target_row;

typedef struct store_day_row {
    wf_date day;
} store_day_row;

const store_table *store_table_at(store_table_id id);

/** What loading a table takes: "trust", "import", "seq", then its columns. In `arena`. */
wf_status store_table_load(store_table_id id, wf_arena *arena, store_load *out,
                           wf_error *err) WF_MUST_CHECK;

/** "t.school, t.kpi, ..." for a SELECT, each after `prefix`. In `arena`. */
wf_status store_table_list(store_table_id id, const char *prefix, wf_arena *arena,
                           const char **out, wf_error *err) WF_MUST_CHECK;

/** A period as a number that sorts by time; 0 for none. */
int64_t store_period_code(wf_period period);
wf_period store_period_from_code(int64_t code);

/** A member as a value; texts are borrowed or live in `arena`. Names are the caller's
 * business: this gives their text. WF_E_MEMORY. */
wf_status store_column_value(const store_column *column, const void *item,
                             wf_arena *arena, store_value *out) WF_MUST_CHECK;
/** A value back into its member; texts are copied to `arena`. A name must be a text here.
 */
wf_status store_column_member(const store_column *column, store_value value,
                              wf_arena *arena, void *item) WF_MUST_CHECK;

/** A column's value as people and programs read it in an export. For a name: its text. */
wf_str store_column_text(const store_column *column, store_value value, char buf[64]);

#endif
