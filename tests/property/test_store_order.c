/*
 * Any order of imports, with repeats and corrections of the same values between them,
 * gives the same store: its export is the same, byte for byte, but for the numbers, times
 * and people of the imports. On SQLite, or where WF_TEST_STORE says.
 */
#include "tests/support/wf_test.h"

#include "wayforward/store.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    SOURCES = 12,
    ROWS = 20,
    SCHOOLS = 4,
    KPIS = 3,
    ROUNDS = 12
};

typedef struct source {
    wf_store_source about;
    wf_store_observation rows[ROWS];
    char texts[ROWS][3][32];
} source;

static source sources[SOURCES];

static unsigned next_random(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

/* Few schools, KPIs and periods: most values are given several times, some within one
 * source, some by sources saved in the same second. */
static void make_sources(uint64_t *state)
{
    for (unsigned s = 0; s < SOURCES; s++) {
        source *one = &sources[s];
        one->about = (wf_store_source){.name = WF_STR("file.csv"),
                                       .size = 10,
                                       .saved = 1000 + next_random(state, SOURCES / 2),
                                       .kind = WF_STR("observations")};
        (void)snprintf(one->about.sha256, sizeof one->about.sha256, "%064u",
                       (s + 1) * 2654435761u);
        for (size_t r = 0; r < ROWS; r++) {
            char(*t)[32] = one->texts[r];
            (void)snprintf(t[0], sizeof t[0], "School %u", next_random(state, SCHOOLS));
            (void)snprintf(t[1], sizeof t[1], "KPI %u", next_random(state, KPIS));
            (void)snprintf(t[2], sizeof t[2], "2026-27/T%u", 1 + next_random(state, 3));
            one->rows[r] =
                (wf_store_observation){.school = wf_str_from(t[0]),
                                       .kpi = wf_str_from(t[1]),
                                       .period = wf_str_from(t[2]),
                                       .value = {.value = next_random(state, 1000) / 10.0,
                                                 .present = next_random(state, 10) > 0},
                                       .cohort = next_random(state, 90),
                                       .comment = WF_STR_EMPTY,
                                       .at = WF_STR("D2")};
        }
    }
}

static void must(wf_status status, const wf_error *err)
{
    if (status != WF_OK)
        fail_msg("%s: %s", err->file, err->message);
}

static void import(wf_store *store, const source *one)
{
    wf_error err = WF_ERROR_INIT;
    bool is_known = false;
    must(wf_store_begin(store, &one->about, &is_known, &err), &err);
    if (is_known)
        return;
    must(wf_store_put_observations(store, one->rows, ROWS, &err), &err);
    must(wf_store_commit(store, &err), &err);
}

static wf_store *open_store(const char *file, const char *trust)
{
    const char *url = getenv("WF_TEST_STORE");
    wf_store_options options = {.trust = trust, .by = "tester", .create = true};
    wf_store *store = NULL;
    wf_error err = WF_ERROR_INIT;
    must(wf_store_open(url != NULL ? url : file, &options, &store, &err), &err);
    return store;
}

/* What the store holds, as its export says it, without the imports. */
static char *content_of(wf_store *store, const char *folder)
{
    static const char *const files[] = {"observations.csv", "targets.csv", "plans.csv"};
    enum {
        ROOM = 1 << 20
    };
    char *all = calloc(1, ROOM);
    size_t n = 0;
    wf_error err = WF_ERROR_INIT;
    (void)mkdir(folder, 0700);
    must(wf_store_export(store, folder, &err), &err);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        FILE *in = fopen(path, "rb");
        assert_non_null(in);
        n += fread(all + n, 1, ROOM - 1 - n, in);
        (void)fclose(in);
    }
    return all;
}

/* The values that count, in their order. */
static void counting_of(wf_store *store, wf_arena *arena, wf_panel *out)
{
    wf_error err = WF_ERROR_INIT;
    must(wf_store_panel(store, NULL, arena, out, &err), &err);
}

static void assert_same_panel(const wf_panel *a, const wf_panel *b)
{
    assert_int_equal(a->row_count, b->row_count);
    for (size_t i = 0; i < a->row_count; i++) {
        assert_true(wf_str_eq(a->rows[i].school, b->rows[i].school));
        assert_true(wf_str_eq(a->rows[i].kpi, b->rows[i].kpi));
        assert_int_equal(a->rows[i].period.number, b->rows[i].period.number);
        assert_true(a->rows[i].suppressed == b->rows[i].suppressed);
        assert_float_equal(a->rows[i].value, b->rows[i].value, 0);
        assert_float_equal(a->rows[i].cohort, b->rows[i].cohort, 0);
    }
}

