#include "formats/doc/doc_fields.h"

#include "engine/base/encoding.h"

#include <string.h>

enum {
    BEGIN = 0x13,
    SEPARATE = 0x14,
    END = 0x15
};

/* ---- fields without an end ------------------------------------------------------ */

/* The begin marks whose end has not come yet, outermost first. */
typedef struct open_marks {
    uint32_t *items;
    size_t n, cap;
    wf_arena *arena;
    bool failed;
} open_marks;

static void on_mark(open_marks *open, uint32_t unit, uint32_t cp)
{
    if (unit == END && open->n > 0) {
        open->n--;
    } else if (unit == BEGIN) {
        uint32_t *items = wf_arena_push_room(open->arena, open->items, open->n,
                                             &open->cap, sizeof *items);
        if (!items) {
            open->failed = true;
            return;
        }
        open->items = items;
        items[open->n++] = cp;
    }
}

static void scan_piece(const doc_file *f, const doc_piece *piece, uint32_t cp,
                       uint32_t cp_end, open_marks *open)
{
    const uint8_t *p = f->main.p + doc_piece_fc(piece, cp);
    for (uint32_t i = cp; i < cp_end; i++) {
        uint32_t unit;
        if (piece->is_wide) {
            unit = (uint32_t)p[0] | (uint32_t)p[1] << 8;
            p += 2;
        } else {
            unit = *p++;
        }
        if (unit >= BEGIN && unit <= END)
            on_mark(open, unit, i);
    }
}

wf_status doc_fields_begin(doc_file *f, const doc_pieces *pieces, uint32_t cp,
                           uint32_t cp_end, doc_fields *out, wf_error *err)
{
    open_marks open = {.arena = f->scratch};
    for (size_t i = doc_pieces_find(pieces, cp); i < pieces->n; i++) {
        const doc_piece *piece = &pieces->items[i];
        if (piece->cp >= cp_end)
            break;
        uint32_t from = piece->cp > cp ? piece->cp : cp;
        uint32_t to = piece->cp_end < cp_end ? piece->cp_end : cp_end;
        scan_piece(f, piece, from, to, &open);
    }
    if (open.failed)
        return wf_fail_memory(err);
    out->depth = 0;
    out->unended = open.items;
    out->unended_n = open.n;
    return WF_OK;
}

static bool never_ends(const doc_fields *fields, uint32_t cp)
{
    size_t low = 0, high = fields->unended_n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fields->unended[middle] < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < fields->unended_n && fields->unended[low] == cp;
}

/* ---- form fields ---------------------------------------------------------------- */

enum { /* [MS-DOC] 2.9.79 FFDataBits */
    FIELD_CHECK_BOX = 1,
    FIELD_DROP_DOWN = 2,
    RESULT_UNSET = 25
};

/* An Xstz: a count, UTF-16, a NUL ([MS-DOC] 2.9.353). */
static void skip_xstz(wf_cursor *c)
{
    size_t units = wf_cursor_u16(c);
    wf_cursor_skip(c, units * 2 + 2);
}

/* The chosen entry of a drop-down list ([MS-DOC] 2.9.78 FFData.hsttbDropList, an extended
 * STTB). */
static wf_status read_choice(const doc_file *f, wf_cursor c, unsigned chosen, wf_str *out,
                             wf_error *err)
{
    for (size_t i = 0; i < 5; i++) /* format, help, status, entry and exit macro */
        skip_xstz(&c);
    wf_cursor_skip(&c, 2); /* 0xFFFF: two bytes a character */
    size_t n = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 2);
    if (chosen >= n)
        chosen = 0;
    for (size_t i = 0; i < n && !c.bad; i++) {
        size_t units = wf_cursor_u16(&c);
        const uint8_t *entry = wf_cursor_bytes(&c, units * 2);
        if (i != chosen || !entry)
            continue;
        if (wf_decode_utf16(entry, units * 2, false, f->scratch, out, NULL) != WF_OK)
            return wf_fail_memory(err);
        break;
    }
    return WF_OK;
}

