/* What a school's file gave, and where a capture stands, as JSON. */
#include "formats/write_json/json_out.h"
#include "wayforward/capture.h"

static const char *const kinds[] = {[WF_CAPTURE_FORM] = "form",
                                    [WF_CAPTURE_DASHBOARD] = "dashboard",
                                    [WF_CAPTURE_TABLE] = "table"};

static void put_value(json_out *j, const wf_capture_value *v)
{
    json_open_object(j, NULL);
    json_str(j, "school", v->school);
    json_str(j, "kpi", v->kpi->code);
    json_str(j, "period", v->period);
    if (v->value.present)
        json_number(j, "value", v->value.value);
    if (v->cohort > 0)
        json_number(j, "cohort", v->cohort);
    if (v->not_collected)
        json_boolean(j, "notCollected", true);
    json_str_present(j, "comment", v->comment);
    json_str(j, "at", v->at);
    json_close_object(j);
}

static void put_update(json_out *j, const wf_capture_update *u)
{
    json_open_object(j, NULL);
    json_str(j, "ref", u->ref);
    json_text_present(j, "status", wf_action_status_name(u->status));
    json_text_present(j, "rag", wf_rag_name(u->rag));
    json_str_present(j, "evidence", u->evidence);
    json_str(j, "at", u->at);
    json_close_object(j);
}

static void put_reply(json_out *j, const wf_capture_reply *reply)
{
    json_open_object(j, NULL);
    json_text(j, "kind", kinds[reply->kind]);
    json_str_present(j, "issue", reply->issue.id);
    json_str_present(j, "school", reply->issue.school);
    json_str_present(j, "period", reply->issue.period);
    json_boolean(j, "refused", reply->refused);
    json_open_array(j, "values");
    for (size_t i = 0; i < reply->value_count; i++)
        put_value(j, &reply->values[i]);
    json_close_array(j);
    json_open_array(j, "actions");
    for (size_t i = 0; i < reply->update_count; i++)
        put_update(j, &reply->updates[i]);
    json_close_array(j);
    json_open_array(j, "findings");
    for (size_t i = 0; i < reply->findings.n; i++) {
        const wf_capture_finding *f = &reply->findings.items[i];
        json_open_object(j, NULL);
        json_text(j, "level", wf_capture_level_name(f->level));
        json_text(j, "code", f->code);
        json_str_present(j, "kpi", f->kpi);
        json_str_present(j, "at", f->at);
        json_str(j, "message", f->message);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

wf_status wf_capture_file_write_json(const wf_capture_file *file, bool is_known,
                                     bool is_stored, const wf_sink *sink, wf_error *err)
{
    json_out j;
    json_begin(&j, sink, false);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/capture/1");
    json_str(&j, "file", file->source.name);
    json_text(&j, "sha256", file->source.sha256);
    json_integer(&j, "saved", file->source.saved);
    json_boolean(&j, "stored", is_stored);
    json_boolean(&j, "known", is_known);
    if (file->lost.n > 0)
        json_str(&j, "damaged", file->lost);
    json_open_array(&j, "replies");
    for (size_t i = 0; i < file->reply_count; i++)
        put_reply(&j, &file->replies[i]);
    json_close_array(&j);
    json_close_object(&j);
    json_line(&j);
    return json_end(&j, err);
}

static void put_date(json_out *j, const char *key, wf_date date)
{
    char text[11];
    if (date != WF_DATE_NONE)
        json_text(j, key, wf_date_iso(date, text));
}

static void put_school(json_out *j, const wf_capture_school *s)
{
    json_open_object(j, NULL);
    json_str(j, "school", s->school->name);
    json_str_present(j, "urn", s->school->urn);
    json_text(j, "state", wf_capture_state_name(s->state));
    json_str_present(j, "issue", s->issue);
    put_date(j, "issued", s->issued);
    put_date(j, "deadline", s->deadline);
    put_date(j, "answered", s->answered);
    json_str_present(j, "file", s->file);
    json_integer(j, "asked", (int64_t)s->asked);
    json_integer(j, "given", (int64_t)s->given);
    json_integer(j, "notCollected", (int64_t)s->not_collected);
    json_open_array(j, "missing");
    for (size_t i = 0; i < s->missing_count; i++)
        json_str(j, NULL, s->missing[i]->code);
    json_close_array(j);
    json_open_array(j, "refused");
    for (size_t i = 0; i < s->refused.n; i++)
        json_str(j, NULL, s->refused.items[i]);
    json_close_array(j);
    json_close_object(j);
}

wf_status wf_capture_schools_write_json(const wf_capture_schools *schools, wf_str period,
                                        const wf_sink *sink, wf_error *err)
{
    json_out j;
    json_begin(&j, sink, true);
    json_open_object(&j, NULL);
    json_text(&j, "schema", "wayforward/capture-status/1");
    json_str(&j, "period", period);
    json_open_array(&j, "schools");
    for (size_t i = 0; i < schools->n; i++)
        put_school(&j, &schools->items[i]);
    json_close_array(&j);
    json_close_object(&j);
    return json_end(&j, err);
}