/* A shuffled list of the sources with repeats; now and then an import is taken back and
 * comes again. */
static void import_any_order(wf_store *store, wf_arena *arena, uint64_t *state)
{
    size_t order[SOURCES];
    wf_error err = WF_ERROR_INIT;
    for (size_t i = 0; i < SOURCES; i++) {
        size_t k = next_random(state, (unsigned)i + 1);
        order[i] = order[k];
        order[k] = i;
    }
    for (size_t i = 0; i < SOURCES; i++) {
        import(store, &sources[order[i]]);
        if (next_random(state, 3) == 0)
            import(store, &sources[order[next_random(state, (unsigned)i + 1)]]);
    }
    if (next_random(state, 2) == 0) {
        wf_store_import undone;
        wf_panel unused;
        counting_of(store, arena, &unused);
        must(wf_store_undo(store, arena, &undone, &err), &err);
        for (size_t i = 0; i < SOURCES; i++)
            import(store, &sources[i]);
    }
}

static void store__any_order_repeats_and_corrections__same_content(void **state_unused)
{
    (void)state_unused;
    const char *given = getenv("WF_SEED");
    uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
    uint64_t state = seed;
    char folder[64];
    char file[128];
    char trust[64];
    char *first = NULL;
    wf_arena *arena = wf_arena_new(0);
    wf_panel panel = {0};
    print_message("seed %llu\n", (unsigned long long)seed);
    make_sources(&state);
    (void)snprintf(folder, sizeof folder, "/tmp/wf-order-%ld", (long)getpid());
    for (unsigned round = 0; round < ROUNDS; round++) {
        wf_panel again = {0};
        (void)snprintf(file, sizeof file, "%s-%u.wayforward", folder, round);
        (void)snprintf(trust, sizeof trust, "order-%ld-%u", (long)getpid(), round);
        wf_store *store = open_store(file, trust);
        import_any_order(store, arena, &state);
        counting_of(store, arena, &again);
        if (round == 0) {
            first = content_of(store, folder);
            panel = again;
        }
        assert_same_panel(&panel, &again);
        wf_store_close(store);
        (void)unlink(file);
    }
    assert_true(panel.row_count > 20);
    assert_true(strlen(first) > 5000);
    free(first);
    wf_arena_free(arena);
}

static void store__same_imports_any_order__same_export(void **state_unused)
{
    (void)state_unused;
    char folder[64];
    char file[128];
    char trust[64];
    char *first = NULL;
    (void)snprintf(folder, sizeof folder, "/tmp/wf-order-%ld", (long)getpid());
    for (unsigned round = 0; round < 4; round++) {
        (void)snprintf(file, sizeof file, "%s-e%u.wayforward", folder, round);
        (void)snprintf(trust, sizeof trust, "export-%ld-%u", (long)getpid(), round);
        wf_store *store = open_store(file, trust);
        for (size_t i = 0; i < SOURCES; i++)
            import(store, &sources[(i * 5 + round * 7) % SOURCES]);
        char *content = content_of(store, folder);
        if (first != NULL)
            assert_string_equal(first, content);
        else
            first = content;
        if (first != content)
            free(content);
        wf_store_close(store);
        (void)unlink(file);
    }
    free(first);
}

static int remove_folder(void **state)
{
    char path[256];
    static const char *const files[] = {
        "imports", "observations", "plans",   "decisions", "setups",
        "schools", "inspections",  "kpis",    "targets",   "providers",
        "terms",   "closed_days",  "settings"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        (void)snprintf(path, sizeof path, "/tmp/wf-order-%ld/%s.csv", (long)getpid(),
                       files[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "/tmp/wf-order-%ld/store.json", (long)getpid());
    (void)unlink(path);
    (void)snprintf(path, sizeof path, "/tmp/wf-order-%ld", (long)getpid());
    (void)rmdir(path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(store__any_order_repeats_and_corrections__same_content),
        cmocka_unit_test(store__same_imports_any_order__same_export),
    };
    return cmocka_run_group_tests(tests, NULL, remove_folder);
}
