#ifndef WF_DIGEST_H
#define WF_DIGEST_H
/* SHA-256 (FIPS 180-4), by nettle: the identity of a source file. */
#include <stddef.h>

enum {
    WF_DIGEST_TEXT = 65
}; /* 64 hexadecimal digits and NUL */

void wf_digest(const void *data, size_t size, char out[WF_DIGEST_TEXT]);

#endif
