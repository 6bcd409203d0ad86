#ifndef WF_FUZZ_HARNESS_H
#define WF_FUZZ_HARNESS_H
/* What each harness defines; libFuzzer or fuzz_main.c calls it. */
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
