/* What a filled table suggests about headers that no template knows: the contents of a
 * column tell its field. */
#include "engine/recognise/templates.h"
#include "engine/text/money.h"
#include "engine/text/people.h"
#include "engine/text/rag_word.h"
#include "wayforward/calendar.h"

enum {
    HEADER_CELLS = 3, /* at least, and as many rows are looked at for the header */
    HEADER_ROWS = 200,
    DATA_ROWS = 100,
    HEADER_LENGTH = 80,
    MOST_COLUMNS = 64
};

typedef struct proposer {
    const wf_document *doc;
    const wf_templates *templates;
    const wf_plans *plans; /* the document as it is read today */
    wf_arena *scratch;
    wf_proposals *out;
    size_t cap;
    bool has_field[WF_FIELDS]; /* fields that the table has a column for */
} proposer;

/* What the cells below a header are, counted. */
typedef struct contents {
    size_t cells, times, money, people, ratings, states, numbers, questions, bytes;
    wf_str sample;
} contents;

static wf_str text_of(proposer *p, const wf_cell *cell)
{
    wf_str text = WF_STR_EMPTY;
    if (cell == NULL || (cell->flags & WF_CELL_COVERED) != 0 ||
        wf_cell_text(p->doc, cell, p->scratch, &text) != WF_OK)
        return WF_STR_EMPTY;
    return wf_str_trim(text);
}

static wf_field known_field(const proposer *p, wf_str header)
{
    char bytes[WF_LABEL_MAX];
    double similarity;
    wf_str key = {.p = bytes, .n = wf_label_key(header, bytes)};
    const wf_synonym *s = wf_templates_find(p->templates, WF_SCOPE_COLUMN, key);
    if (s == NULL && key.n >= 8)
        s = wf_templates_find_similar(p->templates, WF_SCOPE_COLUMN, key, &similarity);
    return s == NULL ? WF_FIELD_NONE : s->field;
}

/* Recognition made something of this header: a combined one, a term, a milestone. */
static bool is_read(const proposer *p, wf_str at)
{
    for (size_t i = 0; i < p->plans->n; i++) {
        const wf_ledger *ledger = &p->plans->items[i]->ledger;
        for (size_t e = 0; e < ledger->count; e++)
            if (wf_str_eq(ledger->entries[e].at, at))
                return ledger->entries[e].role != WF_ROLE_UNMAPPED;
    }
    return false;
}

/* ---- the header row ---- */

/* Cells of the row that could be headers: how many, and the points for known words and
 * for print that stands out. 0 where one of them is too long to be a header. */
static size_t header_points(proposer *p, const wf_grid *grid, uint32_t row)
{
    size_t cells = 0, points = 0;
    for (size_t i = wf_grid_row_start(grid, row);
         i < grid->cell_count && grid->cells[i].row == row; i++) {
        const wf_cell *cell = &grid->cells[i];
        wf_str text = text_of(p, cell);
        if (text.n == 0)
            continue;
        if (cell->kind != WF_CELL_TEXT || text.n > HEADER_LENGTH)
            return 0;
        const wf_style *style = wf_document_style(p->doc, cell->style);
        cells++;
        points += style->bold || style->fill != WF_COLOR_NONE ? 4u : 2u;
        points += known_field(p, text) != WF_FIELD_NONE ? 3u : 0u;
    }
    return cells >= HEADER_CELLS ? points : 0;
}

/* Rows below a header that fill at least half of its columns, among the next six. */
static size_t filled_rows(const wf_grid *grid, uint32_t header)
{
    size_t width = 0, rows = 0;
    for (size_t i = wf_grid_row_start(grid, header);
         i < grid->cell_count && grid->cells[i].row == header; i++)
        width += grid->cells[i].kind != WF_CELL_BLANK;
    for (uint32_t row = header + 1; row <= header + 6 && row < grid->rows; row++) {
        size_t filled = 0;
        for (size_t i = wf_grid_row_start(grid, row);
             i < grid->cell_count && grid->cells[i].row == row; i++)
            filled += grid->cells[i].kind != WF_CELL_BLANK;
        rows += 2 * filled >= width;
    }
    return rows;
}

