#ifndef WF_BIFF_CONDITIONS_H
#define WF_BIFF_CONDITIONS_H
/* Conditional formats of BIFF8: a CondFmt record with the ranges, then its CF records. */
#include "engine/document/conditions.h"
#include "formats/xls/biff_book.h"

typedef struct biff_conditions {
    const wf_merge *ranges; /* of the CondFmt record before */
    size_t range_count;
    wf_condition *rules;
    size_t count, cap;
    size_t left_out; /* rules that the cells alone do not decide */
} biff_conditions;

/** CondFmt and CF records; others are left alone. */
wf_status biff_read_condition(biff_book *book, biff_conditions *conditions,
                              const biff_record *record, wf_error *err) WF_MUST_CHECK;

/** Give the cells of a grid that has ended the fills that the rules show. */
wf_status biff_apply_conditions(biff_book *book, biff_conditions *conditions,
                                uint32_t grid, wf_error *err) WF_MUST_CHECK;

#endif
