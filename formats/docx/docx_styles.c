#include "formats/docx/docx_styles.h"

#include "engine/base/ckd.h"

#include <string.h>

/* state of a style */
enum {
    FOUND,     /* only its place is known */
    READ,      /* its own properties are */
    RESOLVING, /* on the way along basedOn: met again, it is a circle */
    RESOLVED
};

enum {
    BASED_ON_MAX = 64, /* Word itself stops at 11 */
    STEP = 48 * 1024   /* bytes to inflate first: the usual styles */
};

void docx_styles_init(docx_styles *styles, wf_arena *arena, docx_palette *palette,
                      const wf_limits *limits)
{
    *styles = (docx_styles){.arena = arena,
                            .palette = palette,
                            .limits = limits,
                            .base = DOCX_RUN_PROPS_INIT,
                            .qname = WF_STR_EMPTY};
}

static size_t hash_of(wf_str id, uint8_t kind)
{
    uint64_t h = 0xCBF29CE484222325u ^ kind; /* FNV-1a */
    for (size_t i = 0; i < id.n; i++)
        h = (h ^ (unsigned char)id.p[i]) * 0x100000001B3u;
    return (size_t)(h ^ h >> 32);
}

/* Where a style stands in the index, or would. */
static size_t slot_of(const docx_styles *styles, wf_str id, uint8_t kind)
{
    size_t mask = styles->index_size - 1;
    size_t slot = hash_of(id, kind) & mask;
    for (;; slot = (slot + 1) & mask) {
        uint32_t item = styles->index[slot];
        if (item == 0)
            return slot;
        const docx_style *style = styles->items[item - 1];
        if (style->kind == kind && wf_str_eq(style->id, id))
            return slot;
    }
}

/* The index is kept at most half full. */
static bool grow_index(docx_styles *styles)
{
    if (styles->count * 2 < styles->index_size)
        return true;
    size_t size = styles->index_size > 0 ? styles->index_size * 2 : 128;
    uint32_t *index = wf_arena_array(styles->arena, size, sizeof *index);
    if (!index)
        return false;
    styles->index = index;
    styles->index_size = size;
    for (size_t i = 0; i < styles->count; i++) {
        const docx_style *style = styles->items[i];
        size_t slot = slot_of(styles, style->id, style->kind);
        if (index[slot] == 0)
            index[slot] = (uint32_t)i + 1;
    }
    return true;
}

/* ---- finding -------------------------------------------------------------------- */

static uint8_t kind_of(wf_str type)
{
    static const struct {
        wf_str name;
        uint8_t kind;
    } kinds[] = {
        {WF_STR_INIT("character"), DOCX_STYLE_CHARACTER},
        {WF_STR_INIT("table"), DOCX_STYLE_TABLE},
        {WF_STR_INIT("numbering"), DOCX_STYLE_NUMBERING},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (wf_str_eq(type, kinds[i].name))
            return kinds[i].kind;
    return DOCX_STYLE_PARAGRAPH;
}

/* w:style just started. Of equal ids, and of several defaults, the first counts. */
static bool found_style(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    docx_style *style = wf_arena_alloc(styles->arena, sizeof *style);
    docx_style **items = wf_arena_push_room(styles->arena, styles->items, styles->count,
                                            &styles->cap, sizeof(docx_style *));
    if (!style || !items || styles->count >= UINT32_MAX)
        return false;
    styles->items = items;
    wf_str is_default = wf_xscan_value(s, DX_DEFAULT);
    *style = (docx_style){.id = wf_xscan_value(s, DX_STYLE_ID),
                          .place = wf_xscan_place_here(s),
                          .kind = kind_of(wf_xscan_value(s, DX_TYPE)),
                          .is_default = is_default.n > 0 && docx_on(is_default),
                          .run = DOCX_RUN_PROPS_INIT,
                          .paragraph = DOCX_PARAGRAPH_PROPS_INIT,
                          .based_on = WF_STR_EMPTY};
    items[styles->count++] = style;
    if (style->is_default && !styles->defaults[style->kind])
        styles->defaults[style->kind] = style;
    if (!grow_index(styles))
        return false;
    size_t slot = slot_of(styles, style->id, style->kind);
    if (styles->index[slot] == 0)
        styles->index[slot] = (uint32_t)styles->count;
    return true;
}

static void read_defaults(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth)) {
        if (s->id != DX_R_PR_DEFAULT)
            continue;
        size_t inner = s->depth;
        while (wf_xscan_child(s, inner))
            if (s->id == DX_R_PR)
                docx_read_run_props(s, styles->palette, &styles->base);
    }
}

