"""Changes to a plan file that leave the plan as it is: what check_changed_layouts.py applies.

Each takes the path of a workbook or Word document, what `read --explain` told of its tables, a random generator and the
path to write; it returns False where the file gives it nothing to change.
"""
import copy
import re

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.utils import column_index_from_string, get_column_letter

ADDRESS = re.compile(r"^(.*)!([A-Z]+)(\d+)$")


def place(at):
    """'Plan!B7' as ('Plan', 7, 2)."""
    m = ADDRESS.match(at or "")
    return (m.group(1), int(m.group(3)), column_index_from_string(m.group(2))) if m else None


class Table:
    """A table that was recognised: its header cells and the rows of its entries."""

    def __init__(self, part):
        self.part, self.columns, self.rows = part, {}, set()  # columns: number -> (row, text, fields)

    @property
    def top(self):
        return min(row for row, _, _ in self.columns.values())

    @property
    def head_end(self):
        return max(row for row, _, _ in self.columns.values())


def tables_of(explain, plan):
    """The tables of `read --explain`, with the rows where entries of the plan stand."""
    tables, current = [], None
    for m in re.finditer(r'why: column ([^\n]+?![A-Z]+\d+) "(.*?)" -> (.*?) \((\d+)% alike\)', explain, re.S):
        part, row, column = place(m.group(1))
        if current is None or current.part != part or not -1 <= row - current.top <= 2 or column in current.columns:
            current = Table(part)
            tables.append(current)
        current.columns[column] = (row, m.group(2), m.group(3).split(" + ") if int(m.group(4)) > 0 else [])
    for at in addresses(plan):
        part, row, _ = place(at) or (None, 0, 0)
        above = [t for t in tables if t.part == part and t.head_end < row]
        if above:
            max(above, key=lambda t: t.head_end).rows.add(row)
    return [t for t in tables if t.rows]


def addresses(plan):
    for p in plan.get("priorities", []):
        for a in p.get("actions", []):
            yield a.get("at")
    for k in plan.get("kpis", []):
        yield k.get("at")
    for f in plan.get("risk", {}).get("factors", []):
        yield f.get("at")


def banner_rows(plan):
    """Rows that name a priority and hold no entry."""
    entries = {place(at)[:2] for at in addresses(plan) if place(at)}
    return {place(p["at"])[:2] for p in plan.get("priorities", []) if place(p.get("at"))} - entries


# ------------------------------------------------------------------ workbooks
def rewrite(sheet, move):
    """Move every cell (row, column) of a sheet to move(row, column), with its format; merges by their corners."""
    cells = [(c.row, c.column, c.value, copy.copy(c._style), c.hyperlink) for row in sheet.iter_rows() for c in row
             if c.value is not None or c.has_style]
    merges = [r.bounds for r in sheet.merged_cells.ranges]
    hidden_rows = [r for r, d in sheet.row_dimensions.items() if d.hidden]
    hidden_columns = [column_index_from_string(c) for c, d in sheet.column_dimensions.items() if d.hidden]
    inside = {(r, c) for left, top, right, low in merges for r in range(top, low + 1) for c in range(left, right + 1)}
    inside -= {(top, left) for left, top, _, _ in merges}
    for bounds in merges:
        sheet.unmerge_cells(start_row=bounds[1], start_column=bounds[0], end_row=bounds[3], end_column=bounds[2])
    sheet._cells.clear()
    for r in hidden_rows:
        sheet.row_dimensions[r].hidden = False
    for c in hidden_columns:
        sheet.column_dimensions[get_column_letter(c)].hidden = False
    for r, c, value, style, link in cells:
        cell = sheet.cell(*move(r, c))
        cell._style = style
        if (r, c) not in inside:
            cell.value = value
        if link is not None:
            cell.hyperlink = copy.copy(link)
            cell.hyperlink.ref = cell.coordinate
    for left, top, right, low in merges:
        a, b = move(top, left), move(low, right)
        sheet.merge_cells(start_row=a[0], start_column=a[1], end_row=b[0], end_column=b[1])
    for r in hidden_rows:
        sheet.row_dimensions[move(r, 1)[0]].hidden = True
    for c in hidden_columns:
        sheet.column_dimensions[get_column_letter(move(1, c)[1])].hidden = True


def blocks(columns, spans):
    """Columns in groups that must stay together: those under one header cell over several."""
    groups = []
    for c in sorted(columns):
        if groups and any(a <= groups[-1][-1] and c <= b for a, b in spans):
            groups[-1].append(c)
        else:
            groups.append([c])
    return groups


def shuffled(groups, rng):
    order = groups[:]
    while order == groups and len(groups) > 1:
        rng.shuffle(order)
    flat = [c for g in groups for c in g]
    return dict(zip([c for g in order for c in g], flat))


