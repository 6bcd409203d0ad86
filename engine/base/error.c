#include "wayforward/error.h"

#include "engine/base/cell_name.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copy as much as fits, cut at a UTF-8 boundary, always NUL-terminated. */
static void copy_cut(char *to, size_t size, const char *from, size_t n)
{
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)from[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(to, from, n);
    to[n] = '\0';
}

wf_status wf_fail(wf_error *err, wf_status code, const wf_where *where, const char *fmt,
                  ...)
{
    if (!err || err->code != WF_OK)
        return code;
    err->code = code;
    if (where) {
        if (where->file)
            copy_cut(err->file, sizeof err->file, where->file, strlen(where->file));
        if (where->part.n > 0)
            copy_cut(err->part, sizeof err->part, where->part.p, where->part.n);
        err->row = where->row;
        err->col = where->col;
        err->offset = where->offset;
    }
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(err->message, sizeof err->message, fmt, args);
    va_end(args);
    return code;
}

wf_status wf_fail_memory(wf_error *err)
{
    return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
}

wf_status wf_error_complete(wf_error *err, wf_status status)
{
    return status == WF_OK ? WF_OK
                           : wf_fail(err, status, NULL, "%s", wf_status_text(status));
}

void wf_error_set_file(wf_error *err, const char *file)
{
    if (err && err->code != WF_OK && err->file[0] == '\0' && file)
        copy_cut(err->file, sizeof err->file, file, strlen(file));
}

const char *wf_error_describe(const wf_error *err, char *buf, size_t size)
{
    char place[192] = "";
    size_t n = 0;
    if (err->part[0] != '\0')
        n = (size_t)snprintf(place, sizeof place, "\"%s\"", err->part);
    if (err->row > 0 && n < sizeof place) {
        char name[WF_CELL_NAME_MAX];
        wf_cell_name(err->row - 1, err->col > 0 ? err->col - 1 : 0, name);
        (void)snprintf(place + n, sizeof place - n, "%s%s", n > 0 ? ", " : "", name);
    }
    (void)snprintf(buf, size, "%s%s%s%s%s", err->file, err->file[0] ? ": " : "", place,
                   place[0] ? ": " : "",
                   err->message[0] ? err->message : wf_status_text(err->code));
    return buf;
}
