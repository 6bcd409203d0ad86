/* The reader of .docx, .docm, .dotx and .dotm: which parts are read, in which order, and
 * what becomes of trouble. Only a bad package or a document part that gives nothing fails
 * the file; whatever else is missing or damaged costs that part, with a diagnostic. */
#include "formats/container/package.h"
#include "formats/container/saved.h"
#include "formats/docx/docx_reading.h"
#include "formats/registry.h"

#include <stdlib.h>

typedef struct docx_package {
    wf_zip *zip;
    wf_xml_options xml;
    wf_str main; /* name of the document part */
    wf_rels rels;
} docx_package;

static int probe(const wf_input *in)
{
    return wf_package_probe(in) == WF_PACKAGE_DOCX ? 100 : 0;
}

/* ---- parts ---------------------------------------------------------------------- */

/* What goes wrong in a part that one can do without. */
static wf_status tolerate(docx_reading *r, wf_status status, wf_str part, wf_error *local)
{
    if (status == WF_OK)
        return WF_OK;
    if (status != WF_E_FORMAT && status != WF_E_UNSUPPORTED && status != WF_E_ENCODING) {
        if (r->err && r->err->code == WF_OK)
            *r->err = *local;
        return status;
    }
    wf_diag_add(r->diags, WF_D_PART_DAMAGED, part, "%s",
                local->message[0] ? local->message : wf_status_text(status));
    return WF_OK;
}

static void tell_missing(docx_reading *r, wf_str part)
{
    wf_diag_add(r->diags, WF_D_PART_MISSING, part,
                "the document names this part, but it is not there");
}

/* The bytes of a part; *found is false where there is none. */
static wf_status load(docx_reading *r, const docx_package *package, wf_str name,
                      wf_str *out, bool *found, wf_error *err)
{
    wf_zip_outcome outcome = {0};
    const wf_zip_member *member = wf_zip_find(package->zip, name);
    *found = member != NULL;
    if (!member)
        return WF_OK;
    WF_TRY(wf_zip_read(package->zip, member, r->scratch, out, &outcome, err));
    if (outcome.is_truncated)
        wf_diag_add(r->diags, WF_D_TRUNCATED, name,
                    "the part breaks off; what comes before is read");
    return WF_OK;
}

/* A part that the document part's relationships name, if there is one. */
static wf_status load_kind(docx_reading *r, const docx_package *package, wf_rel_kind kind,
                           wf_str *name, wf_str *part, bool *found)
{
    const wf_rel *rel = wf_rels_first(&package->rels, kind);
    *found = false;
    if (!rel || rel->is_external)
        return WF_OK;
    wf_error local = WF_ERROR_INIT;
    *name = rel->target;
    wf_status status = load(r, package, rel->target, part, found, &local);
    if (status == WF_OK && !*found)
        tell_missing(r, rel->target);
    return tolerate(r, status, rel->target, &local);
}

/* A scanner for a part that is read from end to end. */
static wf_status read_settings(docx_reading *r, wf_str part)
{
    wf_xscan *s = wf_xscan_new(r->scratch);
    if (!s)
        return WF_E_MEMORY;
    WF_TRY(wf_xscan_open(s, &docx_vocabulary, r->scratch, part, r->limits, NULL));
    if (wf_xscan_child(s, 0))
        while (wf_xscan_child(s, 1))
            if (s->id == DX_CLR_SCHEME_MAPPING)
                docx_palette_map(&r->palette, s);
    return wf_xscan_status(s, WF_STR_EMPTY, NULL);
}

static wf_status read_numbering(docx_reading *r, wf_str part)
{
    return docx_numbering_read(&r->numbering, part, &r->styles, r->scratch, r->limits);
}

