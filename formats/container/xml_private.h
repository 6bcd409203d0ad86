#ifndef WF_XML_PRIVATE_H
#define WF_XML_PRIVATE_H
/* The table machine that both drivers feed, and the drivers. */
#include "formats/container/xml.h"

enum {
    XML_DEPTH_MAX = 256,
    XML_ATTRIBUTES_MAX = 128,
    XML_PREFIX_MAX = 24,  /* bytes of a prefix */
    XML_BINDINGS_MAX = 96 /* namespace declarations in scope */
};

/* The lexer met what is not plain: expat decides. Never leaves this folder. */
#define XML_NOT_PLAIN ((wf_status)1001)

typedef struct xml_machine {
    const wf_xml_table *table;
    void *context;
    unsigned depth, depth_max;
    unsigned skipped; /* elements open inside one that the table does not have */
    bool is_closed;   /* the root element has ended */
    bool is_touched;  /* a handler was called */
    uint8_t state;
    bool wants_text; /* of the innermost element, outside skipped ones */
    uint16_t first_edge[256];
    struct {
        const wf_xml_edge *edge;
        uint8_t state;
        bool text;
    } levels[XML_DEPTH_MAX];
} xml_machine;

void xml_machine_init(xml_machine *m, const wf_xml_table *table, void *context,
                      const wf_limits *limits);
/** Into an element; tag->state and tag->depth are filled in. */
wf_status xml_machine_enter(xml_machine *m, wf_xml_tag *tag, wf_error *err);
wf_status xml_machine_leave(xml_machine *m, wf_error *err);

static inline wf_status xml_machine_text(xml_machine *m, wf_str piece, wf_error *err)
{
    if (!m->wants_text || m->skipped > 0 || piece.n == 0)
        return WF_OK;
    m->is_touched = true;
    return m->table->text(m->context, m->state, piece, err);
}

/* A driver: bytes in, machine fed. */
typedef struct xml_lexer xml_lexer;
xml_lexer *xml_lexer_new(xml_machine *m);
void xml_lexer_free(xml_lexer *lexer);
/** As wf_zip_sink's take. XML_NOT_PLAIN: see above. */
wf_status xml_lexer_take(void *lexer, char *data, size_t n, bool final,
                         wf_zip_taken *taken, wf_error *err);

typedef struct xml_expat xml_expat;
xml_expat *xml_expat_new(xml_machine *m);
void xml_expat_free(xml_expat *x);
wf_status xml_expat_take(void *expat, char *data, size_t n, bool final,
                         wf_zip_taken *taken, wf_error *err);

#endif
