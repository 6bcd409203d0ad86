/* Plans back from JSON: parsed by jansson, then walked by the schema table. */
#include "engine/model/ledger.h"
#include "engine/model/plan_schema.h"
#include "wayforward/json.h"

#include <jansson.h>
#include <string.h>

/* A JSON object that is being read into a record, and the rest of the list it stands in.
 */
typedef struct frame {
    const wf_record *record;
    const json_t *list; /* NULL: a single object */
    const json_t *object;
    char *base;
    size_t index; /* in the list */
    size_t field;
} frame;

typedef struct reading {
    wf_plan *plan;
    frame stack[WF_SCHEMA_DEPTH];
    size_t depth;
    wf_error *err;
} reading;

static wf_status fail_field(const reading *r, const char *record, const char *field)
{
    return wf_fail(r->err, WF_E_FORMAT, NULL, "\"%s\" of a %s is not what it should be",
                   field, record);
}

static wf_status copy_text(const reading *r, const json_t *value, wf_str *out)
{
    wf_str s = {.p = json_string_value(value), .n = json_string_length(value)};
    return wf_arena_str(r->plan->arena, s, out) == WF_OK ? WF_OK : wf_fail_memory(r->err);
}

static wf_status read_strs(const reading *r, const json_t *list, wf_strs *out)
{
    size_t n = json_array_size(list);
    wf_str *items = wf_arena_array(r->plan->arena, n, sizeof *items);
    if (!items)
        return wf_fail_memory(r->err);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item))
            return wf_fail(r->err, WF_E_FORMAT, NULL,
                           "a list of texts holds something else");
        WF_TRY(copy_text(r, item, &items[i]));
    }
    *out = (wf_strs){.items = items, .n = n};
    return WF_OK;
}

static wf_date read_date(const json_t *value)
{
    const char *s = json_string_value(value);
    if (!s || strlen(s) != 10 || s[4] != '-' || s[7] != '-')
        return WF_DATE_NONE;
    int parts[3] = {0};
    for (size_t i = 0, part = 0; i < 10; i++) {
        if (s[i] == '-')
            part++;
        else if (s[i] >= '0' && s[i] <= '9')
            parts[part] = parts[part] * 10 + (s[i] - '0');
        else
            return WF_DATE_NONE;
    }
    return wf_date_from_ymd(parts[0], parts[1], parts[2]);
}

static uint8_t read_terms(const json_t *list)
{
    unsigned terms = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_int_t term = json_integer_value(json_array_get(list, i));
        if (term >= 1 && term <= 6)
            terms |= 1u << (term - 1);
    }
    return (uint8_t)terms;
}

