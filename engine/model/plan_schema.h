#ifndef WF_PLAN_SCHEMA_H
#define WF_PLAN_SCHEMA_H
/*
 * The plan model as a table: each record's fields in the order of the JSON contract, with
 * kind and offset. Reading and writing JSON, comparing and listing plans all walk this
 * one table, so that a new field is one new row.
 */
#include "wayforward/plan.h"

typedef enum wf_field_kind {
    WF_FIELD_STR,     /* wf_str */
    WF_FIELD_STRS,    /* wf_strs */
    WF_FIELD_DATE,    /* wf_date */
    WF_FIELD_TERMS,   /* uint8_t, bit 0 = Term 1 */
    WF_FIELD_ENUM,    /* an enum with a table of names; NULL name: absent */
    WF_FIELD_NUMBER,  /* wf_number */
    WF_FIELD_AMOUNT,  /* double followed by bool: wf_money */
    WF_FIELD_DOUBLE,  /* always there */
    WF_FIELD_INTEGER, /* int, always there */
    WF_FIELD_COUNT,   /* int64_t, absent where not positive */
    WF_FIELD_OBJECT,  /* a record in place; absent where it has nothing */
    WF_FIELD_LIST     /* pointer to records, and a size_t count at `count` */
} wf_field_kind;

typedef const char *(*wf_name_of)(int value);

typedef struct wf_record wf_record;

typedef struct wf_field {
    const char *name;
    wf_field_kind kind;
    size_t offset, count;
    const wf_record *record; /* OBJECT, LIST */
    wf_name_of name_of;      /* ENUM */
    bool always;             /* written even where empty */
} wf_field;

struct wf_record {
    const char *name;
    size_t size;
    const wf_field *fields;
    size_t field_count;
    /* The object is absent where this field is: "text" of a time expression. NULL: where
     * all of its fields are. */
    const char *key;
};

/* Deepest nesting of records below a plan: priorities, actions, monitoring, when. */
enum {
    WF_SCHEMA_DEPTH = 8
};

/** The record of wf_plan, of which "plan" in the contract is made. */
const wf_record *wf_plan_record(void);

/** Has the field something to say? `base` is its record. */
bool wf_field_present(const wf_field *field, const void *base);

/** A record's pointer members set to the absent value ("" and WF_DATE_NONE), not NULL. */
void wf_record_init(const wf_record *record, void *base);

/** The field in words, as a reader would compare it: lists joined by "; ", a time
 * expression or an amount as written, the parts of monitoring joined. Empty where absent.
 * WF_E_MEMORY. */
wf_status wf_field_text(const wf_field *field, const void *base, wf_arena *arena,
                        wf_str *out) WF_MUST_CHECK;

#endif
