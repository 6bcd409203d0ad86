#include "engine/base/utf8.h"
#include "engine/recognise/recogniser.h"

/* ---- "(contd)" ---- */

static const char continued_curly[] =
    "cont\xE2\x80\x99\x64"; /* cont'd with a curly mark */
static const char *const continued_words[] = {"continued", "contd", "cont'd",
                                              continued_curly, "cont"};

static size_t trim_marks(wf_str s)
{
    size_t n = s.n;
    while (n > 0) {
        size_t from = n - 1;
        while (from > 0 && ((unsigned char)s.p[from] & 0xC0) == 0x80)
            from--;
        size_t i = from;
        uint32_t c = wf_utf8_next(s, &i);
        bool mark = c == ' ' || c == '\t' || c == '\n' || c == '.' || c == '(' ||
                    c == ')' || c == '-' || c == ',' || c == 0x2013 || c == 0x2014 ||
                    c == 0xA0;
        if (!mark)
            break;
        n = from;
    }
    return n;
}

wf_str wf_strip_continued(wf_str text, bool *continued_out)
{
    *continued_out = false;
    size_t end = trim_marks(text);
    for (size_t w = 0; w < sizeof continued_words / sizeof continued_words[0]; w++) {
        wf_str word = wf_str_from(continued_words[w]);
        if (end < word.n ||
            !wf_str_eq_nocase(wf_str_sub(text, end - word.n, word.n), word))
            continue;
        size_t before = end - word.n;
        if (before > 0 && text.p[before - 1] != ' ' && text.p[before - 1] != '(' &&
            text.p[before - 1] != '-')
            continue;
        *continued_out = true;
        return wf_str_sub(text, 0, trim_marks(wf_str_sub(text, 0, before)));
    }
    return text;
}

/* ---- the word, the code, the title ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Is the code point at `i` a separator? Returns its length, 0 where it is none. */
static size_t separator_at(wf_str s, size_t i)
{
    if (i >= s.n)
        return 0;
    size_t j = i;
    uint32_t c = wf_utf8_next(s, &j);
    bool yes = c == ':' || c == '.' || c == ')' || c == '-' || c == 0x2013 ||
               c == 0x2014 || c == 0x2012 || c == '|' || c == '=' || c == '\n' ||
               c == '\t';
    return yes ? j - i : 0;
}

static size_t skip_spaces(wf_str s, size_t i)
{
    while (i < s.n) {
        if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n')
            i++;
        else if (wf_str_starts_with(wf_str_sub(s, i, 2), WF_STR("\xC2\xA0")))
            i += 2; /* no-break space */
        else
            break;
    }
    return i;
}

/* "1", "2.3", "1a", "A", "IV": its length, 0 where there is none. A letter counts only
 * where the text ends or a separator follows. */
static size_t code_length(wf_str s, bool digits_only)
{
    size_t n = 0;
    while (n < s.n && n < 12 &&
           (is_digit(s.p[n]) ||
            (n > 0 && s.p[n] == '.' && n + 1 < s.n && is_digit(s.p[n + 1]))))
        n++;
    if (n > 0) {
        if (n < s.n && is_letter(s.p[n]) && (n + 1 >= s.n || !is_letter(s.p[n + 1])) &&
            s.p[n] >= 'a')
            n++;
        return n < s.n && (is_letter(s.p[n]) || s.p[n] == '%') ? 0 : n;
    }
    if (digits_only || s.n == 0 || s.p[0] < 'A' || s.p[0] > 'Z')
        return 0;
    while (n < s.n && n < 4 && (s.p[n] == 'I' || s.p[n] == 'V' || s.p[n] == 'X'))
        n++;
    if (n == 0)
        n = 1;
    return n == s.n || separator_at(s, n) > 0 ? n : 0;
}

/* Move past separators and spaces; *seen_out tells whether there was a separator. */
static size_t skip_separators(wf_str s, size_t i, bool *seen_out)
{
    *seen_out = false;
    for (;;) {
        i = skip_spaces(s, i);
        size_t n = separator_at(s, i);
        if (n == 0)
            return i;
        *seen_out = true;
        i += n;
    }
}

/* The longest run of up to four words at the start that is a banner word. Returns its
 * length in bytes, 0 where there is none. */
