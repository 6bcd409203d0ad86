/* The reader of .csv: one sheet, named after the file. */
#include "engine/base/utf8.h"
#include "engine/document/document_build.h"
#include "engine/text/number.h"
#include "formats/csv/csv_scan.h"
#include "formats/registry.h"

#include <stdio.h>
#include <string.h>

enum {
    PROBE_SAMPLE = 4096,
    PROBE_TABLE = 30,
    DECIMALS_MAX = 9,     /* digits after the point that a number may show */
    INTEGER_MAX = 11,     /* digits before it: longer ones are identifiers */
    SIGNIFICANT_MAX = 15, /* digits that a number keeps */
    SHAPES = (DECIMALS_MAX + 1) * 8
};

/* How a number is written; its format shows it again letter by letter. */
struct shape {
    unsigned decimals;
    bool is_grouped, is_percent, is_pounds;
};

struct reader {
    wf_document *doc;
    uint32_t grid;
    uint16_t styles[SHAPES]; /* + 1; 0: not made yet */
    uint16_t date_style;     /* likewise */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number being read: what is left of the text, and its digits ready to be parsed. */
struct digits {
    wf_str rest;
    char text[WF_NUMBER_CHARS];
    size_t n, integers;
    bool is_zero;
};

static void take_char(struct digits *d)
{
    d->text[d->n++] = d->rest.p[0];
    d->rest.p++;
    d->rest.n--;
}

static bool skip_text(struct digits *d, wf_str what)
{
    if (!wf_str_starts_with(d->rest, what))
        return false;
    d->rest.p += what.n;
    d->rest.n -= what.n;
    return true;
}

/* "1,234": no leading zeros, groups of three where there are any. */
static bool take_integer(struct digits *d, struct shape *shape)
{
    size_t group = 0;
    bool is_padded = d->rest.n > 1 && d->rest.p[0] == '0' && is_digit(d->rest.p[1]);
    while (d->rest.n > 0 && (is_digit(d->rest.p[0]) || d->rest.p[0] == ',')) {
        if (skip_text(d, WF_STR(","))) {
            if (group == 0 || group > 3 || (shape->is_grouped && group != 3))
                return false;
            shape->is_grouped = true;
            group = 0;
            continue;
        }
        d->is_zero = d->is_zero && d->rest.p[0] == '0';
        take_char(d);
        d->integers++;
        group++;
    }
    return d->integers > 0 && d->integers <= INTEGER_MAX && !is_padded &&
           (!shape->is_grouped || group == 3);
}

static bool take_decimals(struct digits *d, struct shape *shape)
{
    if (d->rest.n == 0 || d->rest.p[0] != '.')
        return true;
    take_char(d);
    for (; d->rest.n > 0 && is_digit(d->rest.p[0]); shape->decimals++) {
        if (shape->decimals >= DECIMALS_MAX)
            return false;
        d->is_zero = d->is_zero && d->rest.p[0] == '0';
        take_char(d);
    }
    return shape->decimals > 0;
}

/* [-][£]1,234.5[%]; false where `s` is anything else, or a number would not show as it
 * stands: leading zeros, a plus sign, exponents, more digits than a number keeps. */
static bool take_number(wf_str s, struct shape *shape, double *out)
{
    struct digits d = {.rest = s, .is_zero = true};
    *shape = (struct shape){0};
    bool is_negative = s.p[0] == '-';
    if (s.n + 4 > sizeof d.text)
        return false;
    if (is_negative)
        take_char(&d);
    shape->is_pounds = skip_text(&d, WF_STR("\xC2\xA3"));
    if (!take_integer(&d, shape) || !take_decimals(&d, shape))
        return false;
    shape->is_percent = skip_text(&d, WF_STR("%"));
    for (const char *c = shape->is_percent ? "e-2" : ""; *c; c++)
        d.text[d.n++] = *c;
    return d.rest.n == 0 && d.integers + shape->decimals <= SIGNIFICANT_MAX &&
           !(d.is_zero && is_negative) && !(shape->is_pounds && shape->is_percent) &&
           wf_number_parse((wf_str){.p = d.text, .n = d.n}, out);
}

static wf_status add_style(struct reader *r, const struct shape *shape, uint16_t *out,
                           wf_error *err)
{
    char code[32];
    wf_style style = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE};
    (void)snprintf(code, sizeof code, "%s%s%s%.*s%s", shape->is_pounds ? "\xC2\xA3" : "",
                   shape->is_grouped ? "#,##0" : "0", shape->decimals > 0 ? "." : "",
                   (int)shape->decimals, "000000000", shape->is_percent ? "%" : "");
    if (strcmp(code, "0") != 0) /* a plain integer is General */
        WF_TRY(wf_document_add_number_format(r->doc, wf_str_from(code),
                                             &style.number_format, err));
    return wf_document_add_style(r->doc, &style, out, err);
}

