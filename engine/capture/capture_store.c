/* Replies and issues into the store, and where a capture stands by what the store holds.
 *
 * Decisions of kind (docs/capture.md):
 *   capture-issued   key the period; value the issue's number; on issued, review deadline
 *   capture-reply    key the period; value "taken", "partly" or "refused"; reason the
 *                    refusals, a line each; at the file; on the day it was saved
 *   not-collected    key "2026-27/T2 ATT06"; reason the school's comment
 *   action-progress  key "2026-27/T2 A-5f21c09b"; value "in-progress amber"; reason the
 *                    evidence */
#include "engine/capture/capture_private.h"

#include "engine/base/strbuf.h"

#include <string.h>

enum {
    REASON_MOST = 8000,
    YEAR = 6,
    DAY_SECONDS = 86400
};

static wf_store_decision decision_for(const char *kind, wf_str school, wf_str key)
{
    wf_store_decision d = {.kind = wf_str_from(kind),
                           .school = school,
                           .key = key,
                           .on = WF_DATE_NONE,
                           .review = WF_DATE_NONE};
    d.value = d.details = d.reason = d.by = d.at = WF_STR_EMPTY;
    return d;
}

/* ---- issues ---------------------------------------------------------------------- */

wf_status wf_capture_store_issue(wf_store *store, const wf_store_source *source,
                                 const wf_capture_form *form, wf_error *err)
{
    bool is_known = false;
    WF_TRY(wf_store_begin(store, source, &is_known, err));
    if (is_known)
        return WF_OK;
    wf_store_decision d =
        decision_for("capture-issued", form->issue.school, form->issue.period);
    d.value = form->issue.id;
    d.on = form->issue.issued;
    d.review = form->issue.deadline;
    d.at = source->name;
    wf_status status = wf_store_put_decision(store, &d, err);
    if (status == WF_OK)
        return wf_store_commit(store, err);
    wf_store_abandon(store);
    return status;
}

/* ---- replies --------------------------------------------------------------------- */

static wf_status put_values(wf_store *store, const wf_capture_reply *reply,
                            wf_arena *arena, wf_error *err)
{
    wf_store_observation *items =
        wf_arena_array(arena, reply->value_count, sizeof *items);
    size_t n = 0;
    if (items == NULL)
        return wf_fail_memory(err);
    for (size_t i = 0; i < reply->value_count; i++) {
        const wf_capture_value *v = &reply->values[i];
        if (!v->not_collected)
            items[n++] = (wf_store_observation){.school = v->school,
                                                .kpi = capture_kpi_key(v->kpi),
                                                .period = v->period,
                                                .value = v->value,
                                                .cohort = v->cohort,
                                                .comment = v->comment,
                                                .at = v->at};
    }
    return wf_store_put_observations(store, items, n, err);
}

static wf_status put_not_collected(wf_store *store, const wf_capture_reply *reply,
                                   wf_arena *arena, wf_error *err)
{
    for (size_t i = 0; i < reply->value_count; i++) {
        const wf_capture_value *v = &reply->values[i];
        wf_str key;
        if (!v->not_collected)
            continue;
        if (capture_action_key(v->period, v->kpi->code, arena, &key) != WF_OK)
            return wf_fail_memory(err);
        wf_store_decision d = decision_for("not-collected", v->school, key);
        d.reason = v->comment;
        d.at = v->at;
        WF_TRY(wf_store_put_decision(store, &d, err));
    }
    return WF_OK;
}

static wf_status put_updates(wf_store *store, const wf_capture_reply *reply,
                             wf_arena *arena, wf_error *err)
{
    for (size_t i = 0; i < reply->update_count; i++) {
        const wf_capture_update *u = &reply->updates[i];
        const char *status = wf_action_status_name(u->status);
        const char *rag = wf_rag_name(u->rag);
        wf_str key, value;
        if (capture_action_key(reply->issue.period, u->ref, arena, &key) != WF_OK ||
            wf_arena_printf(arena, &value, "%s %s", status != NULL ? status : "-",
                            rag != NULL ? rag : "-") != WF_OK)
            return wf_fail_memory(err);
        wf_store_decision d = decision_for("action-progress", reply->issue.school, key);
        d.value = value;
        d.reason = u->evidence;
        d.at = u->at;
        WF_TRY(wf_store_put_decision(store, &d, err));
    }
    return WF_OK;
}

