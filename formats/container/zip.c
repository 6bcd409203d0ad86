#include "formats/container/zip.h"

#include "engine/base/alloc.h"
#include "engine/base/ckd.h"
#include "engine/base/cursor.h"
#include "formats/container/zip_private.h"

enum {
    END_RECORD = 0x06054b50,
    END_SIZE = 22,
    END_SEARCH = END_SIZE + 65535 + 4096, /* comment, and some bytes glued on behind */
    ZIP64_LOCATOR = 0x07064b50,
    ZIP64_LOCATOR_SIZE = 20,
    ZIP64_END_RECORD = 0x06064b50,
    ZIP64_EXTRA = 0x0001,
    FLAG_ENCRYPTED = 1,
    FLAG_DESCRIPTOR = 8,
    PEEK_LOCALS = 100000 /* steps of a probe over a broken file */
};

/* Where the central directory stands. */
typedef struct directory {
    uint64_t offset, size, entries;
    uint64_t shift; /* bytes in front of the archive (self-extractors, mail gateways) */
} directory;

bool wf_zip_is_zip(const wf_input *in)
{
    wf_cursor c = wf_cursor_over(in->data, in->size);
    uint32_t mark = wf_cursor_u32(&c);
    return !c.bad && (mark == ZIP_LOCAL_HEADER || mark == END_RECORD);
}

/* The zip64 end record, where the locator in front of the end record points to one. */
static void read_zip64_end(const uint8_t *data, size_t size, size_t end, directory *dir)
{
    if (end < ZIP64_LOCATOR_SIZE)
        return;
    wf_cursor c = wf_cursor_at(data, size, end - ZIP64_LOCATOR_SIZE);
    if (wf_cursor_u32(&c) != ZIP64_LOCATOR)
        return;
    wf_cursor_skip(&c, 4);
    uint64_t at = wf_cursor_u64(&c);
    if (c.bad || at > size)
        return;
    c = wf_cursor_at(data, size, (size_t)at);
    if (wf_cursor_u32(&c) != ZIP64_END_RECORD)
        return;
    wf_cursor_skip(&c, 28);
    directory found = {.entries = wf_cursor_u64(&c)};
    found.size = wf_cursor_u64(&c);
    found.offset = wf_cursor_u64(&c);
    if (!c.bad)
        *dir = found;
}

/* The directory ends where the end record begins; what a header says of its start may be
 * off by bytes that were put in front of the archive. */
static bool check_directory(const uint8_t *data, size_t size, size_t end, directory *dir)
{
    if (dir->size > end || dir->offset > size)
        return false;
    uint64_t start = end - dir->size;
    wf_cursor c = wf_cursor_at(data, size, (size_t)dir->offset);
    if (dir->entries == 0 || wf_cursor_u32(&c) == ZIP_CENTRAL_HEADER)
        return true;
    c = wf_cursor_at(data, size, (size_t)start);
    if (start < dir->offset || wf_cursor_u32(&c) != ZIP_CENTRAL_HEADER)
        return false;
    dir->shift = start - dir->offset;
    dir->offset = start;
    return true;
}

static bool find_directory(const uint8_t *data, size_t size, directory *out)
{
    size_t lowest = size > END_SEARCH ? size - END_SEARCH : 0;
    for (size_t end = size >= END_SIZE ? size - END_SIZE + 1 : 0; end-- > lowest;) {
        if (data[end] != 'P' || data[end + 1] != 'K')
            continue;
        wf_cursor c = wf_cursor_at(data, size, end);
        if (wf_cursor_u32(&c) != END_RECORD)
            continue;
        wf_cursor_skip(&c, 6);
        directory dir = {.entries = wf_cursor_u16(&c)};
        dir.size = wf_cursor_u32(&c);
        dir.offset = wf_cursor_u32(&c);
        read_zip64_end(data, size, end, &dir);
        if (!c.bad && check_directory(data, size, end, &dir)) {
            *out = dir;
            return true;
        }
    }
    return false;
}

/* Sizes and offset of 2^32 - 1 stand for those in the zip64 extra field, in this order.
 */
