#include "engine/trust/trust_names.h"
#include "engine/text/fold.h"
#include <stdlib.h>
#include <string.h>

enum {
    MOST_WORDS = 32,
    SILENT = 0 /* a word that says nothing */
};

/* Words of a name that are not its own, and what they say. Several words in a row first.
 */
static const struct kind_word {
    const char *words;
    unsigned kinds;
} kind_words[] = {
    {"church of england", NAME_CE},
    {"c of e", NAME_CE},
    {"c e", NAME_CE},
    {"ce", NAME_CE},
    {"cofe", NAME_CE},
    {"roman catholic", NAME_CATHOLIC},
    {"r c", NAME_CATHOLIC},
    {"rc", NAME_CATHOLIC},
    {"catholic", NAME_CATHOLIC},
    {"methodist", NAME_METHODIST},
    {"voluntary controlled", SILENT},
    {"voluntary aided", SILENT},
    {"v c", SILENT},
    {"v a", SILENT},
    {"vc", SILENT},
    {"va", SILENT},
    {"controlled", SILENT},
    {"aided", SILENT},
    {"voluntary", SILENT},
    {"foundation", SILENT},
    {"community", SILENT},
    {"all through", SILENT},
    {"infant and nursery", NAME_INFANT},
    {"infants", NAME_INFANT},
    {"infant", NAME_INFANT},
    {"juniors", NAME_JUNIOR},
    {"junior", NAME_JUNIOR},
    {"primary and nursery", NAME_PRIMARY},
    {"junior mixed and infant", NAME_PRIMARY},
    {"junior and infant", NAME_PRIMARY},
    {"infant and junior", NAME_PRIMARY},
    {"jmi", NAME_PRIMARY},
    {"primary", NAME_PRIMARY},
    {"first school", NAME_FIRST},
    {"middle", NAME_MIDDLE},
    {"secondary", NAME_SECONDARY},
    {"comprehensive", NAME_SECONDARY},
    {"high", NAME_SECONDARY},
    {"upper", NAME_SECONDARY},
    {"grammar", NAME_GRAMMAR},
    {"nursery", NAME_NURSERY},
    {"sixth form", NAME_SIXTH},
    {"special", NAME_SPECIAL},
    {"alternative provision", NAME_ALTERNATIVE},
    {"pupil referral unit", NAME_ALTERNATIVE},
    {"pru", NAME_ALTERNATIVE},
    {"girls", NAME_GIRLS},
    {"boys", NAME_BOYS},
    {"school", SILENT},
    {"schools", SILENT},
    {"academy", SILENT},
    {"academies", SILENT},
    {"college", SILENT},
    {"sch", SILENT},
    {"the", SILENT},
    {"and", SILENT},
    {"of", SILENT},
    {"for", SILENT},
    {"mixed", SILENT},
};

/* Words for one thing. */
static const struct same_word {
    const char *word, *is;
} same_words[] = {
    {"saint", "st"},    {"ss", "st"},        {"saints", "st"},  {"sts", "st"},
    {"pri", "primary"}, {"prim", "primary"}, {"inf", "infant"}, {"jun", "junior"},
    {"jnr", "junior"},  {"acad", "academy"},
};

typedef struct word_list {
    char text[TRUST_NAME_BYTES]; /* words, each ending in NUL */
    const char *words[MOST_WORDS];
    size_t count;
} word_list;

static const char *same_word(const char *word)
{
    for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++)
        if (strcmp(same_words[i].word, word) == 0)
            return same_words[i].is;
    return word;
}

/* Words of letters and digits; apostrophes and full stops vanish inside them, "&" is
 * "and". */
static void split(wf_str name, word_list *list)
{
    char buf[TRUST_NAME_BYTES];
    wf_str folded = wf_fold_into(name, buf, sizeof buf, NULL);
    size_t n = 0;
    bool is_inside = false;
    list->count = 0;
    for (size_t i = 0; i < folded.n && n + 5 < sizeof list->text; i++) {
        char c = folded.p[i];
        if (c == '\'' || c == '.')
            continue;
        if (!wf_is_word_char(c) && c != '&') {
            if (is_inside)
                list->text[n++] = '\0';
            is_inside = false;
            continue;
        }
        if (!is_inside && list->count == MOST_WORDS)
            break;
        if (!is_inside)
            list->words[list->count++] = &list->text[n];
        is_inside = true;
        if (c == '&') {
            memcpy(&list->text[n], "and", 3);
            n += 3;
        } else
            list->text[n++] = c;
    }
    list->text[n] = '\0';
    for (size_t i = 0; i < list->count; i++)
        list->words[i] = same_word(list->words[i]);
}

/* How many words from `at` on are `phrase`; 0: none. */
static size_t phrase_at(const word_list *list, size_t at, const char *phrase)
{
    size_t used = 0;
    while (*phrase != '\0') {
        size_t n = strcspn(phrase, " ");
        if (at + used == list->count || strlen(list->words[at + used]) != n ||
            memcmp(list->words[at + used], phrase, n) != 0)
            return 0;
        used++;
        phrase += n + (phrase[n] == ' ');
    }
    return used;
}

