#include "engine/store/out_file.h"

#include "engine/base/platform.h"

#include <string.h>

wf_status out_file_open(out_file *f, const char *folder, const char *name, wf_error *err)
{
    *f = (out_file){.failed = false};
    int n = snprintf(f->target, sizeof f->target, "%s/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof f->target)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "the name of the folder is too long");
    WF_TRY(wf_platform_temporary_name(f->target, f->temporary, sizeof f->temporary, err));
    f->file = fopen(f->temporary, "wb");
    if (f->file == NULL)
        return wf_fail(err, WF_E_OUTPUT, &(wf_where){.file = f->target},
                       "the file cannot be made: is there such a folder, and may you "
                       "write to it?");
    return WF_OK;
}

void out_file_text(out_file *f, wf_str text)
{
    if (text.n > 0 && fwrite(text.p, 1, text.n, f->file) != text.n)
        f->failed = true;
}

static void put_char(out_file *f, char c)
{
    if (putc(c, f->file) == EOF)
        f->failed = true;
}

void out_file_csv(out_file *f, wf_str text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.n && !quoted; i++)
        quoted = strchr("\",\r\n", text.p[i]) != NULL;
    if (!quoted) {
        out_file_text(f, text);
        return;
    }
    put_char(f, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            put_char(f, '"');
        put_char(f, text.p[i]);
    }
    put_char(f, '"');
}

void out_file_json(out_file *f, wf_str text)
{
    char escape[8];
    put_char(f, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '"' || c == '\\')
            put_char(f, '\\');
        if (c >= 0x20) {
            put_char(f, text.p[i]);
            continue;
        }
        (void)snprintf(escape, sizeof escape, "\\u%04x", c);
        out_file_text(f, wf_str_from(escape));
    }
    put_char(f, '"');
}

wf_status out_file_close(out_file *f, wf_status status, wf_error *err)
{
    wf_where where = {.file = f->target};
    if (f->file == NULL)
        return status;
    bool failed = fclose(f->file) != 0 || f->failed;
    f->file = NULL;
    if (status == WF_OK && failed)
        status = wf_fail(err, WF_E_OUTPUT, &where,
                         "the file cannot be written: is the disk full?");
    if (status != WF_OK) {
        wf_platform_remove(f->temporary);
        return status;
    }
    return wf_platform_commit_file(f->temporary, f->target, err);
}
