/* expat as a driver of the table machine: for XML that the lexer leaves alone, and as the
 * independent second way that the tests compare with. */
#include "engine/base/alloc.h"
#include "formats/container/xml_private.h"

#include <expat.h>
#include <string.h>

#define SEPARATOR '\n' /* cannot stand in a namespace name or a local name */

struct xml_expat {
    xml_machine *machine;
    XML_Parser parser;
    wf_status status; /* the first failure of a handler */
    wf_error *err;
    uint64_t fed;
    wf_xml_attribute attributes[XML_ATTRIBUTES_MAX];
};

static void fail(xml_expat *x, wf_status status)
{
    if (status == WF_OK || x->status != WF_OK)
        return;
    x->status = status;
    (void)XML_StopParser(x->parser, XML_FALSE);
}

/* "uri\nlocal", or "local" alone. */
static wf_str split_name(const char *full, wf_xml_ns *ns_out)
{
    const char *separator = strchr(full, SEPARATOR);
    *ns_out = WF_NS_NONE;
    if (!separator)
        return wf_str_from(full);
    *ns_out = wf_xml_ns_of((wf_str){.p = full, .n = (size_t)(separator - full)});
    return wf_str_from(separator + 1);
}

static void XMLCALL on_start(void *data, const XML_Char *name,
                             const XML_Char **attributes)
{
    xml_expat *x = data;
    if (x->status != WF_OK)
        return;
    wf_xml_tag tag = {.attributes = x->attributes};
    tag.name = split_name(name, &tag.ns);
    for (size_t i = 0; attributes[i] && tag.attribute_count < XML_ATTRIBUTES_MAX;
         i += 2) {
        wf_xml_attribute *a = &x->attributes[tag.attribute_count++];
        a->name = split_name(attributes[i], &a->ns);
        a->value = wf_str_from(attributes[i + 1]);
    }
    fail(x, xml_machine_enter(x->machine, &tag, x->err));
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    xml_expat *x = data;
    (void)name;
    if (x->status == WF_OK)
        fail(x, xml_machine_leave(x->machine, x->err));
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length)
{
    xml_expat *x = data;
    if (x->status == WF_OK && length > 0)
        fail(x, xml_machine_text(x->machine, (wf_str){.p = text, .n = (size_t)length},
                                 x->err));
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    xml_expat *x = data;
    (void)name, (void)system, (void)public, (void)has_subset;
    if (x->status == WF_OK)
        fail(x,
             wf_fail(
                 x->err, WF_E_FORMAT, NULL,
                 "the XML has a document type declaration, which office files do not"));
}

xml_expat *xml_expat_new(xml_machine *m)
{
    xml_expat *x = wf_alloc_zeroed(sizeof *x);
    if (!x)
        return NULL;
    x->machine = m;
    x->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!x->parser) {
        wf_alloc_free(x);
        return NULL;
    }
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    return x;
}

void xml_expat_free(xml_expat *x)
{
    if (!x)
        return;
    XML_ParserFree(x->parser);
    wf_alloc_free(x);
}

static wf_status parse_error(xml_expat *x)
{
    enum XML_Error code = XML_GetErrorCode(x->parser);
    /* The root element is whole: what stands behind it is nobody's. */
    if (x->machine->is_closed)
        return WF_XML_STOP;
    if (code == XML_ERROR_NO_MEMORY)
        return wf_fail_memory(x->err);
    wf_where where = {.offset = (uint64_t)XML_GetCurrentByteIndex(x->parser)};
    return wf_fail(x->err, WF_E_FORMAT, &where, "the XML is not well-formed (%s)",
                   XML_ErrorString(code));
}

wf_status xml_expat_take(void *expat, char *data, size_t n, bool final,
                         wf_zip_taken *taken, wf_error *err)
{
    xml_expat *x = expat;
    x->err = err;
    size_t at = 0;
    do {
        size_t slice = n - at < (1u << 30) ? n - at : 1u << 30;
        bool last = final && at + slice == n;
        enum XML_Status result = XML_Parse(x->parser, data + at, (int)slice, last);
        if (x->status != WF_OK)
            return x->status;
        if (result != XML_STATUS_OK) {
            wf_status status = parse_error(x);
            taken->done = status == WF_XML_STOP;
            taken->used = n;
            return taken->done ? WF_OK : status;
        }
        at += slice;
    } while (at < n);
    taken->used = n;
    return WF_OK;
}