/* A part that the text depends on; damage to it costs no more than what it says. */
static wf_status read_helper(docx_reading *r, wf_rel_kind kind,
                             wf_status (*read)(docx_reading *r, wf_str part))
{
    wf_str name, part;
    bool found;
    WF_TRY(load_kind(r, r->package, kind, &name, &part, &found));
    if (!found)
        return WF_OK;
    wf_error local = WF_ERROR_INIT;
    wf_status status = read(r, part);
    if (status == WF_E_LIMIT) /* only the depth of its XML can be meant */
        status = WF_E_FORMAT;
    return tolerate(r, status, name, &local);
}

/* The beginning of a part that the document names; *found is false where it has none. */
static wf_status open_partial(docx_reading *r, wf_rel_kind kind, wf_zip_partial *part,
                              wf_str *name, bool *found)
{
    const wf_rel *rel = wf_rels_first(&r->package->rels, kind);
    *found = false;
    if (!rel || rel->is_external)
        return WF_OK;
    *name = rel->target;
    const wf_zip_member *member = wf_zip_find(r->package->zip, rel->target);
    if (!member) {
        tell_missing(r, rel->target);
        return WF_OK;
    }
    wf_error local = WF_ERROR_INIT;
    wf_status status =
        wf_zip_partial_open(r->package->zip, member, r->scratch, part, &local);
    *found = status == WF_OK;
    return tolerate(r, status, rel->target, &local);
}

static void fetch_theme(void *context)
{
    docx_reading *r = context;
    wf_zip_partial part = {.text = WF_STR_EMPTY};
    wf_str name;
    bool found;
    wf_error local = WF_ERROR_INIT;
    wf_status status = open_partial(r, WF_REL_THEME, &part, &name, &found);
    if (status == WF_OK && found) {
        status = docx_palette_read(&r->palette, &part, r->scratch, r->limits);
        status = tolerate(r, status == WF_E_LIMIT ? WF_E_FORMAT : status, name, &local);
    }
    if (status != WF_OK)
        r->late_status = status;
}

static void fetch_settings(void *context)
{
    docx_reading *r = context;
    wf_status status = read_helper(r, WF_REL_SETTINGS, read_settings);
    if (status != WF_OK)
        r->late_status = status;
}

wf_status docx_need_numbering(docx_reading *r)
{
    if (r->has_numbering)
        return WF_OK;
    r->has_numbering = true;
    return read_helper(r, WF_REL_NUMBERING, read_numbering);
}

static wf_status open_styles(docx_reading *r)
{
    wf_zip_partial part;
    wf_str name;
    bool found;
    WF_TRY(open_partial(r, WF_REL_STYLES, &part, &name, &found));
    if (found)
        docx_styles_open(&r->styles, &part); /* trouble is told by check_styles */
    return WF_OK;
}

/* ---- stories -------------------------------------------------------------------- */

static int by_anchor(const void *a, const void *b)
{
    const docx_anchor *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return 0;
}

const docx_anchor *docx_anchor_of(const docx_reading *r, wf_area area, int32_t id)
{
    docx_anchor key = {.id = id, .area = (uint8_t)area};
    if (r->anchor_count == 0)
        return NULL;
    return bsearch(&key, r->anchors, r->anchor_count, sizeof key, by_anchor);
}

/* Read a part beside the body; its faults cost no more than itself. */
static wf_status read_story(docx_reading *r, wf_str name, wf_str part, wf_area area)
{
    wf_error local = WF_ERROR_INIT, *err = r->err;
    r->err = &local;
    wf_status status = docx_walk(r, name, part, area);
    r->err = err;
    return tolerate(r, status, name, &local);
}

