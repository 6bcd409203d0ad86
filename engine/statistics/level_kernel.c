/* How a level moves from one time to the next. */
#include "engine/statistics/level_parts.h"
#include <math.h>
#include <string.h>

size_t level_class(const level_model *model, double cohort)
{
    size_t c = 0;
    while (c + 1 < LEVEL_CLASSES && cohort > model->class_size[c])
        c++;
    return c;
}

/* The chance of a proposal `steps` cells away: a narrow and a wide normal. */
static void fill_proposal(const level_model *model, double scale, double *proposal)
{
    double spacing = model->state[1] - model->state[0];
    double narrow = fmax(model->step * scale, spacing / 4);
    double wide = fmax(model->jump, narrow);
    const double half_inverse_root_pi = 0.39894228040143267794;
    for (size_t d = 0; d < LEVEL_STATES; d++) {
        double x = spacing * (double)d;
        double a = exp(-0.5 * x * x / (narrow * narrow)) / narrow;
        double b = exp(-0.5 * x * x / (wide * wide)) / wide;
        proposal[d] = half_inverse_root_pi * spacing *
                      ((1 - model->jump_share) * a + model->jump_share * b);
    }
}

static void fill_class(const level_model *model, double scale, double *kernel)
{
    double proposal[LEVEL_STATES];
    fill_proposal(model, scale, proposal);
    const double *population = model->population;
    for (size_t i = 0; i < LEVEL_STATES; i++) {
        double leaving = 0, *row = kernel + i * LEVEL_STATES;
        for (size_t j = 0; j < LEVEL_STATES; j++) {
            if (j == i)
                continue;
            double accept =
                population[j] >= population[i] ? 1 : population[j] / population[i];
            row[j] = proposal[i > j ? i - j : j - i] * accept;
            leaving += row[j];
        }
        row[i] = leaving < 1 ? 1 - leaving : 0;
        for (size_t j = 0; leaving > 1 && j < LEVEL_STATES; j++)
            row[j] /= leaving;
    }
}

void level_kernel_fill(level_model *model)
{
    for (size_t c = 0; c < LEVEL_CLASSES; c++)
        fill_class(model, model->class_scale[c],
                   model->kernel + c * LEVEL_STATES * LEVEL_STATES);
}

void level_move(const level_model *model, size_t class, const double *now, double *next)
{
    const double *kernel = model->kernel + class * LEVEL_STATES * LEVEL_STATES;
    memset(next, 0, LEVEL_STATES * sizeof *next);
    for (size_t i = 0; i < LEVEL_STATES; i++) {
        const double *row = kernel + i * LEVEL_STATES;
        double p = now[i];
        if (p < 1e-13)
            continue;
        for (size_t j = 0; j < LEVEL_STATES; j++)
            next[j] += p * row[j];
    }
}

void level_move_back(const level_model *model, size_t class, const double *now,
                     double *next)
{
    const double *kernel = model->kernel + class * LEVEL_STATES * LEVEL_STATES;
    for (size_t i = 0; i < LEVEL_STATES; i++) {
        const double *row = kernel + i * LEVEL_STATES;
        double sum = 0;
        for (size_t j = 0; j < LEVEL_STATES; j++)
            sum += row[j] * now[j];
        next[i] = sum;
    }
}
