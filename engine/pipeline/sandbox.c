#include "engine/pipeline/sandbox.h"

#include "engine/base/platform_worker.h"

#include "engine/base/alloc.h"
#include "engine/base/encoding.h"
#include "wayforward/sandbox.h"

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

/* What a new thread's start needs besides. */
static const int thread_calls[] = {
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
};

/* Linux's numbers: PROT_EXEC of mmap(2), AT_EMPTY_PATH of stat(2), CLONE_THREAD of
 * clone(2). */
enum {
    EXECUTABLE = 0x4,
    EMPTY_PATH = 0x1000,
    NEW_THREAD = 0x10000
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

static bool allow_all(scmp_filter_ctx filter, const int *calls, size_t count)
{
    bool done = true;
    for (size_t i = 0; i < count && done; i++)
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
    return done;
}

/* A thread is a clone that shares all. clone3 hides its flags in memory, where no filter
 * sees them: told that there is no such call, the C library takes clone. */
static bool allow_threads(scmp_filter_ctx filter)
{
    return allow_all(filter, thread_calls,
                     sizeof thread_calls / sizeof thread_calls[0]) &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_CMP(0, SCMP_CMP_MASKED_EQ, NEW_THREAD, NEW_THREAD)) ==
               0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

bool wf_sandbox_enter(wf_sandbox_threads threads)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    bool done = allow_all(filter, allowed_calls,
                          sizeof allowed_calls / sizeof allowed_calls[0]) &&
                allow_narrow(filter) &&
                (threads == WF_SANDBOX_ONE_THREAD || allow_threads(filter)) &&
                seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

struct wf_sandbox {
    wf_encodings encodings; /* open handles keep the modules loaded */
};

wf_status wf_sandbox_start(wf_sandbox **out, bool *entered_out, wf_error *err)
{
    wf_sandbox *sandbox = wf_alloc(sizeof *sandbox);
    if (!sandbox)
        return wf_fail_memory(err);
    wf_encodings_open(&sandbox->encodings);
    bool entered = wf_sandbox_enter(WF_SANDBOX_THREADS);
    if (entered_out)
        *entered_out = entered;
    *out = sandbox;
    return WF_OK;
}

void wf_sandbox_free(wf_sandbox *sandbox)
{
    if (!sandbox)
        return;
    wf_encodings_close(&sandbox->encodings);
    wf_alloc_free(sandbox);
}
