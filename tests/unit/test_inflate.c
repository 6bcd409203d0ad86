#include "formats/container/inflate.h"
#include "tests/support/zip_make.h"

enum {
    TEXT_SIZE = 300000
};

static char *sample(void)
{
    char *text = malloc(TEXT_SIZE);
    assert_non_null(text);
    uint32_t seed = 7;
    for (size_t i = 0; i < TEXT_SIZE; i++) {
        seed = seed * 1664525u + 1013904223u;
        text[i] = (char)(seed >> 24 & 0x0F ? "<c r=\"A1\" s=\"2\">"[i % 16]
                                           : 'a' + (int)(seed >> 28));
    }
    return text;
}

/* Inflate in steps of `room`; returns how the stream ended. */
static wf_inflate_result run(const wf_inflate_method *method, const uint8_t *packed,
                             size_t size, size_t room, char *out, size_t *made_out)
{
    wf_inflate *inflate = method->new ();
    assert_non_null(inflate);
    method->begin(inflate, packed, size);
    wf_inflate_result result = WF_INFLATE_MORE;
    size_t made = room;
    *made_out = 0;
    uint8_t *window = malloc(room);
    assert_non_null(window);
    while (result == WF_INFLATE_MORE && made == room && *made_out < 2 * TEXT_SIZE) {
        result = method->step(inflate, window, room, &made);
        if (*made_out + made <= TEXT_SIZE)
            memcpy(out + *made_out, window, made);
        *made_out += made;
    }
    free(window);
    method->free(inflate);
    return result;
}

static void step__windows_of_any_size__give_the_same_bytes(void **state)
{
    (void)state;
    static const size_t rooms[] = {1, 7, 1000, 32768, 131072, 400000};
    char *text = sample(), *out = malloc(TEXT_SIZE);
    size_t packed_size, made;
    uint8_t *packed = zip_pack(text, TEXT_SIZE, &packed_size);
    for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++) {
        for (size_t i = 0; i < COUNT_OF(rooms); i++) {
            assert_int_equal(run(*m, packed, packed_size, rooms[i], out, &made),
                             WF_INFLATE_END);
            assert_int_equal(made, TEXT_SIZE);
            assert_memory_equal(out, text, TEXT_SIZE);
        }
    }
    free(packed);
    free(text);
    free(out);
}

static void step__input_cut_anywhere__ends_without_the_end_mark(void **state)
{
    (void)state;
    char *text = sample(), *out = malloc(TEXT_SIZE);
    size_t packed_size, made;
    uint8_t *packed = zip_pack(text, 5000, &packed_size);
    for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++) {
        for (size_t cut = 0; cut < packed_size; cut += 13) {
            uint8_t *part = malloc(cut + 1);
            memcpy(part, packed, cut);
            assert_int_not_equal(run(*m, part, cut, 512, out, &made), WF_INFLATE_END);
            assert_true(made <= 5000);
            assert_memory_equal(out, text, made);
            free(part);
        }
    }
    free(packed);
    free(text);
    free(out);
}

static void step__rubbish__is_bad_or_short_but_never_more(void **state)
{
    (void)state;
    uint8_t rubbish[64];
    char *out = malloc(TEXT_SIZE);
    size_t made;
    for (unsigned seed = 0; seed < 200; seed++) {
        for (size_t i = 0; i < sizeof rubbish; i++)
            rubbish[i] = (uint8_t)(seed * 31 + i * i * 17 + (seed << 3 ^ i));
        for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++)
            (void)run(*m, rubbish, sizeof rubbish, 256, out, &made);
    }
    uint8_t bad_block[] = {0x07, 0xFF, 0xFF};
    for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++)
        assert_int_equal(run(*m, bad_block, sizeof bad_block, 256, out, &made),
                         WF_INFLATE_BAD);
    free(out);
}

static void once__all_or_part__tells_which(void **state)
{
    (void)state;
    char *text = sample();
    uint8_t *out = malloc(TEXT_SIZE);
    size_t packed_size, made;
    uint8_t *packed = zip_pack(text, 5000, &packed_size);
    const wf_str bytes = {.p = (const char *)packed, .n = packed_size};
    for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++) {
        wf_inflate *scratch = (*m)->new ();
        assert_int_equal((*m)->once(scratch, bytes, out, 5000, &made), WF_INFLATE_END);
        assert_int_equal((*m)->once(scratch, bytes, out, 4999, &made), WF_INFLATE_MORE);
        (*m)->free(scratch);
        assert_int_equal((*m)->once(NULL, bytes, out, 5000, &made), WF_INFLATE_END);
        assert_int_equal(made, 5000);
        assert_memory_equal(out, text, 5000);
        assert_int_equal((*m)->once(NULL, bytes, out, 100, &made), WF_INFLATE_MORE);
        assert_int_equal(made, 100);
        assert_memory_equal(out, text, 100);
    }
    free(packed);
    free(text);
    free(out);
}

static void crc__known_value__is_that_of_zip(void **state)
{
    (void)state;
    const uint8_t *digits = (const uint8_t *)"123456789"; /* the usual check value */
    for (const wf_inflate_method *const *m = wf_inflate_methods(); *m; m++) {
        assert_int_equal((*m)->crc(0, digits, 9), 0xCBF43926u);
        assert_int_equal((*m)->crc((*m)->crc(0, digits, 4), digits + 4, 5), 0xCBF43926u);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(step__windows_of_any_size__give_the_same_bytes),
        cmocka_unit_test(step__input_cut_anywhere__ends_without_the_end_mark),
        cmocka_unit_test(step__rubbish__is_bad_or_short_but_never_more),
        cmocka_unit_test(once__all_or_part__tells_which),
        cmocka_unit_test(crc__known_value__is_that_of_zip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
