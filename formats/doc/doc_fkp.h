#ifndef WF_DOC_FKP_H
#define WF_DOC_FKP_H
/*
 * Formatted disk pages: 512-byte pages of the main stream that give runs of bytes of the
 * text their sprms ([MS-DOC] 2.9.33 ChpxFkp, 2.9.174 PapxFkp), found through a bin table
 * (2.8.5, 2.8.6 PlcBte). The text is walked forwards, so that the page in hand nearly
 * always has the answer.
 */
#include "formats/doc/doc_file.h"

/* Sprms of the bytes from..to of the main stream. */
typedef struct doc_fkp_run {
    uint32_t from, to; /* to > the byte that was asked for */
    uint16_t istd;     /* PAPX only */
    doc_bytes grpprl;
} doc_fkp_run;

typedef struct doc_fkps {
    const doc_file *f;
    bool is_papx;
    uint32_t *starts; /* first byte of each page's text; one more than pages */
    uint32_t *pages;  /* page numbers */
    size_t n;
    size_t bin; /* the page in hand, n: none */
    doc_fkp_run last;
} doc_fkps;

/** Read a bin table. WF_E_MEMORY. */
wf_status doc_fkps_open(doc_file *f, bool is_papx, doc_fkps *out,
                        wf_error *err) WF_MUST_CHECK;

/** The run that holds byte `fc`; where none does, an empty one up to where the next
 * begins. */
const doc_fkp_run *doc_fkps_at(doc_fkps *fkps, uint32_t fc);

#endif