static bool find_header(proposer *p, const wf_grid *grid, uint32_t *out)
{
    size_t best = 0;
    for (uint32_t row = 0; row < grid->rows && row < HEADER_ROWS; row++) {
        size_t points = header_points(p, grid, row);
        if (points <= best || filled_rows(grid, row) == 0)
            continue;
        best = points;
        *out = row;
    }
    return best > 0;
}

/* ---- the contents of a column ---- */

static bool are_people(proposer *p, wf_str text)
{
    wf_strs items = {0};
    if (text.n > 80 || wf_people_split(text, p->scratch, &items) != WF_OK)
        return false;
    for (size_t i = 0; i < items.n; i++)
        if (wf_person_kind_of(items.items[i]) == WF_PERSON_UNKNOWN)
            return false;
    return items.n > 0;
}

static bool is_number(wf_str text)
{
    bool any = false;
    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        any |= digit;
        if (!digit && text.p[i] != '.' && text.p[i] != ')')
            return false;
    }
    return any && text.n <= 5;
}

static void count_cell(proposer *p, contents *c, const wf_cell *cell, wf_str text)
{
    wf_rag_word word = {0};
    bool rated = text.n <= 40 && wf_rag_word_read(text, true, &word);
    if (c->cells++ == 0 &&
        wf_arena_str(p->out->arena, wf_str_sub(text, 0, 60), &c->sample) != WF_OK)
        c->sample = WF_STR_EMPTY; /* a sample is a help, not a need */
    c->bytes += text.n;
    c->ratings += rated && word.status == WF_STATUS_NONE && word.rag != WF_RAG_NONE;
    c->states += rated && word.status != WF_STATUS_NONE;
    c->times += cell->kind == WF_CELL_DATE || wf_when_is_time(text, NULL);
    c->money +=
        wf_str_find(text, WF_STR("\xC2\xA3"), 0) != SIZE_MAX && wf_money_is_cost(text);
    c->people += !rated && are_people(p, text);
    c->numbers += is_number(text);
    c->questions += wf_str_ends_with(text, WF_STR("?"));
}

static contents read_column(proposer *p, const wf_grid *grid, uint32_t header,
                            uint16_t column)
{
    contents c = {.sample = WF_STR_EMPTY};
    for (uint32_t row = header + 1; row < grid->rows && row <= header + DATA_ROWS;
         row++) {
        const wf_cell *cell = wf_grid_cell(grid, row, column);
        wf_arena_mark mark = wf_arena_mark_here(p->scratch);
        wf_str text = text_of(p, cell);
        if (text.n > 0)
            count_cell(p, &c, cell, text);
        wf_arena_reset(p->scratch, mark);
    }
    return c;
}

/* ---- the field ---- */

/* The field that most cells suggest; `second` where the table has the first already. */
static wf_field suggest(const proposer *p, const contents *c, size_t *share,
                        const char **what)
{
    const struct {
        size_t count;
        wf_field field, second;
        const char *what;
    } guesses[] = {
        {c->ratings, WF_FIELD_RAG, WF_FIELD_NONE, "ratings"},
        {c->states, WF_FIELD_STATUS, WF_FIELD_NONE, "states"},
        {c->times, WF_FIELD_WHEN, WF_FIELD_MONITORING_WHEN, "times"},
        {c->money, WF_FIELD_COST, WF_FIELD_NONE, "sums"},
        {c->people, WF_FIELD_LEAD, WF_FIELD_MONITORING_WHO, "people"},
        {c->questions, WF_FIELD_KEY_QUESTIONS, WF_FIELD_NONE, "questions"},
        {c->numbers, WF_FIELD_CODE, WF_FIELD_NONE, "numbers"},
    };
    for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++) {
        if (c->cells == 0 || 10 * guesses[i].count < 6 * c->cells)
            continue;
        *share = guesses[i].count;
        *what = guesses[i].what;
        if (!p->has_field[guesses[i].field])
            return guesses[i].field;
        return p->has_field[guesses[i].second] ? WF_FIELD_NONE : guesses[i].second;
    }
    *share = c->cells;
    *what = "texts";
    bool long_text = c->cells > 0 && c->bytes / c->cells >= 25;
    return long_text && !p->has_field[WF_FIELD_ACTION] ? WF_FIELD_ACTION : WF_FIELD_NONE;
}

