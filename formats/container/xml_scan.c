/* Tags, names, attributes, and going about in a part. */
#include "formats/container/xml_scan_private.h"

#include "engine/base/utf8.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    ALIGNMENT = 16
};

/* Bytes that end a name: XML 1.0, 2.3, as far as a scanner must know. */
static const uint8_t ends_name[256] = {
    [0] = 1,   ['\t'] = 1, ['\n'] = 1, ['\r'] = 1, [' '] = 1, ['/'] = 1, ['>'] = 1,
    ['='] = 1, ['<'] = 1,  ['"'] = 1,  ['\''] = 1, ['&'] = 1, ['!'] = 1, ['?'] = 1,
};

static const char *skip_spaces(const char *p, const char *end)
{
    while (p < end && xscan_is_space(*p))
        p++;
    return p;
}

static wf_xscan_event fail(wf_xscan *s, wf_status status, const char *problem)
{
    if (s->status == WF_OK) {
        s->status = status;
        s->problem = problem;
    }
    s->depth = 0;
    s->empty = false;
    s->id = 0;
    s->attribute_count = 0;
    s->raw = NULL;
    return WF_XSCAN_FINISHED;
}

/* ---- names ---------------------------------------------------------------------- */

int wf_xscan_word_cmp(const wf_xscan_word *a, const wf_xscan_word *b)
{
    if (a->local.n != b->local.n)
        return a->local.n < b->local.n ? -1 : 1;
    int order = memcmp(a->local.p, b->local.p, a->local.n);
    if (order != 0)
        return order;
    return (a->ns > b->ns) - (a->ns < b->ns);
}

