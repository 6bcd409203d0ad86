/* When a file was last saved: the texts and bytes of its properties. */
#include "formats/container/saved.h"
#include "tests/support/wf_test.h"

static void saved_parse__times__seconds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t time;
    } cases[] = {
        {"1970-01-02T00:00:01Z", 86401},
        {"2026-11-22T09:30:05Z", 1795339805},
        {" 2026-11-22T09:30:05.123Z ", 1795339805},
        {"2026-11-22T10:30:05+01:00", 1795339805},
        {"2026-11-22T04:30:05.5-05:00", 1795339805},
        {"2026-11-22T09:30Z", 1795339800},
        {"2026-11-22", 1795305600},
        {"2026-11-22Tjunk", 1795305600},
        {"2026-13-22T09:30:05Z", 0},
        {"22/11/2026", 0},
        {"", 0},
        {"0001-01-01T00:00:00Z", 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(wf_saved_parse(wf_str_from(cases[i].text)), cases[i].time);
}

static void put32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> (8 * i));
}

/* A property set stream with one set of two properties: made and saved. */
static void saved_summary__lengths__never_past_end(void **state)
{
    (void)state;
    uint8_t bytes[48 + 8 + 16 + 24] = {0};
    const uint64_t time = (uint64_t)(1795339805 + 11644473600) * 10000000u;
    put32(bytes + 44, 48);
    put32(bytes + 52, 2);
    put32(bytes + 56, 0x0C);
    put32(bytes + 60, 24);
    put32(bytes + 64, 0x0D);
    put32(bytes + 68, 36);
    put32(bytes + 72, 0x40);
    put32(bytes + 84, 0x40);
    put32(bytes + 88, (uint32_t)time);
    put32(bytes + 92, (uint32_t)(time >> 32));
    assert_int_equal(wf_saved_parse_summary(bytes, sizeof bytes), 1795339805);
    for (size_t n = 0; n < sizeof bytes; n++) {
        uint8_t *cut = test_malloc(n + 1);
        memcpy(cut, bytes, n);
        assert_int_equal(wf_saved_parse_summary(cut, n), 0);
        test_free(cut);
    }
    put32(bytes + 44, UINT32_MAX);
    assert_int_equal(wf_saved_parse_summary(bytes, sizeof bytes), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saved_parse__times__seconds),
        cmocka_unit_test(saved_summary__lengths__never_past_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
