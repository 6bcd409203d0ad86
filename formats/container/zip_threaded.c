/* A part inflated by a second thread while the sink works in this one: a ring of buffers
 * goes round between them. What the sink leaves is copied in front of the next buffer's
 * bytes. */
#include "engine/base/alloc.h"
#include "engine/base/platform_thread.h"
#include "formats/container/zip_private.h"

#include <string.h>

enum {
    SLOTS = 4,
    HEADROOM =
        64 * 1024, /* for what the sink leaves; more goes through the zip's window */
    THREAD_FROM =
        512 * 1024 /* packed bytes below which a thread costs more than it gains */
};

typedef struct slot {
    char *buffer; /* HEADROOM, then ZIP_WINDOW, then padding */
    size_t made;
    bool is_last;
} slot;

typedef struct ring {
    zip_stream stream;
    wf_gate *gate;
    slot slots[SLOTS];
    unsigned filled, emptied; /* counted since the start; under the gate */
    bool is_cancelled;        /* under the gate */
    wf_status status; /* of the inflating thread; set before its last slot is given */
    wf_error error;
} ring;

static bool wait_for_room(ring *r)
{
    wf_gate_lock(r->gate);
    while (r->filled - r->emptied == SLOTS && !r->is_cancelled)
        wf_gate_wait(r->gate);
    bool go_on = !r->is_cancelled;
    wf_gate_unlock(r->gate);
    return go_on;
}

static void count(ring *r, unsigned *counter)
{
    wf_gate_lock(r->gate);
    ++*counter;
    wf_gate_ring(r->gate);
    wf_gate_unlock(r->gate);
}

static void inflate_all(void *context)
{
    ring *r = context;
    bool is_last = false;
    while (!is_last && wait_for_room(r)) {
        slot *s = &r->slots[r->filled % SLOTS];
        s->made = 0;
        r->status = zip_stream_step(&r->stream, s->buffer + HEADROOM, ZIP_WINDOW,
                                    &s->made, &r->error);
        is_last = r->status != WF_OK || r->stream.is_over;
        s->is_last = is_last;
        count(r, &r->filled);
    }
}

static slot *wait_for_slot(ring *r)
{
    wf_gate_lock(r->gate);
    while (r->filled == r->emptied)
        wf_gate_wait(r->gate);
    slot *s = &r->slots[r->emptied % SLOTS];
    wf_gate_unlock(r->gate);
    return s;
}

/* The bytes that the sink left, then the slot's, in one piece. */
static wf_status join_bytes(ring *r, const slot *s, const char *rest, size_t rest_size,
                            char **data_out, wf_error *err)
{
    wf_zip *zip = r->stream.zip;
    size_t n = rest_size + s->made;
    char *data = s->buffer + HEADROOM - rest_size;
    if (rest_size <= HEADROOM) {
        memmove(data, rest, rest_size);
    } else {
        /* rest may stand in the window already: zip_window_room keeps its first bytes */
        if (zip->window && rest >= zip->window && rest < zip->window + zip->window_size) {
            memmove(zip->window, rest, rest_size);
            WF_TRY(zip_window_room(zip, rest_size, s->made, err));
        } else {
            WF_TRY(zip_window_room(zip, 0, n, err));
            memcpy(zip->window, rest, rest_size);
        }
        memcpy(zip->window + rest_size, s->buffer + HEADROOM, s->made);
        data = zip->window;
    }
    memset(data + n, 0, WF_ZIP_PADDING);
    *data_out = data;
    return WF_OK;
}

/* The slot goes back to the inflater: keep what the sink left in the next slot's
 * headroom, which the inflater never writes, or in the window. */
static wf_status keep_rest(ring *r, const slot *s, const char **rest, size_t rest_size,
                           wf_error *err)
{
    if (rest_size <= HEADROOM) {
        slot *next = &r->slots[(r->emptied + 1) % SLOTS];
        char *place = next->buffer + HEADROOM - rest_size;
        memmove(place, *rest, rest_size);
        *rest = place;
        return WF_OK;
    }
    char *place;
    const slot nothing = {.buffer = s->buffer};
    WF_TRY(join_bytes(r, &nothing, *rest, rest_size, &place, err));
    *rest = place;
    return WF_OK;
}

static wf_status drain(ring *r, const wf_zip_sink *sink, wf_error *err)
{
    const char *rest = "";
    size_t rest_size = 0;
    bool is_last = false;
    wf_zip_taken taken = {0};
    while (!is_last && !taken.done) {
        slot *s = wait_for_slot(r);
        is_last = s->is_last;
        if (is_last && r->status != WF_OK)
            return r->status;
        char *data;
        size_t n = rest_size + s->made;
        taken.used = 0;
        WF_TRY(join_bytes(r, s, rest, rest_size, &data, err));
        WF_TRY(sink->take(sink->context, data, n, is_last, &taken, err));
        rest = data + taken.used;
        rest_size = n - taken.used;
        WF_TRY(keep_rest(r, s, &rest, rest_size, err));
        count(r, &r->emptied);
    }
    return WF_OK;
}

static void ring_free(ring *r)
{
    for (size_t i = 0; i < SLOTS; i++)
        wf_alloc_free(r->slots[i].buffer);
    wf_gate_free(r->gate);
    wf_alloc_free(r);
}

static ring *ring_new(void)
{
    ring *r = wf_alloc_zeroed(sizeof *r);
    if (!r)
        return NULL;
    bool is_whole = (r->gate = wf_gate_new()) != NULL;
    for (size_t i = 0; i < SLOTS && is_whole; i++) {
        r->slots[i].buffer = wf_alloc(HEADROOM + ZIP_WINDOW + WF_ZIP_PADDING);
        is_whole = r->slots[i].buffer != NULL;
    }
    if (is_whole)
        return r;
    ring_free(r);
    return NULL;
}

static void cancel(ring *r)
{
    wf_gate_lock(r->gate);
    r->is_cancelled = true;
    wf_gate_ring(r->gate);
    wf_gate_unlock(r->gate);
}

wf_status wf_zip_stream_threaded(wf_zip *zip, const wf_zip_member *member,
                                 const wf_zip_sink *sink, wf_zip_outcome *outcome,
                                 wf_error *err)
{
    if (member->packed < THREAD_FROM || member->method != ZIP_DEFLATED)
        return wf_zip_stream(zip, member, sink, outcome, err);
    ring *r = ring_new();
    if (!r)
        return wf_zip_stream(zip, member, sink, outcome, err);
    wf_status status = zip_stream_begin(&r->stream, zip, member, err);
    if (status != WF_OK) {
        ring_free(r);
        return status;
    }
    status = zip_stream_steps(&r->stream, err);
    wf_thread *thread = status == WF_OK ? wf_thread_start(inflate_all, r) : NULL;
    if (!thread) {
        zip->is_streaming = false;
        zip->packed_total -= r->stream.packed_size;
        ring_free(r);
        return wf_zip_stream(zip, member, sink, outcome, err);
    }
    status = drain(r, sink, err);
    cancel(r);
    wf_thread_join(thread);
    if (status == r->status && status != WF_OK && err && err->code == WF_OK)
        *err = r->error;
    zip_stream_end(&r->stream, status == WF_OK ? outcome : NULL);
    ring_free(r);
    return status;
}