static void read_zip64_extra(wf_cursor extra, wf_zip_member *m)
{
    while (extra.n >= 4 && !extra.bad) {
        uint16_t id = wf_cursor_u16(&extra);
        uint16_t length = wf_cursor_u16(&extra);
        wf_cursor field = wf_cursor_sub(&extra, length);
        if (id != ZIP64_EXTRA || field.bad)
            continue;
        if (m->inflated == UINT32_MAX)
            m->inflated = wf_cursor_u64(&field);
        if (m->packed == UINT32_MAX)
            m->packed = wf_cursor_u64(&field);
        if (m->header == UINT32_MAX)
            m->header = wf_cursor_u64(&field);
        return;
    }
}

/* One entry of the central directory; false where there is none. */
static bool read_entry(wf_cursor *c, wf_zip_member *m)
{
    if (wf_cursor_u32(c) != ZIP_CENTRAL_HEADER)
        return false;
    wf_cursor_skip(c, 4);
    uint16_t flags = wf_cursor_u16(c);
    *m = (wf_zip_member){.method = wf_cursor_u16(c)};
    m->is_encrypted = flags & FLAG_ENCRYPTED;
    wf_cursor_skip(c, 4);
    m->crc = wf_cursor_u32(c);
    m->packed = wf_cursor_u32(c);
    m->inflated = wf_cursor_u32(c);
    uint16_t name = wf_cursor_u16(c), extra = wf_cursor_u16(c),
             comment = wf_cursor_u16(c);
    wf_cursor_skip(c, 8);
    m->header = wf_cursor_u32(c);
    const uint8_t *name_bytes = wf_cursor_bytes(c, name);
    wf_cursor extra_bytes = wf_cursor_sub(c, extra);
    wf_cursor_skip(c, comment);
    if (c->bad)
        return false;
    m->name = (wf_str){.p = (const char *)name_bytes, .n = name};
    read_zip64_extra(extra_bytes, m);
    return true;
}

bool zip_member_bytes(const uint8_t *data, size_t size, const wf_zip_member *member,
                      const uint8_t **bytes_out, size_t *size_out)
{
    if (member->header > size)
        return false;
    wf_cursor c = wf_cursor_at(data, size, (size_t)member->header);
    if (wf_cursor_u32(&c) != ZIP_LOCAL_HEADER)
        return false;
    wf_cursor_skip(&c, 22);
    uint16_t name = wf_cursor_u16(&c), extra = wf_cursor_u16(&c);
    wf_cursor_skip(&c, (size_t)name + extra);
    if (c.bad)
        return false;
    *bytes_out = c.p;
    *size_out = member->packed < c.n ? (size_t)member->packed : c.n;
    return true;
}

/* Room for one more member; on the heap, for it may have to grow. */
static wf_status add_member(wf_zip *zip, const wf_zip_member *member, wf_error *err)
{
    if (zip->count >= zip->limits->members)
        return wf_fail_limit(err, NULL, "members", zip->limits->members);
    if (zip->count == zip->capacity) {
        size_t capacity = zip->capacity ? zip->capacity * 2 : 32;
        size_t bytes;
        if (wf_ckd_mul(&bytes, capacity, sizeof *zip->members))
            return wf_fail_memory(err);
        wf_zip_member *grown = wf_alloc(bytes);
        if (!grown)
            return wf_fail_memory(err);
        if (zip->count > 0)
            memcpy(grown, zip->members, zip->count * sizeof *grown);
        wf_alloc_free(zip->members);
        zip->members = grown;
        zip->capacity = capacity;
    }
    zip->members[zip->count++] = *member;
    return WF_OK;
}

static wf_status read_directory(wf_zip *zip, const directory *dir, wf_error *err)
{
    wf_cursor c = wf_cursor_at(zip->data, zip->size, (size_t)dir->offset);
    wf_zip_member member;
    /* The count of entries is only a hint: several writers get it wrong past 65,535. */
    while (c.n > 0 && read_entry(&c, &member)) {
        if (wf_ckd_add(&member.header, member.header, dir->shift))
            continue;
        WF_TRY(add_member(zip, &member, err));
    }
    return WF_OK;
}

/* Length of a member whose local header leaves it to a descriptor behind the data: up to
 * the next header's mark. A mark inside packed data would cut it short; the CRC then
 * tells. */
static uint64_t length_to_next_mark(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i + 4 <= n; i++) {
        const uint8_t *k = memchr(p + i, 'P', n - i);
        if (!k)
            break;
        i = (size_t)(k - p);
        wf_cursor c = wf_cursor_over(k, n - i);
        uint32_t mark = wf_cursor_u32(&c);
        if (!c.bad && (mark == ZIP_LOCAL_HEADER || mark == ZIP_CENTRAL_HEADER ||
                       mark == ZIP_DESCRIPTOR))
            return i;
    }
    return n;
}

