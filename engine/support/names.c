#include "engine/support/names.h"

/* FNV-1a (Fowler, Noll, Vo), 64 bits, over lower-case ASCII. */
static uint64_t hash_of(wf_str name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + ('a' - 'A'));
        h = (h ^ c) * UINT64_C(1099511628211);
    }
    return h ^ (h >> 32);
}

wf_status support_names_make(support_names *names, size_t most, wf_arena *arena)
{
    size_t slots = 16;
    while (slots < most * 2)
        slots *= 2;
    *names = (support_names){.slots = slots, .most = most};
    names->names = wf_arena_array(arena, slots, sizeof *names->names);
    names->values = wf_arena_array(arena, slots, sizeof *names->values);
    return names->names != NULL && names->values != NULL ? WF_OK : WF_E_MEMORY;
}

/* Where the name is, or the empty slot where it would be. */
static size_t slot_of(const support_names *names, wf_str name)
{
    size_t at = (size_t)hash_of(name) & (names->slots - 1);
    while (names->names[at].p != NULL && !wf_str_eq_nocase(names->names[at], name))
        at = (at + 1) & (names->slots - 1);
    return at;
}

uint32_t support_names_add(support_names *names, wf_str name, uint32_t value)
{
    size_t at = slot_of(names, name);
    if (names->names[at].p != NULL)
        return names->values[at];
    if (names->n < names->most) {
        names->names[at] = name;
        names->values[at] = value;
        names->n++;
    }
    return value;
}

uint32_t support_names_find(const support_names *names, wf_str name)
{
    if (names->slots == 0)
        return WF_SUPPORT_NONE;
    size_t at = slot_of(names, name);
    return names->names[at].p != NULL ? names->values[at] : WF_SUPPORT_NONE;
}
