#ifndef WF_DIAG_H
#define WF_DIAG_H
/*
 * Diagnostics: trouble that one can go on after, each with a code, a place and a message.
 * A document collects those of its reader, a plan those of its recognition.
 * Every code is documented in docs/warnings.md.
 */
#include "wayforward/arena.h"
#include "wayforward/error.h"

typedef enum wf_severity {
    WF_NOTE,
    WF_WARNING,
    WF_SEVERE
} wf_severity;

/* X(enum, code as printed, severity) - one line of docs/warnings.md each */
#define WF_DIAG_LIST(X)                                                                  \
    /* reading */                                                                        \
    X(WF_D_PART_MISSING, "part-missing", WF_WARNING)                                     \
    X(WF_D_PART_DAMAGED, "part-damaged", WF_SEVERE)                                      \
    X(WF_D_NAME_MISMATCH, "name-mismatch", WF_NOTE)                                      \
    X(WF_D_TEXT_ENCODING, "text-encoding", WF_WARNING)                                   \
    X(WF_D_CELL_BAD, "cell-bad", WF_WARNING)                                             \
    X(WF_D_STYLE_BAD, "style-bad", WF_NOTE)                                              \
    X(WF_D_TRUNCATED, "truncated", WF_SEVERE)                                            \
    X(WF_D_TRACKED_CHANGES, "tracked-changes", WF_WARNING)                               \
    X(WF_D_HIDDEN_TEXT, "hidden-text", WF_WARNING)                                       \
    X(WF_D_CF_UNEVALUATED, "cf-unevaluated", WF_NOTE)                                    \
    X(WF_D_READERS_DIFFER, "readers-differ", WF_WARNING)                                 \
    X(WF_D_FORMULA_NO_VALUE, "formula-no-value", WF_NOTE)                                \
    /* recognition and values */                                                         \
    X(WF_D_FAMILY_CLOSE, "family-close", WF_WARNING)                                     \
    X(WF_D_COLUMN_UNKNOWN, "column-unknown", WF_WARNING)                                 \
    X(WF_D_DATE_AMBIGUOUS, "date-ambiguous", WF_WARNING)                                 \
    X(WF_D_DATE_OUTSIDE, "date-outside-plan", WF_WARNING)                                \
    X(WF_D_DATE_BEFORE, "date-before-plan", WF_WARNING)                                  \
    X(WF_D_DATE_WEEKDAY, "date-weekday", WF_WARNING)                                     \
    X(WF_D_WHEN_UNRESOLVED, "when-unresolved", WF_NOTE)                                  \
    X(WF_D_RAG_CONTRADICTION, "rag-contradiction", WF_WARNING)                           \
    X(WF_D_SUM_MISMATCH, "sum-mismatch", WF_WARNING)                                     \
    X(WF_D_NO_LEAD, "no-lead", WF_WARNING)                                               \
    X(WF_D_VALUE_SUPPRESSED, "value-suppressed", WF_NOTE)                                \
    X(WF_D_VALUE_BAD, "value-bad", WF_WARNING)                                           \
    /* set-up of a trust */                                                              \
    X(WF_D_NAME_MISSING, "name-missing", WF_WARNING)                                     \
    X(WF_D_NAME_UNKNOWN, "name-unknown", WF_WARNING)                                     \
    X(WF_D_NAME_TWICE, "name-twice", WF_WARNING)                                         \
    X(WF_D_DATES_CONTRADICT, "dates-contradict", WF_WARNING)                             \
    X(WF_D_REASON_MISSING, "reason-missing", WF_WARNING)                                 \
    X(WF_D_SETTING_UNKNOWN, "setting-unknown", WF_WARNING)                               \
    X(WF_D_COLOUR_WEAK, "colour-weak", WF_WARNING)                                       \
    X(WF_D_LOGO_BAD, "logo-bad", WF_WARNING)

typedef enum wf_diag_code {
#define WF_DIAG_ENUM(code, name, severity) code,
    WF_DIAG_LIST(WF_DIAG_ENUM)
#undef WF_DIAG_ENUM
    WF_DIAG_CODES
} wf_diag_code;

typedef struct wf_diag {
    wf_diag_code code;
    wf_str at; /* "Plan!B12", or empty */
    wf_str message;
} wf_diag;

/* At most WF_DIAGS_KEPT are kept, the rest only counted. */
#define WF_DIAGS_KEPT 1000

typedef struct wf_diags {
    wf_arena *arena; /* borrowed: the owner's */
    wf_diag *items;
    size_t n, cap;
    size_t total;
} wf_diags;

WF_BEGIN_DECLS

/** Record one. Never fails: out of memory only counts it. `at` is copied. diags may be
 * NULL. */
WF_API void wf_diag_add(wf_diags *diags, wf_diag_code code, wf_str at, const char *fmt,
                        ...) WF_PRINTF(4, 5);

/** "date-ambiguous"; static. */
WF_API const char *wf_diag_name(wf_diag_code code);
WF_API wf_severity wf_diag_severity(wf_diag_code code);
/** The first of those kept that is severe: a part of the source is lost. NULL: none is.
 */
WF_API const wf_diag *wf_diags_first_severe(const wf_diags *diags);

WF_END_DECLS
#endif