/* Nothing more is looked for. */
static void give_up(docx_styles *styles, wf_status status)
{
    if (styles->status == WF_OK)
        styles->status = status;
    styles->next = NULL;
}

/* The rest of the part. */
static bool fetch(docx_styles *styles)
{
    wf_status status = wf_zip_partial_more(&styles->part, 0, &styles->error);
    if (status != WF_OK) {
        give_up(styles, status);
        styles->part.is_over = true;
        return false;
    }
    wf_xscan_extend(styles->scan, styles->part.text);
    return true;
}

/* The next style at or after `from`; inflates until it is there or the part is over. */
static const char *find_style(docx_styles *styles, const char *from, bool *unsure)
{
    for (;;) {
        const char *at = wf_xscan_find(styles->scan, from, styles->qname, unsure);
        if (at || *unsure || styles->part.is_over)
            return at;
        /* The end may have cut a tag that begins there. */
        size_t tail = styles->qname.n + 2;
        if ((size_t)(styles->scan->end - from) > tail)
            from = styles->scan->end - tail;
        if (!fetch(styles))
            return NULL;
    }
}

/* All that is left, tag by tag: there are comments, or a root of another kind. */
static void find_slowly(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    if (!styles->part.is_over && !fetch(styles))
        return;
    styles->next = NULL;
    while (wf_xscan_child(s, 1)) {
        if (s->id == DX_DOC_DEFAULTS)
            read_defaults(styles);
        else if (s->id == DX_STYLE && !found_style(styles)) {
            give_up(styles, WF_E_MEMORY);
            return;
        }
    }
    give_up(styles, wf_xscan_status(s, WF_STR_EMPTY, &styles->error));
}

/* Take the next style into the index. False where there is none. */
static bool find_one(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    if (!styles->next)
        return false;
    bool unsure;
    const char *at = styles->next;
    /* Where the one after it stands, it itself stands to its end. */
    const char *after = find_style(styles, at + 1, &unsure);
    wf_xscan_go(s, (wf_xscan_place){at});
    if (unsure) {
        find_slowly(styles);
        return styles->status == WF_OK;
    }
    styles->next = after;
    if (!wf_xscan_child(s, 1) || s->id != DX_STYLE) {
        give_up(styles, wf_xscan_status(s, WF_STR_EMPTY, &styles->error));
        return false;
    }
    if (found_style(styles))
        return true;
    give_up(styles, WF_E_MEMORY);
    return false;
}

/* What comes before the first style. */
static void read_head(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    bool unsure;
    wf_str root = wf_xscan_qname(s);
    if (root.n <= 6 || s->id != DX_STYLES) {
        find_slowly(styles);
        return;
    }
    styles->qname = wf_str_sub(root, 0, root.n - 1);
    const char *first = find_style(styles, s->p, &unsure);
    if (first && !unsure)
        (void)find_style(styles, first + 1, &unsure); /* so that it is there to its end */
    if (!first || unsure) {
        find_slowly(styles);
        return;
    }
    while (wf_xscan_child(s, 1) && s->id != DX_STYLE)
        if (s->id == DX_DOC_DEFAULTS)
            read_defaults(styles);
    styles->next = first;
}

/* The root's tag must be there whole; its declarations fit into the first step as a rule.
 */
static wf_status open_root(docx_styles *styles)
{
    wf_xscan *s = styles->scan;
    WF_TRY(wf_zip_partial_more(&styles->part, STEP, &styles->error));
    if (wf_xscan_is_plain(styles->part.text)) {
        wf_xscan_open_growing(s, &docx_vocabulary, styles->part.text, styles->limits);
        if (wf_xscan_child(s, 0))
            return WF_OK;
    }
    WF_TRY(wf_zip_partial_more(&styles->part, 0, &styles->error));
    WF_TRY(wf_xscan_open(s, &docx_vocabulary, styles->arena, styles->part.text,
                         styles->limits, NULL));
    (void)wf_xscan_child(s, 0);
    return wf_xscan_status(s, WF_STR_EMPTY, &styles->error);
}

