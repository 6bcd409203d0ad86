/* A document's own key of colours: "Pink = completed; Yellow = started". It is looked for
 * before anything is read, because it may stand below or beside what it explains. */
#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "engine/text/fold.h"
#include "engine/text/rag_colour.h"
#include "engine/text/rag_word.h"

#include <string.h>

enum {
    KEY_TEXT_MAX = 600, /* longer texts are prose */
    KEY_ROWS = 8,       /* samples one under another, below the word "Key" */
    LIGHT_FROM = 115,   /* half of the largest and smallest part, of 255 */
    GREY = -1
};

typedef enum shade {
    SHADE_ANY,
    SHADE_LIGHT,
    SHADE_DARK
} shade;

/* The names of colours, with the hues that they cover and the one that they mean most. */
static const struct colour_word {
    wf_str word;
    int from, to, centre; /* degrees; to < from: over 0 */
    shade shade;
} colour_words[] = {
    {WF_STR_INIT("red"), 340, 14, 0, SHADE_ANY},
    {WF_STR_INIT("orange"), 14, 45, 30, SHADE_ANY},
    {WF_STR_INIT("amber"), 14, 68, 42, SHADE_ANY},
    {WF_STR_INIT("gold"), 35, 60, 50, SHADE_ANY},
    {WF_STR_INIT("yellow"), 40, 68, 60, SHADE_ANY},
    {WF_STR_INIT("green"), 68, 170, 120, SHADE_ANY},
    {WF_STR_INIT("turquoise"), 160, 200, 180, SHADE_ANY},
    {WF_STR_INIT("blue"), 170, 255, 210, SHADE_ANY},
    {WF_STR_INIT("purple"), 255, 320, 285, SHADE_ANY},
    {WF_STR_INIT("violet"), 255, 320, 285, SHADE_ANY},
    {WF_STR_INIT("lilac"), 255, 320, 285, SHADE_ANY},
    {WF_STR_INIT("pink"), 290, 340, 325, SHADE_ANY},
    {WF_STR_INIT("pink"), 330, 360, 350, SHADE_LIGHT},
    {WF_STR_INIT("grey"), GREY, GREY, GREY, SHADE_ANY},
    {WF_STR_INIT("gray"), GREY, GREY, GREY, SHADE_ANY},
};

/* "R = not started": only in a text that says that it is a key. */
static const struct colour_letter {
    char letter;
    wf_str word;
} colour_letters[] = {
    {'R', WF_STR_INIT("red")},    {'A', WF_STR_INIT("amber")},
    {'Y', WF_STR_INIT("yellow")}, {'G', WF_STR_INIT("green")},
    {'B', WF_STR_INIT("blue")},   {'P', WF_STR_INIT("purple")},
};

typedef struct meaning {
    wf_progress_word progress;
    wf_action_status status;
} meaning;

/* One entry of a key as it stands in a text. */
typedef struct said {
    wf_str word;
    shade shade;
    meaning means;
    bool equals; /* parted by "=", which nothing but a key does */
} said;

/* ---- what a phrase means ---- */

/* The first words of a phrase that say a state: "complete and signed off by governors".
 */
static bool read_meaning(wf_str text, meaning *out)
{
    size_t ends[5], n = 0;
    text = wf_str_trim(text);
    for (size_t i = 0; i < text.n && n < 5; i++)
        if (text.p[i] == ' ')
            ends[n++] = i;
    if (n < 5)
        ends[n++] = text.n;
    while (n-- > 0) {
        wf_rag_word word;
        if (!wf_rag_word_read(wf_str_sub(text, 0, ends[n]), false, &word) ||
            word.rag != WF_RAG_NONE || word.progress == WF_PROGRESS_NONE)
            continue;
        wf_str rest = wf_str_trim(wf_str_sub(text, ends[n], SIZE_MAX));
        *out = (meaning){.progress = word.progress, .status = word.status};
        if (wf_str_starts_with(rest, WF_STR("but ")))
            out->progress = WF_PROGRESS_AT_RISK; /* complete but continuing */
        if (wf_str_starts_with(rest, WF_STR("but ")) ||
            wf_str_find(text, WF_STR(" or "), 0) != SIZE_MAX ||
            wf_str_find(text, WF_STR("/"), 0) != SIZE_MAX)
            out->status = WF_STATUS_NONE; /* one of two: the colour says no more */
        return true;
    }
    return false;
}

