#include "engine/model/plan_schema.h"

#include <string.h>

/* One wrapper an enum, so that the table needs no casts of function pointers. */
#define NAME_OF(name, type)                                                              \
    static const char *name_of_##name(int value)                                         \
    {                                                                                    \
        return wf_##name##_name((type)value);                                            \
    }
NAME_OF(rag, wf_rag)
NAME_OF(rag_from, wf_rag_from)
NAME_OF(action_status, wf_action_status)
NAME_OF(recurrence, wf_recurrence)
NAME_OF(season, wf_season)
NAME_OF(unit, wf_unit)
NAME_OF(direction, wf_direction)
NAME_OF(risk_rating, wf_risk_rating)
NAME_OF(activity_kind, wf_activity_kind)

#define AT(type, member, text, k)                                                        \
    .name = (text), .kind = (k), .offset = offsetof(type, member)
#define FIELD(type, member, text, k)                                                     \
    {                                                                                    \
        AT(type, member, text, k)                                                        \
    }
#define NEEDED(type, member, text, k)                                                    \
    {                                                                                    \
        AT(type, member, text, k), .always = true                                        \
    }
#define CHOICE(type, member, text, fn)                                                   \
    {                                                                                    \
        AT(type, member, text, WF_FIELD_ENUM), .name_of = (fn)                           \
    }
#define OBJECT(type, member, text, of)                                                   \
    {                                                                                    \
        AT(type, member, text, WF_FIELD_OBJECT), .record = &(of)                         \
    }
#define LIST(type, member, counter, text, of)                                            \
    {                                                                                    \
        AT(type, member, text, WF_FIELD_LIST), .count = offsetof(type, counter),         \
                                               .record = &(of)                           \
    }
#define RECORD(text, type, rows, key_name)                                               \
    {                                                                                    \
        .name = (text), .size = sizeof(type), .fields = (rows),                          \
        .field_count = sizeof(rows) / sizeof(rows)[0], .key = (key_name)                 \
    }

static const wf_field when_fields[] = {
    FIELD(wf_when, text, "text", WF_FIELD_STR),
    FIELD(wf_when, start, "start", WF_FIELD_DATE),
    FIELD(wf_when, end, "end", WF_FIELD_DATE),
    FIELD(wf_when, terms, "terms", WF_FIELD_TERMS),
    CHOICE(wf_when, recurrence, "recurrence", name_of_recurrence),
};
static const wf_record when_record = RECORD("when", wf_when, when_fields, "text");

static const wf_field money_fields[] = {
    FIELD(wf_money, text, "text", WF_FIELD_STR),
    FIELD(wf_money, amount, "amount", WF_FIELD_AMOUNT),
};
static const wf_record money_record = RECORD("money", wf_money, money_fields, "text");

static const wf_field monitoring_fields[] = {
    FIELD(wf_monitoring, who, "who", WF_FIELD_STR),
    FIELD(wf_monitoring, how, "how", WF_FIELD_STR),
    OBJECT(wf_monitoring, when, "when", when_record),
    FIELD(wf_monitoring, dissemination, "dissemination", WF_FIELD_STR),
};
static const wf_record monitoring_record =
    RECORD("monitoring", wf_monitoring, monitoring_fields, NULL);

static const wf_field action_fields[] = {
    FIELD(wf_action, code, "code", WF_FIELD_STR),
    NEEDED(wf_action, action, "action", WF_FIELD_STR),
    FIELD(wf_action, rationale, "rationale", WF_FIELD_STR),
    FIELD(wf_action, success_criteria, "success_criteria", WF_FIELD_STRS),
    FIELD(wf_action, support_required, "support_required", WF_FIELD_STR),
    FIELD(wf_action, resources, "resources", WF_FIELD_STR),
    OBJECT(wf_action, cost, "cost", money_record),
    FIELD(wf_action, lead, "lead", WF_FIELD_STRS),
    OBJECT(wf_action, when, "when", when_record),
    OBJECT(wf_action, monitoring, "monitoring", monitoring_record),
    FIELD(wf_action, key_questions, "key_questions", WF_FIELD_STR),
    FIELD(wf_action, evidence, "evidence", WF_FIELD_STR),
    FIELD(wf_action, evaluation, "evaluation", WF_FIELD_STR),
    FIELD(wf_action, next_steps, "next_steps", WF_FIELD_STR),
    CHOICE(wf_action, rag, "rag", name_of_rag),
    CHOICE(wf_action, rag_from, "rag_from", name_of_rag_from),
    CHOICE(wf_action, status, "status", name_of_action_status),
    NEEDED(wf_action, at, "at", WF_FIELD_STR),
};
static const wf_record action_record = RECORD("action", wf_action, action_fields, NULL);

static const wf_field outcome_fields[] = {
    CHOICE(wf_outcome, by, "by", name_of_season),
    NEEDED(wf_outcome, text, "text", WF_FIELD_STR),
};
static const wf_record outcome_record =
    RECORD("outcome", wf_outcome, outcome_fields, NULL);

