"""A small model of a workbook, written as .xlsx (openpyxl) or .xls (xlwt) with fixed bytes."""
import datetime
import io
import zipfile

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

FIXED = datetime.datetime(2026, 3, 27, 9, 0, 0)


class Sheet:
    def __init__(self, name, hidden=False):
        self.name, self.hidden = name, hidden
        self.cells, self.merges, self.widths = {}, [], {}
        self.hidden_rows, self.hidden_columns = set(), set()

    def put(self, row, column, value=None, **style):
        """style: bold, fill, font, italic, strike, format, wrap, border"""
        self.cells[row, column] = (value, style)

    def row(self, row, column, values, **style):
        for i, value in enumerate(values):
            if value is not None or style.get("border"):
                self.put(row, column + i, value, **style)

    def merge(self, row, column, last_row, last_column, value=None, **style):
        self.put(row, column, value, **style)
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))


def save(book, path):
    if path.endswith(".xlsx"):
        save_xlsx(book, path)
    else:
        save_xls(book, path)


def save_xlsx(book, path):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "School office"
    workbook.properties.created = workbook.properties.modified = FIXED
    thin = Side(style="thin", color="999999")
    for sheet in book:
        out = workbook.create_sheet(sheet.name)
        if sheet.hidden:
            out.sheet_state = "hidden"
        for (row, column), (value, style) in sorted(sheet.cells.items()):
            cell = out.cell(row, column, value)
            cell.font = Font(name="Calibri", size=11, bold=style.get("bold", False), italic=style.get("italic", False),
                             strike=style.get("strike", False), color=style.get("font"))
            if style.get("fill"):
                cell.fill = PatternFill("solid", fgColor=style["fill"])
            if style.get("format"):
                cell.number_format = style["format"]
            if style.get("border"):
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=style.get("wrap", True), vertical="top")
        for row, column, last_row, last_column in sheet.merges:
            out.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
        for column, width in sheet.widths.items():
            out.column_dimensions[get_column_letter(column)].width = width
        for row in sheet.hidden_rows:
            out.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            out.column_dimensions[get_column_letter(column)].hidden = True
    held = io.BytesIO()
    workbook.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":  # openpyxl puts the clock there on saving
                start = data.index(b">", data.index(b"<dcterms:modified")) + 1
                end = data.index(b"</dcterms:modified>")
                data = data[:start] + b"2026-03-27T09:00:00Z" + data[end:]
            info = zipfile.ZipInfo(name, (2026, 3, 27, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def save_xls(book, path):
    workbook = xlwt.Workbook(encoding="utf-8")
    colours, styles = {}, {}

    def colour(rgb):
        if rgb not in colours:
            index = 8 + len(colours)
            assert index < 64
            workbook.set_colour_RGB(index, int(rgb[0:2], 16), int(rgb[2:4], 16), int(rgb[4:6], 16))
            colours[rgb] = index
        return colours[rgb]

    def made(style):
        key = tuple(sorted(style.items()))
        if key in styles:
            return styles[key]
        out = xlwt.XFStyle()
        out.font.name, out.font.height = "Arial", 200
        out.font.bold = style.get("bold", False)
        out.font.italic = style.get("italic", False)
        out.font.struck_out = style.get("strike", False)
        if style.get("font"):
            out.font.colour_index = colour(style["font"])
        if style.get("fill"):
            out.pattern.pattern = xlwt.Pattern.SOLID_PATTERN
            out.pattern.pattern_fore_colour = colour(style["fill"])
        if style.get("format"):
            out.num_format_str = style["format"]
        if style.get("border"):
            out.borders.left = out.borders.right = out.borders.top = out.borders.bottom = xlwt.Borders.THIN
        out.alignment.wrap = xlwt.Alignment.WRAP_AT_RIGHT if style.get("wrap", True) else 0
        out.alignment.vert = xlwt.Alignment.VERT_TOP
        styles[key] = out
        return out

    for sheet in book:
        out = workbook.add_sheet(sheet.name)
        if sheet.hidden:
            out.visibility = 1
        covered = {(row, column): (last_row, last_column) for row, column, last_row, last_column in sheet.merges}
        for (row, column), (value, style) in sorted(sheet.cells.items()):
            value = "" if value is None else value
            if (row, column) in covered:
                last_row, last_column = covered[row, column]
                out.write_merge(row - 1, last_row - 1, column - 1, last_column - 1, value, made(style))
            else:
                out.write(row - 1, column - 1, value, made(style))
        for column, width in sheet.widths.items():
            out.col(column - 1).width = int(width * 256)
        for row in sheet.hidden_rows:
            out.row(row - 1).hidden = True
        for column in sheet.hidden_columns:
            out.col(column - 1).hidden = True
    workbook.save(path)