/* ---- entries in a text ---- */

/* A colour's name at a place of a folded text: its bytes, 0 for none. */
static size_t colour_at(wf_str s, size_t i, bool letters, said *out)
{
    static const struct {
        wf_str word;
        shade shade;
    } shades[] = {{WF_STR_INIT("light "), SHADE_LIGHT},
                  {WF_STR_INIT("pale "), SHADE_LIGHT},
                  {WF_STR_INIT("dark "), SHADE_DARK}};
    /* of all names, letters and shades */
    static const char first_letters[] = {'r', 'o', 'a', 'g', 'y', 't',
                                         'b', 'p', 'v', 'l', 'd'};
    size_t from = i;
    out->shade = SHADE_ANY;
    if (memchr(first_letters, s.p[i], sizeof first_letters) == NULL)
        return 0;
    for (size_t k = 0; k < sizeof shades / sizeof shades[0]; k++)
        if (wf_str_starts_with(wf_str_sub(s, i, SIZE_MAX), shades[k].word)) {
            out->shade = shades[k].shade;
            i += shades[k].word.n;
            break;
        }
    for (size_t k = 0; k < sizeof colour_words / sizeof colour_words[0]; k++)
        if (wf_word_at(s, i, colour_words[k].word)) {
            out->word = colour_words[k].word;
            return i + colour_words[k].word.n - from;
        }
    for (size_t k = 0; letters && k < sizeof colour_letters / sizeof colour_letters[0];
         k++) {
        char small[1] = {(char)(colour_letters[k].letter | 32)};
        if (out->shade == SHADE_ANY && wf_word_at(s, i, (wf_str){small, 1})) {
            out->word = colour_letters[k].word;
            return 1;
        }
    }
    return 0;
}

static size_t past_spaces(wf_str s, size_t i)
{
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
        i++;
    return i;
}

/* Between a colour and its meaning. Returns the bytes of it, 0 for none. */
static size_t separator_at(wf_str s, size_t i, bool *equals_out)
{
    static const wf_str signs[] = {WF_STR_INIT("="),
                                   WF_STR_INIT(":"),
                                   WF_STR_INIT("-"),
                                   WF_STR_INIT("is "),
                                   WF_STR_INIT("means "),
                                   WF_STR_INIT("\xE2\x80\x93"),
                                   WF_STR_INIT("\xE2\x80\x94"),
                                   WF_STR_INIT("\xE2\x86\x92"),
                                   WF_STR_INIT("(")};
    size_t from = i;
    i = past_spaces(s, i);
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (wf_str_starts_with(wf_str_sub(s, i, SIZE_MAX), signs[k])) {
            *equals_out = k == 0;
            return i + signs[k].n - from;
        }
    return 0;
}

static size_t end_of_phrase(wf_str s, size_t i)
{
    while (i < s.n && s.p[i] != ';' && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '|' &&
           s.p[i] != ')' && s.p[i] != '.')
        i++;
    return i;
}

/* "Completed = pink", "on track (green)": the phrase before the colour, since the last
 * mark that parts phrases. */
static bool meaning_before(wf_str s, size_t from, size_t at, said *out)
{
    size_t end = at;
    while (end > from && s.p[end - 1] == ' ')
        end--;
    if (end == from || (s.p[end - 1] != '=' && s.p[end - 1] != '('))
        return false;
    out->equals = s.p[--end] == '=';
    return read_meaning(wf_str_sub(s, from, end - from), &out->means);
}