/* The refusals as lines: "Dashboard!J14 ATT04: 104 is not a percentage (0-100)". */
static wf_status refusals(const wf_capture_reply *reply, wf_arena *arena, wf_str *out,
                          size_t *count)
{
    wf_strbuf b = wf_strbuf_in(arena, REASON_MOST);
    *count = 0;
    for (size_t i = 0; i < reply->findings.n; i++) {
        const wf_capture_finding *f = &reply->findings.items[i];
        if (f->level != WF_CAPTURE_REFUSED)
            continue;
        if ((*count)++ > 0)
            wf_strbuf_add_char(&b, '\n');
        wf_strbuf_printf(&b, "%.*s%s%.*s%s%.*s", WF_STR_ARG(f->at),
                         f->at.n > 0 && f->kpi.n > 0 ? " " : "", WF_STR_ARG(f->kpi),
                         f->at.n + f->kpi.n > 0 ? ": " : "", WF_STR_ARG(f->message));
    }
    if (b.failed)
        return WF_E_MEMORY;
    return wf_arena_str(arena, wf_strbuf_str(&b), out);
}

static wf_status put_reply(wf_store *store, const wf_store_source *source,
                           const wf_capture_reply *reply, wf_arena *arena, wf_error *err)
{
    size_t refused = 0;
    wf_store_decision d =
        decision_for("capture-reply", reply->issue.school, reply->issue.period);
    if (refusals(reply, arena, &d.reason, &refused) != WF_OK)
        return wf_fail_memory(err);
    d.value = reply->refused ? WF_STR("refused")
              : refused > 0  ? WF_STR("partly")
                             : WF_STR("taken");
    d.at = source->name;
    d.on = (wf_date)(source->saved / DAY_SECONDS);
    return wf_store_put_decision(store, &d, err);
}

static wf_status put_all(wf_store *store, const wf_store_source *source,
                         const wf_capture_reply *reply, wf_error *err)
{
    wf_arena *arena = wf_arena_new(0);
    if (arena == NULL)
        return wf_fail_memory(err);
    wf_status status = WF_OK;
    if (!reply->refused) {
        status = put_values(store, reply, arena, err);
        if (status == WF_OK)
            status = put_not_collected(store, reply, arena, err);
        if (status == WF_OK && reply->kind == WF_CAPTURE_FORM)
            status = put_updates(store, reply, arena, err);
    }
    if (status == WF_OK && reply->kind == WF_CAPTURE_FORM)
        status = put_reply(store, source, reply, arena, err);
    wf_arena_free(arena);
    return status;
}

wf_status wf_capture_store(wf_store *store, const wf_capture_file *file, bool *is_known,
                           wf_error *err)
{
    wf_status status = WF_OK;
    WF_TRY(wf_store_begin(store, &file->source, is_known, err));
    if (*is_known)
        return WF_OK;
    for (size_t i = 0; status == WF_OK && i < file->reply_count; i++)
        status = put_all(store, &file->source, &file->replies[i], err);
    if (status == WF_OK)
        return wf_store_commit(store, err);
    wf_store_abandon(store);
    return status;
}

/* ---- where a capture stands ------------------------------------------------------ */

typedef struct measuring {
    const wf_trust *trust;
    wf_arena *arena;
    wf_period period;
    wf_str period_text;
    wf_date as_of;
    wf_panel panel; /* of the period alone */
    wf_store_decision *issues, *replies, *skipped;
    size_t issue_count, reply_count, skipped_count;
} measuring;

static const wf_store_decision *newest_for(const measuring *m,
                                           const wf_store_decision *items, size_t n,
                                           const wf_trust_school *school)
{
    for (size_t i = 0; i < n; i++)
        if (!items[i].dropped && wf_str_eq(items[i].key, m->period_text) &&
            wf_trust_find_school(m->trust, items[i].school, WF_STR_EMPTY) == school)
            return &items[i];
    return NULL;
}

static bool is_given(const measuring *m, const wf_trust_school *school,
                     const wf_trust_kpi *kpi)
{
    for (size_t i = 0; i < m->panel.row_count; i++) {
        const wf_panel_row *row = &m->panel.rows[i];
        if (row->period.number == m->period.number &&
            wf_str_eq(row->school, school->name) &&
            (wf_str_eq(row->kpi, kpi->name) ||
             wf_trust_find_kpi(m->trust, row->kpi) == kpi))
            return true;
    }
    return false;
}

static bool is_skipped(const measuring *m, const wf_trust_school *school,
                       const wf_trust_kpi *kpi)
{
    for (size_t i = 0; i < m->skipped_count; i++) {
        wf_str key = m->skipped[i].key;
        if (!m->skipped[i].dropped && wf_str_starts_with(key, m->period_text) &&
            wf_str_eq(wf_str_sub(key, m->period_text.n + 1, key.n), kpi->code) &&
            wf_str_eq(m->skipped[i].school, school->name))
            return true;
    }
    return false;
}

