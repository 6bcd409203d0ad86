#ifndef WF_DOC_FILE_H
#define WF_DOC_FILE_H
/*
 * One binary Word document while it is being read: its streams, what has been decoded of
 * them, and the document that grows. The parts of the reader share it.
 */
#include "formats/doc/doc_sprm.h"
#include "wayforward/document.h"

/* The streams of the container ([MS-DOC] 2.1); borrowed. */
typedef struct doc_streams {
    doc_bytes main;     /* WordDocument */
    doc_bytes table[2]; /* 0Table and 1Table; the FIB says which holds */
    doc_bytes data;     /* Data; empty where there is none */
} doc_streams;

enum {
    DOC_TOLD_MAX = 16
};

typedef struct doc_file {
    doc_fib fib;
    doc_bytes main, table, data;
    wf_document *doc;
    wf_arena *arena;   /* the document's own: texts */
    wf_arena *scratch; /* freed when the reading ends */
    wf_diags *diags;
    const wf_limits *limits;
    uint64_t steps;                 /* that are left */
    const char *told[DOC_TOLD_MAX]; /* what was said to be damaged: each thing once */
    size_t told_n;
} doc_file;

/** A part of the table stream; empty where absent, cut (with a diagnostic) where the
 * stream ends before it does. */
doc_bytes doc_file_part(doc_file *f, doc_part part);

/** A diagnostic that something cannot be read; `what` is static, and told once a
 * document. */
void doc_file_damaged(doc_file *f, const char *what);

/** Use up `n` steps of the budget; false when it is exhausted. */
static inline bool doc_file_spend(doc_file *f, uint64_t n)
{
    if (f->steps < n) {
        f->steps = 0;
        return false;
    }
    f->steps -= n;
    return true;
}

#endif