/* All entries of a text; returns how many. */
static size_t read_entries(wf_str text, bool letters, said *out, size_t most)
{
    char buffer[KEY_TEXT_MAX + 16];
    size_t n = 0, phrase = 0;
    wf_str s = wf_fold_into(text, buffer, sizeof buffer, NULL);
    for (size_t i = 0; i < s.n && n < most;) {
        bool start = i == 0 || !wf_is_letter(s.p[i - 1]);
        said *entry = &out[n];
        size_t bytes = start ? colour_at(s, i, letters, entry) : 0;
        if (bytes == 0) {
            char c = s.p[i++];
            phrase = c == ';' || c == ',' || c == '\n' || c == ')' || c == '|' || c == ':'
                         ? i
                         : phrase;
            continue;
        }
        entry->equals = false;
        size_t gap = separator_at(s, i + bytes, &entry->equals);
        size_t from = i + bytes + gap, end = end_of_phrase(s, from);
        if (gap > 0 && read_meaning(wf_str_sub(s, from, end - from), &entry->means)) {
            n++;
            i = phrase = end;
            continue;
        }
        n += meaning_before(s, phrase, i, entry);
        i += bytes;
    }
    return n;
}

/* ---- the key ---- */

static void add_entry(wf_recogniser *r, wf_key_colour entry)
{
    wf_key_colour *grown =
        wf_arena_push_room(r->scratch, r->key, r->key_count, &r->key_cap, sizeof *grown);
    if (grown == NULL) {
        r->failed = true;
        return;
    }
    r->key = grown;
    grown[r->key_count++] = entry;
}

static const char *progress_name(wf_progress_word progress)
{
    static const char *const names[] = {"nothing",     "not started", "off track",
                                        "in progress", "on track",    "complete",
                                        "embedded",    "deferred"};
    return names[progress];
}

static void add_said(wf_recogniser *r, const said *s)
{
    for (size_t k = 0; k < sizeof colour_words / sizeof colour_words[0]; k++)
        if (wf_str_eq(colour_words[k].word, s->word))
            add_entry(r, (wf_key_colour){.rgb = WF_COLOR_NONE,
                                         .word = (uint8_t)k,
                                         .shade = (uint8_t)s->shade,
                                         .progress = (uint8_t)s->means.progress,
                                         .status = s->means.status});
    wf_rec_explain(r, "colour key: %.*s means %s", WF_STR_ARG(s->word),
                   progress_name(s->means.progress));
}

static void add_sample(wf_recogniser *r, uint32_t rgb, const meaning *means)
{
    add_entry(r, (wf_key_colour){.rgb = rgb,
                                 .progress = (uint8_t)means->progress,
                                 .status = means->status});
    wf_rec_explain(r, "colour key: the fill %06X means %s", (unsigned)rgb,
                   progress_name(means->progress));
}

/* Where the words "RAG key:" end that a text begins with; 0 where it does not. */
static size_t key_words(const wf_recogniser *r, wf_str text)
{
    for (size_t i = 0; i <= text.n && i <= 40; i++) {
        bool ends = i == text.n || text.p[i] == ':' || text.p[i] == '\n' ||
                    text.p[i] == '-' || text.p[i] == '(' ||
                    (unsigned char)text.p[i] == 0xE2;
        if (ends && i > 0 && wf_is_colour_key(r->templates, wf_str_sub(text, 0, i)))
            return i;
    }
    return 0;
}

/* Could a text that does not say that it is a key be one? It then has two "=", or three
 * of what parts a colour from its meaning; a byte that is not ASCII counts as one. */
static bool may_be_key(wf_str text)
{
    size_t equals = 0, parts = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        equals += c == '=';
        parts += c == '=' || c == ':' || c == '-' || c == '(' || (unsigned char)c >= 0x80;
        if ((c == 's' || c == 'S') && i + 1 < text.n && !wf_is_letter(text.p[i + 1]))
            parts++; /* "is", "means" */
    }
    return equals >= 2 || parts >= 3;
}

