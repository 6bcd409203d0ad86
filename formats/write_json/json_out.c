#include "formats/write_json/json_out.h"

#include "engine/text/number.h"

#include <math.h>
#include <string.h>

static void flush(json_out *j)
{
    if (j->used > 0 && j->status == WF_OK)
        j->status = j->sink.write(j->sink.context, j->buffer, j->used);
    j->used = 0;
}

static void put(json_out *j, const char *data, size_t n)
{
    while (n > 0) {
        if (j->used == JSON_BUFFER)
            flush(j);
        size_t room = JSON_BUFFER - j->used;
        size_t now = n < room ? n : room;
        memcpy(j->buffer + j->used, data, now);
        j->used += now;
        data += now;
        n -= now;
    }
}

static void put_char(json_out *j, char c)
{
    if (j->used == JSON_BUFFER)
        flush(j);
    j->buffer[j->used++] = c;
}

/* The letter of a two-character escape, 0 where there is none. */
static char short_escape(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
        return (char)c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* RFC 8259 §7: quotation mark, reverse solidus and the control characters are escaped. */
static void put_string(json_out *j, wf_str s)
{
    static const char hex[] = "0123456789abcdef";
    put_char(j, '"');
    size_t start = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        put(j, s.p + start, i - start);
        start = i + 1;
        char letter = short_escape(c);
        put_char(j, '\\');
        put(j, letter ? &letter : "u00", letter ? 1 : 3);
        if (!letter) {
            put_char(j, hex[c >> 4]);
            put_char(j, hex[c & 15]);
        }
    }
    put(j, s.p + start, s.n - start);
    put_char(j, '"');
}

static void new_line(json_out *j)
{
    if (!j->indent)
        return;
    put_char(j, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        put_char(j, ' ');
}

/* What stands before a value: comma, line break, key. */
static void before(json_out *j, const char *key)
{
    if (j->depth > 0) {
        if (j->has_item[j->depth - 1])
            put_char(j, ',');
        j->has_item[j->depth - 1] = true;
        new_line(j);
    }
    if (!key)
        return;
    put_string(j, wf_str_from(key));
    put_char(j, ':');
    if (j->indent)
        put_char(j, ' ');
}

void json_begin(json_out *j, const wf_sink *sink, bool indent)
{
    j->sink = *sink;
    j->status = WF_OK;
    j->indent = indent;
    j->depth = 0;
    j->used = 0;
}

static void open_container(json_out *j, const char *key, char bracket)
{
    before(j, key);
    put_char(j, bracket);
    if (j->depth >= JSON_DEPTH) {
        j->status = WF_E_INTERNAL;
        return;
    }
    j->has_item[j->depth++] = false;
}

static void close_container(json_out *j, char bracket)
{
    if (j->depth == 0) {
        j->status = WF_E_INTERNAL;
        return;
    }
    bool any = j->has_item[--j->depth];
    if (any)
        new_line(j);
    put_char(j, bracket);
}

void json_open_object(json_out *j, const char *key)
{
    open_container(j, key, '{');
}

void json_open_array(json_out *j, const char *key)
{
    open_container(j, key, '[');
}

void json_close_object(json_out *j)
{
    close_container(j, '}');
}

void json_close_array(json_out *j)
{
    close_container(j, ']');
}

void json_str(json_out *j, const char *key, wf_str value)
{
    before(j, key);
    put_string(j, value);
}

void json_text(json_out *j, const char *key, const char *value)
{
    json_str(j, key, wf_str_from(value));
}

void json_number(json_out *j, const char *key, double value)
{
    before(j, key);
    if (!isfinite(value)) {
        put(j, "null", 4);
        return;
    }
    char buffer[WF_NUMBER_CHARS];
    wf_str text = wf_number_print_exact(value, buffer);
    put(j, text.p, text.n);
}

void json_integer(json_out *j, const char *key, int64_t value)
{
    char digits[24];
    size_t n = sizeof digits;
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--n] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude > 0);
    if (value < 0)
        digits[--n] = '-';
    before(j, key);
    put(j, digits + n, sizeof digits - n);
}

void json_boolean(json_out *j, const char *key, bool value)
{
    before(j, key);
    wf_str word = value ? WF_STR("true") : WF_STR("false");
    put(j, word.p, word.n);
}

void json_str_present(json_out *j, const char *key, wf_str value)
{
    if (value.n > 0)
        json_str(j, key, value);
}

void json_text_present(json_out *j, const char *key, const char *value)
{
    if (value)
        json_text(j, key, value);
}

void json_strs_present(json_out *j, const char *key, wf_strs values)
{
    if (values.n == 0)
        return;
    json_open_array(j, key);
    for (size_t i = 0; i < values.n; i++)
        json_str(j, NULL, values.items[i]);
    json_close_array(j);
}

void json_line(json_out *j)
{
    put_char(j, '\n');
}

wf_status json_end(json_out *j, wf_error *err)
{
    flush(j);
    if (j->status != WF_OK)
        return wf_fail(err, j->status, NULL, "the output could not be written");
    return WF_OK;
}
