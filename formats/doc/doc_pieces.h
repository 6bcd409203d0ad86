#ifndef WF_DOC_PIECES_H
#define WF_DOC_PIECES_H
/*
 * The piece table ([MS-DOC] 2.8.35 PlcPcd, 2.9.38 Clx): which bytes of the main stream
 * hold which character positions. A file saved fast has many pieces in any order.
 */
#include "formats/doc/doc_file.h"

typedef struct doc_piece {
    uint32_t cp, cp_end; /* character positions, half open */
    uint32_t fc;         /* first byte in the main stream */
    bool is_wide;        /* UTF-16, else one byte a character */
    doc_bytes props;     /* sprms for all of it; an operand of a Prm0 stands in `small` */
    uint8_t small[4];
    uint8_t small_size;
} doc_piece;

typedef struct doc_pieces {
    doc_piece *items; /* in order of cp, no gaps */
    size_t n;
    uint32_t cp_end;
} doc_pieces;

/** Read the piece table; where there is none (or it is damaged) the text counts as one
 * piece from fcMin on. Pieces that lie outside the stream are cut. WF_E_MEMORY,
 * WF_E_LIMIT. */
wf_status doc_pieces_read(doc_file *f, doc_pieces *out, wf_error *err) WF_MUST_CHECK;

/** The piece that holds a character position, n where none does. O(log n). */
size_t doc_pieces_find(const doc_pieces *pieces, uint32_t cp);

/** The byte of the main stream where a character stands; cp lies in the piece. */
static inline uint32_t doc_piece_fc(const doc_piece *piece, uint32_t cp)
{
    return piece->fc + (cp - piece->cp) * (piece->is_wide ? 2u : 1u);
}

static inline doc_bytes doc_piece_props(const doc_piece *piece)
{
    return piece->small_size > 0 ? (doc_bytes){.p = piece->small, .n = piece->small_size}
                                 : piece->props;
}

#endif
