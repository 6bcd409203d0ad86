#include "formats/container/ole.h"

#include "engine/base/ckd.h"
#include "engine/base/cursor.h"
#include "engine/base/utf8.h"

/* [MS-CFB] 2.1: sector numbers with a meaning of their own. */
#define SECTOR_MAX UINT32_C(0xFFFFFFFA)
#define ENTRY_NONE UINT32_C(0xFFFFFFFF)

enum {
    HEADER_SIZE = 512,
    HEADER_DIFAT_OFFSET = 76,
    HEADER_DIFAT_COUNT = 109,
    ENTRY_SIZE = 128,
    ENTRY_NAME_BYTES = 64,
    ENTRY_STORAGE = 1,
    ENTRY_STREAM = 2,
    ENTRY_ROOT = 5,
    PROBE_DEPTH = 64
};

static const uint8_t signature[8] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};

/* The file as sectors, with the last look-up remembered so that a walk along a chain does
 * not start at the beginning of the DIFAT each time. */
struct sectors {
    const uint8_t *data;
    size_t size;
    unsigned shift, mini_shift;
    uint32_t count; /* of sectors that begin within the file */
    uint32_t directory, mini_fat, mini_cutoff, difat;
    uint32_t fat_index, fat_sector; /* where the FAT's sector fat_index stands */
    uint32_t difat_index, difat_sector;
};

struct wf_ole {
    wf_arena *arena;
    struct sectors sectors;
    uint64_t stream_limit;
    wf_ole_entry *entries;
    size_t entry_count;
    wf_ole_stream mini_stream, mini_fat;
    bool has_mini;
};

