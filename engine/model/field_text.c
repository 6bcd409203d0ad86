#include "engine/base/strbuf.h"
#include "engine/model/plan_schema.h"
#include "engine/text/number.h"

#include <string.h>

enum {
    MOST_TEXT = 1 << 20
};

static void add_part(wf_strbuf *b, wf_str text)
{
    if (text.n == 0)
        return;
    if (b->n > 0)
        wf_strbuf_add(b, WF_STR("; "));
    wf_strbuf_add(b, text);
}

static void add_number(wf_strbuf *b, double value)
{
    char buffer[WF_NUMBER_CHARS];
    add_part(b, wf_number_print(value, buffer));
}

static void add_terms(wf_strbuf *b, uint8_t terms)
{
    for (int term = 1; term <= 6; term++) {
        const char text[] = {'T', (char)('0' + term), '\0'};
        if (terms & 1u << (term - 1))
            add_part(b, wf_str_from(text));
    }
}

/* Every kind but OBJECT and LIST. */
static void add_simple(wf_strbuf *b, const wf_field *field, const void *base)
{
    const void *p = (const char *)base + field->offset;
    char date[16];
    switch (field->kind) {
    case WF_FIELD_STR:
        add_part(b, *(const wf_str *)p);
        return;
    case WF_FIELD_STRS:
        for (size_t i = 0; i < ((const wf_strs *)p)->n; i++)
            add_part(b, ((const wf_strs *)p)->items[i]);
        return;
    case WF_FIELD_DATE:
        add_part(b, wf_str_from(wf_date_iso(*(const wf_date *)p, date)));
        return;
    case WF_FIELD_TERMS:
        add_terms(b, *(const uint8_t *)p);
        return;
    case WF_FIELD_ENUM:
        add_part(b, wf_str_from(field->name_of(*(const int *)p)));
        return;
    case WF_FIELD_NUMBER:
    case WF_FIELD_AMOUNT:
    case WF_FIELD_DOUBLE:
        add_number(b, *(const double *)p);
        return;
    case WF_FIELD_INTEGER:
        add_number(b, *(const int *)p);
        return;
    case WF_FIELD_COUNT:
        add_number(b, (double)*(const int64_t *)p);
        return;
    case WF_FIELD_OBJECT:
    case WF_FIELD_LIST:
        return;
    }
}

/* An object's parts in order; one with a key ("text" of a time) is its key alone. Objects
 * nest two deep at most: monitoring and its time. */
static void add_object(wf_strbuf *b, const wf_record *record, const char *base)
{
    const wf_record *inner = NULL;
    const char *inner_base = NULL;
    for (size_t i = 0; i < record->field_count; i++) {
        const wf_field *f = &record->fields[i];
        if (record->key && strcmp(record->key, f->name) != 0)
            continue;
        if (f->kind == WF_FIELD_OBJECT && f->record->key) {
            inner = f->record;
            inner_base = base + f->offset;
            for (size_t k = 0; k < inner->field_count; k++)
                if (strcmp(inner->fields[k].name, inner->key) == 0)
                    add_simple(b, &inner->fields[k], inner_base);
        } else if (wf_field_present(f, base)) {
            add_simple(b, f, base);
        }
    }
}

wf_status wf_field_text(const wf_field *field, const void *base, wf_arena *arena,
                        wf_str *out)
{
    *out = WF_STR_EMPTY;
    if (field->kind == WF_FIELD_LIST || !wf_field_present(field, base))
        return WF_OK;
    wf_strbuf b = wf_strbuf_in(arena, MOST_TEXT);
    if (field->kind == WF_FIELD_OBJECT)
        add_object(&b, field->record, (const char *)base + field->offset);
    else
        add_simple(&b, field, base);
    *out = wf_strbuf_str(&b);
    return b.failed ? WF_E_MEMORY : WF_OK;
}
