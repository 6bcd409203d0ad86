#ifndef WF_BIFF_BOOK_H
#define WF_BIFF_BOOK_H
/* A workbook while it is read: what the globals say, which the sheets refer to. */
#include "engine/document/document_build.h"
#include "formats/container/color.h"
#include "formats/xls/biff_text.h"

typedef struct biff_font {
    uint32_t color; /* palette index, 0x7FFF automatic */
    uint8_t flags;  /* WF_RUN_BOLD and so on */
} biff_font;

typedef struct biff_xf {
    uint16_t font, format;
    uint16_t fore, back; /* palette indexes of the pattern */
    uint8_t pattern;     /* 0 none, 1 solid */
    bool is_resolved;    /* style and is_date are set */
    bool is_date;
    uint16_t style;
} biff_xf;

typedef struct biff_format {
    uint16_t id;
    wf_str code;
} biff_format;

typedef struct biff_bound_sheet {
    wf_str name;
    uint32_t offset;
    uint8_t type;
    bool is_hidden;
} biff_bound_sheet;

/* [MS-XLS] 2.4.28, BoundSheet8.dt; all others hold no cells. */
enum {
    BIFF_SHEET_CELLS = 0,
    BIFF_SHEET_MACROS = 1,
    BIFF_SHEET_CHART = 2
};

typedef struct biff_book {
    wf_document *doc;
    wf_arena *arena;   /* the document's */
    wf_arena *scratch; /* ours, until the workbook is read */
    const uint8_t *data;
    size_t size;
    unsigned version; /* 2, 3, 4, 5 (also for 7) or 8 */
    biff_texts texts;
    biff_font *fonts;
    size_t font_count, font_cap;
    biff_xf *xfs;
    size_t xf_count, xf_cap;
    biff_format *formats;
    size_t format_count, format_cap;
    biff_text *strings;
    size_t string_count, string_cap;
    biff_bound_sheet *sheets;
    size_t sheet_count, sheet_cap;
    uint32_t palette[WF_PALETTE_SIZE];
    size_t bofs_left;  /* substreams within sheets that are still allowed */
    size_t bytes_left; /* work that is still allowed: see biff_sheet.c */
} biff_book;

/** Read the globals substream, which begins at `offset`; for BIFF2 to 4 nothing.
 *  WF_E_UNSUPPORTED where the workbook is encrypted. */
wf_status biff_read_globals(biff_book *book, size_t offset, wf_error *err) WF_MUST_CHECK;

/** The error for a file that is encrypted. */
wf_status biff_fail_password(wf_error *err);

/** One record of globals or, in old versions, of a sheet: fonts, formats, styles,
 * palette, date system, code page. True where it was one. */
wf_status biff_read_style_record(biff_book *book, const biff_record *record,
                                 wf_error *err) WF_MUST_CHECK;
/** Palettes and fonts as they are before a file says otherwise. */
void biff_styles_begin(biff_book *book);

/** The XF of a cell with its document style made; a number out of range gives the plain
 * one. */
wf_status biff_resolve_xf(biff_book *book, size_t index, const biff_xf **out,
                          wf_error *err) WF_MUST_CHECK;
/** RGB of a palette index; WF_COLOR_NONE where it is automatic. */
uint32_t biff_color(const biff_book *book, uint32_t index);
/** A font by the number that records use: there is no number 4 ([MS-XLS] 2.5.129). */
const biff_font *biff_font_at(const biff_book *book, size_t number);

/** Read one sheet's substream into a new grid. */
wf_status biff_read_sheet(biff_book *book, const biff_bound_sheet *sheet,
                          wf_error *err) WF_MUST_CHECK;

#endif
