#ifndef WF_BENCH_INPUTS_H
#define WF_BENCH_INPUTS_H
/* Made inputs of the benchmarks: the same bytes for the same arguments. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bench_random {
    uint64_t state;
} bench_random;

/** The next number of a fixed sequence (xorshift64). */
uint32_t bench_next(bench_random *random);
/** Words of a school plan, cut at `length` bytes at most; `out` holds length + 1. */
void bench_words(bench_random *random, char *out, size_t length);

/** A Word document of `tables` tables of 15 rows and 8 columns with shading, or with
 * `school` an action plan of that school. False: it could not be written. */
bool bench_docx(const char *name, uint32_t seed, unsigned tables, const char *school);

/** A folder of `count` files of five formats, four a school: dashboards and plans made
 * here, and files of `fixtures` of which a few bytes that carry nothing are changed. */
bool bench_folder(const char *folder, unsigned count, const char *fixtures);

#endif