static uint32_t u32_at(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* [MS-CFB] 2.2 */
static bool sectors_open(const wf_input *in, struct sectors *out)
{
    if (in->size < HEADER_SIZE || memcmp(in->data, signature, sizeof signature) != 0)
        return false;
    wf_cursor c = wf_cursor_at(in->data, in->size, 30);
    *out = (struct sectors){.data = in->data, .size = in->size};
    out->shift = wf_cursor_u16(&c);
    out->mini_shift = wf_cursor_u16(&c);
    wf_cursor_skip(&c, 14);
    out->directory = wf_cursor_u32(&c);
    wf_cursor_skip(&c, 4);
    out->mini_cutoff = wf_cursor_u32(&c);
    out->mini_fat = wf_cursor_u32(&c);
    wf_cursor_skip(&c, 4);
    out->difat = wf_cursor_u32(&c);
    out->fat_index = out->difat_index = UINT32_MAX;
    if (out->shift < 9 || out->shift > 16 || out->mini_shift < 3 ||
        out->mini_shift >= out->shift)
        return false;
    size_t whole = ((in->size - 1) >> out->shift); /* the header takes the first one */
    out->count = whole > SECTOR_MAX ? SECTOR_MAX : (uint32_t)whole;
    return out->count > 0;
}

/* The bytes of a sector that are there; *n_out may be short for the file's last one. */
static const uint8_t *sector_bytes(const struct sectors *s, uint32_t sector,
                                   size_t *n_out)
{
    if (sector >= s->count)
        return NULL;
    size_t offset = ((size_t)sector + 1) << s->shift;
    *n_out = wf_min_size((size_t)1 << s->shift, s->size - offset);
    return s->data + offset;
}

static bool sector_word(const struct sectors *s, uint32_t sector, size_t index,
                        uint32_t *out)
{
    size_t n = 0;
    const uint8_t *p = sector_bytes(s, sector, &n);
    if (!p || n < 4 || index > (n - 4) / 4)
        return false;
    *out = u32_at(p + index * 4);
    return true;
}

/* Which sector holds part `index` of the FAT: [MS-CFB] 2.5. The number of steps along the
 * DIFAT is bounded by the size of the FAT, which is bounded by that of the file. */
static bool fat_sector_of(struct sectors *s, uint32_t index, uint32_t *out)
{
    if (index < HEADER_DIFAT_COUNT) {
        *out = u32_at(s->data + HEADER_DIFAT_OFFSET + 4 * (size_t)index);
        return true;
    }
    uint32_t per_sector = (UINT32_C(1) << (s->shift - 2)) - 1; /* the last is a link */
    uint32_t wanted = (index - HEADER_DIFAT_COUNT) / per_sector;
    if (s->difat_index > wanted) {
        s->difat_index = 0;
        s->difat_sector = s->difat;
    }
    while (s->difat_index < wanted) {
        uint32_t next;
        if (!sector_word(s, s->difat_sector, per_sector, &next) || next >= s->count) {
            s->difat_index = UINT32_MAX;
            return false;
        }
        s->difat_sector = next;
        s->difat_index++;
    }
    return sector_word(s, s->difat_sector, (index - HEADER_DIFAT_COUNT) % per_sector,
                       out);
}

/* The sector after this one in its chain; SECTOR_MAX or above: none. */
static uint32_t sector_next(struct sectors *s, uint32_t sector)
{
    uint32_t index = sector >> (s->shift - 2);
    if (index != s->fat_index) {
        uint32_t found;
        if (!fat_sector_of(s, index, &found))
            return ENTRY_NONE;
        s->fat_index = index;
        s->fat_sector = found;
    }
    uint32_t next;
    uint32_t mask = (UINT32_C(1) << (s->shift - 2)) - 1;
    return sector_word(s, s->fat_sector, sector & mask, &next) ? next : ENTRY_NONE;
}

/* Directory entries, read one after the other along the directory's chain. */
struct directory_walk {
    struct sectors *sectors;
    uint32_t sector, steps;
    size_t offset; /* in the sector */
};

static struct directory_walk directory_begin(struct sectors *s)
{
    return (struct directory_walk){.sectors = s, .sector = s->directory};
}

/* NULL at the end. */
static const uint8_t *directory_next(struct directory_walk *walk)
{
    struct sectors *s = walk->sectors;
    if (walk->offset >> s->shift) {
        walk->sector = sector_next(s, walk->sector);
        walk->offset = 0;
        if (++walk->steps >= s->count)
            return NULL;
    }
    size_t n = 0;
    const uint8_t *p = sector_bytes(s, walk->sector, &n);
    if (!p || walk->offset > n || n - walk->offset < ENTRY_SIZE)
        return NULL;
    p += walk->offset;
    walk->offset += ENTRY_SIZE;
    return p;
}

/* [MS-CFB] 2.6.1, the fields we need. */
struct raw_entry {
    const uint8_t *name;
    size_t units; /* UTF-16 code units of the name, without its NUL */
    uint8_t type;
    uint32_t left, right, child, start;
    uint64_t size;
};

static struct raw_entry raw_entry(const uint8_t *p, unsigned shift)
{
    wf_cursor c = wf_cursor_over(p, ENTRY_SIZE);
    struct raw_entry e = {.name = wf_cursor_bytes(&c, ENTRY_NAME_BYTES)};
    size_t bytes = wf_min_size(wf_cursor_u16(&c), ENTRY_NAME_BYTES);
    e.units = bytes / 2;
    while (e.units > 0 && e.name[2 * e.units - 2] == 0 && e.name[2 * e.units - 1] == 0)
        e.units--;
    e.type = wf_cursor_u8(&c);
    wf_cursor_skip(&c, 1);
    e.left = wf_cursor_u32(&c);
    e.right = wf_cursor_u32(&c);
    e.child = wf_cursor_u32(&c);
    wf_cursor_skip(&c, 36);
    e.start = wf_cursor_u32(&c);
    e.size = wf_cursor_u64(&c);
    if (shift < 12) /* version 3: the upper half may be rubbish */
        e.size = (uint32_t)e.size;
    return e;
}

/* ASCII names only, upper and lower case alike. */
static bool raw_name_is(const struct raw_entry *e, const char *name)
{
    size_t i = 0;
    for (; i < e->units && name[i]; i++) {
        uint8_t low = e->name[2 * i];
        uint8_t want = (uint8_t)name[i];
        if (low >= 'A' && low <= 'Z')
            low = (uint8_t)(low + ('a' - 'A'));
        if (want >= 'A' && want <= 'Z')
            want = (uint8_t)(want + ('a' - 'A'));
        if (e->name[2 * i + 1] != 0 || low != want)
            return false;
    }
    return !name[i] && i == e->units;
}

/* Names that tell what a compound file is; the first of the list that is there decides.
 */
static const struct {
    const char *name;
    wf_ole_kind kind;
} known_streams[] = {
    {"EncryptedPackage", WF_OLE_ENCRYPTED},
    {"WordDocument", WF_OLE_WORD},
    {"Workbook", WF_OLE_EXCEL},
    {"Book", WF_OLE_EXCEL},
    {"PowerPoint Document", WF_OLE_POWERPOINT},
};

enum {
    KNOWN_STREAMS = sizeof known_streams / sizeof known_streams[0]
};

/* Smaller is better. */
static size_t known_rank(const uint8_t *p, unsigned shift)
{
    struct raw_entry e = raw_entry(p, shift);
    size_t i = 0;
    while (e.type == ENTRY_STREAM && i < KNOWN_STREAMS &&
           !raw_name_is(&e, known_streams[i].name))
        i++;
    return e.type == ENTRY_STREAM ? i : KNOWN_STREAMS;
}

/* The n-th directory entry, by a walk from the start: for probes, where directories are
 * short. */
static const uint8_t *directory_entry(struct sectors *s, uint32_t index)
{
    uint32_t per_sector = (UINT32_C(1) << s->shift) / ENTRY_SIZE;
    uint32_t sector = s->directory;
    for (uint32_t i = index / per_sector; i > 0 && sector < s->count; i--)
        sector = sector_next(s, sector);
    size_t n = 0;
    const uint8_t *p = sector_bytes(s, sector, &n);
    size_t offset = (size_t)(index % per_sector) * ENTRY_SIZE;
    return p && offset <= n && n - offset >= ENTRY_SIZE ? p + offset : NULL;
}

/* Best rank among the children of the root. A tree deeper than any sane writer makes, or
 * one with a loop, is given up: KNOWN_STREAMS. */
static size_t rank_in_root(struct sectors *s)
{
    uint32_t stack[PROBE_DEPTH];
    size_t depth = 0, best = KNOWN_STREAMS;
    unsigned budget = 512;
    const uint8_t *root = directory_entry(s, 0);
    if (!root)
        return best;
    stack[depth++] = raw_entry(root, s->shift).child;
    while (depth > 0 && budget-- > 0) {
        uint32_t index = stack[--depth];
        const uint8_t *p = index < 4096 ? directory_entry(s, index) : NULL;
        if (!p)
            continue;
        struct raw_entry e = raw_entry(p, s->shift);
        best = wf_min_size(best, known_rank(p, s->shift));
        if (depth + 2 > PROBE_DEPTH)
            return best;
        stack[depth++] = e.left;
        stack[depth++] = e.right;
    }
    return best;
}

wf_ole_kind wf_ole_probe(const wf_input *in)
{
    if (in->size < sizeof signature || memcmp(in->data, signature, sizeof signature) != 0)
        return WF_OLE_NONE;
    struct sectors s;
    if (!sectors_open(in, &s))
        return WF_OLE_DAMAGED;
    size_t best = rank_in_root(&s);
    if (best < KNOWN_STREAMS)
        return known_streams[best].kind;
    struct directory_walk walk = directory_begin(&s);
    const uint8_t *p = directory_next(&walk);
    if (!p)
        return WF_OLE_DAMAGED;
    for (unsigned i = 0; p && i < 4096; i++, p = directory_next(&walk))
        best = wf_min_size(best, known_rank(p, s.shift));
    return best < KNOWN_STREAMS ? known_streams[best].kind : WF_OLE_OTHER;
}

const char *wf_ole_describe(wf_ole_kind kind)
{
    switch (kind) {
    case WF_OLE_NONE:
        return "no OLE2 file";
    case WF_OLE_EXCEL:
        return "an Excel workbook (.xls)";
    case WF_OLE_WORD:
        return "a Word document (.doc)";
    case WF_OLE_ENCRYPTED:
        return "an office file that is protected by a password";
    case WF_OLE_POWERPOINT:
        return "a PowerPoint presentation (.ppt)";
    case WF_OLE_DAMAGED:
        return "a damaged OLE2 file";
    case WF_OLE_OTHER:
        return "an OLE2 file that is neither a workbook nor a Word document";
    }
    return "";
}

/* A stream as the sectors of a chain: borrowed where they follow each other in the file,
 * else copied. `size` bytes are wanted. */
static wf_status read_chain(wf_ole *ole, uint32_t start, uint64_t size,
                            wf_ole_stream *out, wf_error *err)
{
    struct sectors *s = &ole->sectors;
    size_t wanted = size > s->size ? s->size : (size_t)size;
    size_t whole = 0, offset = ((size_t)start + 1) << s->shift;
    uint32_t sector = start, previous = start;
    size_t n = 0;
    while (whole < wanted && sector < s->count &&
           (whole == 0 || sector == previous + 1)) {
        (void)sector_bytes(s, sector, &n);
        whole += n;
        previous = sector;
        sector = whole < wanted ? sector_next(s, sector) : ENTRY_NONE;
    }
    *out = (wf_ole_stream){.p = whole > 0 ? s->data + offset : s->data,
                           .n = wf_min_size(whole, wanted)};
    out->truncated = out->n < size;
    if (whole >= wanted || sector >= s->count)
        return WF_OK;
    uint8_t *copy = (uint8_t *)wf_arena_bytes(ole->arena, wanted);
    if (!copy)
        return wf_fail_memory(err);
    if (whole > 0)
        memcpy(copy, out->p, whole);
    while (whole < wanted) {
        if (sector >= s->count)
            break;
        const uint8_t *p = sector_bytes(s, sector, &n);
        n = wf_min_size(n, wanted - whole);
        memcpy(copy + whole, p, n);
        whole += n;
        sector = sector_next(s, sector);
    }
    *out = (wf_ole_stream){.p = copy, .n = whole, .truncated = whole < size};
    return WF_OK;
}

/* The container of small streams and its FAT, [MS-CFB] 2.4; read when first needed. */
static wf_status mini_open(wf_ole *ole, wf_error *err)
{
    if (ole->has_mini)
        return WF_OK;
    const wf_ole_entry *root = &ole->entries[0];
    WF_TRY(read_chain(ole, root->start, root->size, &ole->mini_stream, err));
    /* A mini FAT entry is 4 bytes for each mini sector of at least 8. */
    uint64_t fat_size = (ole->mini_stream.n >> ole->sectors.mini_shift) * 4 + 4;
    WF_TRY(read_chain(ole, ole->sectors.mini_fat, fat_size, &ole->mini_fat, err));
    ole->has_mini = true;
    return WF_OK;
}

static uint32_t mini_next(const wf_ole *ole, uint32_t sector)
{
    if (sector >= ole->mini_fat.n / 4)
        return ENTRY_NONE;
    return u32_at(ole->mini_fat.p + 4 * (size_t)sector);
}

static const uint8_t *mini_bytes(const wf_ole *ole, uint32_t sector, size_t *n_out)
{
    size_t offset = (size_t)sector << ole->sectors.mini_shift;
    if (sector >= SECTOR_MAX || offset >= ole->mini_stream.n)
        return NULL;
    *n_out =
        wf_min_size((size_t)1 << ole->sectors.mini_shift, ole->mini_stream.n - offset);
    return ole->mini_stream.p + offset;
}

/* As read_chain, in the mini stream. Small by nature: always copied. */
static wf_status read_mini_chain(wf_ole *ole, uint32_t start, uint64_t size,
                                 wf_ole_stream *out, wf_error *err)
{
    WF_TRY(mini_open(ole, err));
    size_t wanted = size > ole->mini_stream.n ? ole->mini_stream.n : (size_t)size;
    uint8_t *copy = (uint8_t *)wf_arena_bytes(ole->arena, wanted);
    if (!copy)
        return wf_fail_memory(err);
    size_t whole = 0, n = 0;
    uint32_t sector = start;
    while (whole < wanted) {
        const uint8_t *p = mini_bytes(ole, sector, &n);
        if (!p)
            break;
        n = wf_min_size(n, wanted - whole);
        memcpy(copy + whole, p, n);
        whole += n;
        sector = mini_next(ole, sector);
    }
    *out = (wf_ole_stream){.p = copy, .n = whole, .truncated = whole < size};
    return WF_OK;
}

/* UTF-16 to UTF-8; NUL inside a name ends it. */
static wf_status entry_name(wf_arena *arena, const struct raw_entry *e, wf_str *out,
                            wf_error *err)
{
    char text[ENTRY_NAME_BYTES / 2 * 4];
    size_t n = 0;
    for (size_t i = 0; i < e->units; i++) {
        uint32_t unit = (uint32_t)e->name[2 * i] | (uint32_t)e->name[2 * i + 1] << 8;
        if (unit == 0)
            break;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < e->units) {
            uint32_t low = (uint32_t)e->name[2 * i + 2] | (uint32_t)e->name[2 * i + 3]
                                                              << 8;
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i++;
            }
        }
        n += wf_utf8_put(text + n, unit);
    }
    wf_status status = wf_arena_str(arena, (wf_str){.p = text, .n = n}, out);
    return status == WF_OK ? WF_OK : wf_fail_memory(err);
}