static size_t banner_word(const wf_recogniser *r, wf_str s, int *weight_out)
{
    size_t found = 0, i = 0;
    for (int words = 0; words < 5 && i < s.n && i < 48; words++) {
        while (i < s.n &&
               (is_letter(s.p[i]) || s.p[i] == '\'' || (unsigned char)s.p[i] >= 0x80) &&
               separator_at(s, i) == 0)
            i++;
        char bytes[WF_LABEL_MAX];
        wf_str key = {.p = bytes, .n = wf_label_key(wf_str_sub(s, 0, i), bytes)};
        const wf_synonym *match = wf_templates_find(r->templates, WF_SCOPE_BANNER, key);
        size_t after = skip_spaces(s, i);
        if (match == NULL && key.n >= 6 && after < s.n && is_digit(s.p[after])) {
            double similarity; /* scanning noise: "FRIORITI 4." */
            match = wf_templates_find_similar(r->templates, WF_SCOPE_BANNER, key,
                                              &similarity);
        }
        if (match != NULL) {
            found = i;
            *weight_out = match->weight;
        }
        if (i == after)
            break;
        i = after;
    }
    return found;
}

static size_t skip_number_word(wf_str s, size_t i)
{
    static const char *const words[] = {"number", "no.", "no", "#"};
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        wf_str word = wf_str_from(words[w]);
        size_t after = i + word.n;
        if (after < s.n && wf_str_eq_nocase(wf_str_sub(s, i, word.n), word) &&
            !is_letter(s.p[after]))
            return skip_spaces(s, after);
    }
    return i;
}

bool wf_banner_parse(const wf_recogniser *r, wf_str text, bool loose, wf_banner *out)
{
    *out = (wf_banner){.code = WF_STR_EMPTY, .title = WF_STR_EMPTY, .weight = 100};
    text = wf_strip_continued(wf_str_trim(text), &out->continued);
    if (text.n == 0 || text.n > 600)
        return false;
    size_t i = banner_word(r, text, &out->weight);
    out->has_word = i > 0;
    if (i == 0 && !loose)
        return false;
    bool separated = false;
    i = skip_number_word(text, skip_spaces(text, i));
    size_t n = code_length(wf_str_sub(text, i, SIZE_MAX), i == 0);
    if (n == 0 && out->has_word) { /* "Priority - 1" is rare, "Priority: T" is not */
        size_t j = skip_separators(text, i, &separated);
        if (!separated && j < text.n)
            return false;
        out->title = wf_str_trim(wf_str_sub(text, j, SIZE_MAX));
        return true;
    }
    if (n == 0)
        return false;
    out->code = wf_str_sub(text, i, n);
    size_t j = skip_separators(text, i + n, &separated);
    out->title = wf_str_trim(wf_str_sub(text, j, SIZE_MAX));
    if (out->has_word)
        return true;
    /* without a word, a number must stand apart and a title must follow: "1. T", "2.3 T"
     */
    return out->title.n > 0 && j > i + n && !is_digit(out->title.p[0]);
}

/* ---- priorities ---- */

/* A title however it is spelt; a long one as it is. */
static uint64_t title_hash(wf_str title)
{
    char bytes[WF_LABEL_MAX];
    size_t n = wf_label_key(title, bytes);
    return wf_key_hash(n > 0 ? (wf_str){.p = bytes, .n = n} : title, WF_STR_EMPTY);
}

/* How far back priorities of one title or code are looked at: real plans have one or two.
 */
enum {
    MOST_ALIKE = 16
};

static int32_t find_by_title(const wf_recogniser *r, const wf_banner *banner)
{
    int32_t i =
        banner->title.n == 0 ? -1 : wf_key_find(&r->by_title, title_hash(banner->title));
    for (int steps = 0; i >= 0 && steps < MOST_ALIKE; steps++) {
        const wf_priority *p = &r->priorities[i].p;
        if (p->code.n == 0 || banner->code.n == 0 ||
            wf_str_eq_nocase(p->code, banner->code))
            return i;
        i = r->priorities[i].same_title;
    }
    return -1;
}

static int32_t find_by_code(const wf_recogniser *r, const wf_banner *banner)
{
    int32_t i = banner->code.n == 0
                    ? -1
                    : wf_key_find(&r->by_code, wf_key_hash(banner->code, WF_STR_EMPTY));
    for (int steps = 0; i >= 0 && steps < MOST_ALIKE; steps++) {
        if (banner->title.n == 0 || r->priorities[i].p.title.n == 0 || banner->continued)
            return i;
        i = r->priorities[i].same_code;
    }
    return -1;
}

static int32_t find_priority(const wf_recogniser *r, const wf_banner *banner)
{
    int32_t found = find_by_title(r, banner);
    return found >= 0 ? found : find_by_code(r, banner);
}

