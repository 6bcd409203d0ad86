#include "formats/container/zip.h"
#include "tests/support/zip_make.h"

static wf_input over(const zip_made *z)
{
    return wf_input_from_memory(z->p, z->n, "made.zip");
}

static const zip_part two_parts[] = {
    {.name = "a.txt", .data = "the first part"},
    {.name = "xl/Workbook.XML", .data = "<workbook/>", .stored = true},
};

static void assert_part(wf_zip *zip, const char *name, const char *text)
{
    wf_error err = WF_ERROR_INIT;
    wf_arena *arena = wf_arena_new(0);
    wf_str got;
    wf_zip_outcome outcome;
    const wf_zip_member *member = wf_zip_find(zip, wf_str_from(name));
    assert_non_null(member);
    assert_int_equal(wf_zip_read(zip, member, arena, &got, &outcome, &err), WF_OK);
    assert_str(got, text);
    assert_false(outcome.is_truncated);
    assert_false(outcome.is_crc_wrong);
    wf_arena_free(arena);
}

static void open__stored_and_deflated__are_found_and_read(void **state)
{
    (void)state;
    zip_made z = zip_make(two_parts, 2);
    wf_input in = over(&z);
    wf_zip *zip;
    assert_true(wf_zip_is_zip(&in));
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_int_equal(wf_zip_count(zip), 2);
    assert_false(wf_zip_is_rebuilt(zip));
    assert_part(zip, "a.txt", "the first part");
    assert_part(zip, "/XL\\workbook.xml", "<workbook/>");
    assert_null(wf_zip_find(zip, WF_STR("workbook.xml")));
    assert_null(wf_zip_find(zip, WF_STR("")));
    wf_zip_close(zip);
    free(z.p);
}

static void open__bytes_in_front_or_behind__do_not_matter(void **state)
{
    (void)state;
    zip_made made = zip_make(two_parts, 2), z = {0};
    zip_put(&z, "some bytes in front", 19);
    zip_put(&z, made.p, made.n);
    zip_put(&z, "and a tail", 10);
    wf_input in = over(&z);
    wf_zip *zip;
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_false(wf_zip_is_rebuilt(zip));
    assert_part(zip, "a.txt", "the first part");
    wf_zip_close(zip);
    free(z.p);
    free(made.p);
}

static void open__sizes_behind_the_data__come_from_the_directory(void **state)
{
    (void)state;
    const zip_part parts[] = {{.name = "a", .data = "text", .descriptor = true},
                              {.name = "b", .data = "more", .descriptor = true}};
    zip_made z = zip_make(parts, 2);
    wf_input in = over(&z);
    wf_zip *zip;
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_part(zip, "a", "text");
    assert_part(zip, "b", "more");
    wf_zip_close(zip);
    free(z.p);
}

static void open__no_directory__is_rebuilt_from_local_headers(void **state)
{
    (void)state;
    const zip_part parts[] = {{.name = "a", .data = "first first first"},
                              {.name = "b", .data = "second", .descriptor = true}};
    zip_made z = zip_make(parts, 2);
    z.n = z.directory;
    wf_input in = over(&z);
    wf_zip *zip;
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_true(wf_zip_is_rebuilt(zip));
    assert_int_equal(wf_zip_count(zip), 2);
    assert_part(zip, "a", "first first first");
    assert_part(zip, "b", "second");
    wf_zip_close(zip);
    free(z.p);
}

static void open__lying_offsets__fall_back_to_local_headers(void **state)
{
    (void)state;
    const zip_part parts[] = {{.name = "a", .data = "text", .lie_offset = 5},
                              {.name = "b", .data = "more", .lie_offset = 0x7FFFFFFF}};
    zip_made z = zip_make(parts, 2);
    wf_input in = over(&z);
    wf_zip *zip;
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_true(wf_zip_is_rebuilt(zip));
    assert_part(zip, "b", "more");
    wf_zip_close(zip);
    free(z.p);
}

static void read__lying_size_and_crc__give_the_bytes_and_say_so(void **state)
{
    (void)state;
    const zip_part parts[] = {
        {.name = "a", .data = "text", .lie_size = 1000000, .lie_crc = 1}};
    zip_made z = zip_make(parts, 1);
    wf_input in = over(&z);
    wf_zip *zip;
    wf_zip_outcome outcome;
    wf_str got;
    wf_arena *arena = wf_arena_new(0);
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_int_equal(
        wf_zip_read(zip, wf_zip_member_at(zip, 0), arena, &got, &outcome, NULL), WF_OK);
    assert_str(got, "text");
    assert_true(outcome.is_crc_wrong);
    wf_zip_close(zip);
    wf_arena_free(arena);
    free(z.p);
}

