/* Registers in documents: find the row of headings, then read what stands below it. */
#include "engine/text/header_norm.h"
#include "wayforward/calendar.h"
#include "wayforward/risk_register.h"

typedef enum field {
    NO_FIELD,
    ID,
    SCHOOL,
    CATEGORY,
    RISK,
    CAUSE,
    CONSEQUENCE,
    MITIGATION,
    FURTHER,
    OWNER,
    STATUS,
    LIKELIHOOD,
    IMPACT,
    SCORE,
    LIKELIHOOD_AFTER,
    IMPACT_AFTER,
    SCORE_AFTER,
    RAISED,
    REVIEW,
    FIELDS
} field;

enum {
    MOST_COLUMNS = 64,
    HEADER_WITHIN = 40,
    AFTER_SHIFT = LIKELIHOOD_AFTER - LIKELIHOOD
};

/* Headings as folded by wf_header_norm: a heading is that of the first row whose words
 * are all in it. */
static const struct {
    wf_str words[3];
    field field;
} headings[] = {
    {{WF_STR_INIT("risk"), WF_STR_INIT("description")}, RISK},
    {{WF_STR_INIT("description"), WF_STR_INIT("of"), WF_STR_INIT("risk")}, RISK},
    {{WF_STR_INIT("risk"), WF_STR_INIT("owner")}, OWNER},
    {{WF_STR_INIT("risk"), WF_STR_INIT("lead")}, OWNER},
    {{WF_STR_INIT("risk"), WF_STR_INIT("manager")}, OWNER},
    {{WF_STR_INIT("risk"), WF_STR_INIT("id")}, ID},
    {{WF_STR_INIT("risk"), WF_STR_INIT("ref")}, ID},
    {{WF_STR_INIT("risk"), WF_STR_INIT("no")}, ID},
    {{WF_STR_INIT("risk"), WF_STR_INIT("number")}, ID},
    {{WF_STR_INIT("risk"), WF_STR_INIT("category")}, CATEGORY},
    {{WF_STR_INIT("risk"), WF_STR_INIT("type")}, CATEGORY},
    {{WF_STR_INIT("risk"), WF_STR_INIT("area")}, CATEGORY},
    {{WF_STR_INIT("risk"), WF_STR_INIT("status")}, STATUS},
    {{WF_STR_INIT("risk"), WF_STR_INIT("score")}, SCORE},
    {{WF_STR_INIT("risk"), WF_STR_INIT("rating")}, SCORE},
    {{WF_STR_INIT("risk"), WF_STR_INIT("level")}, SCORE},
    {{WF_STR_INIT("gross"), WF_STR_INIT("risk")}, SCORE},
    {{WF_STR_INIT("inherent"), WF_STR_INIT("risk")}, SCORE},
    {{WF_STR_INIT("net"), WF_STR_INIT("risk")}, SCORE_AFTER},
    {{WF_STR_INIT("residual"), WF_STR_INIT("risk")}, SCORE_AFTER},
    {{WF_STR_INIT("risk"), WF_STR_INIT("mitigation")}, MITIGATION},
    {{WF_STR_INIT("likelihood")}, LIKELIHOOD},
    {{WF_STR_INIT("probability")}, LIKELIHOOD},
    {{WF_STR_INIT("impact"), WF_STR_INIT("description")}, CONSEQUENCE},
    {{WF_STR_INIT("consequence")}, CONSEQUENCE},
    {{WF_STR_INIT("consequences")}, CONSEQUENCE},
    {{WF_STR_INIT("effect")}, CONSEQUENCE},
    {{WF_STR_INIT("impact")}, IMPACT},
    {{WF_STR_INIT("severity")}, IMPACT},
    {{WF_STR_INIT("further")}, FURTHER},
    {{WF_STR_INIT("additional")}, FURTHER},
    {{WF_STR_INIT("planned"), WF_STR_INIT("action")}, FURTHER},
    {{WF_STR_INIT("planned"), WF_STR_INIT("actions")}, FURTHER},
    {{WF_STR_INIT("mitigation")}, MITIGATION},
    {{WF_STR_INIT("mitigations")}, MITIGATION},
    {{WF_STR_INIT("mitigating")}, MITIGATION},
    {{WF_STR_INIT("controls")}, MITIGATION},
    {{WF_STR_INIT("control"), WF_STR_INIT("measures")}, MITIGATION},
    {{WF_STR_INIT("review")}, REVIEW},
    {{WF_STR_INIT("reviewed")}, REVIEW},
    {{WF_STR_INIT("raised")}, RAISED},
    {{WF_STR_INIT("identified")}, RAISED},
    {{WF_STR_INIT("opened")}, RAISED},
    {{WF_STR_INIT("owner")}, OWNER},
    {{WF_STR_INIT("lead")}, OWNER},
    {{WF_STR_INIT("responsible")}, OWNER},
    {{WF_STR_INIT("responsibility")}, OWNER},
    {{WF_STR_INIT("by"), WF_STR_INIT("whom")}, OWNER},
    {{WF_STR_INIT("status")}, STATUS},
    {{WF_STR_INIT("school")}, SCHOOL},
    {{WF_STR_INIT("academy")}, SCHOOL},
    {{WF_STR_INIT("cause")}, CAUSE},
    {{WF_STR_INIT("causes")}, CAUSE},
    {{WF_STR_INIT("trigger")}, CAUSE},
    {{WF_STR_INIT("category")}, CATEGORY},
    {{WF_STR_INIT("theme")}, CATEGORY},
    {{WF_STR_INIT("area")}, CATEGORY},
    {{WF_STR_INIT("score")}, SCORE},
    {{WF_STR_INIT("rating")}, SCORE},
    {{WF_STR_INIT("total")}, SCORE},
    {{WF_STR_INIT("rag")}, SCORE},
    {{WF_STR_INIT("action")}, MITIGATION},
    {{WF_STR_INIT("actions")}, MITIGATION},
    {{WF_STR_INIT("ref")}, ID},
    {{WF_STR_INIT("id")}, ID},
    {{WF_STR_INIT("no")}, ID},
    {{WF_STR_INIT("number")}, ID},
    {{WF_STR_INIT("risk")}, RISK},
    {{WF_STR_INIT("risks")}, RISK},
    {{WF_STR_INIT("threat")}, RISK},
    {{WF_STR_INIT("hazard")}, RISK},
    {{WF_STR_INIT("what"), WF_STR_INIT("could"), WF_STR_INIT("wrong")}, RISK},
};
/* Short headings of narrow columns, only by themselves. */
static const struct {
    wf_str text;
    field field;
} letters[] = {{WF_STR_INIT("l"), LIKELIHOOD}, {WF_STR_INIT("p"), LIKELIHOOD},
               {WF_STR_INIT("i"), IMPACT},     {WF_STR_INIT("s"), IMPACT},
               {WF_STR_INIT("lxi"), SCORE},    {WF_STR_INIT("l x i"), SCORE},
               {WF_STR_INIT("pxi"), SCORE},    {WF_STR_INIT("p x i"), SCORE}};
