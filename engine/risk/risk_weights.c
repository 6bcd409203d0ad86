/* The weights of evidence: a table of data that ships with the library. */
#include "engine/risk/risk_finish.h"
#include "engine/risk/risk_model.h"
#include "engine/risk/risk_shipped.h"
#include <math.h>

static wf_str cell(const risk_weights *w, size_t row, const char *column)
{
    return csv_table_cell(&w->table, row,
                          csv_table_column(&w->table, wf_str_from(column)));
}

static double number(const risk_weights *w, size_t row, const char *column)
{
    double value = 0;
    return risk_number(cell(w, row, column), &value) ? value : 0;
}

static bool is(const risk_weights *w, size_t row, const char *column, wf_str text)
{
    return wf_str_eq(cell(w, row, column), text);
}

static bool is_assumed(const risk_weights *w, size_t row)
{
    return !is(w, row, "basis", WF_STR("fitted")) &&
           !is(w, row, "basis", WF_STR("published"));
}

static void take_row(risk_weights *w, size_t row)
{
    if (is(w, row, "kind", WF_STR("fact")) && w->fact_count < RISK_MOST_FACTS)
        w->facts[w->fact_count++] = (risk_weight){.name = cell(w, row, "name"),
                                                  .words = cell(w, row, "words"),
                                                  .value = number(w, row, "value"),
                                                  .sd = number(w, row, "sd"),
                                                  .typical = number(w, row, "typical"),
                                                  .assumed = is_assumed(w, row)};
    if (is(w, row, "kind", WF_STR("cap")))
        *(is(w, row, "name", WF_STR("each")) ? &w->cap_each : &w->cap_all) =
            number(w, row, "value");
    if (is(w, row, "kind", WF_STR("map"))) {
        w->card_shift = number(w, row, "value");
        w->card_sd = number(w, row, "sd");
    }
}

wf_status risk_weights_read(wf_arena *arena, risk_weights *out, wf_error *err)
{
    wf_input in =
        wf_input_from_memory(risk_shipped_weights.bytes, risk_shipped_weights.size,
                             risk_shipped_weights.title);
    risk_weights w = {.cap_each = 1, .cap_all = 2.5};
    WF_TRY(csv_table_read(&in, arena, &w.table, err));
    for (size_t row = 0; row < w.table.rows; row++)
        take_row(&w, row);
    if (w.fact_count == 0 || !(w.card_sd > 0))
        return wf_fail(err, WF_E_FORMAT, NULL,
                       "the weights of evidence are not complete");
    *out = w;
    return WF_OK;
}

risk_prior risk_weights_prior(const risk_weights *w, wf_str phase, wf_str judgement)
{
    risk_prior prior = {.log_odds = risk_log_odds(0.15), .sd = 0.5, .assumed = true};
    bool of_phase = false;
    for (size_t row = 0; row < w->table.rows; row++) {
        bool own = is(w, row, "phase", phase);
        if (!is(w, row, "kind", WF_STR("prior")) || !is(w, row, "name", judgement) ||
            !(own || (!of_phase && is(w, row, "phase", WF_STR("*")))))
            continue;
        of_phase = own;
        prior = (risk_prior){.log_odds = risk_log_odds(number(w, row, "value")),
                             .sd = number(w, row, "sd"),
                             .assumed = is_assumed(w, row)};
    }
    return prior;
}

wf_risk_rating risk_weights_rule(const risk_weights *w, wf_str name, double *limit)
{
    for (size_t row = 0; row < w->table.rows; row++)
        if (is(w, row, "kind", WF_STR("rule")) && is(w, row, "name", name)) {
            *limit = number(w, row, "value");
            return is(w, row, "words", WF_STR("HIGH")) ? WF_RISK_HIGH : WF_RISK_MEDIUM;
        }
    return WF_RISK_NONE;
}
