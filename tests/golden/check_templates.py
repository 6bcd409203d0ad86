#!/usr/bin/env python3
"""A blank form of every family of the contract is read as a blank of that family with every cell accounted for, has
drop-downs, notes, the year's term dates and a list of its sheets; and what is filled in comes back as it was typed."""
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
SCHOOL = "Elmcott Primary School"
PLANS = ("way-forward", "rapid-recovery", "next-steps", "action-plan")
FAMILIES = PLANS + ("team-around-school", "strands", "strategic", "trust-review", "dashboard")
LEADS = ("Lead", "Accountable lead")
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def run(*arguments):
    return subprocess.run([command] + list(arguments), check=True, capture_output=True).stdout


def read(path):
    plan = json.loads(run("read", "--json", path))
    check(isinstance(plan, dict), path + ": read as %s plans" % (len(plan) if isinstance(plan, list) else 1))
    source = plan["source"]
    check(source["mapped"] + source["unmapped"] == source["cells"] == cells_of(path), "%s: a cell is not accounted for" % path)
    return plan


def cells_of(path):
    """Cells as openpyxl counts them, and the notes, each once a note."""
    book = openpyxl.load_workbook(path)
    return sum((cell.value is not None) + (cell.comment is not None) for sheet in book for row in sheet.iter_rows() for cell in row)


