#include "engine/recognise/names.h"
#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"
#include "wayforward/calendar.h"
#include <string.h>

/* ---- academic years ---- */

wf_str wf_academic_year_in(wf_recogniser *r, wf_str text)
{
    char name[8];
    int year = wf_academic_year_find(text);
    return year == 0 ? WF_STR_EMPTY
                     : wf_rec_copy(r, wf_str_from(wf_academic_year_name(year, name)));
}

/* ---- fields of the head ---- */

typedef enum form_kind {
    FORM_TEXT,
    FORM_YEAR,
    FORM_URN,
    FORM_WHEN,
    FORM_LIST
} form_kind;

static const struct form_field {
    wf_field field;
    form_kind kind;
    size_t offset;
    const char *path;
} form_fields[] = {
    {WF_FIELD_SCHOOL, FORM_TEXT, offsetof(wf_plan, school), "school"},
    {WF_FIELD_ORGANISATION, FORM_TEXT, offsetof(wf_plan, organisation), "organisation"},
    {WF_FIELD_HEADTEACHER, FORM_TEXT, offsetof(wf_plan, headteacher), "headteacher"},
    {WF_FIELD_CHAIR, FORM_TEXT, offsetof(wf_plan, chair), "chair"},
    {WF_FIELD_CHAIR_GOVERNORS, FORM_TEXT, offsetof(wf_plan, chair), "chair"},
    {WF_FIELD_URN, FORM_URN, offsetof(wf_plan, urn), "urn"},
    {WF_FIELD_ACADEMIC_YEAR, FORM_YEAR, offsetof(wf_plan, academic_year),
     "academic_year"},
    {WF_FIELD_MEETING_DATE, FORM_WHEN, offsetof(wf_plan, meeting.date), "meeting.date"},
    {WF_FIELD_MEETING_NUMBER, FORM_TEXT, offsetof(wf_plan, meeting.number),
     "meeting.number"},
    {WF_FIELD_SUPPORTING_SCHOOL, FORM_TEXT, offsetof(wf_plan, meeting.supporting_school),
     "meeting.supporting_school"},
    {WF_FIELD_CONTEXT, FORM_TEXT, offsetof(wf_plan, meeting.context), "meeting.context"},
    {WF_FIELD_PRESENT, FORM_LIST, offsetof(wf_plan, meeting.present), "meeting.present"},
    {WF_FIELD_APOLOGIES, FORM_LIST, offsetof(wf_plan, meeting.apologies),
     "meeting.apologies"},
};

