/* Any set of captures, loaded in any order, with repeats and corrections in between,
 * gives the same store: what counts and what is kept beside it. The files are real
 * workbooks, made as forms and filled in by chance, some cells wrong. */
#include "tests/support/capture_scene.h"

#include <sys/stat.h>

enum {
    TERMS = 2,
    VERSIONS = 3, /* of each form: as first sent, corrected, corrected again */
    FILES = SCENE_SCHOOLS * TERMS * VERSIONS + 1,
    TRIALS = 4,
    TEXT_ROOM = 600
};

typedef struct pile {
    wf_str paths[FILES];
    size_t n;
} pile;

/* Change some of what a first version said: other values, answers withdrawn, cells that
 * cannot be. */
static void disturb(wf_capture_reply *reply, wf_random *random, int version)
{
    size_t kept = 0;
    for (size_t i = 0; i < reply->value_count; i++) {
        wf_capture_value value = reply->values[i];
        switch (wf_random_below(random, 6)) {
        case 0:
            value.value.value = scene_value(value.kpi, wf_random_next(random));
            break;
        case 1:
            value.cohort = wf_random_below(random, 300) + 1;
            break;
        case 2:
            value.value.value = 1e7; /* refused: out of range */
            break;
        case 3:
            value.value.present = false;
            value.comment = WF_STR("n/a: not this term");
            break;
        default:
            break;
        }
        if (version == 0 || wf_random_below(random, 3) > 0)
            reply->values[kept++] = value;
    }
    reply->value_count = kept;
}

static pile make_pile(scene *s, wf_random *random)
{
    static const char *const periods[TERMS] = {"2026-27/T1", "2026-27/T2"};
    pile made = {0};
    for (size_t school = 0; school < SCENE_SCHOOLS; school++)
        for (int term = 0; term < TERMS; term++)
            for (int version = 0; version < VERSIONS; version++) {
                char name[80];
                wf_capture_form form = scene_form(s, school, periods[term]);
                wf_capture_reply filled = scene_fill(s, &form, wf_random_next(random));
                disturb(&filled, random, version);
                (void)snprintf(name, sizeof name, "sent %zu-%d (%d).xlsx", school, term,
                               version);
                /* some are saved in the same second as others */
                int64_t saved = 1795000000 + (int64_t)wf_random_below(random, 4) * 86400;
                made.paths[made.n++] = scene_write(s, &form, &filled, name, saved);
            }
    return made;
}

static void add_csv(scene *s, pile *all)
{
    wf_str path = scene_path(s, "more.csv");
    FILE *file = fopen(path.p, "w");
    assert_non_null(file);
    assert_true(fputs("school,kpi,period,value,cohort\n"
                      "Marrowby Primary School,Attendance,2026-27/T1,93.3,201\n"
                      "Marrowby Primary School,Attendance,2026-27/T1,93.3,201\n"
                      "Harrowmere High School,Attendance,2026-27/T2,193.3,201\n",
                      file) >= 0);
    assert_int_equal(fclose(file), 0);
    all->paths[all->n++] = path;
}

static void load(scene *s, wf_store *store, wf_str path)
{
    wf_arena *arena = wf_arena_new(0);
    wf_capture_file file;
    wf_panel panel = {0};
    bool is_known = false;
    wf_capture_known known = {.trust = &s->trust, .panel = &panel};
    must(wf_capture_open(path.p, NULL, &s->trust, arena, &file, e));
    must(wf_store_panel(store, NULL, arena, &panel, e));
    must(wf_capture_doubt(&file.replies[0], path, &known, arena, e));
    must(wf_capture_store(store, &file, &is_known, e));
    wf_arena_free(arena);
}

/* ---- what a store holds, as lines ------------------------------------------------ */

typedef struct lines {
    wf_arena *arena;
    const char **items;
    size_t n, cap;
} lines;

