#!/usr/bin/env python3
"""Compare `wayforward read --cells` with openpyxl, cell by cell, over every .xlsx at hand.

Kinds, texts, numbers, dates, merges, fills, bold, strike-through and hidden flags of each
non-empty cell must agree, or one of the rules in RULES must say why they do not. What no rule
explains is a failure. Exit 77 where openpyxl is missing.
"""
import collections
import colorsys
import datetime
import glob
import json
import os
import re
import subprocess
import sys
import warnings

try:
    import openpyxl
    from openpyxl.styles.colors import COLOR_INDEX
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.datetime import to_excel
except ImportError:
    print("openpyxl is not here: skipped")
    sys.exit(77)

warnings.simplefilter("ignore")

COMMAND = os.environ.get("WF_COMMAND", "build/dev/wayforward")
SOURCE = os.environ.get("WF_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))

# Every difference that is right. The key is what the comparison calls it.
RULES = {
    "text-trimmed": "white space at the ends of a text is not part of it",
    "text-escape": "_x000D_ and its like are characters; control characters are dropped",
    "text-blank": "a text of white space alone is an empty cell",
    "number-cache-string": "a formula's text result is text even where it looks like a number",
    "date-time-only": "a time without a day is a number to us, a datetime.time to openpyxl",
    "date-duration": "elapsed time ([h]:mm) is a number to us, a timedelta to openpyxl",
    "date-format": "openpyxl takes a format with d, m, y, h or s anywhere for a date; ours reads "
                   "the first section of the code",
    "date-out-of-range": "a serial that is no day (negative, or past the year 9999) stays a number",
    "date-1900-leap": "serials below 61 of the 1900 system: openpyxl shifts days 1 to 59 by one "
                      "where Excel does not",
    "fill-conditional": "a conditional format that applies gives the fill; openpyxl does not "
                        "evaluate it",
    "cell-bad": "the reader said in a warning that the cell is not what it claims to be",
    "cell-outside": "openpyxl also takes cells outside the rows and columns of a sheet",
    "error-as-text": "openpyxl takes a text that reads as an error for one",
    "merge-overlap": "overlapping merged ranges: the first is kept, with a warning",
    "sheet-damaged": "the reader said in a warning that the sheet is damaged",
    "formula-no-value": "a formula without a result in the file",
    "hidden-default": "openpyxl groups columns differently",
}

PATTERN_SHARE = {"solid": 1, "mediumGray": .5, "darkGray": .75, "lightGray": .25,
                 "darkHorizontal": .5, "darkVertical": .5, "darkDown": .5, "darkUp": .5,
                 "darkGrid": .5, "darkTrellis": .75, "lightHorizontal": .25, "lightVertical": .25,
                 "lightDown": .25, "lightUp": .25, "lightGrid": .4375, "lightTrellis": .375,
                 "gray125": .125, "gray0625": .0625}
OFFICE_THEME = ["FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2",
                "4BACC6", "F79646", "0000FF", "800080"]


def theme_colors(workbook):
    xml = workbook.loaded_theme
    if not xml:
        return OFFICE_THEME
    text = xml.decode("utf-8", "replace") if isinstance(xml, bytes) else xml
    names = ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
             "accent6", "hlink", "folHlink"]
    colors = []
    for name, default in zip(names, OFFICE_THEME):
        found = re.search(r"<(?:\w+:)?%s>(.*?)</(?:\w+:)?%s>" % (name, name), text, re.S)
        value = found and (re.search(r'lastClr="(\w{6})"', found.group(1)) or
                           re.search(r'val="([0-9A-Fa-f]{6})"', found.group(1)))
        colors.append(value.group(1).upper() if value else default)
    return colors


def tinted(rgb, tint):
    if not tint:
        return rgb
    r, g, b = (int(rgb[i:i + 2], 16) / 255 for i in (0, 2, 4))
    h, l, s = colorsys.rgb_to_hls(r, g, b)
    l = l * (1 + tint) if tint < 0 else l * (1 - tint) + tint
    return "".join("%02X" % max(0, min(255, int(c * 255 + .5)))
                   for c in colorsys.hls_to_rgb(h, l, s))


