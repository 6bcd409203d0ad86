#ifndef WF_PARTS_H
#define WF_PARTS_H
/* Which blocks of a document belong to one plan: one part as a rule, more where sheets or
 * stretches of a document name different schools. */
#include "engine/recognise/templates.h"

typedef struct wf_part {
    wf_block *blocks;
    size_t count;
} wf_part;

typedef struct wf_parts {
    wf_part *items;
    size_t n;
} wf_parts;

/** Every block is in exactly one part; at least one part. In `arena`. */
wf_status wf_parts_find(const wf_document *doc, const wf_templates *templates,
                        wf_arena *arena, wf_parts *out) WF_MUST_CHECK;

#endif
