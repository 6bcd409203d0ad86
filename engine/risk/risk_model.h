#ifndef WF_RISK_MODEL_H
#define WF_RISK_MODEL_H
/* The parts of a risk model. Internal to engine/risk. */
#include "engine/progress/csv_table.h"
#include "wayforward/risk.h"

enum {
    RISK_KNOTS = 4
};

typedef enum risk_term_kind {
    RISK_SPLINE, /* term number `part` of the spline of a number */
    RISK_MARK,   /* 1 where the cell is this text instead of a number */
    RISK_LEVEL   /* 1 where the cell is this text */
} risk_term_kind;

typedef struct risk_term {
    risk_term_kind kind;
    size_t feature, part;
    wf_str text;
    double centre, scale; /* the term is (raw - centre) / scale */
    double coefficient, error;
} risk_term;

typedef struct risk_feature {
    wf_str name;
    bool is_number;
    double mean, sd; /* of the number, before the spline */
    double knots[RISK_KNOTS];
    size_t knot_count;   /* 0: a straight line */
    double spread;       /* sd of its contribution over the schools that have it */
    size_t first, count; /* its terms */
} risk_feature;

struct wf_risk_model {
    wf_arena *arena;
    wf_str title, date, source, outcome;
    wf_risk_validation validation;
    risk_feature *features;
    size_t feature_count;
    risk_term *terms;
    size_t term_count;
    double intercept, intercept_error;
    double *covariance; /* [1 + terms][1 + terms], the intercept first */
};

/** The number in a cell: "43%" is 43. false where it is none. */
bool risk_number(wf_str cell, double *out);

/** What the terms of a feature are for a cell: values[0 .. count). true where the cell
 * has a value that the model knows, false where it is missing. */
bool risk_feature_values(const wf_risk_model *model, const risk_feature *feature,
                         wf_str cell, double *values);

/** An empty model with an arena of its own; NULL when out of memory. */
wf_risk_model *risk_model_new(void);

/** Choose features, knots, marks and levels from the rows with use[row] != 0 of a table,
 * with what centres and scales them. No coefficients yet. */
wf_status risk_features_choose(const csv_table *table, const wf_risk_fit_options *options,
                               const unsigned char *use, wf_risk_model *model,
                               wf_error *err) WF_MUST_CHECK;

/** Is this column one that names the school, or a date? */
bool risk_column_is_name(wf_str header);

/** The text of a cell as the model keeps it: "(empty)" where there is none. */
wf_str risk_cell_text(wf_str cell);

#endif
