#include "engine/pipeline/sandbox.h"

#include "engine/base/platform_worker.h"

#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>

/* What a reader of bytes needs of the kernel, and nothing else: no open, no socket, no
 * exec. */
static const int allowed_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(sendmsg),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(sched_yield),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getrandom),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(fcntl),
};

/* Linux's numbers: PROT_EXEC of mmap(2), AT_EMPTY_PATH of stat(2). */
enum {
    EXECUTABLE = 0x4,
    EMPTY_PATH = 0x1000
};

/* Calls allowed with one argument only as it is here: (argument & mask) == value. */
typedef struct narrow_call {
    int call;
    unsigned argument;
    uint64_t mask, value;
} narrow_call;

static bool allow_narrow(scmp_filter_ctx filter)
{
    const narrow_call calls[] = {
        {SCMP_SYS(mmap), 2, EXECUTABLE, 0}, /* no new code */
        {SCMP_SYS(mprotect), 2, EXECUTABLE, 0},
        {SCMP_SYS(newfstatat), 3, EMPTY_PATH, EMPTY_PATH},        /* fstat, by glibc */
        {SCMP_SYS(tgkill), 0, UINT64_MAX, wf_platform_process()}, /* abort only */
        {SCMP_SYS(prlimit64), 0, UINT64_MAX, 0},                  /* its own limits */
    };
    bool done = true;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0] && done; i++)
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i].call, 1,
                                SCMP_CMP(calls[i].argument, SCMP_CMP_MASKED_EQ,
                                         calls[i].mask, calls[i].value)) == 0;
    return done;
}

bool wf_sandbox_enter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    bool done = true;
    for (size_t i = 0; i < sizeof allowed_calls / sizeof allowed_calls[0] && done; i++)
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) == 0;
    done = done && allow_narrow(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}
