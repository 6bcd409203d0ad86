#include "formats/container/xml.h"

/* Transitional, then strict where there is such a form. Not sorted: the first are the
 * usual. */
static const struct ns_row {
    wf_xml_ns ns;
    wf_str uri;
} ns_rows[] = {
#define ROW(ns, uri)                                                                     \
    {                                                                                    \
        ns, WF_STR_INIT(uri)                                                             \
    }
#define OPEN_XML  "http://schemas.openxmlformats.org/"
#define STRICT    "http://purl.oclc.org/ooxml/"
#define MICROSOFT "http://schemas.microsoft.com/office/"
    ROW(WF_NS_SHEET, OPEN_XML "spreadsheetml/2006/main"),
    ROW(WF_NS_SHEET, STRICT "spreadsheetml/main"),
    ROW(WF_NS_SHEET, OPEN_XML "spreadsheetml/2006/5/main"),
    ROW(WF_NS_WORD, OPEN_XML "wordprocessingml/2006/main"),
    ROW(WF_NS_WORD, STRICT "wordprocessingml/main"),
    ROW(WF_NS_RELS, OPEN_XML "officeDocument/2006/relationships"),
    ROW(WF_NS_RELS, STRICT "officeDocument/relationships"),
    ROW(WF_NS_CONTENT_TYPES, OPEN_XML "package/2006/content-types"),
    ROW(WF_NS_PACKAGE_RELS, OPEN_XML "package/2006/relationships"),
    ROW(WF_NS_XML, "http://www.w3.org/XML/1998/namespace"),
    ROW(WF_NS_DRAWING, OPEN_XML "drawingml/2006/main"),
    ROW(WF_NS_DRAWING, STRICT "drawingml/main"),
    ROW(WF_NS_SHEET_DRAWING, OPEN_XML "drawingml/2006/spreadsheetDrawing"),
    ROW(WF_NS_SHEET_DRAWING, STRICT "drawingml/spreadsheetDrawing"),
    ROW(WF_NS_WORD_DRAWING, OPEN_XML "drawingml/2006/wordprocessingDrawing"),
    ROW(WF_NS_WORD_DRAWING, STRICT "drawingml/wordprocessingDrawing"),
    ROW(WF_NS_PICTURE, OPEN_XML "drawingml/2006/picture"),
    ROW(WF_NS_PICTURE, STRICT "drawingml/picture"),
    ROW(WF_NS_CHART, OPEN_XML "drawingml/2006/chart"),
    ROW(WF_NS_CHART, STRICT "drawingml/chart"),
    ROW(WF_NS_MATH, OPEN_XML "officeDocument/2006/math"),
    ROW(WF_NS_MATH, STRICT "officeDocument/math"),
    ROW(WF_NS_COMPATIBILITY, OPEN_XML "markup-compatibility/2006"),
    ROW(WF_NS_WORD_SHAPE, MICROSOFT "word/2010/wordprocessingShape"),
    ROW(WF_NS_WORD_GROUP, MICROSOFT "word/2010/wordprocessingGroup"),
    ROW(WF_NS_WORD_2010, MICROSOFT "word/2010/wordml"),
    ROW(WF_NS_WORD_2012, MICROSOFT "word/2012/wordml"),
    ROW(WF_NS_VML, "urn:schemas-microsoft-com:vml"),
    ROW(WF_NS_OFFICE, "urn:schemas-microsoft-com:office:office"),
    ROW(WF_NS_OFFICE_WORD, "urn:schemas-microsoft-com:office:word"),
    ROW(WF_NS_OFFICE_EXCEL, "urn:schemas-microsoft-com:office:excel"),
    ROW(WF_NS_SHEET_2009, MICROSOFT "spreadsheetml/2009/9/main"),
    ROW(WF_NS_SHEET_MAIN_2006, MICROSOFT "excel/2006/main"),
    ROW(WF_NS_THREADED, MICROSOFT "spreadsheetml/2018/threadedcomments"),
    ROW(WF_NS_CORE_PROPERTIES, OPEN_XML "package/2006/metadata/core-properties"),
};

wf_xml_ns wf_xml_ns_of(wf_str uri)
{
    if (uri.n == 0)
        return WF_NS_NONE;
    for (size_t i = 0; i < sizeof ns_rows / sizeof ns_rows[0]; i++)
        if (wf_str_eq(ns_rows[i].uri, uri))
            return ns_rows[i].ns;
    return WF_NS_OTHER;
}
