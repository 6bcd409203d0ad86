#!/usr/bin/env python3
"""Every workbook that the demo, the blank forms, a rollover and the school's reports write, held to the guidance for
spreadsheets: a title in A1 of each sheet, no merged cells, a list of sheets with links, alternative texts on charts, ratings in
words as well as colour, contrast of at least 4.5:1 (also of the colours that follow what is typed), letters of ten points or
more, a header in each column of a table, properties. Read by openpyxl and as XML."""
import glob
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is absent")
    sys.exit(77)

command, demo = os.environ["WF_COMMAND"], os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures", "demo-trust")
FAMILIES = ("way-forward", "rapid-recovery", "team-around-school", "next-steps", "strands", "strategic", "trust-review", "dashboard",
            "action-plan")
RATED = {"FFC7CE": ("red", "off track", "high", "overdue", "no ", "stopped"), "FFEB9C": ("amber", "at risk", "medium"),
         "C6EFCE": ("green", "on track", "low", "yes"), "BDD7EE": ("blue", "achieved", "complete")}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
failures, counts = [], {"sheets": 0, "cells": 0, "charts": 0, "rated": 0}


def check(ok, what):
    if not ok:
        failures.append(what)
        if len(failures) <= 40:
            print("FAILED", what)


def luminance(rgb):
    parts = [int(rgb[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgb_of(colour, default):
    """The last six digits of a plain colour; a default for none and for the theme's black and white."""
    if colour is None or colour.type != "rgb" or not isinstance(colour.rgb, str):
        return default
    return colour.rgb[-6:].upper()


def fill_of(fill):
    return rgb_of(fill.fgColor, "FFFFFF") if fill is not None and fill.fill_type == "solid" else "FFFFFF"


def check_cell(where, cell):
    font, fill = rgb_of(cell.font.color, "000000"), fill_of(cell.fill)
    counts["cells"] += 1
    check(contrast(font, fill) >= 4.5, "%s: %s on %s is %.2f to 1" % (where, font, fill, contrast(font, fill)))
    check((cell.font.sz or 11) >= 10, "%s: letters of %s points" % (where, cell.font.sz))
    if fill in RATED:
        counts["rated"] += 1
        text = str(cell.value).lower()
        check(any(word in text for word in RATED[fill]) or not isinstance(cell.value, str) or text.startswith("="),
              "%s: the colour is not said: %r" % (where, cell.value))


def check_rules(where, sheet):
    """Colours that follow what is typed: of enough contrast, and by words that stand in the cell."""
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.dxf is None or rule.dxf.fill is None:
                continue
            ink = rgb_of(rule.dxf.font.color if rule.dxf.font else None, "000000")
            back = rgb_of(rule.dxf.fill.bgColor, "FFFFFF")
            check(contrast(ink, back) >= 4.5, "%s %s: rule with %s on %s" % (where, area.sqref, ink, back))


def check_sheet(name, sheet):
    where = "%s %s" % (name, sheet.title)
    counts["sheets"] += 1
    check(isinstance(sheet["A1"].value, str) and sheet["A1"].font.b, where + ": no title in A1")
    check(not sheet.merged_cells.ranges, where + ": merged cells")
    check(len(sheet.title) <= 31, where + ": a long name")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                check_cell("%s!%s" % (where, cell.coordinate), cell)
    for table in sheet.tables.values():
        heads = [c.value for c in sheet[table.ref][0]]
        check(all(heads) and len(set(heads)) == len(heads), "%s: table %s has headers %s" % (where, table.name, heads))
    hidden = [k for k, d in sheet.row_dimensions.items() if d.hidden] + [k for k, d in sheet.column_dimensions.items() if d.hidden]
    check(not hidden, "%s: hidden rows or columns %s" % (where, hidden))
    check_rules(where, sheet)


def check_charts(path, name):
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not part.startswith("xl/drawings/drawing") or not part.endswith(".xml"):
                continue
            for shape in ET.fromstring(archive.read(part)).iter(DRAWING + "cNvPr"):
                counts["charts"] += 1
                check(len(shape.get("descr", "")) > 20, "%s %s: without an alternative text" % (name, part))


LISTS = ("Contents", "Read me first")
FEW = 3  # sheets that need no list: a form, its actions and its check


def check_links(book, name):
    """Every sheet is reached from the list of sheets."""
    shown = [s for s in book if s.sheet_state == "visible"]
    if len(shown) <= FEW:
        return
    lists = [title for title in LISTS if title in book.sheetnames]
    check(bool(lists), name + ": no list of its sheets")
    if not lists:
        return
    targets = " ".join(str(c.hyperlink.location) for row in book[lists[0]].iter_rows() for c in row if c.hyperlink)
    for sheet in shown:
        check(sheet.title == lists[0] or sheet.title in targets, "%s: %s has no link to %s" % (name, lists[0], sheet.title))


def check_book(path):
    name = os.path.basename(path)
    book = openpyxl.load_workbook(path)
    check(bool(book.properties.title) and bool(book.properties.creator), name + ": no title or author among its properties")
    for sheet in book:
        check_sheet(name, sheet)
    check_charts(path, name)
    check_links(book, name)


def run(*arguments):
    subprocess.run([command] + list(arguments), check=True, stdout=subprocess.DEVNULL)


with tempfile.TemporaryDirectory() as work:
    run("demo", "-q", "-o", work, demo)
    for family in FAMILIES:
        run("template", family, "--year", "2026-27", "-o", os.path.join(work, "blank-%s.xlsx" % family))
    for kind in ("tas", "review"):
        run("report", kind, demo, "--school", "Larkspindle", "--as-of", "2026-03-27", "-q", "-o", os.path.join(work, kind + ".xlsx"))
    run("rollover", demo, "--year", "2026-27", "-q", "-o", os.path.join(work, "next"))
    books = [p for p in glob.glob(os.path.join(work, "**", "*.xlsx"), recursive=True)]
    chosen = [p for p in books if os.path.dirname(p) == work or "Larkspindle" in p or "Dunmarrow" in p]
    for path in sorted(chosen):
        check_book(path)
print("accessibility: %d workbooks of %d, %d sheets, %d cells, %d of them rated, %d charts; %d failures" % (
    len(chosen), len(books), counts["sheets"], counts["cells"], counts["rated"], counts["charts"], len(failures)))
sys.exit(1 if failures else 0)
