#ifndef WF_LIST_NUMBER_H
#define WF_LIST_NUMBER_H
/*
 * List numbers as words and letters, as Word shows them (ECMA-376-1, 17.18.59
 * ST_NumberFormat; the same numbers stand in binary documents: [MS-OSHARED] 2.2.1.3
 * MSONFC).
 */
#include "engine/base/strbuf.h"

typedef enum wf_list_format {
    WF_LIST_DECIMAL,
    WF_LIST_UPPER_ROMAN,
    WF_LIST_LOWER_ROMAN,
    WF_LIST_UPPER_LETTER,
    WF_LIST_LOWER_LETTER,
    WF_LIST_ORDINAL,       /* 1st */
    WF_LIST_CARDINAL_TEXT, /* One */
    WF_LIST_ORDINAL_TEXT,  /* First */
    WF_LIST_HEX,
    WF_LIST_CHICAGO,        /* * dagger ... doubled after four */
    WF_LIST_NUMBER_IN_DASH, /* - 1 - */
    WF_LIST_DECIMAL_ZERO,   /* 01 */
    WF_LIST_BULLET,
    WF_LIST_NONE /* no number is shown */
} wf_list_format;

/** By the name in a .docx ("lowerRoman"); what is not known counts as decimal. */
wf_list_format wf_list_format_of(wf_str name);

/** By the number in a .doc. */
wf_list_format wf_list_format_of_code(uint8_t nfc);

/** Append `value` in a format. Nothing for BULLET and NONE. */
void wf_list_number(wf_strbuf *out, wf_list_format format, uint32_t value);

#endif
