#ifndef WF_DOC_FIB_H
#define WF_DOC_FIB_H
/*
 * The File Information Block at the start of the WordDocument stream ([MS-DOC] 2.5):
 * which version wrote the file, where everything else stands, how long each story is.
 */
#include "engine/base/cursor.h"
#include "wayforward/error.h"

/* Bytes of a stream, or of a part of one; p is never NULL. */
typedef struct doc_bytes {
    const uint8_t *p;
    size_t n;
} doc_bytes;

#define DOC_NO_BYTES ((doc_bytes){.p = (const uint8_t *)"", .n = 0})

/** The bytes from `at` on, `n` of them; fewer (*cut set) where the stream ends before. */
doc_bytes doc_bytes_sub(doc_bytes all, uint64_t at, uint64_t n, bool *cut);

/* The texts of a document stand one after the other in one range of character positions
 * ([MS-DOC] 2.4.1). */
typedef enum doc_story {
    DOC_STORY_MAIN,
    DOC_STORY_FOOTNOTE,
    DOC_STORY_HEADER,
    DOC_STORY_MACRO, /* never read */
    DOC_STORY_COMMENT,
    DOC_STORY_ENDNOTE,
    DOC_STORY_TEXT_BOX,
    DOC_STORY_HEADER_TEXT_BOX,
    DOC_STORIES
} doc_story;

/* Parts of the table stream that the reader uses. */
typedef enum doc_part {
    DOC_PART_STSH,
    DOC_PART_FOOTNOTE_REFS,
    DOC_PART_FOOTNOTE_TEXTS,
    DOC_PART_COMMENT_REFS,
    DOC_PART_COMMENT_TEXTS,
    DOC_PART_HEADERS,
    DOC_PART_CHPX_BINS,
    DOC_PART_PAPX_BINS,
    DOC_PART_FONTS,
    DOC_PART_CLX,
    DOC_PART_SHAPES,
    DOC_PART_DRAWINGS,
    DOC_PART_ENDNOTE_REFS,
    DOC_PART_ENDNOTE_TEXTS,
    DOC_PART_TEXT_BOX_TEXTS,
    DOC_PART_HEADER_TEXT_BOX_TEXTS,
    DOC_PART_LISTS,
    DOC_PART_LIST_OVERRIDES,
    DOC_PARTS
} doc_part;

typedef struct doc_range {
    uint32_t at, n; /* bytes of the table stream (Word 6/95: of the main stream) */
} doc_range;

typedef struct doc_fib {
    bool word95;  /* Word 6 or 95: one-byte sprms, 8-bit text */
    bool table1;  /* the table stream is "1Table" */
    bool complex; /* fast-saved */
    bool wide95;  /* Word 6/95 with text in UTF-16 (fExtChar) */
    uint16_t nfib, language;
    uint32_t text_begin, text_end; /* fcMin, fcMac */
    uint32_t story_length[DOC_STORIES];
    uint32_t story_begin[DOC_STORIES]; /* sums of the lengths before */
    doc_range part[DOC_PARTS];
    uint16_t chpx_first_page, papx_first_page, chpx_pages, papx_pages; /* Word 6/95 */
} doc_fib;

/** Read the FIB. WF_E_UNSUPPORTED for an encrypted file ("is protected by a password")
 * and for Word 2 and older; WF_E_FORMAT where it is no Word document or too short. */
wf_status doc_fib_read(doc_bytes main, doc_fib *out, wf_error *err) WF_MUST_CHECK;

#endif
