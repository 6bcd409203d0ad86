/* Word documents for the benchmarks: a small package writer, and tables as Word writes
 * them. */
#include "bench_inputs.h"

#include "wayforward/status.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_ROOM = 1 << 20,
    PART_MOST = 8
};

typedef struct package {
    FILE *out;
    char *directory;
    size_t directory_size, count;
    char *text; /* the part at hand */
    size_t size;
    uint8_t *packed;
} package;

WF_PRINTF(2, 3) static void add(package *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(p->text + p->size, TEXT_ROOM - p->size, format, arguments);
    va_end(arguments);
    if (n > 0 && (size_t)n < TEXT_ROOM - p->size)
        p->size += (size_t)n;
}

static void put(char *out, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        out[i] = (char)(value >> (8 * i) & 0xFF);
}

/* The fields that local and central headers share: version to the name's length. */
static void put_common(char *out, uint32_t crc, size_t packed, size_t size, size_t name)
{
    put(out, 20, 2);
    put(out + 2, 0, 2);
    put(out + 4, 8, 2);
    put(out + 6, 0, 4);
    put(out + 10, crc, 4);
    put(out + 14, (uint32_t)packed, 4);
    put(out + 18, (uint32_t)size, 4);
    put(out + 22, (uint32_t)name, 4);
}

/* Write the part at hand under a name. [PKWARE APPNOTE] 4.3.7, 4.3.12 */
static bool close_part(package *p, const char *name)
{
    struct isal_zstream stream;
    char header[46];
    long at = ftell(p->out);
    size_t name_size = strlen(name);
    isal_deflate_stateless_init(&stream);
    stream.next_in = (uint8_t *)p->text;
    stream.avail_in = (uint32_t)p->size;
    stream.next_out = p->packed;
    stream.avail_out = TEXT_ROOM;
    stream.end_of_stream = 1;
    if (at < 0 || isal_deflate_stateless(&stream) != COMP_OK)
        return false;
    uint32_t crc = crc32_gzip_refl(0, (const unsigned char *)p->text, p->size);
    memset(header, 0, sizeof header);
    memcpy(header, "PK\3\4", 4);
    put_common(header + 4, crc, stream.total_out, p->size, name_size);
    (void)fwrite(header, 1, 30, p->out);
    (void)fwrite(name, 1, name_size, p->out);
    (void)fwrite(p->packed, 1, stream.total_out, p->out);
    memset(header, 0, sizeof header);
    memcpy(header, "PK\1\2\24", 5);
    put_common(header + 6, crc, stream.total_out, p->size, name_size);
    put(header + 42, (uint32_t)at, 4);
    memcpy(p->directory + p->directory_size, header, 46);
    memcpy(p->directory + p->directory_size + 46, name, name_size);
    p->directory_size += 46 + name_size;
    p->count++;
    p->size = 0;
    return true;
}

static bool close_package(package *p)
{
    char end[22] = "PK\5\6";
    long at = ftell(p->out);
    put(end + 8, (uint32_t)p->count, 2);
    put(end + 10, (uint32_t)p->count, 2);
    put(end + 12, (uint32_t)p->directory_size, 4);
    put(end + 16, (uint32_t)at, 4);
    (void)fwrite(p->directory, 1, p->directory_size, p->out);
    (void)fwrite(end, 1, sizeof end, p->out);
    return at > 0 && ferror(p->out) == 0;
}

#define NS_WORD    "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define XML_HEAD   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD_TYPE  "application/vnd.openxmlformats-officedocument.wordprocessingml."