void docx_styles_open(docx_styles *styles, wf_zip_partial *part)
{
    styles->part = *part;
    *part = (wf_zip_partial){.text = WF_STR_EMPTY};
    styles->scan = wf_xscan_new(styles->arena);
    wf_status status = styles->scan ? open_root(styles) : WF_E_MEMORY;
    if (status == WF_OK) {
        read_head(styles);
        return;
    }
    give_up(styles, status);
    styles->scan = NULL;
}

/* ---- reading -------------------------------------------------------------------- */

static docx_table_look plain_look(void)
{
    return (docx_table_look){.run = DOCX_RUN_PROPS_INIT, .shading = DOCX_UNSET};
}

static docx_table_style *table_of(docx_styles *styles, docx_style *style)
{
    if (!style->table) {
        style->table = wf_arena_alloc(styles->arena, sizeof *style->table);
        if (!style->table)
            return NULL;
        style->table->whole = plain_look();
        for (size_t i = 0; i < DOCX_CONDITIONS; i++)
            style->table->parts[i] = plain_look();
    }
    return style->table;
}

/* One of the properties that a table style and its parts have alike. */
static void read_look_child(docx_styles *styles, docx_table_look *look)
{
    wf_xscan *s = styles->scan;
    docx_cell_props cell = DOCX_CELL_PROPS_INIT;
    docx_table_props table = DOCX_TABLE_PROPS_INIT;
    if (s->id == DX_R_PR) {
        docx_read_run_props(s, styles->palette, &look->run);
    } else if (s->id == DX_TC_PR) {
        docx_read_cell_props(s, styles->palette, &cell);
        if (cell.shading != DOCX_UNSET)
            look->shading = cell.shading;
    } else if (s->id == DX_TBL_PR) {
        docx_read_table_props(s, styles->palette, &table);
        if (look->shading == DOCX_UNSET)
            look->shading = table.shading;
    }
}

static void read_table_part(docx_styles *styles, docx_style *style)
{
    static const struct {
        wf_str name;
        int condition; /* -1: the whole table */
    } names[] = {
        {WF_STR_INIT("wholeTable"), -1},
        {WF_STR_INIT("band1Vert"), DOCX_BAND_1_COLUMN},
        {WF_STR_INIT("band2Vert"), DOCX_BAND_2_COLUMN},
        {WF_STR_INIT("band1Horz"), DOCX_BAND_1_ROW},
        {WF_STR_INIT("band2Horz"), DOCX_BAND_2_ROW},
        {WF_STR_INIT("firstCol"), DOCX_FIRST_COLUMN},
        {WF_STR_INIT("lastCol"), DOCX_LAST_COLUMN},
        {WF_STR_INIT("firstRow"), DOCX_FIRST_ROW},
        {WF_STR_INIT("lastRow"), DOCX_LAST_ROW},
        {WF_STR_INIT("neCell"), DOCX_NORTH_EAST},
        {WF_STR_INIT("nwCell"), DOCX_NORTH_WEST},
        {WF_STR_INIT("seCell"), DOCX_SOUTH_EAST},
        {WF_STR_INIT("swCell"), DOCX_SOUTH_WEST},
    };
    wf_xscan *s = styles->scan;
    docx_table_style *table = table_of(styles, style);
    wf_str type = wf_xscan_value(s, DX_TYPE);
    for (size_t i = 0; table && i < sizeof names / sizeof names[0]; i++) {
        if (!wf_str_eq(type, names[i].name))
            continue;
        docx_table_look *look =
            names[i].condition < 0 ? &table->whole : &table->parts[names[i].condition];
        if (names[i].condition >= 0)
            table->given |= (uint16_t)(1u << names[i].condition);
        size_t depth = s->depth;
        while (wf_xscan_child(s, depth))
            read_look_child(styles, look);
        return;
    }
}

static void read_table_child(docx_styles *styles, docx_style *style)
{
    wf_xscan *s = styles->scan;
    docx_table_style *table = table_of(styles, style);
    if (!table)
        return;
    if (s->id == DX_TBL_PR) {
        docx_table_props props = DOCX_TABLE_PROPS_INIT;
        docx_read_table_props(s, styles->palette, &props);
        table->row_band = props.row_band;
        table->column_band = props.column_band;
        if (table->whole.shading == DOCX_UNSET)
            table->whole.shading = props.shading;
        return;
    }
    read_look_child(styles, &table->whole);
}