/* Where the tree of storages puts each entry. links: left, right, child of each. */
static wf_status place_entries(wf_ole *ole, const uint32_t (*links)[3], wf_error *err)
{
    size_t n = ole->entry_count, depth = 0;
    /* Each entry is placed once and pushes at most three. */
    struct {
        uint32_t entry, parent;
    } *stack = wf_arena_array(ole->arena, 3 * n + 1, sizeof *stack);
    if (!stack)
        return wf_fail_memory(err);
    stack[depth].entry = links[0][2];
    stack[depth++].parent = 0;
    while (depth > 0) {
        uint32_t entry = stack[--depth].entry, parent = stack[depth].parent;
        if (entry == 0 || entry >= n || ole->entries[entry].parent != WF_OLE_NO_ENTRY)
            continue;
        ole->entries[entry].parent = parent;
        for (size_t i = 0; i < 2; i++) {
            stack[depth].entry = links[entry][i];
            stack[depth++].parent = parent;
        }
        if (!ole->entries[entry].is_stream) {
            stack[depth].entry = links[entry][2];
            stack[depth++].parent = entry;
        }
    }
    return WF_OK;
}

static wf_status read_directory(wf_ole *ole, const wf_limits *limits, wf_error *err)
{
    struct directory_walk walk = directory_begin(&ole->sectors);
    size_t n = 0;
    while (n <= limits->members && directory_next(&walk))
        n++;
    if (n == 0)
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "the OLE2 file is damaged: its directory is missing");
    if (n > limits->members)
        return wf_fail_limit(err, NULL, "members", limits->members);
    ole->entries = wf_arena_array(ole->arena, n, sizeof *ole->entries);
    uint32_t(*links)[3] = wf_arena_array(ole->arena, n, sizeof *links);
    if (!ole->entries || !links)
        return wf_fail_memory(err);
    ole->entry_count = n;
    walk = directory_begin(&ole->sectors);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = directory_next(&walk);
        struct raw_entry e = raw_entry(p, ole->sectors.shift);
        bool used =
            e.type == ENTRY_STREAM || e.type == ENTRY_STORAGE || e.type == ENTRY_ROOT;
        if (!used)
            e.units = 0;
        WF_TRY(entry_name(ole->arena, &e, &ole->entries[i].name, err));
        ole->entries[i].parent = WF_OLE_NO_ENTRY;
        ole->entries[i].is_stream = e.type == ENTRY_STREAM;
        ole->entries[i].size = used ? e.size : 0;
        ole->entries[i].start = e.start;
        links[i][0] = e.left;
        links[i][1] = e.right;
        links[i][2] = e.child;
    }
    return place_entries(ole, (const uint32_t(*)[3])links, err);
}

