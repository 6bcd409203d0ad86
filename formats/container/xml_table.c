#include "engine/base/alloc.h"
#include "engine/base/compiler.h"
#include "formats/container/xml_private.h"

#include <string.h>

void xml_machine_init(xml_machine *m, const wf_xml_table *table, void *context,
                      const wf_limits *limits)
{
    m->table = table;
    m->context = context;
    m->depth = m->skipped = 0;
    m->depth_max = limits->xml_depth < XML_DEPTH_MAX ? (unsigned)limits->xml_depth
                                                     : XML_DEPTH_MAX - 1;
    m->is_closed = m->is_touched = m->wants_text = false;
    m->state = WF_XML_START;
    memset(m->first_edge, 0xFF, sizeof m->first_edge);
    for (size_t i = table->edge_count; i-- > 0;)
        m->first_edge[table->edges[i].from] = (uint16_t)i;
}

static const wf_xml_edge *find_edge(const xml_machine *m, const wf_xml_tag *tag)
{
    for (size_t i = m->first_edge[m->state]; i < m->table->edge_count; i++) {
        const wf_xml_edge *e = &m->table->edges[i];
        if (e->from != m->state)
            break;
        if (e->ns != WF_NS_ANY && e->ns != tag->ns)
            continue;
        if (!e->name || (strncmp(e->name, tag->name.p, tag->name.n) == 0 &&
                         e->name[tag->name.n] == '\0'))
            return e;
    }
    return NULL;
}

wf_status xml_machine_enter(xml_machine *m, wf_xml_tag *tag, wf_error *err)
{
    if (m->depth >= m->depth_max)
        return wf_fail_limit(err, NULL, "xml-depth", m->depth_max);
    m->depth++;
    if (m->skipped > 0) {
        m->skipped++;
        return WF_OK;
    }
    const wf_xml_edge *edge = find_edge(m, tag);
    if (!edge) {
        m->skipped = 1;
        return WF_OK;
    }
    m->levels[m->depth].edge = edge;
    m->levels[m->depth].state = m->state; /* to go back to */
    m->levels[m->depth].text = m->wants_text;
    if (edge->to != WF_XML_SAME) {
        m->state = edge->to;
        m->wants_text = edge->text && m->table->text;
    }
    if (!edge->start)
        return WF_OK;
    tag->state = m->state;
    tag->depth = m->depth;
    m->is_touched = true;
    return edge->start(m->context, tag, err);
}

wf_status xml_machine_leave(xml_machine *m, wf_error *err)
{
    if (m->skipped > 0) {
        m->skipped--;
        m->is_closed = --m->depth == 0;
        return WF_OK;
    }
    const wf_xml_edge *edge = m->levels[m->depth].edge;
    uint8_t left = m->state;
    m->state = m->levels[m->depth].state;
    m->wants_text = m->levels[m->depth].text;
    m->is_closed = --m->depth == 0;
    if (!edge->end)
        return WF_OK;
    m->is_touched = true;
    return edge->end(m->context, left, err);
}

const wf_xml_attribute *wf_xml_attr_find(const wf_xml_tag *tag, wf_xml_ns ns,
                                         const char *name)
{
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const wf_xml_attribute *a = &tag->attributes[i];
        if (a->ns == ns && strncmp(name, a->name.p, a->name.n) == 0 &&
            name[a->name.n] == '\0')
            return a;
    }
    return NULL;
}

wf_str wf_xml_attr_ns(const wf_xml_tag *tag, wf_xml_ns ns, const char *name)
{
    const wf_xml_attribute *a = wf_xml_attr_find(tag, ns, name);
    return a ? a->value : WF_STR_EMPTY;
}

wf_str wf_xml_attr(const wf_xml_tag *tag, const char *name)
{
    return wf_xml_attr_ns(tag, WF_NS_NONE, name);
}

