#include "formats/container/inflate.h"

#include "engine/base/alloc.h"
#include "engine/base/ckd.h"
#include "engine/base/compiler.h"

#ifndef WF_NO_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif
#endif
#define ZLIB_CONST
#include <string.h>
#include <zlib.h>

/* Both libraries count in 32 bits. */
#define SLICE ((size_t)1 << 30)
/* What a library is given at once; behind it a mapping can be let go. */
#define INPUT_SLICE ((size_t)4 << 20)

struct wf_inflate {
    const uint8_t *slice; /* that the library has; what is before it is done with */
    const uint8_t *rest;  /* input that the library has not been given yet */
    size_t rest_size;
    bool is_over; /* ended or failed: no more steps */
    wf_inflate_result last;
    z_stream zlib;
#ifndef WF_NO_ISAL
    struct libdeflate_decompressor *whole; /* NULL: there is no memory for it */
    struct inflate_state isal;
#endif
};

static void start(wf_inflate *inflate, const uint8_t *packed, size_t size)
{
    inflate->slice = inflate->rest = packed;
    inflate->rest_size = size;
    inflate->is_over = false;
    inflate->last = WF_INFLATE_MORE;
}

static wf_inflate_result over(wf_inflate *inflate, wf_inflate_result result)
{
    inflate->is_over = true;
    inflate->last = result;
    return result;
}

static const uint8_t *next_slice(wf_inflate *inflate, uint32_t *size_out)
{
    const uint8_t *slice = inflate->rest;
    size_t n = wf_min_size(inflate->rest_size, INPUT_SLICE);
    inflate->slice = slice;
    inflate->rest += n;
    inflate->rest_size -= n;
    *size_out = (uint32_t)n;
    return slice;
}

#ifndef WF_NO_ISAL
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx"))) static void clear_upper_halves(void)
{
    _mm256_zeroupper();
}
#endif

/* ISA-L's vector code leaves the upper halves of the registers in use, after which each
 * SSE instruction of ours waits for them: a quarter of the time of a small document. */
static void leave_vectors(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx"))
        clear_upper_halves();
#endif
}

static wf_inflate *isal_new(void)
{
    /* Not cleared: isal_inflate_reset sets what the decoder reads before it writes, and
     * the tables are larger than most parts. */
    wf_inflate *inflate = wf_alloc(sizeof *inflate);
    if (inflate)
        inflate->whole = libdeflate_alloc_decompressor();
    return inflate;
}

static void isal_begin(wf_inflate *inflate, const uint8_t *packed, size_t size)
{
    start(inflate, packed, size);
    isal_inflate_init(&inflate->isal);
    inflate->isal.crc_flag = ISAL_DEFLATE;
}

static wf_inflate_result isal_step(wf_inflate *inflate, uint8_t *out, size_t room,
                                   size_t *made_out)
{
    *made_out = 0;
    if (inflate->is_over)
        return inflate->last;
    struct inflate_state *s = &inflate->isal;
    uint32_t wanted = (uint32_t)wf_min_size(room, SLICE);
    s->next_out = out;
    s->avail_out = wanted;
    while (s->avail_out > 0) {
        if (s->avail_in == 0 && inflate->rest_size > 0) {
            const uint8_t *slice = next_slice(inflate, &s->avail_in);
            memcpy(&s->next_in, &slice, sizeof slice); /* no const there; it only reads */
        }
        uint32_t room_before = s->avail_out;
        int result = isal_inflate(s);
        leave_vectors();
        *made_out = wanted - s->avail_out;
        if (result != ISAL_DECOMP_OK)
            return over(inflate, WF_INFLATE_BAD);
        if (s->block_state == ISAL_BLOCK_FINISH)
            return over(inflate, WF_INFLATE_END);
        if (s->avail_out == room_before && s->avail_in == 0 && inflate->rest_size == 0)
            return over(inflate, WF_INFLATE_MORE);
    }
    return WF_INFLATE_MORE;
}

static wf_inflate_result isal_whole(struct inflate_state *s, wf_str packed, uint8_t *out,
                                    size_t room, size_t *made_out)
{
    isal_inflate_init(s);
    s->crc_flag = ISAL_DEFLATE;
    memcpy(&s->next_in, &packed.p, sizeof packed.p);
    s->avail_in = (uint32_t)wf_min_size(packed.n, SLICE);
    s->next_out = out;
    s->avail_out = (uint32_t)wf_min_size(room, SLICE);
    int result = isal_inflate_stateless(s);
    leave_vectors();
    *made_out = (size_t)(s->next_out - out);
    if (result == ISAL_DECOMP_OK)
        return WF_INFLATE_END;
    return result == ISAL_OUT_OVERFLOW || result == ISAL_END_INPUT ? WF_INFLATE_MORE
                                                                   : WF_INFLATE_BAD;
}

/* Its own function, so that the 85 KiB stand on the stack only where they are needed;
 * clearing them would cost more than the work. */
static wf_inflate_result isal_on_stack(wf_str packed, uint8_t *out, size_t room,
                                       size_t *made_out)
{
    WF_UNINITIALIZED struct inflate_state s;
    return isal_whole(&s, packed, out, room, made_out);
}

static wf_inflate_result isal_once(wf_inflate *scratch, wf_str packed, uint8_t *out,
                                   size_t room, size_t *made_out)
{
    return scratch ? isal_whole(&scratch->isal, packed, out, room, made_out)
                   : isal_on_stack(packed, out, room, made_out);
}