wf_status wf_ole_open(const wf_input *in, const wf_limits *limits, wf_ole **out,
                      wf_error *err)
{
    struct sectors sectors;
    if (!limits)
        limits = wf_limits_default();
    if (!sectors_open(in, &sectors))
        return wf_fail(err, WF_E_FORMAT, &(wf_where){.file = in->name},
                       "this is not an OLE2 file, or one that was cut off at its start");
    wf_arena *arena = wf_arena_new((size_t)limits->memory_bytes);
    if (!arena)
        return wf_fail_memory(err);
    wf_ole *ole = wf_arena_alloc(arena, sizeof *ole);
    if (!ole) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    ole->arena = arena;
    ole->sectors = sectors;
    ole->stream_limit = limits->member_bytes;
    wf_status status = read_directory(ole, limits, err);
    if (status != WF_OK) {
        wf_error_set_file(err, in->name);
        wf_ole_free(ole);
        return status;
    }
    *out = ole;
    return WF_OK;
}

void wf_ole_free(wf_ole *ole)
{
    if (ole)
        wf_arena_free(ole->arena);
}

size_t wf_ole_entry_count(const wf_ole *ole)
{
    return ole->entry_count;
}

const wf_ole_entry *wf_ole_entry_at(const wf_ole *ole, size_t index)
{
    return index < ole->entry_count ? &ole->entries[index] : NULL;
}

