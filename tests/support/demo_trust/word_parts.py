"""Parts of Word documents that python-docx leaves to its users, and documents whose bytes depend on nothing but what they say."""
import datetime
import io
import zipfile

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

MADE = datetime.datetime(2026, 3, 20, 9, 0)


class Document:
    """A landscape document which numbers its tables as a reader does."""

    def __init__(self, title):
        self.word = docx.Document()
        self.tables = 0
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(1.5))
        self.word.styles["Normal"].font.size = Pt(10)
        properties = self.word.core_properties
        properties.author = properties.last_modified_by = "Harrowmere Learning Trust"
        properties.title, properties.comments = title, ""
        properties.created = properties.modified = MADE

    def line(self, text, bold=False, size=None):
        run = self.word.add_paragraph().add_run(text)
        run.bold = bold
        run.font.size = Pt(size) if size else None

    def heading(self, text, level=1):
        self.word.add_heading(text, level)

    def table(self, rows, columns):
        self.tables += 1
        table = self.word.add_table(rows, columns)
        table.style = "Table Grid"
        return table

    def save(self, path):
        """As python-docx saves, but with one time in the archive."""
        whole = io.BytesIO()
        self.word.save(whole)
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                if entry.filename != "docProps/thumbnail.jpeg":
                    target.writestr(zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6]), clean(source.read(entry), entry.filename),
                                    zipfile.ZIP_DEFLATED, 9)


def clean(data, name):
    """python-docx's template has a picture of a page that is not this one."""
    if name != "_rels/.rels":
        return data
    text = data.decode("utf-8")
    end = text.index("docProps/thumbnail.jpeg")
    start = text.rindex("<Relationship ", 0, end)
    return (text[:start] + text[text.index("/>", end) + 2:]).encode("utf-8")


def shade(cell, fill):
    if fill:
        cell._tc.get_or_add_tcPr().append(
            parse_xml('<w:shd %s w:val="clear" w:color="auto" w:fill="%s"/>' % (nsdecls("w"), fill)))


def write(cell, text, bold=False, fill=None, font=None):
    """Text in a cell; the lines of a list of texts are paragraphs."""
    lines = [text] if isinstance(text, str) else [line for line in text or [] if line]
    for i, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bold
        if font:
            run.font.color.rgb = RGBColor.from_string(font)
    shade(cell, fill)
    return cell


def write_list(cell, items, font=None):
    """A real bulleted list, whose marks are not in the text."""
    for i, item in enumerate(items):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.style = "List Bullet"
        run = paragraph.add_run(item)
        if font:
            run.font.color.rgb = RGBColor.from_string(font)


def across(row, first, last):
    return row.cells[first].merge(row.cells[last])


def run_xml(text, tag="w:t"):
    return '<w:r><%s xml:space="preserve">%s</%s></w:r>' % (tag, text, tag)


def write_revised(cell, text, deleted, inserted):
    """`inserted`, a word of the text, stands where `deleted` stood before: a tracked change."""
    before, after = text.split(inserted, 1)
    mark = 'w:id="%d" w:author="Trust office" w:date="2026-01-16T10:00:00Z"'
    cell.paragraphs[0]._p.extend(list(parse_xml("<w:p %s>%s<w:del %s>%s</w:del><w:ins %s>%s</w:ins>%s</w:p>" % (
        nsdecls("w"), run_xml(before), mark % 901, run_xml(deleted, "w:delText"), mark % 902, run_xml(inserted),
        run_xml(after)))))


def write_choice(cell, text, choices, number):
    """A drop-down content control that shows `text`."""
    items = "".join('<w:listItem w:displayText="%s" w:value="%s"/>' % (choice, choice) for choice in choices)
    cell.paragraphs[0]._p.append(parse_xml(
        '<w:sdt %s><w:sdtPr><w:alias w:val="Choose"/><w:id w:val="%d"/><w:dropDownList>%s</w:dropDownList></w:sdtPr>'
        "<w:sdtContent>%s</w:sdtContent></w:sdt>" % (nsdecls("w"), number, items, run_xml(text))))
