/* Sheets Policy and House style. */
#include "engine/text/number.h"
#include "engine/trust/trust_policy.h"
#include "engine/trust/trust_reader.h"
#include <math.h>

enum {
    SETTING,
    VALUE,
    NOTE,
    USED_FOR,
    MOST_SETTINGS = 1000
};
static const char *const policy_headings[] = {
    "Setting|Name", "Value", "What it means|Note|Meaning", "Used for|Used by", NULL};
const trust_sheet_def policy_def = {"Policy|Settings", policy_headings};
const trust_sheet_def style_def = {"House style|Style|Theme|House-style",
                                   policy_headings};

static bool is_whole(double value)
{
    return fabs(value - round(value)) < 1e-9;
}

/* Whether a value is what its setting can be; reported where it is not. */
static bool check_value(const trust_sheet *s, const policy_rule *rule)
{
    static const char *const what[] = {
        [POLICY_TEXT] = "",
        [POLICY_NUMBER] = "a number",
        [POLICY_WHOLE] = "a whole number",
        [POLICY_HALVES] = "a number of days",
        [POLICY_YES_NO] = "",
        [POLICY_TERMS] = "",
    };
    trust_range range = {rule->least, rule->most, what[rule->kind]};
    size_t before = s->diags != NULL ? s->diags->total : 0;
    wf_number n = {0};
    switch (rule->kind) {
    case POLICY_TEXT:
        return true;
    case POLICY_YES_NO:
        return trust_yes(s, VALUE, -1) >= 0;
    case POLICY_TERMS:
        (void)trust_terms(s, VALUE);
        return s->diags == NULL || s->diags->total == before;
    case POLICY_NUMBER:
        return trust_number(s, VALUE, &range).present;
    case POLICY_WHOLE:
        n = trust_number(s, VALUE, &range);
        if (n.present && !is_whole(n.value))
            trust_say(s, VALUE, WF_D_VALUE_BAD, "%g is not a whole number", n.value);
        return n.present && is_whole(n.value);
    case POLICY_HALVES:
        n = trust_number(s, VALUE, &range);
        if (n.present && !is_whole(n.value * 2))
            trust_say(s, VALUE, WF_D_VALUE_BAD, "%g days: expected whole half-days",
                      n.value);
        return n.present && is_whole(n.value * 2);
    }
    return false;
}

/* "Budget", "Budget: SCHOOL": what plans may cost (engine/pipeline/results_plans.c). */
static bool is_budget(wf_str name)
{
    static const wf_str word = WF_STR_INIT("budget");
    wf_str rest = wf_str_trim(wf_str_sub(name, word.n, name.n));
    return wf_str_eq_nocase(wf_str_sub(name, 0, word.n), word) &&
           (rest.n == 0 || rest.p[0] == ':');
}

static bool has_setting(const wf_trust *t, wf_str name)
{
    for (size_t i = 0; i < t->setting_count; i++)
        if (wf_str_eq_nocase(t->settings[i].name, name))
            return true;
    return false;
}

/* The risk bands do not cross. */
static void check_bands(const trust_reader *r, const trust_sheet *s)
{
    double low = wf_trust_setting_number(r->out, "Low risk below", 0);
    double high = wf_trust_setting_number(r->out, "High risk above", 1);
    if (s->grid != NULL && low > high)
        wf_diag_add(r->diags, WF_D_VALUE_BAD, s->grid->name,
                    "\"Low risk below\" (%g) is more than \"High risk above\" (%g)", low,
                    high);
}

wf_status read_policy(trust_reader *r)
{
    trust_sheet s;
    reader_space space = {0};
    WF_TRY(reader_sheet(r, &policy_def, &s));
    while (trust_sheet_next(&s)) {
        wf_trust_setting setting = {.name = trust_text(&s, SETTING),
                                    .value = trust_text(&s, VALUE),
                                    .note = trust_text(&s, NOTE),
                                    .used_for = trust_text(&s, USED_FOR),
                                    .at = trust_at(&s, VALUE)};
        const policy_rule *rule = policy_rule_of(setting.name);
        if (setting.name.n == 0) {
            if (setting.value.n > 0)
                trust_say(&s, SETTING, WF_D_NAME_MISSING,
                          "a value without the setting that it is for");
            continue;
        }
        if (has_setting(r->out, setting.name)) {
            trust_say(&s, SETTING, WF_D_NAME_TWICE,
                      "this setting stands above as well: this row was left out");
            continue;
        }
        if (rule == NULL && !is_budget(setting.name))
            trust_say(&s, SETTING, WF_D_SETTING_UNKNOWN,
                      "\"%.*s\" is no setting: it is kept, and nothing looks at it",
                      (int)(setting.name.n < 100 ? setting.name.n : 100), setting.name.p);
        else if (rule != NULL && setting.value.n > 0 && !check_value(&s, rule))
            setting.value = WF_STR_EMPTY; /* the default counts */
        if (!reader_room(&s, (void **)&r->out->settings, r->out->setting_count, &space,
                         sizeof *r->out->settings, MOST_SETTINGS))
            break;
        r->out->settings[r->out->setting_count++] = setting;
    }
    check_bands(r, &s);
    return space.status;
}

