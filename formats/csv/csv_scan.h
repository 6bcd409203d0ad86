#ifndef WF_CSV_SCAN_H
#define WF_CSV_SCAN_H
/* The grammar of .csv: encodings, the delimiter, rows and fields (RFC 4180, and what
 * spreadsheets do beyond it). */
#include "wayforward/arena.h"
#include "wayforward/csv.h"

/* How the bytes of a file are to be read. */
typedef enum csv_bytes {
    CSV_BYTES_UTF8,
    CSV_BYTES_UTF8_DAMAGED, /* a UTF-8 BOM, but not all is UTF-8 */
    CSV_BYTES_UTF16_LE,
    CSV_BYTES_UTF16_BE,
    CSV_BYTES_WINDOWS
} csv_bytes;

/** From the BOM, else from whether all is valid UTF-8. *bom_out: bytes to skip. */
csv_bytes csv_bytes_of(const uint8_t *data, size_t size, size_t *bom_out);

/* One field: where it stands, and where the text goes on behind it. */
typedef struct csv_field {
    wf_str raw;       /* between the quotes where it is quoted */
    size_t next;      /* of the delimiter, line end, or the end of the text */
    bool has_escapes; /* "" stands for " in raw, or text follows the closing quote */
    bool is_unclosed; /* begins with a quote that nothing closes: raw is as it stands */
} csv_field;

/** The field at `at`. Quoted fields longer than `max` count as unclosed. */
csv_field csv_field_at(wf_str text, size_t at, char delimiter, bool has_quotes,
                       size_t max);

/** Write a field's text without its quotes; `out` has room for raw.n. Returns its length.
 */
size_t csv_unquote(wf_str raw, char *out);

/* What a sample of the text says about its delimiter. */
typedef struct csv_guess {
    char delimiter;
    size_t rows;    /* looked at that are not empty */
    size_t alike;   /* of them with as many fields as most */
    size_t columns; /* that many; 1 where there is no delimiter */
} csv_guess;

/** Try each delimiter over the first rows. `is_cut`: the sample may end within a row. */
csv_guess csv_find_delimiter(wf_str sample, bool is_cut);

#endif
