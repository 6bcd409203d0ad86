/* Columns of terms in a table of actions: ratings, ticks that say when, milestones or
 * what was found at a review. */
#include "engine/recognise/term_values.h"
#include "engine/text/fold.h"

#include <string.h>

void wf_priority_outcome(wf_recogniser *r, int32_t p, wf_season by, const wf_slot *slot)
{
    wf_priority *priority = &r->priorities[p].p;
    wf_outcome *outcomes =
        wf_rec_grow(r, priority->outcomes, priority->outcome_count, sizeof *outcomes);
    if (outcomes == NULL)
        return;
    priority->outcomes = outcomes;
    outcomes[priority->outcome_count++] = (wf_outcome){.by = by, .text = slot->text};
    wf_rec_field(r, slot->entry, p, -1, "outcomes");
}

/* A sign that a term is meant, and nothing of how it went. */
static bool is_mark(wf_str text)
{
    static const char *const marks[] = {"x",
                                        "X",
                                        "*",
                                        "\xE2\x9C\x93",
                                        "\xE2\x9C\x94",
                                        "\xE2\x80\xA2",
                                        "\xE2\x97\x8F",
                                        "\xE2\x96\xA0",
                                        "\xE2\x96\x88",
                                        "\xE2\x9C\x97",
                                        "\xE2\x9C\x98",
                                        "\xC3\x97",
                                        "\xE2\x98\x92",
                                        "\xE2\x98\x91",
                                        "\xEF\x83\xBC",
                                        "\xC3\xBC",
                                        "yes",
                                        "Yes",
                                        "Y"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (wf_str_eq(text, wf_str_from(marks[i])))
            return true;
    return false;
}

static size_t term_columns(const wf_region *table)
{
    size_t n = 0;
    for (size_t i = 0; i < table->count; i++)
        n += table->columns[i].field_count == 1 &&
             table->columns[i].fields[0] == WF_FIELD_PERIOD;
    return n;
}

bool wf_term_mark(wf_recogniser *r, wf_action *action, const wf_head_column *column,
                  const wf_slot *slot)
{
    if (!is_mark(slot->text) || column->period.rated || term_columns(&r->table) < 2 ||
        wf_region_find(&r->table, WF_FIELD_WHEN) != NULL ||
        wf_region_find(&r->table, WF_FIELD_START) != NULL)
        return false;
    wf_str text = column->header;
    if (action->when.text.n > 0 &&
        wf_arena_printf(r->arena, &text, "%.*s, %.*s", WF_STR_ARG(action->when.text),
                        WF_STR_ARG(column->header)) != WF_OK)
        r->failed = true;
    action->when.text = text;
    wf_rec_reworded(r, slot->entry);
    return true;
}

/* What the head of a term's column says that its prose is. */
static bool heads_review(wf_str header)
{
    static const wf_str words[] = {
        WF_STR_INIT("update"),     WF_STR_INIT("review"), WF_STR_INIT("progress"),
        WF_STR_INIT("evaluation"), WF_STR_INIT("impact"), WF_STR_INIT("comment"),
        WF_STR_INIT("monitoring"), WF_STR_INIT("rag"),    WF_STR_INIT("rating")};
    char buffer[96];
    wf_str folded = wf_fold_into(wf_str_sub(header, 0, 80), buffer, sizeof buffer, NULL);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (wf_str_find(folded, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

const char *wf_term_prose(wf_recogniser *r, int32_t priority, wf_action *action,
                          const wf_head_column *column, const wf_slot *slot)
{
    const wf_term_head *head = &column->period;
    wf_str said;
    if (heads_review(column->header) || head->kind == WF_PERIOD_YEAR ||
        head->kind == WF_PERIOD_NONE) {
        if (wf_arena_printf(r->arena, &said, "%.*s: %.*s", WF_STR_ARG(column->header),
                            WF_STR_ARG(slot->text)) != WF_OK) {
            r->failed = true;
            return NULL;
        }
        wf_rec_append(r, &action->evaluation, said);
        return "evaluation";
    }
    int season = head->kind == WF_PERIOD_SEASON ? head->number : (head->number - 1) / 2;
    wf_priority_outcome(r, priority, (wf_season)season, slot);
    return NULL; /* said already: it is the priority's */
}