/* Enter a priority's title or code once it has one. */
static void index_priority(wf_recogniser *r, wf_key_index *index, uint64_t hash,
                           int32_t number, int32_t *before)
{
    *before = wf_key_find(index, hash);
    if (wf_key_put(index, r->scratch, hash, number) != WF_OK)
        r->failed = true;
}

static int32_t add_priority(wf_recogniser *r)
{
    wf_priority_build *list =
        wf_rec_grow(r, r->priorities, r->priority_count, sizeof *r->priorities);
    if (list == NULL)
        return -1;
    r->priorities = list;
    list[r->priority_count] = (wf_priority_build){
        .p = {.code = WF_STR_EMPTY, .title = WF_STR_EMPTY, .at = WF_STR_EMPTY},
        .entry = WF_NO_INDEX};
    return (int32_t)r->priority_count++;
}

void wf_priority_open(wf_recogniser *r, const wf_banner *banner, const wf_slot *slot)
{
    int32_t index = find_priority(r, banner);
    bool is_new = index < 0;
    if (is_new)
        index = add_priority(r);
    if (index < 0)
        return;
    wf_priority_build *b = &r->priorities[index];
    if (b->p.title.n == 0 && banner->title.n > 0) {
        b->p.title = banner->title;
        index_priority(r, &r->by_title, title_hash(b->p.title), index, &b->same_title);
    }
    if (b->p.code.n == 0 && banner->code.n > 0) {
        b->p.code = banner->code;
        index_priority(r, &r->by_code, wf_key_hash(b->p.code, WF_STR_EMPTY), index,
                       &b->same_code);
    }
    b->is_numbered |= banner->code.n > 0;
    if (slot->entry != WF_NO_INDEX &&
        (is_new || b->entry == WF_NO_INDEX || !b->has_content)) {
        b->p.at = r->plan->ledger.entries[slot->entry].at;
        b->entry = slot->entry;
    }
    if (banner->title.n > 0)
        wf_rec_field(r, slot->entry, index, -1, "title");
    if (banner->title.n > 0 && banner->has_word && banner->title.n < slot->text.n)
        wf_rec_reworded(r, slot->entry);
    if (banner->title.n == 0)
        wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
    if (index != r->priority || is_new)
        r->action = -1;
    r->priority = index;
    r->priority_by_column = false;
    r->priority_in_grid = true;
    r->section = WF_SECTION_NONE;
}

/* The name without the number that a second sheet of that name gets: "Plan (2)". */
static wf_str without_copy(wf_str name)
{
    size_t n = name.n;
    if (n < 4 || name.p[n - 1] != ')')
        return name;
    for (n--; n > 0 && name.p[n - 1] >= '0' && name.p[n - 1] <= '9'; n--)
        ;
    bool copy = n + 1 < name.n && n > 1 && name.p[n - 1] == '(';
    return copy ? wf_str_trim(wf_str_sub(name, 0, n - 1)) : name;
}

/* "2. Mathematics", "Priority 1", but not "Sheet1" or "Plan". */
static bool sheet_names_priority(wf_recogniser *r, wf_banner *out)
{
    if (r->grid_index == WF_NO_INDEX)
        return false;
    const wf_grid *grid = wf_document_grid(r->doc, r->grid_index);
    return grid->kind == WF_GRID_SHEET &&
           wf_banner_parse(r, wf_rec_copy(r, without_copy(grid->name)), true, out) &&
           (out->code.n > 0 || out->title.n > 0);
}

int32_t wf_priority_need(wf_recogniser *r)
{
    wf_banner banner;
    wf_slot nowhere = {.entry = WF_NO_INDEX, .text = WF_STR_EMPTY};
    if (!r->priority_in_grid && sheet_names_priority(r, &banner)) {
        wf_priority_open(r, &banner, &nowhere);
    } else if (r->priority < 0) {
        banner = (wf_banner){.code = WF_STR_EMPTY, .title = WF_STR_EMPTY};
        r->priority = add_priority(r);
    }
    if (r->priority < 0)
        return -1;
    wf_priority_build *b = &r->priorities[r->priority];
    r->priority_in_grid = true;
    b->has_content = true;
    if (b->p.title.n == 0 && b->p.code.n > 0 &&
        wf_arena_printf(r->arena, &b->p.title, "Priority %.*s", WF_STR_ARG(b->p.code)) !=
            WF_OK)
        r->failed = true;
    return r->priority;
}
