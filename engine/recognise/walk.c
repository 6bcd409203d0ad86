/* Reads the blocks in order and gives each row and paragraph to what it belongs to. */
#include "engine/recognise/recogniser.h"

/* ---- a row of a table that has begun ---- */

static void open_table(wf_recogniser *r, const wf_region *table)
{
    wf_header_mark(r, table);
    if (r->table.kind != WF_REGION_NONE && r->table.kind != WF_REGION_OUTCOMES)
        r->last_table = r->table;
    r->table = *table;
    r->section = WF_SECTION_NONE;
    r->action = -1;
    if (table->kind == WF_REGION_INDICATORS)
        r->evidence[WF_SEEN_INDICATORS]++;
    if (table->kind == WF_REGION_OUTCOMES)
        r->evidence[WF_SEEN_MILESTONES]++;
    if (wf_region_find(table, WF_FIELD_DISSEMINATION) != NULL)
        r->evidence[WF_SEEN_DISSEMINATION]++;
    if (wf_region_find(table, WF_FIELD_KEY_QUESTIONS) != NULL)
        r->evidence[WF_SEEN_KEY_QUESTIONS]++;
}

void wf_rec_close_table(wf_recogniser *r)
{
    if (r->table.kind != WF_REGION_NONE && r->table.kind != WF_REGION_OUTCOMES)
        r->last_table = r->table;
    r->table = (wf_region){.kind = WF_REGION_NONE};
}

/* Does the table take this row? */
static bool table_row(wf_recogniser *r, const wf_row *row)
{
    switch (r->table.kind) {
    case WF_REGION_ACTIONS:
        return wf_action_row(r, row);
    case WF_REGION_INDICATORS:
        return wf_indicator_row(r, row);
    case WF_REGION_AREAS:
        return wf_area_row(r, row);
    case WF_REGION_FACTORS:
        return wf_factor_row(r, row);
    case WF_REGION_CATEGORIES:
        return wf_category_row(r, row);
    case WF_REGION_CALENDAR:
        return wf_calendar_row(r, row);
    case WF_REGION_SUPPORT:
        return wf_support_row(r, row);
    case WF_REGION_OUTCOMES:
        return wf_outcome_row(r, row);
    case WF_REGION_STRANDS:
        return wf_strand_row(r, row);
    case WF_REGION_NONE:
    case WF_REGION_KINDS:
        break;
    }
    return false;
}

/* A row that would go on with the table before it, in a grid without a header of its own.
 */
static bool revive_table(wf_recogniser *r, const wf_row *row)
{
    const wf_region *last = &r->last_table;
    size_t inside = 0;
    if (last->kind == WF_REGION_NONE || row->n < 3)
        return false;
    for (size_t i = 0; i < row->n; i++)
        for (size_t c = 0; c < last->count; c++)
            inside += last->columns[c].first == row->slots[i].column;
    if (inside < row->n || 2 * inside < last->count)
        return false;
    wf_rec_explain(r, "%.*s, row %u: goes on with the table before it",
                   WF_STR_ARG(row->grid->name), row->row + 1);
    r->table = *last;
    r->table.grid_index = row->grid_index;
    r->table.header_row = r->table.last_header_row = row->row > 0 ? row->row - 1 : 0;
    if (row->row == 0) /* nothing above it in this grid is a header */
        r->table.header_row = r->table.last_header_row = WF_NO_INDEX;
    return true;
}

/* ---- a text on a line of its own, in a sheet or between tables ---- */

static bool banner_line(wf_recogniser *r, const wf_slot *slot, bool heading)
{
    wf_banner banner;
    if (!wf_banner_parse(r, slot->text, heading, &banner))
        return false;
    if (banner.code.n == 0 && (banner.weight < 100 || !heading) &&
        (banner.title.n == 0 || banner.weight < 100))
        return false;
    if (banner.title.n > 200 && !heading)
        return false;
    wf_priority_open(r, &banner, slot);
    return true;
}

/* "Priority 1: ..." is no label with a value. */
static bool numbered_banner(wf_recogniser *r, const wf_slot *slot)
{
    wf_banner banner;
    if (!wf_banner_parse(r, slot->text, false, &banner) || banner.code.n == 0 ||
        banner.title.n > 300)
        return false;
    wf_priority_open(r, &banner, slot);
    return true;
}

