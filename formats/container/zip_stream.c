#include "engine/base/alloc.h"
#include "engine/base/ckd.h"
#include "engine/base/platform.h"
#include "formats/container/zip_private.h"

#include <string.h>

enum {
    RATIO_FROM = 8 * 1024 * 1024,
    HEAD_WHOLE = 16 * 1024
};

static wf_where member_place(const wf_zip_member *member)
{
    return (wf_where){.part = member->name};
}

static wf_status account(zip_stream *s, size_t made, wf_error *err)
{
    wf_zip *zip = s->zip;
    const wf_limits *limits = zip->limits;
    wf_where where = member_place(s->member);
    s->bytes += made;
    zip->inflated_total += made;
    if (s->bytes > limits->member_bytes)
        return wf_fail_limit(err, &where, "member-bytes", limits->member_bytes);
    if (zip->inflated_total > limits->inflated_bytes)
        return wf_fail_limit(err, &where, "inflated-bytes", limits->inflated_bytes);
    if (s->bytes > RATIO_FROM && s->bytes / limits->expansion_ratio > s->packed_size)
        return wf_fail_limit(err, &where, "expansion-ratio", limits->expansion_ratio);
    if (zip->inflated_total > RATIO_FROM &&
        zip->inflated_total / limits->expansion_ratio > zip->packed_total)
        return wf_fail_limit(err, &where, "expansion-ratio", limits->expansion_ratio);
    return WF_OK;
}

wf_status zip_stream_begin(zip_stream *s, wf_zip *zip, const wf_zip_member *member,
                           wf_error *err)
{
    wf_where where = member_place(member);
    *s = (zip_stream){.zip = zip, .member = member};
    if (zip->is_streaming)
        return wf_fail(err, WF_E_INTERNAL, &where, "a part was opened inside another");
    if (member->is_encrypted)
        return wf_fail(err, WF_E_UNSUPPORTED, &where,
                       "the part is protected by a password");
    if (member->method != ZIP_STORED && member->method != ZIP_DEFLATED)
        return wf_fail(err, WF_E_UNSUPPORTED, &where,
                       "packed by method %u, not by deflate", (unsigned)member->method);
    if (!zip_member_bytes(zip->data, zip->size, member, &s->packed, &s->packed_size))
        return wf_fail(err, WF_E_FORMAT, &where,
                       "the part is not where the directory says");
    if (!zip->inflate && member->method == ZIP_DEFLATED) {
        zip->inflate = zip->method->new ();
        if (!zip->inflate)
            return wf_fail_memory(err);
    }
    s->kept = s->packed;
    zip->packed_total += s->packed_size;
    s->is_truncated = s->packed_size < member->packed;
    zip->is_streaming = true;
    return WF_OK;
}

wf_status zip_stream_steps(zip_stream *s, wf_error *err)
{
    wf_zip *zip = s->zip;
    if (s->member->method != ZIP_DEFLATED)
        return WF_OK;
    if (!zip->inflate && !(zip->inflate = zip->method->new ()))
        return wf_fail_memory(err);
    zip->method->begin(zip->inflate, s->packed, s->packed_size);
    return WF_OK;
}

/* A mapped file need not stay in memory behind where it is read: 142 MiB of a large
 * sheet, for instance. */
static void let_go(zip_stream *s)
{
    const uint8_t *behind = wf_inflate_behind(s->zip->inflate);
    if (!s->zip->is_mapped || behind <= s->kept)
        return;
    wf_platform_let_go(s->kept, behind);
    s->kept = behind;
}

wf_status zip_stream_step(zip_stream *s, char *out, size_t room, size_t *made_out,
                          wf_error *err)
{
    size_t made = 0;
    if (s->member->method == ZIP_STORED) {
        made = wf_min_size(room, s->packed_size - (size_t)s->bytes);
        if (s->packed)
            memcpy(out, s->packed + s->bytes, made);
        s->is_over = made < room || s->bytes + made == s->packed_size;
    } else {
        wf_inflate_result result =
            s->zip->method->step(s->zip->inflate, (uint8_t *)out, room, &made);
        s->is_over = result != WF_INFLATE_MORE || made < room;
        s->is_truncated = s->is_truncated || (s->is_over && result != WF_INFLATE_END);
        let_go(s);
    }
    s->crc = s->zip->method->crc(s->crc, (const uint8_t *)out, made);
    *made_out = made;
    return account(s, made, err);
}

