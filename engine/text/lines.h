#ifndef WF_TEXT_LINES_H
#define WF_TEXT_LINES_H
/*
 * The lines and list items of a cell's text, without their bullets and numbers.
 */
#include "wayforward/arena.h"

typedef enum wf_marker {
    WF_MARKER_NONE,
    WF_MARKER_BULLET, /* • - * ➢ and the like */
    WF_MARKER_NUMBER, /* 1. 2) (3) 1.1 */
    WF_MARKER_LETTER, /* a) (b) iv. */
    WF_MARKER_BOX,    /* ☐ */
    WF_MARKER_TICK,   /* ☑ ✓ */
    WF_MARKER_CROSS   /* ☒ ✗ */
} wf_marker;

typedef struct wf_line {
    wf_str text; /* without the marker, trimmed; borrows from the input */
    wf_str mark; /* the marker as written: "1.1", "•"; empty: none */
    wf_marker marker;
    uint16_t indent; /* white space before it, in characters; a tab counts as 4 */
    bool lead_in;    /* ends in ':' and lines with markers follow: no item itself */
} wf_line;

typedef struct wf_lines {
    const wf_line *items;
    size_t n;
} wf_lines;

/** The marker at the start of a line, its bytes with the space after it in *bytes; NONE
 * and 0 where the line starts with a word. */
wf_marker wf_line_marker(wf_str line, size_t *bytes);

/** All lines that are not empty. Bullets within a line ("• a • b") begin lines of their
 * own, as do "1. a 2. b" in sequence. WF_E_MEMORY. */
wf_status wf_lines_scan(wf_str text, wf_arena *arena, wf_lines *out) WF_MUST_CHECK;

/** The items of a list: one for each bullet, number or line; a line that goes on from the
 * one before (starts in lower case, that one does not end a sentence) is part of it.
 * Lead-in lines are items too: a caller that wants them apart uses wf_lines_scan. Texts
 * borrow from the input or are joined in `arena`. WF_E_MEMORY. */
wf_status wf_lines_items(wf_str text, wf_arena *arena, wf_strs *out) WF_MUST_CHECK;

/** The plain lines that are not empty, trimmed, markers kept. WF_E_MEMORY. */
wf_status wf_lines_plain(wf_str text, wf_arena *arena, wf_strs *out) WF_MUST_CHECK;

#endif
