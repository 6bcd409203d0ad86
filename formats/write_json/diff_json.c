/* What changed between two versions of a plan, as JSON. */
#include "formats/write_json/json_out.h"
#include "wayforward/diff.h"

static void write_source(json_out *j, const char *key, const wf_plan *plan)
{
    json_open_object(j, key);
    json_str(j, "file", plan->file);
    json_text(j, "sha256", plan->sha256);
    json_close_object(j);
}

static void write_change(json_out *j, const wf_change *c)
{
    json_open_object(j, NULL);
    json_text(j, "change", wf_change_name(c->kind));
    json_str(j, "of", c->subject);
    json_str(j, "what", c->what);
    json_str_present(j, "field", c->field);
    json_str_present(j, "before", c->before);
    json_str_present(j, "after", c->after);
    if (c->days != 0)
        json_integer(j, "days", c->days);
    json_str_present(j, "before_at", c->before_at);
    json_str_present(j, "after_at", c->after_at);
    json_close_object(j);
}

wf_status wf_diff_write_json(const wf_diff *diff, const wf_plan *before,
                             const wf_plan *after, const wf_sink *sink, wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    json_out *j = arena ? wf_arena_alloc(arena, sizeof *j) : NULL;
    if (!j) {
        wf_arena_free(arena);
        return wf_fail_memory(err);
    }
    json_begin(j, sink, true);
    json_open_object(j, NULL);
    json_text(j, "schema", "wayforward/diff/1");
    write_source(j, "before", before);
    write_source(j, "after", after);
    json_open_object(j, "counts");
    for (int kind = 0; kind < WF_CHANGES; kind++)
        json_integer(j, wf_change_name((wf_change_kind)kind),
                     (int64_t)diff->by_kind[kind]);
    json_integer(j, "actions_unchanged", (int64_t)diff->actions_same);
    json_close_object(j);
    json_open_array(j, "changes");
    for (size_t i = 0; i < diff->count; i++)
        write_change(j, &diff->changes[i]);
    json_close_array(j);
    json_close_object(j);
    json_line(j);
    wf_status status = json_end(j, err);
    wf_arena_free(arena);
    return status;
}
