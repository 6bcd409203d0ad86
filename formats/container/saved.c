/* When an office file was last saved, by its own properties. */
#include "formats/container/saved.h"

#include "engine/base/cursor.h"
#include "wayforward/date.h"

enum {
    HEAD_BYTES = 8192, /* core.xml is below a kilobyte as a rule */
    DAY_SECONDS = 86400,
    PIDSI_CREATE_DTM = 0x0C,
    PIDSI_LASTSAVE_DTM = 0x0D,
    VT_FILETIME = 0x40,
    MOST_PROPERTIES = 256
};

/* ---- W3CDTF ---------------------------------------------------------------------- */

/* The next `n` digits as a number, -1 where they are not there. */
static int digits(wf_str text, size_t at, size_t n)
{
    int value = 0;
    if (at > text.n || n > text.n - at)
        return -1;
    for (size_t i = 0; i < n; i++) {
        char c = text.p[at + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

static bool has_char(wf_str text, size_t at, char c)
{
    return at < text.n && text.p[at] == c;
}

/* The seconds to take off for "+01:00" and the like at `at`; 0 for "Z" or nothing. */
static int64_t offset_seconds(wf_str text, size_t at)
{
    while (at < text.n && (text.p[at] == '.' || (text.p[at] >= '0' && text.p[at] <= '9')))
        at++;
    int hours = digits(text, at + 1, 2), minutes = digits(text, at + 4, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return 0;
    int64_t seconds = hours * 3600 + minutes * 60;
    return has_char(text, at, '+') ? seconds : has_char(text, at, '-') ? -seconds : 0;
}

int64_t wf_saved_parse(wf_str text)
{
    text = wf_str_trim(text);
    int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || !has_char(text, 4, '-'))
        return 0;
    wf_date date = wf_date_from_ymd(year, month, day);
    if (date == WF_DATE_NONE || date <= 0)
        return 0;
    int64_t time = (int64_t)date * DAY_SECONDS;
    int hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (!has_char(text, 10, 'T') || hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return time;
    time += hour * 3600 + minute * 60 + (second > 0 && second < 61 ? second : 0);
    return time - offset_seconds(text, second < 0 ? 16 : 19);
}

/* ---- core.xml -------------------------------------------------------------------- */

/* The text of the first element of that local name, whatever its prefix. */
static wf_str element_text(wf_str xml, wf_str name)
{
    for (size_t at = wf_str_find(xml, name, 0); at != SIZE_MAX;
         at = wf_str_find(xml, name, at + 1)) {
        bool begins = at > 0 && (xml.p[at - 1] == ':' || xml.p[at - 1] == '<');
        size_t after = at + name.n;
        if (!begins || after >= xml.n || (xml.p[after] != '>' && xml.p[after] != ' '))
            continue;
        size_t open = wf_str_find(xml, WF_STR(">"), after);
        if (open == SIZE_MAX)
            break;
        size_t close = wf_str_find(xml, WF_STR("<"), open);
        if (close != SIZE_MAX)
            return wf_str_sub(xml, open + 1, close - open - 1);
        break;
    }
    return WF_STR_EMPTY;
}

int64_t wf_saved_in_package(wf_zip *zip)
{
    static const wf_str names[] = {WF_STR_INIT("modified"), WF_STR_INIT("created")};
    char head[HEAD_BYTES];
    const wf_zip_member *member = wf_zip_find(zip, WF_STR("docProps/core.xml"));
    if (member == NULL)
        return 0;
    wf_str xml = {.p = head, .n = wf_zip_head(zip, member, head, sizeof head)};
    int64_t time = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && time == 0; i++)
        time = wf_saved_parse(element_text(xml, names[i]));
    return time;
}

/* ---- SummaryInformation ---------------------------------------------------------- */

/* [MS-DTYP] 2.3.3 FILETIME: tenths of microseconds since 1601-01-01. */
static int64_t from_filetime(uint64_t time)
{
    const uint64_t epoch = 11644473600u;
    uint64_t seconds = time / 10000000u;
    return seconds > epoch && seconds - epoch < 253402300800u ? (int64_t)(seconds - epoch)
                                                              : 0;
}

int64_t wf_saved_parse_summary(const uint8_t *data, size_t size)
{
    /* [MS-OLEPS] 2.21 PropertySetStream: 28 bytes, then FMTID and offset of the first
     * set; 2.20 PropertySet: size, count, then (identifier, offset from the set). */
    wf_cursor c = wf_cursor_at(data, size, 44);
    uint32_t start = wf_cursor_u32(&c);
    if (c.bad || start > size)
        return 0;
    c = wf_cursor_at(data, size, start);
    wf_cursor_skip(&c, 4);
    uint32_t count = wf_cursor_u32(&c);
    int64_t saved = 0, made = 0;
    for (uint32_t i = 0; i < count && i < MOST_PROPERTIES && !c.bad; i++) {
        uint32_t id = wf_cursor_u32(&c), offset = wf_cursor_u32(&c);
        if (c.bad || (id != PIDSI_LASTSAVE_DTM && id != PIDSI_CREATE_DTM) ||
            offset > size - start)
            continue;
        wf_cursor value = wf_cursor_at(data, size, (size_t)start + offset);
        uint32_t type = wf_cursor_u32(&value);
        uint64_t time = wf_cursor_u64(&value);
        if (value.bad || type != VT_FILETIME)
            continue;
        *(id == PIDSI_LASTSAVE_DTM ? &saved : &made) = from_filetime(time);
    }
    return saved != 0 ? saved : made;
}

int64_t wf_saved_in_ole(wf_ole *ole)
{
    uint32_t entry = wf_ole_find(ole, 0, "\005SummaryInformation");
    wf_ole_stream stream;
    wf_error ignored = WF_ERROR_INIT;
    if (entry == WF_OLE_NO_ENTRY || wf_ole_read(ole, entry, &stream, &ignored) != WF_OK)
        return 0;
    return wf_saved_parse_summary(stream.p, stream.n);
}
