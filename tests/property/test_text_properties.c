/* Properties of the text functions on made-up inputs: the seed is printed, so that a
 * failure can be repeated with WF_SEED. */
#include "engine/text/fold.h"
#include "engine/text/header_norm.h"
#include "engine/text/lines.h"
#include "engine/text/number.h"
#include "engine/text/number_format.h"
#include "engine/text/people.h"
#include "tests/support/random.h"
#include "wayforward/calendar.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static wf_random rng;

static double any_double(void)
{
    uint64_t bits = wf_random_next(&rng);
    double value;
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : (double)(bits >> 12) / 1000.0;
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void number__any_double__round_trip(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        double value =
            i % 2 ? any_double() : (double)(wf_random_below(&rng, 1u << 30)) / 1000.0;
        char buf[64];
        double back = 0;
        char exact[WF_NUMBER_CHARS];
        assert_true(wf_number_parse(wf_number_print_exact(value, exact), &back));
        assert_true(same(value, back) ||
                    (fpclassify(value) == FP_ZERO && fpclassify(back) == FP_ZERO));
        /* what the C library writes with 17 and with 30 digits reads back as it was */
        (void)snprintf(buf, sizeof buf, "%.17g", value);
        assert_true(wf_number_parse(wf_str_from(buf), &back) && same(value, back));
        (void)snprintf(buf, sizeof buf, "%.30e", value);
        assert_true(wf_number_parse(wf_str_from(buf), &back) && same(value, back));
    }
}

static void number__halfway_points__to_even(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        /* 2^53 .. 2^54: doubles are even numbers, odd ones lie halfway */
        uint64_t odd = ((uint64_t)1 << 53) + wf_random_next(&rng) % ((uint64_t)1 << 53);
        odd |= 1;
        char buf[64];
        double got = 0;
        (void)snprintf(buf, sizeof buf, "%llu", (unsigned long long)odd);
        assert_true(wf_number_parse(wf_str_from(buf), &got));
        uint64_t down = odd - 1;
        uint64_t up = odd + 1;
        uint64_t even = (down / 2) % 2 == 0 ? down : up;
        assert_true(same(got, (double)even));
        (void)snprintf(buf, sizeof buf, "%llu.000000000000000000000000000001",
                       (unsigned long long)odd);
        assert_true(wf_number_parse(wf_str_from(buf), &got) && same(got, (double)up));
        (void)snprintf(buf, sizeof buf, "%llu.999999999999999999999999999999",
                       (unsigned long long)(odd - 1));
        assert_true(wf_number_parse(wf_str_from(buf), &got) && same(got, (double)down));
    }
}

static void date__any_day__serial_round_trip(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        int year = 1904 + (int)wf_random_below(&rng, 8000);
        int month = 1 + (int)wf_random_below(&rng, 12);
        int day = 1 + (int)wf_random_below(&rng, 31);
        wf_date date = wf_date_from_ymd(year, month, day);
        if (day > wf_month_days(year, month)) {
            assert_int_equal(date, WF_DATE_NONE);
            continue;
        }
        wf_ymd back = wf_date_ymd(date);
        assert_true(back.year == year && back.month == month && back.day == day);
        for (int is_1904 = 0; is_1904 < 2; is_1904++) {
            double serial = wf_date_to_serial(date, is_1904 != 0);
            int minutes = (int)wf_random_below(&rng, 1440);
            int got = -1;
            assert_int_equal(
                wf_date_from_serial(serial + minutes / 1440.0, is_1904 != 0, &got), date);
            assert_int_equal(got, minutes);
        }
    }
}

/* Bits of texts that our grammars know, put together at random. */
static wf_str any_text(char *buf, size_t size)
{
    static const char *const bits[] = {
        "Autumn", "term", " ",        " ",     "1",      "2020",    "-",      "–",
        "/",      "Sept", "20",       "by",    "end of", "(",       ")",      ":",
        "•",      "\n",   "£",        "1,200", "x",      "3",       "%",      "HT",
        "and",    "&",    "T&L",      ".",     "w/c",    "12",      "th",     "Red",
        "ﬁ",      "é",    "ı",        "contd", "s",      "?",       "*",      "[",
        "]",      "\t",   "\xC2\xA0", "½",     "🔴",      "ongoing", "Easter", ",",
    };
    size_t n = 0;
    size_t count = wf_random_below(&rng, 14);
    for (size_t i = 0; i < count; i++) {
        const char *bit = bits[wf_random_below(&rng, sizeof bits / sizeof bits[0])];
        size_t length = strlen(bit);
        if (n + length < size) {
            memcpy(buf + n, bit, length);
            n += length;
        }
    }
    buf[n] = '\0';
    return (wf_str){buf, n};
}