static const struct kind_word *kind_at(const word_list *list, size_t at, size_t *used)
{
    for (size_t k = 0; k < sizeof kind_words / sizeof *kind_words; k++) {
        *used = phrase_at(list, at, kind_words[k].words);
        if (*used > 0)
            return &kind_words[k];
    }
    *used = 1;
    return NULL;
}

static void add_word(trust_name *out, size_t *n, const char *word)
{
    size_t size = strlen(word);
    if (*n + size + 2 > sizeof out->own)
        return;
    if (*n > 0)
        out->own[(*n)++] = ' ';
    memcpy(&out->own[*n], word, size);
    *n += size;
}

void trust_name_make(wf_str name, trust_name *out)
{
    word_list list;
    size_t n = 0;
    split(name, &list);
    *out = (trust_name){.kinds = 0};
    for (size_t i = 0, used = 0; i < list.count; i += used) {
        const struct kind_word *kind = kind_at(&list, i, &used);
        if (kind == NULL)
            add_word(out, &n, list.words[i]);
        else
            out->kinds |= kind->kinds;
    }
    /* "The Primary Academy": a name that is nothing but kinds is its own words. */
    if (n == 0)
        for (size_t i = 0; i < list.count; i++)
            add_word(out, &n, list.words[i]);
    out->own[n] = '\0';
}

/* What a school's phase says of its kind without its name saying so. */
static const unsigned kinds_of_phase[WF_PHASES] = {
    [WF_PHASE_NONE] = NAME_PRIMARY | NAME_SECONDARY | NAME_SPECIAL,
    [WF_PHASE_NURSERY] = NAME_NURSERY,
    [WF_PHASE_PRIMARY] = NAME_PRIMARY,
    [WF_PHASE_SECONDARY] = NAME_SECONDARY,
    [WF_PHASE_ALL_THROUGH] = NAME_PRIMARY | NAME_SECONDARY,
    [WF_PHASE_SPECIAL] = NAME_SPECIAL,
    [WF_PHASE_ALTERNATIVE] = NAME_ALTERNATIVE,
    [WF_PHASE_SIXTEEN_PLUS] = NAME_SIXTH,
};
/* Kinds that never part two schools of one name and one phase: a school called "Hill" in
 * the set-up may be "Hill CE Primary" in its files. */
static const unsigned harmless = NAME_CE | NAME_CATHOLIC | NAME_METHODIST;

int trust_name_fit(const trust_name *file, const trust_name *school, wf_phase phase)
{
    if (strcmp(file->own, school->own) != 0)
        return 0;
    if (file->kinds == school->kinds)
        return 2;
    unsigned says_more = file->kinds & ~school->kinds;
    unsigned implied = (size_t)phase < WF_PHASES ? kinds_of_phase[phase] : 0;
    /* A belief that the school does not name is harmless only where it names none. */
    if ((school->kinds & harmless) == 0)
        implied |= harmless;
    return (says_more & ~implied) == 0 ? 1 : 0;
}

/* ---- the index */

typedef struct index_entry {
    trust_name name;
    const wf_trust_school *school;
} index_entry;

struct trust_index {
    index_entry *entries; /* by their own words */
    size_t count;
};

static int by_own_words(const void *a, const void *b)
{
    return strcmp(((const index_entry *)a)->name.own, ((const index_entry *)b)->name.own);
}

wf_status trust_index_make(const wf_trust_school *schools, size_t count, wf_arena *arena,
                           trust_index **out)
{
    size_t names = 0;
    for (size_t i = 0; i < count; i++)
        names += 1 + schools[i].other_names.n;
    trust_index *index = wf_arena_alloc(arena, sizeof *index);
    index_entry *entries = wf_arena_array(arena, names, sizeof *entries);
    if (index == NULL || entries == NULL)
        return WF_E_MEMORY;
    *index = (trust_index){.entries = entries};
    for (size_t i = 0; i < count; i++) {
        trust_name_make(schools[i].name, &entries[index->count].name);
        entries[index->count++].school = &schools[i];
        for (size_t k = 0; k < schools[i].other_names.n; k++) {
            trust_name_make(schools[i].other_names.items[k], &entries[index->count].name);
            entries[index->count++].school = &schools[i];
        }
    }
    qsort(entries, index->count, sizeof *entries, by_own_words);
    *out = index;
    return WF_OK;
}

const wf_trust_school *trust_index_find(const trust_index *index, wf_str name)
{
    enum {
        MOST_ALIKE = 1000 /* so many schools of one name: it names none of them */
    };
    trust_name wanted;
    size_t low = 0, high = index->count;
    trust_name_make(name, &wanted);
    if (wanted.own[0] == '\0')
        return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->entries[middle].name.own, wanted.own) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const wf_trust_school *found = NULL;
    int best = 0;
    for (size_t i = low; i < index->count && i < low + MOST_ALIKE; i++) {
        const index_entry *e = &index->entries[i];
        int fit = trust_name_fit(&wanted, &e->name, e->school->phase);
        if (strcmp(e->name.own, wanted.own) != 0)
            break;
        if (fit > 0 && wf_str_eq_nocase(name, e->school->name))
            return e->school;
        if (fit > best) {
            best = fit;
            found = e->school;
        } else if (fit == best && fit > 0 && e->school != found)
            found = NULL;
    }
    return found;
}
