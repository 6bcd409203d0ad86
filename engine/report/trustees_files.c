/* Files, warnings, what was not mapped, methods. */
#include "engine/report/trustees.h"

typedef enum file_field {
    F_FILE,
    F_FAMILY,
    F_SCHOOL,
    F_YEAR,
    F_SURE,
    F_CELLS,
    F_UNMAPPED,
    F_WARNINGS
} file_field;

static const wf_report_column file_columns[] = {
    [F_FILE] = {.id = WF_STR_INIT("file"),
                .heading = WF_STR_INIT("File"),
                .look = WF_LOOK_TEXT,
                .most = 60,
                .is_row_header = true},
    [F_FAMILY] = {.id = WF_STR_INIT("family"),
                  .heading = WF_STR_INIT("Recognised as"),
                  .look = WF_LOOK_TEXT},
    [F_SCHOOL] = {.id = WF_STR_INIT("school"),
                  .heading = WF_STR_INIT("School"),
                  .look = WF_LOOK_TEXT,
                  .most = 30},
    [F_YEAR] = {.id = WF_STR_INIT("year"),
                .heading = WF_STR_INIT("Year"),
                .look = WF_LOOK_TEXT},
    [F_SURE] = {.id = WF_STR_INIT("sure"),
                .heading = WF_STR_INIT("How sure"),
                .show = WF_SHOW_PERCENT0},
    [F_CELLS] = {.id = WF_STR_INIT("cells"),
                 .heading = WF_STR_INIT("Cells and paragraphs"),
                 .show = WF_SHOW_INTEGER},
    [F_UNMAPPED] = {.id = WF_STR_INIT("unmapped"),
                    .heading = WF_STR_INIT("Not mapped"),
                    .show = WF_SHOW_INTEGER},
    [F_WARNINGS] = {.id = WF_STR_INIT("warnings"),
                    .heading = WF_STR_INIT("Warnings"),
                    .show = WF_SHOW_INTEGER},
};

static void text_or_missing(wf_report_table *table, size_t row, size_t column,
                            wf_str text)
{
    if (text.n > 0)
        wf_table_text(table, row, column, text);
    else
        wf_table_text(table, row, column, WF_STR("[x]"))->look = WF_LOOK_FAINT;
}

static void draw_warnings(trustees *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("file"),
         .heading = WF_STR_INIT("File"),
         .look = WF_LOOK_TEXT,
         .most = 50,
         .is_row_header = true},
        {.id = WF_STR_INIT("at"),
         .heading = WF_STR_INIT("Sheet and cell"),
         .look = WF_LOOK_TEXT},
        {.id = WF_STR_INIT("code"), .heading = WF_STR_INIT("Kind"), .look = WF_LOOK_TEXT},
        {.id = WF_STR_INIT("message"),
         .heading = WF_STR_INIT("What was found"),
         .look = WF_LOOK_TEXT,
         .most = 80},
    };
    if (t->r->warnings == 0)
        return;
    wf_section *section =
        wf_report_section(t->report, "warnings", WF_STR("Warnings"), WF_STR("Warnings"),
                          WF_STR("What was doubtful in the files, and where"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     WF_STR("Each line is something in a file that could be read in more "
                            "than one way, contradicts itself or is missing."));
    trustees_for_screen(t, section, t->r->warnings, MOST_REFERENCE);
    trustees_back(section);
    wf_report_table *table = wf_section_table(section, "warnings", WF_STR("Warnings"));
    trustees_columns(table, columns, COUNT_OF(columns));
    table->has_filter = true;
    for (size_t p = 0; p < t->r->plan_count; p++) {
        const wf_plan *plan = t->r->plans[p];
        for (size_t i = 0; i < plan->warnings.n; i++) {
            const wf_diag *d = &plan->warnings.items[i];
            if (wf_diag_severity(d->code) == WF_NOTE)
                continue;
            size_t row = wf_table_row(table);
            wf_table_text(table, row, 0, wf_results_short_file(t->r, plan->file));
            text_or_missing(table, row, 1, d->at);
            wf_table_text(table, row, 2, wf_str_from(wf_diag_name(d->code)));
            wf_table_text(table, row, 3, d->message);
        }
    }
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None kept"));
}

