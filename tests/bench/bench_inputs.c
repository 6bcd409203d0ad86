/* bench_inputs: makes the workbooks, documents and folders that the benchmarks read. */
#include "bench_inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

uint32_t bench_next(bench_random *random)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (uint32_t)(random->state >> 32);
}

void bench_words(bench_random *random, char *out, size_t length)
{
    static const char *const words[] = {
        "pupils",      "improve",  "reading",     "mathematics",
        "attendance",  "phonics",  "leaders",     "half-term",
        "headteacher", "teachers", "families",    "evidence",
        "review",      "strategy", "to",          "the",
        "and",         "of",       "monitoring",  "training",
        "subject",     "lessons",  "governors",   "targets",
        "outcomes",    "SEND",     "early years", "support & challenge",
        "caf\xC3\xA9"};
    size_t n = 0;
    while (n < length) {
        const char *word = words[bench_next(random) % (sizeof words / sizeof words[0])];
        size_t size = strlen(word);
        if (n + size + 1 > length)
            break;
        memcpy(out + n, word, size);
        n += size;
        out[n++] = ' ';
    }
    out[n > 0 ? n - 1 : 0] = '\0';
    if (n == 0)
        (void)snprintf(out, length + 1, "x");
}

/* The looks of a plan workbook. */
typedef struct plan_formats {
    lxw_format *title, *head, *body, *shaded, *day, *money;
} plan_formats;

static plan_formats make_formats(lxw_workbook *book)
{
    plan_formats f = {workbook_add_format(book), workbook_add_format(book),
                      workbook_add_format(book), workbook_add_format(book),
                      workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(f.title);
    format_set_font_size(f.title, 16);
    format_set_bg_color(f.title, 0x1F3864);
    format_set_font_color(f.title, 0xFFFFFF);
    format_set_bold(f.head);
    format_set_bg_color(f.head, 0xBDD7EE);
    format_set_border(f.head, LXW_BORDER_THIN);
    format_set_border(f.body, LXW_BORDER_THIN);
    format_set_text_wrap(f.body);
    format_set_border(f.shaded, LXW_BORDER_THIN);
    format_set_bg_color(f.shaded, 0xFFF2CC);
    format_set_italic(f.shaded);
    format_set_num_format(f.day, "dd/mm/yyyy");
    format_set_border(f.day, LXW_BORDER_THIN);
    format_set_num_format(f.money, "\xC2\xA3#,##0.00");
    format_set_border(f.money, LXW_BORDER_THIN);
    return f;
}

static void add_row(lxw_worksheet *sheet, const plan_formats *f, bench_random *random,
                    uint32_t row)
{
    static const char *const states[] = {"Not started", "In progress", "Complete",
                                         "Ongoing - reviewed each half-term"};
    char text[256];
    for (uint16_t c = 1; c < 4; c++) {
        bench_words(random, text, 20 + bench_next(random) % (c < 3 ? 181 : 30));
        (void)worksheet_write_string(sheet, row, c, text, row % 3 ? f->body : f->shaded);
    }
    (void)worksheet_write_number(sheet, row, 4, 45500 + bench_next(random) % 300, f->day);
    (void)worksheet_write_number(sheet, row, 5, 45800 + bench_next(random) % 300, f->day);
    (void)worksheet_write_number(sheet, row, 6, bench_next(random) % 5000000 / 100.0,
                                 f->money);
    (void)worksheet_write_string(sheet, row, 7, states[bench_next(random) % 4],
                                 row % 3 ? f->shaded : f->body);
}

static void add_plan_sheet(lxw_workbook *book, const plan_formats *f,
                           bench_random *random, unsigned number, unsigned school)
{
    static const char *const heads[] = {"Priority", "Action", "Success criteria",
                                        "Lead",     "Start",  "Finish",
                                        "Cost",     "Status"};
    char text[256];
    (void)snprintf(text, sizeof text, "Plan %u", number + 1);
    lxw_worksheet *sheet = workbook_add_worksheet(book, text);
    (void)worksheet_set_column(sheet, 1, 2, 45, NULL);
    (void)snprintf(text, sizeof text, "School %u Improvement Plan, part %u", school,
                   number + 1);
    (void)worksheet_merge_range(sheet, 0, 0, 0, 7, text, f->title);
    bench_words(random, text, 180);
    (void)worksheet_merge_range(sheet, 1, 0, 1, 7, text, f->shaded);
    bench_words(random, text, 120);
    (void)worksheet_merge_range(sheet, 2, 0, 2, 3, text, f->body);
    bench_words(random, text, 100);
    (void)worksheet_merge_range(sheet, 2, 4, 2, 7, text, f->body);
    for (uint16_t c = 0; c < 8; c++)
        (void)worksheet_write_string(sheet, 4, c, heads[c], f->head);
    for (uint32_t row = 5; row < 23; row++) {
        if ((row - 5) % 3 == 0) {
            (void)snprintf(text, sizeof text, "Priority %u", (row - 5) / 3 + 1);
            (void)worksheet_merge_range(sheet, row, 0, row + 2, 0, text, f->head);
        }
        add_row(sheet, f, random, row);
    }
    worksheet_freeze_panes(sheet, 5, 0);
}

static bool make_plan(const char *name, unsigned school)
{
    lxw_workbook *book = workbook_new(name);
    bench_random random = {88172645463325252ULL + school};
    plan_formats f = make_formats(book);
    for (unsigned s = 0; s < 3; s++)
        add_plan_sheet(book, &f, &random, s, school);
    return workbook_close(book) == LXW_NO_ERROR;
}

static void write_sheet_cell(lxw_worksheet *sheet, bench_random *random, uint32_t row,
                             uint16_t c, lxw_format *const formats[2])
{
    char text[96];
    uint32_t x = bench_next(random);
    switch (c % 10) {
    case 1:
    case 4:
    case 7:
        (void)snprintf(text, sizeof text, "%.*s %u", (int)(8 + x % 5000 % 40),
                       "attendance of disadvantaged pupils in the autumn term", x % 5000);
        (void)worksheet_write_string(sheet, row, c, text, NULL);
        break;
    case 8:
        (void)snprintf(text, sizeof text, "ID-%08u-%u", x % 100000000, row % 5000);
        (void)worksheet_write_string(sheet, row, c, text, NULL);
        break;
    case 2:
        (void)worksheet_write_number(sheet, row, c, x % 100000000 / 100.0, formats[0]);
        break;
    case 3:
        (void)worksheet_write_number(sheet, row, c, 36526 + x % 9000, formats[1]);
        break;
    case 5:
        (void)worksheet_write_number(sheet, row, c, x / 4294967296.0, NULL);
        break;
    case 9:
        (void)worksheet_write_boolean(sheet, row, c, (int)(x & 1), NULL);
        break;
    default:
        (void)worksheet_write_number(sheet, row, c, x % 1000, NULL);
        break;
    }
}

/* 20 columns of numbers, dates, texts (some repeated) and booleans. */
static bool make_sheet(const char *name, uint32_t rows)
{
    lxw_workbook *book = workbook_new(name);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Data");
    bench_random random = {88172645463325252ULL};
    lxw_format *formats[2] = {workbook_add_format(book), workbook_add_format(book)};
    format_set_num_format(formats[0], "#,##0.00");
    format_set_num_format(formats[1], "yyyy-mm-dd");
    for (uint32_t row = 0; row < rows; row++)
        for (uint16_t c = 0; c < 20; c++)
            write_sheet_cell(sheet, &random, row, c, formats);
    return workbook_close(book) == LXW_NO_ERROR;
}

static bool make_csv(const char *name, uint32_t rows)
{
    bench_random random = {88172645463325252ULL};
    FILE *out = fopen(name, "w");
    if (!out)
        return false;
    (void)fprintf(out, "School,KPI,Year,Term,Value,Cohort,Note\n");
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t x = bench_next(&random);
        (void)fprintf(out, "School %u,Attendance,2025/26,%u,%u.%u%%,%u,%s\n", x % 250,
                      1 + x % 6, 70 + x % 30, x % 10, 20 + x % 400,
                      x % 9 ? "" : "\"provisional, \"\"to check\"\"\"");
    }
    return fclose(out) == 0;
}

