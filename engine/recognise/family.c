#include "engine/recognise/recogniser.h"

#include <stdio.h>

static const char *const evidence_names[WF_EVIDENCES] = {
    [WF_SEEN_ACTIONS] = "actions",
    [WF_SEEN_MILESTONES] = "milestones",
    [WF_SEEN_DISSEMINATION] = "dissemination",
    [WF_SEEN_CHAIR_OF_TAS] = "chairoftas",
    [WF_SEEN_FACTORS] = "factor",
    [WF_SEEN_MEETING] = "meeting",
    [WF_SEEN_RISK] = "risk",
    [WF_SEEN_PROMPTS] = "prompt",
    [WF_SEEN_KEY_QUESTIONS] = "keyquestion",
    [WF_SEEN_STRANDS] = "strand",
    [WF_SEEN_OVERARCHING_KPI] = "overarchingkpi",
    [WF_SEEN_AREAS] = "area",
    [WF_SEEN_FRAMEWORKS] = "framework",
    [WF_SEEN_CATEGORIES] = "categorie",
    [WF_SEEN_ACTIVITIES] = "activitie",
    [WF_SEEN_SUPPORT] = "support",
    [WF_SEEN_INDICATORS] = "indicator",
    [WF_SEEN_OBSERVATIONS] = "observation",
};

static bool contains_key(wf_str text, wf_str key)
{
    return wf_str_find(text, key, 0) != SIZE_MAX;
}

static double score_title(const wf_family_rule *rule, wf_str title_key)
{
    int best = 0;
    for (size_t i = 0; i < rule->title_count; i++)
        if (rule->titles[i].weight > best && contains_key(title_key, rule->titles[i].key))
            best = rule->titles[i].weight;
    return best;
}

/* Half as much where no title says it, but the name of a sheet does ("RRP"). */
static double score_sheets(const wf_recogniser *r, const wf_family_rule *rule)
{
    double best = 0;
    for (size_t b = 0; b < r->block_count; b++) {
        char bytes[WF_LABEL_MAX];
        if (r->blocks[b].kind != WF_BLOCK_GRID)
            continue;
        const wf_grid *grid = wf_document_grid(r->doc, r->blocks[b].index);
        if (grid->kind != WF_GRID_SHEET || grid->hidden)
            continue;
        wf_str key = {.p = bytes, .n = wf_label_key(grid->name, bytes)};
        double score = score_title(rule, key) / 2;
        best = score > best ? score : best;
    }
    return best;
}

static bool title_is_known(const wf_recogniser *r, wf_str title_key)
{
    for (int f = 1; f < WF_FAMILIES; f++)
        if (score_title(&r->templates->families[f], title_key) > 0)
            return true;
    return false;
}

static bool evidence_seen(const wf_recogniser *r, wf_str key)
{
    char bytes[WF_LABEL_MAX];
    for (int e = 0; e < WF_EVIDENCES; e++) {
        wf_str name = wf_str_from(evidence_names[e]);
        size_t n = wf_label_key(name, bytes);
        if (wf_str_eq(key, name) || wf_str_eq(key, (wf_str){bytes, n}))
            return r->evidence[e] > 0;
    }
    return false;
}

static double score_evidence(const wf_recogniser *r, const wf_family_rule *rule)
{
    double score = 0;
    for (size_t i = 0; i < rule->evidence_count; i++)
        if (evidence_seen(r, rule->evidence[i].key))
            score += rule->evidence[i].weight;
    for (size_t i = 0; i < rule->header_count; i++)
        for (size_t h = 0; h < r->header_key_count; h++)
            if (wf_str_eq(r->header_keys[h], rule->headers[i].key)) {
                score += rule->headers[i].weight;
                break;
            }
    return score;
}

