#ifndef WF_DOCUMENT_TEXT_H
#define WF_DOCUMENT_TEXT_H
/*
 * Documents written as text, for tests.
 *
 *     [Plan]              a sheet; [table] a Word table; ![Lists] a hidden sheet
 *     T text, H text      paragraphs: title, heading; P text plain, L text in a list, B
 * text blue a | b | c           a row; "<" goes on from the left, "^" from above (merged
 * cells)
 *     -                   an empty row
 *     text {FFC000}       a fill; "~" is a line break in a cell
 *     #0.934% #12 @2021-10-12 £#950     numbers and dates
 */
#include "tests/support/wf_test.h"

#include "engine/base/strbuf.h"
#include "engine/document/document_build.h"
#include "engine/model/ledger.h"
#include "wayforward/recognise.h"

#include <stdlib.h>

typedef struct text_document {
    wf_document *doc;
    uint32_t grid;
    bool in_grid;
    uint32_t row;
} text_document;

static inline wf_str text_arena_str(wf_document *doc, wf_str s)
{
    wf_str out;
    assert_int_equal(wf_arena_str(wf_document_arena(doc), s, &out), WF_OK);
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] == '~')
            ((char *)(uintptr_t)out.p)[i] = '\n';
    return out;
}

static inline uint16_t text_style(wf_document *doc, uint32_t fill, uint32_t font,
                                  bool bold, const char *format)
{
    uint16_t style, number_format = 0;
    if (format)
        assert_int_equal(
            wf_document_add_number_format(doc, wf_str_from(format), &number_format, NULL),
            WF_OK);
    wf_style s = {
        .fill = fill, .font = font, .bold = bold, .number_format = number_format};
    assert_int_equal(wf_document_add_style(doc, &s, &style, NULL), WF_OK);
    return style;
}

static inline void text_end_grid(text_document *t)
{
    if (t->in_grid)
        assert_int_equal(wf_document_grid_end(t->doc, t->grid, NULL), WF_OK);
    t->in_grid = false;
}

static inline void text_begin_grid(text_document *t, wf_str line)
{
    bool hidden = line.p[0] == '!';
    wf_str name = wf_str_sub(line, hidden ? 2 : 1, line.n - (hidden ? 3 : 2));
    bool table = wf_str_eq(name, WF_STR("table"));
    wf_grid_options options = {.name = table ? WF_STR_EMPTY : name,
                               .kind = table ? WF_GRID_TABLE : WF_GRID_SHEET,
                               .hidden = hidden,
                               .parent = WF_NO_INDEX};
    text_end_grid(t);
    assert_int_equal(wf_document_grid_begin(t->doc, &options, &t->grid, NULL), WF_OK);
    t->in_grid = true;
    t->row = 0;
}

static inline void text_cell(text_document *t, wf_str text, uint16_t column)
{
    uint32_t fill = WF_COLOR_NONE;
    if (text.n >= 8 && text.p[text.n - 1] == '}') {
        fill = (uint32_t)strtoul(text.p + text.n - 7, NULL, 16);
        text = wf_str_trim(wf_str_sub(text, 0, text.n - 8));
    }
    wf_cell cell = {.row = t->row, .column = column, .kind = WF_CELL_TEXT};
    const char *format = NULL;
    if (wf_str_starts_with(text, WF_STR("#")) && text.n > 1) {
        format = wf_str_ends_with(text, WF_STR("%")) ? "0.0%" : NULL;
        cell.kind = WF_CELL_NUMBER;
        cell.as.number = strtod(text.p + 1, NULL);
        char digits[32];
        snprintf(digits, sizeof digits, "%.7g", cell.as.number);
        cell.as.number = atof(digits);
    } else if (wf_str_starts_with(text, WF_STR("\xC2\xA3#"))) {
        format = "\xC2\xA3#,##0";
        cell.kind = WF_CELL_NUMBER;
        cell.as.number = (double)strtol(text.p + 3, NULL, 10);
    } else if (wf_str_starts_with(text, WF_STR("@"))) {
        format = "dd/mm/yyyy";
        cell.kind = WF_CELL_DATE;
        int year = (int)strtol(text.p + 1, NULL, 10),
            month = (int)strtol(text.p + 6, NULL, 10);
        wf_date day = wf_date_from_ymd(year, month, (int)strtol(text.p + 9, NULL, 10));
        cell.as.number = wf_date_to_serial(day, false);
    } else {
        wf_str copy = text_arena_str(t->doc, text);
        cell.as.text = copy.p;
        cell.length = (uint32_t)copy.n;
    }
    cell.style = text_style(t->doc, fill, WF_COLOR_NONE, false, format);
    assert_int_equal(wf_document_add_cell(t->doc, t->grid, &cell, NULL), WF_OK);
}