static wf_status style_of(struct reader *r, const struct shape *shape, uint16_t *out,
                          wf_error *err)
{
    size_t index = (size_t)shape->decimals * 8 + (shape->is_grouped ? 4 : 0) +
                   (shape->is_percent ? 2 : 0) + (shape->is_pounds ? 1 : 0);
    if (r->styles[index] == 0) {
        WF_TRY(add_style(r, shape, out, err));
        r->styles[index] = (uint16_t)(*out + 1);
    }
    *out = (uint16_t)(r->styles[index] - 1);
    return WF_OK;
}

/* 2026-09-01: the one way to write a day that can be read in one way only. */
static wf_date take_date(wf_str s)
{
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
        return WF_DATE_NONE;
    int part[3] = {0};
    static const uint8_t places[] = {0, 1, 2, 3, 5, 6, 8, 9};
    static const uint8_t part_of[] = {0, 0, 0, 0, 1, 1, 2, 2};
    for (size_t i = 0; i < sizeof places; i++) {
        char c = s.p[places[i]];
        if (!is_digit(c))
            return WF_DATE_NONE;
        part[part_of[i]] = part[part_of[i]] * 10 + (c - '0');
    }
    return part[0] > 1900 ? wf_date_from_ymd(part[0], part[1], part[2]) : WF_DATE_NONE;
}

static wf_status set_date(struct reader *r, wf_date date, wf_cell *cell, wf_error *err)
{
    if (r->date_style == 0) {
        wf_style style = {.fill = WF_COLOR_NONE, .font = WF_COLOR_NONE};
        uint16_t index;
        WF_TRY(wf_document_add_number_format(r->doc, WF_STR("yyyy-mm-dd"),
                                             &style.number_format, err));
        WF_TRY(wf_document_add_style(r->doc, &style, &index, err));
        r->date_style = (uint16_t)(index + 1);
    }
    cell->kind = WF_CELL_DATE;
    cell->style = (uint16_t)(r->date_style - 1);
    cell->as.number = wf_date_to_serial(date, false);
    return WF_OK;
}