static void read_style_child(docx_styles *styles, docx_style *style)
{
    wf_xscan *s = styles->scan;
    bool is_table = style->kind == DOCX_STYLE_TABLE;
    switch (s->id) {
    case DX_NAME:
        style->is_title = wf_str_eq_nocase(docx_val(s), WF_STR("title"));
        break;
    case DX_BASED_ON:
        style->based_on = docx_val(s);
        break;
    case DX_P_PR:
        docx_read_paragraph_props(s, styles->palette, &style->paragraph);
        break;
    case DX_TBL_STYLE_PR:
        if (is_table)
            read_table_part(styles, style);
        break;
    case DX_R_PR:
        if (!is_table)
            docx_read_run_props(s, styles->palette, &style->run);
        else
            read_table_child(styles, style);
        break;
    case DX_TBL_PR:
    case DX_TC_PR:
        if (is_table)
            read_table_child(styles, style);
        break;
    default:
        break;
    }
}

static void read_style(docx_styles *styles, docx_style *style)
{
    wf_xscan *s = styles->scan;
    style->state = READ;
    wf_xscan_go(s, style->place);
    if (!wf_xscan_child(s, 1))
        return;
    size_t depth = s->depth;
    while (wf_xscan_child(s, depth))
        read_style_child(styles, style);
    if (style->kind == DOCX_STYLE_TABLE)
        (void)table_of(styles, style);
}

/* ---- inheriting ----------------------------------------------------------------- */

static void look_inherit(docx_table_look *over, const docx_table_look *under)
{
    docx_run_props_inherit(&over->run, &under->run);
    if (over->shading == DOCX_UNSET)
        over->shading = under->shading;
}

static void table_inherit(docx_table_style *over, const docx_table_style *under)
{
    look_inherit(&over->whole, &under->whole);
    for (size_t i = 0; i < DOCX_CONDITIONS; i++)
        look_inherit(&over->parts[i], &under->parts[i]);
    over->given |= under->given;
    if (over->row_band == 0)
        over->row_band = under->row_band;
    if (over->column_band == 0)
        over->column_band = under->column_band;
}

static docx_style *item_of(docx_styles *styles, uint8_t kind, wf_str id)
{
    while (id.n > 0) {
        uint32_t item = 0;
        if (styles->index_size > 0)
            item = styles->index[slot_of(styles, id, kind)];
        if (item > 0)
            return styles->items[item - 1];
        if (!find_one(styles))
            break;
    }
    return NULL;
}

/* Read `style` and all it is based on, then lay each on the next: no recursion. */
static void resolve(docx_styles *styles, docx_style *style)
{
    docx_style *chain[BASED_ON_MAX] = {0};
    size_t n = 0;
    while (style && n < BASED_ON_MAX && style->state != RESOLVING &&
           style->state != RESOLVED) {
        read_style(styles, style);
        style->state = RESOLVING;
        chain[n++] = style;
        style = item_of(styles, style->kind, style->based_on);
    }
    const docx_style *under = style && style->state == RESOLVED ? style : NULL;
    while (n-- > 0) {
        docx_style *over = chain[n];
        if (under) {
            docx_run_props_inherit(&over->run, &under->run);
            docx_paragraph_props_inherit(&over->paragraph, &under->paragraph);
            over->is_title = over->is_title || under->is_title;
            if (over->table && under->table)
                table_inherit(over->table, under->table);
        }
        over->state = RESOLVED;
        under = over;
    }
}

const docx_style *docx_style_of(docx_styles *styles, docx_style_kind kind, wf_str id)
{
    docx_style *style = item_of(styles, (uint8_t)kind, id);
    if (style && style->state != RESOLVED)
        resolve(styles, style);
    return style;
}

const docx_style *docx_style_default(docx_styles *styles, docx_style_kind kind)
{
    while (!styles->defaults[kind] && find_one(styles)) {
    }
    docx_style *style = styles->defaults[kind];
    if (style && style->state != RESOLVED)
        resolve(styles, style);
    return style;
}

docx_table_look docx_table_style_look(const docx_table_style *style, unsigned conditions)
{
    docx_table_look look = plain_look();
    for (size_t i = DOCX_CONDITIONS; i-- > 0;)
        if (style->given & conditions & 1u << i)
            look_inherit(&look, &style->parts[i]);
    look_inherit(&look, &style->whole);
    return look;
}
