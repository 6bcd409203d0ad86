/* Floors: the least that any reader of these files must do. Nothing is checked: they read
 * only what bench_inputs and libxlsxwriter made. */
#include "bench_case.h"

#include "wayforward/input.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 256 * 1024,
    TAIL = 64 * 1024
};

static uint32_t le(const uint8_t *p, unsigned bytes)
{
    uint32_t value = 0;
    for (unsigned i = bytes; i > 0; i--)
        value = value << 8 | p[i - 1];
    return value;
}

/* A member of the package; sizes in the central directory are 32 bits in these files. */
typedef struct member {
    const uint8_t *packed;
    uint32_t size;
    bool is_stored;
} member;

/* Every cell: `<c `; every value and text: `<v>`, `<t>`. Returns what was consumed. */
static size_t scan(const char *p, size_t size, bool last, bench_count *count)
{
    const char *from = p, *end = p + size;
    if (!last && size > TAIL)
        end -= 4096; /* an element never starts so near the end that it is cut */
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        p++;
        count->cells += p[0] == 'c' && p[1] == ' ';
        count->cells += p[0] == 'w' && p[2] == 't' && p[3] == 'c' && p[4] == '>';
        if (p[0] == 'v' && p[1] == '>') {
            uint64_t value = 0;
            for (p += 2; *p != '<'; p++)
                value = value * 10 + (uint64_t)(*p - '0');
            count->bytes += value & 1;
        }
    }
    return p ? (size_t)(p - from) : (size_t)(end - from);
}

static void touch(const uint8_t *p, size_t n, bench_count *count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += p[i];
    count->bytes += sum & 1;
}

/* Through a reused window; what an element of the end needs is kept before it. */
static bool pass(const member *m, bench_floor_kind kind, bench_count *count)
{
    static char room[TAIL + WINDOW + 64];
    static struct inflate_state state;
    size_t kept = 0;
    isal_inflate_init(&state);
    state.crc_flag = ISAL_DEFLATE;
    state.next_in = (uint8_t *)(uintptr_t)m->packed;
    state.avail_in = m->size;
    for (bool done = false; !done;) {
        state.next_out = (uint8_t *)room + kept;
        state.avail_out = WINDOW;
        if (isal_inflate(&state) != ISAL_DECOMP_OK)
            return false;
        size_t n = WINDOW - state.avail_out;
        done = state.block_state == ISAL_BLOCK_FINISH || n == 0;
        count->bytes += n;
        if (kind == FLOOR_TOUCH)
            touch((uint8_t *)room, n, count);
        if (kind == FLOOR_SCAN) {
            memset(room + kept + n, '<', 16);
            size_t used = scan(room, kept + n, done, count);
            used = used < kept + n ? used : kept + n;
            kept = kept + n - used;
            memmove(room, room + used, kept);
        }
    }
    return true;
}

static bool is_content(const char *name, size_t n)
{
    static const char *const starts[] = {"xl/worksheets/sheet", "xl/sharedStrings.xml",
                                         "word/document.xml"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (n >= strlen(starts[i]) && memcmp(name, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* [PKWARE APPNOTE] 4.3.12, 4.3.16 */
static bool walk(const wf_input *in, bench_floor_kind kind, bench_count *count)
{
    if (in->size < 22)
        return false;
    const uint8_t *end = in->data + in->size - 22;
    while (end > in->data && le(end, 4) != 0x06054B50)
        end--;
    const uint8_t *entry = in->data + le(end + 16, 4);
    for (uint32_t i = 0; i < le(end + 10, 2); i++) {
        size_t name = le(entry + 28, 2);
        if (is_content((const char *)entry + 46, name)) {
            const uint8_t *local = in->data + le(entry + 42, 4);
            member m = {.packed = local + 30 + le(local + 26, 2) + le(local + 28, 2),
                        .size = le(entry + 20, 4),
                        .is_stored = le(entry + 10, 2) == 0};
            if (m.is_stored || !pass(&m, kind, count))
                return false;
        }
        entry += 46 + name + le(entry + 30, 2) + le(entry + 32, 2);
    }
    return true;
}

bool bench_floor(const char *file, bench_floor_kind kind, bench_count *count)
{
    wf_input in;
    wf_error err = WF_ERROR_INIT;
    if (wf_input_open(file, wf_limits_default(), &in, &err) != WF_OK)
        return false;
    bool done = walk(&in, kind, count);
    wf_input_close(&in);
    return done;
}
