#ifndef WF_PACKAGE_H
#define WF_PACKAGE_H
/*
 * Open Packaging Conventions (ECMA-376-2) over a zip: which part is the document, what a
 * relationship of a part means, and which kind of package it is.
 */
#include "formats/container/xml.h"

typedef enum wf_package_kind {
    WF_PACKAGE_NONE, /* not a zip */
    WF_PACKAGE_ZIP,  /* a zip, but no office package */
    WF_PACKAGE_XLSX, /* .xlsx .xlsm .xltx .xltm .xlam */
    WF_PACKAGE_XLSB,
    WF_PACKAGE_DOCX, /* .docx .docm .dotx .dotm */
    WF_PACKAGE_PPTX,
    WF_PACKAGE_OPEN_DOCUMENT, /* .ods .odt .odp */
    WF_PACKAGE_OTHER_OPC      /* a package of another sort: XPS, Visio ... */
} wf_package_kind;

/** What the content says; allocates nothing. For readers' probes. */
wf_package_kind wf_package_probe(const wf_input *in);
/** "an Excel binary workbook (.xlsb)"; static. */
const char *wf_package_describe(wf_package_kind kind);

typedef enum wf_rel_kind {
    WF_REL_OTHER,
    WF_REL_DOCUMENT,
    WF_REL_SHEET,
    WF_REL_CHARTSHEET,
    WF_REL_STRINGS,
    WF_REL_STYLES,
    WF_REL_THEME,
    WF_REL_COMMENTS,
    WF_REL_THREADED_COMMENTS,
    WF_REL_PERSONS,
    WF_REL_DRAWING,
    WF_REL_VML_DRAWING,
    WF_REL_NUMBERING,
    WF_REL_SETTINGS,
    WF_REL_HEADER,
    WF_REL_FOOTER,
    WF_REL_FOOTNOTES,
    WF_REL_ENDNOTES,
    WF_REL_FONT_TABLE,
    WF_REL_HYPERLINK,
    WF_REL_IMAGE,
    WF_REL_CHART,
    WF_REL_DIAGRAM_DATA,
    WF_REL_EMBEDDED_PACKAGE,
    WF_REL_GLOSSARY
} wf_rel_kind;

typedef struct wf_rel {
    wf_str id; /* "rId3" */
    wf_str
        target; /* a part name without a leading '/', resolved; as written if external */
    wf_rel_kind kind;
    bool is_external;
} wf_rel;

typedef struct wf_rels {
    const wf_rel *items;
    size_t n;
} wf_rels;

/** The relationships of a part ("xl/workbook.xml"; empty: of the package), in `arena`. A
 * part without any gives none. WF_E_FORMAT where they cannot be read. */
wf_status wf_package_rels(wf_zip *zip, wf_str part, const wf_xml_options *options,
                          wf_arena *arena, wf_rels *out, wf_error *err) WF_MUST_CHECK;

/** NULL where there is none. */
const wf_rel *wf_rels_by_id(const wf_rels *rels, wf_str id);
const wf_rel *wf_rels_first(const wf_rels *rels, wf_rel_kind kind);

/** The main part by the package's relationships; where these are missing, by `fallback`
 * if there is such a part. Empty where there is none. */
wf_status wf_package_main_part(wf_zip *zip, wf_str fallback,
                               const wf_xml_options *options, wf_arena *arena,
                               wf_str *out, wf_error *err) WF_MUST_CHECK;

/** Resolve `target` against the folder of `part`: "../theme/theme1.xml", "/xl/a.xml". '.'
 * and
 *  '..' are taken out, '\\' is '/', %20 is decoded. WF_E_MEMORY. */
wf_status wf_package_resolve(wf_str part, wf_str target, wf_arena *arena,
                             wf_str *out) WF_MUST_CHECK;

#endif
