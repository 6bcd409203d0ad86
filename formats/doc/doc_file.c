#include "formats/doc/doc_file.h"

void doc_file_damaged(doc_file *f, const char *what)
{
    for (size_t i = 0; i < f->told_n; i++)
        if (f->told[i] == what)
            return;
    if (f->told_n == DOC_TOLD_MAX)
        return;
    f->told[f->told_n++] = what;
    wf_diag_add(f->diags, WF_D_PART_DAMAGED, WF_STR_EMPTY, "%s; the rest was read", what);
}

doc_bytes doc_file_part(doc_file *f, doc_part part)
{
    bool cut = false;
    doc_range range = f->fib.part[part];
    doc_bytes bytes = doc_bytes_sub(f->table, range.at, range.n, &cut);
    if (cut)
        doc_file_damaged(f, "a part of the document lies outside the file");
    return bytes;
}
