#ifndef WF_CSV_H
#define WF_CSV_H
/*
 * Rows of a .csv file one after the other, for files too long to hold as a document: an
 * export of a million observations streams through in constant memory where it is UTF-8.
 */
#include "wayforward/input.h"

typedef struct wf_csv_options {
    const wf_limits *limits; /* NULL: defaults; string_bytes and columns bound a row */
    char delimiter;          /* ',' ';' or tab; 0: found from the content */
} wf_csv_options;

typedef enum wf_csv_encoding {
    WF_CSV_UTF8,
    WF_CSV_UTF16,
    WF_CSV_WINDOWS_1252 /* neither of the two above fits */
} wf_csv_encoding;

/* What the file turned out to be, known when all rows have been given. */
typedef struct wf_csv_facts {
    wf_csv_encoding encoding;
    char delimiter;
    uint64_t rows;
    size_t replaced;       /* characters that could not be read: U+FFFD */
    size_t unclosed;       /* quotes that nothing closes, taken as they stand */
    uint64_t unclosed_row; /* the first of them, 1-based */
} wf_csv_facts;

/** One row: fields as UTF-8 without their quotes (RFC 4180), valid during the call only.
 * A row is counted from 0 as a spreadsheet would; rows without anything are not given but
 *  counted. Any status but WF_OK stops and is returned. */
typedef wf_status (*wf_csv_row)(void *context, uint64_t row, const wf_str *fields,
                                size_t count, wf_error *err);

WF_BEGIN_DECLS

/** Call `row` for each row. UTF-8 with or without BOM, UTF-16 with BOM, else
 * Windows-1252; line ends \n, \r\n or \r, also within quotes; a first line "sep=;" names
 * the delimiter.
 *  @param facts_out may be NULL.
 *  @return WF_E_LIMIT (a field longer than string_bytes, more fields than columns),
 *  WF_E_MEMORY, or what `row` returned. Linear in the size of the file. */
WF_API wf_status wf_csv_rows(const wf_input *in, const wf_csv_options *options,
                             wf_csv_row row, void *context, wf_csv_facts *facts_out,
                             wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
