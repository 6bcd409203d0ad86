#ifndef WF_TEXT_NUMBER_FORMAT_SCAN_H
#define WF_TEXT_NUMBER_FORMAT_SCAN_H
/* A format code as sections of tokens. Private to engine/text. */
#include "wayforward/str.h"

typedef enum format_token_kind {
    FT_LITERAL, /* text: shown as it is */
    FT_SPACE,   /* _x: the width of a character */
    FT_DIGIT,   /* 0 # ? */
    FT_POINT,
    FT_COMMA,
    FT_PERCENT,
    FT_EXPONENT, /* E+ E- */
    FT_SLASH,
    FT_GENERAL,
    FT_TEXT, /* @ */
    FT_YEAR, /* the date and time parts; count = letters */
    FT_MONTH,
    FT_DAY,
    FT_HOUR,
    FT_MINUTE,
    FT_SECOND,
    FT_SECOND_FRACTION, /* .000 after seconds; count = zeros */
    FT_AM_PM,
    FT_ELAPSED_HOUR, /* [h] */
    FT_ELAPSED_MINUTE,
    FT_ELAPSED_SECOND
} format_token_kind;

typedef struct format_token {
    format_token_kind kind;
    wf_str text;
    unsigned count;
} format_token;

typedef enum format_condition {
    FC_NONE,
    FC_LESS,
    FC_LESS_EQUAL,
    FC_GREATER,
    FC_GREATER_EQUAL,
    FC_EQUAL,
    FC_NOT_EQUAL
} format_condition;

enum {
    FORMAT_TOKENS = 128,
    FORMAT_SECTIONS = 4
};

typedef struct format_section {
    format_condition condition;
    double limit;
    bool has_date, has_time, has_elapsed, has_digits, has_currency;
    bool has_exponent, has_slash, has_general, has_text;
    bool system_date, system_time; /* [$-F800], [$-F400]: the machine's long date, time */
    bool too_long;                 /* more tokens than any real format has */
    size_t count;
    format_token tokens[FORMAT_TOKENS];
} format_section;

/** Number of sections, 1..4, and the text of each. */
size_t format_split(wf_str code, wf_str sections[FORMAT_SECTIONS]);

/** The tokens of one section's text; they borrow from it. */
void format_scan(wf_str text, format_section *out);

#endif
