/* The lexer for plain XML: UTF-8, no DTD. One pass over windows; names and values are
 * spans of the window, decoded in place. A NUL stands behind every window, so that loops
 * over names and digits need no second test for the end. */
#include "engine/base/alloc.h"
#include "engine/base/utf8.h"
#include "formats/container/xml_private.h"

#include <string.h>

/* What a step over one token can say. */
typedef enum step {
    STEP_OK,
    STEP_MORE,      /* the token is not whole yet */
    STEP_NOT_PLAIN, /* not ours to decide */
    STEP_FAILED     /* see lexer->status */
} step;

typedef struct binding {
    char prefix[XML_PREFIX_MAX];
    uint8_t length;
    uint8_t ns;
    uint16_t depth;
} binding;

struct xml_lexer {
    xml_machine *machine;
    char *at;  /* the next byte */
    char *end; /* data[n]: a NUL */
    bool final, is_begun, is_over;
    wf_status status;
    wf_error *err;
    uint8_t default_ns;
    size_t binding_count;
    wf_str prefixes[XML_ATTRIBUTES_MAX]; /* of the attributes of the tag at hand */
    wf_xml_attribute attributes[XML_ATTRIBUTES_MAX];
    uint32_t names[XML_DEPTH_MAX + 1]; /* hash of the open elements' names */
    binding bindings[XML_BINDINGS_MAX];
};

enum {
    IS_SPACE = 1,
    IS_NAME_END = 2,
    IS_DECODED = 4,
    IS_TEXT_DECODED = 8
};

static const uint8_t classes[256] = {
    ['\0'] = IS_NAME_END | IS_DECODED,
    [' '] = IS_SPACE | IS_NAME_END,
    ['\t'] = IS_SPACE | IS_NAME_END | IS_DECODED,
    ['\n'] = IS_SPACE | IS_NAME_END | IS_DECODED,
    ['\r'] = IS_SPACE | IS_NAME_END | IS_DECODED | IS_TEXT_DECODED,
    ['&'] = IS_NAME_END | IS_DECODED | IS_TEXT_DECODED,
    ['<'] = IS_NAME_END,
    ['>'] = IS_NAME_END,
    ['/'] = IS_NAME_END,
    ['='] = IS_NAME_END,
    ['"'] = IS_NAME_END,
    ['\''] = IS_NAME_END,
};

static inline uint8_t class_of(char c)
{
    return classes[(unsigned char)c];
}

/* ---- entities */

