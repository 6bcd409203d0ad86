/* What the verbs share: messages, standard output, exit statuses. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void cli_print_error(const wf_error *err)
{
    char line[1024];
    (void)fprintf(stderr, "wayforward: %s\n", wf_error_describe(err, line, sizeof line));
}

void cli_warn(const char *fmt, ...)
{
    va_list args;
    (void)fputs("wayforward: ", stderr);
    va_start(args, fmt);
    (void)vfprintf(stderr, fmt, args);
    va_end(args);
    (void)fputc('\n', stderr);
}

static wf_status write_stdout(void *context, const void *data, size_t size)
{
    (void)context;
    return fwrite(data, 1, size, stdout) == size ? WF_OK : WF_E_OUTPUT;
}

wf_sink cli_stdout(void)
{
    return (wf_sink){.write = write_stdout};
}

int cli_finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    cli_warn("standard output could not be written");
    return EXIT_OUTPUT;
}

int cli_worse(int a, int b)
{
    return a > b ? a : b;
}

/* Levenshtein distance of two short words, at most 32 letters each; larger where longer.
 */
static size_t distance(const char *a, const char *b)
{
    size_t row[33], n = strlen(a), m = strlen(b);
    if (n > 32 || m > 32)
        return 64;
    for (size_t k = 0; k <= m; k++)
        row[k] = k;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= m; k++) {
            size_t change = diagonal + (a[i - 1] != b[k - 1]);
            size_t least = row[k] + 1 < row[k - 1] + 1 ? row[k] + 1 : row[k - 1] + 1;
            diagonal = row[k];
            row[k] = change < least ? change : least;
        }
    }
    return row[m];
}

const char *cli_nearest(const char *wrong, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(wrong) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(wrong, names[i]);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
