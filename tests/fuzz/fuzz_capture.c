/* What a school sends back, as the cells of a table: forms and tables of values, each
 * checked, doubted and written as JSON. Any kind of document is taken. */
#include "tests/fuzz/fuzz_harness.h"
#include "wayforward/capture.h"
#include "wayforward/reader.h"

#include <string.h>

static wf_status swallow(void *context, const void *data, size_t size)
{
    (void)context;
    (void)data;
    (void)size;
    return WF_OK;
}

static wf_trust set_up(wf_trust_school *school)
{
    const wf_trust_kpi *kpis;
    wf_trust trust = {.name = WF_STR("T"), .schools = school, .school_count = 1};
    *school = (wf_trust_school){.name = WF_STR("Oak Primary School"),
                                .urn = WF_STR("900001"),
                                .phase = WF_PHASE_PRIMARY,
                                .pupils = 200};
    wf_kpi_catalogue(&kpis, &trust.kpi_count);
    trust.kpis = (wf_trust_kpi *)(uintptr_t)kpis; /* only read */
    return trust;
}

static void use(wf_capture_reply *reply, const wf_trust *trust, wf_arena *arena)
{
    wf_panel_row row = {.school = WF_STR("Oak Primary School"),
                        .kpi = WF_STR("Attendance"),
                        .value = 94,
                        .cohort = 200};
    wf_panel panel = {.rows = &row, .row_count = 1};
    const wf_capture_known known = {.trust = trust, .panel = &panel, .saved = 20000};
    const wf_sink sink = {.write = swallow};
    wf_capture_file file = {.replies = reply, .reply_count = 1};
    (void)wf_period_parse(WF_STR("2025-26/T6"), &row.period);
    file.source.name = WF_STR("fuzz");
    if (wf_capture_doubt(reply, WF_STR("in/fuzz.xlsx"), &known, arena, NULL) == WF_OK &&
        wf_capture_file_write_json(&file, false, false, &sink, NULL) != WF_OK)
        return;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wf_trust_school school;
    wf_trust trust = set_up(&school);
    wf_input in = wf_input_from_memory(data, size, "fuzz.csv");
    const wf_reader *reader = NULL;
    wf_document *doc = NULL;
    wf_capture_reply reply;
    wf_arena *arena = wf_arena_new(64u << 20);
    if (arena != NULL && wf_reader_for(&in, &reader, NULL) == WF_OK &&
        reader->read(&in, NULL, &doc, NULL) == WF_OK) {
        if (wf_capture_is_form(doc) &&
            wf_capture_read(doc, &trust, arena, &reply, NULL) == WF_OK)
            use(&reply, &trust, arena);
        if (wf_capture_is_table(doc) &&
            wf_capture_read_table(doc, &trust, arena, &reply, NULL) == WF_OK)
            use(&reply, &trust, arena);
    }
    wf_document_free(doc);
    wf_arena_free(arena);
    return 0;
}