/* The lines under a label: "Present:" and a list; "Context" and a paragraph. */
static bool section_line(wf_recogniser *r, const wf_slot *slot)
{
    if (r->section == WF_SECTION_VALUE) {
        wf_form_set(r, r->open_field, slot->text, slot);
        if (r->open_field != WF_FIELD_PRESENT && r->open_field != WF_FIELD_APOLOGIES)
            r->section = WF_SECTION_NONE;
        return true;
    }
    if (r->section == WF_SECTION_GUIDANCE)
        return true; /* stays unmapped, with its text */
    return false;
}

static bool is_heading_slot(const wf_slot *slot)
{
    if (slot->paragraph != NULL)
        return slot->paragraph->heading_level > 0 || slot->bold;
    return slot->bold || slot->fill != WF_COLOR_NONE || slot->last_column > slot->column;
}

/* One of those present may be called what a label is called: "Head teacher" under
 * "Present:". */
static bool list_line(wf_recogniser *r, const wf_slot *slot)
{
    static const wf_field ends[] = {WF_FIELD_PRESENT,      WF_FIELD_APOLOGIES,
                                    WF_FIELD_CONTEXT,      WF_FIELD_RISK_QUESTION,
                                    WF_FIELD_RISK_RATING,  WF_FIELD_PROMPTS,
                                    WF_FIELD_MEETING_DATE, WF_FIELD_OVERARCHING_KPI};
    wf_pair pair;
    bool list = r->section == WF_SECTION_VALUE && (r->open_field == WF_FIELD_PRESENT ||
                                                   r->open_field == WF_FIELD_APOLOGIES);
    if (!list || is_heading_slot(slot) || wf_str_ends_with(slot->text, WF_STR(":")) ||
        slot->text.n > 120 || wf_pairs_of(r->templates, slot->text, &pair, 1) > 0)
        return false;
    wf_field label = wf_label_of(r->templates, slot->text);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (label == ends[i])
            return false;
    return section_line(r, slot);
}

/* `row`: the row of a grid that holds nothing else; NULL for a paragraph. */
static void lone_text(wf_recogniser *r, const wf_slot *slot, const wf_row *row)
{
    bool title_style = slot->paragraph != NULL && slot->paragraph->title;
    bool heading = is_heading_slot(slot);
    if (title_style && wf_head_line(r, slot, true))
        return;
    if (wf_strand_text(r, slot) || wf_strategic_text(r, slot) || wf_risk_text(r, slot))
        return;
    if (wf_listed_action(r, slot))
        return;
    if (list_line(r, slot) || wf_prompt_text(r, slot) || numbered_banner(r, slot) ||
        (row != NULL ? wf_form_row(r, row) : wf_form_text(r, slot)))
        return;
    if (banner_line(r, slot, heading))
        return;
    if (section_line(r, slot))
        return;
    if (wf_head_line(r, slot, false))
        return;
    if (wf_is_heading(r->templates, slot->text))
        wf_rec_mark(r, slot->entry, WF_ROLE_HEADING);
}

/* ---- rows ---- */

static void read_row(wf_recogniser *r, const wf_row *row)
{
    wf_region table = {.kind = WF_REGION_NONE};
    bool in_header = r->table.kind != WF_REGION_NONE &&
                     row->row <= r->table.last_header_row &&
                     r->table.last_header_row != WF_NO_INDEX;
    if (in_header || row->row < r->taken_to)
        return;
    if (wf_header_read(r, row, &table)) {
        open_table(r, &table);
        return;
    }
    if (wf_support_table(r, row) || wf_strand_row(r, row))
        return;
    if (r->table.kind != WF_REGION_NONE && table_row(r, row))
        return;
    if (r->table.kind == WF_REGION_OUTCOMES || r->gap > 0)
        wf_rec_close_table(r);
    if (wf_strategic_row(r, row))
        return;
    if (r->table.kind == WF_REGION_NONE && wf_turned_table(r, row))
        return;
    if (row->n == 1) {
        lone_text(r, &row->slots[0], row);
        if (r->section != WF_SECTION_NONE)
            wf_rec_close_table(r);
        return;
    }
    if (r->section == WF_SECTION_GUIDANCE || wf_form_row(r, row))
        return;
    if (r->table.kind == WF_REGION_NONE && revive_table(r, row)) {
        table_row(r, row);
        return;
    }
    size_t first = wf_head_line(r, &row->slots[0], false); /* with a key beside it */
    for (size_t i = first; i < row->n; i++)
        if (wf_is_heading(r->templates, row->slots[i].text))
            wf_rec_mark(r, row->slots[i].entry, WF_ROLE_HEADING);
}

