#include "formats/container/package.h"

#include "engine/base/compiler.h"
#include "engine/base/strbuf.h"

#include <string.h>

enum {
    PROBE_ROOM = 32 * 1024,
    RELS_MAX = 65536,
    NAME_MAX_BYTES = 2048
};

/* ---- which kind */

static const struct {
    const char *text; /* in [Content_Types].xml */
    wf_package_kind kind;
} content_types[] = {
    {"spreadsheetml.sheet.main+xml", WF_PACKAGE_XLSX},
    {"spreadsheetml.template.main+xml", WF_PACKAGE_XLSX},
    {"ms-excel.sheet.macroEnabled.main+xml", WF_PACKAGE_XLSX},
    {"ms-excel.template.macroEnabled.main+xml", WF_PACKAGE_XLSX},
    {"ms-excel.addin.macroEnabled.main+xml", WF_PACKAGE_XLSX},
    {"ms-excel.sheet.binary.macroEnabled.main", WF_PACKAGE_XLSB},
    {"wordprocessingml.document.main+xml", WF_PACKAGE_DOCX},
    {"wordprocessingml.template.main+xml", WF_PACKAGE_DOCX},
    {"ms-word.document.macroEnabled.main+xml", WF_PACKAGE_DOCX},
    {"ms-word.template.macroEnabledTemplate.main+xml", WF_PACKAGE_DOCX},
    {"presentationml.presentation.main+xml", WF_PACKAGE_PPTX},
    {"presentationml.slideshow.main+xml", WF_PACKAGE_PPTX},
    {"presentationml.template.main+xml", WF_PACKAGE_PPTX},
};

/* The usual main parts. */
static const char *const usual_parts[] = {
    "xl/workbook.xml",      "xl/workbook.bin", "word/document.xml",
    "ppt/presentation.xml", "content.xml",     "xl/worksheets/sheet1.xml",
};
enum {
    USUAL_PARTS = sizeof usual_parts / sizeof usual_parts[0]
};
static const wf_package_kind usual_kinds[USUAL_PARTS] = {
    WF_PACKAGE_XLSX, WF_PACKAGE_XLSB,          WF_PACKAGE_DOCX,
    WF_PACKAGE_PPTX, WF_PACKAGE_OPEN_DOCUMENT, WF_PACKAGE_XLSX,
};

/* The kind that the names of the parts agree on, without looking into any; else
 * WF_PACKAGE_ZIP. */
static wf_package_kind kind_by_parts(const wf_input *in)
{
    uint32_t has = wf_zip_has(in, usual_parts, USUAL_PARTS);
    wf_package_kind kind = WF_PACKAGE_ZIP;
    for (size_t i = 0; i < USUAL_PARTS; i++) {
        if (!(has >> i & 1))
            continue;
        if (kind != WF_PACKAGE_ZIP && kind != usual_kinds[i])
            return WF_PACKAGE_ZIP;
        kind = usual_kinds[i];
    }
    return kind;
}

static bool contains(wf_str text, const char *what)
{
    return wf_str_find(text, wf_str_from(what), 0) != SIZE_MAX;
}

static wf_package_kind kind_by_types(wf_str types)
{
    for (size_t i = 0; i < sizeof content_types / sizeof content_types[0]; i++)
        if (contains(types, content_types[i].text))
            return content_types[i].kind;
    return WF_PACKAGE_ZIP;
}

wf_package_kind wf_package_probe(const wf_input *in)
{
    WF_UNINITIALIZED char buffer[PROBE_ROOM];
    if (!wf_zip_is_zip(in))
        return WF_PACKAGE_NONE;
    wf_package_kind kind = kind_by_parts(in);
    if (kind != WF_PACKAGE_ZIP)
        return kind;
    wf_str types = {.p = buffer};
    types.n = wf_zip_peek(in, WF_STR("[Content_Types].xml"), buffer, sizeof buffer);
    kind = kind_by_types(types);
    for (size_t i = 0; kind == WF_PACKAGE_ZIP && i < USUAL_PARTS; i++)
        if (wf_zip_peek(in, wf_str_from(usual_parts[i]), buffer, 64) > 0)
            kind = usual_kinds[i];
    if (kind == WF_PACKAGE_ZIP && types.n > 0)
        kind = WF_PACKAGE_OTHER_OPC;
    return kind;
}