def below(sheet, heading, offset=1):
    """The cell under (or right of) a heading."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == heading:
                return cell.row + offset, cell.column
    raise KeyError(heading)


def put(sheet, heading, *texts):
    row, column = below(sheet, heading)
    for i, text in enumerate(texts):
        sheet.cell(row + i, column).value = text


def beside(sheet, label, text):
    row, column = below(sheet, label, 0)
    sheet.cell(row, column + 1).value = text


def put_action(sheet, row):
    heads = {c.value: c.column for c in sheet[row] if c.value}
    sheet.cell(row + 1, min(heads.values())).value = "Buy decodable books"
    sheet.cell(row + 1, heads["RAG"]).value = "Amber"
    sheet.cell(row + 1, next(heads[h] for h in LEADS if h in heads)).value = "HT, SENCo"


def fill_plan(book):
    sheet = book.worksheets[0]
    beside(sheet, "School", SCHOOL)
    row, column = below(sheet, "Priority 1:", 0)
    sheet.cell(row, column).value = "Priority 1: Read more"
    put_action(sheet, row + 1)


def fill_meeting(book):
    record = book["Record of meeting"]
    for label, text in (("Name of School:", SCHOOL), ("Head Teacher:", "Mrs A. Reed"), ("Chair of TAS:", "Mr B. Cole"),
                        ("Date of TAS:", "12/11/2026"), ("Meeting Number:", "1"), ("Present:", "Headteacher; Chair of Governors")):
        beside(record, label, text)
    beside(book["Risk"], "Risk rating", "MEDIUM")
    put(book["Factors"], "What are the key factors preventing this?", "Two teachers are new.")
    put(book["Factors"], "By when?", "24 April 2027")
    sheet = book["Recovery plan"]
    put(sheet, "Priority", "Read more")
    put(sheet, "Actions", "Buy decodable books")
    put(sheet, "Lead", "HT, SENCo")
    put(sheet, "RAG", "Amber")


def fill_strands(book):
    sheet = book.worksheets[0]
    row, column = below(sheet, "Strand 1:", 0)
    sheet.cell(row, column).value = "Strand 1: Read more"
    put(sheet, "Overarching key performance indicators", "Every school has a signed plan by December 2026")
    put(sheet, "Strand 1 \u2013 KPI", "Loans rise by half")
    put(sheet, "Strand 1 \u2013 Actions", "Buy decodable books")


def fill_strategic(book):
    sheet = book.worksheets[0]
    for heading, text in (("Ref", "1.1"), ("Strategic area", "Raising Attainment"), ("MAT framework", "1/9"),
                          ("KPI", "By August 2027 every school is above the national figure."), ("Deadline", "August 2027"),
                          ("Lead", "CEO")):
        put(sheet, heading, text)


def fill_review(book):
    beside(book["Review"], "School", SCHOOL)
    put(book["Support"], "NLE", "Leadership of the curriculum")
    sheet = book["Findings"]
    put_action(sheet, below(sheet, "Action", 0)[0])


def fill_dashboard(book):
    sheet = book.worksheets[0]
    beside(sheet, "School", SCHOOL)
    for heading, value in (("Indicator", "Attendance"), ("Unit", "%"), ("Better is", "Higher"), ("Baseline", 93.1), ("Target", 95),
                           ("Cohort", 210), ("Term 1", 93.4), ("Term 2", 94.2)):
        put(sheet, heading, value)


def has_action(plan, family):
    actions = [a for p in plan.get("priorities", []) for a in p.get("actions", [])]
    wanted = {"action": "Buy decodable books", "lead": ["HT", "SENCo"], "rag": "amber"}
    check(len(actions) == 1 and all(actions[0].get(k) == v for k, v in wanted.items()), "%s: %s came back" % (family, actions))


def came_back(family, plan):
    if family not in ("strands", "strategic"):
        check(plan.get("school") == SCHOOL, "%s: the school is %s" % (family, plan.get("school")))
    if family != "team-around-school":
        check(plan.get("academic_year") == "2026-27", family + ": the year")
    if family in PLANS or family == "team-around-school":
        has_action(plan, family)
        check([p["title"] for p in plan["priorities"]] == ["Read more"], family + ": the priority")
    if family == "team-around-school":
        risk = plan.get("risk", {})
        check(risk.get("rating") == "medium" and [f["factor"] for f in risk.get("factors", [])] == ["Two teachers are new."], family + ": risk %s" % risk)
        check(risk["factors"][0]["by_when"].get("end") == "2027-04-24", family + ": by when")
        check(plan["meeting"]["date"].get("start") == "2026-11-12" and len(plan["meeting"]["present"]) == 2, family + ": the meeting %s" % plan["meeting"])
    if family == "strands":
        check([k["name"] for k in plan.get("kpis", [])] == ["Every school has a signed plan by December 2026", "Loans rise by half"], family + ": KPIs %s" % plan.get("kpis"))
        check([(p["title"], [a["action"] for a in p.get("actions", [])]) for p in plan["priorities"]] == [("Read more", ["Buy decodable books"])], family + ": %s" % plan["priorities"])
    if family == "strategic":
        area = plan["priorities"][0]
        check(len(plan["priorities"]) == 1 and area["title"] == "Raising Attainment" and area["frameworks"] == ["1", "9"] and area["lead"] == ["CEO"], "%s: %s" % (family, area))
        check(plan["kpis"][0]["deadline"]["end"] == "2027-08-31", "%s: %s" % (family, plan["kpis"]))
    if family == "trust-review":
        has_action(plan, family)
        check([c["category"] for c in plan["categories"]] == list("ABCD") and len(plan["activities"]) == 25, family + ": criteria, activities")
        check([(s["role"], s["focus"]) for s in plan.get("support", [])] == [("NLE", "Leadership of the curriculum")], "%s: %s" % (family, plan.get("support")))
    if family == "dashboard":
        kpi = plan["kpis"][0]
        check((kpi["name"], kpi["baseline"], kpi["target"], kpi["direction"]) == ("Attendance", 93.1, 95, "up"), "%s: %s" % (family, kpi))
        check([(o["period"], o["value"], o.get("cohort")) for o in kpi["observations"]] == [("2026-27/T1", 93.4, 210), ("2026-27/T2", 94.2, 210)], "%s: %s" % (family, kpi))


FILL = {"team-around-school": fill_meeting, "strands": fill_strands, "strategic": fill_strategic, "trust-review": fill_review,
        "dashboard": fill_dashboard}
BLANK = {"trust-review": {"categories", "activities"}}  # the guidance's own, to be changed


def look(family, path):
    book = openpyxl.load_workbook(path)
    notes = sum(c.comment is not None for s in book for row in s.iter_rows() for c in row)
    lists = sum(d.type == "list" for s in book for d in s.data_validations.dataValidation)
    check(notes >= 3, "%s: %d notes" % (family, notes))
    check(lists >= 1 or family in ("strands", "strategic"), family + ": no drop-down")
    dates = book["Term dates"]
    check([dates.cell(5, c).value.strftime("%Y-%m-%d") for c in (2, 3)] == ["2026-09-14", "2026-10-16"], family + ": own term dates")
    named = {c.value for row in book["Contents"].iter_rows() for c in row if c.hyperlink}
    check(named == set(book.sheetnames) - {"Contents"}, "%s: contents name %s" % (family, named))


with tempfile.TemporaryDirectory() as work:
    own = os.path.join(work, "terms.csv")
    with open(own, "w") as out:
        out.write("term,start,end\n1,2026-09-14,2026-10-16\n")
    for family in FAMILIES:
        path = os.path.join(work, family + ".xlsx")
        run("template", family, "--year", "2026-27", "--terms", own, "-o", path)
        look(family, path)
        blank = read(path)
        check(blank["family"] == family, "%s: the blank is read as %s" % (family, blank["family"]))
        known = {k for k in ("priorities", "kpis", "risk", "support", "categories", "activities") if blank["plan"].get(k)}
        check(known == BLANK.get(family, set()), "%s: the blank holds %s" % (family, known))
        book = openpyxl.load_workbook(path)
        FILL.get(family, fill_plan)(book)
        book.save(path)
        filled = read(path)
        check(filled["family"] == family, "%s: filled in it is read as %s" % (family, filled["family"]))
        came_back(family, filled["plan"])
    wrong = subprocess.run([command, "template", "way-foward"], capture_output=True)
    check(wrong.returncode == 2 and b'did you mean "way-forward"' in wrong.stderr, "the nearest family is not named")
print("templates: " + ("%d families, blank and filled: all come back" % len(FAMILIES) if failures == 0 else "%d failures" % failures))
sys.exit(1 if failures else 0)
