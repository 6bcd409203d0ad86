#ifndef WF_XLSX_PARTS_H
#define WF_XLSX_PARTS_H
/*
 * What the files of the .xlsx reader share: the book being read, its strings and styles.
 * (ECMA-376-1 part 1, clause 18 SpreadsheetML; strict files by ISO/IEC 29500.)
 */
#include "engine/base/strbuf.h"
#include "engine/document/document_build.h"
#include "formats/container/package.h"
#include "wayforward/reader.h"

/* A colour as a file names it. */
typedef struct xlsx_color {
    enum {
        XLSX_COLOR_NONE,
        XLSX_COLOR_RGB,
        XLSX_COLOR_INDEXED,
        XLSX_COLOR_THEME
    } kind;
    uint32_t value;
    double tint;
} xlsx_color;

typedef struct xlsx_font {
    uint32_t color; /* resolved; WF_COLOR_NONE for automatic */
    uint8_t flags;  /* WF_RUN_BOLD ... */
} xlsx_font;

/* A cell format, resolved into the document when a cell first uses it. */
typedef struct xlsx_xf {
    uint32_t format_id, font, fill;
    bool is_resolved, is_date;
    uint16_t style; /* of the document */
} xlsx_xf;

typedef struct xlsx_styles {
    struct xlsx_format {
        uint32_t id;
        wf_str code;
    } * formats;
    size_t format_count, format_capacity;
    xlsx_font *fonts;
    size_t font_count, font_capacity;
    uint32_t *fills; /* as they show; WF_COLOR_NONE */
    size_t fill_count, fill_capacity;
    xlsx_xf *xfs;
    size_t xf_count, xf_capacity;
    uint32_t *dxf_fills; /* of differential formats */
    size_t dxf_count, dxf_capacity;
    uint32_t palette[64];
    size_t palette_count; /* entries that the file redefines */
} xlsx_styles;

enum {
    XLSX_THEME_COLORS = 12
};

/* A shared string: ready to be a cell's text. */
typedef struct xlsx_string {
    const char *text; /* in the document's arena, NUL-terminated, trimmed */
    uint32_t length;
    uint32_t rich; /* 0, or index + 1 into book->rich */
} xlsx_string;

/* Formatting of part of a text; without `is_own` it is the cell's. */
typedef struct xlsx_run {
    uint32_t start, length;
    xlsx_font font;
    bool is_own;
} xlsx_run;

typedef struct xlsx_rich {
    const xlsx_run *runs;
    size_t count;
} xlsx_rich;

typedef struct xlsx_sheet_entry {
    wf_str name, rel_id;
    bool is_hidden;
} xlsx_sheet_entry;

typedef struct xlsx_sheet xlsx_sheet;

typedef struct xlsx_book {
    wf_document *doc;
    wf_arena *arena;   /* the document's: texts */
    wf_arena *scratch; /* gone when reading ends */
    wf_zip *zip;
    wf_xml_options xml;
    const wf_limits *limits;
    wf_str part; /* of the workbook */
    wf_rels rels;
    bool is_1904;
    xlsx_sheet_entry *sheets;
    size_t sheet_count, sheet_capacity;
    xlsx_string *strings;
    size_t string_count, string_capacity;
    xlsx_rich *rich;
    size_t rich_count, rich_capacity;
    uint64_t text_bytes;
    xlsx_styles styles;
    uint32_t
        theme[XLSX_THEME_COLORS]; /* in the order of SpreadsheetML: lt1 dk1 lt2 dk2 ... */
    size_t sheets_failed;
    const wf_cell_sink *stream; /* NULL: the document holds the cells */
    wf_arena_mark stream_mark;
    wf_arena *stream_texts; /* texts of the cells at hand, when they are streamed */
    xlsx_sheet *sheet;      /* the one being read; in scratch */
} xlsx_book;

/** Make a part's name and trouble a diagnostic where one can go on after: WF_E_FORMAT and
 *  WF_E_UNSUPPORTED become `code`, all else is returned. Clears `err`. */
wf_status xlsx_tolerate(xlsx_book *book, wf_status status, wf_diag_code code, wf_str part,
                        wf_error *err);

/* ---- xlsx_text.c */

/** Make text that a part gave into text of a document, in place: _xHHHH_ decoded, line
 * ends \n, control characters out. Returns the new length. Needs not be valid UTF-8. */
