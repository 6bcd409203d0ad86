#ifndef WF_ZIP_SCENE_H
#define WF_ZIP_SCENE_H
/* Packages for tests and fuzzers: members as they are, packed into a zip without
 * compression. */
#include "engine/base/strbuf.h"

typedef struct zip_part {
    const char *name;
    wf_str bytes;
} zip_part;

/* One member of a zip, stored: APPNOTE.TXT 4.3.7 and 4.3.12. */
static inline uint32_t scene_crc(const uint8_t *data, size_t n)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static inline void scene_number(wf_strbuf *b, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        wf_strbuf_add_char(b, (char)(value >> (8 * i) & 0xFF));
}

static inline void scene_header(wf_strbuf *b, wf_str name, wf_str text)
{
    scene_number(b, 0, 4); /* flags, method: stored */
    scene_number(b, 0x00210000, 4);
    scene_number(b, scene_crc((const uint8_t *)text.p, text.n), 4);
    scene_number(b, (uint32_t)text.n, 4);
    scene_number(b, (uint32_t)text.n, 4);
    scene_number(b, (uint32_t)name.n, 2);
    scene_number(b, 0, 2);
}

static inline wf_str scene_zip(wf_arena *arena, const zip_part *parts, size_t count)
{
    wf_strbuf b = wf_strbuf_in(arena, 64u << 20), directory = b;
    for (size_t i = 0; i < count; i++) {
        wf_str name = wf_str_from(parts[i].name), text = parts[i].bytes;
        uint32_t offset = (uint32_t)b.n;
        wf_strbuf_add(&b, WF_STR("PK\x03\x04\x14"));
        wf_strbuf_add_char(&b, 0);
        scene_header(&b, name, text);
        wf_strbuf_add(&b, name);
        wf_strbuf_add(&b, text);
        wf_strbuf_add(&directory, WF_STR("PK\x01\x02\x14"));
        wf_strbuf_add_char(&directory, 0);
        scene_number(&directory, 20, 2);
        scene_header(&directory, name, text);
        scene_number(&directory, 0, 2); /* comment */
        scene_number(&directory, 0, 4); /* disk, attributes */
        scene_number(&directory, 0, 4);
        scene_number(&directory, offset, 4);
        wf_strbuf_add(&directory, name);
    }
    uint32_t start = (uint32_t)b.n;
    wf_strbuf_add(&b, wf_strbuf_str(&directory));
    wf_strbuf_add(&b, WF_STR("PK\x05\x06"));
    scene_number(&b, 0, 4);
    scene_number(&b, (uint32_t)count, 2);
    scene_number(&b, (uint32_t)count, 2);
    scene_number(&b, (uint32_t)directory.n, 4);
    scene_number(&b, start, 4);
    scene_number(&b, 0, 2);
    return wf_strbuf_str(&b);
}

#endif