static void header_norm__any_text__idempotent(void **state)
{
    (void)state;
    for (int i = 0; i < 8000; i++) {
        wf_arena *arena = wf_arena_new(0);
        char buf[200];
        wf_str text = any_text(buf, sizeof buf);
        wf_header once, twice;
        assert_int_equal(wf_header_norm(text, arena, &once), WF_OK);
        assert_int_equal(wf_header_norm(once.text, arena, &twice), WF_OK);
        if (!wf_str_eq(once.text, twice.text))
            fail_msg("\"%s\": \"%s\" then \"%s\"", buf, once.text.p, twice.text.p);
        wf_str folded, again;
        assert_int_equal(wf_fold(text, arena, &folded), WF_OK);
        assert_int_equal(wf_fold(folded, arena, &again), WF_OK);
        assert_true(wf_str_eq(folded, again));
        int alike = wf_header_similarity(once.text, once.text);
        assert_true(alike == 100 || alike == 0);
        wf_arena_free(arena);
    }
}

/* Every letter and digit of the input is in an item, in order: nothing is lost. */
static void assert_kept(wf_str text, wf_strs items)
{
    size_t at = 0;
    for (size_t k = 0; k < items.n; k++)
        for (size_t i = 0; i < items.items[k].n; i++) {
            char c = items.items[k].p[i];
            while (at < text.n && text.p[at] != c)
                at++;
            assert_true(at < text.n || c == ' ');
            at += at < text.n;
        }
}

static void lists__any_text__in_order(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        wf_arena *arena = wf_arena_new(0);
        char buf[200];
        wf_str text = any_text(buf, sizeof buf);
        wf_strs items;
        assert_int_equal(wf_people_split(text, arena, &items), WF_OK);
        assert_kept(text, items);
        assert_int_equal(wf_lines_plain(text, arena, &items), WF_OK);
        assert_kept(text, items);
        wf_arena_free(arena);
    }
}

static void when__any_text__consistent(void **state)
{
    (void)state;
    for (int i = 0; i < 8000; i++) {
        char buf[200];
        wf_str text = any_text(buf, sizeof buf);
        wf_when_context context = {
            .academic_year = i % 3 ? 2000 + (int)wf_random_below(&rng, 100) : 0};
        wf_when_reading r = wf_when_parse(text, &context);
        assert_true(r.confidence >= 0 && r.confidence <= 100);
        assert_true(r.when.terms <= 0x3F);
        if (r.when.start != WF_DATE_NONE && r.when.end != WF_DATE_NONE)
            assert_true(r.when.start <= r.when.end);
        wf_resolved d = wf_when_resolve(&r, &context);
        if (d.start != WF_DATE_NONE && d.end != WF_DATE_NONE && d.start > d.end)
            fail_msg("\"%s\" in %d ends before it starts", buf, context.academic_year);
        wf_date days[8];
        (void)wf_when_occurrences(&r, &context, days, 8);
    }
}

static void number_format__any_code__some_text(void **state)
{
    (void)state;
    static const char *const bits[] = {
        "0",   "#",  "?",  ".",    ",",        "%",  "E+",  "/",     "\"a\"", "[Red]",
        ";",   "d",  "mm", "y",    "h",        "ss", "[h]", "AM/PM", "@",     "General",
        "\\x", "_)", "* ", "[<5]", "[$£-809]", "-",  " ",   ":",     "\"",    "["};
    wf_arena *arena = wf_arena_new(0);
    wf_arena_mark mark = wf_arena_mark_here(arena);
    for (int i = 0; i < 8000; i++) {
        char code[128] = "";
        size_t n = 0;
        for (size_t k = wf_random_below(&rng, 12); k > 0; k--) {
            const char *bit = bits[wf_random_below(&rng, sizeof bits / sizeof bits[0])];
            memcpy(code + n, bit, strlen(bit) + 1);
            n += strlen(bit);
        }
        double value = i % 2 ? any_double() : (double)wf_random_below(&rng, 100000) / 8.0;
        wf_str out;
        assert_int_equal(
            wf_number_format_render((wf_str){code, n}, value, false, arena, &out), WF_OK);
        assert_true(out.n > 0);
        (void)wf_number_format_class((wf_str){code, n});
        wf_arena_reset(arena, mark);
    }
    wf_arena_free(arena);
}

int main(void)
{
    rng = wf_random_seeded();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number__any_double__round_trip),
        cmocka_unit_test(number__halfway_points__to_even),
        cmocka_unit_test(date__any_day__serial_round_trip),
        cmocka_unit_test(header_norm__any_text__idempotent),
        cmocka_unit_test(lists__any_text__in_order),
        cmocka_unit_test(when__any_text__consistent),
        cmocka_unit_test(number_format__any_code__some_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
