#ifndef WF_XML_SCAN_H
#define WF_XML_SCAN_H
/*
 * A pull scanner for the XML parts of Office packages, over a part that is whole in
 * memory: for parts whose grammar nests in itself, where xml.h's table of states does not
 * fit. Names are told by namespace, never by prefix, and come back as the caller's own
 * numbers. Nothing is copied: names, attribute values and texts borrow from the part.
 *
 * What is checked: that tags nest and match, depth, entities, and of the attributes of
 * elements that are looked at, that they are quoted.
 * A document type is refused (Extensible Markup Language 1.0, 2.8: no part of a package
 * may have one, ECMA-376-2, 9.1.6), so no entity other than the five of XML is ever
 * known.
 *
 *     wf_xscan s;
 *     WF_TRY(wf_xscan_open(&s, &vocabulary, arena, bytes, limits, err));
 *     while (wf_xscan_child(&s, 0)) {             the root
 *         size_t root = s.depth;
 *         while (wf_xscan_child(&s, root)) {      its children; what is not read is
 * skipped const wf_xscan_attribute *a = wf_xscan_attribute_of(&s, NAME_VAL);
 *             ...
 *         }
 *     }
 *     return wf_xscan_status(&s, part_name, err); bad XML ends the loops; here it is told
 */
#include "engine/base/strbuf.h"
#include "formats/container/xml.h"

/* An element or attribute that the caller knows. */
typedef struct wf_xscan_word {
    wf_str local;
    wf_xml_ns ns;
    uint16_t id; /* 1..65535, the caller's own; 0 is given for all unknown names */
} wf_xscan_word;

typedef struct wf_xscan_vocabulary {
    const wf_xscan_word
        *words; /* ordered as wf_xscan_word_cmp has it; a test checks that */
    size_t word_count;
} wf_xscan_vocabulary;

typedef struct wf_xscan_attribute {
    uint16_t id;
    wf_str name;  /* as written, with its prefix */
    wf_str value; /* as it stands, entities not resolved */
} wf_xscan_attribute;

typedef enum wf_xscan_event {
    WF_XSCAN_FINISHED, /* the end of the part, or bad XML: see wf_xscan_status */
    WF_XSCAN_START,
    WF_XSCAN_END
} wf_xscan_event;

enum {
    WF_XSCAN_DEPTH_MAX = 256, /* limits->xml_depth may lower it */
    WF_XSCAN_BINDINGS_MAX = 128,
    WF_XSCAN_ATTRIBUTES_MAX = 48, /* kept; namespace declarations do not count */
    WF_XSCAN_NAMES = 128          /* a power of two */
};

typedef struct wf_xscan {
    /* what a caller reads */
    uint16_t id;  /* of the element that started or ended */
    size_t depth; /* elements open; that which started counts */
    bool empty;   /* it is <like this/>; its end still comes */
    size_t steps; /* tags seen: for a budget */

    /* private */
    const char *base, *p, *end;
    const char *raw, *raw_end; /* attributes not yet looked at; NULL: none left */
    size_t attribute_count;
    const wf_xscan_vocabulary *vocabulary;
    size_t max_depth;
    uint32_t generation, generations, root_generation;
    size_t binding_count, root_binding_count;
    wf_status status;
    const char *problem;
    struct wf_xscan_open_element {
        const char *name;
        uint32_t length, generation;
        uint16_t id, binding_count;
    } open[WF_XSCAN_DEPTH_MAX + 1];
    struct wf_xscan_binding {
        const char *prefix;
        uint32_t length;
        uint8_t ns; /* wf_xml_ns */
    } bindings[WF_XSCAN_BINDINGS_MAX];
    struct wf_xscan_known {
        uint64_t head, tail; /* the name's bytes, all of them up to 16 */
        const char *name;
        uint32_t generation;
        uint32_t length : 31, is_attribute : 1;
        uint16_t id;
    } known[WF_XSCAN_NAMES];
    wf_xscan_attribute kept[WF_XSCAN_ATTRIBUTES_MAX];
} wf_xscan;