static uint16_t look_up_word(const wf_xscan_vocabulary *v, wf_str local, wf_xml_ns ns)
{
    wf_xscan_word key = {.local = local, .ns = ns};
    size_t low = 0, high = v->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = wf_xscan_word_cmp(&key, &v->words[middle]);
        if (order == 0)
            return v->words[middle].id;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static wf_xml_ns number_of_prefix(const wf_xscan *s, const char *prefix, size_t n)
{
    for (size_t i = s->binding_count; i-- > 0;)
        if (s->bindings[i].length == n && memcmp(s->bindings[i].prefix, prefix, n) == 0)
            return (wf_xml_ns)s->bindings[i].ns;
    if (n == 3 && memcmp(prefix, "xml", 3) == 0)
        return WF_NS_XML;
    return n == 0 ? WF_NS_NONE : WF_NS_OTHER;
}

static uint16_t resolve_name(const wf_xscan *s, wf_str name, bool is_attribute)
{
    const char *colon = memchr(name.p, ':', name.n);
    size_t prefix = colon ? (size_t)(colon - name.p) : 0;
    wf_str local = colon ? wf_str_sub(name, prefix + 1, name.n) : name;
    /* Namespaces in XML 1.0, 6.2: the default namespace does not apply to attributes. */
    wf_xml_ns ns =
        is_attribute && !colon ? WF_NS_NONE : number_of_prefix(s, name.p, prefix);
    return look_up_word(s->vocabulary, local, ns);
}

/* A name's bytes as two words: told apart by these and the length, up to 16 bytes. */
typedef struct name_words {
    uint64_t head, tail;
} name_words;

static inline name_words words_of(const char *name, size_t n)
{
    name_words w = {0, 0};
    if (n >= 8) {
        memcpy(&w.head, name, 8);
        memcpy(&w.tail, name + n - 8, 8);
    } else if (n >= 4) {
        uint32_t head, tail;
        memcpy(&head, name, 4);
        memcpy(&tail, name + n - 4, 4);
        w.head = (uint64_t)tail << 32 | head;
    } else if (n > 0) {
        w.head = (uint64_t)(unsigned char)name[0] |
                 (uint64_t)(unsigned char)name[n / 2] << 8 |
                 (uint64_t)(unsigned char)name[n - 1] << 16;
    }
    return w;
}

/* The caller's number of a name as written: parts use few names again and again. */
static inline uint16_t id_of_name(wf_xscan *s, const char *name, size_t n,
                                  bool is_attribute)
{
    name_words w = words_of(name, n);
    uint64_t hash = (w.head ^ w.tail << 1 ^ n << 56) * 0x9E3779B97F4A7C15u;
    struct wf_xscan_known *k = &s->known[hash >> 57 & (WF_XSCAN_NAMES - 1)];
    if (k->head == w.head && k->tail == w.tail && k->length == n &&
        k->generation == s->generation && k->is_attribute == is_attribute &&
        (n <= 16 || memcmp(k->name, name, n) == 0))
        return k->id;
    *k = (struct wf_xscan_known){
        .head = w.head,
        .tail = w.tail,
        .name = name,
        .length = (uint32_t)n & 0x7FFFFFFF,
        .generation = s->generation,
        .id = resolve_name(s, (wf_str){.p = name, .n = n}, is_attribute),
        .is_attribute = is_attribute};
    return k->id;
}

/* ---- parts --------------------------------------------------------------------- */

wf_xscan *wf_xscan_new(wf_arena *arena)
{
    char *p = wf_arena_bytes(arena, sizeof(wf_xscan) + ALIGNMENT);
    if (!p)
        return NULL;
    p += ALIGNMENT - (uintptr_t)p % ALIGNMENT;
    return (void *)p;
}

static void start(wf_xscan *s, const wf_xscan_vocabulary *vocabulary, wf_str text,
                  const wf_limits *limits)
{
    /* Only what is read before it is written; the tables inside are large. */
    s->id = 0;
    s->depth = 0;
    s->empty = false;
    s->raw = s->raw_end = NULL;
    s->attribute_count = 0;
    s->steps = 0;
    s->base = s->p = text.p;
    s->end = text.p + text.n;
    s->vocabulary = vocabulary;
    s->max_depth = WF_XSCAN_DEPTH_MAX;
    if (limits->xml_depth < s->max_depth)
        s->max_depth = (size_t)limits->xml_depth;
    s->generation = s->generations = 1;
    s->binding_count = 0;
    s->status = WF_OK;
    s->problem = NULL;
    s->open[1].name = NULL; /* no root yet */
    memset(s->known, 0, sizeof s->known);
}

void wf_xscan_open_growing(wf_xscan *s, const wf_xscan_vocabulary *vocabulary,
                           wf_str part, const wf_limits *limits)
{
    if (xscan_begins(part, "\xEF\xBB\xBF", 3))
        part = wf_str_sub(part, 3, part.n);
    start(s, vocabulary, part, limits);
}

void wf_xscan_extend(wf_xscan *s, wf_str part)
{
    s->end = part.p + part.n;
}

wf_status wf_xscan_open(wf_xscan *s, const wf_xscan_vocabulary *vocabulary,
                        wf_arena *arena, wf_str part, const wf_limits *limits,
                        size_t *replaced)
{
    wf_str text;
    WF_TRY(xscan_to_utf8(arena, part, &text));
    WF_TRY(wf_utf8_clean(arena, text, &text, replaced));
    start(s, vocabulary, text, limits);
    return WF_OK;
}

/* ---- tags ----------------------------------------------------------------------- */

/* xmlns="..." or xmlns:p="...". Only a change of meaning makes names known anew. */
static bool bind_prefix(wf_xscan *s, wf_str name, wf_str uri)
{
    wf_str prefix = name.n > 5 ? wf_str_sub(name, 6, name.n) : WF_STR_EMPTY;
    wf_xml_ns ns = uri.n == 0 ? WF_NS_NONE : wf_xml_ns_of(uri);
    if (number_of_prefix(s, prefix.p, prefix.n) == ns)
        return true;
    if (s->binding_count >= WF_XSCAN_BINDINGS_MAX)
        return false;
    s->bindings[s->binding_count++] = (struct wf_xscan_binding){
        .prefix = prefix.p, .length = (uint32_t)prefix.n, .ns = (uint8_t)ns};
    s->generation = ++s->generations;
    return true;
}

static bool is_declaration(wf_str name)
{
    return name.n >= 5 && memcmp(name.p, "xmlns", 5) == 0 &&
           (name.n == 5 || name.p[5] == ':');
}

/* The end of the name at p. */
static inline const char *scan_name(const char *p, const char *end)
{
#ifdef __SSE2__
    if (end - p >= 16) {
        /* All that ends a name is at most ',' or is '/' or stands in "<=>?". */
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(',')), v);
        __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('/'));
        __m128i angle = _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFC)),
                                       _mm_set1_epi8('<'));
        unsigned ends =
            (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(slash, angle)));
        if (ends != 0 && ends_name[(unsigned char)p[__builtin_ctz(ends)]])
            return p + __builtin_ctz(ends);
    }
