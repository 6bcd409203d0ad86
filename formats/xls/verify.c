/* The second reading, as we see it: start the helper, take its cells as they come,
 * compare each with ours. */
#include "wayforward/verify.h"

#include "engine/base/ckd.h"
#include "engine/base/cursor.h"
#include "engine/base/platform_spawn.h"
#include "engine/base/platform_worker.h"
#include "engine/base/utf8.h"
#include "formats/xls/freexl_frames.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_SECONDS = 20,
    SHOWN_BYTES = 60, /* of a value in a message */
    KILLED = 1000
};

struct comparison {
    const wf_document *doc;
    wf_diags *diags;
    wf_arena *arena; /* ours until the comparison ends */
    wf_verify_result *result;
    const wf_grid *grid; /* that the helper reads now; NULL: one that we do not have */
    size_t sheets;       /* begun so far */
    uint8_t **seen;      /* per grid: a bit a cell */
    /* Addresses of this sheet at which the helper warns of itself: row << 16 | column. */
    uint32_t *unsure;
    size_t unsure_count, unsure_cap;
    bool is_unsure_sorted;
    size_t theirs; /* cells that the helper gave */
};

static wf_str shorten(wf_str s)
{
    wf_str cut = wf_str_sub(s, 0, SHOWN_BYTES);
    return wf_str_sub(cut, 0, wf_utf8_valid_prefix(cut));
}

static void differ(struct comparison *c, const wf_grid *grid, uint32_t row,
                   uint32_t column, wf_str ours, wf_str theirs)
{
    wf_str at;
    c->result->differ++;
    if (wf_grid_address(grid, row, column, c->arena, &at) != WF_OK)
        at = WF_STR_EMPTY;
    if (theirs.n == 0)
        wf_diag_add(c->diags, WF_D_READERS_DIFFER, at,
                    "read as \"%.*s\"; the second reader finds nothing here",
                    WF_STR_ARG(shorten(ours)));
    else if (ours.n == 0)
        wf_diag_add(c->diags, WF_D_READERS_DIFFER, at,
                    "nothing was read here; the second reader finds \"%.*s\"",
                    WF_STR_ARG(shorten(theirs)));
    else
        wf_diag_add(c->diags, WF_D_READERS_DIFFER, at,
                    "read as \"%.*s\"; the second reader reads \"%.*s\"",
                    WF_STR_ARG(shorten(ours)), WF_STR_ARG(shorten(theirs)));
}

/* Texts are the same where they differ in nothing but line ends, spaces at the ends and
 * characters that neither can show. */
static bool text_equal(wf_str a, wf_str b)
{
    b = wf_str_trim(b);
    size_t i = 0, k = 0;
    while (i < a.n && k < b.n) {
        if (b.p[k] == '\r' && k + 1 < b.n && b.p[k + 1] == '\n')
            k++;
        char theirs = b.p[k];
        if (theirs == '\r')
            theirs = '\n';
        if (a.p[i++] != theirs)
            return false;
        k++;
    }
    return i == a.n && k == b.n;
}

