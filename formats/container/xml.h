#ifndef WF_XML_H
#define WF_XML_H
/*
 * XML parts of office packages, read by a table: elements one cares about, where they may
 * stand, and what to call. Everything else is skipped with all that is in it.
 *
 * Two drivers feed the same table: a lexer of our own for plain UTF-8 XML without a DTD
 * (which is what office programs write), and expat for all that is not plain. A test runs
 * both over every file and compares. No DTD, no external entities, no entity but the five
 * of XML and character references, ever.
 */
#include "formats/container/zip.h"

/* Transitional and strict namespaces (ECMA-376-1 annex A, ISO/IEC 29500) share one name.
 */
typedef enum wf_xml_ns {
    WF_NS_NONE,  /* no namespace: most attributes */
    WF_NS_OTHER, /* one that is not listed */
    WF_NS_XML,
    WF_NS_CONTENT_TYPES,
    WF_NS_PACKAGE_RELS,
    WF_NS_RELS,          /* r:id */
    WF_NS_SHEET,         /* spreadsheetml main */
    WF_NS_WORD,          /* wordprocessingml main */
    WF_NS_DRAWING,       /* a: drawingml main */
    WF_NS_SHEET_DRAWING, /* xdr: */
    WF_NS_WORD_DRAWING,  /* wp: */
    WF_NS_PICTURE,
    WF_NS_CHART,
    WF_NS_MATH,
    WF_NS_COMPATIBILITY, /* mc: */
    WF_NS_WORD_SHAPE,    /* wps: */
    WF_NS_WORD_GROUP,    /* wpg: */
    WF_NS_WORD_2010,     /* w14: */
    WF_NS_WORD_2012,     /* w15: */
    WF_NS_VML,
    WF_NS_OFFICE,          /* o: */
    WF_NS_OFFICE_WORD,     /* w10: */
    WF_NS_OFFICE_EXCEL,    /* x: in VML */
    WF_NS_SHEET_2009,      /* x14: */
    WF_NS_SHEET_MAIN_2006, /* xm: */
    WF_NS_THREADED,        /* threaded comments */
    WF_NS_CORE_PROPERTIES,
    WF_NS_ANY /* in tables only: whatever the namespace */
} wf_xml_ns;

typedef struct wf_xml_attribute {
    wf_str name;  /* local */
    wf_str value; /* decoded, line ends and tabs as spaces; not checked for valid UTF-8 */
    wf_xml_ns ns;
} wf_xml_attribute;

/* A start tag as handlers see it: valid during the call only. */
typedef struct wf_xml_tag {
    wf_str name; /* local */
    wf_xml_ns ns;
    uint8_t state; /* the state entered */
    const wf_xml_attribute *attributes;
    size_t attribute_count;
    unsigned depth; /* 1 for the root */
} wf_xml_tag;

enum {
    WF_XML_START = 0,       /* the state outside the root element */
    WF_XML_SAME = 255,      /* `to`: transparent, its content belongs where it stands */
    WF_XML_STATES_MAX = 250 /* states are 1..250 */
};

/* One way from a state into an element. Rows of one `from` stand together; the first that
 * fits is taken. `name` NULL fits any element. */
typedef struct wf_xml_edge {
    uint8_t from, to;
    uint8_t ns; /* wf_xml_ns */
    bool text;  /* character data directly in it goes to the table's text handler */
    const char *name;
    wf_status (*start)(void *context, const wf_xml_tag *tag,
                       wf_error *err);                             /* may be NULL */
    wf_status (*end)(void *context, uint8_t state, wf_error *err); /* may be NULL */
} wf_xml_edge;

/* Rows of a table: from, namespace (as in WF_NS_...), name, to, start and end handlers.
 */
#define WF_XML_EDGE(from_, ns_, name_, to_, start_, end_)                                \
    {                                                                                    \
        .from = (from_), .to = (to_), .ns = WF_NS_##ns_, .name = (name_),                \
        .start = (start_), .end = (end_)                                                 \
    }
/* The same, and its text is wanted. */
#define WF_XML_TEXT(from_, ns_, name_, to_, start_, end_)                                \
    {                                                                                    \
        .from = (from_), .to = (to_), .ns = WF_NS_##ns_, .text = true, .name = (name_),  \
        .start = (start_), .end = (end_)                                                 \
    }
#define WF_XML_TABLE_EDGES(array)                                                        \
    .edges = (array), .edge_count = sizeof(array) / sizeof((array)[0])

typedef struct wf_xml_table {
    const wf_xml_edge *edges;
    size_t edge_count;
    /* Text in pieces, in order: decoded, line ends as \n; not checked for valid UTF-8. */
    wf_status (*text)(void *context, uint8_t state, wf_str piece, wf_error *err);
    /* May be NULL. Called by the lexer (never by expat) with the raw bytes of the content
     * of an element in `scan_state`: takes as many whole children as it understands,
     * tells in *used_out, and leaves the rest to the table. The table alone must give the
     * same. */
    wf_status (*scan)(void *context, char *data, size_t n, size_t *used_out,
                      wf_error *err);
    uint8_t scan_state;
} wf_xml_table;

typedef enum wf_xml_driver {
    WF_XML_AUTO, /* the lexer, then expat where the lexer meets what is not plain */
    WF_XML_EXPAT /* the general way from the first byte */
} wf_xml_driver;

typedef struct wf_xml_options {
    const wf_limits *limits; /* never NULL */
    wf_xml_driver driver;
    /* Called before a part is read again from its start by expat: forget what it gave.
     * NULL: the context cannot, so the lexer's complaint is the result. */
    void (*again)(void *context);
    bool threaded; /* large parts are inflated by a second thread */
} wf_xml_options;

/** Attribute value by local name without a namespace, else the empty string. */
wf_str wf_xml_attr(const wf_xml_tag *tag, const char *name);
/** By namespace and local name. */
wf_str wf_xml_attr_ns(const wf_xml_tag *tag, wf_xml_ns ns, const char *name);
/** NULL where it is not there: tells an empty value from none. */
const wf_xml_attribute *wf_xml_attr_find(const wf_xml_tag *tag, wf_xml_ns ns,
                                         const char *name);
/** xsd:boolean: "1", "true", "on" are true, "0", "false", "off" false, else `fallback`.
 */
bool wf_xml_bool(wf_str value, bool fallback);
/** Decimal digits only, at most `max`; `fallback` for anything else. */
uint32_t wf_xml_u32(wf_str value, uint32_t max, uint32_t fallback);
/** The namespace of a URI. */
wf_xml_ns wf_xml_ns_of(wf_str uri);

/** Decode entities and line ends of text in place; returns the new length. What is no
 * entity of XML's own stays as it is. `is_attribute`: tabs and line ends become spaces.
 */
size_t wf_xml_decode(char *p, size_t n, bool is_attribute);

/** To end a part early from a handler without an error: return this status; the parse
 * then gives WF_OK. (No public status has its value.) */
#define WF_XML_STOP ((wf_status)1000)

/** Parse a part of a package. A part that ends too early or is not well-formed gives
 *  WF_E_FORMAT after the handlers have seen what was good. A DTD: WF_E_FORMAT. */
wf_status wf_xml_parse_member(wf_zip *zip, const wf_zip_member *member,
                              const wf_xml_table *table, void *context,
                              const wf_xml_options *options, wf_error *err) WF_MUST_CHECK;

/** Parse bytes in memory. */
wf_status wf_xml_parse(wf_str xml, const wf_xml_table *table, void *context,
                       const wf_xml_options *options, wf_error *err) WF_MUST_CHECK;

#endif
