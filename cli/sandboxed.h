#ifndef WF_CLI_SANDBOXED_H
#define WF_CLI_SANDBOXED_H
/* Whether this build can live in the sandbox: LeakSanitizer ends by starting a tracer,
 * which the sandbox forbids. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WF_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WF_SANITIZED 1
#endif

#ifdef WF_SANITIZED
#define CLI_CAN_SANDBOX false
#else
#define CLI_CAN_SANDBOX true
#endif

#endif
