/* Captures of the demonstration: forms go out, come back filled in, and are loaded. */
#include "cli/cli.h"
#include "cli/demo.h"
#include "wayforward/writer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    DAY_SECONDS = 86400,
    TEN_O_CLOCK = 36000
};

/* What goes wrong in the last term: with which school of the set-up, and its KPI. */
enum {
    SILENT = 4,
    MISTYPED = 7,
    IMPOSSIBLE = 2
};
#define WRONG_KPI WF_STR("ATT01")

typedef struct sending {
    capture_store *s;
    char sent[2000], returned[2000];
    wf_panel panel;
    bool is_last;
    bool corrects; /* only the school whose figure was refused, as it should be */
    demo_round *round;
} sending;

/* A workbook of a form: where, when it says that it was saved, and its path then. */
typedef struct outgoing {
    const char *folder;
    int64_t saved;
    wf_str path;
} outgoing;

static wf_status write_at(const sending *d, const wf_capture_form *form,
                          const wf_capture_reply *filled, outgoing *out, wf_error *err)
{
    wf_report *report = NULL;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    if (d->s->trust.theme.main != 0 || d->s->trust.theme.second != 0)
        look.theme = d->s->trust.theme;
    look.created = out->saved;
    if (capture_file_name(out->folder, &form->issue, d->s->arena, &out->path) != WF_OK)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    (void)unlink(out->path.p); /* of an earlier demonstration */
    wf_status status = wf_capture_workbook(form, filled, &look, &report, err);
    if (status == WF_OK)
        status = wf_report_write(report, out->path.p, err);
    wf_report_free(report);
    return status;
}

static wf_capture_value *value_of(wf_capture_reply *reply, wf_str code)
{
    for (size_t i = 0; i < reply->value_count; i++)
        if (wf_str_eq(reply->values[i].kpi->code, code))
            return &reply->values[i];
    return NULL;
}

/* A slip of the hand: 93.4 typed as 39.4, or as 934. */
static void mistype(const sending *d, const wf_trust_school *school,
                    wf_capture_reply *reply)
{
    wf_capture_value *value = value_of(reply, WRONG_KPI);
    size_t index = (size_t)(school - d->s->trust.schools);
    if (!d->is_last || d->corrects || value == NULL)
        return;
    if (index == MISTYPED)
        value->value = (wf_number){39.4, true};
    if (index == IMPOSSIBLE)
        value->value = (wf_number){934, true};
}

static wf_status load_back(const sending *d, wf_str path, wf_error *err)
{
    wf_capture_file file;
    bool is_known = false;
    wf_capture_known known = {
        .trust = &d->s->trust, .panel = &d->panel, .saved = WF_DATE_NONE};
    WF_TRY(wf_capture_open(path.p, NULL, &d->s->trust, d->s->arena, &file, err));
    WF_TRY(wf_capture_doubt(file.replies, path, &known, d->s->arena, err));
    WF_TRY(wf_capture_store(d->s->store, &file, &is_known, err));
    const wf_capture_reply *reply = file.replies;
    d->round->returned++;
    d->round->values += reply->value_count;
    d->round->updates += reply->update_count;
    for (size_t i = 0; i < reply->findings.n; i++) {
        const wf_capture_finding *f = &reply->findings.items[i];
        d->round->refused += f->level == WF_CAPTURE_REFUSED;
        d->round->doubts += f->level == WF_CAPTURE_DOUBT;
        if (d->is_last && f->level != WF_CAPTURE_NOTE)
            printf("    %s: %.*s %.*s %.*s\n      %.*s\n",
                   wf_capture_level_name(f->level), WF_STR_ARG(reply->issue.school),
                   WF_STR_ARG(f->at), WF_STR_ARG(f->kpi), WF_STR_ARG(f->message));
    }
    return WF_OK;
}

static wf_status send_form(sending *d, const wf_capture_form *form, wf_error *err)
{
    wf_store_source source;
    outgoing out = {.folder = d->sent,
                    .saved = (int64_t)form->issue.issued * DAY_SECONDS + TEN_O_CLOCK};
    WF_TRY(write_at(d, form, NULL, &out, err));
    WF_TRY(wf_capture_source(out.path.p, "decision", &source, err));
    d->round->sent++;
    return wf_capture_store_issue(d->s->store, &source, form, err);
}

static wf_status send_and_load(void *context, const wf_capture_form *form, wf_error *err)
{
    sending *d = context;
    wf_capture_reply filled;
    const wf_trust_school *school =
        wf_trust_find_school(&d->s->trust, form->issue.school, form->issue.urn);
    size_t index = (size_t)(school - d->s->trust.schools);
    int64_t day = form->issue.deadline - (int64_t)(index % 5) + (d->corrects ? 3 : 0);
    outgoing out = {.folder = d->returned,
                    .saved = day * DAY_SECONDS + TEN_O_CLOCK + (int64_t)index * 60};
    if (d->corrects && index != IMPOSSIBLE)
        return WF_OK;
    if (!d->corrects)
        WF_TRY(send_form(d, form, err));
    if (d->is_last && !d->corrects && index == SILENT)
        return WF_OK;
    if (demo_fill(&d->s->trust, &d->panel, form, d->s->arena, &filled) != WF_OK)
        return wf_fail(err, WF_E_MEMORY, NULL, "out of memory");
    mistype(d, school, &filled);
    WF_TRY(write_at(d, form, &filled, &out, err));
    return load_back(d, out.path, err);
}

static wf_status make_folders(sending *d, const char *folder, const char *kind,
                              wf_error *err)
{
    char period[WF_PERIOD_TEXT], term[2000];
    (void)wf_period_text(d->s->period, period);
    period[7] = ' '; /* no folder within a folder */
    (void)snprintf(term, sizeof term, "%s/captures", folder);
    WF_TRY(capture_make_folder(term, err));
    (void)snprintf(term, sizeof term, "%s/captures/%s", folder, period);
    WF_TRY(capture_make_folder(term, err));
    (void)snprintf(d->sent, sizeof d->sent, "%s/captures/%s/sent", folder, period);
    (void)snprintf(d->returned, sizeof d->returned, "%s/captures/%s/%s", folder, period,
                   kind);
    WF_TRY(capture_make_folder(d->sent, err));
    return capture_make_folder(d->returned, err);
}

wf_status demo_capture(capture_store *s, const char *folder, bool is_last,
                       demo_round *out, wf_error *err)
{
    wf_date deadline;
    sending d = {.s = s, .is_last = is_last, .round = out};
    *out = (demo_round){0};
    WF_TRY(make_folders(&d, folder, "returned", err));
    WF_TRY(wf_store_panel(s->store, NULL, s->arena, &d.panel, err));
    WF_TRY(capture_deadline(s, NULL, &deadline, err));
    s->today = deadline - 21;
    return capture_each_form(s, NULL, deadline, send_and_load, &d, err);
}

wf_status demo_correction(capture_store *s, const char *folder, demo_round *out,
                          wf_error *err)
{
    wf_date deadline;
    sending d = {.s = s, .is_last = true, .corrects = true, .round = out};
    *out = (demo_round){0};
    WF_TRY(make_folders(&d, folder, "corrected", err));
    WF_TRY(wf_store_panel(s->store, NULL, s->arena, &d.panel, err));
    WF_TRY(capture_deadline(s, NULL, &deadline, err));
    return capture_each_form(
        s,
        IMPOSSIBLE < s->trust.school_count ? s->trust.schools[IMPOSSIBLE].name.p : NULL,
        deadline, send_and_load, &d, err);
}
