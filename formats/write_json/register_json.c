/* A risk register as JSON: wayforward/risk-register/1. */
#include "formats/write_json/json_out.h"
#include "wayforward/risk.h"
#include "wayforward/risk_register.h"

static void put_day(json_out *j, const char *key, wf_date day)
{
    char text[11];
    if (day != WF_DATE_NONE)
        json_text(j, key, wf_date_iso(day, text));
}

static void put_grade(json_out *j, const char *key, const wf_risk_grade *g)
{
    if (g->score == 0 && g->likelihood == 0 && g->impact == 0)
        return;
    json_open_object(j, key);
    if (g->likelihood > 0)
        json_integer(j, "likelihood", g->likelihood);
    if (g->impact > 0)
        json_integer(j, "impact", g->impact);
    if (g->score > 0) {
        json_integer(j, "score", g->score);
        json_text(j, "band", wf_risk_band_name(g->band));
    }
    json_close_object(j);
}

static void put_entry(json_out *j, const wf_risk_entry *e, wf_date as_of)
{
    json_open_object(j, NULL);
    json_str_present(j, "id", e->id);
    json_str_present(j, "school", e->school);
    json_str_present(j, "category", e->category);
    json_str(j, "risk", e->risk);
    json_str_present(j, "cause", e->cause);
    json_str_present(j, "consequence", e->consequence);
    put_grade(j, "now", &e->now);
    json_str_present(j, "mitigation", e->mitigation);
    json_str_present(j, "further", e->further);
    put_grade(j, "after", &e->after);
    json_str_present(j, "owner", e->owner);
    json_str_present(j, "status", e->status);
    put_day(j, "raised", e->raised);
    put_day(j, "review", e->review);
    json_str_present(j, "reviewWords", e->review_words);
    if (e->is_closed)
        json_boolean(j, "closed", true);
    else if (e->review != WF_DATE_NONE && e->review < as_of)
        json_boolean(j, "reviewOverdue", true);
    json_str_present(j, "at", e->at);
    json_str_present(j, "file", e->file);
    json_close_object(j);
}

static void put_counts(json_out *j, const wf_risk_register_counts *c)
{
    const struct {
        const char *key;
        size_t value;
    } rows[] = {{"open", c->open},
                {"closed", c->closed},
                {"high", c->by_band[WF_RISK_HIGH]},
                {"medium", c->by_band[WF_RISK_MEDIUM]},
                {"low", c->by_band[WF_RISK_LOW]},
                {"notScored", c->by_band[WF_RISK_NONE]},
                {"reviewOverdue", c->review_overdue},
                {"withoutReview", c->without_review},
                {"unowned", c->unowned},
                {"withoutMitigation", c->without_mitigation}};
    json_open_object(j, "counts");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_integer(j, rows[i].key, (int64_t)rows[i].value);
    json_close_object(j);
}

wf_status wf_risk_register_write_json(const wf_risk_register *reg, wf_date as_of,
                                      const wf_sink *sink, wf_error *err)
{
    json_out j;
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/risk-register/1");
    put_day(&j, "asOf", as_of);
    wf_risk_register_counts counts = wf_risk_register_count(reg, as_of);
    put_counts(&j, &counts);
    json_open_array(&j, "risks");
    for (size_t i = 0; i < reg->count; i++)
        put_entry(&j, &reg->entries[i], as_of);
    json_close_array(&j);
    json_close_object(&j);
    return json_end(&j, err);
}
