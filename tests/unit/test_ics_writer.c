#include "wayforward/ics.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct buffer {
    char text[8192];
    size_t n, most; /* fails past `most` where that is not 0 */
} buffer;

static wf_status keep(void *context, const void *data, size_t size)
{
    buffer *b = context;
    if ((b->most && b->n + size > b->most) || b->n + size >= sizeof b->text)
        return WF_E_OUTPUT;
    memcpy(b->text + b->n, data, size);
    b->n += size;
    b->text[b->n] = '\0';
    return WF_OK;
}

static wf_date day(int year, int month, int d)
{
    return wf_date_from_ymd(year, month, d);
}

static void ics_write__event__rfc_5545_lines(void **state)
{
    (void)state;
    buffer b = {.n = 0};
    wf_sink sink = {keep, &b};
    wf_ics_event e = {.uid = WF_STR("one@example"),
                      .summary = WF_STR("Review; data, safety \\ \"books\""),
                      .description = WF_STR("First\nSecond\r\nThird\tend"),
                      .location = WF_STR(""),
                      .category = WF_STR("QA"),
                      .start = day(2026, 9, 1),
                      .end = day(2026, 9, 30)};
    wf_ics_options options = {.name = WF_STR("Year"), .stamp = day(2026, 8, 1)};
    assert_int_equal(wf_ics_write(&e, 1, &options, &sink, NULL), WF_OK);
    assert_non_null(strstr(b.text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert_non_null(
        strstr(b.text, "\r\nUID:one@example\r\nDTSTAMP:20260801T000000Z\r\n"
                       "DTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20261001\r\n"));
    assert_non_null(
        strstr(b.text, "SUMMARY:Review\\; data\\, safety \\\\ \"books\"\r\n"));
    assert_non_null(strstr(b.text, "DESCRIPTION:First\\nSecond\\nThird end\r\n"));
    assert_null(strstr(b.text, "LOCATION"));
    assert_string_equal(b.text + b.n - strlen("END:VEVENT\r\nEND:VCALENDAR\r\n"),
                        "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void ics_write__long_text__folded_between_characters(void **state)
{
    (void)state;
    char summary[600];
    size_t n = 0;
    for (int i = 0; i < 120; i++) { /* characters of 1, 2, 3 and 4 bytes, and escapes */
        const char *const bits[] = {"a", "é", "✓", "🔴", ","};
        const char *bit = bits[i % 5];
        memcpy(summary + n, bit, strlen(bit));
        n += strlen(bit);
    }
    buffer b = {.n = 0};
    wf_sink sink = {keep, &b};
    wf_ics_event e = {.uid = WF_STR("x"), .summary = {summary, n}, .start = 0, .end = 0};
    e.description = e.location = e.category = WF_STR_EMPTY;
    wf_ics_options options = {.name = WF_STR_EMPTY, .stamp = WF_DATE_NONE};
    assert_int_equal(wf_ics_write(&e, 1, &options, &sink, NULL), WF_OK);
    char unfolded[2000];
    size_t m = 0;
    size_t line = 0;
    for (size_t i = 0; i < b.n; i++) {
        if (b.text[i] == '\r') {
            assert_true(b.text[i + 1] == '\n');
            assert_true(line <= 75);
            bool folds = b.text[i + 2] == ' ';
            i += folds ? 2 : 1;
            line = folds ? 1 : 0;
            if (folds) /* a line begins with a whole character */
                assert_true(((unsigned char)b.text[i + 1] & 0xC0) != 0x80);
            else
                unfolded[m++] = '\n';
            continue;
        }
        line++;
        unfolded[m++] = b.text[i];
    }
    unfolded[m] = '\0';
    char wanted[1200] = "SUMMARY:";
    size_t w = strlen(wanted);
    for (size_t i = 0; i < n; i++) {
        if (summary[i] == ',')
            wanted[w++] = '\\';
        wanted[w++] = summary[i];
    }
    wanted[w] = '\0';
    assert_non_null(strstr(unfolded, wanted));
}

static void ics_write__wrong_events_and_full_disk__told(void **state)
{
    (void)state;
    buffer b = {.n = 0};
    wf_sink sink = {keep, &b};
    wf_ics_options options = {.name = WF_STR_EMPTY, .stamp = WF_DATE_NONE};
    wf_ics_event e = {.summary = WF_STR_EMPTY, .start = 1, .end = 1};
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_ics_write(&e, 1, &options, &sink, &err), WF_E_ARGUMENT);
    assert_non_null(strstr(err.message, "event 1"));
    e.summary = WF_STR("x");
    e.uid = e.description = e.location = e.category = WF_STR_EMPTY;
    e.end = 0;
    assert_int_equal(wf_ics_write(&e, 1, &options, &sink, NULL), WF_E_ARGUMENT);
    e.end = 1;
    for (size_t most = 1; most < 300; most += 13) {
        buffer small = {.most = most};
        wf_sink full = {keep, &small};
        assert_int_equal(wf_ics_write(&e, 1, &options, &full, NULL), WF_E_OUTPUT);
    }
    wf_error out = WF_ERROR_INIT;
    assert_int_equal(
        wf_ics_write_file(&e, 1, &options, "/nonexistent/folder/x.ics", &out),
        WF_E_OUTPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ics_write__event__rfc_5545_lines),
        cmocka_unit_test(ics_write__long_text__folded_between_characters),
        cmocka_unit_test(ics_write__wrong_events_and_full_disk__told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
