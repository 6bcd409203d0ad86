/* A register's entry as the store keeps it: a decision of kind "risk". The grade is the
 * value, "4x5=20"; texts that have no place there are its details, a flat JSON object. */
#include "wayforward/risk_register.h"

enum {
    MOST_SCORE = 25,
    MOST_GRADE = 5,
    DETAILS = 11
};

/* A grade as the store keeps it: "4x5", "3x2", "0x0=12" where only the score is given. */
static wf_status grade_text(wf_arena *arena, const wf_risk_grade *g, wf_str *out)
{
    return wf_arena_printf(arena, out, "%dx%d=%d", g->likelihood, g->impact, g->score);
}

static bool take_digits(wf_str text, size_t *at, char end, int *out)
{
    *out = 0;
    size_t begin = *at;
    for (; *at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9'; (*at)++)
        *out = *out < 1000 ? 10 * *out + (text.p[*at] - '0') : *out;
    bool ok =
        *at > begin && (end == '\0' ? *at == text.n : *at < text.n && text.p[*at] == end);
    (*at)++;
    return ok;
}

static wf_risk_grade grade_of(wf_str text)
{
    wf_risk_grade g = {0};
    size_t at = 0;
    if (!take_digits(text, &at, 'x', &g.likelihood) ||
        !take_digits(text, &at, '=', &g.impact) ||
        !take_digits(text, &at, '\0', &g.score) || g.likelihood > MOST_GRADE ||
        g.impact > MOST_GRADE || g.score > MOST_SCORE)
        return (wf_risk_grade){0};
    return g;
}

/* The texts of an entry that have no place of their own in a decision, in this order,
 * between tabs: the store keeps them as "details". */
static wf_str *detail_of(wf_risk_entry *e, size_t i)
{
    wf_str *const places[DETAILS] = {&e->id,           &e->category,    &e->risk,
                                     &e->cause,        &e->consequence, &e->mitigation,
                                     &e->further,      &e->owner,       &e->status,
                                     &e->review_words, &e->file};
    return i < DETAILS ? places[i] : NULL;
}

static const char *const detail_names[DETAILS] = {
    "id",      "category", "risk",   "cause",  "consequence", "mitigation",
    "further", "owner",    "status", "review", "file"};

static bool is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= 0x20;
}

/* Append the characters up to the next that must be escaped, and that one escaped. */
static wf_status append_some(wf_arena *arena, wf_str *text, wf_str value, size_t *done)
{
    size_t i = *done;
    while (i < value.n && is_plain(value.p[i]))
        i++;
    wf_str some = wf_str_sub(value, *done, i - *done);
    *done = i + 1;
    if (i == value.n)
        return wf_arena_printf(arena, text, "%.*s%.*s", WF_STR_ARG(*text),
                               WF_STR_ARG(some));
    return wf_arena_printf(arena, text, "%.*s%.*s\\u%04x", WF_STR_ARG(*text),
                           WF_STR_ARG(some), (unsigned)(unsigned char)value.p[i]);
}

/* One more member. */
static wf_status append_json(wf_arena *arena, wf_str *text, const char *key, wf_str value)
{
    WF_TRY(wf_arena_printf(arena, text, "%.*s%s\"%s\":\"", WF_STR_ARG(*text),
                           text->n > 1 ? "," : "", key));
    for (size_t done = 0; done < value.n;)
        WF_TRY(append_some(arena, text, value, &done));
    return wf_arena_printf(arena, text, "%.*s\"", WF_STR_ARG(*text));
}

static wf_status details_of(wf_risk_entry *e, wf_arena *arena, wf_str *out)
{
    wf_str text = WF_STR("{"), after = WF_STR_EMPTY;
    for (size_t i = 0; detail_of(e, i) != NULL; i++)
        if (detail_of(e, i)->n > 0)
            WF_TRY(append_json(arena, &text, detail_names[i], *detail_of(e, i)));
    WF_TRY(grade_text(arena, &e->after, &after));
    WF_TRY(append_json(arena, &text, "after", after));
    return wf_arena_printf(arena, out, "%.*s}", WF_STR_ARG(text));
}

/* ---- and back */

typedef struct json_walk {
    wf_str text;
    size_t at;
    wf_arena *arena;
} json_walk;

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What stands after a backslash, as one character below 0x80; other escapes are not
 * written by us and give a space. */
static char take_escape(json_walk *w)
{
    char c = ' ';
    if (w->at < w->text.n)
        c = w->text.p[w->at++];
    if (c == 'n')
        return '\n';
    if (c == 't')
        return '\t';
    if (c != 'u')
        return c;
    int code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = w->at < w->text.n ? hex_digit(w->text.p[w->at++]) : -1;
        code = digit < 0 ? -1 : 16 * code + digit;
        if (code < 0)
            return ' ';
    }
    if (code <= 0 || code >= 0x80)
        return ' ';
    return (char)(unsigned char)code;
}

/* The next string; false at the end. */
static bool take_string(json_walk *w, wf_str *out)
{
    while (w->at < w->text.n && w->text.p[w->at] != '"')
        w->at++;
    if (w->at >= w->text.n)
        return false;
    w->at++;
    char *buf = wf_arena_bytes(w->arena, w->text.n - w->at + 1);
    size_t n = 0;
    if (buf == NULL)
        return false;
    while (w->at < w->text.n && w->text.p[w->at] != '"') {
        char c = w->text.p[w->at++];
        if (c == '\\')
            c = take_escape(w);
        buf[n++] = c;
    }
    w->at++;
    buf[n] = '\0';
    *out = (wf_str){.p = buf, .n = n};
    return true;
}

static void take_detail(wf_risk_entry *e, wf_str key, wf_str value)
{
    if (wf_str_eq(key, WF_STR("after")))
        e->after = grade_of(value);
    for (size_t i = 0; i < DETAILS; i++)
        if (wf_str_eq(key, wf_str_from(detail_names[i])))
            *detail_of(e, i) = value;
}

wf_status wf_risk_entry_to_decision(const wf_risk_entry *entry, wf_arena *arena,
                                    wf_store_decision *out)
{
    wf_risk_entry e = *entry;
    wf_store_decision d = {.kind = WF_STR(WF_RISK_DECISION),
                           .school = e.school,
                           .reason = e.mitigation,
                           .by = e.owner,
                           .on = e.raised,
                           .review = e.review,
                           .dropped = e.is_closed,
                           .at = e.at};
    WF_TRY(
        wf_arena_printf(arena, &d.key, "%.*s", WF_STR_ARG(e.id.n > 0 ? e.id : e.risk)));
    WF_TRY(grade_text(arena, &e.now, &d.value));
    WF_TRY(details_of(&e, arena, &d.details));
    *out = d;
    return WF_OK;
}

wf_status wf_risk_register_add_decision(wf_risk_register *reg, const wf_store_decision *d)
{
    wf_risk_entry e = {.school = d->school,
                       .now = grade_of(d->value),
                       .raised = d->on,
                       .review = d->review,
                       .is_closed = d->dropped,
                       .at = d->at};
    json_walk w = {.text = d->details, .arena = reg->arena};
    wf_str key = WF_STR_EMPTY, value = WF_STR_EMPTY;
    while (take_string(&w, &key) && take_string(&w, &value))
        take_detail(&e, key, value);
    return wf_risk_register_add(reg, &e);
}
