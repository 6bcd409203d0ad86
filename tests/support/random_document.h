#ifndef WF_RANDOM_DOCUMENT_H
#define WF_RANDOM_DOCUMENT_H
/*
 * Documents of any shape, made of bytes: sheets, tables, nested tables, paragraphs,
 * merges, fills and the words that recognition looks for, put anywhere. For property
 * tests (bytes from a seed) and the fuzzer (bytes from a corpus): the same bytes give the
 * same document.
 */
#include "engine/document/document_build.h"

#include <string.h>

typedef struct byte_source {
    const uint8_t *p;
    size_t n, at;
} byte_source;

static inline unsigned next_byte(byte_source *s)
{
    return s->at < s->n ? s->p[s->at++] : 0;
}

static const char *const random_words[] = {
    "Action",
    "Actions",
    "Lead",
    "Person responsible",
    "When",
    "By when?",
    "Timescale/resources/cost",
    "Success criteria",
    "Monitoring",
    "Who",
    "How",
    "Dissemination",
    "RAG",
    "Status",
    "Cost",
    "Priority",
    "Objective",
    "Rationale",
    "Evaluation",
    "Next Steps",
    "Impact",
    "Ref",
    "Start date",
    "PRIORITY 1: Raise standards",
    "Priority 2 - Maths",
    "1. Writing",
    "Priority 1 (contd)",
    "PRIORITY 3:",
    "Key Issue 4",
    "1.1 Train all staff",
    "Coach the new leaders.",
    "HT / SENCo",
    "Autumn 1",
    "T3",
    "Sept 20",
    "by 2022",
    "w/c 12.10.20",
    "ongoing",
    "\xC2\xA3"
    "500 + \xC2\xA3"
    "250 cover",
    "Green",
    "R",
    "In progress",
    "\xE2\x97\x8F",
    "\xF0\x9F\x9F\xA2",
    "\xE2\x98\x92 HIGH  \xE2\x98\x90 LOW",
    "MEDIUM",
    "School:",
    "School: Hill Primary",
    "Name of School",
    "Head Teacher: Mrs A\tChair of TAS: Mr B",
    "Academic year",
    "2020/21",
    "URN",
    "138742",
    "Date of TAS:",
    "Present:",
    "Apologies: HR, LA",
    "Context (Key background information)",
    "School Improvement Plan 2021-22",
    "Meridian Learning Trust",
    "Fenwick Junior School",
    "Team Around the School - Record of Meeting",
    "What is the risk of the school not being judged as good?",
    "What are the key factors preventing this?",
    "1. Low attendance",
    "6.",
    "By whom?",
    "Indicator",
    "Target",
    "National",
    "Baseline 2019-20",
    "Cohort",
    "Term 1",
    "T2",
    "Autumn",
    "Spring",
    "2020-21 actual",
    "Unit",
    "Better is",
    "93.4%",
    "n/a",
    "c",
    "-0.3",
    "Attendance",
    "Strand 1",
    "Strand 1 - KPI",
    "Strand 2 \xE2\x80\x93 contd",
    "Strand 2: Reading",
    "Overarching Key Performance Indicators (KPI):",
    "Leaders are helped by:\n\xE2\x80\xA2 books\n\xE2\x80\xA2 training",
    "1.1",
    "1.1 Raising Attainment",
    "KPI 1.1",
    "KPI 1.2: By August 2024 all pass.",
    "1/9",
    "1.1\tTitle\t3 / 4",
    "MAT framework",
    "Strategic area",
    "Category",
    "A",
    "Capacity",
    "Total Support",
    "12 days\n2 per term",
    "Term",
    "Quality Assurance Activities",
    "School Improvement Activities",
    "NLE",
    "Key focus area of support:",
    "Agreed outcomes:",
    "Key prompts and considerations",
    "Is practice consistent?",
    "By the end of the Autumn Term",
    "By the end of the Spring Term",
    "So that by the end of the Summer Term",
    "Total",
    "Notes: see overleaf",
    "Red = behind",
    "Timescale: May\nResources: time\nCost: Nil",
    "Monitoring/Key questions/Accountable lead",
    "Support",
    "Required",
    "By the end of t",
    "RAG Autumn",
    ":",
    "?",
    "\xC2\xA0",
    "/",
    "(contd)",
    "Priority",
    "Wibble",
    "",
    " ",
    "x",
    "#",
    "&&//,,",
    "a:b:c:d:e:f:g:",
    "::::",
    "1.2.3.4.5.6.7",
    "\xE2\x80\x93",
    "(",
    ")(",
    "KPI",
    "Strand",
    "Key",
};

static inline const char *random_text(byte_source *s, wf_document *doc)
{
    static const char *const none = "";
    unsigned pick = next_byte(s);
    const char *word =
        random_words[pick % (sizeof random_words / sizeof random_words[0])];
    if (next_byte(s) % 16 != 0)
        return word;
    wf_str joined; /* two of them in one text */
    const char *other =
        random_words[next_byte(s) % (sizeof random_words / sizeof random_words[0])];
    static const char *const joints[] = {" ", ": ", "\n", "\t", "     ", " - ", "/", ""};
    if (wf_arena_printf(wf_document_arena(doc), &joined, "%s%s%s", word,
                        joints[next_byte(s) % 8], other) != WF_OK)
        return none;
    return joined.p;
}

