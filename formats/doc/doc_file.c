#include "formats/doc/doc_file.h"

void doc_file_damaged(doc_file *f, const char *what)
{
    if (!f->said_damaged)
        wf_diag_add(f->diags, WF_D_PART_DAMAGED, WF_STR_EMPTY, "%s; the rest was read",
                    what);
    f->said_damaged = true;
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