#endif
    while (p < end && !ends_name[(unsigned char)*p])
        p++;
    return p;
}

/* The '>' that ends the tag, quotes respected; NULL where there is none. */
static const char *tag_end(const char *p, const char *end)
{
    const char *close = xscan_seek(p, end, '>');
    for (;;) {
        const char *quote = p;
        while (quote < close && *quote != '"' && *quote != '\'')
            quote++;
        if (quote >= close)
            return close < end ? close : NULL;
        p = xscan_seek(quote + 1, end, *quote);
        if (p >= end)
            return NULL;
        p++;
        if (p > close)
            close = xscan_seek(p, end, '>');
    }
}

/* Does "xmlns" begin an attribute's name there? Said yes too often, it only costs time.
 */
static bool may_declare(const char *p, const char *end)
{
    while ((p = xscan_seek(p, end, 'x')) < end) {
        if (end - p >= 5 && memcmp(p, "xmlns", 5) == 0)
            return true;
        p++;
    }
    return false;
}

/* The '>' of a tag, and whether it may hold namespace declarations. Most tags are one to
 * three blocks of 16 bytes with quotes in pairs and no '>' between. */
static const char *tag_close(const char *p, const char *end, bool *declares)
{
    const char *start = p;
#ifdef __SSE2__
    const __m128i gt = _mm_set1_epi8('>'), quote = _mm_set1_epi8('"');
    const __m128i single = _mm_set1_epi8('\''), x = _mm_set1_epi8('x');
    const __m128i m = _mm_set1_epi8('m');
    unsigned odd = 0, xm = 0;
    while (end - p >= 17) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
        unsigned closes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, gt));
        unsigned before = closes != 0 ? (closes & (0u - closes)) - 1 : 0xFFFF;
        unsigned quotes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) & before;
        if ((unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, single)) & before)
            break;
        xm |= (unsigned)_mm_movemask_epi8(
                  _mm_and_si128(_mm_cmpeq_epi8(v, x), _mm_cmpeq_epi8(next, m))) &
              before;
        odd ^= (unsigned)__builtin_parity(quotes);
        if (closes != 0) {
            if (odd != 0)
                break; /* the '>' stands in a value */
            *declares = xm != 0;
            return p + __builtin_ctz(closes);
        }
        p += 16;
    }
#endif
    const char *close = tag_end(start, end);
    *declares = close && may_declare(start, close);
    return close;
}

/* One name="value"; p stands at the name. Returns the place after it, NULL where bad. */
static const char *scan_attribute(const char *p, const char *end, wf_xscan_attribute *out)
{
    const char *start = p;
    p = scan_name(p, end);
    out->name = (wf_str){.p = start, .n = (size_t)(p - start)};
    p = skip_spaces(p, end);
    if (out->name.n == 0 || p >= end || *p != '=')
        return NULL;
    p = skip_spaces(p + 1, end);
    if (p >= end || (*p != '"' && *p != '\''))
        return NULL;
    const char *close = p + 1;
    while (close < end && *close != *p)
        close++;
    if (close >= end)
        return NULL;
    out->value = (wf_str){.p = p + 1, .n = (size_t)(close - p - 1)};
    return close + 1;
}

/* All attributes of the tag that just started. Their names are resolved after all are
 * read, as a declaration may come last. False where one is bad. */
static bool scan_attributes(wf_xscan *s)
{
    const char *p = s->raw, *end = s->raw_end;
    size_t n = 0;
    s->raw = NULL;
    for (;;) {
        p = skip_spaces(p, end);
        if (p >= end)
            break;
        wf_xscan_attribute a;
        p = scan_attribute(p, end, &a);
        if (!p)
            return false;
        if (is_declaration(a.name)) {
            if (!bind_prefix(s, a.name, a.value))
                return false;
        } else if (n < WF_XSCAN_ATTRIBUTES_MAX) {
            s->kept[n++] = a;
        }
    }
    for (size_t i = 0; i < n; i++)
        s->kept[i].id = id_of_name(s, s->kept[i].name.p, s->kept[i].name.n, true);
    s->attribute_count = n;
    return true;
}

