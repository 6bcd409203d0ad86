#ifndef WF_REGION_H
#define WF_REGION_H
/*
 * How recognition sees sheets and Word tables alike: cells over their merged extent, rows
 * of them, and regions: a header with the rows below it.
 */
#include "engine/recognise/fields.h"
#include "wayforward/document.h"

/* A cell that is not empty, with its merged extent; or a paragraph (cell == NULL). */
typedef struct wf_slot {
    uint32_t row, last_row;
    uint16_t column, last_column;
    const wf_cell *cell;
    const wf_paragraph *paragraph;
    const wf_grid *grid;
    wf_str text;
    uint32_t entry; /* in the ledger; WF_NO_INDEX for a cell that has only a fill */
    uint32_t fill, font;
    bool bold;
} wf_slot;

/* The non-empty cells that begin in one row. */
typedef struct wf_row {
    const wf_grid *grid;
    uint32_t grid_index, row;
    wf_slot *slots;
    size_t n, cap;
} wf_row;

/* What a term column stands for. */
typedef enum wf_term_head_kind {
    WF_PERIOD_NONE,
    WF_PERIOD_TERM,   /* number 1..6 */
    WF_PERIOD_SEASON, /* number: wf_season */
    WF_PERIOD_YEAR
} wf_term_head_kind;
typedef struct wf_term_head {
    wf_term_head_kind kind;
    int number;
    int year;   /* the year in which the academic year begins; 0: that of the plan */
    bool rated; /* "RAG Autumn": the column holds ratings */
} wf_term_head;

enum {
    WF_COMPOSITE_MAX = 4
};

typedef struct wf_head_column {
    uint16_t first, last;
    wf_field fields[WF_COMPOSITE_MAX]; /* more than one: a composite header */
    uint8_t field_count;
    wf_field under; /* of a column split off one over several: that one's field */
    wf_term_head period;
    double similarity;
    wf_str header;
    uint32_t entry, sub_entry;
    bool is_rest;    /* what is left of a column that spanned several, after a split */
    uint32_t record; /* of a support record: its index + 1 */
} wf_head_column;

typedef enum wf_region_kind {
    WF_REGION_NONE,
    WF_REGION_ACTIONS,
    WF_REGION_INDICATORS,
    WF_REGION_AREAS,
    WF_REGION_FACTORS,
    WF_REGION_CATEGORIES,
    WF_REGION_CALENDAR,
    WF_REGION_SUPPORT,
    WF_REGION_OUTCOMES,
    WF_REGION_STRANDS,
    WF_REGION_KINDS
} wf_region_kind;

typedef struct wf_region {
    wf_region_kind kind;
    uint32_t grid_index, header_row, last_header_row;
    wf_head_column *columns;
    size_t count;
} wf_region;

#endif