/* Words that say that a grade is the one after mitigation, and that a column is the
 * first.
 */
static const wf_str after_words[] = {WF_STR_INIT("residual"), WF_STR_INIT("net"),
                                     WF_STR_INIT("after"),    WF_STR_INIT("post"),
                                     WF_STR_INIT("target"),   WF_STR_INIT("mitigated"),
                                     WF_STR_INIT("revised"),  WF_STR_INIT("following")};

typedef struct layout {
    field of_column[MOST_COLUMNS];
    uint32_t row; /* of the headings */
    uint32_t width;
} layout;

typedef struct reading {
    const wf_document *doc;
    const wf_grid *grid;
    wf_risk_register *reg;
    wf_diags *diags;
    wf_arena *scratch;
    layout layout;
    wf_str section; /* a row that holds one cell names what follows */
} reading;

/* Is the word in the text, as a whole word? */
static bool has_word(wf_str text, wf_str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++) {
        bool begins = at == 0 || text.p[at - 1] == ' ' || text.p[at - 1] == '/';
        size_t end = at + word.n;
        bool ends = end == text.n || text.p[end] == ' ' || text.p[end] == '/';
        if (begins && ends && wf_str_eq(wf_str_sub(text, at, word.n), word))
            return true;
    }
    return false;
}

static bool has_all(wf_str text, const wf_str *words)
{
    for (size_t i = 0; i < 3 && words[i].n > 0; i++)
        if (!has_word(text, words[i]))
            return false;
    return true;
}

static field field_of(wf_str heading)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (wf_str_eq(heading, letters[i].text))
            return letters[i].field;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (has_all(heading, headings[i].words))
            return headings[i].field;
    return NO_FIELD;
}

static bool is_grade(field f)
{
    return f == LIKELIHOOD || f == IMPACT || f == SCORE;
}