static void add_line(lines *l, const char *line)
{
    wf_str kept = WF_STR_EMPTY;
    const char **items =
        wf_arena_push_room(l->arena, l->items, l->n, &l->cap, sizeof *items);
    assert_non_null(items);
    l->items = items;
    assert_int_equal(wf_arena_str(l->arena, wf_str_from(line), &kept), WF_OK);
    items[l->n++] = kept.p;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static lines contents(scene *s, wf_store *store)
{
    lines l = {.arena = s->arena};
    wf_panel panel = {0};
    wf_store_decision *decisions = NULL;
    size_t n = 0;
    char text[TEXT_ROOM];
    must(wf_store_panel(store, NULL, s->arena, &panel, e));
    for (size_t i = 0; i < panel.row_count; i++) {
        const wf_panel_row *r = &panel.rows[i];
        (void)snprintf(text, sizeof text, "row %.*s|%.*s|%d|%.17g|%.17g|%.*s|%.*s",
                       WF_STR_ARG(r->school), WF_STR_ARG(r->kpi), r->period.number,
                       r->value, r->cohort, WF_STR_ARG(r->file), WF_STR_ARG(r->at));
        add_line(&l, text);
    }
    for (int history = 0; history < 2; history++) {
        must(wf_store_decisions(store, WF_STR_EMPTY, WF_STR_EMPTY, history != 0, s->arena,
                                &decisions, &n, e));
        for (size_t i = 0; i < n; i++) {
            const wf_store_decision *d = &decisions[i];
            (void)snprintf(text, sizeof text, "decision%d %.*s|%.*s|%.*s|%.*s|%.*s|%.*s",
                           history, WF_STR_ARG(d->kind), WF_STR_ARG(d->school),
                           WF_STR_ARG(d->key), WF_STR_ARG(d->value),
                           WF_STR_ARG(wf_str_sub(d->reason, 0, 200)), WF_STR_ARG(d->at));
            add_line(&l, text);
        }
    }
    qsort(l.items, l.n, sizeof *l.items, by_text);
    return l;
}

static void assert_same(const lines *a, const lines *b)
{
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            fail_msg("line %zu: \"%s\" and \"%s\"", i, a->items[i], b->items[i]);
    assert_int_equal(a->n, b->n);
}

/* ---- what a store exports -------------------------------------------------------- */

/* A line without what belongs to the loading: an import's number, time and person. */
static void cut_loading(char *line, bool is_import)
{
    for (int column = 0; is_import && column < 3; column++) {
        char *comma = strrchr(line, ',');
        if (comma != NULL)
            *comma = '\0';
    }
}

static void add_file(lines *l, const char *folder, const char *name)
{
    char path[400], *line = NULL;
    size_t room = 0;
    (void)snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (getline(&line, &room, file) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        cut_loading(line, strcmp(name, "imports") == 0);
        add_line(l, line);
    }
    free(line);
    assert_int_equal(fclose(file), 0);
    (void)unlink(path);
}

/* The exported tables as they stand, line by line. */
static lines exported(scene *s, wf_store *store)
{
    static const char *const names[] = {"imports", "observations", "decisions",
                                        "schools", "targets",      "plans"};
    lines l = {.arena = s->arena};
    char folder[100];
    (void)snprintf(folder, sizeof folder, "%s-out", s->folder);
    assert_int_equal(mkdir(folder, 0777), 0);
    must(wf_store_export(store, folder, e));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        add_file(&l, folder, names[i]);
    DIR *left = opendir(folder);
    for (struct dirent *e; left != NULL && (e = readdir(left)) != NULL;) {
        char path[400];
        (void)snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        (void)unlink(path);
    }
    if (left != NULL)
        (void)closedir(left);
    assert_int_equal(rmdir(folder), 0);
    return l;
}

/* A set in one order into one store, in another with repeats into a second. */
static void capture_load__any_order_and_repeats__same_store(void **state)
{
    scene *s = *state;
    wf_random random = wf_random_seeded();
    pile all = make_pile(s, &random);
    wf_store *first_store = s->store;
    size_t facts = 0;
    add_csv(s, &all);
    for (int trial = 0; trial < TRIALS; trial++) {
        size_t chosen[FILES], n = 0;
        wf_arena_mark mark = wf_arena_mark_here(s->arena);
        wf_store *stores[2];
        lines held[2], out[2];
        for (size_t i = 0; i < all.n; i++)
            if (wf_random_below(&random, 2) == 0)
                chosen[n++] = i;
        for (int which = 0; which < 2; which++) {
            char name[40];
            (void)snprintf(name, sizeof name, "store-%d-%d.wayforward", trial, which);
            stores[which] = s->store = scene_open(s, name);
            scene_put_trust(s);
            scene_put_history(s);
            for (size_t i = n; i > 1; i--) {
                size_t k = wf_random_below(&random, i), kept = chosen[i - 1];
                chosen[i - 1] = chosen[k];
                chosen[k] = kept;
            }
            for (size_t i = 0; i < n; i++) {
                load(s, stores[which], all.paths[chosen[i]]);
                if (which == 1 && wf_random_below(&random, 3) == 0)
                    load(s, stores[which],
                         all.paths[chosen[wf_random_below(&random, i + 1)]]);
            }
            held[which] = contents(s, stores[which]);
            out[which] = exported(s, stores[which]);
        }
        assert_same(&held[0], &held[1]);
        assert_same(&out[0], &out[1]);
        facts += held[0].n + out[0].n;
        wf_store_close(stores[0]);
        wf_store_close(stores[1]);
        wf_arena_reset(s->arena, mark);
    }
    s->store = first_store;
    must(wf_store_trust(s->store, s->arena, &s->trust, e));
    assert_true(facts > 1000);
    print_message("%d sets of captures, %zu lines compared\n", TRIALS, facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capture_load__any_order_and_repeats__same_store),
    };
    return cmocka_run_group_tests(tests, scene_begin, scene_end);
}
