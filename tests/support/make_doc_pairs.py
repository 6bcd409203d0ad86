#!/usr/bin/python3
"""Make fixtures/doc: Word documents whose .docx and .doc must read alike.

    make_doc_pairs.py [-o fixtures/doc]

Writes word-features.docx with python-docx (every list, merge, shading and kind of text that both
formats can hold and LibreOffice translates as Word does), and has LibreOffice save that and each fixtures/docx/*.docx as Word 97-2003.
The .doc files are kept under version control, as LibreOffice's output changes with its version.
"""
import argparse
import glob
import os
import subprocess
import tempfile

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

NUMBERING = """
<w:abstractNum %s w:abstractNumId="{id}">
 <w:multiLevelType w:val="multilevel"/>
 <w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%%1.%%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%%3)"/></w:lvl>
</w:abstractNum>"""
BULLETS = """
<w:abstractNum %s w:abstractNumId="91">
 <w:multiLevelType w:val="multilevel"/>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>
  <w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>"""


def add_numbering(document):
    root = document.part.numbering_part.element
    first = next((e for e in root if e.tag == qn("w:num")), None)
    for xml in (NUMBERING.format(id=90, start=1), BULLETS, NUMBERING.format(id=92, start=5)):
        element = parse_xml(xml % nsdecls("w"))
        root.insert(list(root).index(first), element) if first is not None else root.append(element)
    for number in (90, 91, 92):
        root.append(parse_xml('<w:num %s w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>'
                              % (nsdecls("w"), number, number)))


def item(paragraph, number, level, text):
    paragraph.add_run(text)
    props = paragraph._p.get_or_add_pPr()
    props.append(parse_xml('<w:numPr %s><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>'
                           % (nsdecls("w"), level, number)))
    return paragraph


def shade(cell, fill, pattern="clear", color="auto"):
    cell._tc.get_or_add_tcPr().append(
        parse_xml('<w:shd %s w:val="%s" w:color="%s" w:fill="%s"/>' % (nsdecls("w"), pattern, color, fill)))


def lists(document):
    document.add_heading("Lists", 1)
    for number, level, text in ((90, 0, "Read every day"), (90, 1, "in class"), (90, 1, "at home"),
                                (90, 2, "with a parent"), (90, 0, "Write every week"), (90, 1, "in books"),
                                (91, 0, "a bullet"), (91, 1, "an o below"), (90, 0, "goes on"),
                                (92, 0, "begins at five"), (92, 0, "and six")):
        item(document.add_paragraph(), number, level, text)


def texts(document):
    document.add_heading("Texts", 2)
    p = document.add_paragraph("Plain, ")
    p.add_run("bold").bold = True
    p.add_run(" and ")
    run = p.add_run("blue")
    run.font.color.rgb = RGBColor(0x00, 0x70, 0xC0)
    run.italic = True
    struck = p.add_run(" struck")
    struck.font.strike = True
    hidden = p.add_run(" never shown")
    hidden.font.hidden = True
    p = document.add_paragraph("A tab\tand a line")
    p.add_run().add_break(WD_BREAK.LINE)
    p.add_run("below; 20\u201321 \u2013 caf\u00e9 \u2026 \u2714 \U0001F600 \u4F60")
    marked = document.add_paragraph().add_run("highlighted all through")
    marked._r.get_or_add_rPr().append(parse_xml('<w:highlight %s w:val="yellow"/>' % nsdecls("w")))


