#ifndef WF_PLATFORM_WHO_H
#define WF_PLATFORM_WHO_H
/* Who and where this process is, when it is, and small notes in files for other
 * processes to find. */
#include "wayforward/error.h"

enum {
    WF_WHO_CHARS = 256
};

/** The login name of the user, "unknown" where the system knows none. Returns buf. */
const char *wf_platform_user(char buf[WF_WHO_CHARS]);
/** The name of this machine, "unknown" where it has none. Returns buf. */
const char *wf_platform_host(char buf[WF_WHO_CHARS]);

/** Seconds since 1970. */
int64_t wf_platform_seconds(void);

/** Is there a process of this number on this machine? */
bool wf_platform_is_running(uint64_t process);

/** Leave a note under a name, over what was there; it need not survive a power cut.
 * false where that is not possible. */
bool wf_platform_leave_note(const char *name, wf_str text);
/** The first bytes of a note, NUL-terminated; the length, 0 where there is none. */
size_t wf_platform_read_note(const char *name, char *buf, size_t size);

#endif
