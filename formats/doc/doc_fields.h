#ifndef WF_DOC_FIELDS_H
#define WF_DOC_FIELDS_H
/*
 * Fields ([MS-DOC] 2.8.25 Plcfld): between U+0013 and U+0014 stands a field's code, which
 * is not shown, from there to U+0015 its result, which is. They nest.
 */
#include "formats/doc/doc_pieces.h"

enum {
    DOC_FIELDS_MAX = 32, /* in one another; deeper ones show nothing */
    DOC_FIELD_CODE_MAX = 96
};

typedef struct doc_field {
    bool in_result;
    bool has_data;
    bool has_result; /* a character of the result was shown */
    uint32_t data_at;
    char code[DOC_FIELD_CODE_MAX]; /* its beginning, other than ASCII left out */
    size_t code_n;
} doc_field;

typedef struct doc_fields {
    doc_field stack[DOC_FIELDS_MAX];
    size_t depth; /* may be past DOC_FIELDS_MAX */
    const uint32_t
        *unended; /* cp of the U+0013 that have no end, in order: they hide nothing */
    size_t unended_n;
} doc_fields;

/** Make ready for the text of cp..cp_end: find the fields that never end. WF_E_MEMORY. */
wf_status doc_fields_begin(doc_file *f, const doc_pieces *pieces, uint32_t cp,
                           uint32_t cp_end, doc_fields *out, wf_error *err) WF_MUST_CHECK;

static inline bool doc_fields_hide(const doc_fields *fields)
{
    if (fields->depth > DOC_FIELDS_MAX)
        return true;
    for (size_t i = 0; i < fields->depth; i++)
        if (!fields->stack[i].in_result)
            return true;
    return false;
}

/** U+0013, U+0014 or U+0015 at `cp`. At the end of a field that has no result text but
 * shows something (a check box, a choice), *shown is set to that, in `scratch`; else it
 * is empty. */
wf_status doc_fields_mark(const doc_file *f, doc_fields *fields, uint32_t c, uint32_t cp,
                          wf_str *shown, wf_error *err) WF_MUST_CHECK;

/** A character of a field's code. A MACROBUTTON shows what follows the macro's name. */
void doc_fields_code(doc_fields *fields, uint32_t c);

/** Form field data of the innermost field stand at this place of the Data stream. */
void doc_fields_data(doc_fields *fields, uint32_t data_at);

/** A character of a result was shown. */
static inline void doc_fields_shown(doc_fields *fields)
{
    if (fields->depth > 0 && fields->depth <= DOC_FIELDS_MAX)
        fields->stack[fields->depth - 1].has_result = true;
}

#endif