/* What a spreadsheet writes for values that are neither numbers nor texts. */
static const struct {
    wf_str text;
    wf_cell_kind kind;
    double value;
} words[] = {
    {WF_STR_INIT("TRUE"), WF_CELL_BOOLEAN, 1},
    {WF_STR_INIT("FALSE"), WF_CELL_BOOLEAN, 0},
    {WF_STR_INIT("#DIV/0!"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#N/A"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#NAME?"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#NULL!"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#NUM!"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#REF!"), WF_CELL_ERROR, 0},
    {WF_STR_INIT("#VALUE!"), WF_CELL_ERROR, 0},
};

static wf_status set_text(struct reader *r, wf_str s, wf_cell *cell, wf_error *err)
{
    cell->kind = WF_CELL_TEXT;
    if (s.n >= 4 && s.n <= 7 && (s.p[0] == 'T' || s.p[0] == 'F' || s.p[0] == '#')) {
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (!wf_str_eq(s, words[i].text))
                continue;
            cell->kind = (uint8_t)words[i].kind;
            if (cell->kind == WF_CELL_BOOLEAN) {
                cell->as.number = words[i].value;
                return WF_OK;
            }
        }
    }
    wf_str copy;
    if (wf_arena_str(wf_document_arena(r->doc), s, &copy) != WF_OK)
        return wf_fail_memory(err);
    cell->as.text = copy.p;
    cell->length = (uint32_t)copy.n;
    return WF_OK;
}

static bool may_be_number(char c)
{
    return is_digit(c) || c == '-' || c == '\xC2';
}

static wf_status set_value(struct reader *r, wf_str s, wf_cell *cell, wf_error *err)
{
    struct shape shape;
    double value;
    if (!may_be_number(s.p[0]))
        return set_text(r, s, cell, err);
    wf_date date = take_date(s);
    if (date != WF_DATE_NONE)
        return set_date(r, date, cell, err);
    if (!take_number(s, &shape, &value))
        return set_text(r, s, cell, err);
    cell->kind = WF_CELL_NUMBER;
    cell->as.number = value;
    return style_of(r, &shape, &cell->style, err);
}

static wf_status on_row(void *context, uint64_t row, const wf_str *fields, size_t count,
                        wf_error *err)
{
    struct reader *r = context;
    for (size_t i = 0; i < count; i++) {
        wf_str s = wf_str_trim(fields[i]);
        if (s.n == 0)
            continue;
        wf_cell cell = {.row = row < UINT32_MAX ? (uint32_t)row : UINT32_MAX,
                        .column = (uint16_t)i};
        WF_TRY(set_value(r, s, &cell, err));
        WF_TRY(wf_document_add_cell(r->doc, r->grid, &cell, err));
    }
    return WF_OK;
}

/* The file's name without folders and extension. */
static wf_str stem_of(const char *name)
{
    wf_str s = wf_str_from(name);
    size_t from = 0, to = s.n;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/' || s.p[i] == '\\')
            from = i + 1;
    for (size_t i = s.n; i > from + 1; i--) {
        if (s.p[i - 1] == '.') {
            to = i - 1;
            break;
        }
    }
    wf_str stem = wf_str_trim(wf_str_sub(s, from, to - from));
    return stem.n > 0 ? stem : WF_STR("Sheet1");
}

static void tell(wf_document *doc, const wf_csv_facts *facts)
{
    wf_diags *diags = wf_document_diags_mutable(doc);
    if (facts->replaced > 0)
        wf_diag_add(diags, WF_D_TEXT_ENCODING, WF_STR_EMPTY,
                    "%zu characters could not be read and stand as U+FFFD",
                    facts->replaced);
    if (facts->unclosed > 0)
        wf_diag_add(
            diags, WF_D_CELL_BAD, WF_STR_EMPTY,
            "line %llu: a quotation mark opens a field and none closes it; it was "
            "taken as it stands (%zu in all)",
            (unsigned long long)facts->unclosed_row, facts->unclosed);
}

static wf_status fill(struct reader *r, const wf_input *in, wf_error *err)
{
    wf_str name;
    if (wf_utf8_clean(wf_document_arena(r->doc), stem_of(in->name), &name, NULL) != WF_OK)
        return wf_fail_memory(err);
    wf_grid_options grid = {.name = name, .kind = WF_GRID_SHEET, .parent = WF_NO_INDEX};
    wf_csv_options options = {.limits = wf_document_limits(r->doc)};
    wf_csv_facts facts = {0};
    WF_TRY(wf_document_grid_begin(r->doc, &grid, &r->grid, err));
    WF_TRY(wf_csv_rows(in, &options, on_row, r, &facts, err));
    tell(r->doc, &facts);
    WF_TRY(wf_document_grid_end(r->doc, r->grid, err));
    return wf_document_finish(r->doc, err);
}

static wf_status csv_read(const wf_input *in, const wf_read_options *options,
                          wf_document **out, wf_error *err)
{
    struct reader r = {0};
    WF_TRY(wf_document_new(WF_FORMAT_CSV, in->name, options ? options->limits : NULL,
                           &r.doc, err));
    wf_status status = fill(&r, in, err);
    if (status != WF_OK) {
        wf_error_set_file(err, in->name);
        wf_document_free(r.doc);
        return status;
    }
    *out = r.doc;
    return WF_OK;
}

/* The start of the file as ASCII, all else as 'x'; false where it is no text. */
static bool take_sample(const wf_input *in, char sample[PROBE_SAMPLE], size_t *n_out)
{
    const uint8_t *p = in->data;
    bool is_le = in->size >= 2 && p[0] == 0xFF && p[1] == 0xFE;
    bool is_be = in->size >= 2 && p[0] == 0xFE && p[1] == 0xFF;
    size_t n = 0, step = is_le || is_be ? 2 : 1, at = step == 2 ? 2 : 0;
    if (in->size >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    for (; n < PROBE_SAMPLE && in->size - at >= step; at += step) {
        unsigned c = p[at];
        if (step == 2)
            c = is_le ? c | (unsigned)p[at + 1] << 8 : c << 8 | p[at + 1];
        bool is_space = c >= '\t' && c <= '\r';
        if (c == 0x7F || (c < 0x20 && !is_space && c != 0x1A))
            return false;
        sample[n++] = (char)(c < 0x80 ? c : 'x');
    }
    *n_out = n;
    return true;
}

/* Running text has its commas before spaces, and few alike a line. */
static bool is_prose(wf_str sample, const csv_guess *guess)
{
    size_t commas = 0, spaced = 0;
    for (size_t i = 0; i + 1 < sample.n; i++) {
        commas += sample.p[i] == ',';
        spaced += sample.p[i] == ',' && sample.p[i + 1] == ' ';
    }
    return guess->delimiter == ',' && spaced * 5 > commas * 4 &&
           (guess->columns < 3 || guess->alike < guess->rows);
}

static int csv_probe(const wf_input *in)
{
    char bytes[PROBE_SAMPLE];
    size_t n = 0;
    if (!take_sample(in, bytes, &n))
        return 0;
    wf_str sample = wf_str_trim((wf_str){.p = bytes, .n = n});
    if (sample.n == 0 || sample.p[0] == '<' || sample.p[0] == '{' ||
        wf_str_starts_with(sample, WF_STR("%PDF")) ||
        wf_str_starts_with(sample, WF_STR("BEGIN:")))
        return 0;
    if (wf_str_starts_with(sample, WF_STR("sep=")))
        return PROBE_TABLE;
    csv_guess guess = csv_find_delimiter(sample, n == PROBE_SAMPLE);
    if (guess.columns < 2 || guess.alike * 2 < guess.rows || is_prose(sample, &guess))
        return 0;
    return guess.rows > 1 || guess.columns > 2 ? PROBE_TABLE : 0;
}

static const char *const csv_extensions[] = {"csv", "tsv", "txt", NULL};

const wf_reader wf_reader_csv = {
    .name = "csv", .extensions = csv_extensions, .probe = csv_probe, .read = csv_read};