def color_of(color, themes):
    if color is None:
        return None
    if color.type == "rgb" and isinstance(color.rgb, str):
        return tinted(color.rgb[-6:].upper(), color.tint)
    if color.type == "theme":
        return tinted(themes[color.theme if color.theme < 12 else 1], color.tint)
    if color.type == "indexed":
        if color.indexed >= 64:
            return "FFFFFF" if color.indexed == 65 else "000000"
        return tinted(PALETTE[color.indexed][-6:].upper(), color.tint)
    return None


PALETTE = list(COLOR_INDEX)


def fill_of(cell, themes):
    fill = cell.fill
    kind = getattr(fill, "patternType", None)
    if fill is None or not hasattr(fill, "patternType") or not kind or kind == "none":
        return None
    # openpyxl gives an absent colour as 00000000
    absent = [c is None or (c.type == "rgb" and c.rgb == "00000000")
              for c in (fill.fgColor, fill.bgColor)]
    fore = None if absent[0] else color_of(fill.fgColor, themes)
    back = None if absent[1] else color_of(fill.bgColor, themes)
    if kind == "solid":
        return fore or back
    share = PATTERN_SHARE[kind]
    fore, back = fore or "000000", back or "FFFFFF"
    return "".join("%02X" % int(int(fore[i:i + 2], 16) * share +
                                int(back[i:i + 2], 16) * (1 - share) + .5) for i in (0, 2, 4))


def close_color(a, b):
    """Equal, but for one step of rounding a channel."""
    return a == b or (a and b and all(abs(int(a[i:i + 2], 16) - int(b[i:i + 2], 16)) <= 1
                                      for i in (0, 2, 4)))


SPACE = " \t\n\r\v\f\u00a0\ufeff"


