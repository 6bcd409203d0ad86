#ifndef WF_CAPTURE_SCENE_H
#define WF_CAPTURE_SCENE_H
/* An invented trust of three schools with a year of history in a store, for the tests of
 * the capture. */
#include "tests/support/random.h"
#include "tests/support/wf_test.h"
#include "wayforward/capture.h"
#include "wayforward/reader.h"
#include "wayforward/writer.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define must(call)                                                                       \
    do {                                                                                 \
        wf_error err = WF_ERROR_INIT;                                                    \
        wf_error *e = &err;                                                              \
        if ((call) != WF_OK)                                                             \
            fail_msg("%s: %s %s", #call, err.file, err.message);                         \
    } while (0)

typedef struct scene {
    wf_arena *arena;
    wf_store *store;
    wf_trust trust; /* as the store gives it back */
    char folder[64];
} scene;

enum {
    SCENE_SCHOOLS = 3
};

static inline wf_str scene_text(scene *s, wf_str text)
{
    wf_str out = WF_STR_EMPTY;
    assert_int_equal(wf_arena_str(s->arena, text, &out), WF_OK);
    return out;
}

/* "<folder>/name" */
static inline wf_str scene_path(scene *s, const char *name)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", s->folder, name);
    return scene_text(s, wf_str_from(path));
}

/* The set-up: the catalogue of the library, three schools, a target for attendance. */
static inline wf_trust scene_trust(scene *s)
{
    static const struct {
        const char *name, *urn;
        wf_phase phase;
        int64_t pupils;
    } schools[SCENE_SCHOOLS] = {
        {"Marrowby Primary School", "900001", WF_PHASE_PRIMARY, 210},
        {"Oak & Ash | Infant School", "900002", WF_PHASE_PRIMARY, 84},
        {"Harrowmere High School", "900003", WF_PHASE_SECONDARY, 940}};
    const wf_trust_kpi *catalogue;
    wf_trust trust = {.name = WF_STR("Harrowmere Learning Trust")};
    wf_kpi_catalogue(&catalogue, &trust.kpi_count);
    trust.kpis = wf_arena_array(s->arena, trust.kpi_count, sizeof *trust.kpis);
    memcpy(trust.kpis, catalogue, trust.kpi_count * sizeof *catalogue);
    trust.schools = wf_arena_array(s->arena, SCENE_SCHOOLS, sizeof *trust.schools);
    trust.targets = wf_arena_array(s->arena, SCENE_SCHOOLS, sizeof *trust.targets);
    trust.school_count = trust.target_count = SCENE_SCHOOLS;
    for (int i = 0; i < SCENE_SCHOOLS; i++) {
        wf_trust_school *school = &trust.schools[i];
        *school = (wf_trust_school){.name = wf_str_from(schools[i].name),
                                    .urn = wf_str_from(schools[i].urn),
                                    .phase = schools[i].phase,
                                    .pupils = schools[i].pupils,
                                    .head_since = WF_DATE_NONE,
                                    .category_on = WF_DATE_NONE};
        school->region = school->area = school->category = school->category_reason =
            school->category_by = school->last_year = school->contact = school->at =
                WF_STR_EMPTY;
        trust.targets[i] = (wf_trust_target){.school = school->name,
                                             .kpi = WF_STR("Attendance"),
                                             .baseline = {92, true},
                                             .target = {95, true},
                                             .baseline_period = WF_STR("2025-26/T6"),
                                             .deadline = WF_STR("2026-27/T6"),
                                             .at = WF_STR_EMPTY};
    }
    trust.logo = WF_STR_EMPTY;
    return trust;
}

static inline void scene_put_trust(scene *s)
{
    wf_trust trust = scene_trust(s);
    wf_store_source source = {.name = WF_STR("trust-setup.xlsx"),
                              .size = 1,
                              .saved = 1000,
                              .kind = WF_STR("setup")};
    bool is_known;
    memset(source.sha256, 'a', 64);
    must(wf_store_begin(s->store, &source, &is_known, e));
    must(wf_store_put_trust(s->store, &trust, e));
    must(wf_store_commit(s->store, e));
    must(wf_store_trust(s->store, s->arena, &s->trust, e));
    assert_int_equal(s->trust.school_count, SCENE_SCHOOLS);
}

