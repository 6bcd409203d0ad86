#include "engine/model/ledger.h"
#include <string.h>

wf_status wf_ledger_init(wf_ledger *ledger, wf_arena *arena, size_t count)
{
    *ledger = (wf_ledger){0};
    ledger->entries = wf_arena_array(arena, count, sizeof *ledger->entries);
    if (ledger->entries == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < count; i++)
        ledger->entries[i].at = ledger->entries[i].text = WF_STR_EMPTY;
    ledger->count = count;
    ledger->by_role[WF_ROLE_UNMAPPED] = count;
    return WF_OK;
}

static void set_role(wf_ledger *ledger, wf_ledger_entry *entry, wf_role role)
{
    ledger->by_role[entry->role]--;
    entry->role = role;
    ledger->by_role[role]++;
}

void wf_ledger_mark(wf_ledger *ledger, size_t index, wf_role role)
{
    if (index >= ledger->count)
        return;
    wf_ledger_entry *entry = &ledger->entries[index];
    if (entry->role == WF_ROLE_UNMAPPED)
        set_role(ledger, entry, role);
}

wf_status wf_ledger_add_field(wf_ledger *ledger, wf_arena *arena, size_t index,
                              wf_str path)
{
    if (index >= ledger->count)
        return WF_OK;
    wf_ledger_entry *entry = &ledger->entries[index];
    for (size_t i = 0; i < entry->fields.n; i++)
        if (wf_str_eq(entry->fields.items[i], path))
            return WF_OK;
    wf_str *items = wf_arena_array(arena, entry->fields.n + 1, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    if (entry->fields.n > 0)
        memcpy(items, entry->fields.items, entry->fields.n * sizeof *items);
    items[entry->fields.n] = path;
    entry->fields.items = items;
    entry->fields.n++;
    set_role(ledger, entry, WF_ROLE_FIELD);
    return WF_OK;
}

void wf_ledger_keep_text(wf_ledger *ledger, size_t index)
{
    if (index < ledger->count)
        set_role(ledger, &ledger->entries[index], WF_ROLE_UNMAPPED);
}

wf_status wf_ledger_check(const wf_ledger *ledger, size_t expected, wf_error *err)
{
    if (ledger->count != expected)
        return wf_fail(err, WF_E_INTERNAL, NULL,
                       "the ledger has %zu entries for %zu cells and paragraphs",
                       ledger->count, expected);
    size_t by_role[WF_ROLES] = {0};
    for (size_t i = 0; i < ledger->count; i++) {
        const wf_ledger_entry *entry = &ledger->entries[i];
        by_role[entry->role]++;
        if (entry->at.n == 0 || entry->text.n == 0)
            return wf_fail(err, WF_E_INTERNAL, NULL,
                           "ledger entry %zu lacks its address or text", i);
        if (entry->role == WF_ROLE_FIELD && entry->fields.n == 0)
            return wf_fail(err, WF_E_INTERNAL, NULL,
                           "ledger entry %.*s is a field without a name",
                           WF_STR_ARG(entry->at));
    }
    if (memcmp(by_role, ledger->by_role, sizeof by_role) != 0)
        return wf_fail(err, WF_E_INTERNAL, NULL, "the ledger's totals do not add up");
    return WF_OK;
}
