#!/usr/bin/env python3
"""Forms of a capture as schools treat them: what may be typed where, formulas that LibreOffice works out to the same words and
numbers, and forms that are known again after LibreOffice saved them as .xls and .xlsx, renamed, with rows sorted, columns moved and sheets
added. Wrong cells are named and the rest is kept; status says who owes what. Exit 77 (skipped) where LibreOffice or openpyxl is absent."""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is absent")
    sys.exit(77)
if not shutil.which("soffice"):
    print("skipped: LibreOffice is absent")
    sys.exit(77)

command, source = os.environ["WF_COMMAND"], os.environ["WF_SOURCE_DIR"]
failures = []
HEAD = "Code"


def check(ok, what):
    if not ok:
        failures.append(what)
        print("FAILED", what)
    return ok


def run(*words, codes=(0,)):
    done = subprocess.run([command] + list(words), capture_output=True, timeout=600)
    check(done.returncode in codes, "%s: status %d: %s" % (" ".join(words), done.returncode, done.stderr.decode()[-400:]))
    return done.stdout.decode()


def office(work, target, out, files):
    subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", target, "--outdir", out] + files,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def columns(sheet):
    """The heading row of the table of indicators, and its columns by name."""
    for row in sheet.iter_rows():
        names = {cell.value: cell.column for cell in row if isinstance(cell.value, str)}
        if HEAD in names and "Value now" in names:
            return row[0].row, names
    raise AssertionError("no table of indicators")


def replies(store, files):
    """What `capture load --dry-run` makes of files: by file, values by indicator and actions by number."""
    found = {}
    out = run("capture", "load", "--dry-run", "--json", "--store", store, *files, codes=(0, 1))
    for line in out.splitlines():
        one = json.loads(line)
        for reply in one["replies"]:
            values = {v["kpi"]: (round(v.get("value", -1), 9), v.get("cohort"), v.get("notCollected", False), v.get("comment")) for v in reply["values"]}
            actions = {a["ref"]: (a.get("status"), a.get("rag"), a.get("evidence")) for a in reply["actions"]}
            refused = [f for f in reply["findings"] if f["level"] == "refused"]
            found[one["file"]] = (reply.get("school"), reply.get("period"), reply.get("issue"), values, actions, refused)
    return found


def typing(path):
    """Every input has the bounds of its unit and is all that may be changed."""
    name, book = os.path.basename(path), openpyxl.load_workbook(path)
    check([s.title for s in book if s.sheet_state != "visible"] == ["Issue"], name + ": hidden sheets")
    check(all(s.protection.sheet for s in book), name + ": a sheet is not protected")
    sheet = book["Dashboard"]
    head, at = columns(sheet)
    rules = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row in range(area.min_row, area.max_row + 1):
                rules[(row, area.min_col)] = rule
    rows = 0
    for row in range(head + 1, sheet.max_row + 1):
        unit = sheet.cell(row, at["Unit"]).value
        if not unit:
            continue
        rows += 1
        rule = rules.get((row, at["Value now"]))
        if check(rule is not None and rule.type == "decimal", "%s row %d: no rule for the value" % (name, row)) and unit.startswith("%"):
            check(float(rule.formula1) >= -100 and float(rule.formula2) <= 300, "%s row %d: bounds of a percentage" % (name, row))
        check(rules[(row, at["Pupils"])].type == "whole", "%s row %d: pupils need no whole number" % (name, row))
        for title, column in at.items():
            is_input = title in ("Value now", "Pupils", "Comment")
            check(sheet.cell(row, column).protection.locked != is_input, "%s row %d: %s is%s locked" % (name, row, title, "" if is_input else " not"))
    check(rows > 3, name + ": no indicators")
    return rows


def worked_out(work, paths):
    """Without what the writer worked out, LibreOffice comes to the same."""
    bare, again, count = os.path.join(work, "bare"), os.path.join(work, "again"), 0
    os.makedirs(bare)
    for path in paths:
        openpyxl.load_workbook(path).save(os.path.join(bare, os.path.basename(path)))
    office(work, "xlsx:Calc MS Excel 2007 XML", again, sorted(glob.glob(bare + "/*.xlsx")))
    for path in paths:
        formulas, ours = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        theirs = openpyxl.load_workbook(os.path.join(again, os.path.basename(path)), data_only=True)
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    count += 1
                    a, b = ours[sheet.title][cell.coordinate].value, theirs[sheet.title][cell.coordinate].value
                    check(a == b, "%s %s!%s: %r, LibreOffice says %r" % (os.path.basename(path), sheet.title, cell.coordinate, a, b))
    return count


