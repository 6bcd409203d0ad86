#ifndef WF_COMPILER_H
#define WF_COMPILER_H
/* Hints that compilers have beyond C17. */

/* A large local that is written before it is read: the release build clears all others,
 * which for a buffer costs more than the work done in it. */
#if defined(__has_attribute)
#if __has_attribute(uninitialized)
#define WF_UNINITIALIZED __attribute__((uninitialized))
#endif
#endif
#ifndef WF_UNINITIALIZED
#define WF_UNINITIALIZED
#endif

#endif