const char *wf_package_describe(wf_package_kind kind)
{
    static const char *const texts[] = {
        [WF_PACKAGE_NONE] = "not a zip package",
        [WF_PACKAGE_ZIP] = "a zip archive, not an office document",
        [WF_PACKAGE_XLSX] = "an Excel workbook (.xlsx)",
        [WF_PACKAGE_XLSB] = "an Excel binary workbook (.xlsb); save it as .xlsx",
        [WF_PACKAGE_DOCX] = "a Word document (.docx)",
        [WF_PACKAGE_PPTX] = "a PowerPoint presentation (.pptx)",
        [WF_PACKAGE_OPEN_DOCUMENT] =
            "an OpenDocument file (.ods, .odt); save it as .xlsx or .docx",
        [WF_PACKAGE_OTHER_OPC] = "an office package of another kind",
    };
    return (size_t)kind < sizeof texts / sizeof texts[0] ? texts[kind] : texts[0];
}

/* ---- relationships */

/* The last segment of a relationship's type: the same in transitional and strict files.
 */
static const struct {
    const char *type;
    wf_rel_kind kind;
} rel_types[] = {
    {"officeDocument", WF_REL_DOCUMENT},
    {"worksheet", WF_REL_SHEET},
    {"chartsheet", WF_REL_CHARTSHEET},
    {"dialogsheet", WF_REL_CHARTSHEET},
    {"sharedStrings", WF_REL_STRINGS},
    {"styles", WF_REL_STYLES},
    {"theme", WF_REL_THEME},
    {"comments", WF_REL_COMMENTS},
    {"threadedComment", WF_REL_THREADED_COMMENTS},
    {"person", WF_REL_PERSONS},
    {"drawing", WF_REL_DRAWING},
    {"vmlDrawing", WF_REL_VML_DRAWING},
    {"numbering", WF_REL_NUMBERING},
    {"settings", WF_REL_SETTINGS},
    {"header", WF_REL_HEADER},
    {"footer", WF_REL_FOOTER},
    {"footnotes", WF_REL_FOOTNOTES},
    {"endnotes", WF_REL_ENDNOTES},
    {"fontTable", WF_REL_FONT_TABLE},
    {"hyperlink", WF_REL_HYPERLINK},
    {"image", WF_REL_IMAGE},
    {"chart", WF_REL_CHART},
    {"diagramData", WF_REL_DIAGRAM_DATA},
    {"package", WF_REL_EMBEDDED_PACKAGE},
    {"glossaryDocument", WF_REL_GLOSSARY},
};

static wf_rel_kind rel_kind(wf_str type)
{
    size_t start = type.n;
    while (start > 0 && type.p[start - 1] != '/')
        start--;
    wf_str last = wf_str_sub(type, start, type.n);
    for (size_t i = 0; i < sizeof rel_types / sizeof rel_types[0]; i++)
        if (wf_str_eq(last, wf_str_from(rel_types[i].type)))
            return rel_types[i].kind;
    return WF_REL_OTHER;
}

typedef struct rels_build {
    wf_arena *arena;
    wf_str part;
    wf_rel *items;
    size_t n, capacity;
} rels_build;

static wf_status on_relationship(void *context, const wf_xml_tag *tag, wf_error *err)
{
    rels_build *b = context;
    if (b->n >= RELS_MAX)
        return wf_fail_limit(err, NULL, "members", RELS_MAX);
    wf_rel *items =
        wf_arena_push_room(b->arena, b->items, b->n, &b->capacity, sizeof *items);
    if (!items)
        return wf_fail_memory(err);
    b->items = items;
    wf_rel rel = {.kind = rel_kind(wf_xml_attr(tag, "Type"))};
    rel.is_external = wf_str_eq(wf_xml_attr(tag, "TargetMode"), WF_STR("External"));
    wf_str target = wf_xml_attr(tag, "Target");
    wf_status status = wf_arena_str(b->arena, wf_xml_attr(tag, "Id"), &rel.id);
    if (status == WF_OK)
        status = rel.is_external
                     ? wf_arena_str(b->arena, target, &rel.target)
                     : wf_package_resolve(b->part, target, b->arena, &rel.target);
    if (status != WF_OK)
        return wf_fail_memory(err);
    items[b->n++] = rel;
    return WF_OK;
}

static void forget_rels(void *context)
{
    rels_build *b = context;
    b->n = 0;
}

enum {
    RELS = 1,
    REL
};
static const wf_xml_edge rels_edges[] = {
    WF_XML_EDGE(WF_XML_START, ANY, "Relationships", RELS, NULL, NULL),
    WF_XML_EDGE(RELS, ANY, "Relationship", REL, on_relationship, NULL),
};
static const wf_xml_table rels_table = {WF_XML_TABLE_EDGES(rels_edges)};

