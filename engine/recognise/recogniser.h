#ifndef WF_RECOGNISER_H
#define WF_RECOGNISER_H
/*
 * The state of recognising one plan, shared by the files of this folder. Memory trouble
 * sets `failed`, which stays set: it is tested once, at the end. Texts in the plan are
 * parts of the ledger's texts, which the plan's arena owns.
 */
#include "engine/recognise/colour_key.h"
#include "engine/recognise/key_index.h"
#include "engine/recognise/labels.h"
#include "engine/recognise/region.h"

typedef struct wf_priority_build {
    wf_priority p;
    bool has_content;
    bool is_numbered;
    uint32_t entry;
    int32_t same_title, same_code; /* the one before it with that title or code, -1 */
} wf_priority_build;

typedef struct wf_field_ref {
    uint32_t entry;
    int32_t priority, action; /* -1: none */
    const char *name;         /* static, or in the arena */
} wf_field_ref;

/* Evidence for families, counted while reading. */
typedef enum wf_evidence {
    WF_SEEN_ACTIONS,
    WF_SEEN_MILESTONES,
    WF_SEEN_DISSEMINATION,
    WF_SEEN_CHAIR_OF_TAS,
    WF_SEEN_FACTORS,
    WF_SEEN_MEETING,
    WF_SEEN_RISK,
    WF_SEEN_PROMPTS,
    WF_SEEN_KEY_QUESTIONS,
    WF_SEEN_STRANDS,
    WF_SEEN_OVERARCHING_KPI,
    WF_SEEN_AREAS,
    WF_SEEN_FRAMEWORKS,
    WF_SEEN_CATEGORIES,
    WF_SEEN_ACTIVITIES,
    WF_SEEN_SUPPORT,
    WF_SEEN_INDICATORS,
    WF_SEEN_OBSERVATIONS,
    WF_EVIDENCES
} wf_evidence;

/* What the lines that follow belong to. */
typedef enum wf_section {
    WF_SECTION_NONE,
    WF_SECTION_PROMPTS,
    WF_SECTION_GUIDANCE, /* prompts of no priority */
    WF_SECTION_VALUE,    /* of the label in `open_field` */
    WF_SECTION_STRAND_KPIS,
    WF_SECTION_STRAND_ACTIONS,
    WF_SECTION_ACTIONS,  /* a list of actions below the word */
    WF_SECTION_STATEMENT /* the statement under "KPI 1.1" */
} wf_section;

typedef struct wf_recogniser {
    const wf_document *doc;
    const wf_templates *templates;
    wf_plan *plan;
    wf_arena *arena;   /* the plan's */
    wf_arena *scratch; /* freed after the plan is made */
    bool failed;
    bool explain;

    const wf_block *blocks;
    size_t block_count;
    uint32_t **cell_entries; /* [grid][cell], NULL for grids of other plans */
    uint32_t *paragraph_entries;
    uint8_t *roles; /* wf_role by entry */
    wf_field_ref *refs;
    size_t ref_count, ref_cap;

    wf_priority_build *priorities;
    size_t priority_count;
    wf_key_index by_title, by_code; /* of priorities */
    wf_key_index by_name;           /* of KPIs */
    int32_t priority;               /* the current one, -1 */
    bool priority_by_column;        /* it was named in a column of the table */
    bool priority_in_grid;          /* it was named in this grid */
    int32_t action;                 /* the current one of the current priority, -1 */
    wf_region table;                /* the table that rows belong to */
    wf_region last_table; /* the table before, for one that goes on without a header */
    uint32_t grid_index;  /* the grid being read, WF_NO_INDEX between grids */
    uint16_t first_column, last_column; /* the window that rows are read in */
    uint32_t gap;                       /* empty rows before this one */
    uint32_t taken_to;                  /* rows of this grid before this one are done */
    uint32_t row_before; /* the last row that was not empty, with what it is merged to */
    wf_section section;
    wf_field open_field;
    wf_str open_code;
    uint32_t lines_seen; /* texts before the first table or priority */
    uint32_t title_entry;
    int title_score;
    uint32_t evidence[WF_EVIDENCES];
    bool column_seen[WF_FIELDS]; /* headers of tables of actions */
    wf_str header_keys[64];
    size_t header_key_count;
    wf_key_colour *key; /* the document's own key of colours */
    size_t key_count, key_cap;
    int8_t
        header_rows; /* some table has its headers in a row: 1, none: -1, 0: not known */
    bool six_terms;  /* some Term 4..6 is named */
} wf_recogniser;