static wf_xscan_event bad_attribute(wf_xscan *s)
{
    return fail(s, WF_E_FORMAT, "an attribute is not well-formed");
}

/* s->p stands behind '<'. */
static wf_xscan_event start_tag(wf_xscan *s)
{
    const char *name = s->p;
    const char *p = scan_name(name, s->end);
    if (p == name)
        return fail(s, WF_E_FORMAT, "a tag has no name");
    if (s->depth >= s->max_depth)
        return fail(s, WF_E_LIMIT, "xml-depth");
    struct wf_xscan_open_element *e = &s->open[++s->depth];
    e->name = name;
    e->length = (uint32_t)(p - name);
    e->generation = s->generation;
    e->binding_count = (uint16_t)s->binding_count;
    s->attribute_count = 0;
    s->raw = NULL;
    bool declares = false;
    const char *close = p < s->end && *p == '>' ? p : tag_close(p, s->end, &declares);
    if (!close)
        return fail(s, WF_E_FORMAT, "a tag does not end");
    s->empty = close > p && close[-1] == '/';
    if (close > p) {
        s->raw = p;
        s->raw_end = s->empty ? close - 1 : close;
        if (!xscan_is_space(*p) && *p != '/')
            return fail(s, WF_E_FORMAT, "a tag has a bad name");
    }
    if (declares && !scan_attributes(s))
        return bad_attribute(s);
    s->p = close + 1;
    s->id = e->id = id_of_name(s, name, e->length, false);
    if (s->depth == 1) {
        s->root_generation = s->generation;
        s->root_binding_count = s->binding_count;
    }
    return WF_XSCAN_START;
}

/* The innermost element has ended. */
static wf_xscan_event pop(wf_xscan *s)
{
    const struct wf_xscan_open_element *e = &s->open[s->depth];
    s->id = e->id;
    s->generation = e->generation;
    s->binding_count = e->binding_count;
    s->attribute_count = 0;
    s->raw = NULL;
    s->empty = false;
    s->depth--;
    return WF_XSCAN_END;
}

static inline bool same_bytes(const char *a, const char *b, size_t n)
{
    if (n < 4 || n > 16) {
        for (size_t i = 0; i < n; i++)
            if (a[i] != b[i])
                return false;
        return true;
    }
    name_words x = words_of(a, n), y = words_of(b, n);
    return x.head == y.head && x.tail == y.tail;
}

/* s->p stands behind "</". */
static wf_xscan_event end_tag(wf_xscan *s)
{
    if (s->depth == 0)
        return fail(s, WF_E_FORMAT, "an element ends that did not start");
    const struct wf_xscan_open_element *e = &s->open[s->depth];
    if ((size_t)(s->end - s->p) <= e->length || !same_bytes(s->p, e->name, e->length))
        return fail(s, WF_E_FORMAT, "an end tag does not match its start");
    const char *p = s->p + e->length;
    if (*p != '>')
        p = skip_spaces(p, s->end);
    if (p >= s->end || *p != '>')
        return fail(s, WF_E_FORMAT, "an end tag does not match its start");
    s->p = p + 1;
    return pop(s);
}

/* The place after `mark`, NULL where it does not come. */
static const char *after(const char *p, const char *end, const char *mark, size_t n)
{
    while ((p = xscan_seek(p, end, mark[0])) < end) {
        if ((size_t)(end - p) >= n && memcmp(p, mark, n) == 0)
            return p + n;
        p++;
    }
    return NULL;
}

/* s->p stands at the '!' or '?' of a comment, CDATA or processing instruction: go past
 * it. False where it is bad. */
static bool pass_markup(wf_xscan *s)
{
    static const struct {
        const char *open, *close;
        size_t open_size, close_size;
    } kinds[] = {{"!--", "-->", 3, 3}, {"![CDATA[", "]]>", 8, 3}, {"?", "?>", 1, 2}};
    wf_str rest = {.p = s->p, .n = (size_t)(s->end - s->p)};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!xscan_begins(rest, kinds[i].open, kinds[i].open_size))
            continue;
        const char *p =
            after(s->p + kinds[i].open_size, s->end, kinds[i].close, kinds[i].close_size);
        if (p)
            s->p = p;
        else
            (void)fail(s, WF_E_FORMAT, "a comment or CDATA section does not end");
        return p != NULL;
    }
    (void)fail(s, WF_E_FORMAT,
               xscan_begins(rest, "!DOCTYPE", 8) ? "a document type is not allowed here"
                                                 : "a tag has no name");
    return false;
}

