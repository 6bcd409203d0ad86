/* People, ratings and list items of a cell: items lie within the text, in order. */
#include "engine/text/lines.h"
#include "engine/text/people.h"
#include "engine/text/rag_word.h"
#include "tests/fuzz/fuzz_harness.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_str text = {.p = size > 0 ? (const char *)data : "", .n = size};
    wf_arena *arena = wf_arena_new(64u << 20);
    if (!arena)
        return 0;
    wf_strs items = {.items = NULL};
    const char *at = text.p;
    if (wf_people_split(text, arena, &items) == WF_OK)
        for (size_t i = 0; i < items.n; i++) {
            if (items.items[i].p < at || items.items[i].n == 0)
                abort();
            at = items.items[i].p + items.items[i].n;
            (void)wf_person_kind_of(items.items[i]);
        }
    if (at > text.p + text.n)
        abort();
    wf_lines lines;
    wf_rag_word word;
    (void)!wf_lines_scan(text, arena, &lines);
    (void)!wf_lines_items(text, arena, &items);
    (void)wf_rag_word_read(text, size % 2 == 0, &word);
    wf_arena_free(arena);
    return 0;
}
