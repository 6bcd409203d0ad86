#ifndef WF_XLSX_MEASURE_H
#define WF_XLSX_MEASURE_H
/* How much room a text takes: an estimate on the safe side, so that no column shows ####
 * and no wrapped text is cut. */
#include "wayforward/str.h"

/** Width in pixels (96 a inch) of one line in Arial. */
uint32_t measure_width(wf_str line, unsigned points, bool is_bold);

/** Width of the widest of its lines. */
uint32_t measure_widest_line(wf_str text, unsigned points, bool is_bold);

/** Width of the longest word: what a wrapped column needs at least. */
uint32_t measure_longest_word(wf_str text, unsigned points, bool is_bold);

/** Bytes of the text that fit in `pixels`, cut after a word (or inside one that is too
 * long); stops after a line break. At least one character. */
size_t measure_fit(wf_str text, unsigned points, bool is_bold, uint32_t pixels);

/** Lines that the text takes when wrapped in `pixels`; at least 1. */
uint32_t measure_lines(wf_str text, unsigned points, bool is_bold, uint32_t pixels);

/** Height of so many lines in points. */
double measure_height(uint32_t lines, unsigned points);

#endif
