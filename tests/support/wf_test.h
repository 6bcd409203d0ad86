#ifndef WF_TEST_H
#define WF_TEST_H
/* What every unit test needs: cmocka, and comparing wf_str with literals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "wayforward/str.h"

#include <stdio.h>
#include <string.h>

static inline void wf_assert_str(wf_str actual, const char *expected, const char *file,
                                 int line)
{
    if (actual.n == strlen(expected) &&
        memcmp(actual.n ? actual.p : "", expected, actual.n) == 0)
        return;
    print_error("\"%.*s\" is not \"%s\"\n", WF_STR_ARG(actual), expected);
    _fail(file, line);
}

#define assert_str(actual, expected)                                                     \
    wf_assert_str((actual), (expected), __FILE__, __LINE__)
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
