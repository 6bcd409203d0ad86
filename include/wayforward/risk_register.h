#ifndef WF_RISK_REGISTER_H
#define WF_RISK_REGISTER_H
/*
 * A risk register: what could go wrong, likelihood by impact on a scale of five by five,
 * who does what against it, and when it is looked at again. Read from a workbook, a Word
 * table or a CSV in whatever order its columns stand. Scores: 1 to 5 LOW, 6 to 12 MEDIUM,
 * 15 to 25 HIGH.
 */
#include "wayforward/document.h"
#include "wayforward/plan.h"
#include "wayforward/report.h"
#include "wayforward/sink.h"
#include "wayforward/store.h"

#define WF_RISK_DECISION "risk" /* the kind under which the store keeps entries */

/* How bad, in one of the register's pairs of columns. */
typedef struct wf_risk_grade {
    int likelihood, impact; /* 1..5; 0: not given */
    int score;              /* their product, else as given; 0: none */
    wf_risk_rating band;
} wf_risk_grade;

typedef struct wf_risk_entry {
    wf_str id, school, category, risk, cause, consequence;
    wf_str mitigation, further, owner, status;
    wf_risk_grade now;   /* as it stands; the first pair of columns */
    wf_risk_grade after; /* with the mitigation ("residual"), or as aimed at */
    wf_date raised, review;
    wf_str review_words; /* "termly", where it is no day */
    bool is_closed;
    wf_str at, file;
} wf_risk_entry;

typedef struct wf_risk_register {
    wf_arena *arena; /* owns everything below */
    wf_risk_entry *entries;
    size_t count, cap;
    size_t tables; /* that were registers */
} wf_risk_register;

typedef struct wf_risk_register_counts { /* of open entries, by what stands now */
    size_t open, closed;
    size_t by_band[WF_RISK_LOW + 1]; /* NONE: not scored */
    size_t cells[5][5];              /* [likelihood - 1][impact - 1] */
    size_t unowned, without_mitigation, review_overdue, without_review;
    size_t lowered; /* the mitigation is to bring a lower band */
} wf_risk_register_counts;

WF_BEGIN_DECLS

/** An empty register; NULL when out of memory. */
WF_API wf_risk_register *wf_risk_register_new(void);
WF_API void wf_risk_register_free(wf_risk_register *reg);

/** Add every register that a document holds. A table is one where a row names the risk
 * and two of likelihood, impact and score. Values outside 1 to 5, and a score that is not
 * the product, are diagnostics. Strings are copied.
 *  @return WF_OK; WF_E_NOT_RECOGNIZED where no table is a register; WF_E_MEMORY. */
WF_API wf_status wf_risk_register_read(const wf_document *doc, wf_diags *diags,
                                       wf_risk_register *reg,
                                       wf_error *err) WF_MUST_CHECK;

/** Add one entry, its strings copied, its scores worked out. WF_E_MEMORY. */
WF_API wf_status wf_risk_register_add(wf_risk_register *reg,
                                      const wf_risk_entry *entry) WF_MUST_CHECK;

/** An entry as a decision for the store (key: its id, else its words), and back. Strings
 * of the decision are the entry's or in `arena`. WF_E_MEMORY. */
WF_API wf_status wf_risk_entry_to_decision(const wf_risk_entry *entry, wf_arena *arena,
                                           wf_store_decision *out) WF_MUST_CHECK;
WF_API wf_status wf_risk_register_add_decision(
    wf_risk_register *reg, const wf_store_decision *decision) WF_MUST_CHECK;

/** "4", "4 - Likely", "Almost certain", "High" as 1..5; 0 where it says none. */
WF_API int wf_risk_scale(wf_str text, bool is_impact);
WF_API wf_risk_rating wf_risk_score_band(int score);

/** Put the worst first: open before closed, by score now, then by order. */
WF_API void wf_risk_register_sort(wf_risk_register *reg);
WF_API wf_risk_register_counts wf_risk_register_count(const wf_risk_register *reg,
                                                      wf_date as_of);

/** The register as a report: what stands out, the five by five, every entry with its
 * source. Caller: wf_report_free. */
WF_API wf_status wf_risk_register_report(const wf_risk_register *reg, wf_date as_of,
                                         const wf_report_options *options,
                                         wf_report **out, wf_error *err) WF_MUST_CHECK;

/** "wayforward/risk-register/1". */
WF_API wf_status wf_risk_register_write_json(const wf_risk_register *reg, wf_date as_of,
                                             const wf_sink *sink,
                                             wf_error *err) WF_MUST_CHECK;

WF_END_DECLS
#endif