/* A value that the KPI can have, the same for the same seed. */
static inline double scene_value(const wf_trust_kpi *kpi, uint64_t seed)
{
    double low = kpi->minimum.present ? kpi->minimum.value : 0;
    double high = kpi->maximum.present ? kpi->maximum.value : 100;
    double share = 0.5 + (double)(seed % 97) / 97 * 0.02;
    double value = low + (high - low) * share;
    return (double)(int64_t)(value * 10) / 10;
}

/* Attendance of the six terms of 2025-26 in every school. */
static inline void scene_put_history(scene *s)
{
    wf_store_source source = {.name = WF_STR("history.csv"),
                              .size = 2,
                              .saved = 2000,
                              .kind = WF_STR("observations")};
    static const char *const periods[] = {"2025-26/T1", "2025-26/T2", "2025-26/T3",
                                          "2025-26/T4", "2025-26/T5", "2025-26/T6"};
    bool is_known;
    memset(source.sha256, 'b', 64);
    must(wf_store_begin(s->store, &source, &is_known, e));
    for (size_t i = 0; i < s->trust.school_count; i++)
        for (int term = 1; term <= 6; term++) {
            wf_store_observation o = {.school = s->trust.schools[i].name,
                                      .kpi = WF_STR("Attendance"),
                                      .period = wf_str_from(periods[term - 1]),
                                      .value = {92 + term * 0.3, true},
                                      .cohort = (double)s->trust.schools[i].pupils,
                                      .comment = WF_STR_EMPTY,
                                      .at = WF_STR("D2")};
            must(wf_store_put_observations(s->store, &o, 1, e));
        }
    must(wf_store_commit(s->store, e));
}

static inline wf_store *scene_open(scene *s, const char *name)
{
    wf_store *store = NULL;
    wf_store_options options = {.create = true, .by = "test"};
    must(wf_store_open(scene_path(s, name).p, &options, &store, e));
    return store;
}

static inline int scene_begin(void **state)
{
    scene *s = calloc(1, sizeof *s);
    s->arena = wf_arena_new(0);
    (void)snprintf(s->folder, sizeof s->folder, "/tmp/wf-capture-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    s->store = scene_open(s, "store.wayforward");
    scene_put_trust(s);
    scene_put_history(s);
    *state = s;
    return 0;
}

static inline int scene_end(void **state)
{
    scene *s = *state;
    wf_store_close(s->store);
    DIR *folder = opendir(s->folder);
    for (struct dirent *e; folder != NULL && (e = readdir(folder)) != NULL;)
        (void)unlink(scene_path(s, e->d_name).p);
    if (folder != NULL)
        (void)closedir(folder);
    (void)rmdir(s->folder);
    wf_arena_free(s->arena);
    free(s);
    return 0;
}

static inline wf_capture_form scene_form(scene *s, size_t school, const char *period)
{
    wf_panel panel = {0};
    wf_capture_form form;
    wf_capture_request request = {.trust = &s->trust,
                                  .issued = wf_date_from_ymd(2026, 11, 20),
                                  .deadline = wf_date_from_ymd(2026, 12, 11)};
    assert_true(wf_period_parse(wf_str_from(period), &request.period));
    must(wf_store_panel(s->store, NULL, s->arena, &panel, e));
    request.panel = &panel;
    must(wf_capture_prepare(&request, &s->trust.schools[school], s->arena, &form, e));
    return form;
}

/* Every input filled with what it can hold; `seed` chooses the values. */
static inline wf_capture_reply scene_fill(scene *s, const wf_capture_form *form,
                                          uint64_t seed)
{
    wf_capture_reply reply = {.kind = WF_CAPTURE_FORM, .issue = form->issue};
    reply.values = wf_arena_array(s->arena, form->line_count, sizeof *reply.values);
    for (size_t i = 0; i < form->line_count; i++)
        reply.values[reply.value_count++] =
            (wf_capture_value){.kpi = form->lines[i].kpi,
                               .school = form->issue.school,
                               .period = form->issue.period,
                               .value = {scene_value(form->lines[i].kpi, seed + i), true},
                               .cohort = 40,
                               .comment = WF_STR("As counted on the day"),
                               .at = WF_STR_EMPTY};
    return reply;
}

static inline wf_str scene_write(scene *s, const wf_capture_form *form,
                                 const wf_capture_reply *filled, const char *name,
                                 int64_t created)
{
    wf_report *report = NULL;
    wf_report_options look = WF_REPORT_OPTIONS_INIT;
    wf_str target = scene_path(s, name);
    look.created = created;
    must(wf_capture_workbook(form, filled, &look, &report, e));
    must(wf_report_write(report, target.p, e));
    wf_report_free(report);
    return target;
}

#endif
