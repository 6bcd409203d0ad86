#include "engine/recognise/templates.h"
#include <string.h>

static const char *const field_names[WF_FIELDS] = {
#define WF_FIELD_NAME(id, name) [id] = name,
    WF_FIELD_LIST(WF_FIELD_NAME)
#undef WF_FIELD_NAME
};

static const struct {
    const char *word;
    wf_scope scope;
    bool has_field;
} directives[] = {
    {"column", WF_SCOPE_COLUMN, true},
    {"label", WF_SCOPE_LABEL, true},
    {"row", WF_SCOPE_ROW, true},
    {"heading", WF_SCOPE_HEADING, false},
    {"banner", WF_SCOPE_BANNER, false},
    {"total", WF_SCOPE_TOTAL, false},
    {"milestone", WF_SCOPE_MILESTONE, true},
    {"aside", WF_SCOPE_ASIDE, false},
    {"colour-key", WF_SCOPE_COLOUR_KEY, false},
};

const char *wf_field_name(wf_field field)
{
    return field < WF_FIELDS ? field_names[field] : field_names[WF_FIELD_NONE];
}

static wf_field field_from_name(wf_str name)
{
    for (int i = 1; i < WF_FIELDS; i++)
        if (wf_str_eq_nocase(name, wf_str_from(field_names[i])))
            return (wf_field)i;
    return WF_FIELD_NONE;
}

/* ---- the table of synonyms ---- */

static size_t hash_key(wf_scope scope, wf_str key)
{
    uint64_t h = 1469598103934665603u ^ (uint64_t)scope; /* FNV-1a */
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
    return (size_t)(h ^ (h >> 29));
}

static size_t find_slot(const wf_templates *t, wf_scope scope, wf_str key)
{
    size_t at = hash_key(scope, key) & (t->slot_count - 1);
    while (t->slots[at] != NULL &&
           (t->slots[at]->scope != scope || !wf_str_eq(t->slots[at]->key, key)))
        at = (at + 1) & (t->slot_count - 1);
    return at;
}

const wf_synonym *wf_templates_find(const wf_templates *templates, wf_scope scope,
                                    wf_str key)
{
    if (key.n == 0)
        return NULL;
    return templates->slots[find_slot(templates, scope, key)];
}

static wf_status grow_slots(wf_templates *t)
{
    if (t->slot_count > 2 * t->used)
        return WF_OK;
    const wf_synonym **old = t->slots;
    size_t old_count = t->slot_count;
    size_t count = old_count == 0 ? 4096 : 2 * old_count;
    const wf_synonym **slots =
        wf_arena_array(t->arena, count, sizeof(const wf_synonym *));
    if (slots == NULL)
        return WF_E_MEMORY;
    t->slots = slots;
    t->slot_count = count;
    for (size_t i = 0; i < old_count; i++)
        if (old[i] != NULL)
            slots[find_slot(t, old[i]->scope, old[i]->key)] = old[i];
    return WF_OK;
}

static wf_status list_head(wf_templates *t, const wf_synonym *head)
{
    size_t n = t->scope_count[head->scope];
    if (n == 0 || (n >= 16 && (n & (n - 1)) == 0)) { /* doubles at powers of two */
        size_t cap = n == 0 ? 16 : 2 * n;
        const wf_synonym **list =
            wf_arena_array(t->arena, cap, sizeof(const wf_synonym *));
        if (list == NULL)
            return WF_E_MEMORY;
        if (n > 0)
            memcpy(list, t->by_scope[head->scope], n * sizeof(const wf_synonym *));
        t->by_scope[head->scope] = list;
    }
    t->by_scope[head->scope][n] = head;
    t->scope_count[head->scope]++;
    return WF_OK;
}

