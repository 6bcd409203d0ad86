/* Which files a command means when it is given folders. */
#include "engine/base/platform.h"
#include "wayforward/pipeline.h"

#include <stdlib.h>

typedef struct finder {
    wf_arena *arena;
    wf_str *items; /* files found, and folders still to open */
    size_t n, cap;
    wf_str folder; /* the one being listed */
    wf_error *err;
} finder;

enum {
    MOST_FILES = 2000000
};

static wf_status add_item(finder *f, wf_str name)
{
    wf_str *items = f->n < MOST_FILES ? wf_arena_push_room(f->arena, f->items, f->n,
                                                           &f->cap, sizeof *items)
                                      : NULL;
    if (!items)
        return wf_fail_memory(f->err);
    f->items = items;
    items[f->n++] = name;
    return WF_OK;
}

/* "~$plan.docx" is Office's note that somebody has plan.docx open. */
static bool is_passed_over(wf_str entry)
{
    return wf_str_starts_with(entry, WF_STR(".")) ||
           wf_str_starts_with(entry, WF_STR("~$"));
}

static bool has_known_extension(wf_str name)
{
    for (const wf_reader *const *r = wf_readers(); *r; r++) {
        for (const char *const *e = (*r)->extensions; *e; e++) {
            wf_str ext = wf_str_from(*e);
            if (name.n > ext.n && name.p[name.n - ext.n - 1] == '.' &&
                wf_str_eq_nocase(wf_str_sub(name, name.n - ext.n, ext.n), ext))
                return true;
        }
    }
    return false;
}

static wf_status visit(void *context, const char *entry)
{
    finder *f = context;
    wf_str path;
    if (is_passed_over(wf_str_from(entry)))
        return WF_OK;
    const char *slash = wf_str_ends_with(f->folder, WF_STR("/")) ? "" : "/";
    if (wf_arena_printf(f->arena, &path, "%.*s%s%s", WF_STR_ARG(f->folder), slash,
                        entry) != WF_OK)
        return wf_fail_memory(f->err);
    return add_item(f, path);
}

static int compare_names(const void *a, const void *b)
{
    return wf_str_cmp(*(const wf_str *)a, *(const wf_str *)b);
}

/* Breadth first by a work list: what a folder holds is added at its end, then looked at.
 */
static wf_status walk(finder *f, wf_str root, wf_strs *out)
{
    size_t kept = 0, cap = 0;
    wf_str *files = NULL;
    f->n = 0;
    WF_TRY(add_item(f, root));
    for (size_t i = 0; i < f->n; i++) {
        wf_str name = f->items[i];
        wf_file_kind kind = wf_platform_file_kind(name.p);
        if (kind == WF_FILE_FOLDER) {
            f->folder = name;
            WF_TRY(wf_platform_list_folder(name.p, visit, f, f->err));
        } else if (kind == WF_FILE_REGULAR && has_known_extension(name)) {
            wf_str *room = wf_arena_push_room(f->arena, files, kept, &cap, sizeof *room);
            if (!room)
                return wf_fail_memory(f->err);
            files = room;
            files[kept++] = name;
        }
    }
    if (kept > 0)
        qsort(files, kept, sizeof *files, compare_names);
    *out = (wf_strs){.items = files, .n = kept};
    return WF_OK;
}

static wf_status append(wf_arena *arena, wf_str **all, size_t *n, size_t *cap,
                        wf_strs more, wf_error *err)
{
    for (size_t i = 0; i < more.n; i++) {
        wf_str *room = wf_arena_push_room(arena, *all, *n, cap, sizeof *room);
        if (!room)
            return wf_fail_memory(err);
        *all = room;
        room[(*n)++] = more.items[i];
    }
    return WF_OK;
}

wf_status wf_files_below(const char *const *paths, size_t count, wf_arena *arena,
                         wf_strs *out, wf_error *err)
{
    finder f = {.arena = arena, .err = err};
    wf_str *all = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < count; i++) {
        wf_str root;
        if (wf_arena_str(arena, wf_str_from(paths[i]), &root) != WF_OK)
            return wf_fail_memory(err);
        wf_strs found = {.items = &root, .n = 1};
        /* A file that is named is meant, whatever its extension. */
        if (wf_platform_file_kind(paths[i]) == WF_FILE_FOLDER)
            WF_TRY(walk(&f, root, &found));
        WF_TRY(append(arena, &all, &n, &cap, found, err));
    }
    *out = (wf_strs){.items = all, .n = n};
    return WF_OK;
}