static bool set_text(wf_str *field, wf_str value)
{
    if (field->n == 0)
        *field = value;
    return wf_str_eq_nocase(*field, value);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool set_urn(wf_str *field, wf_str value)
{
    for (size_t i = 0; i < value.n;) {
        size_t n = 0;
        while (i + n < value.n && is_digit(value.p[i + n]))
            n++;
        if (n == 6)
            return set_text(field, wf_str_sub(value, i, 6));
        i += n > 0 ? n : 1;
    }
    return false;
}

static bool set_year(wf_recogniser *r, wf_str *field, wf_str value)
{
    wf_str year = wf_academic_year_in(r, value);
    return year.n > 0 && set_text(field, year);
}

static const struct form_field *find_form_field(wf_field field)
{
    for (size_t i = 0; i < sizeof form_fields / sizeof form_fields[0]; i++)
        if (form_fields[i].field == field)
            return &form_fields[i];
    return NULL;
}

static void see_meeting(wf_recogniser *r, wf_field field, wf_str label)
{
    bool meeting = field == WF_FIELD_MEETING_DATE || field == WF_FIELD_MEETING_NUMBER ||
                   field == WF_FIELD_PRESENT || field == WF_FIELD_APOLOGIES ||
                   field == WF_FIELD_SUPPORTING_SCHOOL;
    r->evidence[WF_SEEN_MEETING] += meeting;
    r->evidence[WF_SEEN_CHAIR_OF_TAS] +=
        field == WF_FIELD_CHAIR && wf_str_find(label, WF_STR("TAS"), 0) != SIZE_MAX;
}

static void set_priority_title(wf_recogniser *r, wf_str value, const wf_slot *slot)
{
    wf_banner banner;
    if (!wf_banner_parse(r, value, true, &banner))
        banner = (wf_banner){.code = WF_STR_EMPTY, .title = value, .weight = 100};
    banner.has_word = true;
    wf_priority_open(r, &banner, slot);
}

void wf_form_set(wf_recogniser *r, wf_field field, wf_str value, const wf_slot *slot)
{
    const struct form_field *f = find_form_field(field);
    if (field == WF_FIELD_PRIORITY && value.n > 0)
        set_priority_title(r, value, slot);
    if (field == WF_FIELD_PRIORITY_LEAD && value.n > 0)
        wf_priority_lead(r, value, slot->entry);
    if (field == WF_FIELD_FRAMEWORKS && value.n > 0)
        wf_priority_frameworks(r, value, slot->entry);
    if (field == WF_FIELD_RISK_RATING)
        wf_risk_text(r, slot);
    if (f == NULL || value.n == 0)
        return;
    void *at = (char *)r->plan + f->offset;
    bool whole = false;
    switch (f->kind) {
    case FORM_TEXT:
        whole = set_text(at, value);
        break;
    case FORM_URN:
        whole = set_urn(at, value);
        break;
    case FORM_YEAR:
        whole = set_year(r, at, value);
        break;
    case FORM_WHEN:
        if (((wf_when *)at)->text.n == 0)
            *(wf_when *)at = wf_value_when(r, slot, value);
        whole = true;
        break;
    case FORM_LIST:
        wf_value_list(r, at, value);
        whole = true;
        break;
    }
    if (whole)
        wf_rec_field(r, slot->entry, -1, -1, f->path);
    if (whole && (value.n != slot->text.n || f->kind == FORM_YEAR || f->kind == FORM_URN))
        wf_rec_reworded(r, slot->entry);
}

/* ---- labels with values ---- */

static void open_label(wf_recogniser *r, wf_field field)
{
    bool lines = field == WF_FIELD_CONTEXT || field == WF_FIELD_PRESENT ||
                 field == WF_FIELD_APOLOGIES || find_form_field(field) != NULL;
    r->section = lines ? WF_SECTION_VALUE : WF_SECTION_NONE;
    r->open_field = field;
    if (field == WF_FIELD_PROMPTS) {
        bool attached = r->priority >= 0 &&
                        r->priorities[r->priority].p.action_count == 0 && r->action < 0;
        r->section = attached ? WF_SECTION_PROMPTS : WF_SECTION_GUIDANCE;
        r->evidence[WF_SEEN_PROMPTS] += attached;
    }
    if (field == WF_FIELD_RISK_QUESTION)
        r->evidence[WF_SEEN_RISK]++;
    if (field == WF_FIELD_OVERARCHING_KPI) {
        r->section = WF_SECTION_STRAND_KPIS;
        r->open_code = WF_STR_EMPTY;
        r->evidence[WF_SEEN_OVERARCHING_KPI]++;
    }
}

bool wf_form_text(wf_recogniser *r, const wf_slot *slot)
{
    wf_pair pairs[8];
    size_t n = wf_pairs_of(r->templates, slot->text, pairs, 8);
    if (n == 0) {
        wf_field field = wf_label_of(r->templates, slot->text);
        bool section_label = field == WF_FIELD_CONTEXT || field == WF_FIELD_PROMPTS ||
                             field == WF_FIELD_OVERARCHING_KPI ||
                             field == WF_FIELD_PRESENT || field == WF_FIELD_APOLOGIES ||
                             field == WF_FIELD_RISK_QUESTION;
        if (!section_label)
            return false;
        n = 1;
        pairs[0] = (wf_pair){.field = field, .label = slot->text, .value = WF_STR_EMPTY};
    }
    bool any_value = false;
    for (size_t i = 0; i < n; i++) {
        see_meeting(r, pairs[i].field, pairs[i].label);
        any_value |= pairs[i].value.n > 0;
        wf_form_set(r, pairs[i].field, pairs[i].value, slot);
    }
    if (!any_value) {
        wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
        open_label(r, pairs[n - 1].field);
    } else if (r->section == WF_SECTION_VALUE) {
        r->section = WF_SECTION_NONE;
    }
    if (any_value && pairs[0].field == WF_FIELD_OVERARCHING_KPI)
        return false;
    return true;
}

/* The label of a slot that is nothing but a label. */
static wf_field bare_label(const wf_recogniser *r, const wf_slot *slot)
{
    if (slot->cell->kind != WF_CELL_TEXT)
        return WF_FIELD_NONE;
    return wf_label_of(r->templates, slot->text);
}

/* Labels side by side, with their values in the row below. */
static bool values_below(wf_recogniser *r, const wf_row *row, const wf_field *labels)
{
    size_t side_by_side = 0, set = 0;
    for (size_t i = 0; i < row->n; i++)
        side_by_side += labels[i] != WF_FIELD_NONE;
    if (side_by_side != row->n || row->n < 2)
        return false;
    wf_row below = {0};
    bool none[WF_FIELDS] = {false};
    if (!wf_rec_next_row(r, row->grid_index, row->row, &below) ||
        wf_action_field(r, below.slots[0].text, none) != WF_FIELD_NONE)
        return false; /* labels go on below: "Lead | HT" over "When | July" */
    for (size_t i = 0; i < row->n; i++)
        for (size_t j = 0; j < below.n; j++)
            if (below.slots[j].column >= row->slots[i].column &&
                below.slots[j].column <= row->slots[i].last_column &&
                bare_label(r, &below.slots[j]) == WF_FIELD_NONE) {
                wf_form_set(r, labels[i], below.slots[j].text, &below.slots[j]);
                set++;
            }
    for (size_t i = 0; i < row->n && set > 0; i++)
        wf_rec_mark(r, row->slots[i].entry, WF_ROLE_LABEL);
    return set > 0;
}

/* "Key Priority 1 | title": a label with a number of its own. */
static bool numbered_priority(wf_recogniser *r, const wf_slot *label,
                              const wf_slot *value)
{
    wf_banner banner, inner;
    if (!wf_banner_parse(r, label->text, false, &banner) || banner.title.n > 0 ||
        value == NULL ||
        (banner.code.n == 0 &&
         wf_label_of(r->templates, label->text) != WF_FIELD_PRIORITY))
        return false;
    banner.title = value->text;
    if (banner.code.n == 0 && wf_banner_parse(r, value->text, true, &inner)) {
        banner.code = inner.code;
        banner.title = inner.title;
    }
    wf_rec_mark(r, label->entry, WF_ROLE_LABEL);
    wf_priority_open(r, &banner, value);
    return true;
}

static bool label_and_value(wf_recogniser *r, const wf_row *row, size_t *i,
                            wf_field label)
{
    const wf_slot *slot = &row->slots[*i];
    const wf_slot *value = *i + 1 < row->n ? &row->slots[*i + 1] : NULL;
    if (numbered_priority(r, slot, value)) {
        (*i)++;
        return true;
    }
    if (label == WF_FIELD_NONE)
        return false;
    bool value_is_label = value != NULL && bare_label(r, value) != WF_FIELD_NONE;
    if (label == WF_FIELD_PROMPTS || label == WF_FIELD_OVERARCHING_KPI ||
        (value != NULL && !value_is_label && label == WF_FIELD_RISK_QUESTION))
        return row->n == 1 && wf_form_text(r, slot);
    see_meeting(r, label, slot->text);
    wf_rec_mark(r, slot->entry, WF_ROLE_LABEL);
    if (value == NULL || value_is_label) {
        if (row->n == 1)
            open_label(r, label);
        return true;
    }
    wf_form_set(r, label, value->text, value);
    (*i)++;
    return true;
}

bool wf_form_row(wf_recogniser *r, const wf_row *row)
{
    enum {
        MOST = 24
    };
    wf_field labels[MOST];
    if (row->n == 0 || row->n > MOST)
        return false;
    for (size_t i = 0; i < row->n; i++)
        labels[i] = bare_label(r, &row->slots[i]);
    if (values_below(r, row, labels))
        return true;
    bool any = false;
    for (size_t i = 0; i < row->n; i++) {
        if (label_and_value(r, row, &i, labels[i]))
            any = true;
        else if (row->slots[i].cell->kind == WF_CELL_TEXT)
            any |= wf_form_text(r, &row->slots[i]);
    }
    return any;
}

/* ---- lines of their own ---- */

static bool has_letters(wf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((text.p[i] >= 'a' && text.p[i] <= 'z') ||
            (text.p[i] >= 'A' && text.p[i] <= 'Z'))
            return true;
    return false;
}

bool wf_head_line(wf_recogniser *r, const wf_slot *slot, bool is_title_style)
{
    wf_plan *plan = r->plan;
    wf_str text = slot->text;
    r->lines_seen++;
    bool early = r->lines_seen <= 8 && r->priority_count == 0 && r->plan->kpi_count == 0;
    if (!early && !is_title_style)
        return false;
    bool plan_words = wf_names_document(text);
    if (plan->title.n == 0 && plan->organisation.n == 0 && !is_title_style &&
        wf_names_organisation(text) && !wf_names_school(text)) {
        plan->organisation = text;
        wf_rec_field(r, slot->entry, -1, -1, "organisation");
        return true;
    }
    wf_str year = wf_academic_year_in(r, text);
    bool has_year = year.n > 0;
    if (has_year && plan->academic_year.n == 0 && !has_letters(text)) {
        plan->academic_year = year; /* "2023 - 2024" on a line of its own */
        wf_rec_field(r, slot->entry, -1, -1, "academic_year");
        wf_rec_reworded(r, slot->entry);
        return true;
    }
    int score = (is_title_style ? 4 : 0) + (plan_words ? 2 : 0) + (has_year ? 1 : 0) +
                (slot->bold ? 1 : 0) + (slot->last_column > slot->column ? 1 : 0) -
                (wf_is_sentence(text) ? 3 : 0);
    if (plan->title.n == 0 && score >= 2 && text.n <= 200) {
        plan->title = text;
        r->title_entry = slot->entry;
        wf_rec_field(r, slot->entry, -1, -1, "title");
        return true;
    }
    if (plan->school.n == 0 && wf_names_school(text)) {
        plan->school = text;
        wf_rec_field(r, slot->entry, -1, -1, "school");
        return true;
    }
    if (plan->title.n > 0 &&
        wf_str_eq(plan->title, text)) { /* the same line on each sheet */
        wf_rec_field(r, slot->entry, -1, -1, "title");
        return true;
    }
    if (plan->school.n > 0 && wf_str_eq_nocase(plan->school, text)) {
        wf_rec_field(r, slot->entry, -1, -1, "school");
        return true;
    }
    return false;
}

/* "Hill_Primary_School-SDP 2021.docx": its words, with spaces between them. */
static wf_str words_of_file(wf_recogniser *r, wf_str name)
{
    size_t end = name.n;
    while (end > 0 && name.p[end - 1] != '.')
        end--;
    char words[256];
    size_t n = 0;
    for (size_t i = 0; i + 1 < end && n < sizeof words; i++) {
        bool part = name.p[i] == '_' || name.p[i] == '-' || name.p[i] == '+';
        bool year = part && i > 0 && is_digit(name.p[i - 1]) && is_digit(name.p[i + 1]);
        words[n++] = (char)(part && !year ? ' ' : name.p[i]);
    }
    return wf_str_trim(wf_rec_copy(r, (wf_str){.p = words, .n = n}));
}

/* Six digits that are a school's number and no date. */
static wf_str urn_in_name(wf_str name)
{
    for (size_t i = 0; i < name.n;) {
        size_t n = 0;
        while (i + n < name.n && is_digit(name.p[i + n]))
            n++;
        wf_str digits = wf_str_sub(name, i, n);
        if (n == 6 && digits.p[0] == '1' && digits.p[1] <= '5') {
            int month = 10 * (digits.p[2] - '0') + digits.p[3] - '0';
            int day = 10 * (digits.p[0] - '0') + digits.p[1] - '0';
            bool labelled = i >= 3 && wf_str_find(name, WF_STR("URN"), 0) != SIZE_MAX;
            if (labelled || month == 0 || month > 12 || day > 31)
                return digits;
        }
        i += n > 0 ? n : 1;
    }
    return WF_STR_EMPTY;
}

/* What the text does not say may stand in the file's name. The academic year is taken
 * from there last, after the plan's own dates: times.c. */
static void name_from_file(wf_recogniser *r, wf_str name)
{
    wf_plan *plan = r->plan;
    if (plan->urn.n == 0)
        plan->urn = urn_in_name(name);
    if (plan->school.n > 0 || plan->organisation.n > 0)
        return;
    wf_str words = words_of_file(r, name);
    bool named = words.n > 0 && words.p[0] >= 'A' && words.p[0] <= 'Z';
    wf_str school = wf_school_in_title(words);
    if (named && school.n == 0 && wf_names_school(words) &&
        wf_str_find(words, WF_STR("."), words.n / 2) == SIZE_MAX)
        school = words;
    plan->school = named ? school : WF_STR_EMPTY;
}

void wf_head_finish(wf_recogniser *r)
{
    wf_plan *plan = r->plan;
    if (plan->school.n == 0)
        plan->school = wf_school_in_title(plan->title);
    if (plan->academic_year.n == 0)
        plan->academic_year = wf_academic_year_in(r, plan->title);
    size_t name = plan->file.n;
    while (name > 0 && plan->file.p[name - 1] != '/')
        name--;
    name_from_file(r, wf_str_sub(plan->file, name, SIZE_MAX));
}