bool wf_xml_bool(wf_str value, bool fallback)
{
    static const struct {
        const char *text;
        bool value;
    } words[] = {{"1", true},  {"true", true},   {"on", true},   {"t", true},
                 {"0", false}, {"false", false}, {"off", false}, {"f", false}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (wf_str_eq(value, wf_str_from(words[i].text)))
            return words[i].value;
    return fallback;
}

uint32_t wf_xml_u32(wf_str value, uint32_t max, uint32_t fallback)
{
    uint64_t n = 0;
    if (value.n == 0 || value.n > 10)
        return fallback;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] < '0' || value.p[i] > '9')
            return fallback;
        n = n * 10 + (uint64_t)(value.p[i] - '0');
    }
    return n <= max ? (uint32_t)n : fallback;
}

/* What is needed to parse one part, whichever driver does it. */
typedef struct parse {
    wf_zip *zip; /* NULL: bytes in memory */
    const wf_zip_member *member;
    wf_str xml;
    bool threaded;
    xml_machine machine;
} parse;

static wf_status feed_memory(wf_str xml, const wf_zip_sink *sink, wf_error *err)
{
    /* The drivers write into what they are given. */
    char *copy = wf_alloc(xml.n + WF_ZIP_PADDING);
    if (!copy)
        return wf_fail_memory(err);
    if (xml.n > 0)
        memcpy(copy, xml.p, xml.n);
    memset(copy + xml.n, 0, WF_ZIP_PADDING);
    wf_zip_taken taken = {0};
    wf_status status = sink->take(sink->context, copy, xml.n, true, &taken, err);
    wf_alloc_free(copy);
    return status;
}

static wf_status feed(const parse *p, const wf_zip_sink *sink, wf_error *err)
{
    if (!p->zip)
        return feed_memory(p->xml, sink, err);
    return p->threaded ? wf_zip_stream_threaded(p->zip, p->member, sink, NULL, err)
                       : wf_zip_stream(p->zip, p->member, sink, NULL, err);
}

static wf_status run_lexer(parse *p, wf_error *err)
{
    xml_lexer *lexer = xml_lexer_new(&p->machine);
    if (!lexer)
        return wf_fail_memory(err);
    const wf_zip_sink sink = {.take = xml_lexer_take, .context = lexer};
    wf_status status = feed(p, &sink, err);
    xml_lexer_free(lexer);
    return status;
}

static wf_status run_expat(parse *p, wf_error *err)
{
    xml_expat *expat = xml_expat_new(&p->machine);
    if (!expat)
        return wf_fail_memory(err);
    const wf_zip_sink sink = {.take = xml_expat_take, .context = expat};
    wf_status status = feed(p, &sink, err);
    xml_expat_free(expat);
    return status;
}

static wf_status parse_part(parse *p, const wf_xml_table *table, void *context,
                            const wf_xml_options *options, wf_error *err)
{
    xml_machine_init(&p->machine, table, context, options->limits);
    p->threaded = options->threaded;
    wf_status status =
        options->driver == WF_XML_EXPAT ? run_expat(p, err) : run_lexer(p, err);
    if (status == XML_NOT_PLAIN && (options->again || !p->machine.is_touched)) {
        if (options->again)
            options->again(context);
        xml_machine_init(&p->machine, table, context, options->limits);
        status = run_expat(p, err);
    }
    if (status == XML_NOT_PLAIN)
        return wf_fail(err, WF_E_FORMAT, NULL, "the XML of the part is not well-formed");
    return status == WF_XML_STOP ? WF_OK : status;
}

wf_status wf_xml_parse_member(wf_zip *zip, const wf_zip_member *member,
                              const wf_xml_table *table, void *context,
                              const wf_xml_options *options, wf_error *err)
{
    WF_UNINITIALIZED parse p; /* xml_machine_init sets what is read */
    p.zip = zip;
    p.member = member;
    return parse_part(&p, table, context, options, err);
}

wf_status wf_xml_parse(wf_str xml, const wf_xml_table *table, void *context,
                       const wf_xml_options *options, wf_error *err)
{
    WF_UNINITIALIZED parse p;
    p.zip = NULL;
    p.xml = xml;
    return parse_part(&p, table, context, options, err);
}
