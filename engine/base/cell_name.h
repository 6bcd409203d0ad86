#ifndef WF_CELL_NAME_H
#define WF_CELL_NAME_H
/* Cell addresses in A1 form: "B7" is row 6, column 1 (0-based). */
#include "wayforward/str.h"

#define WF_CELL_NAME_MAX 20

/** Write "B7" and a NUL; returns the length. */
size_t wf_cell_name(uint32_t row, uint32_t column, char out[WF_CELL_NAME_MAX]);

/** Write "B" and a NUL; returns the length. */
size_t wf_column_name(uint32_t column, char out[WF_CELL_NAME_MAX]);

/** Read "B7" or "$B$7" (the whole of s); false where it is no address within the limits
 * of a sheet: 1,048,576 rows and 16,384 columns. */
bool wf_cell_name_parse(wf_str s, uint32_t *row_out, uint32_t *column_out);

#endif
