/* OLE2 compound files: made here byte by byte, and compared with libgsf on the fixtures.
 */
#include "formats/container/ole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef WF_HAVE_GSF
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#endif

enum {
    SECTOR = 512,
    FREE = -1,
    END = -2
};

/* A file of up to 64 sectors: sector 0 the FAT, 1 the directory, the rest as a test
 * wants. */
struct file {
    uint8_t bytes[65 * SECTOR];
    size_t size;
};

static void put16(uint8_t *p, unsigned v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static void put32(uint8_t *p, uint32_t v)
{
    put16(p, v & 0xFFFF);
    put16(p + 2, v >> 16);
}

static uint8_t *sector(struct file *f, size_t n)
{
    return f->bytes + (n + 1) * SECTOR;
}

static void link_sector(struct file *f, size_t from, int to)
{
    put32(sector(f, 0) + from * 4, (uint32_t)to);
}

static void entry(struct file *f, size_t index, const char *name, uint8_t type, int left,
                  int right, int child, int start, uint32_t size)
{
    uint8_t *e = sector(f, 1 + index / 4) + index % 4 * 128;
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++)
        e[2 * i] = (uint8_t)name[i];
    put16(e + 64, (unsigned)(2 * n + 2));
    e[66] = type;
    put32(e + 68, (uint32_t)left);
    put32(e + 72, (uint32_t)right);
    put32(e + 76, (uint32_t)child);
    put32(e + 116, (uint32_t)start);
    put32(e + 120, size);
}

static void file_begin(struct file *f, size_t sectors)
{
    static const uint8_t magic[8] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    memset(f, 0, sizeof *f);
    memcpy(f->bytes, magic, sizeof magic);
    put16(f->bytes + 24, 0x3E);
    put16(f->bytes + 26, 3);
    put16(f->bytes + 28, 0xFFFE);
    put16(f->bytes + 30, 9);
    put16(f->bytes + 32, 6);
    put32(f->bytes + 44, 1);
    put32(f->bytes + 48, 1);
    put32(f->bytes + 56, 4096);
    put32(f->bytes + 60, (uint32_t)END);
    put32(f->bytes + 68, (uint32_t)END);
    memset(f->bytes + 76, 0xFF, 436);
    put32(f->bytes + 76, 0);
    memset(sector(f, 0), 0xFF, SECTOR);
    link_sector(f, 0, -3);
    link_sector(f, 1, END);
    f->size = (sectors + 1) * SECTOR;
    entry(f, 0, "Root Entry", 5, FREE, FREE, 1, END, 0);
}

/* "Workbook" of 5,000 bytes in sectors 2.. (one after the other) or spread over 2, 4, 6
 * ... */
static void file_with_workbook(struct file *f, int step)
{
    file_begin(f, (size_t)(2 + 10 * step));
    entry(f, 1, "Workbook", 2, FREE, FREE, FREE, 2, 5000);
    for (int i = 0; i < 10; i++) {
        link_sector(f, (size_t)(2 + i * step), i < 9 ? 2 + (i + 1) * step : END);
        memset(sector(f, (size_t)(2 + i * step)), 'a' + i, SECTOR);
    }
}

static wf_input input(const struct file *f)
{
    return wf_input_from_memory(f->bytes, f->size, "made.xls");
}

static wf_ole *must_open(const wf_input *in)
{
    wf_ole *ole = NULL;
    wf_error err = WF_ERROR_INIT;
    assert_int_equal(wf_ole_open(in, NULL, &ole, &err), WF_OK);
    return ole;
}

static wf_ole_stream must_read(wf_ole *ole, const char *name)
{
    wf_ole_stream s = {0};
    uint32_t at = wf_ole_find(ole, 0, name);
    assert_int_not_equal(at, WF_OLE_NO_ENTRY);
    assert_int_equal(wf_ole_read(ole, at, &s, NULL), WF_OK);
    return s;
}

static void ole_read__sectors_in_a_row__borrows(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_with_workbook(f, 1);
    wf_input in = input(f);
    wf_ole *ole = must_open(&in);
    wf_ole_stream s = must_read(ole, "WORKBOOK");
    assert_int_equal(s.n, 5000);
    assert_false(s.truncated);
    assert_ptr_equal(s.p, sector(f, 2));
    wf_ole_free(ole);
    free(f);
}

static void ole_read__scattered_sectors__copies_in_order(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_with_workbook(f, 3);
    wf_input in = input(f);
    wf_ole *ole = must_open(&in);
    wf_ole_stream s = must_read(ole, "Workbook");
    assert_int_equal(s.n, 5000);
    for (size_t i = 0; i < s.n; i++)
        assert_int_equal(s.p[i], 'a' + (int)(i / SECTOR));
    wf_ole_free(ole);
    free(f);
}

