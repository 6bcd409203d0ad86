#ifndef WF_SUPPORT_SHEETS_H
#define WF_SUPPORT_SHEETS_H
/* Sheets with named columns, for reading what people filled in. */
#include "wayforward/support.h"

enum {
    SHEET_COLUMNS = 20
};

typedef struct support_sheet {
    const wf_document *doc;
    const wf_grid *grid;             /* NULL: there is no such sheet */
    uint32_t header;                 /* its row */
    uint32_t columns[SHEET_COLUMNS]; /* by the caller's numbers; WF_SUPPORT_NONE */
    wf_arena *arena;
    wf_diags *diags;
} support_sheet;

/** Find the columns of a sheet: its header is the row, of the first thirty, with most of
 * the headings. A heading may have other words for it: "School|School name". How many
 * there are. */
int support_sheet_open(const wf_document *doc, const wf_grid *grid,
                       const char *const *headings, support_sheet *out);
/** Find the sheet of a name (case aside) and its columns; `headings` is NULL-terminated.
 */
wf_status support_sheet_find(const wf_document *const *docs, size_t count,
                             const char *name, const char *const *headings,
                             support_sheet *out) WF_MUST_CHECK;
/** Trimmed text of a cell; empty where there is none. */
wf_str support_sheet_text(const support_sheet *sheet, uint32_t row, uint32_t column);
/** "Schools!B4" */
wf_str support_sheet_at(const support_sheet *sheet, uint32_t row, uint32_t column);
/** Report a cell: what stands there, and what was expected. */
void support_sheet_complain(const support_sheet *sheet, uint32_t row, uint32_t column,
                            const char *expected);
/** A number from `least` to `most`; `otherwise` where the cell is empty or (reported) is
 * something else. */
double support_sheet_number(const support_sheet *sheet, uint32_t row, uint32_t column,
                            const double range[2], double otherwise);
/** Days as halves; 0 where empty; reported where they are not whole half-days. */
uint32_t support_sheet_halves(const support_sheet *sheet, uint32_t row, uint32_t column);

/** The part of `list` before the next of `separators`, trimmed; takes it off. */
wf_str support_next_item(wf_str *list, const char *separators);

#endif