/* Headers and footers in the order in which sections name them, each part once. */
static wf_status read_headers(docx_reading *r, const docx_package *package)
{
    size_t count = r->story_count; /* a header that names headers names none */
    bool *done = wf_arena_array(r->scratch, package->rels.n + 1, sizeof *done);
    if (!done)
        return wf_fail_memory(r->err);
    for (size_t pass = 0; pass < 2; pass++) {
        wf_area area = pass == 0 ? WF_AREA_HEADER : WF_AREA_FOOTER;
        for (size_t i = 0; i < count; i++) {
            const wf_rel *rel = wf_rels_by_id(&package->rels, r->stories[i].rel_id);
            if (!rel || rel->is_external || r->stories[i].area != area ||
                done[rel - package->rels.items])
                continue;
            done[rel - package->rels.items] = true;
            wf_error local = WF_ERROR_INIT;
            wf_str part;
            bool found;
            wf_status status = load(r, package, rel->target, &part, &found, &local);
            WF_TRY(tolerate(r, status, rel->target, &local));
            if (status == WF_OK && found)
                WF_TRY(read_story(r, rel->target, part, area));
        }
    }
    return WF_OK;
}

static wf_status read_notes(docx_reading *r, const docx_package *package)
{
    static const struct {
        wf_rel_kind kind;
        wf_area area;
    } notes[] = {
        {WF_REL_FOOTNOTES, WF_AREA_FOOTNOTE},
        {WF_REL_ENDNOTES, WF_AREA_ENDNOTE},
        {WF_REL_COMMENTS, WF_AREA_COMMENT},
    };
    if (r->anchor_count > 0)
        qsort(r->anchors, r->anchor_count, sizeof *r->anchors, by_anchor);
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        wf_str name, part;
        bool found;
        WF_TRY(load_kind(r, package, notes[i].kind, &name, &part, &found));
        if (found)
            WF_TRY(read_story(r, name, part, notes[i].area));
    }
    return WF_OK;
}

/* Bad XML in the body: what came before it is given, unless there is nothing. */
static wf_status read_body(docx_reading *r, const docx_package *package)
{
    wf_str part;
    bool found;
    wf_error local = WF_ERROR_INIT, *err = r->err;
    wf_status status = load(r, package, package->main, &part, &found, r->err);
    if (status == WF_OK && !found)
        return wf_fail(r->err, WF_E_FORMAT, &(wf_where){.part = package->main},
                       "the package has no document part");
    WF_TRY(status);
    r->err = &local;
    status = docx_walk(r, package->main, part, WF_AREA_BODY);
    r->err = err;
    if (status == WF_E_FORMAT && wf_document_block_count(r->doc) > 0) {
        wf_diag_add(r->diags, WF_D_TRUNCATED, package->main,
                    "the document is damaged (%s); what comes before byte %llu is read",
                    local.message, (unsigned long long)local.offset);
        return WF_OK;
    }
    if (status != WF_OK && r->err && r->err->code == WF_OK)
        *r->err = local;
    return status;
}

/* ---- what was left out ---------------------------------------------------------- */

static void tell(const docx_reading *r)
{
    if (r->insertions + r->deletions > 0)
        wf_diag_add(r->diags, WF_D_TRACKED_CHANGES, WF_STR_EMPTY,
                    "tracked changes are read as accepted: %zu insertions kept, %zu "
                    "deletions left out",
                    r->insertions, r->deletions);
    if (r->hidden_texts > 0)
        wf_diag_add(r->diags, WF_D_HIDDEN_TEXT, WF_STR_EMPTY,
                    "%zu stretches of hidden text are left out", r->hidden_texts);
    if (r->chunks > 0)
        wf_diag_add(r->diags, WF_D_PART_MISSING, WF_STR_EMPTY,
                    "%zu other documents are embedded to be merged in by Word; open and "
                    "save this file in Word to have them read",
                    r->chunks);
    if (r->truncated > 0)
        wf_diag_add(r->diags, WF_D_TRUNCATED, WF_STR_EMPTY,
                    "%zu texts are longer than %llu bytes and were cut "
                    "(--limit string-bytes)",
                    r->truncated, (unsigned long long)r->limits->string_bytes);
}

