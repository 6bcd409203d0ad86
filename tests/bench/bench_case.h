#ifndef WF_BENCH_CASE_H
#define WF_BENCH_CASE_H
/* One thing to time: a process does it once, times itself and prints one line. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bench_count {
    uint64_t files, cells, bytes;
    const struct wf_templates *templates; /* for recognising */
} bench_count;

typedef enum bench_floor_kind {
    FLOOR_INFLATE, /* inflate the parts that hold content */
    FLOOR_TOUCH,   /* and read every byte */
    FLOOR_SCAN     /* and find every cell or text, numbers parsed, nothing checked */
} bench_floor_kind;

/** The floor of a .xlsx or .docx file: its sheets and shared strings, or its document. */
bool bench_floor(const char *file, bench_floor_kind kind, bench_count *count);

/** rows x columns of texts and numbers, by our writer or by libxlsxwriter alone; `links`:
 * every figure has a source, listed with a link to it, and by the library the same
 * number of links. */
bool bench_write(const char *target, uint32_t rows, uint16_t columns, bool links,
                 bench_count *count);
bool bench_write_bare(const char *target, uint32_t rows, uint16_t columns, bool links,
                      bench_count *count);

/** The parts of a report on a folder, one after the other in this process: prints the
 * processor time of reading, recognising, measuring, building and writing. */
bool bench_report(const char *folder, const char *target, bench_count *count);

/** The trustee workbook of a trust of size[0] schools, size[1] KPIs and size[2] terms,
 * beside the same cells by libxlsxwriter alone: prints the processor time of each part.
 */
bool bench_trust(const char *target, const unsigned size[3], bench_count *count);

#endif
