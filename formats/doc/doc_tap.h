#ifndef WF_DOC_TAP_H
#define WF_DOC_TAP_H
/* Table properties of one row ([MS-DOC] 2.6.3): edges, merges and shading of its cells.
 */
#include "formats/doc/doc_props.h"

enum {
    DOC_CELLS_MAX = 64, /* [MS-DOC] 2.9.316: at most 63 */
    DOC_MERGE_NONE = 0,
    DOC_MERGE_FIRST = 1, /* the first cell of a merged set */
    DOC_MERGE_REST = 2
};

typedef struct doc_tap {
    size_t n;
    int32_t edges[DOC_CELLS_MAX + 1]; /* twips from the left margin, in order */
    uint8_t across[DOC_CELLS_MAX], down[DOC_CELLS_MAX]; /* DOC_MERGE_ */
    uint32_t fill[DOC_CELLS_MAX];
    uint32_t table_fill; /* beneath cells that have none */
    uint16_t style;      /* table style, DOC_NO_STYLE */
    uint8_t shading_by;  /* private: which kind of record gave the fills */
    bool is_header;
} doc_tap;

void doc_tap_init(doc_tap *tap);

/** Change table properties by one sprm. */
void doc_tap_apply(doc_tap *tap, const doc_sprm *sprm, bool word95);

#endif