/* Styles are read when they are used: what is wrong with them shows only now. */
static wf_status check_styles(docx_reading *r)
{
    const wf_rel *rel = wf_rels_first(&r->package->rels, WF_REL_STYLES);
    wf_str name = rel ? rel->target : WF_STR_EMPTY;
    wf_status status = r->styles.status;
    if (status == WF_OK && r->styles.scan)
        status = wf_xscan_status(r->styles.scan, name, &r->styles.error);
    if (status == WF_E_LIMIT && r->styles.error.code == WF_OK)
        status = WF_E_FORMAT; /* the depth of its XML */
    if (status == WF_OK && r->styles.part.is_truncated)
        wf_diag_add(r->diags, WF_D_TRUNCATED, name,
                    "the part breaks off; what comes before is read");
    return tolerate(r, status, name, &r->styles.error);
}

/* ---- the reader ----------------------------------------------------------------- */

static wf_status read_package(docx_reading *r, docx_package *package)
{
    if (wf_zip_is_rebuilt(package->zip))
        wf_diag_add(r->diags, WF_D_TRUNCATED, WF_STR_EMPTY,
                    "the file's directory is damaged; its parts were found one by one");
    WF_TRY(wf_package_main_part(package->zip, WF_STR("word/document.xml"), &package->xml,
                                r->scratch, &package->main, r->err));
    if (package->main.n == 0)
        return wf_fail(r->err, WF_E_FORMAT, NULL, "the package has no document part");
    wf_error local = WF_ERROR_INIT;
    wf_status status = wf_package_rels(package->zip, package->main, &package->xml,
                                       r->scratch, &package->rels, &local);
    WF_TRY(tolerate(r, status, package->main, &local));
    r->package = package;
    WF_TRY(open_styles(r));
    WF_TRY(read_body(r, package));
    WF_TRY(read_headers(r, package));
    WF_TRY(read_notes(r, package));
    WF_TRY(check_styles(r));
    if (r->late_status != WF_OK)
        return r->late_status;
    tell(r);
    return wf_document_finish(r->doc, r->err);
}

static wf_status start(docx_reading *r, wf_document *doc, wf_error *err)
{
    *r = (docx_reading){.doc = doc,
                        .arena = wf_document_arena(doc),
                        .limits = wf_document_limits(doc),
                        .diags = wf_document_diags_mutable(doc),
                        .err = err};
    r->scratch = wf_arena_new((size_t)r->limits->memory_bytes);
    if (!r->scratch)
        return wf_fail_memory(err);
    r->chars = wf_strbuf_in(r->scratch, (size_t)r->limits->string_bytes);
    r->marker = wf_strbuf_in(r->scratch, 1024);
    docx_palette_init(&r->palette);
    r->palette.fetch[0] = fetch_theme;
    r->palette.fetch[1] = fetch_settings;
    r->palette.context = r;
    docx_styles_init(&r->styles, r->scratch, &r->palette, r->limits);
    return WF_OK;
}

static wf_status read_docx(const wf_input *in, const wf_read_options *options,
                           wf_document **out, wf_error *err)
{
    const wf_limits *limits =
        options && options->limits ? options->limits : wf_limits_default();
    wf_document *doc = NULL;
    docx_reading r = {0};
    docx_package package = {.xml = {.limits = limits}};
    wf_status status = wf_zip_open(in, limits, &package.zip, err);
    if (status == WF_OK)
        status = wf_document_new(WF_FORMAT_DOCX, in->name, limits, &doc, err);
    if (status == WF_OK) {
        wf_document_set_saved(doc, wf_saved_in_package(package.zip));
        status = start(&r, doc, err);
    }
    if (status == WF_OK)
        status = read_package(&r, &package);
    wf_arena_free(r.scratch);
    wf_zip_close(package.zip);
    if (status != WF_OK) {
        wf_error_set_file(err, in->name);
        wf_document_free(doc);
        return status;
    }
    *out = doc;
    return WF_OK;
}

const wf_reader wf_reader_docx = {
    .name = "docx",
    .extensions = (const char *const[]){"docx", "docm", "dotx", "dotm", NULL},
    .probe = probe,
    .read = read_docx,
};