/* A grade's column is the one after mitigation where it says so, or where the first is
 * taken. */
static field in_place(field f, wf_str heading, const bool *taken)
{
    bool after = false;
    for (size_t i = 0; i < sizeof after_words / sizeof *after_words; i++)
        after = after || has_word(heading, after_words[i]);
    if (is_grade(f) && (after || taken[f]))
        f = (field)(f + AFTER_SHIFT);
    if (f == CONSEQUENCE && taken[CONSEQUENCE])
        f = NO_FIELD;
    return taken[f] ? NO_FIELD : f;
}

static wf_status text_at(const reading *r, uint32_t row, uint32_t column, wf_str *out)
{
    const wf_cell *cell = wf_grid_cell(r->grid, row, column);
    *out = WF_STR_EMPTY;
    if (cell == NULL)
        return WF_OK;
    WF_TRY(wf_cell_text(r->doc, cell, r->scratch, out));
    *out = wf_str_trim(*out);
    return WF_OK;
}

/* Read one row as headings; true where it is that of a register. */
static wf_status try_headings(reading *r, uint32_t row, bool *is_register)
{
    bool taken[FIELDS] = {false};
    layout l = {.row = row};
    l.width = r->grid->columns < MOST_COLUMNS ? r->grid->columns : MOST_COLUMNS;
    for (uint32_t c = 0; c < l.width; c++) {
        wf_str text = WF_STR_EMPTY;
        wf_header header;
        WF_TRY(text_at(r, row, c, &text));
        if (text.n == 0 || text.n > 80)
            continue;
        WF_TRY(wf_header_norm(text, r->scratch, &header));
        field f = in_place(field_of(header.text), header.text, taken);
        l.of_column[c] = f;
        taken[f] = f != NO_FIELD;
    }
    int grades = taken[LIKELIHOOD] + taken[IMPACT] + taken[SCORE];
    *is_register = taken[RISK] && grades >= 2;
    if (*is_register)
        r->layout = l;
    return WF_OK;
}

static int whole_number(wf_str text)
{
    int n = 0;
    size_t i = 0;
    for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9' && n < 100; i++)
        n = 10 * n + (text.p[i] - '0');
    return i > 0 ? n : 0;
}

static wf_status take_grade(reading *r, uint32_t row, uint32_t column, field f,
                            wf_str text, wf_risk_entry *e)
{
    bool after = f >= LIKELIHOOD_AFTER;
    wf_risk_grade *g = after ? &e->after : &e->now;
    field kind = after ? (field)(f - AFTER_SHIFT) : f;
    wf_str at = WF_STR_EMPTY;
    if (text.n == 0)
        return WF_OK;
    WF_TRY(wf_grid_address(r->grid, row, column, r->scratch, &at));
    if (kind == SCORE) {
        g->score = whole_number(text);
        if (g->score > 25) {
            wf_diag_add(r->diags, WF_D_VALUE_BAD, at,
                        "score %d; expected 1 to 25 (five by five)", g->score);
            g->score = 0;
        }
        return WF_OK;
    }
    int value = wf_risk_scale(text, kind == IMPACT);
    if (value == 0)
        wf_diag_add(r->diags, WF_D_VALUE_BAD, at, "\"%.*s\"; expected 1 to 5 or its word",
                    WF_STR_ARG(text));
    *(kind == IMPACT ? &g->impact : &g->likelihood) = value;
    return WF_OK;
}

static wf_date day_of(const reading *r, uint32_t row, uint32_t column, wf_str text)
{
    const wf_cell *cell = wf_grid_cell(r->grid, row, column);
    if (cell != NULL && cell->kind == WF_CELL_DATE)
        return wf_cell_date(r->doc, cell, NULL);
    wf_when_reading when = wf_when_parse(text, NULL);
    if (when.kind != WF_WHEN_POINT && when.kind != WF_WHEN_INTERVAL)
        return WF_DATE_NONE;
    return when.when.end != WF_DATE_NONE ? when.when.end : when.when.start;
}

static void take_text(wf_risk_entry *e, field f, wf_str text)
{
    wf_str *const places[FIELDS] = {[ID] = &e->id,
                                    [SCHOOL] = &e->school,
                                    [CATEGORY] = &e->category,
                                    [RISK] = &e->risk,
                                    [CAUSE] = &e->cause,
                                    [CONSEQUENCE] = &e->consequence,
                                    [MITIGATION] = &e->mitigation,
                                    [FURTHER] = &e->further,
                                    [OWNER] = &e->owner,
                                    [STATUS] = &e->status};
    if (places[f] != NULL)
        *places[f] = text;
}