wf_xscan_event wf_xscan_next(wf_xscan *s)
{
    if (s->status != WF_OK)
        return WF_XSCAN_FINISHED;
    if (s->empty)
        return pop(s);
    for (;;) {
        const char *p = xscan_seek(s->p, s->end, '<');
        if (p >= s->end) {
            if (s->depth > 0)
                return fail(s, WF_E_FORMAT, "the part ends in the middle");
            s->p = s->end;
            return WF_XSCAN_FINISHED;
        }
        s->p = p + 1;
        if (s->p >= s->end)
            return fail(s, WF_E_FORMAT, "the part ends in the middle");
        s->steps++;
        if (*s->p == '/') {
            s->p++;
            return end_tag(s);
        }
        if (*s->p != '!' && *s->p != '?')
            return start_tag(s);
        if (!pass_markup(s))
            return WF_XSCAN_FINISHED;
    }
}

bool wf_xscan_child(wf_xscan *s, size_t depth)
{
    while (s->depth > depth + 1)
        wf_xscan_skip(s);
    if (s->depth == depth + 1)
        wf_xscan_skip(s);
    return s->depth == depth && s->status == WF_OK && wf_xscan_next(s) == WF_XSCAN_START;
}

void wf_xscan_skip(wf_xscan *s)
{
    if (s->status != WF_OK || s->depth == 0)
        return;
    size_t inside = 0; /* elements open in the one that is skipped */
    while (!s->empty) {
        const char *p = xscan_seek(s->p, s->end, '<');
        if (s->end - p < 2) {
            (void)fail(s, WF_E_FORMAT, "the part ends in the middle");
            return;
        }
        s->p = p + 1;
        s->steps++;
        if (p[1] == '!' || p[1] == '?') {
            if (!pass_markup(s))
                return;
            continue;
        }
        if (p[1] == '/' && inside == 0) {
            s->p = p + 2;
            (void)end_tag(s);
            return;
        }
        bool declares;
        const char *close = tag_close(p + 1, s->end, &declares);
        if (!close) {
            (void)fail(s, WF_E_FORMAT, "a tag does not end");
            return;
        }
        s->p = close + 1;
        if (p[1] == '/')
            inside--;
        else if (close[-1] != '/')
            inside++;
    }
    (void)pop(s);
}

/* ---- text ---------------------------------------------------------------------- */

bool wf_xscan_plain_text(wf_xscan *s, wf_str *out)
{
    if (s->status != WF_OK || s->depth == 0)
        return false;
    if (s->empty) {
        *out = WF_STR_EMPTY;
        (void)pop(s);
        return true;
    }
    const char *p = s->p, *stop = xscan_seek(p, s->end, '<');
    size_t n = (size_t)(stop - p);
    if (s->end - stop < 2 || stop[1] != '/' || (n > 0 && memchr(p, '&', n)) ||
        (n > 0 && memchr(p, '\r', n)))
        return false;
    s->p = stop + 2;
    s->steps++;
    *out = (wf_str){.p = p, .n = n};
    (void)end_tag(s);
    return s->status == WF_OK;
}

void wf_xscan_text(wf_xscan *s, wf_strbuf *out)
{
    if (s->status != WF_OK || s->depth == 0)
        return;
    size_t depth = s->depth;
    while (!s->empty && s->status == WF_OK) {
        const char *p = xscan_seek(s->p, s->end, '<');
        (void)wf_xscan_decode(out, (wf_str){.p = s->p, .n = (size_t)(p - s->p)});
        s->p = p;
        wf_str rest = {.p = p, .n = (size_t)(s->end - p)};
        if (xscan_begins(rest, "<![CDATA[", 9)) {
            const char *close = after(p + 9, s->end, "]]>", 3);
            if (close)
                xscan_add_lines(out,
                                (wf_str){.p = p + 9, .n = (size_t)(close - 3 - (p + 9))});
            s->p = p + 1;
            (void)pass_markup(s);
        } else if (rest.n > 1 && (p[1] == '!' || p[1] == '?')) {
            s->p = p + 1;
            (void)pass_markup(s);
        } else if (wf_xscan_next(s) == WF_XSCAN_START) {
            wf_xscan_skip(s);
        }
        if (s->depth < depth)
            return;
    }
    if (s->status == WF_OK)
        (void)pop(s);
}

