/* Fields: their result is text, their code is not. */
#include "formats/docx/docx_reading.h"

bool docx_in_field_code(const docx_flow *f)
{
    for (size_t i = 0; i < f->field_depth && i < DOCX_FIELDS_MAX; i++)
        if (!f->fields[i].in_result)
            return true;
    return f->field_depth > DOCX_FIELDS_MAX;
}

/* w:ddList: the entry that is chosen (17.16.9, 17.16.28). */
static wf_str read_drop_down(wf_xscan *s)
{
    size_t depth = s->depth;
    int32_t chosen = 0, i = 0;
    wf_str first = WF_STR_EMPTY, entry = WF_STR_EMPTY;
    while (wf_xscan_child(s, depth)) {
        if (s->id == DX_RESULT || (s->id == DX_DEFAULT && chosen == 0)) {
            chosen = docx_int(docx_val(s), 0);
        } else if (s->id == DX_LIST_ENTRY) {
            if (i == 0)
                first = docx_val(s);
            if (i == chosen)
                entry = docx_val(s);
            i++;
        }
    }
    return entry.n > 0 ? entry : first;
}

/* w:checkBox: checked, else its default (17.16.8). */
static wf_str read_check_box(wf_xscan *s)
{
    size_t depth = s->depth;
    bool is_on = false, is_said = false;
    while (wf_xscan_child(s, depth)) {
        if (s->id == DX_CHECKED) {
            is_on = docx_on(docx_val(s));
            is_said = true;
        } else if (s->id == DX_DEFAULT && !is_said) {
            is_on = docx_on(docx_val(s));
        }
    }
    return is_on ? WF_STR("\xE2\x98\x92") : WF_STR("\xE2\x98\x90"); /* U+2612, U+2610 */
}

/* w:ffData of a form field: what it shows, where its result is not text. */
static wf_str read_form_field(wf_xscan *s)
{
    size_t depth = s->depth;
    wf_str shown = WF_STR_EMPTY;
    while (wf_xscan_child(s, depth)) {
        if (s->id == DX_CHECK_BOX)
            shown = read_check_box(s);
        else if (s->id == DX_DD_LIST)
            shown = read_drop_down(s);
    }
    return shown;
}

/* A field that never ends would hide all the text that follows. */
static bool has_more_field_chars(wf_xscan *s)
{
    wf_str rest = {.p = s->p, .n = (size_t)(s->end - s->p)};
    return wf_str_find(rest, WF_STR("fldCharType"), 0) != SIZE_MAX;
}

static void begin_field(docx_flow *f, wf_xscan *s)
{
    docx_field field = {.in_result = false, .entry = WF_STR_EMPTY};
    size_t depth = s->depth;
    if (!has_more_field_chars(s))
        return;
    while (wf_xscan_child(s, depth))
        if (s->id == DX_FF_DATA)
            field.entry = read_form_field(s);
    if (f->field_depth < DOCX_FIELDS_MAX)
        f->fields[f->field_depth] = field;
    f->field_depth++;
}

static wf_status end_field(docx_reading *r, docx_flow *f)
{
    if (f->field_depth == 0)
        return WF_OK;
    f->field_depth--;
    if (f->field_depth >= DOCX_FIELDS_MAX)
        return WF_OK;
    const docx_field *field = &f->fields[f->field_depth];
    bool has_result = field->in_result && f->text.n != field->result_start;
    if (field->entry.n == 0 || has_result)
        return WF_OK;
    r->chars.n = 0;
    (void)wf_xscan_decode(&r->chars, field->entry);
    return docx_flow_add(r, wf_strbuf_str(&r->chars));
}

wf_status docx_field_char(docx_reading *r)
{
    docx_flow *f = docx_flow_here(r);
    wf_str type = wf_xscan_value(r->scan, DX_FLD_CHAR_TYPE);
    if (wf_str_eq(type, WF_STR("begin"))) {
        begin_field(f, r->scan);
    } else if (wf_str_eq(type, WF_STR("separate"))) {
        if (f->field_depth > 0 && f->field_depth <= DOCX_FIELDS_MAX) {
            f->fields[f->field_depth - 1].in_result = true;
            f->fields[f->field_depth - 1].result_start = f->text.n;
        }
    } else if (wf_str_eq(type, WF_STR("end"))) {
        return end_field(r, f);
    }
    return WF_OK;
}
