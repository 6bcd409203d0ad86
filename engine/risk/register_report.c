/* The register as a report: headlines, the five by five, every entry. */
#include "wayforward/report_headings.h"
#include "wayforward/risk_register.h"

static wf_report_table *add_table(wf_section *section, const char *id, const char *name,
                                  const wf_heading *headings, size_t count)
{
    wf_report_table *table = wf_section_table(section, id, wf_str_from(name));
    wf_table_headings(table, headings, count);
    return table;
}
#define TABLE(section, id, name, headings)                                               \
    add_table(section, id, name, headings, sizeof(headings) / sizeof(headings)[0])

static const wf_look band_looks[] = {[WF_RISK_NONE] = WF_LOOK_GREY,
                                     [WF_RISK_HIGH] = WF_LOOK_RED,
                                     [WF_RISK_MEDIUM] = WF_LOOK_AMBER,
                                     [WF_RISK_LOW] = WF_LOOK_GREEN};
static const char *const band_words[] = {[WF_RISK_NONE] = "not scored",
                                         [WF_RISK_HIGH] = "\u25A0 High",
                                         [WF_RISK_MEDIUM] = "\u25B2 Medium",
                                         [WF_RISK_LOW] = "\u25CF Low"};

static void put_band(wf_report_table *t, size_t row, size_t column, wf_risk_rating band)
{
    wf_table_text(t, row, column, wf_str_from(band_words[band]))->look =
        (uint8_t)band_looks[band];
}

static void tell(wf_report *report, wf_section *s, const wf_risk_register_counts *c)
{
    wf_section_prose(s, WF_LOOK_HEADLINE,
                     wf_report_text(report,
                                    "%zu open risks: %zu high, %zu medium, %zu low.",
                                    c->open, c->by_band[WF_RISK_HIGH],
                                    c->by_band[WF_RISK_MEDIUM], c->by_band[WF_RISK_LOW]));
    const struct {
        size_t count;
        const char *words;
    } lines[] = {{c->review_overdue, "whose review is overdue"},
                 {c->without_review, "without a review date"},
                 {c->unowned, "without an owner"},
                 {c->without_mitigation, "without a mitigation"},
                 {c->by_band[WF_RISK_NONE], "that could not be scored"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].count > 0)
            wf_section_prose(
                s, WF_LOOK_PROSE,
                wf_report_text(report, "%zu %s.", lines[i].count, lines[i].words));
    wf_section_prose(s, WF_LOOK_NOTE,
                     WF_STR("Score = likelihood \u00D7 impact, each 1 to 5. Low 1 to 5, "
                            "medium 6 to 12, high 15 to 25."));
}

static void draw_matrix(wf_section *s, const wf_risk_register_counts *c)
{
    static const wf_heading headings[] = {
        {"likelihood", "Likelihood \u2193  Impact \u2192", WF_SHOW_DEFAULT, 24},
        {"i1", "1 Insignificant", WF_SHOW_INTEGER, 14},
        {"i2", "2 Minor", WF_SHOW_INTEGER, 14},
        {"i3", "3 Moderate", WF_SHOW_INTEGER, 14},
        {"i4", "4 Major", WF_SHOW_INTEGER, 14},
        {"i5", "5 Severe", WF_SHOW_INTEGER, 14},
    };
    static const char *const rows[] = {"1 Rare", "2 Unlikely", "3 Possible", "4 Likely",
                                       "5 Almost certain"};
    wf_report_table *t = TABLE(s, "risk_matrix", "Five by five", headings);
    for (int l = 5; l >= 1; l--) {
        size_t row = wf_table_row(t);
        wf_table_text(t, row, 0, wf_str_from(rows[l - 1]));
        for (int i = 1; i <= 5; i++)
            wf_table_number(t, row, (size_t)i, (double)c->cells[l - 1][i - 1])->look =
                (uint8_t)band_looks[wf_risk_score_band(l * i)];
    }
}

static void put_grade(wf_report_table *t, size_t row, size_t column,
                      const wf_risk_grade *g)
{
    if (g->likelihood > 0)
        wf_table_number(t, row, column, g->likelihood);
    if (g->impact > 0)
        wf_table_number(t, row, column + 1, g->impact);
    if (g->score > 0) {
        wf_table_number(t, row, column + 2, g->score);
        put_band(t, row, column + 3, g->band);
    }
}

