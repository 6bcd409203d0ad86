/* The globals substream: sheets, shared strings, and by biff_style.c all looks. */
#include "formats/xls/biff_book.h"

#include "engine/base/ckd.h"

/* Take a limit's name from here when a text is the cause. */
static wf_status text_status(wf_status status, wf_error *err)
{
    return status == WF_E_MEMORY ? wf_fail_memory(err) : status;
}

/* [MS-XLS] 2.4.28 BoundSheet8 */
static wf_status read_bound_sheet(biff_book *book, biff_walk *walk,
                                  const biff_record *record, wf_error *err)
{
    const wf_limits *limits = wf_document_limits(book->doc);
    if (book->sheet_count >= limits->sheets)
        return wf_fail_limit(err, NULL, "sheets", limits->sheets);
    biff_bound_sheet *sheets = wf_arena_push_room(
        book->scratch, book->sheets, book->sheet_count, &book->sheet_cap, sizeof *sheets);
    if (!sheets)
        return wf_fail_memory(err);
    book->sheets = sheets;
    biff_chunks chunks = {.walk = walk, .c = record->body};
    biff_bound_sheet sheet = {.offset = biff_chunk_u32(&chunks)};
    sheet.is_hidden = (biff_chunk_u8(&chunks) & 3) != 0;
    sheet.type = biff_chunk_u8(&chunks);
    biff_text name;
    WF_TRY(text_status(biff_read_text(&book->texts, &chunks, true, &name), err));
    sheet.name = name.text;
    sheets[book->sheet_count++] = sheet;
    return WF_OK;
}

/* [MS-XLS] 2.4.265 SST */
static wf_status read_shared_strings(biff_book *book, biff_walk *walk,
                                     const biff_record *record, wf_error *err)
{
    const wf_limits *limits = wf_document_limits(book->doc);
    biff_chunks chunks = {.walk = walk, .c = record->body};
    (void)biff_chunk_u32(&chunks);
    size_t count = biff_chunk_u32(&chunks);
    /* A string takes at least 3 bytes: the count cannot outgrow the file. */
    size_t room = wf_min_size(count, (book->size - record->offset) / 3 + 1);
    if (room > limits->strings)
        return wf_fail_limit(err, NULL, "strings", limits->strings);
    biff_text *strings = wf_arena_array(book->scratch, room, sizeof *strings);
    if (!strings)
        return wf_fail_memory(err);
    size_t n = 0;
    while (n < room && (chunks.c.n > 0 || biff_refill(&chunks))) {
        WF_TRY(
            text_status(biff_read_text(&book->texts, &chunks, false, &strings[n]), err));
        n++;
        if (chunks.bad)
            break;
    }
    book->strings = strings;
    book->string_count = n;
    if (chunks.bad || n < count)
        wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_TRUNCATED, WF_STR_EMPTY,
                    "the table of shared texts ends after %zu of %zu", n, count);
    return WF_OK;
}

wf_status biff_fail_password(wf_error *err)
{
    return wf_fail(err, WF_E_UNSUPPORTED, NULL,
                   "the file is protected by a password: open it in Excel or Word, take "
                   "the password away (File, Info) and save it again");
}

static wf_status read_record(biff_book *book, biff_walk *walk, const biff_record *record,
                             wf_error *err)
{
    switch (record->type) {
    case BIFF_FILEPASS:
        return biff_fail_password(err);
    case BIFF_BOUNDSHEET:
        return read_bound_sheet(book, walk, record, err);
    case BIFF_SST:
        return read_shared_strings(book, walk, record, err);
    default:
        return biff_read_style_record(book, record, err);
    }
}

static bool is_bof(uint16_t type)
{
    return type == BIFF_BOF || type == BIFF_BOF4 || type == BIFF_BOF3 ||
           type == BIFF_BOF2;
}

static bool bof_at(const biff_book *book, size_t offset)
{
    biff_walk walk = {.data = book->data, .size = book->size, .at = offset};
    return offset <= book->size && is_bof(biff_peek(&walk));
}

/* Where a directory of sheets points nowhere, sheets are taken as they follow each other
 * behind the globals. */
static void repair_offsets(biff_book *book, size_t behind_globals)
{
    bool good = true;
    for (size_t i = 0; i < book->sheet_count; i++)
        good = good && bof_at(book, book->sheets[i].offset);
    if (good)
        return;
    biff_walk walk = {.data = book->data, .size = book->size, .at = behind_globals};
    biff_record record;
    size_t depth = 0, sheet = 0;
    while (sheet < book->sheet_count && biff_next(&walk, &record)) {
        if (is_bof(record.type)) {
            if (depth++ == 0)
                book->sheets[sheet++].offset = (uint32_t)record.offset;
        } else if (record.type == BIFF_EOF && depth > 0) {
            depth--;
        }
    }
    wf_diag_add(wf_document_diags_mutable(book->doc), WF_D_PART_DAMAGED, WF_STR_EMPTY,
                "the directory of sheets points to wrong places; sheets were read in the "
                "order in which they stand in the file");
}

wf_status biff_read_globals(biff_book *book, size_t offset, wf_error *err)
{
    biff_walk walk = {.data = book->data, .size = book->size, .at = offset};
    biff_record record;
    size_t depth = 0;
    while (biff_next(&walk, &record)) {
        if (is_bof(record.type)) {
            depth++;
        } else if (record.type == BIFF_EOF) {
            if (--depth == 0)
                break;
        } else if (depth == 1) {
            WF_TRY(read_record(book, &walk, &record, err));
        }
    }
    repair_offsets(book, walk.at);
    return WF_OK;
}