static bool number_equal(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool take_int(wf_str s, size_t from, size_t n, int *out)
{
    *out = 0;
    if (from + n > s.n)
        return false;
    for (size_t i = from; i < from + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return true;
}

/* FreeXL writes dates as text: the serial of "2026-09-01", "2026-09-01 12:30:00" or
 * "12:30:00"; NAN for anything else. */
static double date_serial(wf_str s, bool is_1904)
{
    int year, month, day, hours = 0, minutes = 0, seconds = 0;
    size_t time_at = 0;
    double serial = 0;
    if (s.n >= 10 && take_int(s, 0, 4, &year) && take_int(s, 5, 2, &month) &&
        take_int(s, 8, 2, &day)) {
        wf_date date = wf_date_from_ymd(year, month, day);
        if (date == WF_DATE_NONE)
            return nan("");
        serial = wf_date_to_serial(date, is_1904);
        time_at = 11;
    }
    if (s.n == time_at + 8 && take_int(s, time_at, 2, &hours) &&
        take_int(s, time_at + 3, 2, &minutes) && take_int(s, time_at + 6, 2, &seconds))
        return serial + ((hours * 60 + minutes) * 60 + seconds) / 86400.0;
    return time_at > 0 && s.n == 10 ? serial : nan("");
}

/* A date as text says days and whole seconds only, and a time of day no day. */
static bool date_equal(double ours, double theirs, wf_str text)
{
    if (isnan(theirs))
        return false;
    if (text.n == 8)
        ours -= floor(ours);
    if (text.n == 10)
        ours = floor(ours);
    return fabs(ours - theirs) < 1.5 / 86400;
}

/* What they read, as text for messages. */
static wf_str shown(struct comparison *c, char kind, wf_cursor value)
{
    wf_str out;
    if (kind != FRAME_NUMBER)
        return (wf_str){.p = (const char *)value.p, .n = value.n};
    if (wf_arena_printf(c->arena, &out, "%.15g", wf_cursor_f64(&value)) != WF_OK)
        return WF_STR("?");
    return out;
}

static bool is_number_kind(const wf_cell *cell)
{
    return cell->kind == WF_CELL_NUMBER || cell->kind == WF_CELL_DATE ||
           cell->kind == WF_CELL_BOOLEAN;
}

/* What FreeXL 1.0.6 is known to misread is no difference: errors as numbers, and any
 * number that a date format cannot show as 1 January 1900. */
static bool is_known_fault(const wf_cell *cell, char kind, wf_str text)
{
    if (cell->kind == WF_CELL_ERROR)
        return kind == FRAME_NUMBER;
    return kind == FRAME_DATE && is_number_kind(cell) && cell->as.number < 61 &&
           wf_str_starts_with(text, WF_STR("1900-"));
}

static bool value_equal(const struct comparison *c, const wf_cell *cell, char kind,
                        wf_cursor value)
{
    wf_str text = {.p = (const char *)value.p, .n = value.n};
    if (is_known_fault(cell, kind, text))
        return true;
    if (kind == FRAME_NUMBER)
        return is_number_kind(cell) &&
               number_equal(cell->as.number, wf_cursor_f64(&value));
    if (kind == FRAME_DATE)
        return is_number_kind(cell) &&
               date_equal(cell->as.number, date_serial(text, wf_document_is_1904(c->doc)),
                          text);
    return (cell->kind == WF_CELL_TEXT || cell->kind == WF_CELL_ERROR) &&
           text_equal((wf_str){.p = cell->as.text, .n = cell->length}, text);
}

static wf_status on_sheet(struct comparison *c, wf_str name, wf_error *err)
{
    (void)err;
    size_t n = wf_document_grid_count(c->doc);
    c->grid = NULL;
    for (size_t i = 0; i < n && !c->grid; i++)
        if (wf_str_eq(wf_document_grid(c->doc, i)->name, wf_str_trim(name)))
            c->grid = wf_document_grid(c->doc, i);
    if (!c->grid && n == 1 && name.n == 0) /* BIFF2 to 4 name no sheets */
        c->grid = wf_document_grid(c->doc, 0);
    c->sheets++;
    c->unsure_count = 0;
    return WF_OK;
}

static void mark_seen(struct comparison *c, const wf_cell *cell)
{
    for (size_t i = 0; i < wf_document_grid_count(c->doc); i++) {
        if (wf_document_grid(c->doc, i) != c->grid)
            continue;
        size_t index = (size_t)(cell - c->grid->cells);
        c->seen[i][index / 8] |= (uint8_t)(1u << index % 8);
    }
}

static wf_status on_unsure(struct comparison *c, uint32_t row, uint32_t column,
                           wf_error *err)
{
    uint32_t *unsure = wf_arena_push_room(c->arena, c->unsure, c->unsure_count,
                                          &c->unsure_cap, sizeof *unsure);
    if (!unsure)
        return wf_fail_memory(err);
    c->unsure = unsure;
    c->is_unsure_sorted = false;
    unsure[c->unsure_count++] = row << 16 | column;
    const wf_cell *cell = wf_grid_cell(c->grid, row, column);
    if (cell)
        mark_seen(c, cell);
    return WF_OK;
}

static int by_value(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The helper gives all its warnings of a sheet before its cells. */
static bool is_unsure(struct comparison *c, uint32_t row, uint32_t column)
{
    uint32_t key = row << 16 | column;
    if (c->unsure_count == 0)
        return false;
    if (!c->is_unsure_sorted)
        qsort(c->unsure, c->unsure_count, sizeof *c->unsure, by_value);
    c->is_unsure_sorted = true;
    return bsearch(&key, c->unsure, c->unsure_count, sizeof key, by_value) != NULL;
}

static wf_status on_cell(struct comparison *c, wf_cursor frame, wf_error *err)
{
    char kind = (char)wf_cursor_u8(&frame);
    uint32_t row = wf_cursor_u32(&frame);
    uint16_t column = wf_cursor_u16(&frame);
    if (!c->grid || frame.bad || (kind == FRAME_NUMBER && frame.n != sizeof(double)))
        return WF_OK;
    c->theirs++;
    if (kind == FRAME_UNSURE)
        return on_unsure(c, row, column, err);
    if (is_unsure(c, row, column))
        return WF_OK;
    wf_arena_mark mark = wf_arena_mark_here(c->arena);
    const wf_cell *cell = wf_grid_cell(c->grid, row, column);
    bool is_there = cell && cell->kind != WF_CELL_BLANK;
    wf_str theirs = shown(c, kind, frame), ours = WF_STR_EMPTY;
    if (is_there) {
        mark_seen(c, cell);
        c->result->compared++;
    }
    if (is_there ? !value_equal(c, cell, kind, frame) : wf_str_trim(theirs).n > 0) {
        if (is_there && wf_cell_text(c->doc, cell, c->arena, &ours) != WF_OK)
            return wf_fail_memory(err);
        differ(c, c->grid, row, column, ours, theirs);
    }
    wf_arena_reset(c->arena, mark);
    return WF_OK;
}

/* FreeXL 1.0.6 gives no results of formulas and no errors. */
static bool is_left_out(const wf_cell *cell)
{
    return cell->kind == WF_CELL_BLANK || cell->kind == WF_CELL_ERROR ||
           (cell->flags & WF_CELL_FORMULA);
}

/* Cells that only we have. */
static wf_status find_unseen(struct comparison *c, wf_error *err)
{
    for (size_t i = 0; i < wf_document_grid_count(c->doc); i++) {
        const wf_grid *grid = wf_document_grid(c->doc, i);
        for (size_t k = 0; k < grid->cell_count; k++) {
            const wf_cell *cell = &grid->cells[k];
            wf_str ours;
            if (is_left_out(cell) || (c->seen[i][k / 8] >> k % 8 & 1))
                continue;
            wf_arena_mark mark = wf_arena_mark_here(c->arena);
            if (wf_cell_text(c->doc, cell, c->arena, &ours) != WF_OK)
                return wf_fail_memory(err);
            differ(c, grid, cell->row, cell->column, ours, WF_STR_EMPTY);
            wf_arena_reset(c->arena, mark);
        }
    }
    return WF_OK;
}

/* Frames as they come, from a buffer that holds at least one whole. */
struct frames {
    int descriptor;
    int64_t deadline;
    uint8_t *buffer;
    size_t used, taken;
    bool is_late;
};

/* False at the end of what the helper writes. */
static bool next_frame(struct frames *f, wf_cursor *out)
{
    for (;;) {
        wf_cursor c = wf_cursor_over(f->buffer + f->taken, f->used - f->taken);
        uint32_t size = wf_cursor_u32(&c);
        if (!c.bad && size <= FRAME_MAX && size <= c.n) {
            *out = wf_cursor_over(c.p, size);
            f->taken += 4 + (size_t)size;
            return true;
        }
        if (!c.bad && size > FRAME_MAX)
            return false;
        memmove(f->buffer, f->buffer + f->taken, f->used - f->taken);
        f->used -= f->taken;
        f->taken = 0;
        size_t n = 0;
        wf_child_read_result got = wf_child_read(
            f->descriptor, f->buffer + f->used, FRAME_MAX + 4 - f->used, f->deadline, &n);
        f->is_late = got == WF_CHILD_LATE;
        if (got != WF_CHILD_DATA)
            return false;
        f->used += n;
    }
}

static wf_status compare_frames(struct comparison *c, struct frames *f, wf_error *err)
{
    wf_cursor frame;
    while (next_frame(f, &frame)) {
        uint8_t letter = wf_cursor_u8(&frame);
        if (letter == FRAME_END) {
            if (c->theirs == 0 && wf_document_content_count(c->doc) > 0)
                return WF_OK; /* nothing at all: it has not understood the file */
            c->result->is_done = true;
            return find_unseen(c, err);
        }
        if (letter == FRAME_SHEET)
            WF_TRY(on_sheet(c, (wf_str){.p = (const char *)frame.p, .n = frame.n}, err));
        else if (letter == FRAME_CELL)
            WF_TRY(on_cell(c, frame, err));
    }
    return WF_OK;
}

static wf_status begin(struct comparison *c, struct frames *f, wf_error *err)
{
    size_t n = wf_document_grid_count(c->doc);
    f->buffer = (uint8_t *)wf_arena_bytes(c->arena, FRAME_MAX + 4);
    c->seen = wf_arena_array(c->arena, n, sizeof *c->seen);
    if (!f->buffer || !c->seen)
        return wf_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        c->seen[i] =
            wf_arena_alloc(c->arena, wf_document_grid(c->doc, i)->cell_count / 8 + 1);
        if (!c->seen[i])
            return wf_fail_memory(err);
    }
    return WF_OK;
}

static wf_status verify(const wf_document *doc, int descriptor,
                        const wf_verify_options *options, wf_diags *diags,
                        wf_verify_result *out, wf_error *err)
{
    unsigned seconds = options->seconds ? options->seconds : DEFAULT_SECONDS;
    struct comparison c = {
        .doc = doc, .diags = diags, .arena = wf_arena_new(0), .result = out};
    struct frames f = {.descriptor = descriptor,
                       .deadline = wf_platform_milliseconds() + (int64_t)seconds * 1000};
    if (!c.arena)
        return wf_fail_memory(err);
    wf_status status = begin(&c, &f, err);
    if (status == WF_OK)
        status = compare_frames(&c, &f, err);
    if (f.is_late)
        wf_diag_add(
            diags, WF_D_READERS_DIFFER, WF_STR_EMPTY,
            "the second reader was not done after %u s: values were read once only",
            seconds);
    wf_arena_free(c.arena);
    return status;
}

wf_status wf_document_verify_from(const wf_document *doc, int descriptor,
                                  const wf_verify_options *options, wf_diags *diags,
                                  wf_verify_result *out, wf_error *err)
{
    *out = (wf_verify_result){0};
    size_t before = diags ? diags->total : 0;
    if (wf_document_format(doc) != WF_FORMAT_XLS)
        return WF_OK;
    WF_TRY(verify(doc, descriptor, options, diags, out, err));
    if (!out->is_done && diags && diags->total == before)
        wf_diag_add(diags, WF_D_READERS_DIFFER, WF_STR_EMPTY,
                    "the second reader gave up on this file: values were read once only");
    return WF_OK;
}

wf_status wf_document_verify(const wf_document *doc, const char *file,
                             const wf_verify_options *options, wf_diags *diags,
                             wf_verify_result *out, wf_error *err)
{
    *out = (wf_verify_result){0};
    if (wf_document_format(doc) != WF_FORMAT_XLS)
        return WF_OK;
    if (!options || !options->helper || !options->helper[0])
        return wf_fail(err, WF_E_ARGUMENT, NULL, "no second reader was named");
    wf_child child;
    WF_TRY(wf_child_start(options->helper, file, &child, err));
    wf_status status = verify(doc, child.output, options, diags, out, err);
    int end = wf_child_end(&child, !out->is_done);
    if (status != WF_OK || out->is_done)
        return status;
    if (end > KILLED && end != KILLED + 9)
        wf_diag_add(
            diags, WF_D_READERS_DIFFER, WF_STR_EMPTY,
            "the second reader broke down (signal %d): values were read once only",
            end - KILLED);
    else
        wf_diag_add(
            diags, WF_D_READERS_DIFFER, WF_STR_EMPTY,
            "the second reader cannot read this file: values were read once only");
    return WF_OK;
}