static void read__truncated_part__gives_what_there_is(void **state)
{
    (void)state;
    char *text = malloc(20001);
    for (size_t i = 0; i < 20000; i++)
        text[i] = (char)('a' + i * i % 23);
    text[20000] = '\0';
    const zip_part parts[] = {{.name = "a", .data = text}};
    zip_made z = zip_make(parts, 1);
    z.n = z.directory / 2;
    wf_input in = over(&z);
    wf_zip *zip;
    wf_zip_outcome outcome;
    wf_str got;
    wf_arena *arena = wf_arena_new(0);
    assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
    assert_int_equal(
        wf_zip_read(zip, wf_zip_member_at(zip, 0), arena, &got, &outcome, NULL), WF_OK);
    assert_true(outcome.is_truncated);
    assert_true(got.n > 0 && got.n < 20000);
    assert_memory_equal(got.p, text, got.n);
    wf_zip_close(zip);
    wf_arena_free(arena);
    free(z.p);
    free(text);
}

static wf_status read_with_limits(const zip_made *z, const wf_limits *limits,
                                  wf_error *err)
{
    wf_input in = over(z);
    wf_zip *zip;
    wf_arena *arena = wf_arena_new(0);
    wf_str got;
    wf_status status = wf_zip_open(&in, limits, &zip, err);
    if (status == WF_OK) {
        status = wf_zip_read(zip, wf_zip_member_at(zip, 0), arena, &got, NULL, err);
        wf_zip_close(zip);
    }
    wf_arena_free(arena);
    return status;
}

static void read__bomb__is_stopped_by_each_limit(void **state)
{
    (void)state;
    size_t size = 32u << 20;
    char *zeros = calloc(1, size);
    const zip_part parts[] = {{.name = "bomb", .data = zeros, .size = size}};
    zip_made z = zip_make(parts, 1);
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(read_with_limits(&z, NULL, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "expansion-ratio"));
    wf_limits limits = *wf_limits_default();
    limits.expansion_ratio = 10000;
    assert_int_equal(read_with_limits(&z, &limits, NULL), WF_OK);
    limits.member_bytes = 1 << 20;
    err = (wf_error)WF_ERROR_INIT;
    assert_int_equal(read_with_limits(&z, &limits, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "member-bytes"));
    limits.member_bytes = 1 << 30;
    limits.inflated_bytes = 1 << 20;
    err = (wf_error)WF_ERROR_INIT;
    assert_int_equal(read_with_limits(&z, &limits, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "inflated-bytes"));
    free(z.p);
    free(zeros);
}

static void open__too_many_parts__is_a_limit(void **state)
{
    (void)state;
    zip_made z = zip_make(two_parts, 2);
    wf_limits limits = *wf_limits_default();
    limits.members = 1;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(read_with_limits(&z, &limits, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "members"));
    free(z.p);
}

static void open__not_a_zip__says_so(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "P",
        "PK",
        "PK\003\004",
        "PK\005\006 but nothing else",
        "not a zip at all, though it goes on for a while"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        wf_input in = wf_input_from_memory(texts[i], strlen(texts[i]), "x");
        wf_zip *zip;
        wf_error err = WF_ERROR_INIT;
        assert_int_equal(wf_zip_open(&in, NULL, &zip, &err), WF_E_FORMAT);
        assert_int_not_equal(strlen(err.message), 0);
    }
}

static void open__every_byte_changed_in_turn__never_reads_outside(void **state)
{
    (void)state;
    zip_made z = zip_make(two_parts, 2);
    for (size_t i = 0; i < z.n; i++) {
        for (unsigned bit = 0; bit < 8; bit += 3) {
            uint8_t *copy = malloc(z.n); /* its own block, so that over-reads show */
            memcpy(copy, z.p, z.n);
            copy[i] ^= (uint8_t)(1u << bit);
            const zip_made changed = {.p = copy, .n = z.n};
            wf_error err = WF_ERROR_INIT;
            (void)read_with_limits(&changed, NULL, &err);
            char buffer[64];
            wf_input in = over(&changed);
            (void)wf_zip_peek(&in, WF_STR("a.txt"), buffer, sizeof buffer);
            free(copy);
        }
    }
    free(z.p);
}