def rows_of_table(sheet, table, banners):
    """Header and body rows: to the last entry, and on to the next empty row, merged row or banner."""
    wide = {r for m in sheet.merged_cells.ranges if m.max_col > m.min_col for r in range(m.min_row, m.max_row + 1)}
    rows = list(range(table.top, table.head_end + 1))
    last, r = max(table.rows), table.head_end + 1
    while r <= sheet.max_row:
        values = [c for c in sheet[r] if c.value is not None]
        ends = not values or r in wide or (table.part, r) in banners
        if r > last and ends:
            break
        if not (r in wide or (table.part, r) in banners):
            rows.append(r)
        r += 1
    return rows


def shuffle_columns(path, tables, plan, rng, out):
    book = openpyxl.load_workbook(path)
    banners, changed = banner_rows(plan), False
    for table in tables:
        sheet = book[table.part]
        rows = rows_of_table(sheet, table, banners)
        spans = [(m.min_col, m.max_col) for m in sheet.merged_cells.ranges
                 if m.max_col > m.min_col and m.min_row in range(table.top, table.head_end + 1)]
        first, last = min(table.columns), max(table.columns)
        last = max([last] + [b for _, b in spans])
        if any(m.min_row in rows and m.max_row not in rows for m in sheet.merged_cells.ranges):
            continue
        new = shuffled(blocks(range(first, last + 1), spans), rng)
        rewrite(sheet, lambda r, c, n=new, rs=frozenset(rows): (r, n.get(c, c)) if r in rs else (r, c))
        changed = True
    book.save(out)
    return changed


