/*
 * bench LIST JSON ROUNDS: runs what LIST says, interleaved, and prints medians, ranges
 * and ratios. A line of LIST is "GROUP<tab>NAME<tab>FILES<tab>COMMAND...": the first
 * entry of a group is what the others are compared with. FILES is how many files an entry
 * reads, for programs that do not say; 0: the program prints it (bench_case). A command's
 * arguments are separated by tabs; "@name" stands for the lines of that file.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    ENTRIES = 128,
    ROUNDS = 32,
    ARGUMENTS = 8192
};

typedef struct sample {
    double cpu, wall;
} sample;

typedef struct entry {
    const char *group, *name;
    char **argv;
    bool tells; /* prints its own counts and times */
    bool failed;
    uint64_t files, cells;
    long rss_kib;
    size_t n;
    sample samples[ROUNDS];
} entry;

extern char **environ;

static double now(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *copy_text(const char *text)
{
    size_t n = strlen(text) + 1;
    char *out = malloc(n);
    if (!out)
        abort();
    memcpy(out, text, n);
    return out;
}

static size_t add_lines(char **argv, size_t n, const char *name)
{
    char line[4096];
    FILE *in = fopen(name, "r");
    while (in && n + 1 < ARGUMENTS && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = '\0';
        argv[n++] = copy_text(line);
    }
    if (in)
        (void)fclose(in);
    return n;
}

/* The next field of a line, which it cuts. */
static char *next_field(char **rest)
{
    char *field = *rest;
    if (!field)
        return NULL;
    char *end = field + strcspn(field, "\t\n");
    *rest = *end == '\t' ? end + 1 : NULL;
    *end = '\0';
    return field;
}

static bool parse_entry(char *line, entry *out)
{
    char *rest = line;
    char *group = next_field(&rest), *name = next_field(&rest),
         *files = next_field(&rest);
    if (!group || !name || !files || !rest)
        return false;
    char **argv = calloc(ARGUMENTS, sizeof *argv);
    if (!argv)
        abort();
    size_t n = 0;
    for (char *field = next_field(&rest); field; field = next_field(&rest)) {
        if (field[0] == '@')
            n = add_lines(argv, n, field + 1);
        else if (n + 1 < ARGUMENTS)
            argv[n++] = copy_text(field);
    }
    *out = (entry){.group = copy_text(group), .name = copy_text(name), .argv = argv};
    out->files = strtoull(files, NULL, 10);
    out->tells = out->files == 0;
    return n > 0;
}

static size_t read_list(const char *name, entry *entries)
{
    static char line[65536];
    size_t n = 0;
    FILE *in = fopen(name, "r");
    while (in && n < ENTRIES && fgets(line, sizeof line, in))
        n += parse_entry(line, &entries[n]);
    if (in)
        (void)fclose(in);
    return n;
}

static pid_t start(const entry *e, int out)
{
    posix_spawn_file_actions_t actions;
    pid_t pid = -1;
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    (void)posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY,
                                           0);
    if (posix_spawnp(&pid, e->argv[0], &actions, NULL, e->argv, environ) != 0)
        pid = -1;
    (void)posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* What a bench_case printed replaces what was seen from outside. */
static bool take_told(entry *e, int from, sample *s)
{
    char text[256];
    ssize_t n = pread(from, text, sizeof text - 1, 0);
    if (n <= 0)
        return false;
    text[n] = '\0';
    char *p = text;
    e->files = strtoull(p, &p, 10);
    e->cells = strtoull(p, &p, 10);
    (void)strtoull(p, &p, 10);
    s->cpu = strtod(p, &p);
    s->wall = strtod(p, &p);
    return s->wall > 0;
}

static void run(entry *e)
{
    char name[] = "/tmp/wf-bench-XXXXXX";
    int out = e->tells ? mkstemp(name) : open("/dev/null", O_WRONLY);
    struct rusage use = {0};
    int status = 0;
    if (e->tells)
        (void)unlink(name);
    double from = now();
    pid_t pid = start(e, out);
    bool ended = pid > 0 && wait4(pid, &status, 0, &use) == pid;
    sample s = {seconds_of(use.ru_utime) + seconds_of(use.ru_stime), now() - from};
    /* Status 1 is "done with problems" for the command. */
    if (!ended || !WIFEXITED(status) || WEXITSTATUS(status) > 1 ||
        (e->tells && (WEXITSTATUS(status) != 0 || !take_told(e, out, &s))))
        e->failed = true;
    else
        e->samples[e->n++] = s;
    if (use.ru_maxrss > e->rss_kib)
        e->rss_kib = use.ru_maxrss;
    (void)close(out);
}

static int compare_cpu(const void *a, const void *b)
{
    const sample *x = a, *y = b;
    return (x->cpu > y->cpu) - (x->cpu < y->cpu);
}

static int compare_wall(const void *a, const void *b)
{
    const sample *x = a, *y = b;
    return (x->wall > y->wall) - (x->wall < y->wall);
}

typedef struct summary {
    double cpu, cpu_least, cpu_most, wall, files_a_second, cells_a_second;
} summary; /* rates are by processor time */

static summary summarise(entry *e)
{
    qsort(e->samples, e->n, sizeof e->samples[0], compare_wall);
    summary s = {.wall = e->samples[e->n / 2].wall};
    qsort(e->samples, e->n, sizeof e->samples[0], compare_cpu);
    s.cpu = e->samples[e->n / 2].cpu;
    s.cpu_least = e->samples[0].cpu;
    s.cpu_most = e->samples[e->n - 1].cpu;
    double cpu = s.cpu > 1e-9 ? s.cpu : 1e-9;
    s.files_a_second = (double)e->files / cpu;
    s.cells_a_second = (double)e->cells / cpu;
    return s;
}

/* Ratios are of work a second of processor time: those of other programs at work on the
 * machine then disturb them least. */
static void print_entry(FILE *json, entry *e, const entry *first, bool is_last)
{
    if (e->n == 0) {
        printf("  %-30s failed\n", e->name);
        (void)fprintf(json,
                      "  {\"group\": \"%s\", \"name\": \"%s\", \"failed\": true}%s\n",
                      e->group, e->name, is_last ? "" : ",");
        return;
    }
    summary s = summarise(e);
    double ratio = 0;
    if (first->n > 0 && first->files > 0 && e->files > 0)
        ratio =
            s.files_a_second * first->samples[first->n / 2].cpu / (double)first->files;
    printf("  %-30s %9.4f s [%.4f-%.4f] wall %9.4f s %9.0f files/s", e->name, s.cpu,
           s.cpu_least, s.cpu_most, s.wall, s.files_a_second);
    if (e->cells > 0)
        printf(" %7.2f M cells/s", s.cells_a_second / 1e6);
    printf(" %7.1f MiB  x%.3f\n", (double)e->rss_kib / 1024, ratio);
    (void)fprintf(
        json,
        "  {\"group\": \"%s\", \"name\": \"%s\", \"rounds\": %zu, \"cpu_s\": %.6f, "
        "\"cpu_least_s\": %.6f, \"cpu_most_s\": %.6f, \"wall_s\": %.6f, "
        "\"files_per_s\": %.1f, \"cells_per_s\": %.0f, \"peak_rss_kib\": %ld, "
        "\"ratio\": %.4f}%s\n",
        e->group, e->name, e->n, s.cpu, s.cpu_least, s.cpu_most, s.wall, s.files_a_second,
        s.cells_a_second, e->rss_kib, ratio, is_last ? "" : ",");
}

int main(int argc, char **argv)
{
    static entry entries[ENTRIES];
    if (argc != 4)
        return 2;
    size_t n = read_list(argv[1], entries);
    unsigned long rounds = strtoul(argv[3], NULL, 10);
    rounds = rounds < 1 ? 1 : rounds > ROUNDS ? ROUNDS : rounds;
    /* A group's entries in turn, so that a slower minute of the machine hits all alike.
     */
    for (size_t first = 0, end = 0; first < n; first = end) {
        while (end < n && strcmp(entries[end].group, entries[first].group) == 0)
            end++;
        for (unsigned long r = 0; r < rounds; r++)
            for (size_t i = first; i < end; i++)
                if (!entries[i].failed)
                    run(&entries[i]);
    }
    FILE *json = fopen(argv[2], "w");
    if (!json)
        return 1;
    (void)fprintf(json, "[\n");
    const entry *first = entries;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(first->group, entries[i].group) != 0) {
            first = &entries[i];
            printf("%s\n", first->group);
        }
        print_entry(json, &entries[i], first, i + 1 == n);
    }
    (void)fprintf(json, "]\n");
    return fclose(json) == 0 ? 0 : 1;
}