/* A sink that leaves a little each time, as a parser does. */
typedef struct lazy {
    size_t total, calls, keep;
    bool final_seen;
    uint64_t sum;
} lazy;

static wf_status lazy_take(void *context, char *data, size_t n, bool final,
                           wf_zip_taken *taken, wf_error *err)
{
    lazy *l = context;
    (void)err;
    for (size_t i = 0; i < WF_ZIP_PADDING; i++)
        assert_int_equal(data[n + i], 0);
    size_t used = final ? n : n > l->keep ? n - l->keep : 0;
    for (size_t i = 0; i < used; i++)
        l->sum = l->sum * 31 + (unsigned char)data[i];
    l->total += used;
    l->calls++;
    l->final_seen |= final;
    taken->used = used;
    return WF_OK;
}

static void stream__what_a_sink_leaves__comes_again(void **state)
{
    (void)state;
    size_t size = 3000000;
    char *text = malloc(size);
    uint64_t sum = 0;
    uint32_t seed = 1;
    for (size_t i = 0; i < size; i++) {
        seed = seed * 1664525u + 1013904223u;
        text[i] = (char)('a' + (seed >> 30));
        sum = sum * 31 + (unsigned char)text[i];
    }
    const zip_part parts[] = {{.name = "a", .data = text, .size = size},
                              {.name = "b", .data = text, .size = size, .stored = true}};
    zip_made z = zip_make(parts, 2);
    wf_input in = over(&z);
    static const size_t keeps[] = {0, 1, 5000, 70000, 300000};
    for (size_t k = 0; k < COUNT_OF(keeps) * 4; k++) {
        wf_zip *zip;
        assert_int_equal(wf_zip_open(&in, NULL, &zip, NULL), WF_OK);
        lazy l = {.keep = keeps[k / 4]};
        const wf_zip_sink sink = {.take = lazy_take, .context = &l};
        wf_zip_outcome outcome;
        const wf_zip_member *member = wf_zip_member_at(zip, k % 2);
        wf_status status =
            k % 4 < 2 ? wf_zip_stream(zip, member, &sink, &outcome, NULL)
                      : wf_zip_stream_threaded(zip, member, &sink, &outcome, NULL);
        assert_int_equal(status, WF_OK);
        assert_int_equal(l.total, size);
        assert_true(l.sum == sum);
        assert_true(l.final_seen);
        assert_int_equal(outcome.bytes, size);
        assert_false(outcome.is_crc_wrong);
        wf_zip_close(zip);
    }
    free(z.p);
    free(text);
}

static void peek__part_without_opening__gives_its_first_bytes(void **state)
{
    (void)state;
    zip_made z = zip_make(two_parts, 2);
    wf_input in = over(&z);
    char buffer[64];
    assert_int_equal(wf_zip_peek(&in, WF_STR("a.txt"), buffer, sizeof buffer), 14);
    assert_memory_equal(buffer, "the first part", 14);
    assert_int_equal(wf_zip_peek(&in, WF_STR("xl/workbook.xml"), buffer, 4), 4);
    assert_int_equal(wf_zip_peek(&in, WF_STR("none"), buffer, sizeof buffer), 0);
    in.size = z.directory; /* no directory: from the local headers */
    assert_int_equal(wf_zip_peek(&in, WF_STR("a.txt"), buffer, sizeof buffer), 14);
    free(z.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open__stored_and_deflated__are_found_and_read),
        cmocka_unit_test(open__bytes_in_front_or_behind__do_not_matter),
        cmocka_unit_test(open__sizes_behind_the_data__come_from_the_directory),
        cmocka_unit_test(open__no_directory__is_rebuilt_from_local_headers),
        cmocka_unit_test(open__lying_offsets__fall_back_to_local_headers),
        cmocka_unit_test(read__lying_size_and_crc__give_the_bytes_and_say_so),
        cmocka_unit_test(read__truncated_part__gives_what_there_is),
        cmocka_unit_test(read__bomb__is_stopped_by_each_limit),
        cmocka_unit_test(open__too_many_parts__is_a_limit),
        cmocka_unit_test(open__not_a_zip__says_so),
        cmocka_unit_test(open__every_byte_changed_in_turn__never_reads_outside),
        cmocka_unit_test(stream__what_a_sink_leaves__comes_again),
        cmocka_unit_test(peek__part_without_opening__gives_its_first_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