static bool add_fixed_parts(package *p)
{
    add(p, XML_HEAD "<Types xmlns=\"" NS_PACKAGE "content-types\">"
                    "<Default Extension=\"rels\" ContentType=\"application/"
                    "vnd.openxmlformats-package.relationships+xml\"/>"
                    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
                    "document.main+xml\"/><Override PartName=\"/word/styles.xml\" "
                    "ContentType=\"" WORD_TYPE "styles+xml\"/></Types>");
    bool done = close_part(p, "[Content_Types].xml");
    add(p, XML_HEAD "<Relationships xmlns=\"" NS_PACKAGE
                    "relationships\"><Relationship Id=\"rId1\" Type=\"" NS_OFFICE
                    "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    done = done && close_part(p, "_rels/.rels");
    add(p, XML_HEAD "<Relationships xmlns=\"" NS_PACKAGE
                    "relationships\"><Relationship Id=\"rId1\" Type=\"" NS_OFFICE
                    "/styles\" Target=\"styles.xml\"/></Relationships>");
    done = done && close_part(p, "word/_rels/document.xml.rels");
    add(p, XML_HEAD "<w:styles xmlns:w=\"" NS_WORD "\">");
    add(p, "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
           "<w:name w:val=\"Normal\"/></w:style>");
    /* As many styles as Word's own template has. */
    for (unsigned i = 1; i <= 160; i++)
        add(p,
            "<w:style w:type=\"%s\" w:styleId=\"Style%u\"><w:name w:val=\"style %u\"/>"
            "<w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"%u\"/></w:pPr>"
            "<w:rPr><w:b/><w:color w:val=\"%06X\"/><w:sz "
            "w:val=\"22\"/></w:rPr></w:style>",
            i % 4 ? "paragraph" : "table", i, i, i * 10, i * 1000);
    add(p, "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading "
           "1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>");
    return done && close_part(p, "word/styles.xml");
}

/* Words hold one character that XML wants written otherwise: the ampersand. */
static void add_text(package *p, const char *text)
{
    const char *mark = strchr(text, '&');
    for (; mark; mark = strchr(text, '&')) {
        add(p, "%.*s&amp;", (int)(mark - text), text);
        text = mark + 1;
    }
    add(p, "%s", text);
}

static void add_paragraph(package *p, const char *style, const char *text)
{
    add(p, "<w:p>");
    if (style)
        add(p, "<w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
    add(p, "<w:r><w:t xml:space=\"preserve\">");
    add_text(p, text);
    add(p, "</w:t></w:r></w:p>");
}

static void add_cell(package *p, bench_random *random, unsigned row, unsigned column)
{
    static const char *const heads[] = {"Priority",
                                        "Action",
                                        "Success criteria",
                                        "Person responsible",
                                        "Start date",
                                        "Timescale",
                                        "Cost",
                                        "RAG"};
    static const char *const ratings[] = {"Red", "Amber", "Green"};
    char text[200];
    if (row == 0)
        (void)snprintf(text, sizeof text, "%s", heads[column]);
    else if (column == 7)
        (void)snprintf(text, sizeof text, "%s", ratings[bench_next(random) % 3]);
    else
        bench_words(random, text,
                    column == 1 || column == 2 ? 20 + bench_next(random) % 140
                                               : 4 + bench_next(random) % 26);
    add(p, "<w:tc><w:tcPr><w:tcW w:type=\"dxa\" w:w=\"1080\"/>");
    if (row == 0 || (row + column) % 5 == 0)
        add(p, "<w:shd w:val=\"clear\" w:fill=\"%s\"/>", row == 0 ? "BDD7EE" : "FFF2CC");
    add(p, "</w:tcPr>");
    add_paragraph(p, NULL, text);
    add(p, "</w:tc>");
}

static void add_table(package *p, bench_random *random)
{
    add(p, "<w:tbl><w:tblPr><w:tblW w:type=\"auto\" w:w=\"0\"/></w:tblPr><w:tblGrid>");
    for (unsigned c = 0; c < 8; c++)
        add(p, "<w:gridCol w:w=\"1080\"/>");
    add(p, "</w:tblGrid>");
    for (unsigned row = 0; row < 15; row++) {
        add(p, "<w:tr>");
        for (unsigned c = 0; c < 8; c++)
            add_cell(p, random, row, c);
        add(p, "</w:tr>");
    }
    add(p, "</w:tbl>");
}

static bool add_document(package *p, uint32_t seed, unsigned tables, const char *school)
{
    bench_random random = {0x9E3779B97F4A7C15ULL + seed};
    char text[320];
    add(p, XML_HEAD "<w:document xmlns:w=\"" NS_WORD "\"><w:body>");
    (void)snprintf(text, sizeof text, "%s Improvement Plan 2025-26",
                   school ? school : "School");
    add_paragraph(p, "Heading1", text);
    if (school) {
        (void)snprintf(text, sizeof text, "School: %s", school);
        add_paragraph(p, NULL, text);
    }
    for (unsigned t = 0; t < tables; t++) {
        (void)snprintf(text, sizeof text, "Priority %u", t + 1);
        add_paragraph(p, "Heading1", text);
        bench_words(&random, text, 300);
        add_paragraph(p, NULL, text);
        add_table(p, &random);
    }
    add(p, "</w:body></w:document>");
    return close_part(p, "word/document.xml");
}

bool bench_docx(const char *name, uint32_t seed, unsigned tables, const char *school)
{
    package p = {.out = fopen(name, "wb"),
                 .directory = calloc(PART_MOST, 256),
                 .text = malloc(TEXT_ROOM),
                 .packed = malloc(TEXT_ROOM)};
    bool done = p.out && p.directory && p.text && p.packed && add_fixed_parts(&p) &&
                add_document(&p, seed, tables, school) && close_package(&p);
    if (p.out && fclose(p.out) != 0)
        done = false;
    free(p.directory);
    free(p.text);
    free(p.packed);
    return done;
}