/* ---- build.c: memory, the ledger and the model ---- */

wf_status wf_rec_begin(wf_recogniser *r);
/** Room for item n of a growing array: doubles at powers of two. NULL sets failed. */
void *wf_rec_grow(wf_recogniser *r, void *items, size_t n, size_t item_size);
void wf_rec_push(wf_recogniser *r, wf_strs *list, wf_str item);
/** Append to a text with a line break where it is not empty. */
void wf_rec_append(wf_recogniser *r, wf_str *text, wf_str more);
wf_str wf_rec_copy(wf_recogniser *r, wf_str text);
void wf_rec_mark(wf_recogniser *r, uint32_t entry, wf_role role);
/** Entry became the field `name` of the plan, a priority (action -1) or an action. `name`
 * is a literal. */
void wf_rec_field(wf_recogniser *r, uint32_t entry, int32_t priority, int32_t action,
                  const char *name);
/** As above for an item of another list: "kpis[3].target". */
void wf_rec_item_field(wf_recogniser *r, uint32_t entry, const char *list, size_t index,
                       const char *name);
/** The field holds what the entry says in another form (a number, a year, a rating): its
 * words are kept beside it. */
void wf_rec_reworded(wf_recogniser *r, uint32_t entry);
void wf_rec_warn(wf_recogniser *r, wf_diag_code code, uint32_t entry, const char *what,
                 wf_str text);
/** A line of why: into the plan's explanation where it was asked for. */
void wf_rec_explain(wf_recogniser *r, const char *fmt, ...) WF_PRINTF(2, 3);
/** Make the priorities, paths and ledger final. */
wf_status wf_rec_finish(wf_recogniser *r, wf_error *err);

/* ---- regions.c: rows and cells over merged ranges ---- */

bool wf_rec_row(wf_recogniser *r, uint32_t grid_index, uint32_t row, wf_row *out);
/** The next row that is not empty after `row`, at most three on. */
bool wf_rec_next_row(wf_recogniser *r, uint32_t grid_index, uint32_t row, wf_row *out);
/** The cell that covers an address, also one with only a fill; false where there is none.
 */
bool wf_rec_cell(wf_recogniser *r, uint32_t grid_index, uint32_t row, uint16_t column,
                 wf_slot *out);
wf_slot wf_rec_paragraph(wf_recogniser *r, uint32_t index);
/** The colour of most of a text: its runs' or its own; WF_COLOR_NONE for automatic. */
uint32_t wf_slot_font(const wf_recogniser *r, const wf_slot *slot);

/* ---- bands.c: tables side by side ---- */

enum {
    WF_BAND_CUTS = 4
};
typedef struct wf_band {
    uint32_t first, last; /* rows */
    uint16_t cuts[WF_BAND_CUTS];
    size_t cut_count;
} wf_band;
/** Do tables side by side begin with this row (a header with a repeated column and a gap
 * before it, up to six rows on, with banners of their own above)? */
bool wf_band_at(wf_recogniser *r, const wf_row *row, wf_band *out);

/* ---- banner.c ---- */

typedef struct wf_banner {
    wf_str code, title;
    bool has_word, continued;
    int weight;
} wf_banner;
/** "PRIORITY 1 - Title", "Key Issue 2: Title (contd)"; with `loose` also "1. Title". */
bool wf_banner_parse(const wf_recogniser *r, wf_str text, bool loose, wf_banner *out);
/** Make it the current priority: one that is there already, or a new one. */
void wf_priority_open(wf_recogniser *r, const wf_banner *banner, const wf_slot *slot);
/** The current priority, made from the sheet's name or the plan's title where there is
 * none. Returns its index, -1 out of memory. */