void trustees_files(trustees *t)
{
    wf_section *section = wf_report_section(
        t->report, "files", WF_STR("Files"), WF_STR("Files read"),
        WF_STR("What each file was taken for, and how much of it found its place"));
    wf_section_prose(
        section, WF_LOOK_PROSE,
        WF_STR("Every cell and paragraph of a file is counted once: it became a field, a "
               "label, a heading or a prompt, or is listed on Not mapped."));
    trustees_for_screen(t, section, t->r->plan_count + t->r->failure_count,
                        MOST_REFERENCE);
    trustees_back(section);
    wf_report_table *table = wf_section_table(section, "files", WF_STR("Files read"));
    trustees_columns(table, file_columns, COUNT_OF(file_columns));
    table->has_filter = true;
    for (size_t p = 0; p < t->r->plan_count; p++) {
        const wf_plan *plan = t->r->plans[p];
        size_t row = wf_table_row(table);
        wf_table_text(table, row, F_FILE, wf_results_short_file(t->r, plan->file));
        wf_table_text(table, row, F_FAMILY, words_family(&t->w, plan->family));
        text_or_missing(table, row, F_SCHOOL, plan->school);
        text_or_missing(table, row, F_YEAR, plan->academic_year);
        wf_table_number(table, row, F_SURE, plan->confidence);
        wf_table_number(table, row, F_CELLS, (double)plan->ledger.count);
        wf_table_number(table, row, F_UNMAPPED,
                        (double)plan->ledger.by_role[WF_ROLE_UNMAPPED]);
        wf_table_number(table, row, F_WARNINGS, (double)wf_results_doubts(plan));
    }
    for (size_t i = 0; i < t->r->failure_count; i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, F_FILE,
                      wf_results_short_file(t->r, t->r->failures[i].file));
        wf_item *item = wf_table_text(table, row, F_FAMILY,
                                      words_text(&t->w, "Could not be read: %.*s",
                                                 WF_STR_ARG(t->r->failures[i].message)));
        item->look = WF_LOOK_STRONG;
    }
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
    draw_warnings(t);
}

/* Long texts are cut into pieces that a cell can hold: none is lost. */
#define PIECE_BYTES 8000

static void add_pieces(wf_report_table *table, wf_str file, const wf_ledger_entry *entry)
{
    wf_str rest = entry->text;
    do {
        size_t n = rest.n < PIECE_BYTES ? rest.n : PIECE_BYTES;
        while (n > 0 && n < rest.n && ((unsigned char)rest.p[n] & 0xC0) == 0x80)
            n--;
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, file);
        wf_table_text(table, row, 1, entry->at);
        wf_table_text(table, row, 2, wf_str_sub(rest, 0, n));
        wf_table_text(table, row, 3,
                      entry->hidden ? WF_STR("Hidden") : WF_STR("Visible"));
        rest = wf_str_sub(rest, n, rest.n);
    } while (rest.n > 0);
}