static wf_status propose(proposer *p, wf_str header, wf_str at, const contents *c)
{
    size_t share = 0;
    const char *what = "";
    wf_field field = suggest(p, c, &share, &what);
    wf_proposal *items = wf_arena_push_room(p->out->arena, p->out->items, p->out->n,
                                            &p->cap, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    p->out->items = items;
    wf_proposal *made = &items[p->out->n];
    bool by_exclusion = field == WF_FIELD_ACTION || field == WF_FIELD_MONITORING_WHEN ||
                        field == WF_FIELD_MONITORING_WHO;
    *made = (wf_proposal){.at = at,
                          .field = field == WF_FIELD_NONE ? NULL : wf_field_name(field),
                          .sample = c->sample,
                          .is_sure = field != WF_FIELD_NONE && !by_exclusion &&
                                     c->cells >= 2 && 10 * share >= 8 * c->cells};
    WF_TRY(wf_arena_str(p->out->arena, header, &made->header));
    WF_TRY(wf_arena_printf(p->out->arena, &made->evidence, "%zu of %zu cells are %s",
                           share, c->cells, what));
    p->has_field[field] = field != WF_FIELD_NONE;
    p->out->n++;
    return WF_OK;
}

static wf_status propose_for_grid(proposer *p, const wf_grid *grid)
{
    uint32_t header = 0;
    size_t columns = 0;
    if (!find_header(p, grid, &header))
        return WF_OK;
    size_t first = wf_grid_row_start(grid, header);
    for (size_t f = 0; f < WF_FIELDS; f++)
        p->has_field[f] = false;
    for (size_t i = first; i < grid->cell_count && grid->cells[i].row == header; i++)
        p->has_field[known_field(p, text_of(p, &grid->cells[i]))] = true;
    p->has_field[WF_FIELD_NONE] = false;
    for (size_t i = first;
         i < grid->cell_count && grid->cells[i].row == header && columns++ < MOST_COLUMNS;
         i++) {
        wf_str text = text_of(p, &grid->cells[i]), at = WF_STR_EMPTY;
        if (text.n == 0)
            continue;
        WF_TRY(wf_grid_address(grid, header, grid->cells[i].column, p->out->arena, &at));
        if (known_field(p, text) != WF_FIELD_NONE || is_read(p, at)) {
            p->out->known++;
            continue;
        }
        contents c = read_column(p, grid, header, grid->cells[i].column);
        if (c.cells > 0)
            WF_TRY(propose(p, text, at, &c));
    }
    return WF_OK;
}

static bool is_proposed(const wf_proposals *out, wf_str header)
{
    for (size_t i = 0; i + 1 < out->n; i++)
        if (wf_str_eq_nocase(out->items[i].header, header))
            return true;
    return false;
}

/* The same table for each priority: each header once. */
static void drop_repeats(wf_proposals *out)
{
    size_t n = out->n, kept = 0;
    for (size_t i = 0; i < n; i++) {
        out->n = kept + 1;
        out->items[kept] = out->items[i];
        kept += !is_proposed(out, out->items[i].header);
    }
    out->n = kept;
}

static wf_status propose_all(proposer *p)
{
    for (size_t g = 0; g < wf_document_grid_count(p->doc); g++) {
        const wf_grid *grid = wf_document_grid(p->doc, g);
        if (!grid->hidden)
            WF_TRY(propose_for_grid(p, grid));
    }
    drop_repeats(p->out);
    return WF_OK;
}

wf_status wf_templates_propose(const wf_document *doc, const wf_templates *templates,
                               wf_proposals **out, wf_error *err)
{
    wf_plans plans = {0};
    wf_recognise_options options = {.templates = templates};
    WF_TRY(wf_recognise(doc, &options, &plans, err));
    wf_arena *arena = wf_arena_new(0), *scratch = wf_arena_new(0);
    wf_proposals *made = arena == NULL ? NULL : wf_arena_array(arena, 1, sizeof *made);
    wf_status status = WF_E_MEMORY;
    if (made != NULL && scratch != NULL) {
        made->arena = arena;
        proposer p = {.doc = doc,
                      .templates = templates,
                      .plans = &plans,
                      .scratch = scratch,
                      .out = made};
        status = propose_all(&p);
    }
    wf_arena_free(scratch);
    wf_plans_free(&plans);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    *out = made;
    return WF_OK;
}

void wf_proposals_free(wf_proposals *proposals)
{
    if (proposals != NULL)
        wf_arena_free(proposals->arena);
}