def plain_text(text):
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = "".join(c for c in text if c >= " " or c in "\t\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.strip(SPACE)


class Comparison:
    def __init__(self):
        self.rules = collections.Counter()
        self.failures = []
        self.cells = self.files = 0

    def fail(self, file, at, what):
        self.failures.append("%s %s: %s" % (os.path.basename(file), at, what))

    def value(self, file, at, theirs, ours, warned, epoch):
        kind, value = ours["kind"], theirs.value
        if isinstance(value, bool):
            good = kind == "boolean" and ours["text"] == str(value).upper()
            return good or (kind, ours["text"])
        if isinstance(value, datetime.timedelta) and kind == "number":
            self.rules["date-duration"] += 1
            return abs(value.total_seconds() / 86400 - ours["value"]) < 1e-5 or ours["value"]
        if isinstance(value, datetime.time) and kind == "number":
            self.rules["date-time-only"] += 1
            seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
            return abs(seconds / 86400 - ours["value"] % 1) < 2e-5 or ours["value"]
        if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
            return self.date(value, ours, epoch)
        if isinstance(value, (int, float)):
            if kind == "date":
                return abs(ours["value"] - value) < 1e-9 or ours
            if kind != "number":
                return (kind, ours.get("text"))
            return abs(ours["value"] - value) <= 1e-12 * max(1, abs(value)) or ours["value"]
        return self.text(value, theirs, ours, warned)

    def date(self, value, ours, epoch):
        if ours["kind"] == "number":
            serial = ours["value"]
            if 0 <= serial < 61 and epoch.year < 1904:
                self.rules["date-1900-leap"] += 1
                return True
            if serial < 0 or serial > 2958466:
                self.rules["date-out-of-range"] += 1
                return True
            self.rules["date-format"] += 1
            return abs(to_excel(value, epoch) - serial) < 2e-5 or ours
        if ours["kind"] != "date":
            return (ours["kind"], ours.get("text"))
        if isinstance(value, datetime.time):
            return ours["value"] < 1 or ours["value"]
        if ours["value"] < 61 and epoch.year < 1904:
            self.rules["date-1900-leap"] += 1
            return True
        rounded = value + datetime.timedelta(seconds=30) if isinstance(
            value, datetime.datetime) else value
        days = {str(d)[:10] for d in (value, rounded)}
        return ours["date"][:10] in days or ours["date"]

    def text(self, value, theirs, ours, warned):
        kind, text = ours["kind"], ours["text"]
        if theirs.data_type == "e":
            if kind == "text":
                self.rules["error-as-text"] += 1
            return kind in ("error", "text") and text == value or (kind, text)
        if kind == "number" and warned is None:
            return (kind, text)
        if kind not in ("text", "error"):
            return (kind, text)
        if text == value:
            return True
        if text == value.strip(SPACE):
            self.rules["text-trimmed"] += 1
            return True
        if text == plain_text(value):
            self.rules["text-escape"] += 1
            return True
        return text


def in_ranges(sheet, cell):
    for rule in sheet.conditional_formatting:
        for r in rule.cells.ranges:
            if r.min_row <= cell.row <= r.max_row and r.min_col <= cell.column <= r.max_col:
                return True
    return False


def is_hidden(sheet, cell, hidden_columns):
    row = sheet.row_dimensions.get(cell.row) if cell.row in sheet.row_dimensions else None
    return (sheet.sheet_state != "visible" or bool(row is not None and (row.hidden or row.ht == 0))
            or cell.column in hidden_columns)


def columns_hidden(sheet):
    hidden = set()
    for d in sheet.column_dimensions.values():
        if d.hidden or (d.width == 0 and d.customWidth):
            hidden.update(range(d.min or 1, min((d.max or d.min or 1), 16384) + 1))
    return hidden


def compare_cell(c, file, sheet, cell, ours, context):
    at = "%s!%s" % (sheet.title, cell.coordinate)
    c.cells += 1
    result = c.value(file, at, cell, ours, None, context["epoch"])
    if result is not True:
        if at in context["bad"]:
            c.rules["cell-bad"] += 1
        else:
            c.fail(file, at, "value: openpyxl %r, ours %r" % (cell.value, result))
    theirs = fill_of(cell, context["themes"])
    if not close_color(theirs, ours.get("fill")):
        if in_ranges(sheet, cell):
            c.rules["fill-conditional"] += 1
        else:
            c.fail(file, at, "fill: openpyxl %s, ours %s" % (theirs, ours.get("fill")))
    for name, flag in (("bold", cell.font.b), ("strike", cell.font.strike)):
        if bool(flag) != ours.get(name, False):
            c.fail(file, at, "%s: openpyxl %s" % (name, bool(flag)))
    if is_hidden(sheet, cell, context["hidden"]) != ours.get("hidden", False):
        c.fail(file, at, "hidden: ours %s" % ours.get("hidden", False))
    extent = context["merges"].get((cell.row, cell.column), (1, 1))
    if extent != (ours.get("rows", 1), ours.get("columns", 1)):
        if context["overlap"]:
            c.rules["merge-overlap"] += 1
        else:
            c.fail(file, at, "merge: openpyxl %s, ours %s" %
                   (extent, (ours.get("rows", 1), ours.get("columns", 1))))


def compare_sheet(c, file, sheet, cells, context):
    context["hidden"] = columns_hidden(sheet)
    ranges = list(sheet.merged_cells.ranges)
    context["merges"] = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1,
                                                  r.max_col - r.min_col + 1) for r in ranges}
    context["overlap"] = context["has_overlap"]
    seen = set()
    for (row, column), cell in sorted(sheet._cells.items()):
        at = "%s!%s%d" % (sheet.title, get_column_letter(column), row)
        ours = cells.get(at)
        if cell.value is None or isinstance(cell, openpyxl.cell.cell.MergedCell):
            continue
        seen.add(at)
        if ours is not None:
            compare_cell(c, file, sheet, cell, ours, context)
        elif isinstance(cell.value, str) and not plain_text(cell.value):
            c.rules["text-blank"] += 1
        elif cell.hyperlink is not None and cell.value in (cell.hyperlink.target,
                                                           cell.hyperlink.location):
            c.rules["hyperlink-value"] += 1
        elif row > 1048576 or column > 16384:
            c.rules["cell-outside"] += 1
        elif context["damaged"]:
            c.rules["sheet-damaged"] += 1
        else:
            c.fail(file, at, "missing: openpyxl has %r" % (cell.value,))
    prefix = sheet.title + "!"
    for at, ours in cells.items():
        if not at.startswith(prefix) or "!" in at[len(prefix):] or at in seen:
            continue
        coordinate = at[len(prefix):]
        m = re.fullmatch(r"([A-Z]+)(\d+)", coordinate)
        if not m:
            continue  # a paragraph, or a sheet whose name begins alike
        theirs = sheet[coordinate]
        if isinstance(theirs, openpyxl.cell.cell.MergedCell):
            c.rules["merge-covered"] += 1  # openpyxl empties covered cells; we keep them
            continue
        if not (theirs.value is None and at in context["bad"]):
            c.fail(file, at, "extra: ours %r" % (ours.get("text"),))


