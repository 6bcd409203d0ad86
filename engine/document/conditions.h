#ifndef WF_CONDITIONS_H
#define WF_CONDITIONS_H
/*
 * Conditional formats that can be told from the cells alone: comparisons with a constant
 * or another cell, and texts. Readers translate their formats' rules into these; applied
 * to a grid, they give cells the fill that they show. (ECMA-376-1 §18.3.1.10, [MS-XLS]
 * CF)
 */
#include "engine/document/document_build.h"

typedef enum wf_condition_kind {
    WF_COND_COMPARE, /* left operator right, or between */
    WF_COND_CONTAINS,
    WF_COND_NOT_CONTAINS,
    WF_COND_BEGINS,
    WF_COND_ENDS,
    WF_COND_HAS_ERROR,
    WF_COND_NO_ERROR,
    WF_COND_HAS_CONTENT,
    WF_COND_UNKNOWN
} wf_condition_kind;

typedef enum wf_operator {
    WF_OP_EQUAL,
    WF_OP_NOT_EQUAL,
    WF_OP_LESS,
    WF_OP_LESS_EQUAL,
    WF_OP_GREATER,
    WF_OP_GREATER_EQUAL,
    WF_OP_BETWEEN,
    WF_OP_NOT_BETWEEN
} wf_operator;

/* A value that a rule compares: a constant, the cell itself, or another cell. */
typedef struct wf_operand {
    enum {
        WF_OPERAND_NONE,
        WF_OPERAND_SELF,
        WF_OPERAND_NUMBER,
        WF_OPERAND_TEXT,
        WF_OPERAND_BOOLEAN,
        WF_OPERAND_CELL
    } kind;
    double number;
    wf_str text;
    uint32_t row, column; /* CELL: as written, for the first cell of the ranges */
    bool row_fixed, column_fixed;
} wf_operand;

typedef struct wf_condition {
    const wf_merge *ranges; /* in scratch */
    size_t range_count;
    wf_condition_kind kind;
    wf_operator op;
    wf_operand left, right, upper;
    wf_str text; /* of CONTAINS and its like */
    wf_str type;
    uint32_t priority;
    uint32_t fill; /* WF_COLOR_NONE: it changes no fill */
    bool stops;
} wf_condition;

/** Let `count` rules give the cells of a grid, which must have ended, the fill that they
 * show. The rules are sorted by priority. Work beyond a fixed budget is refused with a
 *  "cf-unevaluated". `scratch` is used and given back. WF_E_MEMORY, WF_E_LIMIT. */
wf_status wf_document_apply_conditions(wf_document *doc, uint32_t grid,
                                       wf_condition *rules, size_t count,
                                       wf_arena *scratch, wf_error *err) WF_MUST_CHECK;

#endif
