#ifndef WF_FREEXL_FAULTS_H
#define WF_FREEXL_FAULTS_H
/*
 * Cells that FreeXL 1.0.6 gets wrong. A chart keeps copies of what it draws as Number and
 * Label records in a substream of its own, within the sheet's: FreeXL takes them for
 * cells of the sheet. And it does not know RString, the texts of BIFF5 with fonts of
 * their own.
 */
#include "wayforward/arena.h"
#include "wayforward/input.h"

typedef struct freexl_fault {
    uint16_t sheet; /* by the order of the workbook's BoundSheet records */
    uint16_t row, column;
} freexl_fault;

/** The addresses of all such cells of a workbook, in `arena`; none where it cannot be
 * read. */
const freexl_fault *freexl_faults_find(const wf_input *in, wf_arena *arena,
                                       size_t *count_out);

#endif
