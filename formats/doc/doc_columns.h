#ifndef WF_DOC_COLUMNS_H
#define WF_DOC_COLUMNS_H
/* The columns of a Word table: from the edges of the cells of all its rows. */
#include "formats/doc/doc_table.h"

/** Replace each cell's edges by columns, left inclusive and right exclusive; *columns_out
 * is their number. Edges that lie less than a point apart are one, as nobody means or
 * sees the difference. Every cell has at least one column and none overlaps its
 * neighbour. WF_E_MEMORY. */
wf_status doc_columns_assign(doc_table *table, wf_arena *scratch, uint32_t *columns_out,
                             wf_error *err) WF_MUST_CHECK;

#endif