/* A text that holds a key: it says so, or it says of several colours what they equal. */
static size_t take_text(wf_recogniser *r, wf_str text, bool after_key)
{
    said entries[12];
    if (text.n < 3 || text.n > KEY_TEXT_MAX)
        return 0;
    size_t words = key_words(r, text);
    bool is_key = after_key || words > 0;
    if (!is_key && !may_be_key(text))
        return 0;
    size_t n = read_entries(wf_str_sub(text, words, SIZE_MAX), is_key, entries,
                            sizeof entries / sizeof entries[0]);
    size_t colours = 0, equals = 0;
    for (size_t i = 0; i < n; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again |= wf_str_eq(entries[i].word, entries[j].word);
        colours += !again;
        equals += !again && entries[i].equals;
    }
    bool lone = words > 0 && n == 1 && !entries[0].equals && !after_key &&
                wf_str_find(wf_str_sub(text, 0, words), WF_STR("ey"), 0) == SIZE_MAX;
    if (lone || (!is_key && equals < 2 && colours < 3))
        return 0; /* "RAG: Amber - started" is a rating */
    for (size_t i = 0; i < n; i++)
        add_said(r, &entries[i]);
    return n;
}

/* Is there nothing to see in the cell? */
static bool is_void(const wf_slot *slot)
{
    return slot->text.n == 0 && slot->fill == WF_COLOR_NONE;
}

/* The cell to the right, or the one after an empty one. */
static bool next_to(wf_recogniser *r, uint32_t grid, uint32_t row, uint16_t column,
                    wf_slot *out)
{
    for (uint32_t c = column + 1u; c <= column + 2u && c < UINT16_MAX; c++)
        if (wf_rec_cell(r, grid, row, (uint16_t)c, out) && !is_void(out))
            return out->row == row;
    return false;
}

/* A cell of a key: a colour with what it means in it or beside it. Returns how many
 * columns it took, 0 where it is none. */
static uint16_t take_cell(wf_recogniser *r, uint32_t grid, uint32_t row, uint16_t column)
{
    wf_slot slot, next;
    meaning means;
    if (!wf_rec_cell(r, grid, row, column, &slot) || slot.row != row)
        return 0;
    uint16_t width = (uint16_t)(slot.last_column - column + 1);
    if (slot.text.n > 0 && take_text(r, slot.text, true) > 0)
        return width;
    bool filled = slot.fill != WF_COLOR_NONE;
    bool says = slot.text.n > 0 && slot.text.n < 80 && read_meaning(slot.text, &means);
    if (says && filled) {
        add_sample(r, slot.fill, &means);
        return width;
    }
    if (!next_to(r, grid, row, (uint16_t)(slot.last_column), &next) || next.text.n > 80)
        return 0;
    said named;
    char buffer[64];
    wf_str folded =
        wf_fold_into(wf_str_sub(slot.text, 0, 40), buffer, sizeof buffer, NULL);
    bool names = folded.n > 0 && colour_at(folded, 0, true, &named) == folded.n;
    width = (uint16_t)(next.last_column - column + 1);
    if ((filled || names) && (names || slot.text.n == 0) &&
        read_meaning(next.text, &named.means)) {
        if (filled)
            add_sample(r, slot.fill, &named.means);
        if (names)
            add_said(r, &named);
        return width;
    }
    if (says && next.fill != WF_COLOR_NONE && next.text.n <= 12) {
        add_sample(r, next.fill, &means);
        return width;
    }
    return 0;
}

/* Is the row the header of a table, in which "Key" is a column? */
static bool heads_table(const wf_recogniser *r, const wf_row *row)
{
    size_t known = 0;
    for (size_t i = 0; i < row->n; i++) {
        char bytes[WF_LABEL_MAX];
        wf_str text = row->slots[i].text;
        wf_str key = {.p = bytes, .n = text.n <= 60 ? wf_label_key(text, bytes) : 0};
        known += !wf_is_colour_key(r->templates, text) &&
                 wf_templates_find(r->templates, WF_SCOPE_COLUMN, key) != NULL;
    }
    return known >= 2;
}

