/* Risk scores as a JSON list, one object a school. */
#include "formats/write_json/json_out.h"
#include "wayforward/risk.h"

static void put_reason(json_out *j, const wf_risk_reason *r)
{
    json_open_object(j, NULL);
    json_str(j, "evidence", r->name);
    json_str_present(j, "value", r->value);
    json_number(j, "logOdds", r->log_odds);
    if (r->missing) {
        json_boolean(j, "missing", true);
        json_number(j, "couldMove", r->could_move);
    }
    json_str_present(j, "at", r->at);
    json_str_present(j, "file", r->file);
    if (r->assumed)
        json_boolean(j, "assumed", true);
    json_close_object(j);
}

static void put_chance(json_out *j, const char *key, const wf_risk_chance *c)
{
    json_open_object(j, key);
    json_number(j, "probability", c->probability);
    json_number(j, "lower80", c->lower80);
    json_number(j, "upper80", c->upper80);
    json_text(j, "band", wf_risk_band_name(c->band));
    if (key[0] == 'r')
        json_boolean(j, "assumed", true); /* mapped: no outcomes to fit on yet */
    json_close_object(j);
}

static void put_person(json_out *j, const wf_risk_person *p)
{
    char day[11];
    if (p->band.n == 0)
        return;
    json_open_object(j, "setByPerson");
    json_str(j, "band", p->band);
    json_str(j, "by", p->by);
    json_str(j, "reason", p->reason);
    json_text(j, "on", wf_date_iso(p->on, day));
    json_close_object(j);
}

static void put_score(json_out *j, const wf_risk_score *s)
{
    json_open_object(j, NULL);
    json_str(j, "urn", s->urn.n > 0 ? s->urn : s->school);
    if (s->urn.n > 0)
        json_str(j, "school", s->school);
    json_number(j, "probability", s->probability);
    json_number(j, "lower80", s->lower80);
    json_number(j, "upper80", s->upper80);
    json_text(j, "band", wf_risk_band_name(s->band));
    if (s->highest != s->band)
        json_text(j, "couldBe", wf_risk_band_name(s->highest));
    else if (s->lowest != s->band)
        json_text(j, "couldBe", wf_risk_band_name(s->lowest));
    json_open_array(j, "reasons");
    for (size_t i = 0; i < s->reason_count; i++)
        put_reason(j, &s->reasons[i]);
    json_close_array(j);
    if (s->band != WF_RISK_LOW)
        json_number(j, "toLowerBand", s->to_lower);
    if (s->band != WF_RISK_HIGH)
        json_number(j, "toHigherBand", s->to_higher);
    json_str_present(j, "wouldLower", s->change);
    if (s->change_count > 0)
        json_integer(j, "wouldLowerTogether", (int64_t)s->change_count);
    json_str_present(j, "rule", s->rule);
    put_person(j, &s->set_by_person);
    json_text(j, "framework", wf_risk_framework_name(s->framework));
    put_chance(j, "fourGrade", &s->four_grade);
    put_chance(j, "reportCard", &s->report_card);
    json_str_present(j, "file", s->file);
    json_str_present(j, "at", s->at);
    json_close_object(j);
}

wf_status wf_risk_scores_write_json(const wf_risk_scores *scores, const wf_sink *sink,
                                    wf_error *err)
{
    json_out j;
    json_begin(&j, sink, true);
    json_open_array(&j, NULL);
    for (size_t i = 0; i < scores->count; i++)
        put_score(&j, &scores->items[i]);
    json_close_array(&j);
    return json_end(&j, err);
}