def spread(size, rng, least=1):
    """For each line how many empty ones stand before it."""
    picks = set(rng.sample(range(2, size + 1), min(size - 1, max(least, size // 4)))) if size > 1 else set()
    shift, out = 0, {}
    for i in range(1, size + 1):
        shift += i in picks
        out[i] = shift
    return out


def blank_rows(path, tables, plan, rng, out):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        heads = [t for t in tables if t.part == sheet.title]
        shift = spread(sheet.max_row, rng)
        for t in heads:  # a header of several rows stays whole
            for r in range(t.top + 1, t.head_end + 1):
                extra = shift[r] - shift[r - 1]
                for below in range(r, sheet.max_row + 1):
                    shift[below] -= extra
        rewrite(sheet, lambda r, c, s=shift: (r + s.get(r, 0), c))
    book.save(out)
    return True


def blank_columns(path, tables, plan, rng, out):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        shift = spread(sheet.max_column, rng)
        rewrite(sheet, lambda r, c, s=shift: (r, c + s.get(c, 0)))
    book.save(out)
    return True


def split_over_sheets(path, tables, plan, rng, out):
    """The lower part of a table, and what follows it, on a sheet of its own, under the header again."""
    book = openpyxl.load_workbook(path)
    changed = False
    for table in tables[-1:]:
        sheet = book[table.part]
        joined = {r for m in sheet.merged_cells.ranges for r in range(m.min_row + 1, m.max_row + 1)}
        cuts = [r for r in sorted(table.rows)[1:] if r not in joined]
        if not cuts:
            continue
        cut = rng.choice(cuts)
        more = book.copy_worksheet(sheet)
        more.title = sheet.title[:26] + " (2)"
        book.move_sheet(more, book.index(sheet) - book.index(more) + 1)
        sheet.delete_rows(cut, sheet.max_row)
        for m in [m for m in sheet.merged_cells.ranges if m.min_row >= cut]:
            sheet.merged_cells.remove(m)
        keep = list(range(table.top, table.head_end + 1))
        gone = [r for r in range(1, cut) if r not in keep]
        for m in [m for m in more.merged_cells.ranges if m.min_row in gone]:
            more.merged_cells.remove(m)
        for (r, c) in [k for k in more._cells if k[0] in gone]:
            del more._cells[r, c]
        up = cut - table.head_end - 1
        rewrite(more, lambda r, c, u=up, t=table: (r - t.top + 1 if r <= t.head_end else r - u - t.top + 1, c))
        changed = True
    book.save(out)
    return changed


def rename_headers(path, tables, plan, rng, out, synonyms):
    book = openpyxl.load_workbook(path)
    changed = 0
    for table in tables:
        for c, (row, text, fields) in table.columns.items():
            others = synonyms(text, fields)
            if others:
                cell = book[table.part].cell(row, c)
                cell.value = rng.choice(others)
                changed += 1
    book.save(out)
    return changed > 0


# ------------------------------------------------------------------ Word
def word_tables(document):
    return list(document.element.body.iter(qn("w:tbl")))


def own_cells(row):
    return [c for c in row if c.tag == qn("w:tc")]


def is_plain(row):
    """A row of single cells: none over several columns."""
    return all(c.find("./%s/%s" % (qn("w:tcPr"), qn("w:gridSpan"))) is None for c in own_cells(row))


def word_table(document, table):
    m = re.match(r"Table(\d+)$", table.part)
    found = word_tables(document)
    return found[int(m.group(1)) - 1] if m and int(m.group(1)) <= len(found) else None


def word_rows(document, table):
    """(rows from the header on, how many cells each has), where all of them are plain; else None."""
    element = word_table(document, table)
    if element is None:
        return None
    rows = [r for r in element if r.tag == qn("w:tr")]
    body = rows[table.top - 1:max(table.rows)]
    wide = [r for r in rows[table.top - 1:] if len(own_cells(r)) > 1]
    counts = {len(own_cells(r)) for r in wide}
    return (wide, counts.pop()) if body and len(counts) == 1 and all(is_plain(r) for r in wide) else None


def word_shuffle_columns(path, tables, plan, rng, out):
    document, changed = docx.Document(path), False
    for table in tables:
        found = word_rows(document, table)
        if found is None:
            continue
        order = list(range(found[1]))
        while order == sorted(order):
            rng.shuffle(order)
        for row in found[0]:
            cells = own_cells(row)
            for c in cells:
                row.remove(c)
            for i in order:
                row.append(cells[i])
        changed = True
    document.save(out)
    return changed


def emptied(element):
    """A copy without its words and without its colours: a colour alone can be a rating."""
    element = copy.deepcopy(element)
    for paragraph in list(element.iter(qn("w:p"))):
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
    for tag in ("w:numPr", "w:shd", "w:vMerge"):
        for found in list(element.iter(qn(tag))):
            found.getparent().remove(found)
    return element


def word_blank_rows(path, tables, plan, rng, out):
    document = docx.Document(path)
    for table in tables:
        element = word_table(document, table)
        if element is None:
            continue
        rows = [r for r in element if r.tag == qn("w:tr")]
        free = [r for r in rows[table.head_end:] if is_plain(r)
                and r.find(".//" + qn("w:vMerge")) is None and r.find(".//" + qn("w:tbl")) is None]
        for row in rng.sample(free, max(1, len(free) // 3)) if free else []:
            row.addprevious(emptied(row))
    document.save(out)
    return bool(tables)


def word_blank_columns(path, tables, plan, rng, out):
    document, changed = docx.Document(path), False
    for table in tables:
        found = word_rows(document, table)
        element = word_table(document, table)
        every = [] if element is None else [r for r in element if r.tag == qn("w:tr")]
        if found is None or not all(is_plain(r) and len(own_cells(r)) == found[1] for r in every):
            continue
        at = rng.randrange(1, found[1])
        for row in every:
            own_cells(row)[at].addprevious(emptied(own_cells(row)[at]))
        grid = element.find(qn("w:tblGrid"))
        if grid is not None and len(grid) > at:
            grid[at].addprevious(copy.deepcopy(grid[at]))
        changed = True
    document.save(out)
    return changed


def word_split_table(path, tables, plan, rng, out):
    """The lower part of a table as another one on the next page, under the header again."""
    document, changed = docx.Document(path), False
    for table, element in [(t, word_table(document, t)) for t in tables]:
        if element is None or element.getparent().tag != qn("w:body"):
            continue
        rows = [r for r in element if r.tag == qn("w:tr")]
        joined = {i for i, r in enumerate(rows, 1) for m in r.iter(qn("w:vMerge")) if m.get(qn("w:val")) != "restart"}
        cuts = [r for r in sorted(table.rows)[1:] if r not in joined and r <= len(rows)]
        if not cuts:
            continue
        cut = rng.choice(cuts)
        more = copy.deepcopy(element)
        for i, row in enumerate([r for r in more if r.tag == qn("w:tr")], 1):
            if i < cut and not table.top <= i <= table.head_end:
                more.remove(row)
        for row in rows[cut - 1:]:
            element.remove(row)
        space = copy.deepcopy(document.paragraphs[-1]._p) if document.paragraphs else docx.oxml.OxmlElement("w:p")
        for child in list(space):
            space.remove(child)
        element.addnext(space)
        space.addnext(more)
        changed = True
    document.save(out)
    return changed


def word_rename_headers(path, tables, plan, rng, out, synonyms):
    document, changed = docx.Document(path), 0
    for table in tables:
        found = word_rows(document, table)
        if found is None:
            continue
        cells = own_cells(found[0][0])
        for c, (row, text, fields) in table.columns.items():
            others = synonyms(text, fields)
            if others and row == table.top and c <= len(cells):
                texts = list(cells[c - 1].iter(qn("w:t")))
                if texts:
                    texts[0].text = rng.choice(others)
                    for t in texts[1:]:
                        t.text = ""
                    changed += 1
    document.save(out)
    return changed > 0
