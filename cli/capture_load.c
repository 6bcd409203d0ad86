/* wayforward capture load: what schools sent, checked and stored. */
#include "cli/capture.h"
#include "cli/cli.h"
#include "wayforward/pipeline.h"

#include <stdio.h>

typedef struct loading {
    capture_store *s;
    const capture_options *o;
    wf_panel panel; /* as it was before the first file */
    size_t read, failed, damaged, stored, known;
    size_t values, updates, refused, doubts;
} loading;

static void count_findings(loading *l, const wf_capture_reply *reply)
{
    for (size_t i = 0; i < reply->findings.n; i++) {
        l->refused += reply->findings.items[i].level == WF_CAPTURE_REFUSED;
        l->doubts += reply->findings.items[i].level == WF_CAPTURE_DOUBT;
    }
}

static size_t level_count(const wf_capture_reply *reply, wf_capture_level level)
{
    size_t n = 0;
    for (size_t i = 0; i < reply->findings.n; i++)
        n += reply->findings.items[i].level == level;
    return n;
}

static void print_findings(const wf_capture_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++) {
        const wf_capture_finding *f = &findings->items[i];
        printf("  %-7s  %.*s%s%.*s%s%.*s\n", wf_capture_level_name(f->level),
               WF_STR_ARG(f->at), f->at.n > 0 ? "  " : "", WF_STR_ARG(f->kpi),
               f->kpi.n > 0 ? "  " : "", WF_STR_ARG(f->message));
    }
}

static void print_reply(const char *file, const wf_capture_reply *reply, bool is_known)
{
    size_t refused = level_count(reply, WF_CAPTURE_REFUSED);
    size_t doubts = level_count(reply, WF_CAPTURE_DOUBT);
    printf("%s: ", file);
    if (reply->issue.school.n > 0)
        printf("%.*s: ", WF_STR_ARG(reply->issue.school));
    if (reply->issue.period.n > 0)
        printf("%.*s: ", WF_STR_ARG(reply->issue.period));
    if (reply->refused)
        printf("refused as a whole");
    else
        printf("%zu values", reply->value_count);
    if (reply->update_count > 0)
        printf(", %zu actions", reply->update_count);
    if (refused > 0 && !reply->refused)
        printf(", %zu refused", refused);
    if (doubts > 0)
        printf(", %zu in doubt", doubts);
    printf("%s\n", is_known ? " (loaded before: nothing new)" : "");
    print_findings(&reply->findings);
}

static wf_status add_doubts(loading *l, wf_capture_file *file, wf_arena *arena,
                            wf_error *err)
{
    wf_store_decision *issues = NULL, *replies = NULL;
    wf_capture_known known = {.trust = &l->s->trust,
                              .panel = &l->panel,
                              .saved = (wf_date)(file->source.saved / 86400)};
    WF_TRY(wf_store_decisions(l->s->store, WF_STR("capture-issued"), WF_STR_EMPTY, false,
                              arena, &issues, &known.issue_count, err));
    WF_TRY(wf_store_decisions(l->s->store, WF_STR("capture-reply"), WF_STR_EMPTY, false,
                              arena, &replies, &known.reply_count, err));
    known.issues = issues;
    known.replies = replies;
    for (size_t i = 0; i < file->reply_count; i++)
        WF_TRY(
            wf_capture_doubt(&file->replies[i], file->source.name, &known, arena, err));
    return WF_OK;
}

static wf_status tell(loading *l, const wf_capture_file *file, bool is_known,
                      wf_error *err)
{
    wf_sink out = cli_stdout();
    for (size_t i = 0; i < file->reply_count; i++) {
        const wf_capture_reply *reply = &file->replies[i];
        count_findings(l, reply);
        if (!reply->refused)
            l->values += reply->value_count;
        l->updates += reply->update_count;
        if (!l->o->json && !l->o->quiet)
            print_reply(file->source.name.p, reply, is_known);
    }
    if (!l->o->json)
        return WF_OK;
    return wf_capture_file_write_json(file, is_known, !is_known && !l->o->dry_run, &out,
                                      err);
}

/* One file; what fails is told and never stops the rest, but for the store. */
static wf_status load_file(loading *l, const char *name, wf_arena *arena, wf_error *err)
{
    const wf_read_options read = {.limits = &l->o->limits};
    wf_capture_file file;
    wf_error own = WF_ERROR_INIT;
    bool is_known = false;
    wf_status status = wf_capture_open(name, &read, &l->s->trust, arena, &file, &own);
    if (status != WF_OK) {
        cli_print_error(&own);
        l->failed++;
        return wf_status_exit(status) == EXIT_INPUT ? WF_OK : status;
    }
    l->read++;
    l->damaged += file.lost.n > 0;
    if (file.lost.n > 0)
        cli_warn("%s: damaged, read as far as it goes: %.*s", name,
                 WF_STR_ARG(file.lost));
    WF_TRY(add_doubts(l, &file, arena, err));
    if (!l->o->dry_run)
        WF_TRY(wf_capture_store(l->s->store, &file, &is_known, err));
    l->known += is_known;
    l->stored += !is_known && !l->o->dry_run;
    return tell(l, &file, is_known, err);
}

wf_status capture_load(capture_store *s, const capture_options *o,
                       const char *const *paths, size_t count, int *result, wf_error *err)
{
    loading l = {.s = s, .o = o};
    wf_strs files = {0};
    WF_TRY(wf_files_below(paths, count, s->arena, &files, err));
    WF_TRY(wf_store_panel(s->store, NULL, s->arena, &l.panel, err));
    for (size_t i = 0; i < files.n; i++) {
        wf_arena_mark mark = wf_arena_mark_here(s->arena);
        wf_status status = load_file(&l, files.items[i].p, s->arena, err);
        wf_arena_reset(s->arena, mark);
        WF_TRY(status);
    }
    if (files.n == 0 || l.read == 0)
        return wf_fail(err, WF_E_IO, NULL, "no file could be read");
    if (!o->json && !o->quiet)
        printf(
            "%zu of %zu files: %zu values, %zu actions%s; %zu refused, %zu in doubt%s\n",
            l.read, files.n, l.values, l.updates,
            o->dry_run ? " (checked, not stored)" : "", l.refused, l.doubts,
            l.known > 0 ? "; what was loaded before was left as it is" : "");
    *result = l.failed + l.damaged + l.refused > 0 ? EXIT_PROBLEMS : EXIT_DONE;
    return WF_OK;
}
