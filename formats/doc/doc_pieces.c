#include "formats/doc/doc_pieces.h"

#include "engine/base/ckd.h"

enum {
    CLXT_PRC = 1,
    CLXT_PCDT = 2,
    PCD_SIZE = 8
};

/* The grpprls that fast-saved pieces refer to by number. */
typedef struct prc_list {
    doc_bytes *items;
    size_t n, cap;
} prc_list;

/* [MS-DOC] 2.9.38: Prcs, then one Pcdt. The bytes of the PlcPcd, empty where it is not
 * there. */
static bool walk_clx(doc_file *f, doc_bytes clx, prc_list *prcs, doc_bytes *plc)
{
    wf_cursor c = wf_cursor_over(clx.p, clx.n);
    *plc = DOC_NO_BYTES;
    while (c.n > 0 && !c.bad) {
        uint8_t kind = wf_cursor_u8(&c);
        if (kind == CLXT_PCDT) {
            uint32_t size = wf_cursor_u32(&c);
            size_t n = wf_min_size(size, c.n);
            if (n < size)
                doc_file_damaged(f, "the table of text pieces is cut short");
            *plc = (doc_bytes){.p = c.p, .n = n};
            return true;
        }
        if (kind != CLXT_PRC)
            break;
        uint16_t size = wf_cursor_u16(&c);
        wf_cursor grpprl = wf_cursor_sub(&c, size);
        doc_bytes *room = wf_arena_push_room(f->scratch, prcs->items, prcs->n, &prcs->cap,
                                             sizeof *room);
        if (!room)
            return false;
        prcs->items = room;
        room[prcs->n++] = (doc_bytes){.p = grpprl.p, .n = grpprl.n};
    }
    return true;
}

/* [MS-DOC] 2.9.207 Prm0.isprm: the sprms that fit into a Pcd itself. */
static const uint16_t prm0_sprms[128] = {
    [0x04] = 0x2402, [0x05] = 0x2403, [0x07] = 0x2405, [0x08] = 0x2406, [0x09] = 0x2407,
    [0x0C] = 0x260A, [0x0E] = 0x240C, [0x18] = 0x2416, [0x19] = 0x2417, [0x1D] = 0x261B,
    [0x25] = 0x2423, [0x2C] = 0x242A, [0x32] = 0x2430, [0x33] = 0x2431, [0x35] = 0x2433,
    [0x36] = 0x2434, [0x37] = 0x2435, [0x38] = 0x2436, [0x39] = 0x2437, [0x3A] = 0x2438,
    [0x3B] = 0x2439, [0x3C] = 0x243A, [0x3D] = 0x243B, [0x3E] = 0x243C, [0x41] = 0x0800,
    [0x42] = 0x0801, [0x43] = 0x0802, [0x47] = 0x0806, [0x4B] = 0x080A, [0x4D] = 0x2A0C,
    [0x4E] = 0x0858, [0x4F] = 0x2859, [0x53] = 0x2A33, [0x55] = 0x0835, [0x56] = 0x0836,
    [0x57] = 0x0837, [0x58] = 0x0838, [0x59] = 0x0839, [0x5A] = 0x083A, [0x5B] = 0x083B,
    [0x5C] = 0x083C, [0x5E] = 0x2A3E, [0x62] = 0x2A42, [0x68] = 0x2A48, [0x73] = 0x2A53,
    [0x74] = 0x0854, [0x75] = 0x0855, [0x76] = 0x0856,
};

/* [MS-DOC] 2.9.206 Prm: bit 0 tells a sprm in the Pcd itself from the number of a Prc. */
static void set_props(const doc_file *f, const prc_list *prcs, uint16_t prm,
                      doc_piece *piece)
{
    piece->props = DOC_NO_BYTES;
    if (prm & 1) {
        size_t index = prm >> 1;
        if (prcs->items && index < prcs->n)
            piece->props = prcs->items[index];
        return;
    }
    uint8_t index = prm >> 1 & 0x7F, value = (uint8_t)(prm >> 8);
    if (prm == 0)
        return;
    if (f->fib.word95) { /* there the index is the sprm itself */
        piece->small[0] = index;
        piece->small[1] = value;
        piece->small_size = 2;
    } else if (prm0_sprms[index] != 0) {
        piece->small[0] = (uint8_t)prm0_sprms[index];
        piece->small[1] = (uint8_t)(prm0_sprms[index] >> 8);
        piece->small[2] = value;
        piece->small_size = 3;
    }
}

/* [MS-DOC] 2.9.73 FcCompressed; Word 6/95 has a plain offset of 8-bit text. */
static void set_place(const doc_file *f, uint32_t fc, doc_piece *piece)
{
    bool compressed = (fc & 0x40000000) != 0;
    fc &= 0x3FFFFFFF;
    piece->is_wide = f->fib.word95 ? f->fib.wide95 : !compressed;
    piece->fc = compressed && !f->fib.word95 ? fc / 2 : fc;
}

