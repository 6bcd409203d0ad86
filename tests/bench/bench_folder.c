/* A folder as a council has it: four files a school, five formats. */
#include "bench_inputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

static const char *const kpis[][2] = {{"ATT01", "Attendance"},
                                      {"ATT04", "Persistent absence"},
                                      {"ATT06", "Attendance of disadvantaged pupils"},
                                      {"EY01", "Good level of development"},
                                      {"PH01", "Phonics screening check, year 1"},
                                      {"KS201", "KS2 reading at expected standard"},
                                      {"KS202", "KS2 writing at expected standard"},
                                      {"KS203", "KS2 mathematics at expected standard"}};

static bool make_dashboard(const char *name, const char *school, uint32_t seed)
{
    static const char *const heads[] = {"Ref",      "Indicator", "Baseline", "Target",
                                        "National", "Cohort",    "Term 1",   "Term 2",
                                        "Term 3",   "Term 4",    "Term 5",   "Term 6"};
    lxw_workbook *book = workbook_new(name);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Dashboard");
    lxw_format *percent = workbook_add_format(book);
    bench_random random = {0x2545F4914F6CDD1DULL + seed};
    format_set_num_format(percent, "0.0%");
    (void)worksheet_write_string(sheet, 0, 0, "Data dashboard 2025-26", NULL);
    (void)worksheet_write_string(sheet, 1, 0, "School", NULL);
    (void)worksheet_write_string(sheet, 1, 1, school, NULL);
    (void)worksheet_write_string(sheet, 2, 0, "Academic year", NULL);
    (void)worksheet_write_string(sheet, 2, 1, "2025-26", NULL);
    for (uint16_t c = 0; c < 12; c++)
        (void)worksheet_write_string(sheet, 4, c, heads[c], NULL);
    for (uint32_t k = 0; k < sizeof kpis / sizeof kpis[0]; k++) {
        double level = 0.60 + bench_next(&random) % 300 / 1000.0;
        (void)worksheet_write_string(sheet, 5 + k, 0, kpis[k][0], NULL);
        (void)worksheet_write_string(sheet, 5 + k, 1, kpis[k][1], NULL);
        (void)worksheet_write_number(sheet, 5 + k, 2, level, percent);
        (void)worksheet_write_number(sheet, 5 + k, 3, level + 0.05, percent);
        (void)worksheet_write_number(sheet, 5 + k, 4, 0.75, percent);
        (void)worksheet_write_number(sheet, 5 + k, 5, 20 + bench_next(&random) % 300,
                                     NULL);
        for (uint16_t t = 0; t < 4; t++)
            (void)worksheet_write_number(sheet, 5 + k, (lxw_col_t)(6 + t),
                                         level + bench_next(&random) % 60 / 1000.0 - 0.02,
                                         percent);
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

/* Copy a compound file with a number in its header's class identifier, which readers do
 * not use ([MS-CFB] 2.2), so that no two copies are the same. */
static bool copy_marked(const char *from, const char *to, uint32_t mark)
{
    static char bytes[1 << 20];
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    size_t n = in ? fread(bytes, 1, sizeof bytes, in) : 0;
    for (unsigned i = 0; n > 16 && i < 4; i++)
        bytes[8 + i] = (char)(mark >> (8 * i) & 0xFF);
    bool done = n > 16 && out && fwrite(bytes, 1, n, out) == n;
    if (in)
        (void)fclose(in);
    if (out && fclose(out) != 0)
        done = false;
    return done;
}

static bool make_capture(const char *name, const char *school, uint32_t seed)
{
    bench_random random = {0x2545F4914F6CDD1DULL + seed};
    FILE *out = fopen(name, "w");
    if (!out)
        return false;
    (void)fprintf(out, "School,%s\nIndicator,Term 1,Term 2,Term 3\n", school);
    for (size_t k = 0; k < sizeof kpis / sizeof kpis[0]; k++)
        (void)fprintf(out, "%s,%u%%,%u%%,%u%%\n", kpis[k][1],
                      60 + bench_next(&random) % 40, 60 + bench_next(&random) % 40,
                      60 + bench_next(&random) % 40);
    return fclose(out) == 0;
}

static bool make_file(const char *folder, unsigned i, const char *fixtures)
{
    static const char *const sheets[] = {"wf-kingsmead", "rrp-westbourne", "sip-fenwick",
                                         "sip-riverside"};
    static const char *const words[] = {"action-plan-castle", "rrp-beacon",
                                        "wf-castle-hill", "wf-marlbrook",
                                        "strands-northmoor"};
    char school[64], name[4096], from[4096];
    unsigned n = i / 4;
    (void)snprintf(school, sizeof school, "Alder%03u Primary School", n);
    static const char *const ends[] = {"dashboard.xlsx", "plan.docx", "old plan.xls",
                                       "old plan.doc", "capture.csv"};
    unsigned kind = i % 4;
    if (kind == 3 && n % 2)
        kind = 4;
    (void)snprintf(name, sizeof name, "%s/Alder%03u %s", folder, n, ends[kind]);
    switch (kind) {
    case 0:
        return make_dashboard(name, school, n);
    case 1:
        return bench_docx(name, n, 2, school);
    case 2:
        (void)snprintf(from, sizeof from, "%s/xls/%s.xls", fixtures, sheets[n % 4]);
        return copy_marked(from, name, i + 1);
    case 3:
        (void)snprintf(from, sizeof from, "%s/doc/%s.doc", fixtures, words[n % 5]);
        return copy_marked(from, name, i + 1);
    default:
        return make_capture(name, school, n);
    }
}

bool bench_folder(const char *folder, unsigned count, const char *fixtures)
{
    (void)mkdir(folder, 0777);
    for (unsigned i = 0; i < count; i++)
        if (!make_file(folder, i, fixtures))
            return false;
    return true;
}