static void ole_read__chain_breaks__gives_what_there_is(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_with_workbook(f, 2);
    link_sector(f, 6, 100000);
    wf_input in = input(f);
    wf_ole *ole = must_open(&in);
    wf_ole_stream s = must_read(ole, "Workbook");
    assert_int_equal(s.n, 3 * SECTOR);
    assert_true(s.truncated);
    wf_ole_free(ole);
    free(f);
}

static void ole_read__chain_loops__ends(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_with_workbook(f, 1);
    entry(f, 1, "Workbook", 2, FREE, FREE, FREE, 2, UINT32_MAX);
    link_sector(f, 11, 2);
    link_sector(f, 1, 1); /* the directory too */
    wf_input in = input(f);
    wf_ole *ole = must_open(&in);
    wf_ole_stream s = must_read(ole, "Workbook");
    assert_true(s.truncated);
    assert_true(s.n <= f->size);
    wf_ole_free(ole);
    free(f);
}

static void ole_read__small_stream__comes_from_the_mini_stream(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_begin(f, 6);
    entry(f, 0, "Root Entry", 5, FREE, FREE, 1, 2, 512);
    entry(f, 1, "Book", 2, FREE, FREE, FREE, 1, 100);
    put32(f->bytes + 60, 3); /* mini FAT */
    link_sector(f, 2, END);
    link_sector(f, 3, END);
    memset(sector(f, 3), 0xFF, SECTOR);
    put32(sector(f, 3) + 4, 5); /* 1 -> 5 -> end */
    put32(sector(f, 3) + 20, (uint32_t)END);
    memset(sector(f, 2) + 64, 'x', 64);
    memset(sector(f, 2) + 5 * 64, 'y', 64);
    wf_input in = input(f);
    assert_int_equal(wf_ole_probe(&in), WF_OLE_EXCEL);
    wf_ole *ole = must_open(&in);
    wf_ole_stream s = must_read(ole, "Book");
    assert_int_equal(s.n, 100);
    assert_int_equal(s.p[63], 'x');
    assert_int_equal(s.p[64], 'y');
    wf_ole_free(ole);
    free(f);
}

static void ole_probe__embedded_workbook__is_still_word(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_begin(f, 8);
    entry(f, 1, "WordDocument", 2, FREE, 2, FREE, 4, 5000);
    entry(f, 2, "ObjectPool", 1, FREE, FREE, 3, END, 0);
    entry(f, 3, "Workbook", 2, FREE, FREE, FREE, 4, 5000);
    wf_input in = input(f);
    assert_int_equal(wf_ole_probe(&in), WF_OLE_WORD);
    wf_ole *ole = must_open(&in);
    assert_int_equal(wf_ole_find(ole, 0, "Workbook"), WF_OLE_NO_ENTRY);
    assert_int_equal(wf_ole_find(ole, wf_ole_find(ole, 0, "ObjectPool"), "Workbook"), 3);
    wf_ole_free(ole);
    free(f);
}

static void ole_probe__encrypted_package__says_so(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_begin(f, 8);
    entry(f, 1, "EncryptedPackage", 2, FREE, FREE, FREE, 4, 5000);
    wf_input in = input(f);
    assert_int_equal(wf_ole_probe(&in), WF_OLE_ENCRYPTED);
    free(f);
}

static void ole_open__tree_that_loops__ends(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_begin(f, 8);
    entry(f, 1, "a", 1, 1, 2, 0, END, 0);
    entry(f, 2, "b", 1, 1, 2, 1, END, 0);
    wf_input in = input(f);
    assert_int_equal(wf_ole_probe(&in), WF_OLE_OTHER);
    wf_ole *ole = must_open(&in);
    assert_int_equal(wf_ole_find(ole, 0, "b"), 2);
    wf_ole_free(ole);
    free(f);
}