void trustees_unmapped(trustees *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("file"),
         .heading = WF_STR_INIT("File"),
         .look = WF_LOOK_TEXT,
         .most = 50,
         .is_row_header = true},
        {.id = WF_STR_INIT("at"),
         .heading = WF_STR_INIT("Sheet and cell"),
         .look = WF_LOOK_TEXT,
         .most = 26},
        {.id = WF_STR_INIT("text"),
         .heading = WF_STR_INIT("Text as written"),
         .look = WF_LOOK_TEXT,
         .most = 80},
        {.id = WF_STR_INIT("hidden"),
         .heading = WF_STR_INIT("In the file"),
         .look = WF_LOOK_TEXT},
    };
    wf_section *section = wf_report_section(
        t->report, "not_mapped", WF_STR("Not mapped"), WF_STR("Not mapped"),
        WF_STR("Every cell and paragraph that found no place in the model, as written"));
    wf_section_prose(section, WF_LOOK_PROSE,
                     words_text(&t->w,
                                "%zu of %zu cells and paragraphs found no place. They "
                                "are kept here word for word, so that nothing is lost.",
                                t->r->by_role[WF_ROLE_UNMAPPED], t->r->cells));
    trustees_for_screen(t, section, t->r->by_role[WF_ROLE_UNMAPPED], MOST_REFERENCE);
    trustees_back(section);
    wf_report_table *table =
        wf_section_table(section, "not_mapped", WF_STR("Not mapped"));
    trustees_columns(table, columns, COUNT_OF(columns));
    table->has_filter = true;
    for (size_t p = 0; p < t->r->plan_count; p++) {
        const wf_ledger *ledger = &t->r->plans[p]->ledger;
        for (size_t i = 0; i < ledger->count; i++)
            if (ledger->entries[i].role == WF_ROLE_UNMAPPED)
                add_pieces(table, wf_results_short_file(t->r, t->r->plans[p]->file),
                           &ledger->entries[i]);
    }
    if (table->row_count == 0)
        wf_table_text(table, wf_table_row(table), 0, WF_STR("None"));
}

void trustees_key(trustees *t, wf_section *section)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("meaning"),
         .heading = WF_STR_INIT("What it means"),
         .look = WF_LOOK_TEXT,
         .is_row_header = true},
        {.id = WF_STR_INIT("sign"),
         .heading = WF_STR_INIT("Word or sign"),
         .look = WF_LOOK_CENTRE},
    };
    static const struct {
        const char *sign, *meaning;
    } signs[] = {
        {"\u2191 \u2193 \u2192", "Higher than, lower than or the same as the value "
                                 "before; the colour says whether that is good"},
        {"\u00B1"
         "1",
         "So few pupils that one more or fewer would change the rating"},
        {"[x]", "Not available"},
        {"[z]", "Does not apply"},
        {"[c]", "Confidential: so few pupils that they could be known"},
    };
    wf_section_heading(section, WF_STR("Words and signs"));
    wf_report_table *table =
        wf_section_table(section, "words_and_signs", WF_STR("Words and signs"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (int mark = WF_MARK_RED; mark < WF_MARKS; mark++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0,
                      words_text(&t->w, "Rating: %s", wf_mark_meaning((wf_mark)mark)));
        wf_table_mark(table, row, 1, (wf_mark)mark);
    }
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, wf_str_from(signs[i].meaning));
        wf_table_text(table, row, 1, wf_str_from(signs[i].sign));
    }
}