/* Cut a piece that reaches past the end of the stream; false where nothing of it is left.
 */
static bool cut_piece(doc_file *f, doc_piece *piece)
{
    uint32_t unit = piece->is_wide ? 2 : 1;
    size_t rest = piece->fc < f->main.n ? (f->main.n - piece->fc) / unit : 0;
    if (piece->cp_end - piece->cp > rest) {
        doc_file_damaged(f, "a piece of the text lies outside the file");
        piece->cp_end = piece->cp + (uint32_t)rest;
    }
    return piece->cp_end > piece->cp;
}

/* Pieces may share bytes, but not so often that a small file becomes a huge text. */
static wf_status check_expansion(const doc_file *f, uint64_t characters, wf_error *err)
{
    if (characters > (8u << 20) && characters / f->limits->expansion_ratio > f->main.n)
        return wf_fail_limit(err, NULL, "expansion-ratio", f->limits->expansion_ratio);
    if (characters > f->limits->text_bytes)
        return wf_fail_limit(err, NULL, "text-bytes", f->limits->text_bytes);
    return WF_OK;
}

static wf_status one_piece(doc_file *f, doc_pieces *out, wf_error *err)
{
    doc_piece *piece = wf_arena_alloc(f->scratch, sizeof *piece);
    if (!piece)
        return wf_fail_memory(err);
    uint32_t n =
        f->fib.story_begin[DOC_STORIES - 1] + f->fib.story_length[DOC_STORIES - 1];
    uint32_t unit = f->fib.wide95 ? 2 : 1;
    if (f->fib.text_end > f->fib.text_begin &&
        (f->fib.text_end - f->fib.text_begin) / unit < n)
        n = (f->fib.text_end - f->fib.text_begin) / unit;
    *piece = (doc_piece){.cp_end = n,
                         .fc = f->fib.text_begin,
                         .is_wide = f->fib.wide95,
                         .props = DOC_NO_BYTES};
    *out = (doc_pieces){.items = piece, .n = cut_piece(f, piece) ? 1 : 0};
    out->cp_end = out->n > 0 ? piece->cp_end : 0;
    return WF_OK;
}

static wf_status read_plc(doc_file *f, doc_bytes plc, const prc_list *prcs,
                          doc_pieces *out, wf_error *err)
{
    size_t n = plc.n < 4 ? 0 : (plc.n - 4) / (4 + PCD_SIZE);
    doc_piece *items = wf_arena_array(f->scratch, n, sizeof *items);
    if (!items)
        return wf_fail_memory(err);
    wf_cursor cps = wf_cursor_over(plc.p, plc.n);
    wf_cursor pcds = wf_cursor_at(plc.p, plc.n, n > 0 ? (n + 1) * 4 : 0);
    size_t count = 0;
    uint32_t cp = wf_cursor_u32(&cps);
    uint64_t characters = 0;
    for (size_t i = 0; i < n; i++) {
        doc_piece piece = {.cp = cp, .cp_end = wf_cursor_u32(&cps)};
        wf_cursor_skip(&pcds, 2);
        set_place(f, wf_cursor_u32(&pcds), &piece);
        set_props(f, prcs, wf_cursor_u16(&pcds), &piece);
        if (piece.cp_end < cp || piece.cp_end > INT32_MAX) {
            doc_file_damaged(f, "the table of text pieces is out of order");
            break;
        }
        cp = piece.cp_end;
        if (cut_piece(f, &piece)) {
            characters += piece.cp_end - piece.cp;
            items[count++] = piece;
        }
    }
    *out = (doc_pieces){
        .items = items, .n = count, .cp_end = count > 0 ? items[count - 1].cp_end : 0};
    return check_expansion(f, characters, err);
}

wf_status doc_pieces_read(doc_file *f, doc_pieces *out, wf_error *err)
{
    prc_list prcs = {0};
    doc_bytes plc = DOC_NO_BYTES;
    if (!f->fib.word95 || f->fib.complex) {
        if (!walk_clx(f, doc_file_part(f, DOC_PART_CLX), &prcs, &plc))
            return wf_fail_memory(err);
        if (plc.n >= 4 + 4 + PCD_SIZE)
            WF_TRY(read_plc(f, plc, &prcs, out, err));
        if (plc.n >= 4 + 4 + PCD_SIZE && out->n > 0)
            return WF_OK;
        doc_file_damaged(f, "the table of text pieces cannot be read");
    }
    return one_piece(f, out, err);
}

size_t doc_pieces_find(const doc_pieces *pieces, uint32_t cp)
{
    size_t low = 0, high = pieces->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pieces->items[middle].cp_end <= cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < pieces->n && pieces->items[low].cp <= cp ? low : pieces->n;
}