/* A sample in the row, in one of three columns from the given one. *empty_out: there is
 * nothing at all in them. */
static uint16_t take_near(wf_recogniser *r, uint32_t grid, uint32_t row, uint32_t column,
                          bool *empty_out)
{
    *empty_out = true;
    for (uint32_t c = column; c < column + 3 && c < UINT16_MAX; c++) {
        wf_slot slot;
        uint16_t took = take_cell(r, grid, row, (uint16_t)c);
        if (took > 0)
            return (uint16_t)(c - column + took);
        if (wf_rec_cell(r, grid, row, (uint16_t)c, &slot) && slot.row == row)
            *empty_out &= is_void(&slot);
    }
    return 0;
}

/* Samples to the right of the word "Key", and below it, with an empty row between them at
 * most. */
static void take_around(wf_recogniser *r, const wf_row *row, const wf_slot *label)
{
    uint32_t grid = row->grid_index;
    bool empty;
    for (uint32_t c = label->last_column + 1u; c < UINT16_MAX;) {
        uint16_t took = take_near(r, grid, row->row, c, &empty);
        if (took == 0)
            break;
        c += took;
    }
    uint32_t empties = 0;
    for (uint32_t n = 1; n <= KEY_ROWS + 4 && empties < 2; n++) {
        if (take_near(r, grid, label->last_row + n, label->column, &empty) > 0)
            empties = 0;
        else if (empty)
            empties++;
        else
            return;
    }
}

static bool is_key_label(const wf_recogniser *r, wf_str text)
{
    size_t words = key_words(r, text);
    return words > 0 && words + 2 >= text.n;
}

static bool is_grid_read(const wf_recogniser *r, const wf_grid *grid)
{
    return !grid->hidden && !wf_is_aside(r->templates, grid->name);
}

static void search_grid(wf_recogniser *r, uint32_t index)
{
    const wf_grid *grid = wf_document_grid(r->doc, index);
    wf_row row = {0};
    if (!is_grid_read(r, grid))
        return;
    for (size_t i = 0; i < grid->cell_count && !r->failed;) {
        uint32_t number = grid->cells[i].row;
        bool any = wf_rec_row(r, index, number, &row);
        for (size_t s = 0; any && s < row.n; s++) {
            const wf_slot *slot = &row.slots[s];
            if (take_text(r, slot->text, false) == 0 && is_key_label(r, slot->text) &&
                !heads_table(r, &row))
                take_around(r, &row, slot);
        }
        i = wf_grid_row_start(grid, number + 1);
    }
}

void wf_colour_key_find(wf_recogniser *r)
{
    bool after_key = false;
    for (size_t b = 0; b < r->block_count && !r->failed; b++) {
        if (r->blocks[b].kind == WF_BLOCK_GRID) {
            bool empty;
            for (uint32_t row = 0; after_key && row < KEY_ROWS; row++)
                after_key = take_near(r, r->blocks[b].index, row, 0, &empty) > 0;
            search_grid(r, r->blocks[b].index);
            after_key = false;
            continue;
        }
        wf_slot slot = wf_rec_paragraph(r, r->blocks[b].index);
        size_t found = take_text(r, slot.text, after_key);
        after_key = found > 0 ? after_key : is_key_label(r, slot.text);
    }
}

/* ---- what a colour means by the key ---- */

static bool in_range(int hue, const struct colour_word *word)
{
    if (word->from == GREY || hue == GREY)
        return word->from == hue;
    return word->from <= word->to ? hue >= word->from && hue < word->to
                                  : hue >= word->from || hue < word->to;
}

static int distance(int a, int b)
{
    int d = a > b ? a - b : b - a;
    return d > 180 ? 360 - d : d;
}