/* Rows that no table takes may be merged downwards: what they cover is no gap. */
static uint32_t end_of_row(const wf_recogniser *r, const wf_row *row)
{
    uint32_t end = row->row;
    for (size_t s = 0; s < row->n && row->n > 1 && r->table.kind == WF_REGION_NONE; s++)
        end = row->slots[s].last_row > end ? row->slots[s].last_row : end;
    return end;
}

static void begin_row(wf_recogniser *r, uint32_t number)
{
    bool apart = r->row_before != WF_NO_INDEX && number > r->row_before;
    r->gap = apart ? number - r->row_before - 1 : 0;
}

/* Tables side by side: all rows of one window of columns, then of the next. */
static void read_band(wf_recogniser *r, uint32_t index, const wf_band *band)
{
    wf_row row = {0};
    wf_rec_explain(r, "%.*s, rows %u to %u: %zu tables side by side",
                   WF_STR_ARG(wf_document_grid(r->doc, index)->name), band->first + 1,
                   band->last + 1, band->cut_count + 1);
    for (size_t w = 0; w <= band->cut_count; w++) {
        r->first_column = w == 0 ? 0 : band->cuts[w - 1];
        r->last_column =
            w == band->cut_count ? UINT16_MAX : (uint16_t)(band->cuts[w] - 1);
        r->row_before = WF_NO_INDEX;
        r->taken_to = 0;
        for (uint32_t number = band->first; number <= band->last && !r->failed;
             number++) {
            if (!wf_rec_row(r, index, number, &row))
                continue;
            begin_row(r, number);
            read_row(r, &row);
            r->row_before = end_of_row(r, &row);
        }
        wf_rec_close_table(r);
    }
    r->first_column = 0;
    r->last_column = UINT16_MAX;
    r->row_before = band->last;
}

static bool is_read(const wf_recogniser *r, const wf_grid *grid)
{
    bool body = grid->area == WF_AREA_BODY || grid->area == WF_AREA_TEXT_BOX;
    return !grid->hidden && body &&
           !(grid->kind == WF_GRID_SHEET && wf_is_aside(r->templates, grid->name));
}

static void read_grid(wf_recogniser *r, uint32_t index)
{
    const wf_grid *grid = wf_document_grid(r->doc, index);
    wf_row row = {0};
    wf_band band;
    if (!is_read(r, grid))
        return;
    r->grid_index = index;
    r->taken_to = 0;
    r->priority_in_grid = r->priority_in_grid && grid->kind != WF_GRID_SHEET;
    if (grid->kind == WF_GRID_SHEET || r->section == WF_SECTION_GUIDANCE)
        r->section = WF_SECTION_NONE;
    wf_rec_close_table(r);
    r->row_before = WF_NO_INDEX;
    for (size_t i = 0; i < grid->cell_count && !r->failed;) {
        uint32_t number = grid->cells[i].row;
        if (wf_rec_row(r, index, number, &row)) {
            begin_row(r, number);
            bool open = r->table.kind == WF_REGION_NONE || r->gap > 0;
            if (open && wf_band_at(r, &row, &band)) {
                read_band(r, index, &band);
                number = band.last;
            } else {
                read_row(r, &row);
                r->row_before = end_of_row(r, &row);
            }
        }
        i = wf_grid_row_start(grid, number + 1);
    }
    wf_rec_close_table(r);
    r->grid_index = WF_NO_INDEX;
}

static void read_paragraph(wf_recogniser *r, uint32_t index)
{
    wf_slot slot = wf_rec_paragraph(r, index);
    wf_area area = slot.paragraph->area;
    if (slot.text.n == 0 || (area != WF_AREA_BODY && area != WF_AREA_TEXT_BOX))
        return;
    lone_text(r, &slot, NULL);
}

void wf_rec_walk(wf_recogniser *r)
{
    wf_colour_key_find(r);
    for (size_t b = 0; b < r->block_count && !r->failed; b++) {
        if (r->blocks[b].kind == WF_BLOCK_GRID)
            read_grid(r, r->blocks[b].index);
        else
            read_paragraph(r, r->blocks[b].index);
    }
}