static void check_product(reading *r, const wf_risk_grade *g, wf_str at)
{
    if (g->likelihood > 0 && g->impact > 0 && g->score > 0 &&
        g->score != g->likelihood * g->impact)
        wf_diag_add(r->diags, WF_D_SUM_MISMATCH, at,
                    "score %d, but %d by %d is %d: the product counts", g->score,
                    g->likelihood, g->impact, g->likelihood * g->impact);
}

static wf_status take_cell(reading *r, uint32_t row, uint32_t column, wf_str text,
                           wf_risk_entry *e)
{
    field f = r->layout.of_column[column];
    if (f >= LIKELIHOOD && f <= SCORE_AFTER)
        return take_grade(r, row, column, f, text, e);
    if (f == REVIEW || f == RAISED) {
        wf_date day = day_of(r, row, column, text);
        *(f == REVIEW ? &e->review : &e->raised) = day;
        if (f == REVIEW && day == WF_DATE_NONE)
            e->review_words = text;
        return WF_OK;
    }
    take_text(e, f, text);
    return WF_OK;
}

/* What a row has: how many cells, the last of them, and what stands above its risk. */
typedef struct row_look {
    size_t filled;
    wf_str only, heading;
} row_look;

static wf_status read_cells(reading *r, uint32_t row, wf_risk_entry *e, row_look *look)
{
    for (uint32_t c = 0; c < r->layout.width; c++) {
        wf_str text = WF_STR_EMPTY;
        WF_TRY(text_at(r, row, c, &text));
        if (text.n == 0)
            continue;
        look->filled++;
        look->only = text;
        if (r->layout.of_column[c] == RISK)
            WF_TRY(text_at(r, r->layout.row, c, &look->heading));
        WF_TRY(take_cell(r, row, c, text, e));
    }
    return WF_OK;
}

static wf_status read_row(reading *r, uint32_t row)
{
    wf_risk_entry e = {.raised = WF_DATE_NONE, .review = WF_DATE_NONE};
    row_look look = {.only = WF_STR_EMPTY, .heading = WF_STR_EMPTY};
    WF_TRY(read_cells(r, row, &e, &look));
    if (look.filled == 1 && e.now.score == 0)
        r->section = look.only;
    if (look.filled <= 1 || e.risk.n == 0 || wf_str_eq_nocase(e.risk, look.heading))
        return WF_OK;
    if (e.category.n == 0)
        e.category = r->section;
    e.file = wf_document_file(r->doc);
    WF_TRY(wf_grid_address(r->grid, row, 0, r->scratch, &e.at));
    check_product(r, &e.now, e.at);
    check_product(r, &e.after, e.at);
    return wf_risk_register_add(r->reg, &e);
}

static wf_status read_grid(reading *r)
{
    bool found = false;
    uint32_t within =
        r->grid->rows < HEADER_WITHIN ? r->grid->rows : (uint32_t)HEADER_WITHIN;
    for (uint32_t row = 0; !found && row < within; row++)
        WF_TRY(try_headings(r, row, &found));
    if (!found)
        return WF_OK;
    r->reg->tables++;
    r->section = WF_STR_EMPTY;
    for (uint32_t row = r->layout.row + 1; row < r->grid->rows; row++)
        WF_TRY(read_row(r, row));
    return WF_OK;
}

wf_status wf_risk_register_read(const wf_document *doc, wf_diags *diags,
                                wf_risk_register *reg, wf_error *err)
{
    wf_arena *scratch = wf_arena_new(0);
    size_t before = reg->tables;
    wf_status status = scratch != NULL ? WF_OK : WF_E_MEMORY;
    for (size_t g = 0; status == WF_OK && g < wf_document_grid_count(doc); g++) {
        reading r = {.doc = doc,
                     .grid = wf_document_grid(doc, g),
                     .reg = reg,
                     .diags = diags,
                     .scratch = scratch};
        status = read_grid(&r);
    }
    wf_arena_free(scratch);
    if (status == WF_E_MEMORY)
        return wf_fail_memory(err);
    if (status == WF_OK && reg->tables == before)
        return wf_fail(err, WF_E_NOT_RECOGNIZED, NULL,
                       "no table names a risk with two of likelihood, impact and score");
    return status;
}
