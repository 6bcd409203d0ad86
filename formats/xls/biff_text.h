#ifndef WF_BIFF_TEXT_H
#define WF_BIFF_TEXT_H
/* Text in BIFF records to UTF-8, with the fonts that parts of it have. */
#include "engine/base/encoding.h"
#include "formats/xls/biff.h"
#include "wayforward/error.h"

/* From byte `start` of the text on, the font is `font`. */
typedef struct biff_run {
    uint32_t start;
    uint16_t font;
} biff_run;

typedef struct biff_text {
    wf_str text; /* trimmed, NUL-terminated */
    const biff_run *runs;
    uint32_t run_count;
} biff_text;

/* Where texts are decoded before they are trimmed and kept: grows to the longest. */
typedef struct biff_scratch {
    wf_arena *arena;
    char *p;
    size_t cap;
} biff_scratch;

/** What is needed to read texts of one workbook. */
typedef struct biff_texts {
    wf_arena *keep; /* texts and runs go here */
    biff_scratch scratch;
    wf_decoder decoder; /* BIFF5 and older */
    bool is_unicode;    /* BIFF8 */
    size_t replaced;    /* characters that could not be read, in all */
} biff_texts;

/** XLUnicodeString or XLUnicodeRichExtendedString without its length, [MS-XLS] 2.5.294
 * and 2.5.293: flags, then `count` characters, which may go on over CONTINUE records,
 * runs and phonetic data. A text that is cut off gives what there is, with chunks->bad
 * set. WF_E_MEMORY. */
wf_status biff_read_unicode(biff_texts *texts, biff_chunks *chunks, size_t count,
                            biff_text *out) WF_MUST_CHECK;

/** `count` bytes in the workbook's code page. WF_E_MEMORY. */
wf_status biff_read_bytes(biff_texts *texts, biff_chunks *chunks, size_t count,
                          biff_text *out) WF_MUST_CHECK;

/** The text of a drawn object: `count` characters and then `runs` runs in the CONTINUE
 * records that follow. [MS-XLS] 2.4.329 TxO, 2.5.272 TxORuns. WF_E_MEMORY. */
wf_status biff_read_shape_text(biff_texts *texts, biff_chunks *chunks, size_t count,
                               size_t runs, biff_text *out) WF_MUST_CHECK;

/** The runs of `text` for a part of it that begins at `start`: line->text is known,
 * line->runs is set, in `arena`. WF_E_MEMORY. */
wf_status biff_cut_runs(wf_arena *arena, const biff_text *text, size_t start,
                        biff_text *line) WF_MUST_CHECK;

/** Text as the workbook's version has it, its length read first: 16 bits (`is_short`: 8).
 */
wf_status biff_read_text(biff_texts *texts, biff_chunks *chunks, bool is_short,
                         biff_text *out) WF_MUST_CHECK;

#endif
