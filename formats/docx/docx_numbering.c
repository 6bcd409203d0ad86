#include "formats/docx/docx_numbering.h"

#include "engine/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEVEL_TEXT_MAX = 255
};

static docx_level plain_level(void)
{
    return (docx_level){.start = 0,
                        .format = WF_LIST_DECIMAL,
                        .restart = -1,
                        .text = WF_STR_EMPTY,
                        .style = WF_STR_EMPTY,
                        .run = DOCX_RUN_PROPS_INIT};
}

static bool decode_text(wf_arena *arena, wf_str raw, wf_str *out)
{
    wf_strbuf b = wf_strbuf_in(arena, LEVEL_TEXT_MAX);
    (void)wf_xscan_decode(&b, raw);
    *out = wf_strbuf_str(&b);
    return !b.failed;
}

/* w:lvl just started. */
static bool read_level(docx_numbering *n, wf_xscan *s, docx_palette *palette,
                       docx_level *level)
{
    size_t depth = s->depth;
    bool good = true;
    while (wf_xscan_child(s, depth)) {
        switch (s->id) {
        case DX_START: {
            int32_t start = docx_int(docx_val(s), 0);
            level->start = start < 0 ? 0 : (uint32_t)start;
            break;
        }
        case DX_NUM_FMT:
            level->format = (uint8_t)wf_list_format_of(docx_val(s));
            break;
        case DX_LVL_RESTART: {
            int32_t restart = docx_int(docx_val(s), -1);
            level->restart =
                (int8_t)(restart < 0 || restart > DOCX_LEVELS ? -1 : restart);
            break;
        }
        case DX_IS_LGL:
            level->is_legal = docx_on(docx_val(s));
            break;
        case DX_LVL_TEXT:
            good = decode_text(n->arena, docx_val(s), &level->text) && good;
            break;
        case DX_LVL_PIC_BULLET_ID:
            level->is_picture = true;
            break;
        case DX_P_STYLE:
            level->style = docx_val(s);
            break;
        case DX_R_PR:
            docx_read_run_props(s, palette, &level->run);
            break;
        default:
            break;
        }
    }
    return good;
}

/* w:ilvl of w:lvl or w:lvlOverride, DOCX_LEVELS where it is bad. */
static size_t level_index(wf_xscan *s)
{
    int32_t level = docx_int(wf_xscan_value(s, DX_ILVL), -1);
    return level < 0 || level >= DOCX_LEVELS ? DOCX_LEVELS : (size_t)level;
}

/* w:abstractNum just started. */
static bool read_list(docx_numbering *n, wf_xscan *s, docx_palette *palette)
{
    docx_list *lists = wf_arena_push_room(n->arena, n->lists, n->list_count, &n->list_cap,
                                          sizeof *lists);
    if (!lists)
        return false;
    n->lists = lists;
    docx_list *list = &lists[n->list_count++];
    *list = (docx_list){.id = docx_int(wf_xscan_value(s, DX_ABSTRACT_NUM_ID), -1),
                        .style_link = WF_STR_EMPTY};
    for (size_t i = 0; i < DOCX_LEVELS; i++)
        list->levels[i] = plain_level();
    size_t depth = s->depth;
    bool good = true;
    while (good && wf_xscan_child(s, depth)) {
        size_t level = s->id == DX_LVL ? level_index(s) : DOCX_LEVELS;
        if (level < DOCX_LEVELS)
            good = read_level(n, s, palette, &list->levels[level]);
        else if (s->id == DX_NUM_STYLE_LINK)
            list->style_link = docx_val(s);
    }
    return good;
}

/* w:lvlOverride just started. */
static bool read_override(docx_numbering *n, wf_xscan *s, docx_palette *palette,
                          docx_number *number)
{
    size_t level = level_index(s);
    if (level >= DOCX_LEVELS)
        return true;
    size_t depth = s->depth;
    bool good = true;
    while (good && wf_xscan_child(s, depth)) {
        if (s->id == DX_START_OVERRIDE) {
            int32_t start = docx_int(docx_val(s), 0);
            number->starts[level] = start < 0 ? 0 : start;
        } else if (s->id == DX_LVL) {
            docx_level *own = wf_arena_alloc(n->arena, sizeof *own);
            if (!own)
                return false;
            *own = plain_level();
            good = read_level(n, s, palette, own);
            number->levels[level] = own;
        }
    }
    return good;
}