static void draw_entry(wf_report_table *t, const wf_risk_entry *e, wf_date as_of)
{
    size_t row = wf_table_row(t);
    const wf_str texts[] = {e->id, e->school, e->category, e->risk};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        wf_table_text(t, row, i, texts[i]);
    put_grade(t, row, 4, &e->now);
    wf_table_text(t, row, 8, e->mitigation);
    wf_table_text(t, row, 9, e->owner);
    put_grade(t, row, 10, &e->after);
    bool overdue = !e->is_closed && e->review != WF_DATE_NONE && e->review < as_of;
    if (e->review != WF_DATE_NONE)
        wf_table_date(t, row, 14, e->review);
    wf_table_text(t, row, 15,
                  e->is_closed ? WF_STR("closed")
                  : overdue    ? WF_STR("review overdue")
                               : e->status);
    if (overdue)
        wf_table_item(t, row, 15)->look = WF_LOOK_RED;
    const wf_report_source source = {.table = t,
                                     .row = (uint32_t)row,
                                     .column = 6,
                                     .what = e->risk,
                                     .file = e->file,
                                     .at = e->at,
                                     .written = e->risk};
    wf_table_source(t, row, 6, &source);
}

static void draw_entries(wf_section *s, const wf_risk_register *reg, wf_date as_of)
{
    static const wf_heading headings[] = {
        {"id", "Ref", WF_SHOW_DEFAULT, 10},
        {"school", "School", WF_SHOW_DEFAULT, 24},
        {"category", "Category", WF_SHOW_DEFAULT, 20},
        {"risk", "Risk", WF_SHOW_DEFAULT, 48},
        {"likelihood", "Likelihood", WF_SHOW_INTEGER, 11},
        {"impact", "Impact", WF_SHOW_INTEGER, 9},
        {"score", "Score", WF_SHOW_INTEGER, 8},
        {"band", "Band", WF_SHOW_DEFAULT, 11},
        {"mitigation", "Mitigation", WF_SHOW_DEFAULT, 48},
        {"owner", "Owner", WF_SHOW_DEFAULT, 20},
        {"likelihood_after", "Likelihood after", WF_SHOW_INTEGER, 11},
        {"impact_after", "Impact after", WF_SHOW_INTEGER, 9},
        {"score_after", "Score after", WF_SHOW_INTEGER, 8},
        {"band_after", "Band after", WF_SHOW_DEFAULT, 11},
        {"review", "Review", WF_SHOW_DATE, 13},
        {"state", "State", WF_SHOW_DEFAULT, 16},
    };
    wf_report_table *t = TABLE(s, "risks", "Risks", headings);
    t->has_filter = true;
    for (size_t i = 0; i < reg->count; i++)
        draw_entry(t, &reg->entries[i], as_of);
}

wf_status wf_risk_register_report(const wf_risk_register *reg, wf_date as_of,
                                  const wf_report_options *options, wf_report **out,
                                  wf_error *err)
{
    wf_report *report = wf_report_new(options);
    if (report == NULL)
        return wf_fail_memory(err);
    wf_risk_register_counts counts = wf_risk_register_count(reg, as_of);
    wf_section *first =
        wf_report_section(report, "summary", WF_STR("Summary"), WF_STR("Risk register"),
                          WF_STR("What stands out, and how risks lie"));
    tell(report, first, &counts);
    draw_matrix(first, &counts);
    wf_section *all = wf_report_section(report, "register", WF_STR("Register"),
                                        WF_STR("Every risk, the highest first"),
                                        WF_STR("Scores, mitigation, owner, review"));
    draw_entries(all, reg, as_of);
    wf_report_source_map(report,
                         wf_report_section(report, "sources", WF_STR("Source map"),
                                           WF_STR("Where each risk comes from"),
                                           WF_STR("File and cell of every score")));
    wf_status status = wf_report_status(report, err);
    if (status != WF_OK) {
        wf_report_free(report);
        return status;
    }
    *out = report;
    return WF_OK;
}
