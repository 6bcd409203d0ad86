#!/usr/bin/env python3
"""The demo's workbooks as programs and people find them: well-formed, opened by openpyxl and LibreOffice, printed
without #### or error values, recalculated to the same values, read back by our own reader, and laid out for all.
Exit 77 (skipped) where LibreOffice or openpyxl is absent."""
import glob
import json
import os
import shutil
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
if not shutil.which("soffice") or not shutil.which("pdftotext"):
    print("skipped: LibreOffice or poppler-utils is absent")
    sys.exit(77)

ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "Err:5")
failures = []


def check(ok, what):
    if not ok:
        failures.append(what)
        print("FAILED", what)


def office(work, target, out):
    """Convert by LibreOffice with a profile of its own."""
    subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", target,
                    "--outdir", out] + [current], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=300)


def parts(path):
    name = os.path.basename(path)
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                tree = ET.fromstring(archive.read(part))
                if part.startswith("xl/drawings/drawing"):
                    for shape in tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"):
                        check(len(shape.get("descr", "")) > 20, "%s %s: a chart without alt text" % (name, part))


def layout(path):
    name = os.path.basename(path)
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    check(bool(book.properties.title) and bool(book.properties.creator), name + ": no title or author")
    for sheet in book:
        where = "%s %s" % (name, sheet.title)
        check(sheet.sheet_state == "visible", where + ": hidden")
        check(isinstance(sheet["A1"].value, str), where + ": no title in A1")
        check(not sheet.merged_cells.ranges, where + ": merged cells")
        check(str(sheet.page_setup.paperSize) == "9", where + ": not A4")
        for row in values[sheet.title].iter_rows():
            for cell in row:
                check(not (isinstance(cell.value, str) and cell.value.startswith(ERRORS)), "%s %s: %s" % (where, cell.coordinate, cell.value))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    check(values[sheet.title][cell.coordinate].value is not None, "%s %s: formula without a value" % (where, cell.coordinate))
    return values


def features(path):
    """What a trustee's workbook promises is in the file, not only in the program that made it."""
    name = os.path.basename(path)
    book = openpyxl.load_workbook(path)
    tables = {t.displayName: t for sheet in book for t in sheet.tables.values()}
    check(len(tables) >= 12, name + ": %d tables" % len(tables))
    check(sum(t.autoFilter is not None for t in tables.values()) >= 5, name + ": tables with filters")
    check(len(book.defined_names) >= 12, name + ": defined names")
    frozen = [s.title for s in book if s.freeze_panes]
    check({"KPIs", "Exceptions", "Values by term", "Source map"} <= set(frozen), name + ": frozen headers %s" % frozen)
    grouped = {s.title for s in book if any(d.outlineLevel for d in s.row_dimensions.values())}
    check({"KPIs", "Values by term"} <= grouped, name + ": outline groups")
    for sheet in book:
        where = "%s %s" % (name, sheet.title)
        check(bool(sheet.print_area), where + ": no print area")
        check("&P" in (sheet.oddFooter.right.text or ""), where + ": no page number")
        check(len(sheet.tables) != 1 or bool(sheet.print_title_rows) or sheet.max_row < 40, where + ": header row not repeated")
    check(book.worksheets[-1].title == "Source map", name + ": the source map is not the last sheet")
    charts = [c for s in book for c in s._charts]
    check(sum(type(c).__name__ == "LineChart" for c in charts) >= 8, name + ": line charts")
    check(all(c.series for c in charts), name + ": an empty chart")
    formulas = sum(c.data_type == "f" for s in book for row in s.iter_rows() for c in row)
    check(formulas >= 30, name + ": %d live formulas" % formulas)


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return a == b


def recalculated(path, values, work):
    out = os.path.join(work, "again")
    office(work, "xlsx:Calc MS Excel 2007 XML", out)
    again = openpyxl.load_workbook(os.path.join(out, os.path.basename(path)), data_only=True)
    count = 0
    for sheet in values:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                count += 1
                other = again[sheet.title][cell.coordinate].value
                check(same(cell.value, other), "%s %s!%s: %r became %r" % (os.path.basename(path), sheet.title, cell.coordinate, cell.value, other))
    return count


def printed(path, work):
    office(work, "pdf", work)
    pdf = os.path.join(work, os.path.basename(path)[:-5] + ".pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
    check("###" not in text, os.path.basename(path) + ": #### on paper")
    pages = text.split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.split("\n") if line.strip()]
        check(len(lines) > 2, "%s: page %d holds nothing but header and footer" % (os.path.basename(path), number))
    return len(pages)


def read_back(path, values):
    """Our own reader finds every cell that openpyxl finds."""
    lines = subprocess.run([os.environ["WF_COMMAND"], "read", "--cells", path], check=True, capture_output=True).stdout
    ours = {}
    for line in lines.decode().splitlines()[1:]:
        cell = json.loads(line)
        if "at" in cell and "!" in cell["at"]:
            ours[cell["at"].replace("'", "")] = cell
    for sheet in values:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != "":
                    check("%s!%s" % (sheet.title, cell.coordinate) in ours, "%s %s!%s is not read back" % (os.path.basename(path), sheet.title, cell.coordinate))


work = tempfile.mkdtemp()
try:
    fixtures = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures", "demo-trust")
    subprocess.run([os.environ["WF_COMMAND"], "demo", "-q", "-o", work, fixtures], check=True, stdout=subprocess.DEVNULL)
    books = [os.path.join(work, "trustee-summary.xlsx")] + sorted(glob.glob(os.path.join(work, "governors", "*.xlsx")))[:2]
    for kind in ("tas", "school", "review"):
        books.append(os.path.join(work, kind + ".xlsx"))
        subprocess.run([os.environ["WF_COMMAND"], "report", kind, fixtures, "--school", "Winnowfield", "--as-of", "2026-03-27", "-q",
                        "-o", books[-1]], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([os.environ["WF_COMMAND"], "rollover", fixtures, "--year", "2026-27", "-q", "-o", os.path.join(work, "next")],
                   check=True, stdout=subprocess.DEVNULL)
    books += sorted(glob.glob(os.path.join(work, "next", "Winnowfield*.xlsx")))
    full = os.path.join(work, "trustee-full.xlsx")
    subprocess.run([os.environ["WF_COMMAND"], "report", "trustees", fixtures, os.path.join(os.path.dirname(fixtures), "demo-trust-setup"),
                    "--as-of", "2026-03-27", "-q", "-o", full], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    features(full)
    books.append(full)
    for current in books:
        parts(current)
        held = layout(current)
        cells = recalculated(current, held, work)
        pages = printed(current, work)
        read_back(current, held)
        print("%s: %d cells, %d pages" % (os.path.basename(current), cells, pages))
finally:
    shutil.rmtree(work)
print("workbooks: %d failures" % len(failures) if failures else "workbooks: %d looked at, all well" % len(books))
sys.exit(1 if failures else 0)
