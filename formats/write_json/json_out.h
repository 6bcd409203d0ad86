#ifndef WF_JSON_OUT_H
#define WF_JSON_OUT_H
/*
 * JSON as a stream (RFC 8259): no tree is built, so that a million cells cost no memory.
 * Members come in the order in which they are written. The first failure of the sink is
 * kept; test it once with json_end.
 */
#include "wayforward/sink.h"

enum {
    JSON_DEPTH = 16,
    JSON_BUFFER = 32 * 1024
};

typedef struct json_out {
    wf_sink sink;
    wf_status status;
    bool indent;
    unsigned depth;
    bool has_item[JSON_DEPTH]; /* the container at this depth has a member already */
    size_t used;
    char buffer[JSON_BUFFER];
} json_out;

void json_begin(json_out *j, const wf_sink *sink, bool indent);

/* `key` is NULL inside an array and at the top. */
void json_open_object(json_out *j, const char *key);
void json_open_array(json_out *j, const char *key);
void json_close_object(json_out *j);
void json_close_array(json_out *j);
void json_str(json_out *j, const char *key, wf_str value);
void json_text(json_out *j, const char *key, const char *value);
/* Shortest form that reads back the same; NaN and infinity give null. */
void json_number(json_out *j, const char *key, double value);
void json_integer(json_out *j, const char *key, int64_t value);
void json_boolean(json_out *j, const char *key, bool value);
/* Written only where there is something. */
void json_str_present(json_out *j, const char *key, wf_str value);
void json_text_present(json_out *j, const char *key, const char *value);
void json_strs_present(json_out *j, const char *key, wf_strs values);
void json_line(json_out *j); /* a line break between the values of NDJSON */

/** Flush; what the first failure was. */
wf_status json_end(json_out *j, wf_error *err) WF_MUST_CHECK;

#endif
