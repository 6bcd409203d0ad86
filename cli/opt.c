/* Options by table: parsing, and the help made from the same table. */
#include "cli/cli.h"
#include "wayforward/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_help(const cli_command *self, const cli_option *options, size_t count)
{
    printf("%s.\n\nUse: wayforward %s %s\n", self->summary, self->name, self->usage);
    if (self->example)
        printf("For example: %s\n", self->example);
    if (count > 0)
        printf("\nOptions:\n");
    for (size_t i = 0; i < count; i++) {
        char left[64];
        (void)snprintf(left, sizeof left, "%s%s%s%s%s",
                       options[i].short_name ? options[i].short_name : "",
                       options[i].short_name ? ", " : "", options[i].name,
                       options[i].label ? " " : "",
                       options[i].label ? options[i].label : "");
        printf("  %-26s %s\n", left, options[i].help);
    }
    printf("  %-26s %s\n", "--help", "show this");
}

static const cli_option *find_option(const cli_option *options, size_t count,
                                     const char *name, size_t n)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(options[i].name) == n && memcmp(options[i].name, name, n) == 0)
            return &options[i];
        if (options[i].short_name && strlen(options[i].short_name) == n &&
            memcmp(options[i].short_name, name, n) == 0)
            return &options[i];
    }
    return NULL;
}

static int unknown_option(const cli_command *self, const cli_option *options,
                          size_t count, const char *word)
{
    const char *names[64];
    size_t n = 0;
    for (; n < count && n < 64; n++)
        names[n] = options[n].name;
    char name[64]; /* without its value: "--yer=2026" */
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *nearest = cli_nearest(name, names, n);
    cli_warn("%s has no option \"%s\"%s%s%s; see: wayforward %s --help", self->name, word,
             nearest ? " (did you mean \"" : "", nearest ? nearest : "",
             nearest ? "\"?)" : "", self->name);
    return -1;
}

static bool parse_number(const char *text, long long *out)
{
    char *end = NULL;
    *out = strtoll(text, &end, 10);
    return end != text && *end == '\0' && *out >= 0;
}

static bool set_limit(wf_limits *limits, const char *text)
{
    const char *equals = strchr(text, '=');
    long long number = 0;
    if (!equals || !parse_number(equals + 1, &number)) {
        cli_warn("--limit takes NAME=NUMBER, not \"%s\"", text);
        return false;
    }
    wf_error err = WF_ERROR_INIT;
    wf_str name = {.p = text, .n = (size_t)(equals - text)};
    if (wf_limits_set(limits, name, (uint64_t)number, &err) != WF_OK) {
        cli_print_error(&err);
        return false;
    }
    return true;
}

static bool set_option(const cli_option *option, const char *text)
{
    switch (option->kind) {
    case CLI_FLAG:
        *(bool *)option->value = true;
        return true;
    case CLI_TEXT:
        *(const char **)option->value = text;
        return true;
    case CLI_LIMIT:
        return set_limit(option->value, text);
    case CLI_NUMBER:
        break;
    }
    long long number = 0;
    if (!parse_number(text, &number)) {
        cli_warn("%s takes a whole number, not \"%s\"", option->name, text);
        return false;
    }
    *(long *)option->value = (long)number;
    return true;
}

/* One option at argv[i], perhaps with its value in argv[i + 1]; returns how many words it
 * took, or -1. */
static int take_option(const cli_command *self, const cli_option *options, size_t count,
                       int left, char **argv)
{
    const char *word = argv[0];
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    const cli_option *option = find_option(options, count, word, n);
    if (!option)
        return unknown_option(self, options, count, word);
    if (option->kind == CLI_FLAG) {
        if (equals) {
            cli_warn("%s takes no value", option->name);
            return -1;
        }
        return set_option(option, NULL) ? 1 : -1;
    }
    if (equals)
        return set_option(option, equals + 1) ? 1 : -1;
    if (left < 2) {
        cli_warn("%s needs a value: %s", option->name, option->label);
        return -1;
    }
    return set_option(option, argv[1]) ? 2 : -1;
}

int cli_options(const cli_command *self, const cli_option *options, size_t count,
                int argc, char **argv)
{
    int operands = 0;
    bool ended = false;
    for (int i = 1; i < argc;) {
        char *word = argv[i];
        if (ended || word[0] != '-' || word[1] == '\0') {
            argv[operands++] = word;
            i++;
        } else if (strcmp(word, "--") == 0) {
            ended = true;
            i++;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            print_help(self, options, count);
            return -2;
        } else {
            int took = take_option(self, options, count, argc - i, argv + i);
            if (took < 0)
                return -1;
            i += took;
        }
    }
    return operands;
}
