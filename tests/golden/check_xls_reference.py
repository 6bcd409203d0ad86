#!/usr/bin/env python3
"""Compare `wayforward read --cells` with independent readings of every .xls at hand.

xlrd gives kinds, texts, numbers, dates, merges, fills, fonts and hidden flags of each cell;
../shared/corpus/ref, where it is there, the values that gnumeric and xlrd agree on. What
differs must be explained by one of the RULES; anything else is a failure. Exit 77 where
neither is here.
"""
import collections
import glob
import io
import json
import os
import re
import struct
import subprocess
import sys

try:
    import xlrd
    import xlrd.compdoc
except ImportError:
    xlrd = None

COMMAND = os.environ.get("WF_COMMAND", "build/dev/wayforward")
SOURCE = os.environ.get("WF_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
SHARED = [os.path.join(SOURCE, "..", "shared"), os.path.join(SOURCE, "..", "..", "shared")]
CORPUS = os.path.join(next((s for s in SHARED if os.path.isdir(s)), SHARED[0]), "corpus")

# Every difference that is right. The key is what the comparison calls it.
RULES = {
    "text-trimmed": "white space at the ends of a text is not part of it",
    "text-blank": "a text of white space alone is an empty cell",
    "text-controls": "control characters are dropped, line ends are \\n",
    "text-lone-surrogate": "half a character stands as U+FFFD",
    "date-format": "xlrd and gnumeric take a format for a date by letters anywhere in it; ours "
                   "reads its first section",
    "date-time-only": "a time without a day is a number to us",
    "date-out-of-range": "a serial that is no day stays a number",
    "number-not-finite": "a number that is none is the error #NUM!, with a warning",
    "formula-no-value": "a formula without a result in the file, said in a warning",
    "merge-overlap": "overlapping merged ranges: the first is kept, with a warning",
    "merge-single": "a merged range of a single cell merges nothing",
    "old-sheet-name": "BIFF2 to 4 name no sheet: Sheet1 here, Sheet 1 in xlrd",
    "macro-sheet": "xlrd leaves out sheets of Excel 4 macros",
    "chart-sheet": "gnumeric gives chart sheets as sheets without cells",
    "reference-rounds": "the reference keeps fewer digits",
    "cell-twice": "two records for one cell: the last counts, with a warning",
    "damaged": "the reader said in a warning what is damaged",
    "fill-conditional": "a conditional format that applies gives the fill; xlrd knows none",
    "boolean-as-number": "the reference gives a boolean as a number",
}
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A"}
PATTERN_SHARE = [0, 1, .5, .75, .25, .5, .5, .5, .5, .5, .75, .25, .25, .25, .25, .4375, .375,
                 .125, .0625]


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row, column):
    return "%s%d" % (column_name(column), row + 1)


class Ours:
    def __init__(self, path):
        run = subprocess.run([COMMAND, "read", "--cells", path], capture_output=True, timeout=120)
        self.status = run.returncode
        self.error = run.stderr.decode("utf-8", "replace")
        self.sheets, self.cells, self.warnings = [], collections.OrderedDict(), []
        for number, line in enumerate(run.stdout.decode("utf-8").split("\n")):
            if not line:
                continue
            item = json.loads(line)
            if number == 0:
                self.sheets = item["sheets"]
                self.warnings = item.get("warnings", [])
            elif "kind" in item and "!" in item.get("at", ""):
                sheet, _, at = item["at"].rpartition("!")
                self.cells.setdefault(sheet, {})[at] = item


class Differences:
    def __init__(self):
        self.explained = collections.Counter()
        self.bad = []
        self.compared = 0

    def rule(self, name):
        assert name in RULES, name
        self.explained[name] += 1

    def fail(self, path, what, *values):
        self.bad.append("%s: %s: %s" % (os.path.basename(path), what,
                                        " / ".join(repr(v)[:90] for v in values)))


def normal(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c >= " " or c in "\t\n").strip(" \t\n\v\f\r\u00a0\ufeff")