uint32_t wf_ole_find(const wf_ole *ole, uint32_t storage, const char *name)
{
    uint32_t stray = WF_OLE_NO_ENTRY;
    for (size_t i = 1; i < ole->entry_count; i++) {
        const wf_ole_entry *e = &ole->entries[i];
        if (e->parent != storage && (e->parent != WF_OLE_NO_ENTRY || storage != 0))
            continue;
        if (!wf_str_eq_nocase(e->name, wf_str_from(name)))
            continue;
        if (e->parent == storage)
            return (uint32_t)i;
        if (stray == WF_OLE_NO_ENTRY)
            stray = (uint32_t)i;
    }
    return stray;
}

wf_status wf_ole_read(wf_ole *ole, uint32_t entry, wf_ole_stream *out, wf_error *err)
{
    const wf_ole_entry *e = wf_ole_entry_at(ole, entry);
    if (!e || !e->is_stream)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no such OLE2 stream");
    if (e->size > ole->stream_limit && ole->sectors.size > ole->stream_limit)
        return wf_fail_limit(err, &(wf_where){.part = e->name}, "member-bytes",
                             ole->stream_limit);
    if (e->size < ole->sectors.mini_cutoff)
        return read_mini_chain(ole, e->start, e->size, out, err);
    return read_chain(ole, e->start, e->size, out, err);
}
