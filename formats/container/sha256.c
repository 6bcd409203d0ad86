#include "formats/container/sha256.h"

#include <nettle/sha2.h>

const char *wf_sha256_hex(const void *data, size_t size, char out[WF_SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    if (size > 0)
        sha256_update(&context, size, data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[i * 2] = digits[digest[i] >> 4];
        out[i * 2 + 1] = digits[digest[i] & 15];
    }
    out[sizeof digest * 2] = '\0';
    return out;
}