/** The order of vocabulary words: by length of the local name, its bytes, then namespace.
 */
int wf_xscan_word_cmp(const wf_xscan_word *a, const wf_xscan_word *b);

/** Begin a part. UTF-16 and Latin-1 become UTF-8 in `arena`; bad UTF-8 becomes U+FFFD
 * there, counted in *replaced (may be NULL); as a rule nothing is copied and `part` stays
 * borrowed. WF_E_ENCODING, WF_E_MEMORY. Nothing to close. */
wf_status wf_xscan_open(wf_xscan *s, const wf_xscan_vocabulary *vocabulary,
                        wf_arena *arena, wf_str part, const wf_limits *limits,
                        size_t *replaced) WF_MUST_CHECK;

/** Room for a scanner in an arena, not cleared: opening it sets what is read. NULL:
 * memory. */
wf_xscan *wf_xscan_new(wf_arena *arena);

/** The next tag. Text between tags is passed over. */
wf_xscan_event wf_xscan_next(wf_xscan *s);

/** The next child element of the element at `depth` (0: the root): true and s->depth ==
 *  depth + 1. What is left of an earlier child is skipped. False past the last one: the
 *  element has ended (s->depth == depth - 1), or the XML is bad. */
bool wf_xscan_child(wf_xscan *s, size_t depth);

/** Go past the end of the innermost open element; its end is not reported. */
void wf_xscan_skip(wf_xscan *s);

/** Append all character data of the element that just started, and go past its end.
 *  Elements inside are skipped. */
void wf_xscan_text(wf_xscan *s, wf_strbuf *out);

/** The same where the text is one stretch without entities or line ends: borrowed,
 * nothing copied. False (and nothing moved) where it is not. */
bool wf_xscan_plain_text(wf_xscan *s, wf_str *out);

/** An attribute of the element that just started, NULL where absent. */
const wf_xscan_attribute *wf_xscan_attribute_of(wf_xscan *s, uint16_t id);

/** Its value as it stands; empty where absent. For numbers and keywords. */
wf_str wf_xscan_value(wf_xscan *s, uint16_t id);

/** Append raw character data or a raw value with entities resolved and line ends as \n.
 *  False where an entity is bad: it is appended as it stands. */
bool wf_xscan_decode(wf_strbuf *out, wf_str raw);

/** Bytes from the start of the part to where the scanner stands. */
size_t wf_xscan_offset(const wf_xscan *s);

/** The name of the innermost open element as written ("w:style"); empty outside. */
wf_str wf_xscan_qname(const wf_xscan *s);

/** A place to come back to: the start of the innermost open element. */
typedef struct wf_xscan_place {
    const char *p;
} wf_xscan_place;
wf_xscan_place wf_xscan_place_here(const wf_xscan *s);
/** Go back to a child of the root, from anywhere: it is the next to start. */
void wf_xscan_go(wf_xscan *s, wf_xscan_place place);

/** Where the next start of an element named `qname` as written stands, at or after
 * `from`, without a look at what is between; nothing moves. NULL where there is none yet.
 * *unsure: a comment or CDATA comes first, in which a tag could only seem to be. */
const char *wf_xscan_find(const wf_xscan *s, const char *from, wf_str qname,
                          bool *unsure);

/** For a part that arrives bit by bit: true where its first bytes tell of plain UTF-8. */
bool wf_xscan_is_plain(wf_str head);
/** As wf_xscan_open for plain UTF-8 that need not be valid nor be there to its end:
 * nothing is copied or checked. The caller sees to it that what it scans is there. */
void wf_xscan_open_growing(wf_xscan *s, const wf_xscan_vocabulary *vocabulary,
                           wf_str part, const wf_limits *limits);
/** More of the same part, at the same place. */
void wf_xscan_extend(wf_xscan *s, wf_str part);

/** WF_OK, or what is wrong with the XML and where. */
wf_status wf_xscan_status(const wf_xscan *s, wf_str part, wf_error *err);

#endif
