#ifndef WF_TEXT_NUMBER_FORMAT_H
#define WF_TEXT_NUMBER_FORMAT_H
/*
 * Number format codes of spreadsheets (ECMA-376-1 §18.8.30, §18.8.31; [MS-XLS] Format
 * record): what a code shows and what kind of value it makes of a number. As an English
 * (UK) Excel.
 */
#include "wayforward/arena.h"

typedef enum wf_number_class {
    WF_NUMBER_GENERAL,
    WF_NUMBER_NUMBER,
    WF_NUMBER_PERCENT,
    WF_NUMBER_CURRENCY,
    WF_NUMBER_SCIENTIFIC,
    WF_NUMBER_FRACTION,
    WF_NUMBER_DATE,
    WF_NUMBER_DATE_TIME,
    WF_NUMBER_TIME,     /* a time of day, without a day */
    WF_NUMBER_DURATION, /* elapsed time: [h]:mm */
    WF_NUMBER_TEXT
} wf_number_class;

/** The code of a built-in format, as files that give only its id mean it; "General" for
 * an id that has none. Static. */
wf_str wf_number_format_builtin(unsigned id);

/** What the first section of a code makes of a number. */
wf_number_class wf_number_format_class(wf_str code);

/** Whether a number with this format is a day (DATE or DATE_TIME): its cell is a date. */
bool wf_number_format_is_date(wf_str code);

/** The text that a cell with this format shows, in `arena`, without white space at the
 * ends. Where the code would show nothing (";;;"), or cannot show the value (a negative
 * date), the number is given as in General: nothing is lost. Not finite: "#NUM!".
 *  @return WF_E_MEMORY; *out untouched. */
wf_status wf_number_format_render(wf_str code, double value, bool is_1904,
                                  wf_arena *arena, wf_str *out) WF_MUST_CHECK;

#endif