void zip_stream_end(zip_stream *s, wf_zip_outcome *outcome)
{
    s->zip->is_streaming = false;
    if (!outcome)
        return;
    *outcome = (wf_zip_outcome){.is_truncated = s->is_truncated, .bytes = s->bytes};
    outcome->is_crc_wrong = s->is_over && s->crc != s->member->crc &&
                            !(s->member->crc == 0 && s->zip->is_rebuilt);
}

wf_status zip_window_room(wf_zip *zip, size_t have, size_t wanted, wf_error *err)
{
    if (zip->window && zip->window_size - have >= wanted)
        return WF_OK;
    size_t size = zip->window ? zip->window_size : zip->window_first;
    while (size - have < wanted && size <= ZIP_TOKEN_MAX)
        size *= 2;
    if (size > ZIP_TOKEN_MAX)
        return wf_fail(err, WF_E_LIMIT, NULL,
                       "a single piece of text or tag of more than %d MiB",
                       ZIP_TOKEN_MAX >> 21);
    char *window = wf_alloc(size + WF_ZIP_PADDING);
    if (!window)
        return wf_fail_memory(err);
    if (have > 0 && zip->window)
        memcpy(window, zip->window, have);
    wf_alloc_free(zip->window);
    zip->window = window;
    zip->window_size = size;
    return WF_OK;
}

static wf_status run(zip_stream *s, const wf_zip_sink *sink, wf_error *err)
{
    wf_zip *zip = s->zip;
    size_t have = 0;
    wf_zip_taken taken = {0};
    while (!s->is_over && !taken.done) {
        size_t made;
        taken.used = 0;
        WF_TRY(zip_window_room(zip, have, ZIP_WINDOW / 2, err));
        WF_TRY(
            zip_stream_step(s, zip->window + have, zip->window_size - have, &made, err));
        have += made;
        memset(zip->window + have, 0, WF_ZIP_PADDING);
        WF_TRY(sink->take(sink->context, zip->window, have, s->is_over, &taken, err));
        have -= taken.used;
        memmove(zip->window, zip->window + taken.used, have);
    }
    return WF_OK;
}

/* A part that fits the window, in one go: much cheaper than by steps. *done_out stays
 * false where that did not work out, and then the sink has seen nothing. */
static wf_status run_whole(zip_stream *s, const wf_zip_sink *sink, bool *done_out,
                           wf_error *err)
{
    wf_zip *zip = s->zip;
    size_t made = 0;
    WF_TRY(zip_window_room(zip, 0, zip->window_first, err));
    const wf_str packed = {.p = (const char *)s->packed, .n = s->packed_size};
    wf_inflate_result result = zip->method->all(
        zip->inflate, packed, (uint8_t *)zip->window, zip->window_size, &made);
    if (result != WF_INFLATE_END || s->packed_size != s->member->packed)
        return WF_OK; /* a lie or damage: by steps */
    WF_TRY(account(s, made, err));
    memset(zip->window + made, 0, WF_ZIP_PADDING);
    s->crc = zip->method->crc(0, (uint8_t *)zip->window, made);
    s->is_over = *done_out = true;
    wf_zip_taken taken = {0};
    return sink->take(sink->context, zip->window, made, true, &taken, err);
}

size_t wf_zip_head(wf_zip *zip, const wf_zip_member *member, char *buffer, size_t room)
{
    const uint8_t *packed;
    size_t size, made = 0;
    if (zip->is_streaming || member->is_encrypted || member->method != ZIP_DEFLATED ||
        !zip_member_bytes(zip->data, zip->size, member, &packed, &size))
        return 0;
    if (!zip->inflate && !(zip->inflate = zip->method->new ()))
        return 0;
    const wf_str bytes = {.p = (const char *)packed, .n = size};
    /* All of a small part comes quicker than the head of it. */
    if (member->inflated <= HEAD_WHOLE &&
        zip_window_room(zip, 0, HEAD_WHOLE, NULL) == WF_OK &&
        zip->method->all(zip->inflate, bytes, (uint8_t *)zip->window, HEAD_WHOLE,
                         &made) == WF_INFLATE_END) {
        made = wf_min_size(made, room);
        memcpy(buffer, zip->window, made);
        return made;
    }
    wf_inflate_result result =
        zip->method->once(zip->inflate, bytes, (uint8_t *)buffer, room, &made);
    return result == WF_INFLATE_BAD ? 0 : made;
}