/* ---- attributes ----------------------------------------------------------------- */

const wf_xscan_attribute *wf_xscan_attribute_of(wf_xscan *s, uint16_t id)
{
    if (s->raw && !scan_attributes(s))
        (void)bad_attribute(s);
    for (size_t i = 0; i < s->attribute_count; i++)
        if (s->kept[i].id == id)
            return &s->kept[i];
    return NULL;
}

wf_str wf_xscan_value(wf_xscan *s, uint16_t id)
{
    const wf_xscan_attribute *a = wf_xscan_attribute_of(s, id);
    return a ? a->value : WF_STR_EMPTY;
}

size_t wf_xscan_offset(const wf_xscan *s)
{
    return (size_t)(s->p - s->base);
}

/* ---- going about in a part ------------------------------------------------------ */

wf_xscan_place wf_xscan_place_here(const wf_xscan *s)
{
    return (wf_xscan_place){.p = s->depth > 0 ? s->open[s->depth].name - 1 : s->base};
}

void wf_xscan_go(wf_xscan *s, wf_xscan_place place)
{
    if (s->status != WF_OK || !s->open[1].name)
        return;
    s->depth = 1; /* the root may have ended: it is open again */
    s->generation = s->root_generation;
    s->binding_count = s->root_binding_count;
    s->attribute_count = 0;
    s->raw = NULL;
    s->empty = false;
    s->p = place.p;
}

wf_str wf_xscan_qname(const wf_xscan *s)
{
    if (s->depth == 0)
        return WF_STR_EMPTY;
    return (wf_str){.p = s->open[s->depth].name, .n = s->open[s->depth].length};
}

/* The next "<qname" at or after p that a name could end behind, or the next "<!"; `end`
 * where neither comes. */
static const char *find_tag(const char *p, const char *end, wf_str qname)
{
    size_t n = qname.n;
#ifdef __SSE2__
    const __m128i angle = _mm_set1_epi8('<'), bang = _mm_set1_epi8('!');
    const __m128i last = _mm_set1_epi8(qname.p[n - 1]);
    while ((size_t)(end - p) > n + 17) {
        __m128i here = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
        __m128i tail = _mm_loadu_si128((const __m128i *)(const void *)(p + n));
        __m128i either =
            _mm_or_si128(_mm_cmpeq_epi8(next, bang), _mm_cmpeq_epi8(tail, last));
        unsigned hits = (unsigned)_mm_movemask_epi8(
            _mm_and_si128(_mm_cmpeq_epi8(here, angle), either));
        for (; hits != 0; hits &= hits - 1) {
            const char *at = p + __builtin_ctz(hits);
            if (at[1] == '!' ||
                (memcmp(at + 1, qname.p, n) == 0 && ends_name[(unsigned char)at[1 + n]]))
                return at;
        }
        p += 16;
    }
#endif
    while ((p = xscan_seek(p, end, '<')) < end && (size_t)(end - p) > n + 1) {
        if (p[1] == '!' ||
            (memcmp(p + 1, qname.p, n) == 0 && ends_name[(unsigned char)p[1 + n]]))
            return p;
        p++;
    }
    return end;
}

const char *wf_xscan_find(const wf_xscan *s, const char *from, wf_str qname, bool *unsure)
{
    *unsure = false;
    if (s->status != WF_OK || qname.n == 0)
        return NULL;
    const char *at = find_tag(from, s->end, qname);
    if (at >= s->end)
        return NULL;
    *unsure = at[1] == '!';
    return *unsure ? NULL : at;
}

wf_status wf_xscan_status(const wf_xscan *s, wf_str part, wf_error *err)
{
    if (s->status == WF_OK)
        return WF_OK;
    wf_where where = {.part = part, .offset = wf_xscan_offset(s)};
    if (s->status == WF_E_LIMIT)
        return wf_fail_limit(err, &where, s->problem, s->max_depth);
    return wf_fail(err, s->status, &where, "%s", s->problem);
}
