#include "engine/base/platform_spawn.h"

#include "engine/base/platform_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* An empty environment: the child needs nothing of ours. */
static char *const no_environment[] = {NULL};

/* posix_spawn wants char *const *; it does not change the texts. */
typedef union argv_view {
    const char *const *given;
    char *const *wanted;
} argv_view;

static wf_status fail_start(wf_error *err, int reason)
{
    char text[128];
    if (strerror_r(reason, text, sizeof text) != 0)
        text[0] = '\0';
    return wf_fail(err, WF_E_IO, NULL, "the second reader could not be started: %s",
                   text);
}

static int spawn(const char *const *argv, const char *input_file, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed != 0)
        return failed;
    failed = posix_spawn_file_actions_addopen(&actions, 0, input_file, O_RDONLY, 0);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (failed == 0)
        failed = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (failed == 0)
        failed = posix_spawn(pid, argv[0], &actions, NULL,
                             (argv_view){.given = argv}.wanted, no_environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failed;
}

wf_status wf_child_start(const char *const *argv, const char *input_file, wf_child *out,
                         wf_error *err)
{
    int ends[2];
    pid_t pid = -1;
    *out = (wf_child){.output = -1};
    if (pipe(ends) != 0)
        return fail_start(err, errno);
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int failed = spawn(argv, input_file, ends[1], &pid);
    (void)close(ends[1]);
    if (failed != 0) {
        (void)close(ends[0]);
        return fail_start(err, failed);
    }
    *out = (wf_child){.pid = pid, .output = ends[0]};
    return WF_OK;
}

int wf_child_end(wf_child *child, bool kill_it)
{
    int state = 0;
    if (child->output >= 0)
        (void)close(child->output);
    if (child->pid > 0) {
        if (kill_it)
            (void)kill((pid_t)child->pid, SIGKILL);
        while (waitpid((pid_t)child->pid, &state, 0) < 0 && errno == EINTR)
            continue;
    }
    *child = (wf_child){.output = -1};
    return WIFSIGNALED(state) ? 1000 + WTERMSIG(state) : WEXITSTATUS(state);
}

wf_child_read_result wf_child_read(int descriptor, void *data, size_t size,
                                   int64_t deadline, size_t *size_out)
{
    for (;;) {
        int64_t left = deadline - wf_platform_milliseconds();
        struct pollfd p = {.fd = descriptor, .events = POLLIN};
        int ready = left > 0 ? poll(&p, 1, left > 60000 ? 60000 : (int)left) : 0;
        if (left <= 0)
            return WF_CHILD_LATE;
        if (ready < 0 && errno != EINTR)
            return WF_CHILD_END;
        if (ready <= 0)
            continue;
        ssize_t n = read(descriptor, data, size);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        *size_out = n > 0 ? (size_t)n : 0;
        return n > 0 ? WF_CHILD_DATA : WF_CHILD_END;
    }
}

bool wf_platform_write_all(int descriptor, const void *data, size_t size)
{
    const char *p = data;
    while (size > 0) {
        ssize_t n = write(descriptor, p, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

static void limit(int resource, uint64_t value)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    if (now.rlim_max == RLIM_INFINITY || now.rlim_max > value)
        now.rlim_max = (rlim_t)value;
    now.rlim_cur = now.rlim_max;
    (void)setrlimit(resource, &now);
}

void wf_platform_limit_self(uint64_t memory_bytes, unsigned seconds)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    (void)memory_bytes; /* a sanitizer's shadow takes terabytes of address space */
#else
    limit(RLIMIT_AS, memory_bytes);
#endif
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 16);
}
