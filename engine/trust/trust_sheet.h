#ifndef WF_TRUST_SHEET_H
#define WF_TRUST_SHEET_H
/*
 * A sheet of the set-up with named columns, wherever they stand: its header row is the
 * one of the first rows with the most known headings. Cells are read by the caller's
 * column numbers; what cannot be used is reported with its cell.
 */
#include "wayforward/trust.h"

enum {
    TRUST_COLUMNS = 32,
    TRUST_NO_COLUMN = -1
};

/* One column: the headings that people give it, the usual one first, parted by "|". */
typedef struct trust_sheet_def {
    const char *names;           /* of the sheet, likewise */
    const char *const *headings; /* NULL-terminated */
} trust_sheet_def;

typedef struct trust_sheet {
    const wf_document *doc;
    const wf_grid *grid; /* NULL: there is no such sheet */
    uint32_t header;     /* its row */
    int columns[TRUST_COLUMNS];
    uint32_t row; /* the one that is read */
    size_t next;  /* private: the first cell after it */
    const char *const *headings;
    wf_arena *arena;
    wf_diags *diags;
} trust_sheet;

/** Find the sheet in the documents. The grid is NULL where it is not there or has none of
 * the headings (reported where it is there). WF_E_MEMORY. */
wf_status trust_sheet_find(const wf_document *const *docs, size_t count,
                           const trust_sheet_def *def, wf_arena *arena, wf_diags *diags,
                           trust_sheet *out) WF_MUST_CHECK;
/** Go to the next row that has a cell; false after the last. */
bool trust_sheet_next(trust_sheet *sheet);
bool trust_sheet_has(const trust_sheet *sheet, int column);

/** Trimmed, in the arena; empty where there is none. */
wf_str trust_text(const trust_sheet *sheet, int column);
/** "Schools!B4" of the row that is read. */
wf_str trust_at(const trust_sheet *sheet, int column);
/** Report a cell. */
void trust_say(const trust_sheet *sheet, int column, wf_diag_code code, const char *fmt,
               ...) WF_PRINTF(4, 5);

typedef struct trust_range {
    double least, most;
    const char *what; /* "a number of pupils" */
} trust_range;

/** A number within the range; absent where the cell is empty or (reported) something
 * else. "£1,200", "62%" and "62" are numbers. */
wf_number trust_number(const trust_sheet *sheet, int column, const trust_range *range);
/** A day, as a date cell or as text; WF_DATE_NONE likewise. */
wf_date trust_date(const trust_sheet *sheet, int column);
/** yes: 1, no: 0, empty: `otherwise`, else (reported) `otherwise`. */
int trust_yes(const trust_sheet *sheet, int column, int otherwise);
/** Terms such as "2, 4, 6", "T2 T4" or "all" as bits; 0 for all or empty. */
uint8_t trust_terms(const trust_sheet *sheet, int column);
/** A list whose items are parted by ";", "|" or line breaks (commas stand in names). */
wf_strs trust_list(const trust_sheet *sheet, int column);

#endif
