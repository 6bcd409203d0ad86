/* The helper's side of the second reading: the only place that calls FreeXL. What it
 * finds goes to standard output as frames: 4 bytes of length (little-endian, as all
 * numbers), then as many bytes: a letter and what it means; see freexl_frames.h. */
#include "formats/xls/freexl_frames.h"

#include "engine/base/ckd.h"
#include "engine/base/platform_spawn.h"
#include "formats/xls/freexl_faults.h"
#include "wayforward/verify.h"

#include <freexl.h>
#include <string.h>

enum {
    HELPER_MEMORY_MIB = 1024,
    HELPER_SECONDS = 20,
    BUFFER = 65536,
    EXIT_READ = 0,
    EXIT_NOT_READ = 3,
    EXIT_NO_PIPE = 4
};

#define INPUT "/proc/self/fd/0" /* standard input, opened anew: from its start */

struct out {
    unsigned char buffer[BUFFER];
    size_t used;
    bool failed;
};

/* What we find in the file ourselves before FreeXL may touch it. */
struct helper {
    const freexl_fault *faults;
    size_t fault_count;
};

static void flush(struct out *o)
{
    o->failed = o->failed || !wf_platform_write_all(1, o->buffer, o->used);
    o->used = 0;
}

static void put(struct out *o, const void *data, size_t n)
{
    const unsigned char *p = data;
    while (n > 0 && !o->failed) {
        size_t step = wf_min_size(n, BUFFER - o->used);
        memcpy(o->buffer + o->used, p, step);
        o->used += step;
        p += step;
        n -= step;
        if (o->used == BUFFER)
            flush(o);
    }
}

static void put_u32(struct out *o, uint32_t v)
{
    unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8),
                          (unsigned char)(v >> 16), (unsigned char)(v >> 24)};
    put(o, b, sizeof b);
}

static void put_text_frame(struct out *o, char letter, const char *text)
{
    size_t n = wf_min_size(strlen(text), FRAME_MAX - 16);
    put_u32(o, (uint32_t)n + 1);
    put(o, &letter, 1);
    put(o, text, n);
}

static void put_cell(struct out *o, uint32_t row, uint16_t column, char kind,
                     const void *value, size_t n)
{
    n = wf_min_size(n, FRAME_MAX - 16);
    put_u32(o, (uint32_t)(8 + n));
    put(o, &(char){FRAME_CELL}, 1);
    put(o, &kind, 1);
    put_u32(o, row);
    put(o, (unsigned char[]){(unsigned char)column, (unsigned char)(column >> 8)}, 2);
    put(o, value, n);
}

static void send_cell(struct out *o, uint32_t row, uint16_t column,
                      const FreeXL_CellValue *cell)
{
    double number = 0;
    switch (cell->type) {
    case FREEXL_CELL_INT:
        number = cell->value.int_value;
        put_cell(o, row, column, FRAME_NUMBER, &number, sizeof number);
        break;
    case FREEXL_CELL_DOUBLE:
        number = cell->value.double_value;
        put_cell(o, row, column, FRAME_NUMBER, &number, sizeof number);
        break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
        if (cell->value.text_value)
            put_cell(o, row, column, FRAME_TEXT, cell->value.text_value,
                     strlen(cell->value.text_value));
        break;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        if (cell->value.text_value)
            put_cell(o, row, column, FRAME_DATE, cell->value.text_value,
                     strlen(cell->value.text_value));
        break;
    default:
        break;
    }
}

/* Addresses at which FreeXL's word counts for nothing. */
static void send_unsure(struct out *o, const struct helper *h, unsigned short sheet)
{
    for (size_t i = 0; i < h->fault_count; i++)
        if (h->faults[i].sheet == sheet)
            put_cell(o, h->faults[i].row, h->faults[i].column, FRAME_UNSURE, "", 0);
}

static void send_sheet(struct out *o, const struct helper *h, const void *book,
                       unsigned short index)
{
    const char *name = NULL;
    unsigned int rows = 0;
    unsigned short columns = 0;
    if (freexl_get_worksheet_name(book, index, &name) != FREEXL_OK || !name)
        name = "";
    put_text_frame(o, FRAME_SHEET, name);
    send_unsure(o, h, index);
    if (freexl_select_active_worksheet(book, index) != FREEXL_OK ||
        freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
        return;
    for (unsigned int row = 0; row < rows && !o->failed; row++) {
        for (unsigned short column = 0; column < columns; column++) {
            FreeXL_CellValue cell;
            memset(&cell, 0, sizeof cell);
            if (freexl_get_cell_value(book, row, column, &cell) == FREEXL_OK)
                send_cell(o, row, column, &cell);
        }
    }
}

int wf_second_reader_serve(void)
{
    struct out o;
    const void *book = NULL;
    unsigned int sheets = 0;
    o.used = 0;
    o.failed = false;
    wf_platform_limit_self((uint64_t)HELPER_MEMORY_MIB << 20, HELPER_SECONDS);
    wf_arena *arena = wf_arena_new(0);
    wf_input in = {0};
    struct helper h = {0};
    if (arena && wf_input_open(INPUT, wf_limits_default(), &in, NULL) == WF_OK)
        h.faults = freexl_faults_find(&in, arena, &h.fault_count);
    wf_input_close(&in);
    if (freexl_open(INPUT, &book) != FREEXL_OK ||
        freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK)
        return EXIT_NOT_READ; /* not closed: the process ends, and a broken book may lie
                               */
    for (unsigned int i = 0; i < sheets && i < UINT16_MAX; i++)
        send_sheet(&o, &h, book, (unsigned short)i);
    put_text_frame(&o, FRAME_END, "");
    flush(&o);
    wf_arena_free(arena);
    return o.failed ? EXIT_NO_PIPE : EXIT_READ;
}