/* ---- House style */

typedef enum style_setting {
    STYLE_NAME,
    STYLE_LOGO,
    STYLE_MAIN,
    STYLE_SECOND,
    STYLES
} style_setting;
static const struct style_name {
    const char *text;
    style_setting is;
} style_names[] = {
    {"Trust", STYLE_NAME},       {"Name", STYLE_NAME},
    {"Trust name", STYLE_NAME},  {"Name of the trust", STYLE_NAME},
    {"Logo", STYLE_LOGO},        {"Logo file", STYLE_LOGO},
    {"Main colour", STYLE_MAIN}, {"Second colour", STYLE_SECOND},
};

/* "#1F3864" or "1F3864" as 0xRRGGBB; false for anything else. */
static bool read_hex(wf_str text, uint32_t *out)
{
    uint32_t value = 0;
    if (wf_str_starts_with(text, WF_STR("#")))
        text = wf_str_sub(text, 1, text.n);
    if (text.n == 0 || text.n > 6) /* shorter: a spreadsheet took zeros off its front */
        return false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16 || (text.n < 6 && digit > 9))
            return false;
        value = value << 4 | digit;
    }
    *out = value;
    return true;
}

static void read_colour(const trust_sheet *s, style_setting which, wf_theme *theme)
{
    uint32_t colour = 0;
    wf_str text = trust_text(s, VALUE);
    if (text.n == 0)
        return;
    if (!read_hex(text, &colour))
        trust_say(s, VALUE, WF_D_VALUE_BAD, "\"%.*s\" is not a colour such as #1F3864",
                  (int)(text.n < 100 ? text.n : 100), text.p);
    else if (wf_colour_contrast(colour, 0xFFFFFF) < 3)
        /* Both draw lines and bars on white: WCAG 2.2, 1.4.11. Text on a colour is white
         * or black, one of which always has 4.5:1. */
        trust_say(s, VALUE, WF_D_COLOUR_WEAK,
                  "%.*s does not show on white (contrast %.1f, at least 3 is needed): "
                  "the usual colour is used",
                  WF_STR_ARG(text), wf_colour_contrast(colour, 0xFFFFFF));
    else if (which == STYLE_MAIN)
        theme->main = colour;
    else
        theme->second = colour;
}

wf_status read_style(trust_reader *r)
{
    trust_sheet s;
    bool seen[STYLES] = {false};
    WF_TRY(reader_sheet(r, &style_def, &s));
    while (trust_sheet_next(&s)) {
        wf_str name = trust_text(&s, SETTING);
        int found = STYLES;
        for (size_t i = 0; i < sizeof style_names / sizeof *style_names; i++)
            if (wf_str_eq_nocase(name, wf_str_from(style_names[i].text)))
                found = (int)style_names[i].is;
        if (name.n == 0)
            continue;
        if (found == STYLES) {
            trust_say(&s, SETTING, WF_D_SETTING_UNKNOWN,
                      "\"%.*s\" is no part of the house style",
                      (int)(name.n < 100 ? name.n : 100), name.p);
            continue;
        }
        if (seen[found]) {
            trust_say(&s, SETTING, WF_D_NAME_TWICE,
                      "this setting stands above as well: this row was left out");
            continue;
        }
        seen[found] = true;
        if (found == STYLE_NAME)
            r->out->name = trust_text(&s, VALUE);
        else if (found == STYLE_LOGO)
            r->out->logo = trust_text(&s, VALUE);
        else
            read_colour(&s, (style_setting)found, &r->out->theme);
    }
    return WF_OK;
}
