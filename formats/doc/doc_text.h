#ifndef WF_DOC_TEXT_H
#define WF_DOC_TEXT_H
/*
 * A text that grows: of one paragraph, or of the paragraphs of a cell joined by line
 * breaks, with the runs that look different.
 */
#include "engine/base/strbuf.h"
#include "formats/doc/doc_props.h"

typedef struct doc_text {
    wf_strbuf bytes;
    wf_run *runs; /* the last one's length is not set while the text grows */
    size_t n, cap;
    bool failed;
} doc_text;

/* A text that is done: its bytes live in the document's arena. */
typedef struct doc_text_done {
    wf_str text;
    const wf_run *runs; /* in scratch; NULL where all is alike and there is no marker */
    size_t run_count;
    wf_style
        look; /* what all of it shares; fill is a highlight or shading of all of it */
} doc_text_done;

/** An empty text that is built in `arena`. */
doc_text doc_text_in(wf_arena *arena, const wf_limits *limits);

void doc_text_clear(doc_text *t);

/** Back to the first `n` bytes. */
void doc_text_cut(doc_text *t, size_t n);

/** What follows looks like `chp`. */
void doc_text_look(doc_text *t, const doc_chp *chp);

/** What follows is a list's marker, up to the next call of doc_text_look. */
void doc_text_marker(doc_text *t, uint8_t level, const doc_chp *chp);

static inline void doc_text_char(doc_text *t, char c)
{
    wf_strbuf_add_char(&t->bytes, c);
}

static inline void doc_text_code_point(doc_text *t, uint32_t c)
{
    if (c < 0x80)
        wf_strbuf_add_char(&t->bytes, (char)c);
    else
        wf_strbuf_add_code_point(&t->bytes, c);
}

/** Trim, work out the look, copy the bytes into `arena` and the runs into `scratch`, and
 * clear the builder. */
wf_status doc_text_finish(doc_text *t, wf_arena *arena, wf_arena *scratch,
                          doc_text_done *out, wf_error *err) WF_MUST_CHECK;

#endif