static void ole_open__every_truncation_and_bit_flip__never_fails_badly(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    struct file *good = malloc(sizeof *good);
    file_with_workbook(good, 2);
    for (size_t cut = 0; cut < 3 * SECTOR * 8; cut += cut < 600 ? 1 : 5) {
        *f = *good;
        if (cut < good->size)
            f->size = cut; /* truncation, in its own block so that over-reads show */
        f->bytes[cut / 8] ^= (uint8_t)(1u << cut % 8);
        uint8_t *own = malloc(f->size ? f->size : 1);
        memcpy(own, f->bytes, f->size);
        wf_input in = wf_input_from_memory(own, f->size, "hostile.xls");
        (void)wf_ole_probe(&in);
        wf_ole *ole = NULL;
        if (wf_ole_open(&in, NULL, &ole, NULL) == WF_OK) {
            for (uint32_t i = 0; i < wf_ole_entry_count(ole); i++) {
                wf_ole_stream s;
                if (wf_ole_entry_at(ole, i)->is_stream)
                    assert_int_equal(wf_ole_read(ole, i, &s, NULL), WF_OK);
            }
            wf_ole_free(ole);
        }
        free(own);
    }
    free(good);
    free(f);
}

static void ole_open__too_many_entries__names_the_limit(void **state)
{
    (void)state;
    struct file *f = malloc(sizeof *f);
    file_begin(f, 8);
    wf_limits limits = *wf_limits_default();
    limits.members = 2;
    wf_error err = WF_ERROR_INIT;
    wf_ole *ole = NULL;
    wf_input in = input(f);
    assert_int_equal(wf_ole_open(&in, &limits, &ole, &err), WF_E_LIMIT);
    assert_non_null(strstr(err.message, "members"));
    free(f);
}

static void ole_open__not_one__is_a_format_error(void **state)
{
    (void)state;
    wf_error err = WF_ERROR_INIT;
    wf_ole *ole = NULL;
    wf_input in = wf_input_from_memory("no", 2, "x.xls");
    assert_int_equal(wf_ole_probe(&in), WF_OLE_NONE);
    assert_int_equal(wf_ole_open(&in, NULL, &ole, &err), WF_E_FORMAT);
}

#ifdef WF_HAVE_GSF
static void compare_storage(wf_ole *ole, uint32_t storage, GsfInfile *theirs)
{
    for (int i = 0; i < gsf_infile_num_children(theirs); i++) {
        GsfInput *child = gsf_infile_child_by_index(theirs, i);
        uint32_t at = wf_ole_find(ole, storage, gsf_infile_name_by_index(theirs, i));
        assert_int_not_equal(at, WF_OLE_NO_ENTRY);
        if (child && gsf_infile_num_children(GSF_INFILE(child)) < 0) {
            wf_ole_stream s;
            assert_int_equal(wf_ole_read(ole, at, &s, NULL), WF_OK);
            assert_int_equal(s.n, gsf_input_size(child));
            const guint8 *bytes = gsf_input_read(child, s.n, NULL);
            if (s.n > 0)
                assert_memory_equal(s.p, bytes, s.n);
        }
        if (child)
            g_object_unref(child);
    }
}

/* An independent reader of the same files finds the same streams with the same bytes. */
static void ole_read__fixtures__equal_libgsf(void **state)
{
    (void)state;
    static const char *const names[] = {"xls/dash-kingsmead.xls", "xls/wf-kingsmead.xls",
                                        "xls/sip-fenwick.xls"};
    gsf_init();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", WF_FIXTURES_DIR, names[i]);
        wf_input in = {0};
        assert_int_equal(wf_input_open(path, wf_limits_default(), &in, NULL), WF_OK);
        GsfInput *memory = gsf_input_memory_new(in.data, (gsf_off_t)in.size, FALSE);
        GsfInfile *theirs = gsf_infile_msole_new(memory, NULL);
        assert_non_null(theirs);
        assert_true(gsf_infile_num_children(theirs) > 0);
        wf_ole *ole = must_open(&in);
        compare_storage(ole, 0, theirs);
        wf_ole_free(ole);
        g_object_unref(theirs);
        g_object_unref(memory);
        wf_input_close(&in);
    }
    gsf_shutdown();
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ole_read__sectors_in_a_row__borrows),
        cmocka_unit_test(ole_read__scattered_sectors__copies_in_order),
        cmocka_unit_test(ole_read__chain_breaks__gives_what_there_is),
        cmocka_unit_test(ole_read__chain_loops__ends),
        cmocka_unit_test(ole_read__small_stream__comes_from_the_mini_stream),
        cmocka_unit_test(ole_probe__embedded_workbook__is_still_word),
        cmocka_unit_test(ole_probe__encrypted_package__says_so),
        cmocka_unit_test(ole_open__tree_that_loops__ends),
        cmocka_unit_test(ole_open__every_truncation_and_bit_flip__never_fails_badly),
        cmocka_unit_test(ole_open__too_many_entries__names_the_limit),
        cmocka_unit_test(ole_open__not_one__is_a_format_error),
#ifdef WF_HAVE_GSF
        cmocka_unit_test(ole_read__fixtures__equal_libgsf),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