int32_t wf_priority_need(wf_recogniser *r);
wf_str wf_strip_continued(wf_str text, bool *continued_out);

/* ---- headers.c ---- */

wf_term_head wf_term_head_parse(wf_str text);
/** Is this row the header of a table? Then *out is the table, its columns in scratch. */
bool wf_header_read(wf_recogniser *r, const wf_row *row, wf_region *out);
const wf_head_column *wf_region_find(const wf_region *table, wf_field field);
/** How many of the table's columns begin under a cell: a cell over several is no cell of
 * one. */
size_t wf_region_covers(const wf_region *table, const wf_slot *slot);
void wf_header_mark(wf_recogniser *r, const wf_region *table);
/** The field that a text names in a table of actions; NONE where it names none. */
wf_field wf_action_field(const wf_recogniser *r, wf_str text, const bool *taken);
/** Choices that need all columns of a table of actions. */
void wf_region_settle(wf_region *table);

/* ---- head.c: the plan's details ---- */

bool wf_form_row(wf_recogniser *r, const wf_row *row);
bool wf_form_text(wf_recogniser *r, const wf_slot *slot);
void wf_form_set(wf_recogniser *r, wf_field field, wf_str value, const wf_slot *slot);
/** Title, organisation or school standing on a line of its own. */
bool wf_head_line(wf_recogniser *r, const wf_slot *slot, bool is_title_style);
void wf_head_finish(wf_recogniser *r);
/** "2020-21" from "2020/21", "September 2020 - July 2021"; empty where there is none. */
wf_str wf_academic_year_in(wf_recogniser *r, wf_str text);

/* ---- rows.c, values.c ---- */

bool wf_action_row(wf_recogniser *r, const wf_row *row);
/** A new action of the current priority; -1 out of memory. */
int32_t wf_action_new(wf_recogniser *r, const wf_slot *slot);
/** All values of the current action are there. */
void wf_action_made(wf_recogniser *r);
/** A cell that names the priority of its row. */
void wf_priority_value(wf_recogniser *r, const wf_slot *slot);
bool wf_turned_table(wf_recogniser *r, const wf_row *row);
/** A list of actions under "Actions:" where no table has them. */
bool wf_listed_action(wf_recogniser *r, const wf_slot *slot);
void wf_action_value(wf_recogniser *r, int32_t priority, int32_t action,
                     const wf_head_column *column, const wf_slot *slot);
void wf_priority_lead(wf_recogniser *r, wf_str value, uint32_t entry);
/** "MAT framework: 1, 9" under a priority. */
void wf_priority_frameworks(wf_recogniser *r, wf_str value, uint32_t entry);

/* ---- the other kinds of table ---- */

bool wf_indicator_row(wf_recogniser *r, const wf_row *row);
bool wf_area_row(wf_recogniser *r, const wf_row *row);
bool wf_factor_row(wf_recogniser *r, const wf_row *row);
bool wf_category_row(wf_recogniser *r, const wf_row *row);
bool wf_calendar_row(wf_recogniser *r, const wf_row *row);
bool wf_support_table(wf_recogniser *r, const wf_row *row);
bool wf_support_row(wf_recogniser *r, const wf_row *row);
bool wf_outcome_row(wf_recogniser *r, const wf_row *row);
bool wf_strand_row(wf_recogniser *r, const wf_row *row);
bool wf_strand_text(wf_recogniser *r, const wf_slot *slot);
bool wf_strategic_text(wf_recogniser *r, const wf_slot *slot);
bool wf_strategic_row(wf_recogniser *r, const wf_row *row);
bool wf_prompt_text(wf_recogniser *r, const wf_slot *slot);
bool wf_looks_like_prompt(const wf_recogniser *r, const wf_slot *slot);
bool wf_risk_text(wf_recogniser *r, const wf_slot *slot);

/* ---- walk.c, family.c ---- */

void wf_rec_walk(wf_recogniser *r);
/** What follows is no row of the table that is open. */
void wf_rec_close_table(wf_recogniser *r);
void wf_rec_family(wf_recogniser *r);

#endif