static wf_status add_synonym(wf_templates *t, wf_synonym synonym)
{
    char key[WF_LABEL_MAX];
    size_t n = wf_label_key(synonym.text, key);
    if (n == 0)
        return WF_OK;
    WF_TRY(grow_slots(t));
    WF_TRY(wf_arena_str(t->arena, (wf_str){key, n}, &synonym.key));
    WF_TRY(wf_arena_str(t->arena, synonym.text, &synonym.text));
    wf_synonym *made = wf_arena_alloc(t->arena, sizeof *made);
    if (made == NULL)
        return WF_E_MEMORY;
    size_t at = find_slot(t, synonym.scope, synonym.key);
    for (const wf_synonym *s = t->slots[at]; s != NULL; s = s->next)
        if (s->field == synonym.field)
            return WF_OK;
    *made = synonym;
    made->next = t->slots[at];
    if (t->slots[at] == NULL) {
        t->used++;
        WF_TRY(list_head(t, made));
    }
    t->slots[at] = made; /* the list of a scope keeps the first of a key: the same text */
    return WF_OK;
}

/* ---- reading a template file ---- */

typedef struct parser {
    wf_templates *t;
    const char *name;
    uint32_t line;
    wf_error *err;
    wf_family_rule *family; /* the family whose lines follow */
} parser;

static wf_status complain(const parser *p, const char *what, wf_str word)
{
    wf_where where = {.file = p->name, .part = WF_STR_EMPTY, .row = p->line};
    return wf_fail(p->err, WF_E_FORMAT, &where, "line %u: %s \"%.*s\"", p->line, what,
                   WF_STR_ARG(word));
}

/* The next word of *rest, which is moved past it. */
static wf_str take_word(wf_str *rest)
{
    wf_str s = wf_str_trim(*rest);
    size_t n = 0;
    while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
        n++;
    *rest = wf_str_trim(wf_str_sub(s, n, SIZE_MAX));
    return wf_str_sub(s, 0, n);
}

static wf_str take_item(wf_str *rest)
{
    size_t at = wf_str_find(*rest, WF_STR(";"), 0);
    wf_str item = wf_str_trim(wf_str_sub(*rest, 0, at));
    *rest = at == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(*rest, at + 1, SIZE_MAX);
    return item;
}

/* A weight 1..100; the default where there is none. */
static int take_weight(wf_str *rest, int otherwise)
{
    wf_str after = *rest, word = take_word(&after);
    int weight = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] < '0' || word.p[i] > '9' || weight > 100)
            return otherwise;
        weight = weight * 10 + (word.p[i] - '0');
    }
    if (word.n == 0 || weight < 1 || weight > 100)
        return otherwise;
    *rest = after;
    return weight;
}

static wf_status add_phrase(parser *p, wf_phrase **list, size_t *n, wf_phrase phrase)
{
    char key[WF_LABEL_MAX];
    size_t length = wf_label_key(phrase.name, key);
    if (length == 0)
        return WF_OK;
    wf_phrase *grown = wf_arena_array(p->t->arena, *n + 1, sizeof *grown);
    if (grown == NULL)
        return wf_fail_memory(p->err);
    if (*n > 0)
        memcpy(grown, *list, *n * sizeof *grown);
    WF_TRY(wf_arena_str(p->t->arena, (wf_str){key, length}, &phrase.key));
    WF_TRY(wf_arena_str(p->t->arena, phrase.name, &phrase.name));
    grown[(*n)++] = phrase;
    *list = grown;
    return WF_OK;
}

static wf_status read_expected(parser *p, wf_str rest)
{
    wf_family_rule *f = p->family;
    while (rest.n > 0) {
        wf_str word = take_word(&rest);
        wf_field field = field_from_name(word);
        if (field == WF_FIELD_NONE)
            return complain(p, "no such field", word);
        if (f->expected_count < sizeof f->expected / sizeof f->expected[0])
            f->expected[f->expected_count++] = field;
    }
    return WF_OK;
}

/* A line of a family: "title 60: ...", "expect: ...", "header 30: ...", "evidence: name
 * 25". */
