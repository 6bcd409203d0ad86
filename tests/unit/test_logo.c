/* A logo's header, and what is refused. */
#include "tests/support/wf_test.h"
#include "wayforward/logo.h"

#include <stdlib.h>
#include <unistd.h>

/* The smallest PNG header that says a size, with its density. */
static const unsigned char png[] = {
    0x89, 'P',  'N',  'G', '\r', '\n', 0x1A, '\n', 0, 0,    0,   13,  'I', 'H',
    'D',  'R',  0,    0,   0x01, 0x40, 0,    0,    0, 0x50, 8,   2,   0,   0,
    0,    1,    2,    3,   4,    0,    0,    0,    9, 'p',  'H', 'Y', 's', 0,
    0,    0x2E, 0x23, 0,   0,    0x2E, 0x23, 1,    1, 2,    3,   4,   0,   0,
    0,    0,    'I',  'D', 'A',  'T',  0,    0,    0, 0};
static const unsigned char jpeg[] = {
    0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J',  'F',  'I', 'F',  0, 1,    2,    1,
    0,    72,   0,    72,   0, 0,  0xFF, 0xC0, 0,   17,   8, 0,    0x30, 0,
    0x60, 3,    1,    0x22, 0, 2,  0x11, 1,    3,   0x11, 1, 0xFF, 0xD9};

static wf_status check(const void *bytes, size_t size, wf_logo *out)
{
    char path[] = "/tmp/wf-logo-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), (ssize_t)size);
    assert_int_equal(close(fd), 0);
    wf_error err = WF_ERROR_INIT;
    wf_status status = wf_logo_check(path, out, &err);
    assert_true(status == WF_OK || err.message[0] != '\0');
    assert_int_equal(unlink(path), 0);
    return status;
}

static void logo_check__png_and_jpeg__their_size_and_density(void **state)
{
    wf_logo logo = {0};
    (void)state;
    assert_int_equal(check(png, sizeof png, &logo), WF_OK);
    assert_true(logo.is_png);
    assert_int_equal(logo.width, 320);
    assert_int_equal(logo.height, 80);
    assert_float_equal(logo.dpi_x, 300, 0.5);
    assert_int_equal(check(jpeg, sizeof jpeg, &logo), WF_OK);
    assert_false(logo.is_png);
    assert_int_equal(logo.width, 96);
    assert_int_equal(logo.height, 48);
    assert_float_equal(logo.dpi_y, 72, 1e-9);
}

static void logo_check__cut_anywhere__never_accepted(void **state)
{
    wf_logo logo = {0};
    (void)state;
    /* A PNG is whole once its picture begins, a JPEG once its frame is told. */
    for (size_t n = 0; n < sizeof png - 8; n++)
        assert_int_equal(check(png, n, &logo), WF_E_FORMAT);
    for (size_t n = 0; n < 29; n++)
        assert_int_equal(check(jpeg, n, &logo), WF_E_FORMAT);
}

static void logo_check__what_is_no_logo__is_refused_with_a_reason(void **state)
{
    static unsigned char large[(1 << 20) + 1];
    unsigned char wide[sizeof png];
    unsigned char flat[sizeof png];
    wf_logo logo = {0};
    (void)state;
    memcpy(large, png, sizeof png);
    memcpy(wide, png, sizeof png);
    memcpy(flat, png, sizeof png);
    wide[17] = 1; /* 65,856 pixels */
    memset(flat + 20, 0, 4);
    assert_int_equal(check("GIF89a picture", 14, &logo), WF_E_FORMAT);
    assert_int_equal(check("", 0, &logo), WF_E_FORMAT);
    assert_int_equal(check(large, sizeof large, &logo), WF_E_LIMIT);
    assert_int_equal(check(wide, sizeof wide, &logo), WF_E_LIMIT);
    assert_int_equal(check(flat, sizeof flat, &logo), WF_E_FORMAT);
    assert_int_equal(wf_logo_check("/nowhere/logo.png", &logo, NULL), WF_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logo_check__png_and_jpeg__their_size_and_density),
        cmocka_unit_test(logo_check__cut_anywhere__never_accepted),
        cmocka_unit_test(logo_check__what_is_no_logo__is_refused_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
