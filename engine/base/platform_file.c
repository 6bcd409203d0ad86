#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* madvise: posix_madvise keeps the pages */
#endif
#include "engine/base/platform.h"

#include "engine/base/alloc.h"
#include "engine/base/ckd.h"
#include "engine/base/platform_worker.h"
#include "wayforward/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Below this a read is cheaper than a mapping, and a file that shrinks cannot hurt us. */
enum {
    MAP_FROM = 1 << 20
};

static wf_status fail_errno(wf_error *err, wf_status code, const char *doing)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", errno);
    return wf_fail(err, code, NULL, "%s: %s", doing, reason);
}

static wf_status read_all(int fd, size_t size, void **data_out, size_t *size_out,
                          wf_error *err)
{
    unsigned char *data = wf_alloc(size);
    if (!data)
        return wf_fail_memory(err);
    size_t have = 0;
    while (have < size) {
        ssize_t n = read(fd, data + have, size - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            wf_alloc_free(data);
            return fail_errno(err, WF_E_IO, "cannot be read");
        }
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *data_out = data;
    *size_out = have;
    return WF_OK;
}

wf_status wf_platform_map_descriptor(int descriptor, uint64_t max_bytes, void **data_out,
                                     size_t *size_out, size_t *mapped_out, wf_error *err)
{
    struct stat st;
    if (fstat(descriptor, &st) != 0)
        return fail_errno(err, WF_E_IO, "cannot be read");
    if (S_ISDIR(st.st_mode))
        return wf_fail(err, WF_E_IO, NULL, "is a folder, not a file");
    if (!S_ISREG(st.st_mode))
        return wf_fail(err, WF_E_IO, NULL, "is not a regular file");
    if ((uint64_t)st.st_size > max_bytes)
        return wf_fail_limit(err, NULL, "file-bytes", max_bytes);
    size_t size = (size_t)st.st_size;
    *mapped_out = 0;
    if (size < MAP_FROM)
        return read_all(descriptor, size, data_out, size_out, err);
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED)
        return fail_errno(err, WF_E_IO, "cannot be mapped");
    *data_out = data;
    *size_out = *mapped_out = size;
    return WF_OK;
}

int wf_platform_open(const char *name, wf_error *err)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        (void)fail_errno(err, WF_E_IO, "cannot be opened");
    return fd;
}

void wf_platform_close(int descriptor)
{
    if (descriptor >= 0)
        (void)close(descriptor);
}

wf_status wf_platform_map(const char *name, uint64_t max_bytes, void **data_out,
                          size_t *size_out, size_t *mapped_out, wf_error *err)
{
    int fd = wf_platform_open(name, err);
    if (fd < 0)
        return WF_E_IO;
    wf_status status =
        wf_platform_map_descriptor(fd, max_bytes, data_out, size_out, mapped_out, err);
    wf_platform_close(fd);
    return status;
}

void wf_platform_unmap(void *data, size_t mapped)
{
    if (mapped > 0)
        (void)munmap(data, mapped);
    else
        wf_alloc_free(data);
}

void wf_platform_let_go(const void *from, const void *to)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const unsigned char *start = (const unsigned char *)from - (uintptr_t)from % page;
    size_t size = (size_t)((const unsigned char *)to - start) / page * page;
    void *pages;
    memcpy(&pages, &start,
           sizeof pages); /* madvise takes no const, and changes nothing */
    if (size > 0)
        (void)madvise(pages, size, MADV_DONTNEED);
}

wf_status wf_platform_temporary_name(const char *target, char *out, size_t size,
                                     wf_error *err)
{
    int n = snprintf(out, size, "%s.%ld.tmp", target, (long)getpid());
    if (n < 0 || (size_t)n >= size)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "the name of the output is too long");
    return WF_OK;
}

void wf_platform_remove(const char *name)
{
    (void)unlink(name);
}

/* The rename itself must reach the disk: fsync the folder. A file system that cannot is
 * fine. */
static void sync_folder_of(const char *target)
{
    char folder[4096];
    const char *slash = strrchr(target, '/');
    size_t n = slash ? (size_t)(slash - target) : 0;
    if (n >= sizeof folder)
        return;
    memcpy(folder, target, n);
    folder[n] = '\0';
    int fd = open(!slash   ? "."
                  : n == 0 ? "/"
                           : folder,
                  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)fsync(fd);
    (void)close(fd);
}

wf_status wf_platform_commit_file(const char *temporary, const char *target,
                                  wf_error *err)
{
    int fd = open(temporary, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(err, WF_E_OUTPUT, "cannot be written");
    bool synced = fsync(fd) == 0;
    bool closed = close(fd) == 0;
    if (!synced || !closed || rename(temporary, target) != 0) {
        wf_status status = fail_errno(err, WF_E_OUTPUT, "cannot be written");
        wf_platform_remove(temporary);
        return status;
    }
    sync_folder_of(target);
    return WF_OK;
}

static bool write_all(int fd, const unsigned char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        size -= (size_t)n;
    }
    return true;
}

wf_status wf_platform_write_file(const char *target, const void *data, size_t size,
                                 wf_error *err)
{
    char temporary[4096];
    WF_TRY(wf_platform_temporary_name(target, temporary, sizeof temporary, err));
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_errno(err, WF_E_OUTPUT, "cannot be written");
    bool written = write_all(fd, data, size);
    wf_status status = WF_OK;
    if (!written)
        status = fail_errno(err, WF_E_OUTPUT, "cannot be written");
    if (close(fd) != 0 && status == WF_OK)
        status = fail_errno(err, WF_E_OUTPUT, "cannot be written");
    if (status != WF_OK) {
        wf_platform_remove(temporary);
        return status;
    }
    return wf_platform_commit_file(temporary, target, err);
}
