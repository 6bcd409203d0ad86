#ifndef WF_DOCX_NUMBERING_H
#define WF_DOCX_NUMBERING_H
/*
 * Lists (ECMA-376-1, 17.9): definitions, instances, their overrides, and the counters
 * that run through the document.
 */
#include "formats/container/list_number.h"
#include "formats/docx/docx_styles.h"

enum {
    DOCX_LEVELS = 9
};

/* w:lvl (17.9.6). */
typedef struct docx_level {
    uint32_t start;
    uint8_t format;  /* wf_list_format */
    int8_t restart;  /* w:lvlRestart; -1: not given; 0: never */
    bool is_legal;   /* all numbers decimal */
    bool is_picture; /* its bullet is a picture */
    wf_str text;     /* "%1.%2", decoded */
    wf_str style;    /* w:pStyle: the paragraph style that stands for the level */
    docx_run_props run;
} docx_level;

/* w:abstractNum. */
typedef struct docx_list {
    int32_t id;
    docx_level levels[DOCX_LEVELS];
    wf_str style_link; /* w:numStyleLink: the list is that of a numbering style */
    /* counters */
    uint32_t counts[DOCX_LEVELS];
    bool counting[DOCX_LEVELS]; /* the level has been used since it was last reset */
} docx_list;

/* w:num. */
typedef struct docx_number {
    int32_t id;
    uint32_t list;                   /* index, UINT32_MAX: none */
    docx_level *levels[DOCX_LEVELS]; /* overridden, else NULL */
    int32_t starts[DOCX_LEVELS];     /* w:startOverride, -1: none */
    bool started[DOCX_LEVELS];       /* its override has been used */
} docx_number;

typedef struct docx_numbering {
    wf_arena *arena;
    docx_list *lists;
    size_t list_count, list_cap;
    docx_number *numbers; /* by id once read */
    size_t number_count, number_cap;
} docx_numbering;

/** Read w:numbering. What is well-formed is kept even where the status is not WF_OK. */
wf_status docx_numbering_read(docx_numbering *numbering, wf_str part, docx_styles *styles,
                              wf_arena *arena, const wf_limits *limits) WF_MUST_CHECK;

/** The level in `number` that a paragraph style stands for, 0 where it has none. */
int8_t docx_numbering_level_of_style(const docx_numbering *numbering, int32_t number,
                                     wf_str style);

/** Count one paragraph of a list, and append what Word shows before it, without the space
 *  that follows. The level's definition, or NULL (and nothing appended) where there is no
 *  such list. */
const docx_level *docx_numbering_count(docx_numbering *numbering, int32_t number,
                                       int8_t level, wf_strbuf *out);

#endif
