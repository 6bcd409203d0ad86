#include "engine/statistics/interval.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

wf_interval statistics_wilson(double x, double n, double z)
{
    double p = x / n, z2 = z * z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return (wf_interval){.lower = x <= 0 ? 0 : centre - half,
                         .upper = x >= n ? 1 : centre + half};
}

wf_interval statistics_newcombe(double x1, double n1, double x2, double n2, double z)
{
    wf_interval a = statistics_wilson(x1, n1, z), b = statistics_wilson(x2, n2, z);
    double p1 = x1 / n1, p2 = x2 / n2;
    return (wf_interval){.lower = p1 - p2 - hypot(p1 - a.lower, b.upper - p2),
                         .upper = p1 - p2 + hypot(a.upper - p1, p2 - b.lower)};
}

double statistics_binomial_test(double x, double n, double p)
{
    /* R takes outcomes up to a relative 1e-7 above the observed probability as equal to
     * it. */
    unsigned size = (unsigned)n;
    double limit = gsl_ran_binomial_pdf((unsigned)x, p, size) * (1 + 1e-7);
    double sum = 0;
    for (unsigned k = 0; k <= size; k++) {
        double pk = gsl_ran_binomial_pdf(k, p, size);
        if (pk <= limit)
            sum += pk;
    }
    return sum > 1 ? 1 : sum;
}

double statistics_normal_quantile(double probability)
{
    return gsl_cdf_ugaussian_Pinv(probability);
}