def merges(document):
    document.add_heading("Merges", 2)
    table = document.add_table(rows=6, cols=5)
    table.style = "Table Grid"
    for r in range(6):
        for c in range(5):
            table.cell(r, c).text = "r%dc%d" % (r + 1, c + 1)
    for (r, c), (r2, c2), text in (((0, 0), (0, 4), "across all"), ((1, 0), (3, 0), "down"),
                                   ((2, 1), (3, 2), "a block"), ((4, 3), (5, 4), "another block")):
        for i in range(r, r2 + 1):
            for j in range(c, c2 + 1):
                table.cell(i, j).text = ""
        merged = table.cell(r, c).merge(table.cell(r2, c2))
        merged.text = text
    shade(table.cell(0, 0), "BDD7EE")
    shade(table.cell(1, 1), "FF0000")
    shade(table.cell(1, 2), "FFFFFF", "pct25", "000000")
    shade(table.cell(1, 3), "FFC000", "solid", "00B050")
    shade(table.cell(2, 1), "92D050")
    shade(table.cell(5, 0), "auto", "solid", "7030A0")
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml("<w:tblHeader %s/>" % nsdecls("w")))


def ragged(document):
    """Rows that begin and end at different columns, and cells of unequal widths."""
    document.add_heading("Ragged", 2)
    widths = ((3, 5, 4), (3, 2, 3, 4), (8, 4), (12,))
    grid = (3, 2, 3, 4)
    rows = ""
    for widths_of_row in widths:
        cells, at = "", 0
        for width in widths_of_row:
            span, total = 0, 0
            while total < width:
                total += grid[at + span]
                span += 1
            at += span
            cells += ('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/></w:tcPr>'
                      '<w:p><w:r><w:t>%d wide</w:t></w:r></w:p></w:tc>' % (width * 700, span, width))
        rows += "<w:tr>%s</w:tr>" % cells
    columns = "".join('<w:gridCol w:w="%d"/>' % (w * 700) for w in grid)
    document.element.body.insert(len(document.element.body) - 1, parse_xml(
        '<w:tbl %s><w:tblPr><w:tblW w:w="8400" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        '<w:tblGrid>%s</w:tblGrid>%s</w:tbl>' % (nsdecls("w"), columns, rows)))


def cells(document):
    document.add_heading("Cells", 2)
    table = document.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    first = table.cell(0, 0)
    item(first.paragraphs[0], 91, 0, "one")
    item(first.add_paragraph(), 91, 0, "two")
    item(first.add_paragraph(), 92, 1, "numbered")
    second = table.cell(0, 1)
    second.text = "before"
    inner = second.add_table(rows=2, cols=2)
    for i in range(4):
        inner.cell(i // 2, i % 2).text = "inner %d" % (i + 1)
    shade(inner.cell(1, 1), "00B050")
    second.add_paragraph("after")
    third = table.cell(0, 2)
    run = third.paragraphs[0].add_run("Red words")
    run.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
    run.bold = True
    third.add_paragraph("then plain ones")
    table.cell(1, 0).text = "Line one\nline two"
    table.cell(1, 1).text = ""
    marked = table.cell(1, 2).paragraphs[0].add_run("green light")
    marked._r.get_or_add_rPr().append(parse_xml('<w:highlight %s w:val="green"/>' % nsdecls("w")))


def furniture(document):
    section = document.sections[0]
    section.header.paragraphs[0].text = "Invented Trust, plan of one year"
    section.footer.paragraphs[0].text = "Not for publication"
    document.core_properties.author = ""
    section.left_margin = section.right_margin = Cm(2)


def make(path):
    document = docx.Document()
    add_numbering(document)
    furniture(document)
    document.add_heading("What Word can hold", 0)
    for part in (lists, texts, merges, ragged, cells):
        part(document)
        document.add_paragraph("End of %s." % part.__name__)
    document.save(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", default=os.path.join(ROOT, "fixtures", "doc"))
    out = parser.parse_args().o
    made = os.path.join(out, "word-features.docx")
    make(made)
    sources = [made] + sorted(glob.glob(os.path.join(ROOT, "fixtures", "docx", "*.docx")))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["libreoffice", "-env:UserInstallation=file://" + profile, "--headless",
                        "--convert-to", "doc:MS Word 97", "--outdir", out] + sources, check=True)


if __name__ == "__main__":
    main()
