#ifndef WF_CKD_H
#define WF_CKD_H
/* Checked arithmetic and narrowing for sizes that come from a file: true = it did not
 * fit. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define wf_ckd_add(out, a, b) __builtin_add_overflow((a), (b), (out))
#define wf_ckd_sub(out, a, b) __builtin_sub_overflow((a), (b), (out))
#define wf_ckd_mul(out, a, b) __builtin_mul_overflow((a), (b), (out))

static inline bool wf_to_u32(uint64_t value, uint32_t *out)
{
    *out = (uint32_t)value;
    return value > UINT32_MAX;
}

static inline bool wf_to_u16(uint64_t value, uint16_t *out)
{
    *out = (uint16_t)value;
    return value > UINT16_MAX;
}

static inline size_t wf_min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

static inline size_t wf_max_size(size_t a, size_t b)
{
    return a > b ? a : b;
}

#endif
