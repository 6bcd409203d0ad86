#include "formats/csv/csv_scan.h"

#include "engine/base/ckd.h"
#include "engine/base/encoding.h"
#include "engine/base/utf8.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 65536,
    UNCLOSED_MAX = 100 /* after so many, quotes in this file mean nothing */
};

/* A file while its rows are read. */
struct rows {
    wf_str text;
    char delimiter;
    const wf_limits *limits;
    wf_arena *arena;
    wf_arena *copies; /* unquoted fields of one row */
    wf_str *fields;
    size_t count, cap;
    wf_csv_facts facts;
};

static wf_status decode(struct rows *r, const wf_input *in, wf_error *err)
{
    size_t skip;
    csv_bytes bytes = csv_bytes_of(in->data, in->size, &skip);
    const uint8_t *p = in->data + skip;
    size_t n = in->size - skip;
    wf_str raw = {.p = (const char *)p, .n = n};
    wf_status status = WF_OK;
    wf_decoder windows = {0};
    switch (bytes) {
    case CSV_BYTES_UTF8:
        r->text = raw;
        break;
    case CSV_BYTES_UTF8_DAMAGED:
        status = wf_utf8_clean(r->arena, raw, &r->text, &r->facts.replaced);
        break;
    case CSV_BYTES_UTF16_LE:
    case CSV_BYTES_UTF16_BE:
        r->facts.encoding = WF_CSV_UTF16;
        status = wf_decode_utf16(p, n, bytes == CSV_BYTES_UTF16_BE, r->arena, &r->text,
                                 &r->facts.replaced);
        break;
    case CSV_BYTES_WINDOWS:
        r->facts.encoding = WF_CSV_WINDOWS_1252;
        (void)wf_decoder_open(WF_CODE_PAGE_WINDOWS, &windows);
        status = wf_decode(&windows, p, n, r->arena, &r->text, &r->facts.replaced);
        wf_decoder_close(&windows);
        break;
    }
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
}

/* "sep=;" as a first line, which Excel writes and obeys. */
static bool take_separator_line(struct rows *r)
{
    wf_str line = wf_str_sub(r->text, 0, 6);
    if (!wf_str_starts_with(line, WF_STR("sep=")) || line.n < 5)
        return false;
    size_t behind = 5;
    if (line.n > 5 && line.p[5] == '\r')
        behind++;
    if (behind < r->text.n && r->text.p[behind] == '\n')
        behind++;
    if (behind == 5 && r->text.n > 5)
        return false;
    r->delimiter = line.p[4];
    r->text = wf_str_sub(r->text, behind, SIZE_MAX);
    return true;
}

/* Why a field cannot be added. */
static wf_status refuse_field(const struct rows *r, const csv_field *f, wf_error *err)
{
    wf_where where = {.row = (uint32_t)wf_min_size(r->facts.rows, UINT32_MAX - 1) + 1,
                      .col = (uint32_t)r->count + 1};
    if (f->raw.n > r->limits->string_bytes)
        return wf_fail_limit(err, &where, "string-bytes", r->limits->string_bytes);
    return wf_fail_limit(err, &where, "columns", r->limits->columns);
}

static wf_status add_field(struct rows *r, const csv_field *f, wf_error *err)
{
    if (f->raw.n > r->limits->string_bytes || r->count >= r->limits->columns)
        return refuse_field(r, f, err);
    wf_str *fields =
        wf_arena_push_room(r->arena, r->fields, r->count, &r->cap, sizeof *r->fields);
    if (!fields)
        return wf_fail_memory(err);
    r->fields = fields;
    wf_str field = f->raw;
    if (f->has_escapes) {
        char *copy = wf_arena_bytes(r->copies, f->raw.n);
        if (!copy)
            return wf_fail_memory(err);
        field = (wf_str){.p = copy, .n = csv_unquote(f->raw, copy)};
    }
    r->fields[r->count++] = field;
    return WF_OK;
}

/* One row from *at on, which moves behind its line end. */
static wf_status read_row(struct rows *r, size_t *at, wf_error *err)
{
    r->count = 0;
    for (;;) {
        bool has_quotes = r->facts.unclosed < UNCLOSED_MAX;
        csv_field f = csv_field_at(r->text, *at, r->delimiter, has_quotes,
                                   (size_t)r->limits->string_bytes);
        if (f.is_unclosed && r->facts.unclosed++ == 0)
            r->facts.unclosed_row = r->facts.rows + 1;
        WF_TRY(add_field(r, &f, err));
        *at = f.next;
        if (f.next >= r->text.n)
            return WF_OK;
        ++*at;
        if (r->text.p[f.next] == r->delimiter)
            continue;
        if (r->text.p[f.next] == '\r' && *at < r->text.n && r->text.p[*at] == '\n')
            ++*at;
        return WF_OK;
    }
}

static bool is_row_empty(const struct rows *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->fields[i].n > 0)
            return false;
    return true;
}

static wf_status read_rows(struct rows *r, wf_csv_row row, void *context, wf_error *err)
{
    size_t at = 0;
    wf_arena_mark start = wf_arena_mark_here(r->copies);
    while (at < r->text.n) {
        WF_TRY(read_row(r, &at, err));
        if (!is_row_empty(r))
            WF_TRY(row(context, r->facts.rows, r->fields, r->count, err));
        r->facts.rows++;
        wf_arena_reset(r->copies, start);
    }
    return WF_OK;
}

wf_status wf_csv_rows(const wf_input *in, const wf_csv_options *options, wf_csv_row row,
                      void *context, wf_csv_facts *facts_out, wf_error *err)
{
    static const wf_csv_options defaults;
    if (!options)
        options = &defaults;
    struct rows r = {.limits = options->limits ? options->limits : wf_limits_default(),
                     .delimiter = options->delimiter};
    r.arena = wf_arena_new((size_t)r.limits->memory_bytes);
    r.copies = wf_arena_new((size_t)r.limits->memory_bytes);
    wf_status status = WF_OK;
    if (!r.arena || !r.copies)
        status = wf_fail_memory(err);
    if (status == WF_OK)
        status = decode(&r, in, err);
    if (status == WF_OK) {
        if (!take_separator_line(&r) && r.delimiter == 0)
            r.delimiter = csv_find_delimiter(wf_str_sub(r.text, 0, SAMPLE_BYTES),
                                             r.text.n > SAMPLE_BYTES)
                              .delimiter;
        r.facts.delimiter = r.delimiter;
        status = read_rows(&r, row, context, err);
    }
    if (status == WF_OK && facts_out)
        *facts_out = r.facts;
    wf_arena_free(r.copies);
    wf_arena_free(r.arena);
    wf_error_set_file(err, in->name);
    return status;
}