/* Enums are small and dense: the first value whose name fits. */
static bool read_enum(const wf_field *field, const json_t *value, int *out)
{
    enum {
        MOST_VALUES = 32
    };
    const char *text = json_string_value(value);
    for (int i = 0; text && i < MOST_VALUES; i++) {
        const char *name = field->name_of(i);
        if (name && strcmp(name, text) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool kind_fits(wf_field_kind kind, const json_t *value)
{
    switch (kind) {
    case WF_FIELD_STR:
    case WF_FIELD_DATE:
    case WF_FIELD_ENUM:
        return json_is_string(value);
    case WF_FIELD_STRS:
    case WF_FIELD_TERMS:
    case WF_FIELD_LIST:
        return json_is_array(value);
    case WF_FIELD_NUMBER:
    case WF_FIELD_AMOUNT:
    case WF_FIELD_DOUBLE:
        return json_is_number(value);
    case WF_FIELD_INTEGER:
    case WF_FIELD_COUNT:
        return json_is_integer(value);
    case WF_FIELD_OBJECT:
        return json_is_object(value);
    }
    return false;
}

static wf_status read_simple(const reading *r, const wf_field *field, const json_t *value,
                             char *base)
{
    void *p = base + field->offset;
    switch (field->kind) {
    case WF_FIELD_STR:
        return copy_text(r, value, p);
    case WF_FIELD_STRS:
        return read_strs(r, value, p);
    case WF_FIELD_DATE:
        *(wf_date *)p = read_date(value);
        return *(wf_date *)p != WF_DATE_NONE ? WF_OK
                                             : fail_field(r, "record", field->name);
    case WF_FIELD_TERMS:
        *(uint8_t *)p = read_terms(value);
        return WF_OK;
    case WF_FIELD_ENUM:
        return read_enum(field, value, p) ? WF_OK : fail_field(r, "record", field->name);
    case WF_FIELD_NUMBER:
        *(wf_number *)p = (wf_number){.value = json_number_value(value), .present = true};
        return WF_OK;
    case WF_FIELD_AMOUNT:
        ((wf_money *)(void *)base)->has_amount = true;
        *(double *)p = json_number_value(value);
        return WF_OK;
    case WF_FIELD_DOUBLE:
        *(double *)p = json_number_value(value);
        return WF_OK;
    case WF_FIELD_INTEGER:
        *(int *)p = (int)json_integer_value(value);
        return WF_OK;
    case WF_FIELD_COUNT:
        *(int64_t *)p = json_integer_value(value);
        return WF_OK;
    case WF_FIELD_OBJECT:
    case WF_FIELD_LIST:
        break;
    }
    return WF_OK;
}

/* Push the object of a field, or the list of one with room for its records. */
static wf_status open_field(reading *r, const wf_field *field, const json_t *value,
                            char *base)
{
    if (r->depth >= WF_SCHEMA_DEPTH)
        return wf_fail(r->err, WF_E_INTERNAL, NULL, "the schema is deeper than it says");
    frame f = {.record = field->record, .object = value, .base = base + field->offset};
    if (field->kind == WF_FIELD_LIST) {
        size_t n = json_array_size(value);
        if (n == 0)
            return WF_OK;
        f.base = wf_arena_array(r->plan->arena, n, field->record->size);
        if (!f.base)
            return wf_fail_memory(r->err);
        *(void **)(void *)(base + field->offset) = f.base;
        *(size_t *)(void *)(base + field->count) = n;
        f.list = value;
        f.object = json_array_get(value, 0);
        wf_record_init(f.record, f.base);
    }
    if (!json_is_object(f.object))
        return fail_field(r, field->record->name, field->name);
    r->stack[r->depth++] = f;
    return WF_OK;
}

static wf_status next_in_list(reading *r, frame *f)
{
    if (!f->list || ++f->index >= json_array_size(f->list)) {
        r->depth--;
        return WF_OK;
    }
    f->object = json_array_get(f->list, f->index);
    if (!json_is_object(f->object))
        return fail_field(r, f->record->name, "a member of the list");
    f->base += f->record->size;
    f->field = 0;
    wf_record_init(f->record, f->base);
    return WF_OK;
}

static wf_status read_record(reading *r, const json_t *object)
{
    r->stack[0] =
        (frame){.record = wf_plan_record(), .object = object, .base = (char *)r->plan};
    r->depth = 1;
    while (r->depth > 0) {
        frame *f = &r->stack[r->depth - 1];
        if (f->field == f->record->field_count) {
            WF_TRY(next_in_list(r, f));
            continue;
        }
        const wf_field *field = &f->record->fields[f->field++];
        const json_t *value = json_object_get(f->object, field->name);
        if (!value)
            continue;
        if (!kind_fits(field->kind, value))
            return fail_field(r, f->record->name, field->name);
        if (field->kind == WF_FIELD_OBJECT || field->kind == WF_FIELD_LIST)
            WF_TRY(open_field(r, field, value, f->base));
        else
            WF_TRY(read_simple(r, field, value, f->base));
    }
    return WF_OK;
}

static wf_role role_from(const json_t *value)
{
    const char *text = json_string_value(value);
    for (int i = 0; text && i < WF_ROLES; i++)
        if (strcmp(text, wf_role_name((wf_role)i)) == 0)
            return (wf_role)i;
    return WF_ROLE_UNMAPPED;
}

/* "ledger" where it is there, else "unmapped". */
static wf_status read_ledger(const reading *r, const json_t *object)
{
    const json_t *list = json_object_get(object, "ledger");
    if (!json_is_array(list))
        list = json_object_get(object, "unmapped");
    wf_ledger *ledger = &r->plan->ledger;
    size_t n = json_array_size(list);
    if (wf_ledger_init(ledger, r->plan->arena, n) != WF_OK)
        return wf_fail_memory(r->err);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        wf_ledger_entry *entry = &ledger->entries[i];
        const json_t *fields = json_object_get(item, "fields");
        WF_TRY(copy_text(r, json_object_get(item, "at"), &entry->at));
        WF_TRY(copy_text(r, json_object_get(item, "text"), &entry->text));
        wf_ledger_mark(ledger, i, role_from(json_object_get(item, "role")));
        if (json_is_array(fields))
            WF_TRY(read_strs(r, fields, &entry->fields));
        entry->hidden = json_is_true(json_object_get(item, "hidden"));
    }
    return WF_OK;
}

static void read_warnings(const reading *r, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        const char *code = json_string_value(json_object_get(item, "code"));
        const char *message = json_string_value(json_object_get(item, "message"));
        const char *at = json_string_value(json_object_get(item, "at"));
        for (int c = 0; code && message && c < WF_DIAG_CODES; c++)
            if (strcmp(wf_diag_name((wf_diag_code)c), code) == 0)
                wf_diag_add(&r->plan->warnings, (wf_diag_code)c, wf_str_from(at), "%s",
                            message);
    }
}

static wf_format format_from(const char *name)
{
    for (int f = WF_FORMAT_XLSX; name && f <= WF_FORMAT_CSV; f++)
        if (strcmp(name, wf_format_name((wf_format)f)) == 0)
            return (wf_format)f;
    return WF_FORMAT_UNKNOWN;
}

static wf_status read_plan(const json_t *object, wf_plan *plan, wf_error *err)
{
    reading r = {.plan = plan, .err = err};
    const json_t *source = json_object_get(object, "source");
    const json_t *body = json_object_get(object, "plan");
    const char *schema = json_string_value(json_object_get(object, "schema"));
    if (!schema || strcmp(schema, "wayforward/plan/1") != 0 || !json_is_object(body))
        return wf_fail(err, WF_E_FORMAT, NULL, "this is not a wayforward/plan/1 object");
    plan->family = wf_family_from_name(
        wf_str_from(json_string_value(json_object_get(object, "family"))));
    plan->confidence = json_number_value(json_object_get(object, "confidence"));
    plan->format = format_from(json_string_value(json_object_get(source, "format")));
    WF_TRY(copy_text(&r, json_object_get(source, "file"), &plan->file));
    const char *digest = json_string_value(json_object_get(source, "sha256"));
    if (digest && strlen(digest) == 64)
        memcpy(plan->sha256, digest, 65);
    WF_TRY(read_record(&r, body));
    WF_TRY(read_ledger(&r, object));
    read_warnings(&r, json_object_get(object, "warnings"));
    return WF_OK;
}

static wf_status read_all(const json_t *root, wf_plans *out, wf_error *err)
{
    size_t n = json_is_array(root) ? json_array_size(root) : 1;
    WF_TRY(wf_plans_new(n, out, err));
    for (size_t i = 0; i < n; i++) {
        const json_t *object = json_is_array(root) ? json_array_get(root, i) : root;
        WF_TRY(read_plan(object, out->items[i], err));
    }
    return WF_OK;
}

wf_status wf_plans_read_json(const void *json, size_t size, wf_plans *out, wf_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        return wf_fail(err, WF_E_FORMAT, NULL, "line %d of the JSON: %s", why.line,
                       why.text);
    wf_plans plans = {0};
    wf_status status = read_all(root, &plans, err);
    json_decref(root);
    if (status == WF_OK)
        *out = plans;
    else
        wf_plans_free(&plans);
    return status;
}