static bool has_shade(uint32_t rgb, shade wanted)
{
    int parts[3] = {(int)(rgb >> 16 & 0xFF), (int)(rgb >> 8 & 0xFF), (int)(rgb & 0xFF)};
    int least = 255, most = 0;
    for (int i = 0; i < 3; i++) {
        least = parts[i] < least ? parts[i] : least;
        most = parts[i] > most ? parts[i] : most;
    }
    bool light = (least + most) / 2 >= LIGHT_FROM;
    return wanted == SHADE_ANY || light == (wanted == SHADE_LIGHT);
}

static const wf_key_colour *find_colour(const wf_recogniser *r, uint32_t rgb)
{
    const wf_key_colour *best = NULL;
    int nearest = 1000, hue = wf_colour_hue(rgb);
    for (size_t i = 0; i < r->key_count; i++)
        if (r->key[i].rgb == rgb)
            return &r->key[i];
    for (size_t i = 0; i < r->key_count; i++) {
        const wf_key_colour *k = &r->key[i];
        const struct colour_word *word = &colour_words[k->word];
        if (k->rgb != WF_COLOR_NONE || !in_range(hue, word) ||
            !has_shade(rgb, word->shade) || !has_shade(rgb, (shade)k->shade))
            continue;
        int away = distance(hue, word->centre) - (k->shade != SHADE_ANY ? 60 : 0);
        if (away < nearest) {
            nearest = away;
            best = k;
        }
    }
    return best;
}

/* A colour that schools use for a meaning stays what it shows; another one becomes the
 * colour that has the meaning in a plan. */
static const struct rag_rule {
    wf_progress_word progress;
    wf_rag stays, stays_too, becomes;
} rag_rules[] = {
    {WF_PROGRESS_NOT_STARTED, WF_RAG_RED, WF_RAG_RED, WF_RAG_NONE},
    {WF_PROGRESS_OFF_TRACK, WF_RAG_RED, WF_RAG_RED, WF_RAG_RED},
    {WF_PROGRESS_AT_RISK, WF_RAG_AMBER, WF_RAG_AMBER, WF_RAG_AMBER},
    {WF_PROGRESS_ON_TRACK, WF_RAG_GREEN, WF_RAG_GREEN, WF_RAG_GREEN},
    {WF_PROGRESS_COMPLETE, WF_RAG_BLUE, WF_RAG_GREEN, WF_RAG_BLUE},
    {WF_PROGRESS_EMBEDDED, WF_RAG_BLUE, WF_RAG_GREEN, WF_RAG_BLUE},
    {WF_PROGRESS_DEFERRED, WF_RAG_NONE, WF_RAG_NONE, WF_RAG_NONE},
};

/* The state that the rating alone does not say: "green = complete", "blue = deferred". */
static wf_action_status state_beyond(const wf_key_colour *k, wf_rag rag)
{
    bool complete =
        k->progress == WF_PROGRESS_COMPLETE || k->progress == WF_PROGRESS_EMBEDDED;
    bool in_words = k->status == WF_STATUS_NOT_STARTED ||
                    k->status == WF_STATUS_DEFERRED || k->status == WF_STATUS_CANCELLED;
    return in_words || (complete && rag != WF_RAG_BLUE) ? k->status : WF_STATUS_NONE;
}

wf_fill_meaning wf_fill_read(const wf_recogniser *r, uint32_t rgb)
{
    wf_fill_meaning out = {.rag = WF_RAG_NONE, .status = WF_STATUS_NONE};
    if (rgb == WF_COLOR_NONE)
        return out;
    out.rag = wf_rag_from_colour(rgb).rag;
    const wf_key_colour *k = r->key_count > 0 ? find_colour(r, rgb) : NULL;
    for (size_t i = 0; k != NULL && i < sizeof rag_rules / sizeof rag_rules[0]; i++)
        if ((int)rag_rules[i].progress == (int)k->progress) {
            bool stays = out.rag != WF_RAG_NONE && (out.rag == rag_rules[i].stays ||
                                                    out.rag == rag_rules[i].stays_too);
            out.rag = stays ? out.rag : rag_rules[i].becomes;
            out.status = state_beyond(k, out.rag);
        }
    return out;
}
