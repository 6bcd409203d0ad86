#include "engine/pipeline/digest.h"
#include "wayforward/pipeline.h"

#include <nettle/sha2.h>

void wf_digest(const void *data, size_t size, char out[WF_DIGEST_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, size, data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[WF_DIGEST_TEXT - 1] = '\0';
}

void wf_input_digest(const wf_input *in, char out[65])
{
    wf_digest(in->data, in->size, out);
}