def disturbed(path, out):
    """Rows of the table in another order, columns moved, sheets added, no line for people."""
    book = openpyxl.load_workbook(path)
    sheet = book["Dashboard"]
    head, at = columns(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    titles = [cell.value for cell in sheet[head]]
    order = list(range(len(titles)))[::-1]
    made = book.create_sheet("Mine", 0)
    made.append(["Notes of the school"])
    made.append([titles[i] for i in order])
    for row in sorted(rows, key=lambda r: str(r[1])):
        made.append([None if isinstance(row[i], str) and row[i].startswith("=") else row[i] for i in order])
    book.create_sheet("Pupils lists").append(["Class", "Teacher"])
    del book["Dashboard"], book["Check"]
    book.save(out)


def mistakes(store, blank, work):
    """A form filled in by hand with mistakes: they are named, the rest is kept, and status knows."""
    path = os.path.join(work, "by hand.xlsx")
    book = openpyxl.load_workbook(blank)
    sheet = book["Dashboard"]
    head, at = columns(sheet)
    wrong = [104, "about 5", "=1+2", "93%"]
    codes, others = [], 0
    for row in range(head + 1, sheet.max_row + 1):
        unit = sheet.cell(row, at["Unit"]).value
        if not unit:
            break
        if unit.startswith("%") and len(codes) < len(wrong):
            sheet.cell(row, at["Value now"]).value = wrong[len(codes)]
            codes.append((sheet.cell(row, at["Code"]).value, row))
        else:
            sheet.cell(row, at["Value now"]).value = 1
            others += 1
        sheet.cell(row, at["Pupils"]).value = 40
    kept = others + 1
    book.save(path)
    office(work, "xlsx:Calc MS Excel 2007 XML", os.path.join(work, "saved"), [path])
    path = os.path.join(work, "saved", "by hand.xlsx")
    found = list(replies(store, [path]).values())[0]
    named = {f["code"]: f for f in found[5]}
    check(set(named) == {"out-of-range", "not-a-number", "formula"}, "mistakes: %s" % sorted(named))
    place = "Dashboard!%s%d" % (openpyxl.utils.get_column_letter(at["Value now"]), codes[0][1])
    check(named["out-of-range"]["at"] == place, "the cell of 104 is %s: %s" % (place, named["out-of-range"]))
    check("104" in named["out-of-range"]["message"], "the message of 104")
    check(len(found[3]) == kept, "mistakes: %d values kept, not %d" % (len(found[3]), kept))
    check(found[3].get(codes[3][0], (0,))[0] == 93, "93%% typed as text became %r" % (found[3].get(codes[3][0]),))
    run("capture", "load", "--store", store, path, codes=(1,))
    told = json.loads(run("capture", "status", "--json", "--store", store, "--term", found[1], "--as-of", "2027-08-01"))
    mine = [s for s in told["schools"] if s["school"] == found[0]][0]
    check(mine["state"] == "late" and mine["given"] == kept and codes[0][0] in mine["missing"] and len(mine["refused"]) == 3, "status: %s" % mine)
    again = run("capture", "load", "--store", store, path, codes=(1,))
    check("loaded before" in again, "loading twice: %s" % again)


with tempfile.TemporaryDirectory() as scratch:
    demo = os.path.join(scratch, "demo")
    run("demo", "-q", "-o", demo, os.path.join(source, "fixtures", "demo-trust"))
    base = os.path.join(demo, "demo.wayforward")
    filled = sorted(glob.glob(os.path.join(demo, "captures", "2025-26 T2", "returned", "*.xlsx")))[::3]
    check(len(filled) == 4, "the demo has no filled forms")
    cells = sum(typing(path) for path in filled)
    formulas = worked_out(scratch, filled)
    originals = replies(base, filled)
    check(all(not r[5] and len(r[3]) > 3 for r in originals.values()), "filled forms are not read whole")
    old, new, odd = (os.path.join(scratch, name) for name in ("old", "new", "odd"))
    office(scratch, "xls:MS Excel 97", old, filled)
    office(scratch, "xlsx:Calc MS Excel 2007 XML", new, sorted(glob.glob(old + "/*.xls")))
    os.makedirs(odd)
    for number, path in enumerate(filled):
        disturbed(path, os.path.join(odd, "copy %d of it.xlsx" % number))
    passed = 0
    for folder, names in ((old, [os.path.basename(p)[:-5] + ".xls" for p in filled]), (new, [os.path.basename(p) for p in filled]),
                          (odd, ["copy %d of it.xlsx" % n for n in range(len(filled))])):
        others = replies(base, [os.path.join(folder, name) for name in names])
        for path, name in zip(filled, names):
            mine, theirs = originals[path], others.get(os.path.join(folder, name))
            if check(theirs is not None and mine == theirs, "%s: not the same as %s" % (os.path.join(folder, name), os.path.basename(path))):
                passed += 1
            elif theirs is not None:
                print([(k, mine[3].get(k), theirs[3].get(k)) for k in set(mine[3]) | set(theirs[3]) if mine[3].get(k) != theirs[3].get(k)][:4], mine[:3], theirs[:3], theirs[5][:3])
    forms = os.path.join(scratch, "forms")
    run("capture", "new", "--store", base, "--term", "2025-26/T6", "-o", forms, "--as-of", "2026-06-10", "--school", os.path.basename(filled[0]).split(" dashboard")[0])
    mistakes(base, glob.glob(forms + "/*.xlsx")[0], scratch)
print("capture: %d rows to type in, %d formulas worked out alike, %d forms known again; %s" % (cells, formulas, passed, "as it should be" if not failures else "%d failures" % len(failures)))
sys.exit(1 if failures else 0)