static const wf_field priority_fields[] = {
    FIELD(wf_priority, code, "code", WF_FIELD_STR),
    NEEDED(wf_priority, title, "title", WF_FIELD_STR),
    FIELD(wf_priority, lead, "lead", WF_FIELD_STRS),
    LIST(wf_priority, outcomes, outcome_count, "outcomes", outcome_record),
    FIELD(wf_priority, prompts, "prompts", WF_FIELD_STRS),
    FIELD(wf_priority, frameworks, "frameworks", WF_FIELD_STRS),
    LIST(wf_priority, actions, action_count, "actions", action_record),
    FIELD(wf_priority, at, "at", WF_FIELD_STR),
};
static const wf_record priority_record =
    RECORD("priority", wf_priority, priority_fields, NULL);

static const wf_field observation_fields[] = {
    NEEDED(wf_observation, period, "period", WF_FIELD_STR),
    FIELD(wf_observation, value, "value", WF_FIELD_DOUBLE),
    FIELD(wf_observation, cohort, "cohort", WF_FIELD_COUNT),
    FIELD(wf_observation, at, "at", WF_FIELD_STR),
};
static const wf_record observation_record =
    RECORD("observation", wf_observation, observation_fields, NULL);

static const wf_field kpi_fields[] = {
    FIELD(wf_kpi, code, "code", WF_FIELD_STR),
    NEEDED(wf_kpi, name, "name", WF_FIELD_STR),
    FIELD(wf_kpi, priority, "priority", WF_FIELD_STR),
    CHOICE(wf_kpi, unit, "unit", name_of_unit),
    CHOICE(wf_kpi, direction, "direction", name_of_direction),
    FIELD(wf_kpi, baseline, "baseline", WF_FIELD_NUMBER),
    FIELD(wf_kpi, target, "target", WF_FIELD_NUMBER),
    FIELD(wf_kpi, national, "national", WF_FIELD_NUMBER),
    OBJECT(wf_kpi, deadline, "deadline", when_record),
    LIST(wf_kpi, observations, observation_count, "observations", observation_record),
    CHOICE(wf_kpi, rag, "rag", name_of_rag),
    FIELD(wf_kpi, at, "at", WF_FIELD_STR),
};
static const wf_record kpi_record = RECORD("kpi", wf_kpi, kpi_fields, NULL);

static const wf_field meeting_fields[] = {
    OBJECT(wf_meeting, date, "date", when_record),
    FIELD(wf_meeting, number, "number", WF_FIELD_STR),
    FIELD(wf_meeting, supporting_school, "supporting_school", WF_FIELD_STR),
    FIELD(wf_meeting, context, "context", WF_FIELD_STR),
    FIELD(wf_meeting, present, "present", WF_FIELD_STRS),
    FIELD(wf_meeting, apologies, "apologies", WF_FIELD_STRS),
};
static const wf_record meeting_record =
    RECORD("meeting", wf_meeting, meeting_fields, NULL);

static const wf_field factor_fields[] = {
    NEEDED(wf_risk_factor, factor, "factor", WF_FIELD_STR),
    FIELD(wf_risk_factor, action, "action", WF_FIELD_STR),
    FIELD(wf_risk_factor, by_whom, "by_whom", WF_FIELD_STRS),
    OBJECT(wf_risk_factor, by_when, "by_when", when_record),
    FIELD(wf_risk_factor, at, "at", WF_FIELD_STR),
};
static const wf_record factor_record =
    RECORD("factor", wf_risk_factor, factor_fields, NULL);

/* "risk" is an object of the contract whose members stand in wf_plan itself. */
static const wf_field risk_fields[] = {
    CHOICE(wf_plan, risk_rating, "rating", name_of_risk_rating),
    LIST(wf_plan, risk_factors, risk_factor_count, "factors", factor_record),
};
static const wf_record risk_record = RECORD("risk", wf_plan, risk_fields, NULL);

static const wf_field support_fields[] = {
    NEEDED(wf_support_record, role, "role", WF_FIELD_STR),
    FIELD(wf_support_record, focus, "focus", WF_FIELD_STR),
    FIELD(wf_support_record, outcomes, "outcomes", WF_FIELD_STR),
    FIELD(wf_support_record, tasks, "tasks", WF_FIELD_STR),
    FIELD(wf_support_record, evidence, "evidence", WF_FIELD_STR),
};
static const wf_record support_record =
    RECORD("support", wf_support_record, support_fields, NULL);

static const wf_field category_fields[] = {
    NEEDED(wf_support_category, category, "category", WF_FIELD_STR),
    FIELD(wf_support_category, capacity, "capacity", WF_FIELD_STR),
    FIELD(wf_support_category, quality_assurance, "quality_assurance", WF_FIELD_STR),
    FIELD(wf_support_category, school_improvement, "school_improvement", WF_FIELD_STR),
    FIELD(wf_support_category, total, "total", WF_FIELD_STR),
    FIELD(wf_support_category, days, "days", WF_FIELD_NUMBER),
    FIELD(wf_support_category, days_per_term, "days_per_term", WF_FIELD_NUMBER),
};
static const wf_record category_record =
    RECORD("category", wf_support_category, category_fields, NULL);

