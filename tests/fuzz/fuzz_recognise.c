/* A document of any shape (tests/support/random_document.h), recognised. */
#include "engine/model/ledger.h"
#include "tests/fuzz/fuzz_harness.h"
#include "tests/support/random_document.h"
#include "wayforward/recognise.h"

#include <stdlib.h>

static size_t ledger_total(const wf_plans *plans)
{
    size_t total = 0;
    for (size_t i = 0; i < plans->n; i++)
        total += plans->items[i]->ledger.count;
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static wf_templates *shipped; /* read once: most of a run otherwise */
    wf_plans plans;
    if (shipped == NULL && wf_templates_new(&shipped, NULL) != WF_OK)
        return 0;
    wf_recognise_options options = {.templates = shipped, .explain = true};
    wf_document *doc = document_of_bytes(data, size);
    if (doc == NULL)
        return 0;
    if (wf_recognise(doc, &options, &plans, NULL) != WF_OK)
        abort(); /* there is nothing that may fail here */
    if (ledger_total(&plans) != wf_document_content_count(doc))
        abort();
    wf_plans_free(&plans);
    wf_document_free(doc);
    return 0;
}
