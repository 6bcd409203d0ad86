#include "engine/base/platform_worker.h"

#include "engine/base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static wf_status fail_io(wf_error *err, const char *doing)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        reason[0] = '\0';
    return wf_fail(err, WF_E_IO, NULL, "%s: %s", doing, reason);
}

/* posix_spawn wants char *const *; it does not change the texts. */
typedef union argv_view {
    const char *const *given;
    char *const *wanted;
} argv_view;

static int spawn_with_socket(const char *const *argv, int socket, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed != 0)
        return failed;
    failed = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (failed == 0)
        failed = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(&actions, socket, WF_WORKER_DESCRIPTOR);
    if (failed == 0)
        failed = posix_spawn(pid, argv[0], &actions, NULL,
                             (argv_view){.given = argv}.wanted, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failed;
}

wf_status wf_worker_start(const char *const *argv, wf_worker *out, wf_error *err)
{
    int pair[2];
    pid_t pid = -1;
    *out = (wf_worker){.socket = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        return fail_io(err, "a worker could not be started");
    /* Neither end may live on in other workers; dup2 to descriptor 3 clears the flag
     * there. */
    (void)fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    if (pair[1] != WF_WORKER_DESCRIPTOR)
        (void)fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    (void)fcntl(pair[0], F_SETFL, O_NONBLOCK);
    errno = spawn_with_socket(argv, pair[1], &pid);
    (void)close(pair[1]);
    if (errno != 0) {
        (void)close(pair[0]);
        return fail_io(err, "a worker could not be started");
    }
    *out = (wf_worker){.pid = pid, .socket = pair[0]};
    return WF_OK;
}

int wf_worker_end(wf_worker *worker, bool kill_it)
{
    int state = 0;
    if (worker->socket >= 0)
        (void)close(worker->socket);
    if (worker->pid > 0) {
        if (kill_it)
            (void)kill((pid_t)worker->pid, SIGKILL);
        while (waitpid((pid_t)worker->pid, &state, 0) < 0 && errno == EINTR)
            continue;
    }
    *worker = (wf_worker){.socket = -1};
    return WIFSIGNALED(state) ? WTERMSIG(state) : 0;
}

static bool wait_for(int socket, short what)
{
    struct pollfd p = {.fd = socket, .events = what};
    int n;
    do
        n = poll(&p, 1, -1);
    while (n < 0 && errno == EINTR);
    return n > 0;
}

/* Attach descriptors to a message (SCM_RIGHTS, unix(7)). */
typedef union control {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(wf_handed))];
} control;

static void attach(struct msghdr *message, control *room, wf_handed handed)
{
    size_t count = 0;
    while (count < 2 && handed.descriptors[count] >= 0)
        count++;
    if (count == 0)
        return;
    memset(room, 0, sizeof *room);
    message->msg_control = room->room;
    message->msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), handed.descriptors, count * sizeof(int));
}

wf_status wf_worker_send(int socket, const void *data, uint32_t size, wf_handed handed,
                         wf_error *err)
{
    control room;
    struct iovec parts[2] = {{.iov_base = &size, .iov_len = sizeof size}};
    memcpy(&parts[1].iov_base, &data, sizeof data); /* sendmsg does not write to it */
    parts[1].iov_len = size;
    size_t sent = 0, total = sizeof size + size;
    while (sent < total) {
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
        if (sent == 0)
            attach(&message, &room, handed);
        ssize_t n = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            (void)wait_for(socket, POLLOUT);
            continue;
        }
        if (n <= 0)
            return fail_io(err, "a worker could not be reached");
        sent += (size_t)n;
        for (size_t i = 0; i < 2; i++) {
            size_t done = (size_t)n < parts[i].iov_len ? (size_t)n : parts[i].iov_len;
            parts[i].iov_base = (char *)parts[i].iov_base + done;
            parts[i].iov_len -= done;
            n -= (ssize_t)done;
        }
    }
    return WF_OK;
}

static void take_attached(struct msghdr *message, wf_handed *handed)
{
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
        return;
    size_t bytes = header->cmsg_len - CMSG_LEN(0);
    memcpy(handed->descriptors, CMSG_DATA(header),
           bytes < sizeof *handed ? bytes : sizeof *handed);
}

/* Exactly `size` bytes, and the descriptor that came with the first of them. */
static wf_status receive_exactly(int socket, void *data, size_t size, size_t *have_out,
                                 wf_handed *handed_out, wf_error *err)
{
    size_t have = 0;
    while (have < size) {
        control room;
        struct iovec part = {.iov_base = (char *)data + have, .iov_len = size - have};
        struct msghdr message = {.msg_iov = &part,
                                 .msg_iovlen = 1,
                                 .msg_control = room.room,
                                 .msg_controllen = sizeof room.room};
        ssize_t n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            (void)wait_for(socket, POLLIN);
            continue;
        }
        if (n < 0)
            return fail_io(err, "the parent could not be reached");
        if (n == 0)
            break;
        take_attached(&message, handed_out);
        have += (size_t)n;
    }
    *have_out = have;
    return WF_OK;
}

wf_status wf_worker_receive(int socket, void *data, uint32_t size, uint32_t *size_out,
                            wf_handed *handed_out, wf_error *err)
{
    uint32_t length = 0;
    size_t have = 0;
    *handed_out = wf_handed_none();
    *size_out = 0;
    WF_TRY(receive_exactly(socket, &length, sizeof length, &have, handed_out, err));
    if (have == 0)
        return WF_OK;
    if (have < sizeof length || length > size)
        return wf_fail(err, WF_E_INTERNAL, NULL, "a frame of %u bytes was not expected",
                       length);
    WF_TRY(receive_exactly(socket, data, length, &have, handed_out, err));
    if (have < length)
        return wf_fail(err, WF_E_IO, NULL, "the parent ended in the middle of a frame");
    *size_out = length;
    return WF_OK;
}

size_t wf_platform_peek(int descriptor, void *data, size_t size)
{
    ssize_t n = pread(descriptor, data, size, 0);
    return n > 0 ? (size_t)n : 0;
}

long wf_worker_read_some(int socket, void *data, size_t size)
{
    for (;;) {
        ssize_t n = recv(socket, data, size, 0);
        if (n >= 0)
            return (long)n;
        if (errno == EINTR)
            continue;
        return errno == EAGAIN ? -1 : 0;
    }
}

enum {
    MOST_WORKERS = 256
};

wf_status wf_worker_wait(const int *sockets, bool *ready, size_t count, int milliseconds,
                         wf_error *err)
{
    struct pollfd polls[MOST_WORKERS];
    if (count > MOST_WORKERS)
        return wf_fail(err, WF_E_ARGUMENT, NULL, "more than %d workers", MOST_WORKERS);
    for (size_t i = 0; i < count; i++)
        polls[i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
    int n = poll(polls, (nfds_t)count, milliseconds);
    if (n < 0 && errno != EINTR)
        return fail_io(err, "waiting for the workers failed");
    for (size_t i = 0; i < count; i++)
        ready[i] = n > 0 && polls[i].revents != 0;
    return WF_OK;
}

int64_t wf_platform_milliseconds(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

unsigned wf_platform_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 && n < MOST_WORKERS ? (unsigned)n : 1;
}

uint64_t wf_platform_process(void)
{
    return (uint64_t)getpid();
}
