#ifndef WF_TEXT_NUMBER_SLOW_H
#define WF_TEXT_NUMBER_SLOW_H
/* The fallback of wf_number_parse for any count of digits and any exponent. */
#include "wayforward/str.h"

/** digits (with at most one point in it) * 10^exponent, rounded half to even; infinity
 * where it is beyond the largest double. */
double wf_number_slow(wf_str digits, int exponent);

#endif