/* What is said of how each figure is worked out. */
static const struct {
    wf_str what, how;
} methods[] = {
    {WF_STR_INIT("Expected by then"),
     WF_STR_INIT("The straight line from the baseline (the end of the year before) "
                 "to the target at its deadline (the end of the year, where none is "
                 "given), read off at the term of the latest value.")},
    {WF_STR_INIT("Rating of a KPI"),
     WF_STR_INIT("Achieved: the latest value meets the target. On track: at or ahead "
                 "of the line, or behind it by no more than the tolerance. At risk: "
                 "behind by up to twice the tolerance. Off track: further behind. "
                 "Not rated: no value, no target, or a value too old to judge by.")},
    {WF_STR_INIT("Tolerance"),
     WF_STR_INIT("The larger of a tenth of the way from baseline to target and what "
                 "chance alone would explain with this number of pupils. A school "
                 "with few pupils is therefore not called off track on noise.")},
    {WF_STR_INIT("\u00B1"
                 "1"),
     WF_STR_INIT("One pupil more or fewer would change the rating. With 20 pupils, "
                 "one is five percentage points.")},
    {WF_STR_INIT("More than chance"),
     WF_STR_INIT("A change is called so where the 95% interval of the difference of "
                 "two proportions (Newcombe) leaves out zero. With many schools and "
                 "KPIs about one in twenty such changes is still chance.")},
    {WF_STR_INIT("Forecast and likely range"),
     WF_STR_INIT("Where given: the value expected at the deadline, and the range "
                 "that holds it four times in five. Schools with few values borrow "
                 "strength from the others.")},
    {WF_STR_INIT("All schools together"),
     WF_STR_INIT("All pupils counted over all pupils, never a mean of percentages; "
                 "counts and pounds are sums, where every school gives one. The "
                 "range of a forecast of all schools adds up the schools' ends as if "
                 "all erred together: it is never too narrow.")},
    {WF_STR_INIT("Attendance and absence"),
     WF_STR_INIT("Sessions are counted there, and a pupil's go together: a pupil is "
                 "worth eight chances, and one pupil more or fewer is not said.")},
    {WF_STR_INIT("Risk"),
     WF_STR_INIT("Where computed: the odds of schools with the same last judgement, "
                 "times what results, attendance, leadership, safeguarding and the "
                 "plan are known to add or take. What is not known widens the range. "
                 "A leader's rating counts before it, with its reason.")},
    {WF_STR_INIT("Percentages"),
     WF_STR_INIT("With fewer than 100 pupils behind them, percentages are shown "
                 "without decimals.")},
    {WF_STR_INIT("Due and overdue"),
     WF_STR_INIT(
         "An action is due on the last day of the time that its plan gives. Overdue: "
         "that day has passed and the action is neither complete (by its status, or "
         "blue) nor put off. Ongoing actions are never overdue.")},
    {WF_STR_INIT("Rating of a plan"),
     WF_STR_INIT("Red: a quarter or more of the rated actions are red, or one in ten "
                 "of all is overdue. Amber: a quarter or more are red or amber, or "
                 "any is overdue. Blue: all are complete. Else green.")},
    {WF_STR_INIT("Words and colours"),
     WF_STR_INIT("A rating in a plan is read from its word, else from the colour of its "
                 "cell. Where the two disagree the word counts, and a warning says so.")},
    {WF_STR_INIT("Nothing is lost"),
     WF_STR_INIT("Each cell and paragraph of each file is counted once. What found "
                 "no place is on Not mapped; each figure's cell is on Source map.")},
    {WF_STR_INIT("Shorthand"),
     WF_STR_INIT("[x] not available. [z] does not apply. [c] confidential: so few "
                 "pupils that they could be known.")},
};

void trustees_methods(trustees *t)
{
    static const wf_report_column columns[] = {
        {.id = WF_STR_INIT("what"),
         .heading = WF_STR_INIT("What"),
         .look = WF_LOOK_STRONG,
         .least = 28,
         .most = 30,
         .is_row_header = true},
        {.id = WF_STR_INIT("how"),
         .heading = WF_STR_INIT("How it is worked out"),
         .look = WF_LOOK_TEXT,
         .least = 100,
         .most = 110},
    };
    wf_section *section =
        wf_report_section(t->report, "methods", WF_STR("Methods"), WF_STR("Methods"),
                          WF_STR("How ratings, changes and counts are worked out"));
    size_t sentences = 0;
    const char *const *said = wf_progress_method_sentences(&sentences);
    for (size_t i = 0; i < sentences; i++)
        wf_section_prose(section, WF_LOOK_PROSE, wf_str_from(said[i]));
    trustees_back(section);
    wf_report_table *table = wf_section_table(section, "methods", WF_STR("Methods"));
    trustees_columns(table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        size_t row = wf_table_row(table);
        wf_table_text(table, row, 0, methods[i].what);
        wf_table_text(table, row, 1, methods[i].how);
    }
}
