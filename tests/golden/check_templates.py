#!/usr/bin/env python3
"""Blank forms are read as blank forms of their family, and what is filled in comes back."""
import json
import os
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is absent")
    sys.exit(77)

command = os.environ["WF_COMMAND"]
FILLED = {"action": "Buy decodable books", "lead": ["HT", "SENCo"], "rag": "amber"}
LEADS = ("Lead", "Accountable lead")
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def read(path):
    return json.loads(subprocess.run([command, "read", "--json", path], check=True, capture_output=True).stdout)


def fill(path):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "School":
                sheet.cell(cell.row, cell.column + 1).value = "Elmcott Primary School"
            elif cell.value == "Priority 1:":
                cell.value = "Priority 1: Read more"
                heads = {c.value: c.column for c in sheet[cell.row + 1] if c.value}
                first = min(heads.values())
                sheet.cell(cell.row + 2, first).value = FILLED["action"]
                sheet.cell(cell.row + 2, heads["RAG"]).value = "Amber"
                sheet.cell(cell.row + 2, next(heads[h] for h in LEADS if h in heads)).value = ", ".join(FILLED["lead"])
    book.save(path)


with tempfile.TemporaryDirectory() as work:
    for family in ("way-forward", "rapid-recovery", "next-steps", "action-plan", "dashboard"):
        path = os.path.join(work, family + ".xlsx")
        subprocess.run([command, "template", family, "--year", "2026-27", "-o", path], check=True, stdout=subprocess.DEVNULL)
        blank = read(path)
        check(blank["family"] == family, "%s: the blank is read as %s" % (family, blank["family"]))
        check(not blank["plan"].get("priorities") and not blank["plan"].get("kpis"), family + ": the blank is not empty")
        if family == "dashboard":
            continue
        fill(path)
        plan = read(path)["plan"]
        check(plan.get("school") == "Elmcott Primary School" and plan.get("academic_year") == "2026-27", family + ": details")
        actions = [a for p in plan.get("priorities", []) for a in p.get("actions", [])]
        check(len(actions) == 1 and all(actions[0].get(k) == v for k, v in FILLED.items()), "%s: %s came back" % (family, actions))
        check([p["title"] for p in plan.get("priorities", [])] == ["Read more"], family + ": the priority")
print("templates: " + ("blank and filled, all come back" if failures == 0 else "%d failures" % failures))
sys.exit(1 if failures else 0)
