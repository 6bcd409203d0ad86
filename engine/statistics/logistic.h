#ifndef WF_STATISTICS_LOGISTIC_H
#define WF_STATISTICS_LOGISTIC_H
/*
 * Logistic regression by iteratively reweighted least squares with a ridge, the smooth
 * terms it is given, and how good its probabilities are.
 */
#include "engine/statistics/statistics.h"

typedef struct logistic_data {
    const double *x; /* [rows][columns], the first column 1 */
    const double *y; /* [rows], 0 or 1 */
    size_t rows, columns;
} logistic_data;

typedef struct logistic_fit {
    double *coefficient; /* [columns] */
    double *covariance;  /* [columns][columns]: inverse of the penalised information */
    double deviance;
    size_t iterations;
} logistic_fit;

/** Maximise log likelihood - ridge / 2 * sum of squares of all coefficients but the
 * first.
 *  @param use  [rows]: rows with 0 are left out; NULL: none is
 *  @return WF_OK; WF_E_NUMERIC where the outcome never varies or the steps do not settle;
 *  WF_E_MEMORY. Source: McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.5. */
wf_status logistic_fit_ridge(const logistic_data *data, const unsigned char *use,
                             double ridge, wf_arena *arena,
                             logistic_fit *out) WF_MUST_CHECK;

/** Restricted cubic spline at x: knots[count] rising, count 3..6; writes count - 1 terms,
 * the first being x. Linear beyond the outer knots. Source: Harrell, Regression Modeling
 *  Strategies, 2nd ed., 2.4.5. */
void spline_restricted(double x, const double *knots, size_t count, double *terms);

/** Area under the ROC curve with ties shared: the chance that a case ranks above a
 * non-case. */
double classify_auc(const double *probability, const double *y, size_t rows,
                    wf_arena *scratch);
/** Mean squared error of the probabilities. */
double classify_brier(const double *probability, const double *y, size_t rows);
/** Mean absolute difference of predicted and observed shares over ten bins of equal
 * number. */
double classify_calibration_error(const double *probability, const double *y, size_t rows,
                                  wf_arena *scratch);

#endif
