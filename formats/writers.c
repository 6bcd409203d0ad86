/* The writers there are: the one list. */
#include "formats/write_html/html_writer.h"
#include "formats/write_xlsx/xlsx_writer.h"
#include <string.h>

static const wf_writer *const writers[] = {&wf_xlsx_writer, &wf_html_writer, NULL};

const wf_writer *const *wf_writers(void)
{
    return writers;
}

static wf_str extension_of(const char *target)
{
    const char *slash = strrchr(target, '/');
    const char *dot = strrchr(slash == NULL ? target : slash, '.');
    return wf_str_from(dot == NULL ? "" : dot + 1);
}

wf_status wf_report_write(const wf_report *report, const char *target, wf_error *err)
{
    wf_str extension = extension_of(target);
    for (size_t i = 0; writers[i] != NULL; i++)
        for (size_t e = 0; writers[i]->extensions[e] != NULL; e++)
            if (wf_str_eq_nocase(extension, wf_str_from(writers[i]->extensions[e])))
                return writers[i]->write(report, target, err);
    return wf_fail(
        err, WF_E_ARGUMENT, NULL,
        "%s: there is no writer for \"%.*s\" files; the name must end in .xlsx or .html",
        target, WF_STR_ARG(extension));
}
