#include "engine/recognise/labels.h"
#include <string.h>

static const wf_synonym *find(const wf_templates *t, wf_scope scope, wf_str text,
                              bool similar)
{
    char bytes[WF_LABEL_MAX];
    wf_str key = {.p = bytes, .n = wf_label_key(text, bytes)};
    if (key.n == 0)
        return NULL;
    const wf_synonym *s = wf_templates_find(t, scope, key);
    double similarity;
    if (s == NULL && similar && key.n >= 8)
        s = wf_templates_find_similar(t, scope, key, &similarity);
    return s;
}

/* "What is the risk of the school not being judged ... at the next inspection?" */
static bool asks_for_risk(wf_str text)
{
    return wf_str_ends_with(text, WF_STR("?")) &&
           wf_str_find(text, WF_STR("risk"), 0) != SIZE_MAX &&
           (wf_str_find(text, WF_STR("judged"), 0) != SIZE_MAX ||
            wf_str_find(text, WF_STR("inspection"), 0) != SIZE_MAX);
}

wf_field wf_label_of(const wf_templates *t, wf_str text)
{
    if (asks_for_risk(text))
        return WF_FIELD_RISK_QUESTION;
    if (text.n > WF_LABEL_MAX + 40)
        return WF_FIELD_NONE;
    const wf_synonym *s =
        find(t, WF_SCOPE_LABEL, text, wf_str_ends_with(text, WF_STR(":")));
    return s == NULL ? WF_FIELD_NONE : s->field;
}

bool wf_is_heading(const wf_templates *t, wf_str text)
{
    return text.n <= WF_LABEL_MAX && find(t, WF_SCOPE_HEADING, text, false) != NULL;
}

bool wf_is_total(const wf_templates *t, wf_str text)
{
    return text.n <= 40 && find(t, WF_SCOPE_TOTAL, text, false) != NULL;
}

bool wf_is_aside(const wf_templates *t, wf_str sheet)
{
    return sheet.n <= 40 && find(t, WF_SCOPE_ASIDE, sheet, false) != NULL;
}

bool wf_is_colour_key(const wf_templates *t, wf_str text)
{
    return text.n <= 40 && find(t, WF_SCOPE_COLOUR_KEY, text, false) != NULL;
}

/* ---- label: value ---- */

static bool is_blank_at(wf_str s, size_t i)
{
    return s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n';
}

/* May a label begin here: at the start, a tab, a line break or two spaces? */
static bool stands_apart(wf_str s, size_t from, size_t at)
{
    if (at <= from || s.p[at - 1] == '\t' || s.p[at - 1] == '\n')
        return true;
    return at >= from + 2 && is_blank_at(s, at - 2);
}

/* Where the label that ends at a colon begins: the longest run of words before it that is
 * a known label, not before `from`; one that is only similar must stand apart. SIZE_MAX
 * where there is none. */
static size_t label_start(const wf_templates *t, wf_str s, size_t from, size_t colon,
                          wf_field *field_out)
{
    size_t found = SIZE_MAX, i = colon;
    for (int words = 0; words < 12 && i > from; words++) {
        while (i > from && is_blank_at(s, i - 1))
            i--;
        while (i > from && !is_blank_at(s, i - 1))
            i--;
        bool apart = stands_apart(s, from, i);
        const wf_synonym *label = find(t, WF_SCOPE_LABEL, wf_str_sub(s, i, colon - i),
                                       apart && found == SIZE_MAX);
        if (label != NULL) {
            found = i;
            *field_out = label->field;
        }
        if (apart && i > from)
            break;
    }
    return found;
}

/* After the head label, a label may begin at a tab, a line break or two spaces; after a
 * single space only where it is two words or more. */
static bool may_begin(wf_str s, size_t at, size_t colon)
{
    if (at == 0 || s.p[at - 1] != ' ')
        return true;
    return (at >= 2 && is_blank_at(s, at - 2)) ||
           wf_str_find(wf_str_sub(s, at, colon - at), WF_STR(" "), 0) != SIZE_MAX;
}

size_t wf_pairs_of(const wf_templates *t, wf_str text, wf_pair *out, size_t most)
{
    size_t n = 0, from = 0, value = 0;
    for (size_t colon = wf_str_find(text, WF_STR(":"), 0); colon != SIZE_MAX && n < most;
         colon = wf_str_find(text, WF_STR(":"), colon + 1)) {
        wf_field field = WF_FIELD_NONE;
        size_t start = label_start(t, text, from, colon, &field);
        if (start == SIZE_MAX || (n == 0 && start > 0) ||
            !may_begin(text, start, colon)) {
            if (n == 0 && colon > WF_LABEL_MAX)
                return 0;
            continue;
        }
        if (n > 0)
            out[n - 1].value = wf_str_trim(wf_str_sub(text, value, start - value));
        out[n++] =
            (wf_pair){.field = field, .label = wf_str_sub(text, start, colon - start)};
        value = from = colon + 1;
    }
    if (n > 0)
        out[n - 1].value = wf_str_trim(wf_str_sub(text, value, SIZE_MAX));
    return n;
}

wf_field wf_inner_label(const wf_templates *t, wf_str line, wf_str *value_out)
{
    size_t colon = wf_str_find(line, WF_STR(":"), 0);
    if (colon == SIZE_MAX || colon > 60)
        return WF_FIELD_NONE;
    const wf_synonym *s = find(t, WF_SCOPE_COLUMN, wf_str_sub(line, 0, colon), false);
    if (s == NULL)
        return WF_FIELD_NONE;
    *value_out = wf_str_trim(wf_str_sub(line, colon + 1, SIZE_MAX));
    return s->field;
}
