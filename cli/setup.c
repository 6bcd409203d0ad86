#include "cli/setup.h"

#include "cli/cli.h"
#include "wayforward/logo.h"
#include "wayforward/pipeline.h"

#include <string.h>

enum {
    MOST_SHEETS = 16
};

wf_status cli_setup_open(cli_setup *setup, const wf_limits *limits, wf_error *err)
{
    wf_report_options usual = WF_REPORT_OPTIONS_INIT;
    *setup = (cli_setup){
        .arena = wf_arena_new(0),
        .limits = *limits,
        .trust = {.name = WF_STR_EMPTY, .logo = WF_STR_EMPTY, .theme = usual.theme},
        .file = WF_STR_EMPTY,
        .logo = WF_STR_EMPTY};
    setup->diags.arena = setup->arena;
    return setup->arena != NULL ? WF_OK
                                : wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
}

void cli_setup_free(cli_setup *setup)
{
    wf_arena_free(setup->arena);
    *setup = (cli_setup){0};
}

static wf_str base_name(wf_str path)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return wf_str_sub(path, at, path.n);
}

static bool has_word(wf_str name, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= name.n; i++)
        if (wf_str_eq_nocase(wf_str_sub(name, i, n), wf_str_from(word)))
            return true;
    return false;
}

/* "schools.csv" and the like, in a folder that is a set-up. */
static bool is_sheet_name(wf_str name)
{
    static const char *const names[] = {"schools.csv",     "inspections.csv",
                                        "kpis.csv",        "targets.csv",
                                        "providers.csv",   "term dates.csv",
                                        "policy.csv",      "categories.csv",
                                        "house style.csv", NULL};
    for (size_t i = 0; names[i] != NULL; i++)
        if (wf_str_eq_nocase(name, wf_str_from(names[i])))
            return true;
    return false;
}

/* The logo lies beside the set-up. */
static void find_logo(cli_setup *setup)
{
    wf_logo logo;
    wf_error err = WF_ERROR_INIT;
    wf_str name = setup->trust.logo;
    wf_str folder = wf_str_sub(setup->file, 0, setup->file.n - base_name(setup->file).n);
    wf_str path = WF_STR_EMPTY;
    if (name.n == 0)
        return;
    if (name.p[0] == '/')
        folder = WF_STR_EMPTY;
    if (wf_arena_printf(setup->arena, &path, "%.*s%.*s", WF_STR_ARG(folder),
                        WF_STR_ARG(name)) != WF_OK)
        return;
    if (wf_logo_check(path.p, &logo, &err) == WF_OK)
        setup->logo = path;
    else
        wf_diag_add(&setup->diags, WF_D_LOGO_BAD, WF_STR("House style"), "%.*s: %s",
                    WF_STR_ARG(name), err.message);
}

static wf_status read_documents(cli_setup *setup, const wf_strs *files, wf_error *err)
{
    wf_document *docs[MOST_SHEETS] = {NULL};
    wf_read_options options = {.limits = &setup->limits};
    wf_status status = WF_OK;
    size_t n = 0;
    for (; n < files->n && n < MOST_SHEETS && status == WF_OK; n++)
        status = wf_document_read(files->items[n].p, &options, &docs[n], err);
    if (status == WF_OK)
        status = wf_trust_read_sheets((const wf_document *const *)docs, n, setup->arena,
                                      &setup->diags, &setup->trust, err);
    if (status != WF_OK)
        wf_error_set_file(err, files->items[0].p);
    for (size_t i = 0; i < MOST_SHEETS; i++)
        wf_document_free(docs[i]);
    if (status == WF_OK) {
        setup->file = files->items[0];
        setup->own = *files;
        find_logo(setup);
    }
    return status;
}

wf_status cli_setup_read(const char *path, cli_setup *setup, wf_error *err)
{
    wf_strs files = {0};
    WF_TRY(wf_files_below(&path, 1, setup->arena, &files, err));
    if (files.n == 0)
        return wf_fail(err, WF_E_IO, &(wf_where){.file = path},
                       "there is no set-up here (.xlsx, .xls or .csv)");
    return read_documents(setup, &files, err);
}

/* A workbook that was named itself, whatever its name. */
static bool is_named_setup(const char *const *paths, size_t count, wf_str file,
                           const cli_setup *setup)
{
    wf_document *doc = NULL;
    wf_read_options options = {.limits = &setup->limits};
    bool is_named = false;
    for (size_t i = 0; i < count && !is_named; i++)
        is_named = wf_str_eq(wf_str_from(paths[i]), file);
    if (!is_named || wf_document_read(file.p, &options, &doc, NULL) != WF_OK)
        return false;
    bool is_setup = wf_trust_is_setup(doc);
    wf_document_free(doc);
    return is_setup;
}

wf_status cli_setup_find(const char *const *paths, size_t count, cli_setup *setup,
                         wf_error *err)
{
    wf_strs files = {0};
    WF_TRY(wf_files_below(paths, count, setup->arena, &files, err));
    wf_str *mine = wf_arena_array(setup->arena, files.n + 1, sizeof *mine);
    wf_str *rest = wf_arena_array(setup->arena, files.n + 1, sizeof *rest);
    size_t mine_count = 0, rest_count = 0;
    if (mine == NULL || rest == NULL)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < files.n; i++) {
        wf_str name = base_name(files.items[i]);
        bool is_setup = is_sheet_name(name) || has_word(name, "setup") ||
                        has_word(name, "set-up") ||
                        is_named_setup(paths, count, files.items[i], setup);
        if (is_setup)
            mine[mine_count++] = files.items[i];
        else
            rest[rest_count++] = files.items[i];
    }
    setup->rest = (wf_strs){rest, rest_count};
    if (mine_count == 0)
        return WF_OK;
    return read_documents(setup, &(wf_strs){mine, mine_count}, err);
}

void cli_setup_tell(const cli_setup *setup)
{
    enum {
        SHOWN = 40
    };
    for (size_t i = 0; i < setup->diags.n && i < SHOWN; i++) {
        const wf_diag *d = &setup->diags.items[i];
        cli_warn("%.*s%s%.*s%s%.*s", WF_STR_ARG(base_name(setup->file)),
                 setup->file.n > 0 ? ": " : "", WF_STR_ARG(d->at),
                 d->at.n > 0 ? ": " : "", WF_STR_ARG(d->message));
    }
    if (setup->diags.total > SHOWN)
        cli_warn("and %zu more like these", setup->diags.total - SHOWN);
}