/* libdeflate builds its tables faster, which is most of the work on a small part; but it
 * gives all or nothing. What it does not take, ISA-L judges. */
static wf_inflate_result libdeflate_all(wf_inflate *scratch, wf_str packed, uint8_t *out,
                                        size_t room, size_t *made_out)
{
    if (scratch->whole &&
        libdeflate_deflate_decompress(scratch->whole, packed.p, packed.n, out, room,
                                      made_out) == LIBDEFLATE_SUCCESS)
        return WF_INFLATE_END;
    return isal_whole(&scratch->isal, packed, out, room, made_out);
}

static void isal_free(wf_inflate *inflate)
{
    if (!inflate)
        return;
    libdeflate_free_decompressor(inflate->whole);
    wf_alloc_free(inflate);
}

static uint32_t isal_crc(uint32_t crc, const uint8_t *data, size_t size)
{
    crc = crc32_gzip_refl(crc, data, size);
    leave_vectors();
    return crc;
}

static const wf_inflate_method isal_method = {
    .name = "isa-l",
    .new = isal_new,
    .begin = isal_begin,
    .step = isal_step,
    .once = isal_once,
    .all = libdeflate_all,
    .free = isal_free,
    .crc = isal_crc,
};
#endif

static void *zlib_alloc(void *unused, unsigned n, unsigned size)
{
    size_t bytes;
    (void)unused;
    return wf_ckd_mul(&bytes, (size_t)n, (size_t)size) ? NULL : wf_alloc_zeroed(bytes);
}

static void zlib_release(void *unused, void *p)
{
    (void)unused;
    wf_alloc_free(p);
}

static wf_inflate *zlib_new(void)
{
    wf_inflate *inflate = wf_alloc_zeroed(sizeof *inflate);
    if (!inflate)
        return NULL;
    inflate->zlib.zalloc = zlib_alloc;
    inflate->zlib.zfree = zlib_release;
    if (inflateInit2(&inflate->zlib, -MAX_WBITS) != Z_OK) {
        wf_alloc_free(inflate);
        return NULL;
    }
    return inflate;
}

static void zlib_begin(wf_inflate *inflate, const uint8_t *packed, size_t size)
{
    start(inflate, packed, size);
    inflate->zlib.next_in = NULL;
    inflate->zlib.avail_in = 0;
    if (inflateReset(&inflate->zlib) != Z_OK)
        (void)over(inflate, WF_INFLATE_BAD);
}

static wf_inflate_result zlib_step(wf_inflate *self, uint8_t *out, size_t room,
                                   size_t *made_out)
{
    *made_out = 0;
    if (self->is_over)
        return self->last;
    z_stream *z = &self->zlib;
    uint32_t wanted = (uint32_t)wf_min_size(room, SLICE);
    z->next_out = out;
    z->avail_out = wanted;
    while (z->avail_out > 0) {
        if (z->avail_in == 0 && self->rest_size > 0)
            z->next_in = next_slice(self, &z->avail_in);
        int result = inflate(z, Z_NO_FLUSH);
        *made_out = wanted - z->avail_out;
        if (result == Z_STREAM_END)
            return over(self, WF_INFLATE_END);
        if (result == Z_BUF_ERROR && z->avail_in == 0 && self->rest_size == 0)
            return over(self, WF_INFLATE_MORE);
        if (result != Z_OK)
            return over(self, WF_INFLATE_BAD);
    }
    return WF_INFLATE_MORE;
}

static void zlib_free(wf_inflate *inflate)
{
    if (!inflate)
        return;
    (void)inflateEnd(&inflate->zlib);
    wf_alloc_free(inflate);
}

static wf_inflate_result zlib_once(wf_inflate *scratch, wf_str packed, uint8_t *out,
                                   size_t room, size_t *made_out)
{
    wf_inflate *inflate = scratch ? scratch : zlib_new();
    *made_out = 0;
    if (!inflate)
        return WF_INFLATE_BAD;
    zlib_begin(inflate, (const uint8_t *)packed.p, packed.n);
    wf_inflate_result result = zlib_step(inflate, out, room, made_out);
    /* The end mark may stand behind the last byte: ask for one byte more. */
    uint8_t spare;
    size_t extra = 0;
    if (result == WF_INFLATE_MORE && *made_out == room)
        result = zlib_step(inflate, &spare, 1, &extra);
    if (!scratch)
        zlib_free(inflate);
    return extra > 0 ? WF_INFLATE_MORE : result;
}

static uint32_t zlib_crc(uint32_t crc, const uint8_t *data, size_t size)
{
    return (uint32_t)crc32_z(crc, data, size);
}

static const wf_inflate_method zlib_method = {
    .name = "zlib",
    .new = zlib_new,
    .begin = zlib_begin,
    .step = zlib_step,
    .once = zlib_once,
    .all = zlib_once,
    .free = zlib_free,
    .crc = zlib_crc,
};

const uint8_t *wf_inflate_behind(const wf_inflate *inflate)
{
    return inflate->slice;
}

const wf_inflate_method *const *wf_inflate_methods(void)
{
    static const wf_inflate_method *const methods[] = {
#ifndef WF_NO_ISAL
        &isal_method,
#endif
        &zlib_method,
        NULL,
    };
    return methods;
}