static wf_status read_family_line(parser *p, wf_str head, wf_str rest)
{
    wf_str after = head, word = take_word(&after);
    int weight = take_weight(&after, 30);
    wf_family_rule *f = p->family;
    if (wf_str_eq(word, WF_STR("expect")))
        return read_expected(p, rest);
    if (wf_str_eq(word, WF_STR("evidence"))) {
        wf_str name = take_word(&rest);
        return add_phrase(p, &f->evidence, &f->evidence_count,
                          (wf_phrase){.weight = take_weight(&rest, 30), .name = name});
    }
    bool is_title = wf_str_eq(word, WF_STR("title"));
    if (!is_title && !wf_str_eq(word, WF_STR("header")))
        return complain(p, "a family has title, expect, header and evidence, not", word);
    while (rest.n > 0) {
        wf_phrase phrase = {.weight = weight, .name = take_item(&rest)};
        WF_TRY(is_title ? add_phrase(p, &f->titles, &f->title_count, phrase)
                        : add_phrase(p, &f->headers, &f->header_count, phrase));
    }
    return WF_OK;
}

static wf_status read_synonyms(parser *p, size_t directive, wf_str head, wf_str rest)
{
    wf_synonym synonym = {.scope = directives[directive].scope};
    if (directives[directive].has_field) {
        wf_str word = take_word(&head);
        synonym.field = field_from_name(word);
        if (synonym.field == WF_FIELD_NONE)
            return complain(p, "no such field", word);
    }
    synonym.weight = take_weight(&head, 100);
    while (rest.n > 0) {
        synonym.text = take_item(&rest);
        if (add_synonym(p->t, synonym) != WF_OK)
            return wf_fail_memory(p->err);
    }
    return WF_OK;
}

static wf_status read_entry(parser *p, wf_str entry, bool indented)
{
    if (entry.n == 0)
        return WF_OK;
    wf_str probe = entry, word = take_word(&probe);
    if (!indented && wf_str_eq(word, WF_STR("family"))) {
        wf_family family = wf_family_from_name(probe);
        if (family == WF_FAMILY_UNKNOWN)
            return complain(p, "no such family", probe);
        p->family = &p->t->families[family];
        return WF_OK;
    }
    size_t colon = wf_str_find(entry, WF_STR(":"), 0);
    if (colon == SIZE_MAX)
        return complain(p, "a colon is missing after", word);
    wf_str head = wf_str_trim(wf_str_sub(entry, 0, colon));
    wf_str rest = wf_str_trim(wf_str_sub(entry, colon + 1, SIZE_MAX));
    if (indented)
        return read_family_line(p, head, rest);
    word = take_word(&head);
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
        if (wf_str_eq(word, wf_str_from(directives[i].word)))
            return read_synonyms(p, i, head, rest);
    return complain(p, "no such kind of line", word);
}

typedef struct raw_line {
    wf_str text; /* trimmed; empty for a blank line or a comment */
    bool inside; /* begins with white space */
} raw_line;

