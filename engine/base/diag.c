#include "wayforward/diag.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    wf_severity severity;
} diag_kinds[WF_DIAG_CODES] = {
#define DIAG_ROW(code, name, severity) [code] = {name, severity},
    WF_DIAG_LIST(DIAG_ROW)
#undef DIAG_ROW
};

const char *wf_diag_name(wf_diag_code code)
{
    return (unsigned)code < WF_DIAG_CODES ? diag_kinds[code].name : "unknown";
}

wf_severity wf_diag_severity(wf_diag_code code)
{
    return (unsigned)code < WF_DIAG_CODES ? diag_kinds[code].severity : WF_WARNING;
}

void wf_diag_add(wf_diags *diags, wf_diag_code code, wf_str at, const char *fmt, ...)
{
    if (!diags)
        return;
    diags->total++;
    if (diags->n >= WF_DIAGS_KEPT || !diags->arena)
        return;
    wf_diag *items = wf_arena_push_room(diags->arena, diags->items, diags->n, &diags->cap,
                                        sizeof *items);
    if (!items)
        return;
    diags->items = items;
    char text[1024];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    wf_diag diag = {.code = code};
    if (wf_arena_str(diags->arena, at, &diag.at) != WF_OK ||
        wf_arena_str(diags->arena, wf_str_from(text), &diag.message) != WF_OK)
        return;
    items[diags->n++] = diag;
}

const wf_diag *wf_diags_first_severe(const wf_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        if (wf_diag_severity(diags->items[i].code) == WF_SEVERE)
            return &diags->items[i];
    return NULL;
}
