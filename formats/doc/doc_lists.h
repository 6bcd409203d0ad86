#ifndef WF_DOC_LISTS_H
#define WF_DOC_LISTS_H
/*
 * Lists: definitions ([MS-DOC] 2.9.147 LSTF, 2.9.150 LVL), what paragraphs refer to
 * (2.9.131 LFO) with its overrides, and the counters that run through the document.
 */
#include "engine/base/strbuf.h"
#include "formats/doc/doc_fonts.h"

enum {
    DOC_LEVELS = 9
};

typedef struct doc_level {
    uint32_t start;
    uint8_t nfc; /* number format */
    int8_t
        restart;   /* -1: after any higher level; 0: never; n: after one of the first n */
    bool is_legal; /* all numbers decimal */
    doc_bytes text; /* UTF-16; units 0..8 stand for the number of that level */
    doc_bytes chpx;
} doc_level;

typedef struct doc_list {
    int32_t id;
    doc_level levels[DOC_LEVELS];
    size_t n; /* 1 or 9 */
    uint32_t counts[DOC_LEVELS];
    bool counting[DOC_LEVELS]; /* has been used since it was last reset */
} doc_list;

typedef struct doc_override {
    doc_list *list; /* NULL: none */
    doc_level *levels[DOC_LEVELS];
    int64_t starts[DOC_LEVELS]; /* -1: none */
    bool started[DOC_LEVELS];
} doc_override;

typedef struct doc_lists {
    const doc_file *f;
    const doc_fonts *fonts;
    doc_list *items;
    size_t n;
    doc_override *overrides;
    size_t override_n;
} doc_lists;

/** Read both tables; damaged ones give what came before. WF_E_MEMORY. */
wf_status doc_lists_read(doc_file *f, const doc_fonts *fonts, doc_lists *out,
                         wf_error *err) WF_MUST_CHECK;

/** The definition that holds for a paragraph: ilfo is 1-based. NULL where there is none.
 */
const doc_level *doc_lists_level(const doc_lists *lists, uint16_t ilfo, uint8_t level);

static inline bool doc_level_is_bullet(const doc_level *level)
{
    return level->nfc == 23;
}

/** Count one paragraph and append what Word shows before it, without the space behind it.
 * The level must be there (doc_lists_level). `font` is that of the level's own
 * formatting, UINT16_MAX where it has none. */
void doc_lists_count(doc_lists *lists, uint16_t ilfo, uint8_t level, uint16_t font,
                     wf_strbuf *out);

#endif