static raw_line take_line(wf_str *rest)
{
    size_t end = wf_str_find(*rest, WF_STR("\n"), 0);
    wf_str line = wf_str_sub(*rest, 0, end);
    *rest = end == SIZE_MAX ? WF_STR_EMPTY : wf_str_sub(*rest, end + 1, SIZE_MAX);
    raw_line out = {.text = wf_str_trim(line),
                    .inside = line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t')};
    if (wf_str_starts_with(out.text, WF_STR("#")))
        out.text = WF_STR_EMPTY;
    return out;
}

/* The next entry of *rest, with the lines that go on with it joined by ";". The lines of
 * a family are entries of their own. */
static wf_status take_entry(parser *p, wf_str *rest, wf_str *entry_out,
                            bool *indented_out)
{
    raw_line line = {.text = WF_STR_EMPTY};
    while (rest->n > 0 && line.text.n == 0) {
        line = take_line(rest);
        p->line++;
    }
    wf_str entry = line.text;
    if (!line.inside)
        p->family = NULL;
    *indented_out = line.inside && p->family != NULL;
    bool alone = *indented_out || wf_str_starts_with(entry, WF_STR("family "));
    while (rest->n > 0 && !alone) {
        wf_str ahead = *rest;
        line = take_line(&ahead);
        if (line.text.n > 0 && !line.inside)
            break;
        *rest = ahead;
        p->line++;
        if (line.text.n > 0)
            WF_TRY(wf_arena_printf(p->t->arena, &entry, "%.*s;%.*s", WF_STR_ARG(entry),
                                   WF_STR_ARG(line.text)));
    }
    *entry_out = entry;
    return WF_OK;
}

wf_status wf_templates_add(wf_templates *templates, const char *name, wf_str text,
                           wf_error *err)
{
    parser p = {.t = templates, .name = name, .err = err};
    while (text.n > 0) {
        wf_str entry;
        bool indented;
        if (take_entry(&p, &text, &entry, &indented) != WF_OK)
            return wf_fail_memory(err);
        WF_TRY(read_entry(&p, entry, indented));
    }
    return WF_OK;
}

wf_status wf_templates_new(wf_templates **out, wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    wf_templates *t = arena == NULL ? NULL : wf_arena_alloc(arena, sizeof *t);
    if (t != NULL)
        t->arena = arena;
    if (t == NULL || grow_slots(t) != WF_OK) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    for (const struct wf_template_data *d = wf_template_data; d->name != NULL; d++) {
        wf_str text = {.p = (const char *)d->bytes, .n = d->size};
        wf_status status = wf_templates_add(t, d->name, text, err);
        if (status != WF_OK) {
            wf_arena_free(arena);
            return status;
        }
    }
    *out = t;
    return WF_OK;
}

void wf_templates_free(wf_templates *templates)
{
    if (templates != NULL)
        wf_arena_free(templates->arena);
}

/* ---- similarity ---- */

/* Numbers are never alike: "Term 1" is not "Term 2". */
static bool same_digits(wf_str a, wf_str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.n && (a.p[i] < '0' || a.p[i] > '9'))
            i++;
        while (j < b.n && (b.p[j] < '0' || b.p[j] > '9'))
            j++;
        if (i == a.n || j == b.n)
            return i == a.n && j == b.n;
        if (a.p[i++] != b.p[j++])
            return false;
    }
}

static int least_of(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein distance of two keys within `most`, else most + 1: only the band of the
 * table that can hold it is filled. O(most * length). */
static int edit_distance(wf_str a, wf_str b, int most)
{
    int rows[2][WF_LABEL_MAX + 2];
    int na = (int)a.n, nb = (int)b.n, far = most + 1;
    for (int j = 0; j <= WF_LABEL_MAX + 1; j++)
        rows[0][j] = rows[1][j] = j <= nb ? j : far;
    for (int i = 1; i <= na; i++) {
        const int *above = rows[(i - 1) & 1];
        int *row = rows[i & 1];
        int low = i - most > 1 ? i - most : 1, high = i + most < nb ? i + most : nb;
        int best = row[low - 1] = low == 1 ? i : far;
        for (int j = low; j <= high; j++) {
            int change = above[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            row[j] = least_of(change, above[j] + 1, row[j - 1] + 1);
            best = row[j] < best ? row[j] : best;
        }
        row[high + 1] = far;
        if (best > most)
            return far;
    }
    return rows[na & 1][nb];
}

const wf_synonym *wf_templates_find_similar(const wf_templates *templates, wf_scope scope,
                                            wf_str key, double *similarity_out)
{
    const wf_synonym *best = NULL;
    int most = key.n < 6 ? 0 : (int)(key.n / 6) + (key.n >= 10 && key.n < 12);
    if (most > 4)
        most = 4;
    int least = most + 1;
    for (size_t i = 0; i < templates->scope_count[scope] && most > 0; i++) {
        const wf_synonym *s = templates->by_scope[scope][i];
        size_t gap = s->key.n > key.n ? s->key.n - key.n : key.n - s->key.n;
        if (gap >= (size_t)least)
            continue;
        int distance = edit_distance(key, s->key, least - 1);
        if (distance < least && same_digits(key, s->key)) {
            least = distance;
            best = s;
        }
    }
    if (best == NULL)
        return NULL;
    *similarity_out = 1.0 - (double)least / (double)key.n;
    return wf_templates_find(templates, scope, best->key);
}
