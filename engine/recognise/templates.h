#ifndef WF_TEMPLATES_H
#define WF_TEMPLATES_H
/*
 * Families, labels and header synonyms as data. The files under templates/ are built in
 * and a user's own are added to them, in the one format that docs/templates.md describes.
 */
#include "engine/recognise/fields.h"
#include "wayforward/recognise.h"

/* Where a synonym may stand. */
typedef enum wf_scope {
    WF_SCOPE_COLUMN,     /* over a column */
    WF_SCOPE_LABEL,      /* beside, above or before its value */
    WF_SCOPE_ROW,        /* at the head of a row */
    WF_SCOPE_HEADING,    /* a heading that is no field */
    WF_SCOPE_BANNER,     /* the word before a priority's number */
    WF_SCOPE_MILESTONE,  /* over an outcome */
    WF_SCOPE_TOTAL,      /* in a row of totals */
    WF_SCOPE_ASIDE,      /* the name of a sheet that is about the file, not the plan */
    WF_SCOPE_COLOUR_KEY, /* over or before a document's own key of colours */
    WF_SCOPES
} wf_scope;

typedef struct wf_synonym {
    wf_str key; /* wf_label_key of text */
    wf_str text;
    wf_scope scope;
    wf_field field;
    int weight;                    /* 1..100 */
    const struct wf_synonym *next; /* the same key and scope, other field */
} wf_synonym;

typedef struct wf_phrase {
    wf_str key;
    int weight;
    wf_str name; /* as written */
} wf_phrase;

typedef struct wf_family_rule {
    wf_phrase *titles, *headers, *evidence;
    size_t title_count, header_count, evidence_count;
    wf_field expected[24];
    size_t expected_count;
} wf_family_rule;

struct wf_templates {
    wf_arena *arena;
    const wf_synonym **slots; /* open addressing by scope and key */
    size_t slot_count, used;
    const wf_synonym **by_scope[WF_SCOPES]; /* heads only: for similarity */
    size_t scope_count[WF_SCOPES];
    wf_family_rule families[WF_FAMILIES];
};

/* The files that ship, from module.cmake; the last has no name. */
struct wf_template_data {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};
extern const struct wf_template_data wf_template_data[];

/* The longest text that is looked up at all: longer ones are prose. */
enum {
    WF_LABEL_MAX = 160
};

/** The letters, digits and # % £ of a text, lower case, accents folded, without articles,
 *  bracketed remarks and the plural s of each word: what two spellings of a label share.
 *  Writes at most WF_LABEL_MAX bytes; returns how many, 0 for text that is too long. */
size_t wf_label_key(wf_str text, char out[WF_LABEL_MAX]);

/** The synonyms of a key (a list by `next`), NULL where there is none. */
const wf_synonym *wf_templates_find(const wf_templates *templates, wf_scope scope,
                                    wf_str key);

/** The most similar synonym within one edit per six letters (two at least for long keys);
 *  *similarity_out 0..1. NULL where none is near enough. O(synonyms of the scope). */
const wf_synonym *wf_templates_find_similar(const wf_templates *templates, wf_scope scope,
                                            wf_str key, double *similarity_out);

/** "success-criteria"; static. */
const char *wf_field_name(wf_field field);

#endif
