#include "engine/base/strbuf.h"
#include "engine/model/ledger.h"
#include "engine/model/plan_schema.h"
#include "tests/support/wf_test.h"
#include "wayforward/json.h"

static wf_status append(void *context, const void *data, size_t size)
{
    wf_strbuf_add(context, (wf_str){.p = data, .n = size});
    return WF_OK;
}

static wf_str write_json(const wf_plans *plans, const wf_plan_json_options *options,
                         wf_arena *arena)
{
    wf_strbuf b = wf_strbuf_in(arena, 1 << 20);
    const wf_sink sink = {.write = append, .context = &b};
    assert_int_equal(wf_plans_write_json(plans, options, &sink, NULL), WF_OK);
    return wf_strbuf_str(&b);
}

/* Every field of every record set, by the table itself: a field that JSON forgets shows.
 */
static void fill_record(wf_plan *plan, const wf_record *record, char *base, int *serial)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const wf_field *f = &record->fields[i];
        void *p = base + f->offset;
        ++*serial;
        wf_str text;
        assert_int_equal(wf_arena_printf(plan->arena, &text, "%s \"%d\"\n\t\xC2\xA3\x01",
                                         f->name, *serial),
                         WF_OK);
        wf_str *items = wf_arena_array(plan->arena, 2, sizeof *items);
        items[0] = items[1] = text;
        switch (f->kind) {
        case WF_FIELD_STR:
            *(wf_str *)p = text;
            break;
        case WF_FIELD_STRS:
            *(wf_strs *)p = (wf_strs){.items = items, .n = 2};
            break;
        case WF_FIELD_DATE:
            *(wf_date *)p = 18000 + *serial;
            break;
        case WF_FIELD_TERMS:
            *(uint8_t *)p = 0x25;
            break;
        case WF_FIELD_ENUM:
            *(int *)p = f->name_of(0) ? 0 : 1;
            break;
        case WF_FIELD_NUMBER:
            *(wf_number *)p = (wf_number){.value = *serial + 0.1, .present = true};
            break;
        case WF_FIELD_AMOUNT:
            ((wf_money *)(void *)base)->has_amount = true;
            *(double *)p = *serial + 0.01;
            break;
        case WF_FIELD_DOUBLE:
            *(double *)p = *serial / 3.0;
            break;
        case WF_FIELD_INTEGER:
            *(int *)p = *serial % 6 + 1;
            break;
        case WF_FIELD_COUNT:
            *(int64_t *)p = *serial;
            break;
        case WF_FIELD_OBJECT:
            fill_record(plan, f->record, p, serial);
            break;
        case WF_FIELD_LIST: {
            char *list = wf_arena_array(plan->arena, 2, f->record->size);
            for (size_t k = 0; k < 2; k++) {
                wf_record_init(f->record, list + k * f->record->size);
                fill_record(plan, f->record, list + k * f->record->size, serial);
            }
            *(void **)p = list;
            *(size_t *)(void *)(base + f->count) = 2;
            break;
        }
        }
    }
}

static wf_plans full_plans(void)
{
    wf_plans plans = {0};
    assert_int_equal(wf_plans_new(1, &plans, NULL), WF_OK);
    wf_plan *plan = plans.items[0];
    int serial = 0;
    fill_record(plan, wf_plan_record(), (char *)plan, &serial);
    plan->file = WF_STR("a.xlsx");
    plan->format = WF_FORMAT_XLSX;
    plan->family = WF_FAMILY_STRANDS;
    plan->confidence = 0.75;
    memset(plan->sha256, 'a', 64);
    assert_int_equal(wf_ledger_init(&plan->ledger, plan->arena, 2), WF_OK);
    for (size_t i = 0; i < 2; i++) {
        plan->ledger.entries[i].at = WF_STR("Plan!B2");
        plan->ledger.entries[i].text = WF_STR("kept");
    }
    assert_int_equal(
        wf_ledger_add_field(&plan->ledger, plan->arena, 0, WF_STR("priorities[0].title")),
        WF_OK);
    wf_diag_add(&plan->warnings, WF_D_NO_LEAD, WF_STR("Plan!B2"), "nobody leads this");
    return plans;
}

static void plan_json__every_field__comes_back_the_same(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    const wf_plan_json_options options = {.ledger = true};
    wf_plans plans = full_plans(), back = {0};
    wf_error err = WF_ERROR_INIT;
    wf_str first = write_json(&plans, &options, arena);
    wf_status status = wf_plans_read_json(first.p, first.n, &back, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, WF_OK);
    wf_str second = write_json(&back, &options, arena);
    assert_true(wf_str_eq(first, second));
    assert_int_equal(back.items[0]->ledger.by_role[WF_ROLE_FIELD], 1);
    wf_plans_free(&plans);
    wf_plans_free(&back);
    wf_arena_free(arena);
}

static void plan_json__an_empty_plan__has_no_empty_fields(void **state)
{
    (void)state;
    wf_arena *arena = wf_arena_new(0);
    wf_plans plans = {0};
    assert_int_equal(wf_plans_new(1, &plans, NULL), WF_OK);
    wf_str text = write_json(&plans, &(wf_plan_json_options){.compact = true}, arena);
    assert_true(wf_str_find(text, WF_STR("\"plan\":{},"), 0) != SIZE_MAX);
    wf_plans_free(&plans);
    wf_arena_free(arena);
}

static void plan_json__what_is_not_a_plan__is_an_error(void **state)
{
    static const char *const rows[] = {
        "",
        "{",
        "[]x",
        "{\"schema\":\"other\"}",
        "{\"schema\":\"wayforward/plan/1\",\"source\":{},\"plan\":7}",
        "{\"schema\":\"wayforward/plan/"
        "1\",\"source\":{\"file\":\"f\"},\"plan\":{\"title\":7}}",
        "{\"schema\":\"wayforward/plan/"
        "1\",\"source\":{\"file\":\"f\"},\"plan\":{\"priorities\":[7]}}",
        "{\"schema\":\"wayforward/plan/"
        "1\",\"source\":{\"file\":\"f\"},\"plan\":{\"kpis\":[{\"name\":\"x\",\"unit\":"
        "\"furlong\"}]}}",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        wf_plans plans = {0};
        wf_error err = WF_ERROR_INIT;
        assert_int_not_equal(wf_plans_read_json(rows[i], strlen(rows[i]), &plans, &err),
                             WF_OK);
        assert_true(err.message[0] != '\0');
        assert_int_equal(plans.n, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plan_json__every_field__comes_back_the_same),
        cmocka_unit_test(plan_json__an_empty_plan__has_no_empty_fields),
        cmocka_unit_test(plan_json__what_is_not_a_plan__is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