static wf_status split_lines(wf_str text, wf_arena *arena, wf_strs *out)
{
    size_t n = text.n > 0 ? 1 : 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    wf_str *items = wf_arena_array(arena, n, sizeof *items);
    if (items == NULL)
        return WF_E_MEMORY;
    for (size_t i = 0, at = 0; i < n; i++) {
        size_t end = wf_str_find(text, WF_STR("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        items[i] = wf_str_sub(text, at, end - at);
        at = end + 1;
    }
    *out = (wf_strs){.items = items, .n = n};
    return WF_OK;
}

static wf_capture_state state_of(const measuring *m, const wf_capture_school *s)
{
    bool answered = s->answered != WF_DATE_NONE || s->given > 0;
    if (s->missing_count == 0 && answered)
        return WF_CAPTURE_COMPLETE;
    if (s->issue.n == 0 && !answered)
        return WF_CAPTURE_NOT_ISSUED;
    if (s->deadline != WF_DATE_NONE && m->as_of > s->deadline)
        return WF_CAPTURE_LATE;
    return answered ? WF_CAPTURE_PARTLY : WF_CAPTURE_WAITING;
}

static wf_status measure_school(const measuring *m, const wf_trust_school *school,
                                wf_capture_school *out)
{
    int term = (m->period.number - 1) % YEAR + 1;
    const wf_store_decision *issue = newest_for(m, m->issues, m->issue_count, school);
    const wf_store_decision *reply = newest_for(m, m->replies, m->reply_count, school);
    *out = (wf_capture_school){.school = school,
                               .issue = WF_STR_EMPTY,
                               .file = WF_STR_EMPTY,
                               .issued = WF_DATE_NONE,
                               .deadline = WF_DATE_NONE,
                               .answered = WF_DATE_NONE};
    out->missing = wf_arena_array(m->arena, m->trust->kpi_count, sizeof(const void *));
    if (out->missing == NULL)
        return WF_E_MEMORY;
    if (issue != NULL) {
        out->issue = issue->value;
        out->issued = issue->on;
        out->deadline = issue->review;
    }
    if (reply != NULL) {
        out->answered = reply->on;
        out->file = reply->at;
        WF_TRY(split_lines(reply->reason, m->arena, &out->refused));
    }
    for (size_t i = 0; i < m->trust->kpi_count; i++) {
        const wf_trust_kpi *kpi = &m->trust->kpis[i];
        if (!wf_capture_asks(kpi, school, term))
            continue;
        out->asked++;
        if (is_given(m, school, kpi))
            out->given++;
        else if (is_skipped(m, school, kpi))
            out->not_collected++;
        else
            out->missing[out->missing_count++] = kpi;
    }
    out->state = state_of(m, out);
    return WF_OK;
}

static wf_status read_store(wf_store *store, measuring *m, wf_error *err)
{
    const wf_store_query query = {.school = WF_STR_EMPTY,
                                  .kpi = WF_STR_EMPTY,
                                  .from = m->period_text,
                                  .to = m->period_text};
    WF_TRY(wf_store_panel(store, &query, m->arena, &m->panel, err));
    WF_TRY(wf_store_decisions(store, WF_STR("capture-issued"), WF_STR_EMPTY, false,
                              m->arena, &m->issues, &m->issue_count, err));
    WF_TRY(wf_store_decisions(store, WF_STR("capture-reply"), WF_STR_EMPTY, false,
                              m->arena, &m->replies, &m->reply_count, err));
    return wf_store_decisions(store, WF_STR("not-collected"), WF_STR_EMPTY, false,
                              m->arena, &m->skipped, &m->skipped_count, err);
}

wf_status wf_capture_measure(wf_store *store, const wf_trust *trust,
                             const wf_capture_moment *moment, wf_arena *arena,
                             wf_capture_schools *out, wf_error *err)
{
    char text[WF_PERIOD_TEXT];
    wf_period period = moment->period;
    measuring m = {
        .trust = trust, .arena = arena, .period = period, .as_of = moment->as_of};
    if (period.number <= 0 || period.style != WF_PERIOD_HALF)
        return wf_fail(err, WF_E_ARGUMENT, NULL,
                       "a capture is of one half-term, such as 2026-27/T2");
    wf_capture_school *items = wf_arena_array(arena, trust->school_count, sizeof *items);
    if (items == NULL || wf_arena_str(arena, wf_str_from(wf_period_text(period, text)),
                                      &m.period_text) != WF_OK)
        return wf_fail_memory(err);
    WF_TRY(read_store(store, &m, err));
    for (size_t i = 0; i < trust->school_count; i++)
        if (measure_school(&m, &trust->schools[i], &items[i]) != WF_OK)
            return wf_fail_memory(err);
    *out = (wf_capture_schools){.items = items, .n = trust->school_count};
    return WF_OK;
}
