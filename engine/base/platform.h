#ifndef WF_PLATFORM_H
#define WF_PLATFORM_H
/*
 * Everything that is POSIX or Linux alone stands behind these functions, in platform_*.c.
 */
#include "wayforward/error.h"

/** Map or read a file. Small files are read into memory. *mapped_out is 0 for memory. */
wf_status wf_platform_map(const char *name, uint64_t max_bytes, void **data_out,
                          size_t *size_out, size_t *mapped_out,
                          wf_error *err) WF_MUST_CHECK;
void wf_platform_unmap(void *data, size_t mapped);
/** Let go of the memory of a part of a mapping, [from, to); read again, it comes back
 * from the file. */
void wf_platform_let_go(const void *from, const void *to);

/** The temporary name beside `target` under which an output is written: same folder, so
 * that the rename is atomic. WF_E_ARGUMENT when it does not fit. */
wf_status wf_platform_temporary_name(const char *target, char *out, size_t size,
                                     wf_error *err) WF_MUST_CHECK;
/** fsync `temporary`, rename it to `target`, fsync the folder. On failure the temporary
 * file is removed and the target is as it was. */
wf_status wf_platform_commit_file(const char *temporary, const char *target,
                                  wf_error *err) WF_MUST_CHECK;
void wf_platform_remove(const char *name);

/** Write bytes to `target` whole or not at all. WF_E_OUTPUT. */
wf_status wf_platform_write_file(const char *target, const void *data, size_t size,
                                 wf_error *err) WF_MUST_CHECK;

typedef enum wf_file_kind {
    WF_FILE_ABSENT,
    WF_FILE_REGULAR,
    WF_FILE_FOLDER,
    WF_FILE_OTHER
} wf_file_kind;

/** What stands under a name, links followed. */
wf_file_kind wf_platform_file_kind(const char *name);

/** When a file was last written, seconds since 1970; 0 where there is none. */
int64_t wf_platform_file_time(const char *name);

/** Call `visit` with the name of each entry of a folder, in no order, until it fails. */
wf_status wf_platform_list_folder(const char *name,
                                  wf_status (*visit)(void *context, const char *entry),
                                  void *context, wf_error *err) WF_MUST_CHECK;

#endif
