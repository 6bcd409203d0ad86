#ifndef WF_INPUT_H
#define WF_INPUT_H
/*
 * The bytes of one source, in memory: a mapped or read file, or the caller's buffer.
 * Readers see nothing else, so that file, memory and fuzzer share one path.
 */
#include "wayforward/limits.h"

typedef struct wf_input {
    const uint8_t *data; /* never NULL */
    size_t size;
    const char *name; /* for messages and as a tie-break; borrowed or owned, never NULL */
    void *owner;      /* private: what wf_input_close gives back */
    size_t mapped;    /* private */
} wf_input;

WF_BEGIN_DECLS

/** Open a file of at most limits->file_bytes. Small files are read, large ones mapped.
 *  `name` stays borrowed. Caller: wf_input_close. WF_E_IO, WF_E_LIMIT, WF_E_MEMORY. */
WF_API wf_status wf_input_open(const char *name, const wf_limits *limits, wf_input *out,
                               wf_error *err) WF_MUST_CHECK;

/** The same of a descriptor that is open for reading and stays the caller's: for
 * processes that may no longer open files. */
WF_API wf_status wf_input_from_descriptor(int descriptor, const char *name,
                                          const wf_limits *limits, wf_input *out,
                                          wf_error *err) WF_MUST_CHECK;

/** Borrow bytes; closing is allowed and does nothing. */
WF_API wf_input wf_input_from_memory(const void *data, size_t size, const char *name);

/** Give back what open took; safe on {0} and twice. */
WF_API void wf_input_close(wf_input *in);

WF_END_DECLS
#endif
