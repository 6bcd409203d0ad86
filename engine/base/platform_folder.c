#include "engine/base/platform.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

wf_file_kind wf_platform_file_kind(const char *name)
{
    struct stat st;
    if (stat(name, &st) != 0)
        return WF_FILE_ABSENT;
    if (S_ISDIR(st.st_mode))
        return WF_FILE_FOLDER;
    return S_ISREG(st.st_mode) ? WF_FILE_REGULAR : WF_FILE_OTHER;
}

int64_t wf_platform_file_time(const char *name)
{
    struct stat info;
    return stat(name, &info) == 0 ? (int64_t)info.st_mtime : 0;
}

wf_status wf_platform_list_folder(const char *name,
                                  wf_status (*visit)(void *context, const char *entry),
                                  void *context, wf_error *err)
{
    DIR *folder = opendir(name);
    if (!folder) {
        char reason[128];
        if (strerror_r(errno, reason, sizeof reason) != 0)
            reason[0] = '\0';
        return wf_fail(err, WF_E_IO, &(wf_where){.file = name},
                       "the folder cannot be opened: %s", reason);
    }
    wf_status status = WF_OK;
    while (status == WF_OK) {
        /* readdir is safe here: the stream is this function's own (POSIX.1-2008, 2.9.1).
         */
        const struct dirent *entry = readdir(folder); /* NOLINT(concurrency-mt-unsafe) */
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            status = visit(context, entry->d_name);
    }
    (void)closedir(folder);
    return status;
}
