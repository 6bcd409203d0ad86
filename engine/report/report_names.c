/* Names of looks, number formats and ratings. */
#include "wayforward/report.h"

#define AT(table, i) ((size_t)(i) < sizeof(table) / sizeof((table)[0]) ? (table)[i] : "")

const char *wf_look_name(wf_look look)
{
#define NAME(code, name) name,
    static const char *const names[] = {WF_LOOK_LIST(NAME)};
#undef NAME
    return AT(names, look);
}

const char *wf_show_format(wf_show show)
{
#define FORMAT(code, format) format,
    static const char *const formats[] = {WF_SHOW_LIST(FORMAT)};
#undef FORMAT
    return AT(formats, show);
}

const char *wf_mark_symbol(wf_mark mark)
{
#define SYMBOL(code, symbol, word, meaning) symbol,
    static const char *const symbols[] = {WF_MARK_LIST(SYMBOL)};
#undef SYMBOL
    return AT(symbols, mark);
}

const char *wf_mark_word(wf_mark mark)
{
#define WORD(code, symbol, word, meaning) word,
    static const char *const words[] = {WF_MARK_LIST(WORD)};
#undef WORD
    return AT(words, mark);
}

const char *wf_mark_meaning(wf_mark mark)
{
#define MEANING(code, symbol, word, meaning) meaning,
    static const char *const meanings[] = {WF_MARK_LIST(MEANING)};
#undef MEANING
    return AT(meanings, mark);
}

const char *wf_move_symbol(wf_move move)
{
    static const char *const symbols[] = {"", "\u2191", "\u2193", "\u2192"};
    return AT(symbols, move);
}
