/* wayforward capture new: a form a school. */
#include "cli/capture.h"
#include "cli/cli.h"
#include "cli/trust.h"
#include "wayforward/writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

wf_status capture_make_folder(const char *folder, wf_error *err)
{
    struct stat info;
    if (mkdir(folder, 0777) == 0 ||
        (errno == EEXIST && stat(folder, &info) == 0 && S_ISDIR(info.st_mode)))
        return WF_OK;
    return wf_fail(err, WF_E_OUTPUT, &(wf_where){.file = folder},
                   "the folder cannot be made");
}

/* A school's name as part of a file's: without signs that a system may not take. */
static wf_status safe_name(wf_str school, wf_arena *arena, char **out)
{
    size_t n = 0;
    char *name = wf_arena_bytes(arena, school.n + 1);
    if (name == NULL)
        return WF_E_MEMORY;
    for (; n < school.n && n < 120; n++) {
        unsigned char c = (unsigned char)school.p[n];
        bool is_sign = c < 32 || c == 127 || strchr("/\\:*?\"<>|", c) != NULL;
        name[n] = school.p[n];
        if (is_sign)
            name[n] = '-';
    }
    if (n < school.n) /* cut before a character, not within one */
        while (n > 0 && ((unsigned char)school.p[n] & 0xC0) == 0x80)
            n--;
    name[n] = '\0';
    *out = name;
    return WF_OK;
}

wf_status capture_file_name(const char *folder, const wf_capture_issue *issue,
                            wf_arena *arena, wf_str *out)
{
    char *name = NULL;
    wf_str year = wf_str_sub(issue->period, 0, issue->period.n - 3);
    WF_TRY(safe_name(issue->school, arena, &name));
    return wf_arena_printf(arena, out, "%s/%s dashboard %.*s T%c.xlsx", folder, name,
                           WF_STR_ARG(year), issue->period.p[issue->period.n - 1]);
}

wf_status capture_deadline(const capture_store *s, const char *given, wf_date *out,
                           wf_error *err)
{
    int year = (s->period.number - 1) / 6, term = (s->period.number - 1) % 6;
    if (given != NULL)
        return cli_parse_day(given, out)
                   ? WF_OK
                   : wf_fail(err, WF_E_ARGUMENT, NULL,
                             "--deadline \"%s\" is no day: give it as 2026-12-11", given);
    wf_span dates = wf_calendar_year(s->calendar, year).terms[term];
    *out = wf_school_day_near(s->calendar, dates.end - 7, -1);
    return WF_OK;
}

static const wf_trust_school *named_school(const wf_trust *trust, const char *name)
{
    const wf_trust_school *by_name =
        wf_trust_find_school(trust, wf_str_from(name), WF_STR_EMPTY);
    return by_name != NULL ? by_name
                           : wf_trust_find_school(trust, WF_STR_EMPTY, wf_str_from(name));
}

wf_status capture_each_form(capture_store *s, const char *school, wf_date deadline,
                            capture_take_form take, void *context, wf_error *err)
{
    wf_panel panel = {0};
    wf_plans plans = {0};
    wf_store_decision *progress = NULL;
    size_t progress_count = 0;
    const wf_trust_school *only = NULL;
    if (school != NULL && (only = named_school(&s->trust, school)) == NULL)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "the set-up has no school \"%s\", or more than one", school);
    WF_TRY(wf_store_panel(s->store, NULL, s->arena, &panel, err));
    WF_TRY(wf_store_decisions(s->store, WF_STR("action-progress"), WF_STR_EMPTY, false,
                              s->arena, &progress, &progress_count, err));
    wf_status status = wf_store_plans(s->store, WF_STR_EMPTY, false, &plans, err);
    const wf_capture_request request = {.trust = &s->trust,
                                        .panel = &panel,
                                        .plans = &plans,
                                        .progress = progress,
                                        .progress_count = progress_count,
                                        .period = s->period,
                                        .issued = s->today,
                                        .deadline = deadline};
    for (size_t i = 0; status == WF_OK && i < s->trust.school_count; i++) {
        wf_capture_form form;
        if (only != NULL && only != &s->trust.schools[i])
            continue;
        status = wf_capture_prepare(&request, &s->trust.schools[i], s->arena, &form, err);
        if (status == WF_OK)
            status = take(context, &form, err);
    }
    wf_plans_free(&plans);
    return status;
}

typedef struct writing {
    capture_store *s;
    const char *folder;
    const wf_report_options *look;
    size_t written, kept, actions, lines;
} writing;

static wf_status write_form(void *context, const wf_capture_form *form, wf_error *err)
{
    writing *w = context;
    wf_report *report = NULL;
    wf_str target;
    wf_store_source source;
    if (capture_file_name(w->folder, &form->issue, w->s->arena, &target) != WF_OK)
        return wf_fail_memory(err);
    if (access(target.p, F_OK) == 0) {
        cli_warn("%s is there already: not written again, so that nothing filled in is "
                 "lost; name another folder",
                 target.p);
        w->kept++;
        return WF_OK;
    }
    wf_status status = wf_capture_workbook(form, NULL, w->look, &report, err);
    if (status == WF_OK)
        status = wf_report_write(report, target.p, err);
    wf_report_free(report);
    if (status == WF_OK)
        status = wf_capture_source(target.p, "decision", &source, err);
    if (status == WF_OK)
        status = wf_capture_store_issue(w->s->store, &source, form, err);
    w->written += status == WF_OK;
    w->lines += form->line_count;
    w->actions += form->action_count;
    return status;
}

wf_status capture_new(capture_store *s, const capture_options *o,
                      const wf_report_options *look, size_t *problems, wf_error *err)
{
    wf_date deadline;
    char day[11], period[WF_PERIOD_TEXT];
    writing w = {.s = s, .folder = o->output, .look = look};
    WF_TRY(capture_deadline(s, o->deadline, &deadline, err));
    WF_TRY(capture_make_folder(o->output, err));
    WF_TRY(capture_each_form(s, o->school, deadline, write_form, &w, err));
    *problems = w.kept;
    if (!o->quiet)
        printf("%zu forms for %s in %s: %zu indicators and %zu open actions to report "
               "on, to be returned by %s\n",
               w.written, wf_period_text(s->period, period), o->output, w.lines,
               w.actions, wf_date_iso(deadline, day));
    return WF_OK;
}
