#include "formats/doc/doc_columns.h"

#include <stdlib.h>

enum {
    SAME_EDGE = 20 /* twips: one point */
};

static int by_value(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* One edge for each group of edges that count as the same: the first of the group. */
static size_t group(int32_t *edges, size_t n)
{
    if (n == 0)
        return 0;
    qsort(edges, n, sizeof *edges, by_value);
    size_t kept = 1;
    for (size_t i = 1; i < n; i++)
        if (edges[i] - edges[kept - 1] >= SAME_EDGE)
            edges[kept++] = edges[i];
    return kept;
}

/* The last group whose first edge is not past `edge`. */
static uint32_t column_of(const int32_t *edges, size_t n, int32_t edge)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edges[middle] <= edge)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? (uint32_t)(low - 1) : 0;
}

wf_status doc_columns_assign(doc_table *table, wf_arena *scratch, uint32_t *columns_out,
                             wf_error *err)
{
    size_t cells = 0;
    for (size_t i = 0; i < table->n; i++)
        cells += table->rows[i].n;
    int32_t *edges = wf_arena_array(scratch, cells * 2, sizeof *edges);
    if (!edges)
        return wf_fail_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < table->n; i++)
        for (size_t j = 0; j < table->rows[i].n; j++) {
            edges[n++] = table->rows[i].cells[j].left;
            edges[n++] = table->rows[i].cells[j].right;
        }
    n = group(edges, n);
    uint32_t columns = 0;
    for (size_t i = 0; i < table->n; i++) {
        uint32_t next = 0; /* the first column that is free in this row */
        for (size_t j = 0; j < table->rows[i].n; j++) {
            doc_cell *cell = &table->rows[i].cells[j];
            uint32_t left = column_of(edges, n, cell->left);
            uint32_t right = column_of(edges, n, cell->right);
            left = left < next ? next : left;
            right = right <= left ? left + 1 : right;
            cell->left = (int32_t)left;
            cell->right = (int32_t)right;
            next = right;
        }
        columns = next > columns ? next : columns;
    }
    *columns_out = columns;
    return WF_OK;
}
