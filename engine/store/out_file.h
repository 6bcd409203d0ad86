#ifndef WF_STORE_OUT_FILE_H
#define WF_STORE_OUT_FILE_H
/* A text file that is written piece by piece and stands under its name when it is whole;
 * CSV (RFC 4180) and JSON (RFC 8259) texts. */
#include "engine/store/store_db.h"

#include <stdio.h>

typedef struct out_file {
    FILE *file;
    char target[4096], temporary[4096];
    bool failed;
} out_file;

wf_status out_file_open(out_file *f, const char *folder, const char *name,
                        wf_error *err) WF_MUST_CHECK;
void out_file_text(out_file *f, wf_str text);
/** A CSV field, quoted where it must be. */
void out_file_csv(out_file *f, wf_str text);
/** A JSON string with its quotes. */
void out_file_json(out_file *f, wf_str text);
/** Close; under its name where `status` and all writing went well, else gone. */
wf_status out_file_close(out_file *f, wf_status status, wf_error *err);

#endif
