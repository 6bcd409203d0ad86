#ifndef WF_XLSX_TEXT_H
#define WF_XLSX_TEXT_H
/* Texts as a workbook can hold them. */
#include "wayforward/arena.h"

/* What one cell can hold, in UTF-16 units (Excel specifications and limits). */
#define XLSX_TEXT_UNITS 32767

/** A C string without what XML or Excel cannot hold: carriage returns become line breaks,
 *  other control characters spaces, and "_x0041_" keeps its letters (ECMA-376-1
 * §22.9.2.19 would read an escape there). At most `units` UTF-16 units: a longer text
 * ends with a remark that says how much was left out. Borrows `text` where nothing is to
 * be done: it must end in NUL then, as arena strings do. NULL when out of memory. */
const char *xlsx_text(wf_arena *arena, wf_str text, size_t units);

/** The name of a sheet: at most 31 units, none of []:*?/\, not empty. NULL: out of
 * memory. */
const char *xlsx_sheet_name(wf_arena *arena, wf_str name);

/** 'Sheet name' for formulas and links, apostrophes doubled. NULL when out of memory. */
const char *xlsx_quoted_sheet(wf_arena *arena, const char *name);

/** A name for a table or range: letters, digits and underscores after `prefix`. */
const char *xlsx_identifier(wf_arena *arena, const char *prefix, wf_str id);

/** Header or footer text: "&" doubled, at most `units` characters. */
const char *xlsx_page_text(wf_arena *arena, wf_str text, size_t units);

#endif
