#include "wayforward/limits.h"

static const wf_limits defaults = {
#define LIMIT_DEFAULT(name, value, option, what) .name = (value),
    WF_LIMITS_LIST(LIMIT_DEFAULT)
#undef LIMIT_DEFAULT
};

static const struct {
    const char *option;
    const char *what;
    size_t offset;
} limit_options[] = {
#define LIMIT_ROW(name, value, option, what) {option, what, offsetof(wf_limits, name)},
    WF_LIMITS_LIST(LIMIT_ROW)
#undef LIMIT_ROW
};

enum {
    LIMIT_COUNT = sizeof limit_options / sizeof limit_options[0]
};

const wf_limits *wf_limits_default(void)
{
    return &defaults;
}

wf_status wf_limits_set(wf_limits *limits, wf_str option, uint64_t value, wf_error *err)
{
    for (size_t i = 0; i < LIMIT_COUNT; i++) {
        if (!wf_str_eq(option, wf_str_from(limit_options[i].option)))
            continue;
        *(uint64_t *)(void *)((char *)limits + limit_options[i].offset) = value;
        return WF_OK;
    }
    return wf_fail(err, WF_E_ARGUMENT, NULL, "there is no limit called \"%.*s\"",
                   WF_STR_ARG(option));
}

wf_status wf_fail_limit(wf_error *err, const wf_where *where, const char *option,
                        uint64_t limit)
{
    const char *what = option;
    for (size_t i = 0; i < LIMIT_COUNT; i++)
        if (wf_str_eq(wf_str_from(limit_options[i].option), wf_str_from(option)))
            what = limit_options[i].what;
    return wf_fail(
        err, WF_E_LIMIT, where,
        "more than %llu %s; if the file can be trusted, raise it with --limit %s=N",
        (unsigned long long)limit, what, option);
}
