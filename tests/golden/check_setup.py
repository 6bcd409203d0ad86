#!/usr/bin/env python3
"""The set-up workbook by the command: made from the demo's set-up and files, read back the same, read by allocate, its
drop-downs and protection by openpyxl, and each mistake that a person types told with its cell.
Its formulas, recalculated by LibreOffice, and saving as .xls: tests/acceptance/check_setup_office.py."""
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("skipped: python3-openpyxl is absent")
    sys.exit(77)

COMMAND = os.environ["WF_COMMAND"]
FIXTURES = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures")
failures = 0


def check(what, good, detail=""):
    global failures
    failures += not good
    print("%s  %s%s" % ("ok    " if good else "FAILED", what, "" if good else ": %s" % (detail,)))


def run(*words):
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1788220800")
    done = subprocess.run([COMMAND, *words], capture_output=True, env=environment, timeout=300)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def cells(path, formulas=False):
    """Of each sheet, the rows from the header on as dictionaries; the header's row number."""
    book = openpyxl.load_workbook(path, data_only=not formulas)
    heads = {"Schools": "School", "Inspections": "School", "KPIs": "Code", "Targets": "School", "Providers": "Provider",
             "Term dates": "Year", "Policy": "Setting", "Categories": "Category", "House style": "Setting"}
    out = {}
    for name, first in heads.items():
        rows = list(book[name].iter_rows(values_only=True))
        header = next(i for i, row in enumerate(rows) if row[0] == first)
        out[name] = [dict(zip(rows[header], row)) for row in rows[header + 1:] if row[0] not in (None, "")]
    return book, out


def place(sheet, heading, row):
    """The address of a cell by its column's heading and its row below the header."""
    for line in sheet.iter_rows(max_row=12):
        for cell in line:
            if cell.value == heading:
                return "%s%d" % (cell.column_letter, cell.row + row)
    raise KeyError(heading)


with tempfile.TemporaryDirectory() as work:
    blank = os.path.join(work, "blank.xlsx")
    status, out, err = run("init", "-o", blank, "--year", "2026-27")
    check("a blank set-up", status == 0 and os.path.exists(blank), err)
    book, sheets = cells(blank)
    check("its KPIs are the catalogue's", len(sheets["KPIs"]) >= 40, len(sheets["KPIs"]))
    check("its term dates are filled in", len(sheets["Term dates"]) == 12, len(sheets["Term dates"]))
    check("every sheet is protected and shown", all(s.protection.sheet and s.sheet_state == "visible" for s in book))
    rules = sum(len(s.data_validations.dataValidation) for s in book)
    check("drop-downs and bounds", rules >= 30, rules)
    check("inputs are open, headings are not",
          not book["Schools"][place(book["Schools"], "URN", 1)].protection.locked
          and book["Schools"][place(book["Schools"], "URN", 0)].protection.locked)
    status, out, err = run("init", "--from", blank, "-o", os.path.join(work, "no.xlsx"))
    check("a set-up without schools says so", status == 3 and "names no school" in err, (status, err))

    first = os.path.join(work, "first-setup.xlsx")
    status, out, err = run("init", "--year", "2025-26", "-o", first, "--from", os.path.join(FIXTURES, "demo-trust-setup"),
                           os.path.join(FIXTURES, "demo-trust"), "--quiet")
    check("the demo's set-up and files", status == 0 and "12 schools, 15 KPIs" in out, (status, out, err))
    _, sheets = cells(first)
    schools = {row["School"]: row for row in sheets["Schools"]}
    check("judgements come from the inspections, with their own words",
          [schools[n]["Judgement"] for n in ("Saltwick St Bride's CofE Primary School", "Vesper Lane Primary Academy",
                                             "Dunmarrow High School", "Larkspindle Primary School",
                                             "Marrowby CofE Primary School")]
          == ["Good", "Expected standard", "Needs attention", "Requires improvement", "Good"],
          {n: row["Judgement"] for n, row in schools.items()})
    check("half-terms in post", schools["Larkspindle Primary School"]["Head half-terms"] == 4,
          schools["Larkspindle Primary School"]["Head half-terms"])

    shutil.copy(os.path.join(FIXTURES, "demo-trust-setup", "logo.png"), work)
    second = os.path.join(work, "second-setup.xlsx")
    status, out, err = run("init", "--year", "2025-26", "-o", second, "--from", first)
    check("read back without a complaint", status == 0 and err == "", (status, err))
    _, again = cells(second)
    check("and written the same", again == sheets,
          [name for name in sheets if again[name] != sheets[name]])

    status, out, err = run("allocate", first, "--json")
    check("allocate reads it as it is", status == 0 and err == "", (status, err[:500]))
    check("and gives days to all schools", out.count('"allocated"') == 12 and "Vesper Lane" in out, out[:300])

    book = openpyxl.load_workbook(first)
    mistakes = [("Schools", "URN", 2, 99), ("Inspections", "Judgement", 4, "Splendid"), ("KPIs", "Unit", 2, "furlongs"),
                ("Term dates", "Last day", 1, "soon"), ("House style", "Value", 3, "#FFFFAA"), ("Policy", "Value", 3, 9)]
    places = ["missing.png"]
    for name, heading, row, value in mistakes:
        at = place(book[name], heading, row)
        book[name][at] = value
        places.append("%s!%s:" % (name, at))
    book["House style"][place(book["House style"], "Value", 2)] = "missing.png"
    book.create_sheet("My notes")["A1"] = "ours"
    wrong = os.path.join(work, "wrong-setup.xlsx")
    book.save(wrong)
    status, out, err = run("init", "-o", os.path.join(work, "third.xlsx"), "--from", wrong)
    told = [at for at in places if at in err]
    check("each mistake by its cell, and the rest is used", status == 1 and told == places
          and len(err.splitlines()) == len(places) + 1, (status, places, err))

    status, out, err = run("init", "x.xlsx")
    check("a path without --from is explained", status == 2 and "--from" in err, (status, err))
    status, out, err = run("init", "--year", "soon")
    check("a wrong year is explained", status == 2, (status, err))
    status, out, err = run("init", "-o", os.path.join(work, "nowhere", "x.xlsx"))
    check("a folder that is not there is status 4", status == 4, (status, err))

sys.exit(1 if failures else 0)
