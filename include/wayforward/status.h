#ifndef WF_STATUS_H
#define WF_STATUS_H
/*
 * Status codes: what every fallible function of the library returns.
 * One list holds the code, the exit status that the command gives for it, and a short
 * text.
 */

#if defined(__GNUC__)
#define WF_API        __attribute__((visibility("default")))
#define WF_MUST_CHECK __attribute__((warn_unused_result))
#define WF_PRINTF(fmt_index, first_arg)                                                  \
    __attribute__((format(printf, fmt_index, first_arg)))
#else
#define WF_API
#define WF_MUST_CHECK
#define WF_PRINTF(fmt_index, first_arg)
#endif

#ifdef __cplusplus
#define WF_BEGIN_DECLS extern "C" {
#define WF_END_DECLS   }
#else
#define WF_BEGIN_DECLS
#define WF_END_DECLS
#endif

/* X(code, exit status of the command, text) */
#define WF_STATUS_LIST(X)                                                                \
    X(WF_OK, 0, "done")                                                                  \
    X(WF_E_MEMORY, 5, "out of memory")                                                   \
    X(WF_E_IO, 3, "the file could not be read")                                          \
    X(WF_E_FORMAT, 3, "the file is damaged or not what it says it is")                   \
    X(WF_E_UNSUPPORTED, 3, "this kind of file is not supported")                         \
    X(WF_E_LIMIT, 3, "a limit was exceeded")                                             \
    X(WF_E_ENCODING, 3, "text in an encoding that cannot be read")                       \
    X(WF_E_NOT_RECOGNIZED, 3, "the content was not recognised")                          \
    X(WF_E_AMBIGUOUS, 3, "the content can be read in more than one way")                 \
    X(WF_E_MODEL, 3, "the plan contradicts itself")                                      \
    X(WF_E_NUMERIC, 5, "a calculation failed")                                           \
    X(WF_E_STORE, 4, "the store could not be used")                                      \
    X(WF_E_OUTPUT, 4, "the output could not be written")                                 \
    X(WF_E_ARGUMENT, 2, "wrong use")                                                     \
    X(WF_E_CANCELLED, 1, "stopped on request")                                           \
    X(WF_E_INTERNAL, 5, "a fault of ours")

typedef enum wf_status {
#define WF_STATUS_ENUM(code, exit_status, text) code,
    WF_STATUS_LIST(WF_STATUS_ENUM)
#undef WF_STATUS_ENUM
} wf_status;

WF_BEGIN_DECLS

/** The short text of a status, static, never NULL. */
WF_API const char *wf_status_text(wf_status status);

/** The exit status (0..5) that the command gives for a status. */
WF_API int wf_status_exit(wf_status status);

WF_END_DECLS
#endif