static inline wf_status random_cell(byte_source *s, wf_document *doc, uint32_t grid,
                                    uint32_t row, uint16_t column)
{
    static const uint32_t fills[] = {WF_COLOR_NONE, WF_COLOR_NONE, 0xFF0000, 0xFFC000,
                                     0x00B050,      0x0070C0,      0xD9E1F2, 0xF2F2F2};
    wf_style style = {.fill = fills[next_byte(s) % 8],
                      .font = next_byte(s) % 8 ? WF_COLOR_NONE : 0x0070C0,
                      .bold = next_byte(s) % 4 == 0};
    wf_cell cell = {.row = row, .column = column};
    unsigned kind = next_byte(s) % 12;
    if (kind == 0) {
        cell.kind = WF_CELL_NUMBER;
        cell.as.number = (double)next_byte(s) / 8 - 3;
    } else if (kind == 1) {
        cell.kind = WF_CELL_DATE;
        cell.as.number = 44000 + next_byte(s);
    } else {
        const char *text = random_text(s, doc);
        wf_str trimmed = wf_str_trim(wf_str_from(text)), copy;
        WF_TRY(wf_arena_str(wf_document_arena(doc), trimmed, &copy));
        cell.kind = WF_CELL_TEXT;
        cell.as.text = copy.p;
        cell.length = (uint32_t)copy.n;
    }
    WF_TRY(wf_document_add_style(doc, &style, &cell.style, NULL));
    return wf_document_add_cell(doc, grid, &cell, NULL);
}

static inline wf_status random_grid(byte_source *s, wf_document *doc, unsigned number)
{
    unsigned shape = next_byte(s);
    uint32_t grid, rows = 1 + next_byte(s) % 14, columns = 1 + next_byte(s) % 9;
    char name[16] = "Sheet 1";
    name[6] = (char)('0' + number % 10);
    static const char *const names[] = {"1. Writing", "Priority 2", "Autumn", "Plan",
                                        "Hill Primary School"};
    const char *chosen = next_byte(s) % 2 ? name : names[next_byte(s) % 5];
    wf_grid_options options = {.name = shape % 2 ? WF_STR_EMPTY : wf_str_from(chosen),
                               .kind = shape % 2 ? WF_GRID_TABLE : WF_GRID_SHEET,
                               .hidden = shape % 16 == 0,
                               .parent = WF_NO_INDEX};
    WF_TRY(wf_document_grid_begin(doc, &options, &grid, NULL));
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++)
            if (next_byte(s) % 4 != 0)
                WF_TRY(random_cell(s, doc, grid, r, (uint16_t)c));
    for (unsigned m = next_byte(s) % 5; m > 0; m--) {
        wf_merge merge = {.row = next_byte(s) % rows,
                          .column = (uint16_t)(next_byte(s) % columns)};
        merge.last_row = merge.row + next_byte(s) % 3;
        merge.last_column = (uint16_t)(merge.column + next_byte(s) % 5);
        WF_TRY(wf_document_add_merge(doc, grid, &merge, NULL));
    }
    return wf_document_grid_end(doc, grid, NULL);
}

static inline wf_status random_paragraph(byte_source *s, wf_document *doc)
{
    unsigned look = next_byte(s);
    wf_str text;
    WF_TRY(wf_arena_str(wf_document_arena(doc),
                        wf_str_trim(wf_str_from(random_text(s, doc))), &text));
    wf_paragraph p = {.title = look % 8 == 0,
                      .heading_level = look % 8 == 1,
                      .list_level = look % 8 == 2 ? 0 : -1,
                      .area = look % 32 == 31 ? WF_AREA_HEADER : WF_AREA_BODY,
                      .text = text,
                      .anchor = WF_NO_INDEX};
    return wf_document_add_paragraph(doc, &p, NULL);
}

static inline wf_status random_blocks(byte_source *s, wf_document *doc)
{
    for (unsigned blocks = 1 + next_byte(s) % 8; blocks > 0; blocks--)
        WF_TRY(next_byte(s) % 2 ? random_grid(s, doc, blocks) : random_paragraph(s, doc));
    return wf_document_finish(doc, NULL);
}

/** The document of some bytes; NULL where memory runs out or a name comes twice. */
static inline wf_document *document_of_bytes(const uint8_t *bytes, size_t n)
{
    byte_source s = {.p = bytes, .n = n};
    wf_document *doc = NULL;
    if (wf_document_new(next_byte(&s) % 2 ? WF_FORMAT_XLSX : WF_FORMAT_DOCX,
                        "random.xlsx", NULL, &doc, NULL) != WF_OK)
        return NULL;
    if (random_blocks(&s, doc) != WF_OK) {
        wf_document_free(doc);
        return NULL;
    }
    return doc;
}

#endif