RULES["hyperlink-value"] = "openpyxl gives an empty cell with a link the link as its value"
RULES["merge-covered"] = "a cell under a merged one keeps its content; openpyxl drops it"
RULES["openpyxl-fails"] = "openpyxl cannot open the file"
RULES["ours-fails"] = "a clear error from us, and openpyxl cannot open it either"


def read_ours(file):
    run = subprocess.run([COMMAND, "read", "--cells", file], capture_output=True, timeout=60)
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    return run.returncode, lines, run.stderr.decode("utf-8", "replace")


def compare_file(c, file):
    try:
        workbook = openpyxl.load_workbook(file, data_only=True)
    except Exception as error:  # whatever it raises: it cannot read the file
        workbook = None
        reason = error
    code, lines, stderr = read_ours(file)
    if code not in (0, 1, 3):
        c.fail(file, "", "exit %d %s" % (code, stderr[:200]))
        return
    if workbook is None:
        c.rules["ours-fails" if code == 3 else "openpyxl-fails"] += 1
        return
    if code == 3:
        c.fail(file, "", "openpyxl opens it, ours says: " + stderr[:200])
        return
    c.files += 1
    head = lines[0]
    names = [s["name"] for s in head["sheets"]]
    sheets = [s.title for s in workbook.worksheets]
    for name in sheets:
        if name.strip(SPACE) not in names:
            c.fail(file, name, "sheet missing, ours has %s" % names)
    cells = {line["at"]: line for line in lines[1:] if "at" in line and "kind" in line}
    warnings_text = json.dumps(head) + stderr
    PALETTE[:] = list(workbook._colors or COLOR_INDEX)
    context = {"themes": theme_colors(workbook), "epoch": workbook.epoch,
               "bad": {line.get("at") for line in head.get("warnings", []) + lines[1:]
                       if line.get("code") == "cell-bad"},
               "damaged": "part-damaged" in warnings_text or "damaged" in warnings_text,
               "has_overlap": "overlap" in warnings_text}
    for sheet in workbook.worksheets:
        compare_sheet(c, file, sheet, cells, context)


def files():
    found = sorted(glob.glob(os.path.join(SOURCE, "fixtures", "**", "*.xlsx"), recursive=True))
    shared = os.environ.get("WF_SHARED", os.path.join(SOURCE, "..", "shared"))
    for folder in ("plans/dev", "corpus/xlsx", "corpus/damaged"):
        found += sorted(glob.glob(os.path.join(shared, folder, "*.xlsx")))
    return sys.argv[1:] or found


def main():
    c = Comparison()
    chosen = files()
    for file in chosen:
        compare_file(c, file)
    unknown = set(c.rules) - set(RULES)
    assert not unknown, unknown
    for rule, count in sorted(c.rules.items()):
        print("%7d  %-20s %s" % (count, rule, RULES[rule]))
    for failure in c.failures[:int(os.environ.get("WF_SHOW", "60"))]:
        print("DIFFERS", failure)
    print("%d files, %d compared, %d cells, %d unexplained differences" %
          (len(chosen), c.files, c.cells, len(c.failures)))
    return 1 if c.failures or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