static int digit_value(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (base == 16 && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return base == 16 && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "#10" or "#xA": the character, or -1. */
static int64_t character_reference(wf_str name)
{
    unsigned base = name.n > 1 && name.p[1] == 'x' ? 16 : 10;
    size_t i = base == 16 ? 2 : 1;
    int64_t code = 0;
    if (i >= name.n)
        return -1;
    for (; i < name.n; i++) {
        int digit = digit_value(name.p[i], base);
        if (digit < 0)
            return -1;
        if (code <= 0x10FFFF)
            code = code * (int64_t)base + digit;
    }
    return code;
}

/* The character of an entity, -1 where it is none. `n` counts '&' and ';'. */
static int64_t entity_value(const char *p, size_t limit, size_t *n)
{
    static const struct {
        wf_str name;
        char value;
    } entities[] = {{WF_STR_INIT("amp"), '&'},
                    {WF_STR_INIT("lt"), '<'},
                    {WF_STR_INIT("gt"), '>'},
                    {WF_STR_INIT("quot"), '"'},
                    {WF_STR_INIT("apos"), '\''}};
    const char *semicolon = memchr(p, ';', limit < 16 ? limit : 16);
    if (!semicolon || semicolon < p + 2)
        return -1;
    wf_str name = {.p = p + 1, .n = (size_t)(semicolon - p) - 1};
    *n = name.n + 2;
    if (name.p[0] == '#')
        return character_reference(name);
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (wf_str_eq(entities[i].name, name))
            return entities[i].value;
    return -1;
}

size_t wf_xml_decode(char *p, size_t n, bool is_attribute)
{
    const unsigned special = is_attribute ? IS_DECODED : IS_TEXT_DECODED;
    size_t in = 0;
    while (in < n && !(class_of(p[in]) & special))
        in++;
    size_t out = in;
    while (in < n) {
        char c = p[in];
        size_t length = 1;
        int64_t value = c == '&' ? entity_value(p + in, n - in, &length) : -1;
        if (value >= 0) {
            out += wf_utf8_put(p + out, value > 0 ? (uint32_t)value : WF_REPLACEMENT);
            in += length;
            continue;
        }
        in++;
        if (c == '\r') {
            if (in < n && p[in] == '\n')
                in++;
            c = '\n';
        }
        p[out++] = c;
        if (is_attribute && (class_of(c) & IS_SPACE))
            p[out - 1] = ' ';
    }
    return out;
}

/* ---- namespaces */

static wf_xml_ns prefix_ns(const xml_lexer *x, wf_str prefix)
{
    for (size_t i = x->binding_count; i-- > 0;) {
        const binding *b = &x->bindings[i];
        if (b->length == prefix.n && memcmp(b->prefix, prefix.p, prefix.n) == 0)
            return (wf_xml_ns)b->ns;
    }
    return wf_str_eq(prefix, WF_STR("xml")) ? WF_NS_XML : WF_NS_OTHER;
}

static bool bind_prefix(xml_lexer *x, wf_str prefix, wf_str uri)
{
    if (x->binding_count >= XML_BINDINGS_MAX || prefix.n >= XML_PREFIX_MAX)
        return false;
    binding *b = &x->bindings[x->binding_count++];
    memcpy(b->prefix, prefix.p, prefix.n);
    b->length = (uint8_t)prefix.n;
    b->ns = (uint8_t)wf_xml_ns_of(uri);
    b->depth = (uint16_t)(x->machine->depth + 1); /* of the element being opened */
    if (prefix.n == 0)
        x->default_ns = b->ns;
    return true;
}

static void unbind(xml_lexer *x, unsigned depth)
{
    bool default_gone = false;
    while (x->binding_count > 0 && x->bindings[x->binding_count - 1].depth >= depth)
        default_gone |= x->bindings[--x->binding_count].length == 0;
    if (!default_gone)
        return;
    x->default_ns = WF_NS_NONE;
    for (size_t i = 0; i < x->binding_count; i++)
        if (x->bindings[i].length == 0)
            x->default_ns = x->bindings[i].ns;
}

/* ---- tags */

static uint32_t name_hash(const char *p, size_t n)
{
    uint32_t h = (uint32_t)n * 0x9E3779B1u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 0x01000193u;
    return h;
}

static inline char *skip_space(char *p)
{
    while (class_of(*p) & IS_SPACE)
        p++;
    return p;
}

/* The end of a name; colon_out points at its colon or is NULL. */
static inline char *name_end(char *p, char **colon_out)
{
    *colon_out = NULL;
    while (!(class_of(*p) & IS_NAME_END)) {
        if (*p == ':' && !*colon_out)
            *colon_out = p;
        p++;
    }
    return p;
}

/* At a NUL: the window's end, or a NUL in the file. */
static step at_nul(const xml_lexer *x, const char *p)
{
    return p >= x->end && !x->final ? STEP_MORE : STEP_NOT_PLAIN;
}

/* One attribute at *p, which moves behind it. Declarations of namespaces are taken in. */
static step read_attribute(xml_lexer *x, char **p, size_t *count)
{
    char *colon, *name = *p;
    char *end = name_end(name, &colon);
    char *equals = skip_space(end);
    if (*equals != '=' || end == name)
        return *equals == '\0' ? at_nul(x, equals) : STEP_NOT_PLAIN;
    char *quote = skip_space(equals + 1);
    if (*quote != '"' && *quote != '\'')
        return *quote == '\0' ? at_nul(x, quote) : STEP_NOT_PLAIN;
    char *value = quote + 1;
    char *close = memchr(value, *quote, (size_t)(x->end - value));
    if (!close)
        return x->final ? STEP_NOT_PLAIN : STEP_MORE;
    if (*count >= XML_ATTRIBUTES_MAX)
        return STEP_NOT_PLAIN;
    wf_xml_attribute *a = &x->attributes[*count];
    char *local = colon ? colon + 1 : name;
    a->name = (wf_str){.p = local, .n = (size_t)(end - local)};
    a->value = (wf_str){.p = value, .n = (size_t)(close - value)};
    x->prefixes[*count] = (wf_str){.p = name, .n = colon ? (size_t)(colon - name) : 0};
    ++*count;
    *p = close + 1;
    return class_of(**p) & IS_NAME_END ? STEP_OK : STEP_NOT_PLAIN;
}

/* The tag is whole: decode the values, take in the declarations of namespaces, then
 * resolve the prefixes. Returns false where that cannot be done here. */
static bool finish_attributes(xml_lexer *x, size_t *count)
{
    size_t kept = 0;
    bool has_prefix = false;
    for (size_t i = 0; i < *count; i++) {
        wf_xml_attribute a = x->attributes[i];
        wf_str prefix = x->prefixes[i];
        char *value = (char *)x->at + (a.value.p - x->at);
        if (memchr(value, '<', a.value.n))
            return false;
        a.value.n = wf_xml_decode(value, a.value.n, true);
        bool is_default = prefix.n == 0 && wf_str_eq(a.name, WF_STR("xmlns"));
        if (is_default || wf_str_eq(prefix, WF_STR("xmlns"))) {
            if (!bind_prefix(x, is_default ? WF_STR_EMPTY : a.name, a.value))
                return false;
            continue;
        }
        a.ns = WF_NS_NONE;
        has_prefix |= prefix.n > 0;
        x->prefixes[kept] = prefix;
        x->attributes[kept++] = a;
    }
    *count = kept;
    for (size_t i = 0; has_prefix && i < kept; i++)
        if (x->prefixes[i].n > 0)
            x->attributes[i].ns = prefix_ns(x, x->prefixes[i]);
    return true;
}

static step failed(xml_lexer *x, wf_status status)
{
    x->status = status;
    return STEP_FAILED;
}

static step leave(xml_lexer *x)
{
    unsigned depth = x->machine->depth;
    wf_status status = xml_machine_leave(x->machine, x->err);
    if (x->binding_count > 0 && x->bindings[x->binding_count - 1].depth >= depth)
        unbind(x, depth);
    x->is_over = x->machine->depth == 0;
    return status == WF_OK ? STEP_OK : failed(x, status);
}

static step start_tag(xml_lexer *x)
{
    char *colon, *name = x->at + 1;
    char *end = name_end(name, &colon);
    if (*end == '\0' || end == name)
        return *end == '\0' ? at_nul(x, end) : STEP_NOT_PLAIN;
    size_t count = 0;
    char *p = skip_space(end);
    while (*p != '>' && *p != '/') {
        step s = *p == '\0' ? at_nul(x, p) : read_attribute(x, &p, &count);
        if (s != STEP_OK)
            return s;
        p = skip_space(p);
    }
    bool is_empty = *p == '/';
    if (is_empty && *++p != '>')
        return *p == '\0' ? at_nul(x, p) : STEP_NOT_PLAIN;
    uint32_t hash = name_hash(name, (size_t)(end - name));
    if (!finish_attributes(x, &count))
        return STEP_NOT_PLAIN;
    char *local = colon ? colon + 1 : name;
    wf_xml_tag tag = {.name = {.p = local, .n = (size_t)(end - local)},
                      .attributes = x->attributes,
                      .attribute_count = count};
    tag.ns = colon ? prefix_ns(x, (wf_str){.p = name, .n = (size_t)(colon - name)})
                   : (wf_xml_ns)x->default_ns;
    x->at = p + 1;
    wf_status status = xml_machine_enter(x->machine, &tag, x->err);
    if (status != WF_OK)
        return failed(x, status);
    x->names[x->machine->depth] = hash;
    return is_empty ? leave(x) : STEP_OK;
}

static step end_tag(xml_lexer *x)
{
    char *colon, *name = x->at + 2;
    char *end = name_end(name, &colon);
    char *p = skip_space(end);
    if (*p != '>')
        return *p == '\0' ? at_nul(x, p) : STEP_NOT_PLAIN;
    if (x->machine->depth == 0 ||
        x->names[x->machine->depth] != name_hash(name, (size_t)(end - name)))
        return STEP_NOT_PLAIN;
    x->at = p + 1;
    return leave(x);
}

/* ---- comments, instructions, CDATA */

static char *find_text(const xml_lexer *x, char *from, const char *what)
{
    size_t n = strlen(what);
    for (char *p = from; (size_t)(x->end - p) >= n; p++) {
        p = memchr(p, what[0], (size_t)(x->end - p));
        if (!p || (size_t)(x->end - p) < n)
            return NULL;
        if (memcmp(p, what, n) == 0)
            return p;
    }
    return NULL;
}

/* Is the declared encoding ours? An absent one is UTF-8. */
static bool is_utf8_declared(const xml_lexer *x, char *from, const char *to)
{
    static const char *const ours[] = {"utf-8", "utf8", "us-ascii", "ascii"};
    char *encoding = find_text(x, from, "encoding");
    if (!encoding || encoding > to)
        return true;
    char *quote = encoding + 8;
    while (quote < to && *quote != '"' && *quote != '\'')
        quote++;
    char *close = quote < to ? memchr(quote + 1, *quote, (size_t)(to - quote - 1)) : NULL;
    if (!close)
        return false;
    wf_str name = {.p = quote + 1, .n = (size_t)(close - quote) - 1};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (wf_str_eq_nocase(name, wf_str_from(ours[i])))
            return true;
    return false;
}

static step instruction(xml_lexer *x)
{
    char *close = find_text(x, x->at + 2, "?>");
    if (!close)
        return x->final ? STEP_NOT_PLAIN : STEP_MORE;
    if (!x->is_begun && strncmp(x->at, "<?xml", 5) == 0 &&
        !is_utf8_declared(x, x->at, close))
        return STEP_NOT_PLAIN;
    x->at = close + 2;
    return STEP_OK;
}

static step comment(xml_lexer *x)
{
    char *close = find_text(x, x->at + 4, "-->");
    if (!close)
        return x->final ? STEP_NOT_PLAIN : STEP_MORE;
    x->at = close + 3;
    return STEP_OK;
}

static step give_text(xml_lexer *x, const char *text, size_t n, char *next)
{
    x->at = next;
    wf_status status = xml_machine_text(x->machine, (wf_str){.p = text, .n = n}, x->err);
    return status == WF_OK ? STEP_OK : failed(x, status);
}

/* Line ends in a CDATA section are those of text; '&' is just '&'. */
static size_t unify_line_ends(char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
            continue;
        p[out] = p[i];
        if (p[out] == '\r')
            p[out] = '\n';
        out++;
    }
    return out;
}

static step cdata(xml_lexer *x)
{
    char *text = x->at + 9;
    char *close = find_text(x, text, "]]>");
    if (!close)
        return x->final ? STEP_NOT_PLAIN : STEP_MORE;
    if (x->machine->depth == 0)
        return STEP_NOT_PLAIN;
    return give_text(x, text, unify_line_ends(text, (size_t)(close - text)), close + 3);
}

static step declaration(xml_lexer *x)
{
    size_t n = (size_t)(x->end - x->at);
    if (n < 9 && !x->final)
        return STEP_MORE;
    if (strncmp(x->at, "<!--", 4) == 0)
        return comment(x);
    if (strncmp(x->at, "<![CDATA[", 9) == 0)
        return cdata(x);
    return STEP_NOT_PLAIN;
}

/* ---- text and the loop */

static step text(xml_lexer *x)
{
    char *open = memchr(x->at, '<', (size_t)(x->end - x->at));
    bool wanted = x->machine->wants_text && x->machine->skipped == 0;
    if (!open && !x->final && wanted)
        return STEP_MORE; /* an entity or a line end may be cut in two */
    char *to = open ? open : x->end;
    size_t n = (size_t)(to - x->at);
    if (!wanted) {
        x->at = to;
        return STEP_OK;
    }
    return give_text(x, x->at, wf_xml_decode(x->at, n, false), to);
}

static step token(xml_lexer *x)
{
    if (*x->at != '<')
        return text(x);
    switch (x->at[1]) {
    case '/':
        return end_tag(x);
    case '?':
        return instruction(x);
    case '!':
        return declaration(x);
    case '\0':
        return at_nul(x, x->at + 1);
    default:
        return start_tag(x);
    }
}

/* The byte order mark; other encodings are expat's. */
static step begin(xml_lexer *x)
{
    size_t n = (size_t)(x->end - x->at);
    if (n < 4 && !x->final)
        return STEP_MORE;
    if (n >= 3 && memcmp(x->at, "\xEF\xBB\xBF", 3) == 0)
        x->at += 3;
    if (*x->at != '<' && !(class_of(*x->at) & IS_SPACE))
        return STEP_NOT_PLAIN;
    return STEP_OK;
}

static step scan(xml_lexer *x)
{
    const xml_machine *m = x->machine;
    if (!m->table->scan || m->skipped > 0 || m->state != m->table->scan_state)
        return STEP_OK;
    size_t used = 0;
    wf_status status =
        m->table->scan(m->context, x->at, (size_t)(x->end - x->at), &used, x->err);
    x->at += used;
    return status == WF_OK ? STEP_OK : failed(x, status);
}

static step walk(xml_lexer *x)
{
    while (x->at < x->end && !x->is_over) {
        step s = token(x);
        if (s != STEP_OK)
            return s;
        x->is_begun = true;
        s = scan(x);
        if (s != STEP_OK)
            return s;
    }
    return STEP_OK;
}

wf_status xml_lexer_take(void *lexer, char *data, size_t n, bool final,
                         wf_zip_taken *taken, wf_error *err)
{
    xml_lexer *x = lexer;
    x->at = data;
    x->end = data + n;
    x->final = final;
    x->err = err;
    step s = x->is_begun ? scan(x) : begin(x);
    if (s == STEP_OK)
        s = walk(x);
    taken->used = (size_t)(x->at - data);
    taken->done = x->is_over;
    if (s == STEP_FAILED)
        return x->status;
    if (s == STEP_NOT_PLAIN)
        return XML_NOT_PLAIN;
    if (final && !x->is_over)
        return wf_fail(err, WF_E_FORMAT, NULL, "the XML of the part breaks off");
    return WF_OK;
}

xml_lexer *xml_lexer_new(xml_machine *m)
{
    /* Only the head is cleared; the arrays are written before they are read. */
    xml_lexer *x = wf_alloc(sizeof *x);
    if (!x)
        return NULL;
    x->machine = m;
    x->is_begun = x->is_over = false;
    x->status = WF_OK;
    x->default_ns = WF_NS_NONE;
    x->binding_count = 0;
    return x;
}

void xml_lexer_free(xml_lexer *lexer)
{
    wf_alloc_free(lexer);
}
