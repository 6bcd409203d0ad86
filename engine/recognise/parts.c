#include "engine/recognise/parts.h"

wf_status wf_parts_find(const wf_document *doc, const wf_templates *templates,
                        wf_arena *arena, wf_parts *out)
{
    size_t n = wf_document_block_count(doc);
    wf_part *part = wf_arena_array(arena, 1, sizeof *part);
    wf_block *blocks = wf_arena_array(arena, n, sizeof *blocks);
    (void)templates;
    if (part == NULL || blocks == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < n; i++)
        blocks[i] = wf_document_block(doc, i);
    *part = (wf_part){.blocks = blocks, .count = n};
    *out = (wf_parts){.items = part, .n = 1};
    return WF_OK;
}
