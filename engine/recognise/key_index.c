#include "engine/recognise/key_index.h"

static uint64_t add_text(uint64_t h, wf_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        h = (h ^ c) * 1099511628211u; /* FNV-1a */
    }
    return (h ^ 0xFF) * 1099511628211u;
}

uint64_t wf_key_hash(wf_str first, wf_str second)
{
    uint64_t h = add_text(add_text(1469598103934665603u, first), second);
    h ^= h >> 31;
    return h == 0 ? 1 : h;
}

static size_t find_slot(const wf_key_index *index, uint64_t hash)
{
    size_t at = (size_t)hash & (index->count - 1);
    while (index->hashes[at] != 0 && index->hashes[at] != hash)
        at = (at + 1) & (index->count - 1);
    return at;
}

int32_t wf_key_find(const wf_key_index *index, uint64_t hash)
{
    if (index->count == 0)
        return -1;
    size_t at = find_slot(index, hash);
    return index->hashes[at] == 0 ? -1 : index->numbers[at];
}

static wf_status grow(wf_key_index *index, wf_arena *arena)
{
    wf_key_index old = *index;
    size_t count = old.count == 0 ? 64 : 2 * old.count;
    uint64_t *hashes = wf_arena_array(arena, count, sizeof *hashes);
    int32_t *numbers = wf_arena_array(arena, count, sizeof *numbers);
    if (hashes == NULL || numbers == NULL)
        return WF_E_MEMORY;
    *index = (wf_key_index){
        .hashes = hashes, .numbers = numbers, .count = count, .used = old.used};
    for (size_t i = 0; i < old.count; i++)
        if (old.hashes[i] != 0) {
            size_t at = find_slot(index, old.hashes[i]);
            hashes[at] = old.hashes[i];
            numbers[at] = old.numbers[i];
        }
    return WF_OK;
}

wf_status wf_key_put(wf_key_index *index, wf_arena *arena, uint64_t hash, int32_t number)
{
    if (2 * index->used >= index->count)
        WF_TRY(grow(index, arena));
    size_t at = find_slot(index, hash);
    index->used += index->hashes[at] == 0;
    index->hashes[at] = hash;
    index->numbers[at] = number;
    return WF_OK;
}
