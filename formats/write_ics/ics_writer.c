#include "engine/base/platform.h"
#include "engine/base/strbuf.h"
#include "engine/base/utf8.h"
#include "wayforward/ics.h"
#include "wayforward/version.h"

#include <stdio.h>
#include <string.h>

/* RFC 5545 §3.1: "Lines of text SHOULD NOT be longer than 75 octets, excluding the line
 * break." */
enum {
    LINE_OCTETS = 75
};

typedef struct writer {
    const wf_sink *sink;
    wf_error *err;
    wf_status status; /* sticky */
    size_t column;    /* octets on the line so far */
} writer;

static void put(writer *w, const char *data, size_t n)
{
    if (w->status == WF_OK && w->sink->write(w->sink->context, data, n) != WF_OK)
        w->status =
            wf_fail(w->err, WF_E_OUTPUT, NULL, "the calendar could not be written");
}

/* Octets that must stay on one line: a character or an escape. */
static void put_unit(writer *w, const char *unit, size_t n)
{
    if (w->column + n > LINE_OCTETS) {
        put(w, "\r\n ", 3);
        w->column = 1;
    }
    put(w, unit, n);
    w->column += n;
}

static void end_line(writer *w)
{
    put(w, "\r\n", 2);
    w->column = 0;
}

/* A line that needs no escapes. */
static void put_line(writer *w, const char *text)
{
    for (size_t i = 0; text[i]; i++)
        put_unit(w, text + i, 1);
    end_line(w);
}

/* RFC 5545 §3.3.11: backslash, semicolon, comma and line breaks are escaped. */
static void put_text(writer *w, wf_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t start = i;
        uint32_t c = wf_utf8_next(text, &i);
        char bytes[4];
        if (c == '\r' && i < text.n && text.p[i] == '\n')
            continue;
        if (c == '\n' || c == '\r')
            put_unit(w, "\\n", 2);
        else if (c == '\\' || c == ';' || c == ',')
            put_unit(w, (const char[]){'\\', text.p[start]}, 2);
        else if (c < 0x20 || c == 0x7F)
            put_unit(w, " ", 1);
        else
            put_unit(w, bytes, wf_utf8_put(bytes, c));
    }
}

static void put_property(writer *w, const char *name, wf_str text)
{
    if (text.n == 0)
        return;
    for (size_t i = 0; name[i]; i++)
        put_unit(w, name + i, 1);
    put_unit(w, ":", 1);
    put_text(w, text);
    end_line(w);
}

/* "20260901" */
static void basic_date(wf_date date, char out[9])
{
    char iso[11];
    size_t n = 0;
    (void)wf_date_iso(date, iso);
    for (size_t i = 0; iso[i] && n < 8; i++)
        if (iso[i] != '-')
            out[n++] = iso[i];
    out[n] = '\0';
}

static void put_date(writer *w, const char *name, wf_date date)
{
    char day[9];
    char line[64];
    basic_date(date, day);
    (void)snprintf(line, sizeof line, "%s;VALUE=DATE:%s", name, day);
    put_line(w, line);
}

/* FNV-1a: a short name for an event that is the same each time. */
static uint64_t hash_text(uint64_t hash, wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(1099511628211);
    return hash;
}

static void put_uid(writer *w, const wf_ics_event *e, size_t index)
{
    if (e->uid.n > 0) {
        put_property(w, "UID", e->uid);
        return;
    }
    uint64_t hash = hash_text(UINT64_C(14695981039346656037), e->summary);
    hash = hash_text(hash, e->location);
    char line[96];
    char day[9];
    basic_date(e->start, day);
    (void)snprintf(line, sizeof line, "UID:%s-%zu-%016llx@wayforward", day, index + 1,
                   (unsigned long long)hash);
    put_line(w, line);
}

static void put_event(writer *w, const wf_ics_event *e, size_t index, const char *stamp)
{
    put_line(w, "BEGIN:VEVENT");
    put_uid(w, e, index);
    put_line(w, stamp);
    put_date(w, "DTSTART", e->start);
    put_date(w, "DTEND", e->end + 1); /* the day after: §3.6.1, the end is not included */
    put_property(w, "SUMMARY", e->summary);
    put_property(w, "DESCRIPTION", e->description);
    put_property(w, "LOCATION", e->location);
    put_property(w, "CATEGORIES", e->category);
    put_line(w, "TRANSP:TRANSPARENT"); /* a review week does not make its people busy */
    put_line(w, "END:VEVENT");
}

static bool is_valid(const wf_ics_event *e)
{
    return e->summary.n > 0 && e->start != WF_DATE_NONE && e->end >= e->start &&
           wf_date_ymd(e->start).year >= 1 && wf_date_ymd(e->end).year < 9999;
}

wf_status wf_ics_write(const wf_ics_event *events, size_t count,
                       const wf_ics_options *options, const wf_sink *sink, wf_error *err)
{
    writer w = {.sink = sink, .err = err};
    char day[9];
    char stamp[32];
    basic_date(options->stamp == WF_DATE_NONE ? 0 : options->stamp, day);
    (void)snprintf(stamp, sizeof stamp, "DTSTAMP:%sT000000Z", day);
    put_line(&w, "BEGIN:VCALENDAR");
    put_line(&w, "VERSION:2.0");
    char product[64];
    (void)snprintf(product, sizeof product, "PRODID:-//Wayforward//Wayforward %s//EN",
                   wf_version());
    put_line(&w, product);
    put_line(&w, "CALSCALE:GREGORIAN");
    put_line(&w, "METHOD:PUBLISH");
    put_property(&w, "X-WR-CALNAME", options->name);
    for (size_t i = 0; i < count && w.status == WF_OK; i++) {
        if (!is_valid(&events[i]))
            return wf_fail(
                err, WF_E_ARGUMENT, NULL,
                "event %zu of the calendar has no summary, or its days are not in order",
                i + 1);
        put_event(&w, &events[i], i, stamp);
    }
    put_line(&w, "END:VCALENDAR");
    return w.status;
}

static wf_status add_to_buffer(void *context, const void *data, size_t size)
{
    wf_strbuf *b = context;
    wf_strbuf_add(b, (wf_str){.p = data, .n = size});
    return b->failed || b->truncated ? WF_E_MEMORY : WF_OK;
}

wf_status wf_ics_write_file(const wf_ics_event *events, size_t count,
                            const wf_ics_options *options, const char *target,
                            wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    if (!arena)
        return wf_fail_memory(err);
    wf_strbuf b = wf_strbuf_in(arena, SIZE_MAX / 4);
    wf_sink sink = {.write = add_to_buffer, .context = &b};
    wf_status status = wf_ics_write(events, count, options, &sink, err);
    if (status == WF_OK)
        status = wf_platform_write_file(target, b.p, b.n, err);
    wf_arena_free(arena);
    return status;
}
