/* List numbers as Word shows them, and tables of lists that lie. */
#include "tests/support/doc_make.h"
#include "tests/support/wf_test.h"

#include "formats/doc/doc_lists.h"

typedef struct list_parts {
    uint8_t bytes[1024];
    size_t n;
} list_parts;

static void put(list_parts *l, const void *p, size_t n)
{
    memcpy(l->bytes + l->n, p, n);
    l->n += n;
}

#define PUT(l, ...)                                                                      \
    put((l), (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

/* An LVL ([MS-DOC] 2.9.150): text has '0'..'8' for the numbers of levels. */
static void put_level(list_parts *l, uint8_t start, uint8_t nfc, uint8_t flags,
                      const char *text)
{
    PUT(l, start, 0, 0, 0, nfc, flags, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0);
    PUT(l, (uint8_t)strlen(text), 0);
    for (; *text; text++)
        PUT(l, (uint8_t)(*text >= '0' && *text <= '8' ? *text - '0' : *text), 0);
}

/* Two lists (a numbered one of nine levels, a bullet), three references to them: the
 * second begins the numbered list at 7. */
static size_t make_tables(list_parts *l, size_t *lfo_at)
{
    static const char *const texts[9] = {"0.", "0.1", "(2)", "3", "4",
                                         "5",  "6",   "7",   "8"};
    static const uint8_t formats[9] = {0, 4, 1, 0, 0, 0, 0, 0, 0};
    uint8_t lstf[28] = {11};
    l->n = 0;
    PUT(l, 2, 0);
    put(l, lstf, sizeof lstf);
    lstf[0] = 12;
    lstf[26] = 1;
    put(l, lstf, sizeof lstf);
    size_t lists_n = l->n;
    for (size_t i = 0; i < 9; i++)
        put_level(l, 1, formats[i], 0, texts[i]);
    put_level(l, 1, 23, 0, "o");
    *lfo_at = l->n;
    PUT(l, 3, 0, 0, 0);
    PUT(l, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    PUT(l, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    PUT(l, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    PUT(l, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0, 0x10, 0, 0, 0,
        0xFF, 0xFF, 0xFF, 0xFF);
    return lists_n;
}

static doc_file file_of(const list_parts *l, size_t lists_n, size_t lfo_at)
{
    wf_arena *scratch = wf_arena_new(0);
    assert_non_null(scratch);
    doc_file f = {.table = {.p = l->bytes, .n = l->n}, .scratch = scratch};
    f.fib.part[DOC_PART_LISTS] = (doc_range){.at = 0, .n = (uint32_t)lists_n};
    f.fib.part[DOC_PART_LIST_OVERRIDES] =
        (doc_range){.at = (uint32_t)lfo_at, .n = (uint32_t)(l->n - lfo_at)};
    return f;
}

static void expect(doc_lists *lists, wf_arena *arena, uint16_t ilfo, uint8_t level,
                   const char *want)
{
    wf_strbuf b = wf_strbuf_in(arena, 100);
    assert_non_null(doc_lists_level(lists, ilfo, level));
    doc_lists_count(lists, ilfo, level, UINT16_MAX, &b);
    assert_str(wf_strbuf_str(&b), want);
}

static void lists__levels_and_starts__count_as_in_word(void **state)
{
    (void)state;
    static const struct {
        uint16_t ilfo;
        uint8_t level;
        const char *want;
    } rows[] = {
        {1, 0, "1."},   {1, 1, "1.a"},          {1, 1, "1.b"}, {1, 2, "(I)"},
        {1, 2, "(II)"}, {1, 1, "1.c"},          {1, 2, "(I)"}, {1, 0, "2."},
        {1, 2, "(I)"}, /* level 1 left out:
it counts as begun
*/
        {1, 1, "2.b"},  {3, 0, "\xE2\x97\xA6"}, {2, 0, "7."},  {2, 0, "8."},
        {1, 0, "9."},
    };
    list_parts l;
    size_t lfo_at, lists_n = make_tables(&l, &lfo_at);
    doc_file f = file_of(&l, lists_n, lfo_at);
    doc_fonts fonts = {0};
    doc_lists lists;
    assert_int_equal(doc_lists_read(&f, &fonts, &lists, NULL), WF_OK);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(&lists, f.scratch, rows[i].ilfo, rows[i].level, rows[i].want);
    assert_null(doc_lists_level(&lists, 0, 0));
    assert_null(doc_lists_level(&lists, 4, 0));
    assert_null(doc_lists_level(&lists, 1, 9));
    assert_null(doc_lists_level(&lists, 3, 1));
    wf_arena_free(f.scratch);
}

static void lists__any_byte_changed__ends_cleanly(void **state)
{
    (void)state;
    static const uint8_t values[] = {0x00, 0x7F, 0x80, 0xFF};
    list_parts l;
    size_t lfo_at, lists_n = make_tables(&l, &lfo_at);
    for (size_t i = 0; i < l.n; i++)
        for (size_t v = 0; v < COUNT_OF(values); v++) {
            uint8_t old = l.bytes[i];
            l.bytes[i] = values[v];
            doc_file f = file_of(&l, lists_n, lfo_at);
            doc_fonts fonts = {0};
            doc_lists lists;
            wf_strbuf b = wf_strbuf_in(f.scratch, 100);
            assert_int_equal(doc_lists_read(&f, &fonts, &lists, NULL), WF_OK);
            for (uint16_t ilfo = 0; ilfo < 6; ilfo++)
                for (uint8_t level = 0; level < 10; level++)
                    if (doc_lists_level(&lists, ilfo, level))
                        doc_lists_count(&lists, ilfo, level, 0, &b);
            l.bytes[i] = old;
            wf_arena_free(f.scratch);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists__levels_and_starts__count_as_in_word),
        cmocka_unit_test(lists__any_byte_changed__ends_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