def same_text(d, ours, theirs):
    if ours == theirs:
        return True
    clean = normal(theirs)
    if ours == clean:
        d.rule("text-trimmed" if theirs.strip() == clean else "text-controls")
        return True
    if "\ufffd" in ours and ours == re.sub("[\ud800-\udfff]", "\ufffd", clean):
        d.rule("text-lone-surrogate")
        return True
    return False


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def compare_value(d, path, at, mine, cell):
    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_TEXT:
        if mine is None:
            if normal(value) == "":
                d.rule("text-blank")
                return
        elif mine["kind"] == "text" and same_text(d, mine["text"], value):
            return
    elif kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if mine is not None and mine["kind"] in ("number", "date") and near(mine["value"], value):
            if (mine["kind"] == "date") != (kind == xlrd.XL_CELL_DATE):
                d.rule("date-time-only" if 0 <= value < 1 else "date-format")
            return
        if value != value or value in (float("inf"), float("-inf")):
            d.rule("number-not-finite")
            return
    elif kind == xlrd.XL_CELL_BOOLEAN:
        if mine is not None and mine["kind"] == "boolean" and (mine["text"] == "TRUE") == bool(value):
            return
    elif kind == xlrd.XL_CELL_ERROR:
        if mine is not None and mine["kind"] == "error" and mine["text"] == ERRORS.get(value):
            return
    d.fail(path, "value " + at, mine and (mine["kind"], mine["text"]), (kind, value))


def color(book, index):
    if index == 64:
        return (0, 0, 0)
    if index == 65:
        return (255, 255, 255)
    return book.colour_map.get(index)


def expected_fill(book, xf):
    back = xf.background
    if back.fill_pattern == 0:
        return None
    fore, behind = color(book, back.pattern_colour_index), color(book, back.background_colour_index)
    if back.fill_pattern == 1:
        return fore
    share = PATTERN_SHARE[min(back.fill_pattern, 18)]
    fore, behind = fore or (0, 0, 0), behind or (255, 255, 255)
    return tuple(int(round(f * share + b * (1 - share))) for f, b in zip(fore, behind))


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (0, 2, 4)) if text else None


def close(a, b):
    if a is None or b is None:
        return a is b
    return all(abs(x - y) <= 1 for x, y in zip(a, b))