static bool make_many(const char *kind, const char *folder, unsigned count)
{
    char name[4096];
    bool done = true;
    for (unsigned i = 0; i < count && done; i++) {
        (void)snprintf(name, sizeof name, "%s/%s%05u.%s", folder, kind, i,
                       strcmp(kind, "plan") == 0 ? "xlsx" : "docx");
        done =
            strcmp(kind, "plan") == 0 ? make_plan(name, i) : bench_docx(name, i, 3, NULL);
    }
    return done;
}

int main(int argc, char **argv)
{
    bool done = false;
    unsigned count = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    if (argc > 3 && strcmp(argv[1], "plans") == 0)
        done = make_many("plan", argv[2], count);
    else if (argc > 3 && strcmp(argv[1], "docx") == 0)
        done = make_many("doc", argv[2], count);
    else if (argc > 3 && strcmp(argv[1], "sheet") == 0)
        done = make_sheet(argv[2], count);
    else if (argc > 3 && strcmp(argv[1], "csv") == 0)
        done = make_csv(argv[2], count);
    else if (argc > 3 && strcmp(argv[1], "tables") == 0)
        done = bench_docx(argv[2], 1, count, NULL);
    else if (argc > 4 && strcmp(argv[1], "folder") == 0)
        done = bench_folder(argv[2], count, argv[4]);
    else
        (void)fprintf(stderr,
                      "bench_inputs plans|docx|tables|sheet|csv|folder WHERE COUNT "
                      "[FIXTURES]\n");
    return done ? 0 : 1;
}