/* w:num just started. Until all is read, `list` holds the id of its w:abstractNum. */
static bool read_number(docx_numbering *n, wf_xscan *s, docx_palette *palette)
{
    docx_number *numbers = wf_arena_push_room(n->arena, n->numbers, n->number_count,
                                              &n->number_cap, sizeof *numbers);
    if (!numbers)
        return false;
    n->numbers = numbers;
    docx_number *number = &numbers[n->number_count++];
    *number = (docx_number){.id = docx_int(wf_xscan_value(s, DX_NUM_ID), -1),
                            .list = UINT32_MAX};
    for (size_t i = 0; i < DOCX_LEVELS; i++)
        number->starts[i] = -1;
    size_t depth = s->depth;
    bool good = true;
    while (good && wf_xscan_child(s, depth)) {
        if (s->id == DX_ABSTRACT_NUM_ID)
            number->list = (uint32_t)docx_int(docx_val(s), -1);
        else if (s->id == DX_LVL_OVERRIDE)
            good = read_override(n, s, palette, number);
    }
    return good;
}

static int by_list_id(const void *a, const void *b)
{
    const docx_list *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_number_id(const void *a, const void *b)
{
    const docx_number *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static docx_number *number_of(const docx_numbering *n, int32_t id)
{
    docx_number key = {.id = id};
    if (n->number_count == 0)
        return NULL;
    return bsearch(&key, n->numbers, n->number_count, sizeof key, by_number_id);
}

static uint32_t list_index(const docx_numbering *n, uint32_t id)
{
    size_t low = 0, high = n->list_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (n->lists[middle].id < (int32_t)id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->list_count && n->lists[low].id == (int32_t)id ? (uint32_t)low
                                                                  : UINT32_MAX;
}

/* Numbers to lists; then lists that only name a numbering style to that style's
 * (17.9.21): one step, as a style's list has levels of its own. */
static void link_lists(docx_numbering *n, docx_styles *styles)
{
    if (n->list_count > 0)
        qsort(n->lists, n->list_count, sizeof *n->lists, by_list_id);
    if (n->number_count > 0)
        qsort(n->numbers, n->number_count, sizeof *n->numbers, by_number_id);
    for (size_t i = 0; i < n->number_count; i++)
        n->numbers[i].list = list_index(n, n->numbers[i].list);
    for (size_t i = 0; i < n->number_count; i++) {
        docx_number *number = &n->numbers[i];
        if (number->list == UINT32_MAX || n->lists[number->list].style_link.n == 0)
            continue;
        const docx_style *style = docx_style_of(styles, DOCX_STYLE_NUMBERING,
                                                n->lists[number->list].style_link);
        const docx_number *other = style ? number_of(n, style->paragraph.number) : NULL;
        if (other && other->list != UINT32_MAX)
            number->list = other->list;
    }
}

wf_status docx_numbering_read(docx_numbering *numbering, wf_str part, docx_styles *styles,
                              wf_arena *arena, const wf_limits *limits)
{
    *numbering = (docx_numbering){.arena = arena};
    wf_xscan *s = wf_xscan_new(arena);
    if (!s)
        return WF_E_MEMORY;
    WF_TRY(wf_xscan_open(s, &docx_vocabulary, arena, part, limits, NULL));
    if (wf_xscan_child(s, 0)) {
        while (wf_xscan_child(s, 1)) {
            bool good = true;
            if (s->id == DX_ABSTRACT_NUM)
                good = read_list(numbering, s, styles->palette);
            else if (s->id == DX_NUM)
                good = read_number(numbering, s, styles->palette);
            if (!good)
                return WF_E_MEMORY;
        }
    }
    link_lists(numbering, styles);
    return wf_xscan_status(s, WF_STR_EMPTY, NULL);
}

/* ---- counting ------------------------------------------------------------------- */

static const docx_level *level_of(const docx_list *list, const docx_number *number,
                                  size_t level)
{
    return number->levels[level] ? number->levels[level] : &list->levels[level];
}

int8_t docx_numbering_level_of_style(const docx_numbering *numbering, int32_t number,
                                     wf_str style)
{
    const docx_number *found = number_of(numbering, number);
    if (!found || found->list == UINT32_MAX || style.n == 0)
        return 0;
    const docx_list *list = &numbering->lists[found->list];
    for (size_t i = 0; i < DOCX_LEVELS; i++)
        if (wf_str_eq(level_of(list, found, i)->style, style))
            return (int8_t)i;
    return 0;
}

/* A level that has not been used shows its start. */
static uint32_t shown_count(const docx_list *list, const docx_number *number,
                            size_t level)
{
    if (list->counting[level])
        return list->counts[level];
    return number->starts[level] >= 0 ? (uint32_t)number->starts[level]
                                      : level_of(list, number, level)->start;
}

/* One step of the counter, and a new start for the levels below (17.9.11). */
static void step(docx_list *list, docx_number *number, size_t level)
{
    uint32_t start = level_of(list, number, level)->start;
    bool override = number->starts[level] >= 0 && !number->started[level];
    if (override) {
        number->started[level] = true;
        start = (uint32_t)number->starts[level];
    }
    if (override || !list->counting[level])
        list->counts[level] = start;
    else if (list->counts[level] < UINT32_MAX)
        list->counts[level]++;
    list->counting[level] = true;
    /* A level that was left out counts as begun: "2.a.I" is followed by "2.b". */
    for (size_t i = 0; i < level; i++) {
        if (list->counting[i])
            continue;
        list->counts[i] = shown_count(list, number, i);
        list->counting[i] = true;
    }
    for (size_t i = level + 1; i < DOCX_LEVELS; i++) {
        int8_t restart = level_of(list, number, i)->restart;
        if (restart < 0 || (restart > 0 && level < (size_t)restart))
            list->counting[i] = false;
    }
}

static void add_bullet(const docx_level *level, wf_strbuf *out)
{
    if (level->text.n == 0 && level->is_picture) {
        wf_strbuf_add_code_point(out, 0x2022);
        return;
    }
    /* Word's own second bullet is the letter o of Courier New, for its round shape. */
    if (wf_str_eq(level->text, WF_STR("o"))) {
        wf_strbuf_add_code_point(out, 0x25E6);
        return;
    }
    for (size_t i = 0; i < level->text.n;)
        wf_strbuf_add_code_point(out,
                                 wf_symbol_to_unicode((wf_symbol_font)level->run.symbol,
                                                      wf_utf8_next(level->text, &i)));
}

/* "%1.%2)" (17.9.11 lvlText). */
static void add_label(const docx_list *list, const docx_number *number,
                      const docx_level *level, wf_strbuf *out)
{
    wf_str text = level->text;
    for (size_t i = 0; i < text.n;) {
        if (text.p[i] == '%' && i + 1 < text.n && text.p[i + 1] >= '1' &&
            text.p[i + 1] <= '9') {
            size_t other = (size_t)(text.p[i + 1] - '1');
            wf_list_format format = (wf_list_format)level_of(list, number, other)->format;
            bool legal = level->is_legal && format != WF_LIST_NONE;
            wf_list_number(out, legal ? WF_LIST_DECIMAL : format,
                           shown_count(list, number, other));
            i += 2;
            continue;
        }
        wf_strbuf_add_code_point(out,
                                 wf_symbol_to_unicode((wf_symbol_font)level->run.symbol,
                                                      wf_utf8_next(text, &i)));
    }
}

const docx_level *docx_numbering_count(docx_numbering *numbering, int32_t number,
                                       int8_t level, wf_strbuf *out)
{
    docx_number *found = number_of(numbering, number);
    if (!found || found->list == UINT32_MAX || level < 0 || level >= DOCX_LEVELS)
        return NULL;
    docx_list *list = &numbering->lists[found->list];
    const docx_level *shown = level_of(list, found, (size_t)level);
    step(list, found, (size_t)level);
    if (shown->format == WF_LIST_BULLET)
        add_bullet(shown, out);
    else
        add_label(list, found, shown, out);
    return shown;
}
