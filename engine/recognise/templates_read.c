/* Template files of a user: one, or all of a folder. */
#include "engine/base/platform.h"
#include "engine/recognise/templates.h"
#include "wayforward/input.h"

#include <stdlib.h>

typedef struct listing {
    wf_arena *arena;
    const char *folder;
    wf_str *names;
    size_t n, cap;
} listing;

static wf_status keep_template(void *context, const char *entry)
{
    listing *list = context;
    wf_str name = wf_str_from(entry);
    if (!wf_str_ends_with(name, WF_STR(".template")) || entry[0] == '.')
        return WF_OK;
    wf_str *names =
        wf_arena_push_room(list->arena, list->names, list->n, &list->cap, sizeof *names);
    if (names == NULL)
        return WF_E_MEMORY;
    list->names = names;
    WF_TRY(wf_arena_printf(list->arena, &names[list->n], "%s/%s", list->folder, entry));
    list->n++;
    return WF_OK;
}

static int by_name(const void *a, const void *b)
{
    return wf_str_cmp(*(const wf_str *)a, *(const wf_str *)b);
}

static wf_status add_file(wf_templates *templates, const char *file, wf_error *err)
{
    wf_input in;
    WF_TRY(wf_input_open(file, wf_limits_default(), &in, err));
    wf_str text = {.p = (const char *)in.data, .n = in.size};
    wf_status status = wf_templates_add(templates, file, text, err);
    wf_input_close(&in);
    return status;
}

static wf_status add_path(wf_templates *templates, const char *path, wf_error *err)
{
    if (wf_platform_file_kind(path) != WF_FILE_FOLDER)
        return add_file(templates, path, err);
    listing list = {.arena = templates->arena, .folder = path};
    WF_TRY(wf_platform_list_folder(path, keep_template, &list, err));
    if (list.n > 1)
        qsort(list.names, list.n, sizeof *list.names, by_name);
    for (size_t i = 0; i < list.n; i++)
        WF_TRY(add_file(templates, list.names[i].p, err));
    return WF_OK;
}

wf_status wf_templates_read(const char *path, wf_templates **out, wf_error *err)
{
    wf_templates *templates = NULL;
    WF_TRY(wf_templates_new(&templates, err));
    wf_status status = add_path(templates, path, err);
    if (status != WF_OK) {
        wf_templates_free(templates);
        return status;
    }
    *out = templates;
    return WF_OK;
}
