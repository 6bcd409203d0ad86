#include "wayforward/status.h"

#include <stddef.h>

static const struct {
    const char *text;
    int exit_status;
} status_texts[] = {
#define STATUS_ROW(code, exit_status, text) [code] = {text, exit_status},
    WF_STATUS_LIST(STATUS_ROW)
#undef STATUS_ROW
};

const char *wf_status_text(wf_status status)
{
    size_t i = (size_t)status;
    return i < sizeof status_texts / sizeof status_texts[0] ? status_texts[i].text
                                                            : "unknown status";
}

int wf_status_exit(wf_status status)
{
    size_t i = (size_t)status;
    return i < sizeof status_texts / sizeof status_texts[0] ? status_texts[i].exit_status
                                                            : 5;
}
