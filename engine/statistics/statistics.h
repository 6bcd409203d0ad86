#ifndef WF_STATISTICS_H
#define WF_STATISTICS_H
/*
 * What the models of engine/statistics share: a panel of numbers (units observed over
 * equally spaced times), an arena-backed dense matrix by GSL, a minimiser, log-gamma.
 * This folder is the only one that includes GSL.
 */
#include "wayforward/arena.h"
#include "wayforward/error.h"

/* One observation of one unit. */
typedef struct stat_obs {
    uint32_t time;   /* 0 .. times - 1 */
    bool suppressed; /* a small count that the source hides; y says nothing */
    double y; /* a count where n > 0 and the model counts; else a value on the scale */
    double n; /* cohort behind it; 0: none */
} stat_obs;

typedef struct stat_panel {
    const stat_obs *obs; /* by unit, then time; one a time at most */
    const size_t
        *first; /* unit u has obs[first[u]] .. obs[first[u + 1] - 1]; units + 1 */
    size_t units, times;
    uint32_t season; /* times in a year; 1: none */
} stat_panel;

/* Shared movement forecast over the steps ahead: on the model's scale. */
typedef struct stat_common {
    double *level;    /* [times]: estimated for each time */
    double *mean;     /* [horizon]: expected for each step after the last time */
    double *variance; /* [horizon] */
    size_t times, horizon;
} stat_common;

/** Switch GSL's aborting error handler off; every entry point of the folder calls it. */
void statistics_init(void);

/** log Gamma(x) for x > 0, to 1e-13 relative; thread-safe, unlike lgamma. */
double statistics_log_gamma(double x);

/** Minimise f over n <= 12 parameters by Nelder and Mead's simplex (GSL nmsimplex2).
 *  @param x      start, and the best point on return
 *  @param step   first step along each parameter
 *  @return WF_OK also where `evaluations` ran out; WF_E_MEMORY; WF_E_NUMERIC. */
typedef double (*statistics_function)(const double *x, void *context);
wf_status statistics_minimise(statistics_function f, void *context, size_t n, double *x,
                              const double *step, size_t evaluations);

#endif