/* A local header at `at`: its member, and where to look for the next. */
static bool read_local(const wf_zip *zip, size_t at, wf_zip_member *m, size_t *next_out)
{
    wf_cursor c = wf_cursor_at(zip->data, zip->size, at);
    wf_cursor_skip(&c, 6);
    uint16_t flags = wf_cursor_u16(&c);
    *m = (wf_zip_member){.header = at, .method = wf_cursor_u16(&c)};
    m->is_encrypted = flags & FLAG_ENCRYPTED;
    wf_cursor_skip(&c, 4);
    m->crc = wf_cursor_u32(&c);
    m->packed = wf_cursor_u32(&c);
    m->inflated = wf_cursor_u32(&c);
    uint16_t name = wf_cursor_u16(&c), extra = wf_cursor_u16(&c);
    const uint8_t *name_bytes = wf_cursor_bytes(&c, name);
    wf_cursor extra_bytes = wf_cursor_sub(&c, extra);
    if (c.bad || name == 0)
        return false;
    m->name = (wf_str){.p = (const char *)name_bytes, .n = name};
    read_zip64_extra(extra_bytes, m);
    if (flags & FLAG_DESCRIPTOR && m->packed == 0)
        m->packed = length_to_next_mark(c.p, c.n);
    if (flags & FLAG_DESCRIPTOR)
        m->crc = 0; /* stands behind the data: not looked for */
    size_t start = zip->size - c.n;
    *next_out = start + (size_t)(m->packed < c.n ? m->packed : c.n);
    return true;
}

static wf_status rebuild_directory(wf_zip *zip, wf_error *err)
{
    zip->count = 0;
    zip->is_rebuilt = true;
    for (size_t at = 0; at + ZIP_LOCAL_SIZE <= zip->size;) {
        const uint8_t *p = memchr(zip->data + at, 'P', zip->size - at);
        if (!p)
            break;
        at = (size_t)(p - zip->data);
        wf_cursor c = wf_cursor_at(zip->data, zip->size, at);
        wf_zip_member member;
        size_t next;
        if (wf_cursor_u32(&c) == ZIP_LOCAL_HEADER &&
            read_local(zip, at, &member, &next)) {
            WF_TRY(add_member(zip, &member, err));
            at = next;
        } else {
            at++;
        }
    }
    return WF_OK;
}

/* A directory that points anywhere but at local headers is worth less than the headers.
 */
static bool is_directory_true(const wf_zip *zip)
{
    const uint8_t *bytes;
    size_t size;
    for (size_t i = 0; i < zip->count; i++)
        if (!zip_member_bytes(zip->data, zip->size, &zip->members[i], &bytes, &size))
            return false;
    return zip->count > 0;
}

static wf_status open_directory(wf_zip *zip, wf_error *err)
{
    directory dir = {0};
    if (find_directory(zip->data, zip->size, &dir))
        WF_TRY(read_directory(zip, &dir, err));
    if (!is_directory_true(zip))
        WF_TRY(rebuild_directory(zip, err));
    zip->window_first = ZIP_WINDOW_LEAST;
    for (size_t i = 0; i < zip->count; i++)
        if (zip->members[i].inflated > zip->window_first)
            zip->window_first = zip->members[i].inflated < ZIP_WINDOW
                                    ? (size_t)zip->members[i].inflated
                                    : ZIP_WINDOW;
    if (zip->count == 0)
        return wf_fail(err, WF_E_FORMAT, NULL, "a zip file without anything in it");
    return WF_OK;
}

wf_status wf_zip_open(const wf_input *in, const wf_limits *limits, wf_zip **out,
                      wf_error *err)
{
    wf_zip *zip = wf_alloc_zeroed(sizeof *zip);
    if (!zip)
        return wf_fail_memory(err);
    zip->data = in->data;
    zip->size = in->size;
    zip->is_mapped = in->mapped > 0;
    zip->limits = limits ? limits : wf_limits_default();
    zip->method = wf_inflate_methods()[0];
    wf_status status = open_directory(zip, err);
    if (status != WF_OK) {
        wf_zip_close(zip);
        return status;
    }
    *out = zip;
    return WF_OK;
}

