#ifndef WF_DOC_SHAPES_H
#define WF_DOC_SHAPES_H
/*
 * Shapes and the characters of the main text that they are anchored to: PlcfSpa ([MS-DOC]
 * 2.8.37) names single shapes and groups, the drawing ([MS-ODRAW]) what is in a group.
 */
#include "formats/doc/doc_file.h"

typedef struct doc_shape {
    uint32_t id, cp;
} doc_shape;

typedef struct doc_shapes {
    doc_shape *items; /* by id */
    size_t n;
} doc_shapes;

/** Read both; what is damaged is left out. WF_E_MEMORY. */
wf_status doc_shapes_read(doc_file *f, doc_shapes *out, wf_error *err) WF_MUST_CHECK;

/** Where a shape is anchored; UINT32_MAX where that is not known. O(log n). */
uint32_t doc_shapes_anchor(const doc_shapes *shapes, uint32_t id);

#endif
