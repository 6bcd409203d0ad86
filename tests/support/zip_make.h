#ifndef ZIP_MAKE_H
#define ZIP_MAKE_H
/* Zip packages made in memory for tests: right ones, and ones whose headers lie. */
#include "formats/container/zip_private.h"
#include "tests/support/wf_test.h"

#include <stdlib.h>
#include <zlib.h>

typedef struct zip_part {
    const char *name;
    const char *data;
    size_t size; /* 0: strlen(data) */
    bool stored;
    bool descriptor;   /* sizes behind the data, zeros in the local header */
    uint32_t lie_size; /* added to the inflated size in the directory */
    uint32_t lie_crc;
    uint32_t lie_offset;
} zip_part;

typedef struct zip_made {
    uint8_t *p;
    size_t n, cap;
    size_t directory; /* where it starts */
} zip_made;

static inline void zip_put(zip_made *z, const void *data, size_t n)
{
    if (z->n + n > z->cap) {
        z->cap = (z->n + n) * 2 + 1024;
        z->p = realloc(z->p, z->cap);
        assert_non_null(z->p);
    }
    if (n > 0)
        memcpy(z->p + z->n, data, n);
    z->n += n;
}

static inline void zip_put16(zip_made *z, unsigned v)
{
    uint8_t b[2] = {(uint8_t)v, (uint8_t)(v >> 8)};
    zip_put(z, b, 2);
}

static inline void zip_put32(zip_made *z, uint32_t v)
{
    zip_put16(z, v & 0xFFFF);
    zip_put16(z, v >> 16);
}

/* Raw deflate; the caller frees. */
static inline uint8_t *zip_pack(const char *data, size_t size, size_t *packed_size)
{
    z_stream s = {0};
    assert_int_equal(deflateInit2(&s, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&s, (uLong)size);
    uint8_t *out = malloc(room);
    assert_non_null(out);
    uint8_t *in = malloc(size + 1);
    assert_non_null(in);
    memcpy(in, data, size);
    s.next_in = in;
    s.avail_in = (uInt)size;
    s.next_out = out;
    s.avail_out = (uInt)room;
    assert_int_equal(deflate(&s, Z_FINISH), Z_STREAM_END);
    *packed_size = s.total_out;
    (void)deflateEnd(&s);
    free(in);
    return out;
}

static inline zip_made zip_make(const zip_part *parts, size_t count)
{
    zip_made z = {0}, directory = {0};
    for (size_t i = 0; i < count; i++) {
        const zip_part *part = &parts[i];
        size_t size = part->size ? part->size : strlen(part->data);
        size_t packed_size = size;
        uint8_t *packed = part->stored ? NULL : zip_pack(part->data, size, &packed_size);
        uint32_t crc =
            (uint32_t)crc32(0, (const Bytef *)part->data, (uInt)size) + part->lie_crc;
        unsigned flags = part->descriptor ? 8 : 0, method = part->stored ? 0 : 8;
        uint32_t header = (uint32_t)z.n;
        zip_put32(&z, ZIP_LOCAL_HEADER);
        zip_put16(&z, 20);
        zip_put16(&z, flags);
        zip_put16(&z, method);
        zip_put32(&z, 0x00210000);
        zip_put32(&z, part->descriptor ? 0 : crc);
        zip_put32(&z, part->descriptor ? 0 : (uint32_t)packed_size);
        zip_put32(&z, part->descriptor ? 0 : (uint32_t)size + part->lie_size);
        zip_put16(&z, (unsigned)strlen(part->name));
        zip_put16(&z, 0);
        zip_put(&z, part->name, strlen(part->name));
        zip_put(&z, part->stored ? (const void *)part->data : packed, packed_size);
        if (part->descriptor) {
            zip_put32(&z, ZIP_DESCRIPTOR);
            zip_put32(&z, crc);
            zip_put32(&z, (uint32_t)packed_size);
            zip_put32(&z, (uint32_t)size);
        }
        zip_put32(&directory, ZIP_CENTRAL_HEADER);
        zip_put16(&directory, 20);
        zip_put16(&directory, 20);
        zip_put16(&directory, flags);
        zip_put16(&directory, method);
        zip_put32(&directory, 0x00210000);
        zip_put32(&directory, crc);
        zip_put32(&directory, (uint32_t)packed_size);
        zip_put32(&directory, (uint32_t)size + part->lie_size);
        zip_put16(&directory, (unsigned)strlen(part->name));
        zip_put32(&directory, 0);
        zip_put32(&directory, 0);
        zip_put32(&directory, 0);
        zip_put32(&directory, header + part->lie_offset);
        zip_put(&directory, part->name, strlen(part->name));
        free(packed);
    }
    z.directory = z.n;
    zip_put(&z, directory.p, directory.n);
    zip_put32(&z, 0x06054b50);
    zip_put32(&z, 0);
    zip_put16(&z, (unsigned)count);
    zip_put16(&z, (unsigned)count);
    zip_put32(&z, (uint32_t)directory.n);
    zip_put32(&z, (uint32_t)z.directory);
    zip_put16(&z, 0);
    free(directory.p);
    return z;
}

#endif
