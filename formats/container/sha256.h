#ifndef WF_SHA256_H
#define WF_SHA256_H
/* The SHA-256 of a file's bytes (FIPS 180-4), by nettle: what `import` knows a file by.
 */
#include "wayforward/str.h"

enum {
    WF_SHA256_HEX = 65
};

/** 64 lower-case hex digits and a NUL. Returns `out`. */
const char *wf_sha256_hex(const void *data, size_t size, char out[WF_SHA256_HEX]);

#endif