static bool field_seen(const wf_recogniser *r, wf_field field)
{
    if (field == WF_FIELD_MONITORING)
        return r->column_seen[field] || r->column_seen[WF_FIELD_MONITORING_HOW];
    if (field == WF_FIELD_LEAD)
        return r->column_seen[field] || r->column_seen[WF_FIELD_ACCOUNTABLE];
    return r->column_seen[field];
}

/* Up to 30 for the share of the expected columns, less 3 for each that others expect
 * only. */
static double score_columns(const wf_recogniser *r, const wf_family_rule *rule)
{
    size_t found = 0, seen = 0;
    for (size_t i = 0; i < rule->expected_count; i++)
        found += field_seen(r, rule->expected[i]);
    for (int f = 1; f < WF_FIELDS; f++)
        seen += r->column_seen[f] && f != WF_FIELD_OTHER && f != WF_FIELD_RAG &&
                f != WF_FIELD_CODE && f != WF_FIELD_PRIORITY;
    if (rule->expected_count == 0 || seen == 0)
        return 0;
    double recall = (double)found / (double)rule->expected_count;
    double precision = found > seen ? 1.0 : (double)found / (double)seen;
    return 30 * recall * precision;
}

/* "way-forward 112: title 60, evidence 40, columns 12; 8 of 9 expected; missing: ..." */
static void explain_family(wf_recogniser *r, wf_family family, double title,
                           double evidence, double columns)
{
    char missing[200] = "";
    size_t used = 0, found = 0;
    const wf_family_rule *rule = &r->templates->families[family];
    for (size_t i = 0; i < rule->expected_count; i++) {
        bool seen = field_seen(r, rule->expected[i]);
        found += seen;
        if (!seen && used < sizeof missing - 40)
            used += (size_t)snprintf(
                missing + used, sizeof missing - used, "%s %s",
                used > 0 ? "," : "; missing:", wf_field_name(rule->expected[i]));
    }
    wf_rec_explain(
        r,
        "family %s: %.0f points (title %.0f, evidence %.0f, columns %.0f); %zu of "
        "%zu expected columns%s",
        wf_family_name(family), title + evidence + columns, title, evidence, columns,
        found, rule->expected_count, missing);
}

void wf_rec_family(wf_recogniser *r)
{
    char bytes[WF_LABEL_MAX];
    wf_str title = {.p = bytes, .n = wf_label_key(r->plan->title, bytes)};
    bool titled = title_is_known(r, title);
    double best = 0, second = 0;
    wf_family family = WF_FAMILY_UNKNOWN, other = WF_FAMILY_UNKNOWN;
    for (int f = 1; f < WF_FAMILIES; f++) {
        const wf_family_rule *rule = &r->templates->families[f];
        double by_title = titled ? score_title(rule, title) : score_sheets(r, rule);
        double by_evidence = score_evidence(r, rule), by_columns = score_columns(r, rule);
        double score = by_title + by_evidence + by_columns;
        if (r->explain && score > 0)
            explain_family(r, (wf_family)f, by_title, by_evidence, by_columns);
        if (score > best) {
            second = best;
            other = family;
            best = score;
            family = (wf_family)f;
        } else if (score > second) {
            second = score;
            other = (wf_family)f;
        }
    }
    bool anything = r->plan->priority_count > 0 || r->plan->kpi_count > 0 ||
                    r->plan->risk_factor_count > 0 || r->plan->category_count > 0 ||
                    r->plan->support_count > 0 || r->plan->activity_count > 0;
    if (best < 20 || (!anything && best < 35))
        family = WF_FAMILY_UNKNOWN;
    r->plan->family = family;
    if (family == WF_FAMILY_UNKNOWN)
        return;
    double confidence = best / (best + second + 10);
    r->plan->confidence = confidence > 1 ? 1 : confidence;
    if (second > 0.8 * best)
        wf_diag_add(&r->plan->warnings, WF_D_FAMILY_CLOSE, WF_STR_EMPTY,
                    "read as %s, but it is nearly as much like %s",
                    wf_family_name(family), wf_family_name(other));
}