static const wf_field activity_fields[] = {
    FIELD(wf_activity, term, "term", WF_FIELD_INTEGER),
    CHOICE(wf_activity, kind, "kind", name_of_activity_kind),
    NEEDED(wf_activity, activity, "activity", WF_FIELD_STR),
};
static const wf_record activity_record =
    RECORD("activity", wf_activity, activity_fields, NULL);

static const wf_field plan_fields[] = {
    FIELD(wf_plan, title, "title", WF_FIELD_STR),
    FIELD(wf_plan, organisation, "organisation", WF_FIELD_STR),
    FIELD(wf_plan, school, "school", WF_FIELD_STR),
    FIELD(wf_plan, urn, "urn", WF_FIELD_STR),
    FIELD(wf_plan, academic_year, "academic_year", WF_FIELD_STR),
    FIELD(wf_plan, headteacher, "headteacher", WF_FIELD_STR),
    FIELD(wf_plan, chair, "chair", WF_FIELD_STR),
    OBJECT(wf_plan, meeting, "meeting", meeting_record),
    LIST(wf_plan, priorities, priority_count, "priorities", priority_record),
    LIST(wf_plan, kpis, kpi_count, "kpis", kpi_record),
    {.name = "risk", .kind = WF_FIELD_OBJECT, .offset = 0, .record = &risk_record},
    LIST(wf_plan, support, support_count, "support", support_record),
    LIST(wf_plan, categories, category_count, "categories", category_record),
    LIST(wf_plan, activities, activity_count, "activities", activity_record),
};
static const wf_record plan_record = RECORD("plan", wf_plan, plan_fields, NULL);

const wf_record *wf_plan_record(void)
{
    return &plan_record;
}

static const void *member(const wf_field *field, const void *base)
{
    return (const char *)base + field->offset;
}

/* All kinds but OBJECT, which needs to look further. */
static bool simple_present(const wf_field *field, const void *base)
{
    const void *p = member(field, base);
    switch (field->kind) {
    case WF_FIELD_STR:
        return ((const wf_str *)p)->n > 0;
    case WF_FIELD_STRS:
        return ((const wf_strs *)p)->n > 0;
    case WF_FIELD_DATE:
        return *(const wf_date *)p != WF_DATE_NONE;
    case WF_FIELD_TERMS:
        return *(const uint8_t *)p != 0;
    case WF_FIELD_ENUM:
        return field->name_of(*(const int *)p) != NULL;
    case WF_FIELD_NUMBER:
        return ((const wf_number *)p)->present;
    case WF_FIELD_AMOUNT:
        return ((const wf_money *)base)->has_amount;
    case WF_FIELD_COUNT:
        return *(const int64_t *)p > 0;
    case WF_FIELD_LIST:
        return *(const size_t *)(const void *)((const char *)base + field->count) > 0;
    case WF_FIELD_DOUBLE:
    case WF_FIELD_INTEGER:
    case WF_FIELD_OBJECT:
        return true;
    }
    return true;
}

bool wf_field_present(const wf_field *field, const void *base)
{
    struct {
        const wf_record *record;
        const void *base;
    } open[WF_SCHEMA_DEPTH];
    size_t depth = 0;
    if (field->kind != WF_FIELD_OBJECT)
        return simple_present(field, base);
    open[depth].record = field->record;
    open[depth++].base = member(field, base);
    while (depth > 0) {
        const wf_record *record = open[--depth].record;
        const void *at = open[depth].base;
        for (size_t i = 0; i < record->field_count; i++) {
            const wf_field *f = &record->fields[i];
            if (record->key && strcmp(record->key, f->name) != 0)
                continue;
            if (f->kind == WF_FIELD_OBJECT && depth < WF_SCHEMA_DEPTH) {
                open[depth].record = f->record;
                open[depth++].base = member(f, at);
            } else if (simple_present(f, at)) {
                return true;
            }
        }
    }
    return false;
}

void wf_record_init(const wf_record *record, void *base)
{
    struct {
        const wf_record *record;
        char *base;
    } open[WF_SCHEMA_DEPTH];
    size_t depth = 0;
    open[depth].record = record;
    open[depth++].base = base;
    while (depth > 0) {
        record = open[--depth].record;
        char *at = open[depth].base;
        for (size_t i = 0; i < record->field_count; i++) {
            const wf_field *f = &record->fields[i];
            if (f->kind == WF_FIELD_STR)
                *(wf_str *)(void *)(at + f->offset) = WF_STR_EMPTY;
            else if (f->kind == WF_FIELD_DATE)
                *(wf_date *)(void *)(at + f->offset) = WF_DATE_NONE;
            else if (f->kind == WF_FIELD_OBJECT && depth < WF_SCHEMA_DEPTH) {
                open[depth].record = f->record;
                open[depth++].base = at + f->offset;
            }
        }
    }
}