/* "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels" */
static wf_status rels_name(wf_str part, wf_arena *arena, wf_str *out)
{
    size_t slash = part.n;
    while (slash > 0 && part.p[slash - 1] != '/')
        slash--;
    wf_str folder = wf_str_sub(part, 0, slash), file = wf_str_sub(part, slash, part.n);
    return wf_arena_printf(arena, out, "%.*s_rels/%.*s.rels", WF_STR_ARG(folder),
                           WF_STR_ARG(file));
}

wf_status wf_package_rels(wf_zip *zip, wf_str part, const wf_xml_options *options,
                          wf_arena *arena, wf_rels *out, wf_error *err)
{
    wf_str name;
    if (rels_name(part, arena, &name) != WF_OK)
        return wf_fail_memory(err);
    const wf_zip_member *member = wf_zip_find(zip, name);
    *out = (wf_rels){0};
    if (!member)
        return WF_OK;
    rels_build b = {.arena = arena, .part = part};
    wf_xml_options own = *options;
    own.again = forget_rels;
    WF_TRY(wf_xml_parse_member(zip, member, &rels_table, &b, &own, err));
    *out = (wf_rels){.items = b.items, .n = b.n};
    return WF_OK;
}

const wf_rel *wf_rels_by_id(const wf_rels *rels, wf_str id)
{
    for (size_t i = 0; i < rels->n; i++)
        if (wf_str_eq(rels->items[i].id, id))
            return &rels->items[i];
    return NULL;
}

const wf_rel *wf_rels_first(const wf_rels *rels, wf_rel_kind kind)
{
    for (size_t i = 0; i < rels->n; i++)
        if (rels->items[i].kind == kind && !rels->items[i].is_external)
            return &rels->items[i];
    return NULL;
}

wf_status wf_package_main_part(wf_zip *zip, wf_str fallback,
                               const wf_xml_options *options, wf_arena *arena,
                               wf_str *out, wf_error *err)
{
    wf_rels rels = {0};
    wf_error ignored = WF_ERROR_INIT;
    wf_status status =
        wf_package_rels(zip, WF_STR_EMPTY, options, arena, &rels, &ignored);
    if (status == WF_E_MEMORY)
        return wf_fail_memory(err);
    const wf_rel *rel = wf_rels_first(&rels, WF_REL_DOCUMENT);
    *out = WF_STR_EMPTY;
    if (rel && wf_zip_find(zip, rel->target))
        *out = rel->target;
    else if (wf_zip_find(zip, fallback))
        *out = fallback;
    return WF_OK;
}

/* ---- paths */

/* Take the last segment off "a/b/" or "a/b"; at the root nothing is left to take. */
static void drop_segment(wf_strbuf *path)
{
    while (path->n > 0 && path->p[path->n - 1] == '/')
        path->n--;
    while (path->n > 0 && path->p[path->n - 1] != '/')
        path->n--;
}

static bool decode_percent(wf_str s, size_t i, char *out)
{
    if (i + 2 >= s.n || s.p[i] != '%')
        return false;
    unsigned value = 0;
    for (size_t k = 1; k <= 2; k++) {
        char c = s.p[i + k];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                                : 256;
        value = value * 16 + digit;
    }
    if (value == 0 || value > 255)
        return false;
    *out = (char)value;
    return true;
}

static void add_segment(wf_strbuf *path, wf_str segment)
{
    if (wf_str_eq(segment, WF_STR(".")) || segment.n == 0)
        return;
    if (wf_str_eq(segment, WF_STR(".."))) {
        drop_segment(path);
        return;
    }
    for (size_t i = 0; i < segment.n; i++) {
        char c = segment.p[i];
        if (decode_percent(segment, i, &c))
            i += 2;
        wf_strbuf_add_char(path, c);
    }
    wf_strbuf_add_char(path, '/');
}

wf_status wf_package_resolve(wf_str part, wf_str target, wf_arena *arena, wf_str *out)
{
    wf_strbuf path = wf_strbuf_in(arena, NAME_MAX_BYTES);
    bool is_absolute = target.n > 0 && (target.p[0] == '/' || target.p[0] == '\\');
    if (!is_absolute) {
        wf_strbuf_add(&path, part);
        while (path.n > 0 && path.p[path.n - 1] != '/')
            path.n--;
    }
    size_t start = 0;
    for (size_t i = 0; i <= target.n; i++) {
        if (i < target.n && target.p[i] != '/' && target.p[i] != '\\')
            continue;
        add_segment(&path, wf_str_sub(target, start, i - start));
        start = i + 1;
    }
    if (path.n > 0 && path.p[path.n - 1] == '/')
        path.n--;
    if (path.failed)
        return WF_E_MEMORY;
    return wf_arena_str(arena, wf_strbuf_str(&path), out);
}
