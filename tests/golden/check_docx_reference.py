#!/usr/bin/python3
"""Compare our reading of every .docx of the corpus with python-docx's, cell by cell.

python-docx reads what stands directly in a paragraph. Where our text differs, the difference
must be explained by a rule that has a name here, and be confirmed by a second, independent
reading of the same XML by this script. At least 99 % of cells must agree or be explained.
Paragraphs of the body are compared in the same way, line by line.

Usage: check_docx_reference.py [-v]      Exit 77: no corpus beside the project, or no command.
"""
import collections
import difflib
import glob
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

SOURCE = os.environ.get("WF_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
COMMAND = os.environ.get("WF_COMMAND", os.path.join(SOURCE, "build", "dev", "wayforward"))
CORPUS = os.path.join(SOURCE, "..", "shared", "corpus")
AGREE = 0.99

WORD = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
        "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"

# Elements whose text python-docx leaves out or shows otherwise, and the rule that each is.
RULES = {"ins": "tracked-change", "moveTo": "tracked-change", "del": "tracked-change",
         "moveFrom": "tracked-change", "sdt": "content-control", "hyperlink": "hyperlink",
         "fldSimple": "simple-field", "smartTag": "smart-tag", "customXml": "custom-xml",
         "oMath": "mathematics", "sym": "symbol", "fldChar": "field", "vanish": "hidden-text",
         "noBreakHyphen": "hyphen", "softHyphen": "hyphen", "ptab": "tab", "br": "page-break",
         "bdo": "direction", "dir": "direction", "ruby": "ruby", "numPr": "list-marker",
         "AlternateContent": "alternative", "checkBox": "check-box", "rStyle": "hidden-text",
         "pStyle": "hidden-text-or-list", "instrText": "field", "delText": "tracked-change"}


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def is_word(element, *names):
    return local(element) in names and str(element.tag).startswith(WORD)


def value(element, name, default=None):
    for key, found in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return found
    return default


def child(element, *path):
    for name in path:
        element = next((c for c in element if local(c) == name), None) if element is not None else None
    return element


def number(element, default):
    try:
        return int(value(element, "val", default)) if element is not None else default
    except ValueError:
        return default


def squeeze(text):
    """White space and signs of no width do not count in the comparison."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u2061\ufeff]", "", text)).strip()


class Styles:
    """Which styles hide their text: enough of inheritance for that."""

    def __init__(self, package):
        self.hide, self.base, self.default = {}, {}, None
        try:
            root = ET.fromstring(package.read("word/styles.xml"))
        except (KeyError, ET.ParseError):
            return
        for style in root:
            if local(style) == "style":
                key = value(style, "styleId")
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                    self.default = key
                vanish = child(style, "rPr", "vanish")
                if vanish is not None:
                    self.hide[key] = value(vanish, "val", "1") not in ("0", "false", "off")
                based = child(style, "basedOn")
                if based is not None:
                    self.base[key] = value(based, "val")

    def hides(self, key):
        seen = set()
        while key and key not in seen:
            if key in self.hide:
                return self.hide[key]
            seen.add(key)
            key = self.base.get(key)
        return False


def text_of(top, styles, fields):
    """The text of a paragraph or cell as it shows, without list markers, nested tables and
    text boxes. `fields` is the stack of open fields: True where the result is reached."""
    out = []

    def shows():
        return all(fields)

    def walk(element, style):
        name = local(element)
        if name in ("del", "moveFrom", "tbl", "txbxContent", "instrText", "delText", "sdtPr",
                    "rPr", "pPr", "tcPr", "rt", "Fallback", "ddList") and element is not top:
            return
        if name == "p":
            given = child(element, "pPr", "pStyle")
            style = value(given, "val") if given is not None else styles.default
        if name == "r":
            vanish = child(element, "rPr", "vanish")
            chosen = child(element, "rPr", "rStyle")
            hidden = styles.hides(style)
            if chosen is not None and value(chosen, "val") in styles.hide:
                hidden = hidden != styles.hides(value(chosen, "val"))
            if vanish is not None:
                hidden = value(vanish, "val", "1") not in ("0", "false", "off")
            if hidden:
                for c in element.iter():
                    if local(c) == "fldChar":
                        walk(c, style)
                return
        if name == "fldChar":
            kind = value(element, "fldCharType")
            if kind == "begin":
                box = child(element, "ffData", "checkBox")
                fields.append(False)
                if box is not None:
                    on = child(box, "checked")
                    on = on if on is not None else child(box, "default")
                    is_on = on is not None and value(on, "val", "1") not in ("0", "false")
                    fields[-1] = "\u2612" if is_on else "\u2610"
                    boxed[len(fields)] = fields[-1]
                    fields[-1] = False
            elif kind == "separate" and fields:
                fields[-1] = True
            elif kind == "end" and fields:
                mark = boxed.pop(len(fields), "")
                fields.pop()
                if shows():
                    out.append(mark)
            return
        if name == "t" and shows():
            out.append(element.text or "")
        elif name in ("tab", "ptab", "br", "cr") and shows():
            out.append(" ")
        elif name == "noBreakHyphen" and shows():
            out.append("-")
        elif name == "sym" and shows():
            out.append("\ufffc")
        for c in element:
            walk(c, style)
        if name == "p":
            mark = child(element, "pPr", "rPr")
            gone = mark is not None and (child(mark, "del") is not None or
                                         child(mark, "moveFrom") is not None)
            out.append("" if gone else "\n")

    boxed = {}
    walk(top, None)
    return "".join(out)


class Table:
    """A w:tbl: its cells by python-docx's address (rows counted, gridBefore not) and ours."""

    def __init__(self, element, direct):
        self.direct = direct
        self.key = None  # python-docx's: "2", or "2/1,0/0" for a nested one
        self.cells = []
        self.deleted = False
        row_here = row_theirs = 0
        for tr in rows_of(element):
            props = child(tr, "trPr")
            before = number(child(tr, "trPr", "gridBefore"), 0)
            gone = props is not None and child(props, "del") is not None
            column = 0
            for tc in cells_of(tr):
                cell_props = child(tc, "tcPr")
                span = max(1, number(child(tc, "tcPr", "gridSpan"), 1))
                merge = child(tc, "tcPr", "vMerge")
                goes_on = merge is not None and value(merge, "val", "continue") == "continue"
                if cell_props is not None and child(cell_props, "cellDel") is not None:
                    gone_cell = True
                else:
                    gone_cell = gone
                self.cells.append({"theirs": (row_theirs, column), "goes_on": goes_on,
                                   "here": None if gone_cell else (row_here, column + before),
                                   "tc": tc, "before": before})
                column += span
            row_theirs += 1
            row_here += 0 if gone else 1
        self.rows = row_here
        self.deleted = row_here == 0
        # python-docx cuts the cells into rows of equal length: one short row shifts the rest.
        self.shifts = any(child(tr, "trPr", name) is not None for tr in rows_of(element)
                          for name in ("gridBefore", "gridAfter"))
        self.wrapped = len(list(rows_of(element))) != sum(local(c) == "tr" for c in element) or any(
            local(c) == "sdt" for tr in rows_of(element) for c in tr)


def rows_of(table):
    for c in table:
        if local(c) == "tr":
            yield c
        elif local(c) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from rows_of(c)


def cells_of(row):
    for c in row:
        if local(c) == "tc":
            yield c
        elif local(c) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from cells_of(c)


def tables_of(body):
    """All tables of the body in order, nested ones after the one that holds them."""
    found = []
    count = collections.Counter()

    def walk(element, parent, cell_key):
        for c in element:
            if local(c) in ("txbxContent", "del", "moveFrom", "Fallback"):
                continue
            if local(c) == "tr" and child(c, "trPr", "del") is not None:
                continue
            key = cell_key
            if is_word(c, "tbl"):
                table = Table(c, parent is body)
                if parent is body or (cell_key and local(parent) == "tc"):
                    table.key = f"{cell_key}{count[cell_key]}"
                    count[cell_key] += 1
                if not table.deleted or parent is body:
                    found.append(table)
                for cell in table.cells:
                    row, column = cell["theirs"]
                    keys[id(cell["tc"])] = table.key and f"{table.key}/{row},{column}/"
            elif is_word(c, "tc"):
                key = keys.get(id(c))
            walk(c, c, key)

    keys = {}
    walk(body, body, "")
    return found


def our_reading(path):
    run = subprocess.run([COMMAND, "read", "--cells", path], capture_output=True, timeout=60,
                         check=False)
    if run.returncode not in (0, 1):
        return None, None, run
    lines = run.stdout.decode().splitlines()
    grids = collections.OrderedDict()
    for sheet in json.loads(lines[0])["sheets"]:
        grids[sheet["name"]] = dict(sheet, cells={})
    paragraphs = []
    for line in lines[1:]:
        item = json.loads(line)
        if item["kind"] == "paragraph":
            paragraphs.append(item)
            continue
        name, address = item["at"].rsplit("!", 1)
        letters, digits = re.match(r"([A-Z]+)(\d+)$", address).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        grids[name]["cells"][int(digits) - 1, column - 1] = item
    return grids, paragraphs, run


def without_markers(item):
    if "runs" not in item:
        return item["text"]
    raw = item["text"].encode()
    return b"".join(raw[r["at"]:r["at"] + r["length"]] for r in item["runs"]
                    if "marker" not in r).decode()


def unescape(text):
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")


def their_tables(path):
    tables = collections.OrderedDict()
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                table, row, column, text = (line.rstrip("\n").split("\t") + [""] * 4)[:4]
                tables.setdefault(table, {})[int(row), int(column)] = unescape(text)
    return tables


def same(a, b):
    """Equal but for white space; a symbol stands for whatever sign we show for it."""
    a, b = squeeze(a), squeeze(b)
    if a == b:
        return True
    a = re.sub("[\uf020-\uf0ff]", "\ufffc", a)
    if "\ufffc" in a:
        pattern = "".join(r"\s*.?\s*" if c == "\ufffc" else re.escape(c) for c in a)
        return re.fullmatch(pattern, b, re.S) is not None
    return a.replace(" ", "") == b.replace(" ", "") and a != ""


def rules_of(element):
    return sorted({RULES[local(e)] for e in element.iter() if local(e) in RULES}) or ["none"]


class Tally:
    def __init__(self):
        self.cells = self.equal = self.lines = self.lines_equal = 0
        self.explained = collections.Counter()
        self.open = []

    def note(self, where, theirs, ours):
        self.open.append(f"{where}: {theirs[:70]!r} | {ours[:70]!r}")


def compare_cell(tally, where, cell, grid, table, theirs, styles):
    item = grid["cells"].get(cell["here"])
    ours = item["text"] if item else ""
    tally.cells += 1
    if theirs is not None and squeeze(ours) == squeeze(theirs) and cell["before"] == 0:
        tally.equal += 1
        return
    bare = without_markers(item) if item else ""
    if theirs is not None and squeeze(bare) == squeeze(theirs):
        tally.explained["list-marker" if bare != ours else "grid-before"] += 1
    elif same(text_of(cell["tc"], styles, []), bare):
        rules = ["not in the reference"] if theirs is None else rules_of(cell["tc"])
        if table.shifts or table.wrapped:
            rules = ["grid-before" if table.shifts else "content-control"]
        tally.explained["+".join(rules)] += 1
    else:
        tally.note(where, theirs or "", ours)


def compare_tables(tally, name, body, styles, grids, reference):
    own = tables_of(body)
    shown = [t for t in own if not t.deleted]
    mine = [g for g in grids.values() if "area" not in g]
    if len(shown) != len(mine):
        tally.note(name, f"{len(shown)} tables", f"{len(mine)} tables")
        return
    for table in own:
        if table.deleted:
            tally.explained["tracked-change"] += len(table.cells)
            tally.cells += len(table.cells)
    for table, grid in zip(shown, mine):
        theirs = reference.get(table.key, {})
        if grid["rows"] != table.rows:
            tally.note(f"{name} {grid['name']}", f"{table.rows} rows", f"{grid['rows']} rows")
        for cell in table.cells:
            where = f"{name} {grid['name']} {cell['theirs']}"
            if cell["here"] is None:
                tally.cells += 1
                tally.explained["tracked-change"] += 1
            elif not cell["goes_on"]:
                compare_cell(tally, where, cell, grid, table, theirs.get(cell["theirs"]), styles)


def compare_lines(tally, name, body, styles, paragraphs, reference_path):
    theirs = []
    if os.path.exists(reference_path):
        with open(reference_path, encoding="utf-8", newline="\n") as lines:
            theirs = [squeeze(unescape(line.rstrip("\n").split("\t", 2)[2])) for line in lines]
    theirs = [t for t in theirs if t]
    ours = [squeeze(without_markers(p)) for p in paragraphs if "area" not in p]
    ours = [o for o in ours if o]
    own = []

    def walk(element):
        for c in element:
            if local(c) in ("tbl", "txbxContent", "del", "moveFrom", "Fallback"):
                continue
            if is_word(c, "p"):
                own.append(text_of(c, styles, fields))
            else:
                walk(c)

    fields = []
    walk(body)
    own = [squeeze(line) for line in "".join(own).split("\n")]
    own = [line for line in own if line]
    tally.lines += len(theirs)
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    tally.lines_equal += equal
    if equal == len(theirs) == len(ours):
        return
    # What differs must be as this script reads it. Breaks inside a paragraph are spaces here.
    mine, other = squeeze(" ".join(own)), squeeze(" ".join(ours))
    if same(mine, other):
        tally.explained["lines"] += len(theirs) - equal
    else:
        at = next((i for i, (a, b) in enumerate(zip(mine, other)) if a != b), 0)
        tally.note(f"{name} lines", mine[max(0, at - 20):at + 50], other[max(0, at - 20):at + 50])


def main():
    sys.setrecursionlimit(20000)
    files = sorted(glob.glob(os.path.join(CORPUS, "docx", "*")))
    if not files or not os.access(COMMAND, os.X_OK):
        print("skipped: no corpus beside the project, or the command is not built")
        return 77
    tally, failed, read = Tally(), [], 0
    for path in files:
        name = os.path.basename(path).rsplit(".", 1)[0]
        grids, paragraphs, run = our_reading(path)
        if grids is None:
            failed.append(f"{name}: exit {run.returncode}: {run.stderr.decode()[:200]}")
            continue
        read += 1
        package = zipfile.ZipFile(path)
        main_part = next((n for n in ("word/document.xml", "word/document2.xml")
                          if n in package.namelist()), None)
        if main_part is None:
            continue
        body = child(ET.fromstring(package.read(main_part)), "body")
        if body is None:
            continue
        styles = Styles(package)
        reference = os.path.join(CORPUS, "ref", name)
        compare_tables(tally, name, body, styles, grids, their_tables(reference + ".tables.tsv"))
        compare_lines(tally, name, body, styles, paragraphs, reference + ".paras.tsv")
    explained = sum(n for rule, n in tally.explained.items() if rule != "lines")
    agree = (tally.equal + explained) / max(1, tally.cells)
    print(f"{read} of {len(files)} files read; {tally.cells} cells: {tally.equal} equal, "
          f"{explained} explained, {100 * agree:.2f} % agree")
    print(f"{tally.lines} lines of the body: {tally.lines_equal} equal, "
          f"{tally.explained['lines']} explained")
    for rule, count in tally.explained.most_common():
        print(f"  {count:5} {rule}")
    for line in failed + tally.open[:None if "-v" in sys.argv else 20]:
        print("  not explained:", line)
    return 0 if agree >= AGREE and not failed and len(tally.open) <= tally.cells / 100 else 1


if __name__ == "__main__":
    sys.exit(main())
