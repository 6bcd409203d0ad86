/* A reader that has been taken over: a child enters the sandbox and then tries all that
 * it must not be able to do. What it finds comes back through a pipe that was open
 * before. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* syscall(2) */
#endif
#include "engine/pipeline/sandbox.h"
#include "tests/support/wf_test.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct hijack {
    int file;   /* open for reading */
    int answer; /* a pipe */
    wf_sandbox_threads threads;
} hijack;

/* Each returns the result of one call; the parent wants -1 and EPERM. */
static long try_open(const hijack *h)
{
    (void)h;
    return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
}

static long try_open_old(const hijack *h)
{
    (void)h;
#ifdef SYS_open
    return syscall(SYS_open, "/etc/passwd", O_RDONLY);
#else
    errno = EPERM;
    return -1;
#endif
}

static long try_write_new(const hijack *h)
{
    (void)h;
    return syscall(SYS_openat, AT_FDCWD, "/tmp/wf-hijacked", O_WRONLY | O_CREAT, 0600);
}

static long try_socket(const hijack *h)
{
    (void)h;
    return socket(AF_INET, SOCK_STREAM, 0);
}

static long try_local_socket(const hijack *h)
{
    (void)h;
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static long try_connect(const hijack *h)
{
    const struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/x"};
    return syscall(SYS_connect, h->answer, &to, sizeof to);
}

static long try_exec(const hijack *h)
{
    static char name[] = "/bin/true";
    char *const words[] = {name, NULL};
    (void)h;
    return execve(name, words, NULL);
}

static long try_clone(const hijack *h)
{
    (void)h;
    long child = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0)
        _exit(0);
    return child;
}

static long try_kill(const hijack *h)
{
    (void)h;
    return kill(getpid(), 0);
}

static long try_signal_parent(const hijack *h)
{
    (void)h;
    return syscall(SYS_tgkill, 1, 1, 0);
}

static long try_unlink(const hijack *h)
{
    (void)h;
    return syscall(SYS_unlinkat, AT_FDCWD, "/tmp/wf-hijacked", 0);
}

static long try_rename(const hijack *h)
{
    (void)h;
    return syscall(SYS_renameat2, AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/b", 0);
}

static long try_stat(const hijack *h)
{
    struct stat st;
    (void)h;
    return syscall(SYS_newfstatat, AT_FDCWD, "/etc/passwd", &st, 0);
}

static long try_new_code(const hijack *h)
{
    (void)h;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : 0;
}

static long try_limits_of_another(const hijack *h)
{
    struct rlimit r;
    (void)h;
    return syscall(SYS_prlimit64, 1, RLIMIT_CORE, NULL, &r);
}

static long try_trace(const hijack *h)
{
    (void)h;
    return syscall(SYS_process_vm_readv, 1, NULL, 0, NULL, 0, 0);
}

static void *raise_flag(void *flag)
{
    *(int *)flag = 1;
    return NULL;
}

/* Not forbidden with WF_SANDBOX_THREADS: large sheets are inflated by a second one. */
static bool starts_thread(void)
{
    pthread_t thread;
    int flag = 0;
    return pthread_create(&thread, NULL, raise_flag, &flag) == 0 &&
           pthread_join(thread, NULL) == 0 && flag == 1;
}

static const struct {
    const char *what;
    long (*call)(const hijack *h);
} forbidden[] = {
    {"open a file", try_open},
    {"open a file, old call", try_open_old},
    {"make a file", try_write_new},
    {"make a socket", try_socket},
    {"make a local socket", try_local_socket},
    {"connect", try_connect},
    {"start a program", try_exec},
    {"start a process", try_clone},
    {"send a signal", try_kill},
    {"signal another process", try_signal_parent},
    {"remove a file", try_unlink},
    {"rename a file", try_rename},
    {"look at a file", try_stat},
    {"make memory executable", try_new_code},
    {"look at another's limits", try_limits_of_another},
    {"read another's memory", try_trace},
};

/* What the child tells: 'n' no filter here, 'r' the given file can be read, 'f' it can
 * be looked at, 't' a thread can be started, then for each forbidden call 'd' denied or
 * 'A' allowed. */
enum {
    TOLD_FIRST = 3
};

static void be_hijacked(const hijack *h)
{
    char told[TOLD_FIRST + COUNT_OF(forbidden)];
    char byte;
    struct stat st;
    if (!wf_sandbox_enter(h->threads)) {
        (void)!write(h->answer, "n", 1);
        _exit(0);
    }
    told[0] = read(h->file, &byte, 1) == 1 ? 'r' : '-';
    told[1] = fstat(h->file, &st) == 0 ? 'f' : '-';
    told[2] = starts_thread() ? 't' : '-';
    for (size_t i = 0; i < COUNT_OF(forbidden); i++) {
        errno = 0;
        told[TOLD_FIRST + i] = forbidden[i].call(h) == -1 && errno == EPERM ? 'd' : 'A';
    }
    (void)!write(h->answer, told, sizeof told);
    _exit(0);
}

static void hijack_one(wf_sandbox_threads threads)
{
    int ends[2];
    char told[64] = {0};
    assert_int_equal(pipe(ends), 0);
    const hijack h = {.file = open(WF_FIXTURES_DIR "/MANIFEST.tsv", O_RDONLY | O_CLOEXEC),
                      .answer = ends[1],
                      .threads = threads};
    assert_true(h.file >= 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_hijacked(&h);
    (void)close(ends[1]);
    ssize_t n = read(ends[0], told, sizeof told - 1);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    (void)close(ends[0]);
    (void)close(h.file);
    if (n == 1 && told[0] == 'n')
        skip(); /* this kernel takes no filter */
    assert_true(WIFEXITED(status));
    assert_int_equal(n, TOLD_FIRST + COUNT_OF(forbidden));
    assert_int_equal(told[0], 'r');
    assert_int_equal(told[1], 'f');
    assert_int_equal(told[2], threads == WF_SANDBOX_THREADS ? 't' : '-');
    for (size_t i = 0; i < COUNT_OF(forbidden); i++)
        if (told[TOLD_FIRST + i] != 'd')
            fail_msg("in the sandbox one can still: %s", forbidden[i].what);
}

static void sandbox__a_hijacked_reader__has_what_it_was_given_and_no_more(void **state)
{
    (void)state;
    hijack_one(WF_SANDBOX_ONE_THREAD);
    hijack_one(WF_SANDBOX_THREADS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sandbox__a_hijacked_reader__has_what_it_was_given_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