size_t xlsx_text_unescape(char *p, size_t n);

/** The text of one element as the part has it, kept: decoded, unescaped, then as
 *  xlsx_text_keep. In one pass where nothing needs decoding. The bytes may be changed. */
wf_status xlsx_text_keep_raw(xlsx_book *book, char *p, size_t n, wf_str *out,
                             wf_error *err) WF_MUST_CHECK;

/** Copy into the document's arena: valid UTF-8, trimmed, NUL-terminated. *lead_out (may
 * be NULL) gets how many bytes were trimmed at the front. WF_E_LIMIT past string-bytes or
 * text-bytes. */
wf_status xlsx_text_keep(xlsx_book *book, wf_str text, wf_str *out, size_t *lead_out,
                         wf_error *err) WF_MUST_CHECK;

/* Rich text (CT_Rst) as its elements come: used for shared and inline strings and
 * comments. */
typedef struct xlsx_text {
    xlsx_book *book;
    wf_strbuf chars;
    size_t piece; /* where the <t> at hand begins */
    xlsx_run *runs;
    size_t run_count, run_capacity;
    xlsx_font font; /* of the <r> at hand */
    bool is_own, in_run, is_rich;
} xlsx_text;

void xlsx_text_init(xlsx_text *t, xlsx_book *book);
void xlsx_text_clear(xlsx_text *t);
wf_status xlsx_text_add(xlsx_text *t, wf_str piece, wf_error *err) WF_MUST_CHECK;
void xlsx_text_begin_piece(xlsx_text *t);
wf_status xlsx_text_end_piece(xlsx_text *t, wf_error *err) WF_MUST_CHECK;
/** The text as kept, and its runs (in scratch, clipped to it); none where all is alike.
 */
wf_status xlsx_text_finish(xlsx_text *t, wf_str *out, xlsx_rich *rich_out,
                           wf_error *err) WF_MUST_CHECK;
/** A property of a run or font: b i u strike color. */
void xlsx_font_property(xlsx_book *book, xlsx_font *font, const wf_xml_tag *tag);
/** Runs of a text over a cell's own style, as the document wants them. In scratch;
 * *count_out 0 where nothing differs from the style. */
wf_status xlsx_runs_over(xlsx_book *book, const xlsx_rich *rich, const wf_style *style,
                         wf_run **out, size_t *count_out, wf_error *err) WF_MUST_CHECK;

/* ---- xlsx_strings.c, xlsx_styles.c, xlsx_workbook.c, xlsx_color.c */
wf_status xlsx_read_workbook(xlsx_book *book, wf_error *err) WF_MUST_CHECK;
wf_status xlsx_read_strings(xlsx_book *book, wf_error *err) WF_MUST_CHECK;
wf_status xlsx_read_styles(xlsx_book *book, wf_error *err) WF_MUST_CHECK;

/** The style of cells of format `index` (an unknown one is plain), and whether it shows
 * dates. */
wf_status xlsx_cell_style(xlsx_book *book, uint32_t index, uint16_t *style_out,
                          bool *is_date_out, wf_error *err) WF_MUST_CHECK;

xlsx_color xlsx_color_of(const wf_xml_tag *tag);
/** The colour scheme of the theme, before anything that may name its colours. */
wf_status xlsx_read_theme(xlsx_book *book, wf_error *err) WF_MUST_CHECK;
/** 0xRRGGBB, or WF_COLOR_NONE for none and automatic. */
uint32_t xlsx_color_resolve(xlsx_book *book, const xlsx_color *color);

/* ---- xlsx_reader.c */

/** Read a workbook with this driver for all its XML: the two must give equal documents.
 */
wf_status xlsx_read_by(const wf_input *in, const wf_read_options *options,
                       wf_xml_driver driver, wf_document **out,
                       wf_error *err) WF_MUST_CHECK;

/** The same with the cells going to `sink`. */
wf_status xlsx_stream_by(const wf_input *in, const wf_read_options *options,
                         wf_xml_driver driver, const wf_cell_sink *sink,
                         wf_document **out, wf_error *err) WF_MUST_CHECK;

/* ---- xlsx_sheet.c */
wf_status xlsx_read_sheet(xlsx_book *book, const xlsx_sheet_entry *entry,
                          wf_error *err) WF_MUST_CHECK;

#endif
