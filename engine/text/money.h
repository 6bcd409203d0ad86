#ifndef WF_TEXT_MONEY_H
#define WF_TEXT_MONEY_H
/*
 * Sums of money as plans write them: "£500 + £250 cover", "3 x £150", "£1.2k", "Nil".
 */
#include "wayforward/plan.h"

typedef enum wf_money_kind {
    WF_MONEY_NONE,   /* names no money: "TBC", "2 days" */
    WF_MONEY_NIL,    /* says that there is no cost: "Nil", "No cost", "Free" */
    WF_MONEY_AMOUNT, /* out->amount */
    WF_MONEY_RANGE   /* "£500 - £700": out->amount is the upper end */
} wf_money_kind;

/** Read a cost. out->text borrows the trimmed text; out->amount is in pounds and the sum
 * of all amounts named, where
 *  - "3 x £150", "£150 x 3 days", "3 days @ £150", "£150 per day for 3 days" multiply;
 *  - an amount in brackets that gives the same as the one before it is its breakdown, and
 * one after "=" or beside "total" is the sum itself: neither counts twice;
 *  - a bare number counts only where the text is nothing else ("950", "950 + 200").
 *  Money in other currencies is no amount. */
wf_money_kind wf_money_parse(wf_str text, wf_money *out);

/** Whether a line names money or says that there is none: which line of a combined cell
 * is the cost. */
bool wf_money_is_cost(wf_str line);

#endif