def has_conditions(path):
    """Whether the workbook has a CondFmt record, as far as xlrd finds its stream."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        stream = xlrd.compdoc.CompDoc(data, logfile=io.StringIO()).get_named_stream("Workbook")
    except Exception:
        return False
    at = 0
    while stream and at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == 0x01B0:
            return True
        at += 4 + size
    return False


def compare_looks(d, path, book, sheet, at, mine, row, column):
    xf = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[xf.font_index]
    want = expected_fill(book, xf)
    if not close(rgb(mine.get("fill")), want) and mine.get("fill") and has_conditions(path):
        d.rule("fill-conditional")
    elif not close(rgb(mine.get("fill")), want):
        d.fail(path, "fill " + at, mine.get("fill"), want, vars(xf.background))
    want = color(book, font.colour_index) if font.colour_index != 0x7FFF else None
    if not close(rgb(mine.get("font")), want):
        d.fail(path, "font " + at, mine.get("font"), want)
    for key, value in (("bold", font.weight >= 600), ("strike", font.struck_out)):
        if bool(mine.get(key)) != bool(value):
            d.fail(path, key + " " + at, mine.get(key), value)


def compare_merges(d, path, sheet, cells):
    taken = set()
    for top, below, left, right in sheet.merged_cells:
        if below - top == 1 and right - left == 1:
            d.rule("merge-single")
            continue
        area = {(r, c) for r in range(top, min(below, top + 300)) for c in range(left, right)}
        if area & taken:
            d.rule("merge-overlap")
            continue
        taken |= area
        mine = cells.get(address(top, left))
        got = (mine.get("rows", 1), mine.get("columns", 1)) if mine else None
        if mine and got != (below - top, right - left):
            d.fail(path, "merge " + sheet.name + "!" + address(top, left), got,
                   (below - top, right - left))


def compare_hidden(d, path, sheet, at, mine, row, column):
    hidden = (sheet.visibility != 0 or
              (row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden) or
              (column in sheet.colinfo_map and sheet.colinfo_map[column].hidden))
    if bool(mine.get("hidden")) != bool(hidden):
        d.fail(path, "hidden " + at, mine.get("hidden"), hidden)


def open_xlrd(path, looks):
    try:
        return xlrd.open_workbook(path, formatting_info=looks, logfile=io.StringIO())
    except Exception:
        return None


def compare_xlrd(d, path, ours):
    book = open_xlrd(path, True)
    looks = book is not None and book.biff_version >= 50
    book = book or open_xlrd(path, False)
    if book is None:
        return False
    old = book.biff_version < 50 and len(book.sheets()) == len(ours.sheets) == 1
    if old and book.sheets()[0].name != ours.sheets[0]["name"]:
        d.rule("old-sheet-name")
        book.sheets()[0].name = ours.sheets[0]["name"]
    names = [normal(s.name) for s in book.sheets()]
    for extra in [s["name"] for s in ours.sheets if s["name"] not in names]:
        d.rule("macro-sheet")
    for sheet in book.sheets():
        name = normal(sheet.name)
        if name not in [s["name"] for s in ours.sheets]:
            d.fail(path, "sheet", name, [s["name"] for s in ours.sheets])
            continue
        cells = ours.cells.get(name, {})
        seen = set()
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                at = address(row, column)
                mine = cells.get(at)
                if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    if mine is not None and mine["kind"] == "blank":
                        seen.add(at)
                    continue
                if cell.ctype == xlrd.XL_CELL_TEXT and cell.value == "":
                    continue
                seen.add(at)
                d.compared += 1
                compare_value(d, path, name + "!" + at, mine, cell)
                if looks and mine is not None:
                    compare_looks(d, path, book, sheet, name + "!" + at, mine, row, column)
                    compare_hidden(d, path, sheet, name + "!" + at, mine, row, column)
        for at in set(cells) - seen:
            d.fail(path, "only ours " + name + "!" + at, cells[at]["text"])
        if looks:
            compare_merges(d, path, sheet, cells)
    return True


def compare_reference(d, path, ours, reference):
    names = [s["name"] for s in ours.sheets]
    for line in open(reference, encoding="utf-8", errors="surrogateescape", newline="\n"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) != 4:
            continue
        sheet, at, value, kind = parts
        value = value.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
        if normal(sheet) not in names:
            d.rule("chart-sheet")
            continue
        mine = ours.cells.get(normal(sheet), {}).get(at)
        d.compared += 1
        where = "%s!%s" % (sheet, at)
        if mine is None:
            if normal(value) == "":
                d.rule("text-blank")
            else:
                d.fail(path, "reference only " + where, value, kind)
        elif kind == "n" and mine["kind"] in ("number", "date", "boolean"):
            number = float(value)
            if mine["kind"] == "boolean":
                d.rule("boolean-as-number")
            elif not near(mine["value"], number):
                if abs(mine["value"] - number) <= 1e-5 * max(1, abs(number)):
                    d.rule("reference-rounds")
                else:
                    d.fail(path, "reference " + where, mine["value"], value)
        elif kind == "s" and not same_text(d, mine["text"], value):
            if " ".join(mine["text"].split()) != " ".join(normal(value).split()):
                d.fail(path, "reference " + where, mine["text"], value)
        elif kind == "b" and (mine["text"] == "TRUE") != (value.upper() in ("TRUE", "1")):
            d.fail(path, "reference " + where, mine["text"], value)


def files():
    groups = ["fixtures/xls/*.xls", "fixtures/demo-trust/*/*.xls"]
    found = [f for g in groups for f in sorted(glob.glob(os.path.join(SOURCE, g)))]
    for folder in ("xls", "xls5", "xlsraw"):
        found += sorted(glob.glob(os.path.join(CORPUS, folder, "*.xls")))
    return found


def main():
    if xlrd is None and not os.path.isdir(CORPUS):
        print("neither xlrd nor the reference readings are here: skipped")
        return 77
    d = Differences()
    opened = by_xlrd = by_reference = 0
    for path in sys.argv[1:] or files():
        ours = Ours(path)
        if ours.status != 0:
            d.fail(path, "not opened", ours.error)
            continue
        opened += 1
        by_xlrd += xlrd is not None and compare_xlrd(d, path, ours)
        reference = os.path.join(CORPUS, "ref", os.path.basename(path)[:-4] + ".tsv")
        if os.path.exists(reference):
            compare_reference(d, path, ours, reference)
            by_reference += 1
    print("%d files opened; %d compared with xlrd, %d with the reference; %d cells" %
          (opened, by_xlrd, by_reference, d.compared))
    for rule, count in d.explained.most_common():
        print("  %6d %s: %s" % (count, rule, RULES[rule]))
    for line in d.bad[:200]:
        print("DIFFERS " + line)
    print("%d unexplained differences" % len(d.bad))
    return 1 if d.bad else 0


if __name__ == "__main__":
    sys.exit(main())