/* [MS-DOC] 2.9.158 NilPICFAndBinData: a header that tells its size, then an FFData. */
static wf_status read_form(const doc_file *f, uint32_t at, wf_str *out, wf_error *err)
{
    bool cut = false;
    doc_bytes rest = doc_bytes_sub(f->data, at, f->data.n, &cut);
    wf_cursor c = wf_cursor_over(rest.p, rest.n);
    wf_cursor_skip(&c, 4);
    size_t header = wf_cursor_u16(&c);
    wf_cursor data = wf_cursor_at(rest.p, rest.n, header);
    uint32_t version = wf_cursor_u32(&data);
    uint16_t bits = wf_cursor_u16(&data);
    wf_cursor_skip(&data, 4);
    skip_xstz(&data); /* the field's name */
    unsigned type = bits & 3, result = bits >> 2 & 0x1F;
    if (version != UINT32_MAX || data.bad ||
        (type != FIELD_CHECK_BOX && type != FIELD_DROP_DOWN))
        return WF_OK;
    unsigned usual = wf_cursor_u16(&data);
    if (result == RESULT_UNSET)
        result = usual;
    if (type == FIELD_DROP_DOWN)
        return read_choice(f, data, result, out, err);
    *out = result != 0 ? WF_STR("\xE2\x98\x92")
                       : WF_STR("\xE2\x98\x90"); /* U+2612, U+2610 */
    return WF_OK;
}

/* ---- marks ---------------------------------------------------------------------- */

void doc_fields_data(doc_fields *fields, uint32_t data_at)
{
    if (fields->depth == 0 || fields->depth > DOC_FIELDS_MAX)
        return;
    doc_field *field = &fields->stack[fields->depth - 1];
    field->has_data = true;
    field->data_at = data_at;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Is the code "MACROBUTTON name " so far? Then the rest is what it shows. */
static bool is_button(const doc_field *field)
{
    static const char word[] = "macrobutton";
    size_t i = 0, n = field->code_n;
    while (i < n && field->code[i] == ' ')
        i++;
    for (size_t j = 0; j < sizeof word - 1; j++, i++)
        if (i >= n || lower(field->code[i]) != word[j])
            return false;
    size_t spaces = i;
    while (i < n && field->code[i] == ' ')
        i++;
    if (i == spaces)
        return false;
    size_t name = i;
    while (i < n && field->code[i] != ' ')
        i++;
    return i > name && i < n;
}

void doc_fields_code(doc_fields *fields, uint32_t c)
{
    if (fields->depth == 0 || fields->depth > DOC_FIELDS_MAX)
        return;
    doc_field *field = &fields->stack[fields->depth - 1];
    if (field->in_result || field->code_n >= DOC_FIELD_CODE_MAX || c < 0x20 || c >= 0x7F)
        return;
    field->code[field->code_n++] = (char)c;
    if (c == ' ' && is_button(field))
        field->in_result = true;
}

wf_status doc_fields_mark(const doc_file *f, doc_fields *fields, uint32_t c, uint32_t cp,
                          wf_str *shown, wf_error *err)
{
    *shown = WF_STR_EMPTY;
    if (c == BEGIN) {
        if (fields->unended_n > 0 && never_ends(fields, cp))
            return WF_OK;
        if (fields->depth < DOC_FIELDS_MAX) {
            doc_field *field = &fields->stack[fields->depth];
            field->in_result = field->has_data = field->has_result = false;
            field->code_n = 0;
        }
        fields->depth++;
        return WF_OK;
    }
    if (fields->depth == 0)
        return WF_OK;
    if (c == SEPARATE) {
        if (fields->depth <= DOC_FIELDS_MAX)
            fields->stack[fields->depth - 1].in_result = true;
        return WF_OK;
    }
    fields->depth--;
    if (fields->depth >= DOC_FIELDS_MAX)
        return WF_OK;
    const doc_field *field = &fields->stack[fields->depth];
    if (!field->has_data || field->has_result)
        return WF_OK;
    return read_form(f, field->data_at, shown, err);
}