void wf_zip_close(wf_zip *zip)
{
    if (!zip)
        return;
    zip->method->free(zip->inflate);
    wf_alloc_free(zip->window);
    wf_alloc_free(zip->members);
    wf_alloc_free(zip);
}

bool wf_zip_is_rebuilt(const wf_zip *zip)
{
    return zip->is_rebuilt;
}

size_t wf_zip_count(const wf_zip *zip)
{
    return zip->count;
}

const wf_zip_member *wf_zip_member_at(const wf_zip *zip, size_t index)
{
    return &zip->members[index];
}

static char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    if (c == '\\')
        return '/';
    return c;
}

static wf_str without_slash(wf_str name)
{
    return name.n > 0 && fold(name.p[0]) == '/' ? wf_str_sub(name, 1, name.n) : name;
}

static bool same_name(wf_str a, wf_str b)
{
    a = without_slash(a);
    if (a.n != b.n)
        return false;
    for (size_t i = a.n; i-- > 0;) /* part names differ at their ends */
        if (fold(a.p[i]) != fold(b.p[i]))
            return false;
    return true;
}

const wf_zip_member *wf_zip_find(const wf_zip *zip, wf_str name)
{
    name = without_slash(name);
    for (size_t i = zip->count; i-- > 0;)
        if (same_name(zip->members[i].name, name))
            return &zip->members[i];
    return NULL;
}

static size_t peek_member(const wf_input *in, const wf_zip_member *member, char *buffer,
                          size_t room)
{
    const uint8_t *packed;
    size_t size, made = 0;
    if (member->is_encrypted ||
        !zip_member_bytes(in->data, in->size, member, &packed, &size))
        return 0;
    if (member->method == ZIP_STORED) {
        made = wf_min_size(size, room);
        memcpy(buffer, packed, made);
    } else if (member->method == ZIP_DEFLATED) {
        const wf_str bytes = {.p = (const char *)packed, .n = size};
        if (wf_inflate_methods()[0]->once(NULL, bytes, (uint8_t *)buffer, room, &made) ==
            WF_INFLATE_BAD)
            made = 0;
    }
    return made;
}

/* The last member of that name; `m` untouched where there is none. */
static bool peek_directory(const wf_input *in, const directory *dir, wf_str name,
                           wf_zip_member *m)
{
    wf_cursor c = wf_cursor_at(in->data, in->size, (size_t)dir->offset);
    wf_zip_member member;
    bool found = false;
    while (c.n > 0 && read_entry(&c, &member)) {
        if (!same_name(member.name, name) ||
            wf_ckd_add(&member.header, member.header, dir->shift))
            continue;
        *m = member;
        found = true;
    }
    return found;
}

uint32_t wf_zip_has(const wf_input *in, const char *const *names, size_t count)
{
    directory dir;
    wf_zip_member member;
    uint32_t found = 0;
    if (!find_directory(in->data, in->size, &dir))
        return 0;
    wf_cursor c = wf_cursor_at(in->data, in->size, (size_t)dir.offset);
    while (c.n > 0 && read_entry(&c, &member))
        for (size_t i = 0; i < count; i++)
            if (same_name(member.name, wf_str_from(names[i])))
                found |= UINT32_C(1) << i;
    return found;
}

size_t wf_zip_peek(const wf_input *in, wf_str name, char *buffer, size_t room)
{
    directory dir;
    wf_zip_member member;
    name = without_slash(name);
    if (find_directory(in->data, in->size, &dir) &&
        peek_directory(in, &dir, name, &member))
        return peek_member(in, &member, buffer, room);
    /* A broken directory: the first local headers, one behind the other. */
    const wf_zip local = {.data = in->data, .size = in->size};
    size_t at = 0;
    for (unsigned i = 0; i < PEEK_LOCALS; i++) {
        const uint8_t *p =
            at < in->size ? memchr(in->data + at, 'P', in->size - at) : NULL;
        if (!p)
            break;
        at = (size_t)(p - in->data);
        wf_cursor c = wf_cursor_at(in->data, in->size, at);
        if (wf_cursor_u32(&c) != ZIP_LOCAL_HEADER ||
            !read_local(&local, at, &member, &at))
            at++;
        else if (same_name(member.name, name))
            return peek_member(in, &member, buffer, room);
    }
    return 0;
}