/* The merges of the whole grid are found when a row is read: "<" and "^" extend the cell
 * that they point to. At most 40 columns and 200 rows. */
typedef struct text_merges {
    wf_merge open[40];
    bool is_open[40];
} text_merges;

static inline void text_row(text_document *t, wf_str line, wf_merge *merges,
                            size_t *count)
{
    uint16_t column = 0;
    while (line.n > 0 && column < 40) {
        size_t bar = wf_str_find(line, WF_STR("|"), 0);
        wf_str text = wf_str_trim(wf_str_sub(line, 0, bar));
        line = bar == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(line, bar + 1, SIZE_MAX);
        bool left = wf_str_eq(text, WF_STR("<")), up = wf_str_eq(text, WF_STR("^"));
        if (!left && !up && text.n > 0)
            text_cell(t, text, column);
        if (left || up) {
            uint32_t row = up ? t->row - 1 : t->row;
            uint16_t owner = left ? (uint16_t)(column - 1) : column;
            size_t m = 0;
            while (m < *count &&
                   !(merges[m].row <= row && merges[m].last_row >= row &&
                     merges[m].column <= owner && merges[m].last_column >= owner))
                m++;
            if (m == *count)
                merges[(*count)++] = (wf_merge){row, row, owner, owner};
            merges[m].last_row =
                t->row > merges[m].last_row ? t->row : merges[m].last_row;
            merges[m].last_column =
                column > merges[m].last_column ? column : merges[m].last_column;
        }
        column++;
    }
    t->row++;
}

static inline void text_paragraph(text_document *t, char kind, wf_str text)
{
    uint32_t font = kind == 'B' ? 0x0070C0 : WF_COLOR_NONE;
    wf_paragraph p = {.style = text_style(t->doc, WF_COLOR_NONE, font, false, NULL),
                      .title = kind == 'T',
                      .heading_level = kind == 'H',
                      .list_level = kind == 'L' ? 0 : -1,
                      .text = text_arena_str(t->doc, text),
                      .anchor = WF_NO_INDEX};
    text_end_grid(t);
    assert_int_equal(wf_document_add_paragraph(t->doc, &p, NULL), WF_OK);
}

static inline wf_document *document_of_text(const char *text)
{
    text_document t = {0};
    wf_merge merges[64];
    size_t merge_count = 0;
    assert_int_equal(wf_document_new(WF_FORMAT_XLSX, "test.xlsx", NULL, &t.doc, NULL),
                     WF_OK);
    for (wf_str rest = wf_str_from(text); rest.n > 0;) {
        size_t end = wf_str_find(rest, WF_STR("\n"), 0);
        wf_str line = wf_str_trim(wf_str_sub(rest, 0, end));
        rest = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(rest, end + 1, SIZE_MAX);
        if (line.n == 0)
            continue;
        bool paragraph = line.n > 2 && line.p[1] == ' ' && strchr("THPLB", line.p[0]);
        bool grid = line.p[0] == '[' || line.p[0] == '!';
        if ((paragraph || grid) && t.in_grid)
            for (size_t m = 0; m < merge_count; m++)
                assert_int_equal(wf_document_add_merge(t.doc, t.grid, &merges[m], NULL),
                                 WF_OK);
        if (paragraph || grid)
            merge_count = 0;
        if (grid)
            text_begin_grid(&t, line);
        else if (paragraph)
            text_paragraph(&t, line.p[0], wf_str_sub(line, 2, SIZE_MAX));
        else if (wf_str_eq(line, WF_STR("-")))
            t.row++;
        else
            text_row(&t, line, merges, &merge_count);
    }
    for (size_t m = 0; t.in_grid && m < merge_count; m++)
        assert_int_equal(wf_document_add_merge(t.doc, t.grid, &merges[m], NULL), WF_OK);
    text_end_grid(&t);
    assert_int_equal(wf_document_finish(t.doc, NULL), WF_OK);
    return t.doc;
}

#endif
