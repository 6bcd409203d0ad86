"""A plan file as another kind of document, made from what `read --cells` tells: check_changed_layouts.py uses it."""
import json

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string

import re

ADDRESS = re.compile(r"^(.*)!([A-Z]+)(\d+)$")


def read_cells(lines):
    """(grids by name with their cells in order; the order of grids and paragraphs)."""
    entries = [json.loads(line) for line in lines.splitlines()]
    grids, order = {}, []
    hidden = {s["name"] for s in entries[0]["sheets"] if s["hidden"]}
    for e in entries[1:]:
        m = ADDRESS.match(e["at"])
        if e["kind"] == "paragraph" or not m:
            order.append(("paragraph", e))
            continue
        if m.group(1) in hidden:
            continue
        if m.group(1) not in grids:
            grids[m.group(1)] = []
            order.append(("grid", m.group(1)))
        grids[m.group(1)].append((int(m.group(3)), column_index_from_string(m.group(2)), e))
    return grids, order


def colour_of(entry):
    """The colour of the cell's text: its own, or that of its longest run."""
    runs = [r for r in entry.get("runs", []) if "marker" not in r]
    longest = max(runs, key=lambda r: r["length"]) if runs else {}
    return longest.get("font", entry.get("font"))


def write_words(cell, entry):
    paragraph = cell.paragraphs[0]
    for i, line in enumerate(entry.get("text", "").split("\n")):
        if i:
            paragraph = cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = entry.get("bold", False)
        if colour_of(entry):
            run.font.color.rgb = RGBColor.from_string(colour_of(entry))


def shade(cell, fill):
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(element)


def as_word(lines, out):
    """Each sheet as a table of a Word document."""
    grids, order = read_cells(lines)
    document = docx.Document()
    for _, name in order:
        cells = grids[name]
        rows = max(r + e.get("rows", 1) - 1 for r, _, e in cells)
        columns = max(c + e.get("columns", 1) - 1 for _, c, e in cells)
        table = document.add_table(rows, columns)
        for r, c, e in cells:
            cell = table.cell(r - 1, c - 1)
            if e.get("rows", 1) > 1 or e.get("columns", 1) > 1:
                cell = cell.merge(table.cell(r + e.get("rows", 1) - 2, c + e.get("columns", 1) - 2))
            write_words(cell, e)
            if "fill" in e:
                shade(cell, e["fill"])
        document.add_paragraph()
    document.save(out)


def as_workbook(lines, out):
    """Paragraphs and tables of a Word document one under another on a sheet."""
    grids, order = read_cells(lines)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    row = 1

    def put(r, c, e):
        cell = sheet.cell(r, c, e.get("text"))
        if isinstance(cell.value, str) and cell.value.startswith("="):
            cell.data_type = "s"
        cell.font = Font(bold=e.get("bold", False) or e.get("heading", 0) > 0, color=colour_of(e))
        if "fill" in e:
            cell.fill = PatternFill("solid", fgColor="FF" + e["fill"])

    for kind, what in order:
        if kind == "paragraph":
            put(row, 1, what)
            row += 1
            continue
        for r, c, e in grids[what]:
            put(row + r - 1, c, e)
            if e.get("rows", 1) > 1 or e.get("columns", 1) > 1:
                sheet.merge_cells(start_row=row + r - 1, start_column=c, end_row=row + r + e.get("rows", 1) - 2,
                                  end_column=c + e.get("columns", 1) - 1)
        row += max(r + e.get("rows", 1) - 1 for r, _, e in grids[what]) + 1
    book.save(out)
