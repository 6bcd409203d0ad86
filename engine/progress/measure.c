#include "engine/progress/forecast.h"
#include "engine/progress/kpi_status.h"
#include "engine/progress/lines.h"
#include <string.h>

/* What the panel lent. */
static wf_status copy_borrowed(wf_arena *arena, wf_kpi_progress *item)
{
    wf_str *strings[] = {&item->school,      &item->kpi, &item->latest_at,
                         &item->latest_file, &item->at,  &item->file};
    for (size_t i = 0; i < sizeof strings / sizeof(wf_str *); i++)
        WF_TRY(wf_arena_str(arena, *strings[i], strings[i]));
    if (item->milestone_count == 0)
        return WF_OK;
    wf_milestone *own = wf_arena_array(arena, item->milestone_count, sizeof *own);
    if (own == NULL)
        return WF_E_MEMORY;
    memcpy(own, item->milestones, item->milestone_count * sizeof *own);
    item->milestones = own;
    return WF_OK;
}

static wf_status measure_lines(const progress_lines *lines,
                               const wf_progress_options *options, wf_progress *progress)
{
    progress->items =
        wf_arena_array(progress->arena, lines->count, sizeof *progress->items);
    if (progress->items == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0; i < lines->count; i++) {
        progress_status_measure(&lines->items[i], lines->as_of, options,
                                &progress->items[i]);
        WF_TRY(copy_borrowed(progress->arena, &progress->items[i]));
    }
    progress->count = lines->count;
    progress->as_of = lines->as_of;
    return WF_OK;
}

static wf_status measure_panel(const wf_panel *panel, const wf_progress_options *options,
                               wf_arena *scratch, wf_progress *progress)
{
    progress_lines lines;
    WF_TRY(progress_lines_build(panel, options->as_of, scratch, &lines));
    WF_TRY(measure_lines(&lines, options, progress));
    return options->forecast ? progress_forecast(&lines, options, progress) : WF_OK;
}

wf_status wf_progress_measure(const wf_panel *panel, const wf_progress_options *options,
                              wf_progress **out, wf_error *err)
{
    const wf_progress_options defaults = WF_PROGRESS_OPTIONS_INIT;
    wf_status status = WF_E_MEMORY;
    wf_progress *progress = NULL;
    wf_arena *arena = wf_arena_new(0), *scratch = wf_arena_new(0);
    if (arena == NULL || scratch == NULL)
        goto cleanup;
    progress = wf_arena_alloc(arena, sizeof *progress);
    if (progress == NULL)
        goto cleanup;
    progress->arena = arena;
    status =
        measure_panel(panel, options != NULL ? options : &defaults, scratch, progress);
cleanup:
    wf_arena_free(scratch);
    if (status != WF_OK) {
        wf_arena_free(arena);
        return status == WF_E_MEMORY ? wf_fail_memory(err) : status;
    }
    *out = progress;
    return WF_OK;
}

void wf_progress_free(wf_progress *progress)
{
    if (progress != NULL)
        wf_arena_free(progress->arena);
}
