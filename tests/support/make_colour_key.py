#!/usr/bin/python3
"""Makes fixtures/xlsx/colour-key.xlsx: a plan whose colours mean what its own key says, not what they usually do.

  make_colour_key.py fixtures/xlsx/colour-key.xlsx
"""
import datetime
import sys

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

PINK, YELLOW, BLUE, RED, GREEN, GREY = "FF99CC", "FFFF00", "00B0F0", "FF0000", "00B050", "BFBFBF"
KEY = [(PINK, "Completed"), (YELLOW, "Started and ongoing"), (RED, "Incomplete and transferred to next half term"),
       (BLUE, "Timeline reconsidered"), (GREY, "Not started")]
PRIORITIES = [
    ("Priority 1: Writing across the curriculum", [
        ("Agree a progression of sentence work with all year teams", "English lead", "Autumn 1", PINK),
        ("Moderate writing with two partner schools", "English lead / DHT", "Autumn 2", YELLOW),
        ("Buy class sets for the extended writing units", "SBM", "Spring 1", RED)]),
    ("Priority 2: Attendance of pupils known to the family team", [
        ("Meet families below 92% each fortnight", "Attendance officer", "Ongoing", YELLOW),
        ("Open a breakfast club", "HT", "Spring 2", BLUE),
        ("Survey pupils on what makes mornings hard", "PSA", "Summer 1", GREY)])]


def fill(colour):
    return PatternFill("solid", fgColor="FF" + colour)


def main():
    book = Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 5)
    sheet = book.active
    sheet.title = "SIP"
    sheet["A1"], sheet["A2"], sheet["B2"] = "School Improvement Plan 2025-26", "School:", "Alder Brook Primary School"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["F1"] = "Key"
    for row, (colour, words) in enumerate(KEY, 2):
        sheet.cell(row, 6).fill = fill(colour)
        sheet.cell(row, 7, words)
    row = 9
    for title, actions in PRIORITIES:
        sheet.cell(row, 1, title).font = Font(bold=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        for column, head in enumerate(("Action", "Lead", "By when", "Progress (colour)"), 1):
            cell = sheet.cell(row + 1, column, head)
            cell.font, cell.fill = Font(bold=True), fill("D9E1F2")
        for number, (action, lead, when, colour) in enumerate(actions, row + 2):
            for column, text in enumerate((action, lead, when), 1):
                sheet.cell(number, column, text)
            sheet.cell(number, 4).fill = fill(colour)
        row += len(actions) + 3
    for letter, width in zip("ABCDEFG", (52, 20, 12, 18, 4, 6, 44)):
        sheet.column_dimensions[letter].width = width
    book.save(sys.argv[1])


main()