wf_status wf_zip_stream(wf_zip *zip, const wf_zip_member *member, const wf_zip_sink *sink,
                        wf_zip_outcome *outcome, wf_error *err)
{
    zip_stream s;
    bool done = false;
    WF_TRY(zip_stream_begin(&s, zip, member, err));
    wf_status status = WF_OK;
    if (member->method == ZIP_DEFLATED && member->inflated <= zip->window_first)
        status = run_whole(&s, sink, &done, err);
    if (status == WF_OK && !done)
        status = zip_stream_steps(&s, err);
    if (status == WF_OK && !done)
        status = run(&s, sink, err);
    zip_stream_end(&s, status == WF_OK ? outcome : NULL);
    return status;
}

/* wf_zip_read: bytes gathered in an arena. */
typedef struct gather {
    wf_arena *arena;
    char *p;
    size_t n, capacity;
} gather;

static wf_status gather_take(void *context, char *data, size_t n, bool final,
                             wf_zip_taken *taken, wf_error *err)
{
    gather *g = context;
    (void) final, (void) final;
    if (n >= g->capacity - g->n) {
        size_t wanted = wf_max_size(g->capacity * 2, g->n + n + 1);
        char *grown = wf_arena_grow(g->arena, g->p, g->capacity, wanted);
        if (!grown)
            return wf_fail_memory(err);
        g->p = grown;
        g->capacity = wanted;
    }
    memcpy(g->p + g->n, data, n);
    g->n += n;
    taken->used = n;
    return WF_OK;
}

/* Where the directory tells the truth: in one go to where it stays. */
static wf_status read_in_place(wf_zip *zip, const wf_zip_member *member, gather *g,
                               bool *done_out, wf_zip_outcome *outcome, wf_error *err)
{
    zip_stream s;
    size_t made = 0;
    if (member->method != ZIP_DEFLATED)
        return WF_OK;
    WF_TRY(zip_stream_begin(&s, zip, member, err));
    const wf_str packed = {.p = (const char *)s.packed, .n = s.packed_size};
    wf_inflate_result result =
        zip->method->all(zip->inflate, packed, (uint8_t *)g->p, g->capacity - 1, &made);
    *done_out = result == WF_INFLATE_END && s.packed_size == member->packed;
    if (!*done_out) { /* a lie or damage: by steps, from the start */
        zip->packed_total -= s.packed_size;
        zip_stream_end(&s, NULL);
        return WF_OK;
    }
    wf_status status = account(&s, made, err);
    s.crc = zip->method->crc(0, (const uint8_t *)g->p, made);
    s.is_over = true;
    g->n = made;
    zip_stream_end(&s, status == WF_OK ? outcome : NULL);
    return status;
}

wf_status wf_zip_read(wf_zip *zip, const wf_zip_member *member, wf_arena *arena,
                      wf_str *out, wf_zip_outcome *outcome, wf_error *err)
{
    /* The directory's size is believed as far as deflate could have made it (1032 : 1).
     */
    uint64_t most = member->packed < UINT32_MAX ? member->packed * 1032 : member->packed;
    uint64_t wanted = member->inflated < most ? member->inflated : most;
    if (wanted > zip->limits->member_bytes)
        wanted = 0;
    gather g = {.arena = arena, .capacity = (size_t)wanted + 1};
    if (g.capacity > (size_t)RATIO_FROM)
        g.capacity = RATIO_FROM;
    g.p = wf_arena_bytes(arena, g.capacity);
    if (!g.p)
        return wf_fail_memory(err);
    bool done = false;
    WF_TRY(read_in_place(zip, member, &g, &done, outcome, err));
    const wf_zip_sink sink = {.take = gather_take, .context = &g};
    if (!done)
        WF_TRY(wf_zip_stream(zip, member, &sink, outcome, err));
    g.p[g.n] = '\0';
    *out = (wf_str){.p = g.p, .n = g.n};
    return WF_OK;
}
