#include "engine/base/platform_who.h"

#include "engine/base/platform_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

const char *wf_platform_user(char buf[WF_WHO_CHARS])
{
    struct passwd entry;
    struct passwd *found = NULL;
    char room[4096];
    if (getpwuid_r(geteuid(), &entry, room, sizeof room, &found) != 0 || found == NULL ||
        found->pw_name == NULL || found->pw_name[0] == '\0')
        (void)snprintf(buf, WF_WHO_CHARS, "unknown");
    else
        (void)snprintf(buf, WF_WHO_CHARS, "%s", found->pw_name);
    return buf;
}

const char *wf_platform_host(char buf[WF_WHO_CHARS])
{
    if (gethostname(buf, WF_WHO_CHARS) != 0 || buf[0] == '\0')
        (void)snprintf(buf, WF_WHO_CHARS, "unknown");
    buf[WF_WHO_CHARS - 1] = '\0';
    return buf;
}

int64_t wf_platform_seconds(void)
{
    return (int64_t)time(NULL);
}

bool wf_platform_is_running(uint64_t process)
{
    return process > 0 && process < INT32_MAX &&
           (kill((pid_t)process, 0) == 0 || errno == EPERM);
}

bool wf_platform_leave_note(const char *name, wf_str text)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0)
        return false;
    bool written = write(fd, text.p, text.n) == (ssize_t)text.n;
    return close(fd) == 0 && written;
}

size_t wf_platform_read_note(const char *name, char *buf, size_t size)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, buf, size - 1) : 0;
    wf_platform_close(fd);
    buf[n > 0 ? n : 0] = '\0';
    return n > 0 ? (size_t)n : 0;
}
