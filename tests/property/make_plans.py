#!/usr/bin/python3
"""Invented plans in layouts drawn at random, each with what a reader should make of it.

  make_plans.py DIR COUNT [SEED]     writes DIR/NNN-family.ext and .truth.json beside each

The layouts vary in what real ones vary in: wording of headers, order of columns, where a priority
stands, how ratings, times, costs and lists are written, where the details are, blank rows and
columns, fills that mean nothing. Same seed, same files. Needs openpyxl, python-docx and xlwt.
"""
import datetime
import json
import os
import random
import sys

import docx
import openpyxl
import xlwt
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

SCHOOLS = ["Tarnfield Primary School", "St Oswin's C of E Primary School", "Hallowby Academy",
           "Brackenhurst Junior School", "Mossvale High School", "The Kilnwood School"]
TRUSTS = ["Eastmere Learning Trust", "Wendle Valley Schools Partnership", "Copperfields Multi Academy Trust"]
HEADS = ["Mrs A. Teal", "Mr J. Okafor", "Dr P. Lindqvist", "Ms R. Devi"]
PRIORITIES = ["Raise attainment in writing across key stage 2", "Improve attendance and punctuality of vulnerable pupils",
              "Strengthen middle leadership so that subjects are led well", "Secure good progress in mathematics for all groups",
              "Develop a reading culture from the early years", "Improve behaviour at unstructured times",
              "Embed a broad and ambitious curriculum", "Close the gap for disadvantaged pupils"]
VERBS = ["Train", "Coach", "Support", "Challenge", "Survey", "Brief", "Meet"]
WHO = ["class teachers", "subject leaders", "teaching assistants", "middle leaders", "new staff", "the inclusion team"]
WHAT = ["to plan sequences of lessons from the agreed progression map", "in the use of low-stakes quizzing at the start of lessons",
        "to moderate work with two partner schools", "on precise verbal feedback during independent work",
        "so that pupils with SEND reach the same end points", "in running short daily fluency practice",
        "to review books together and agree next teaching points", "on clear routines for transition and lining up"]
CRITERIA = ["Work scrutiny shows consistent practice", "At least 80% of pupils reach the expected standard",
            "Pupils can explain what they are learning", "Persistent absence falls below 12%", "All staff meet the agreed non-negotiables",
            "Moderation confirms judgements", "Pupil voice is positive", "Learning walks find no weak practice"]
RATIONALE = ["Outcomes were below those of similar schools last year.", "Visits in the summer found that practice varies.",
             "The gap has widened since the last review.", "Pupils told us that they find this hard."]
RESOURCES = ["Staff meeting time", "Two release days", "Reading books for each class", "Existing staffing", "Visiting specialist"]
MONITORING = ["Learning walks and book looks", "Half-termly data review", "Joint visits with the link governor", "Pupil progress meetings"]
EVALUATION = ["Good start; practice is more consistent in Years 3 and 4.", "Delayed because of staff absence.", "Impact can be seen in books."]
LEADS = ["HT", "DHT", "SENCo", "Maths Lead", "English Lead", "EYFS Lead", "AHT", "Phase Leader", "SBM"]
INDICATORS = [("Attendance", "up", 94.1, 1), ("Persistent absence", "down", 17.2, 1), ("Phonics Year 1", "up", 78, 0),
              ("Reading at the expected standard", "up", 71, 0), ("Maths at the expected standard", "up", 69, 0),
              ("Good level of development", "up", 66, 0), ("Suspensions per 100 pupils", "down", 4.3, 1)]

HEADERS = {
    "action": ["Action", "Actions", "Key Actions", "Actions to be taken", "What will we do?", "Tasks", "Specific actions", "Action steps", "Key tasks", "Strategies", "What needs to be done?", "Implementation"],
    "code": ["No.", "Ref", "Action no."],
    "rationale": ["Rationale", "Why?", "Reason", "Justification", "Where are we now?", "Evidence for need", "Current position"],
    "success_criteria": ["Success Criteria", "Success criteria / measure", "How will we know?", "Success measures", "What success looks like", "Success indicators", "Measurable outcomes", "Intended impact", "Expected outcomes", "Outcomes / Success Criteria"],
    "lead": ["Lead", "Lead person", "By whom?", "Person responsible", "Who?", "Owner", "Staff lead", "Responsibility", "Led by", "Persons responsible", "Action owner", "Named lead", "Personnel involved", "Who is responsible?"],
    "when": ["Timescale", "By when?", "Time Frame", "Deadline", "Target date", "When?", "Due date", "Timeline", "Completion date", "To be completed by", "Due", "Time line", "Date for completion", "Timescales/deadlines"],
    "resources": ["Resources", "Resources needed", "Resource implications", "Resources (human/material)", "CPD", "Inputs"],
    "cost": ["Cost", "Budget", "Cost (£)", "Estimated cost", "Costing", "Financial implications", "Budgeted cost"],
    "monitoring": ["Monitoring", "Monitoring and evaluation", "How will it be monitored?", "Monitoring arrangements", "Monitoring Strategy", "M&E", "Monitoring activities"],
    "evaluation": ["Evaluation", "Review of progress", "Progress to date", "Impact statement", "Evaluation of impact", "Progress update", "Termly review", "Impact Statement"],
    "rag": ["RAG", "RAG rating", "RAG status", "BRAG", "Progress RAG", "RAGB", "Traffic light"],
    "status": ["Status", "Current status", "Action status"],
    "support_required": ["Support required", "Support needed", "Trust support", "External support", "LA support"],
    "key_questions": ["Key questions", "Governor questions", "Lines of enquiry", "Questions for governors"],
}
FILLS = {"red": ["FF0000", "FFC7CE", "C00000"], "amber": ["FFC000", "FFEB9C"], "green": ["00B050", "92D050", "C6EFCE"], "blue": ["0070C0", "00B0F0"]}
STATUS = {"not-started": ["Not started", "To do"], "in-progress": ["In progress", "Underway"], "complete": ["Complete", "Completed", "Done"]}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def last_day(year, month):
    return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day


def make_when(rng, year):
    """(value for the cell, truth): the value is a text or a date."""
    kind = rng.randrange(9)
    month = rng.choice([9, 10, 11, 12, 1, 2, 3, 5, 6, 7])
    y = year if month >= 9 else year + 1
    day = datetime.date(y, month, rng.randint(1, 28))
    iso = day.isoformat()
    if kind == 0:
        text = day.strftime(rng.choice(["%d.%m.%y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y"]))
        return text, {"text": text, "start": iso, "end": iso}
    if kind == 1:
        return day, {"text": day.strftime("%d/%m/%Y"), "start": iso, "end": iso}
    if kind == 2:
        text = "By " + day.strftime("%d.%m.%y")
        return text, {"text": text, "end": iso}
    if kind == 3:
        text = "%s %d" % (MONTHS[month - 1], y)
        return text, {"text": text, "start": "%d-%02d-01" % (y, month), "end": "%d-%02d-%02d" % (y, month, last_day(y, month))}
    if kind == 4:
        text = MONTHS[month - 1]
        return text, {"text": text, "start": "%d-%02d-01" % (y, month), "end": "%d-%02d-%02d" % (y, month, last_day(y, month))}
    if kind == 5:
        term = rng.randint(1, 6)
        season, half = ["Autumn", "Spring", "Summer"][(term - 1) // 2], (term - 1) % 2 + 1
        text = rng.choice(["%s %d" % (season, half), "%s%d" % (season[:3], half), "Term %d" % term, "T%d" % term, "HT%d" % term])
        return text, {"text": text, "terms": [term]}
    if kind == 6:
        i = rng.randrange(3)
        season = ["Autumn", "Spring", "Summer"][i]
        text = rng.choice(["%s term", "%s Term", "By end of %s Term", "%s"]) % season
        return text, {"text": text, "terms": [2 * i + 1, 2 * i + 2]}
    if kind == 7:
        text, recurrence = rng.choice([("Ongoing", "ongoing"), ("Weekly", "weekly"), ("Termly", "termly"), ("Half-termly", "half-termly"), ("Monthly", "monthly")])
        return text, {"text": text, "recurrence": recurrence}
    monday = day - datetime.timedelta(days=day.weekday())
    text = rng.choice(["w/c %s", "W/C %s"]) % monday.strftime("%d.%m.%y")
    return text, {"text": text, "start": monday.isoformat(), "end": (monday + datetime.timedelta(days=4)).isoformat()}


def make_cost(rng):
    kind = rng.randrange(5)
    n = rng.randrange(50, 2000, 50)
    if kind == 0:
        return "£%s" % format(n, ","), {"text": "£%s" % format(n, ","), "amount": n}
    if kind == 1:
        return n, {"text": str(n), "amount": n}
    if kind == 2:
        text = "£%d + £%d cover" % (n, 200)
        return text, {"text": text, "amount": n + 200}
    if kind == 3:
        text = "3 x £%d" % n
        return text, {"text": text, "amount": 3 * n}
    return "Nil", {"text": "Nil"}


def make_criteria(rng):
    items = rng.sample(CRITERIA, rng.randint(1, 3))
    if len(items) == 1:
        return items[0], items
    style = rng.randrange(3)
    text = "\n".join({0: "• ", 1: "- ", 2: ""}[style] + s for s in items)
    return text, items


def make_action(rng, year, fields, number):
    truth, cells = {}, {}
    text = "%s %s %s." % (rng.choice(VERBS), rng.choice(WHO), rng.choice(WHAT))
    truth["action"] = cells["action"] = text
    for f in fields:
        if f == "code":
            truth["code"] = cells["code"] = number
        elif f == "success_criteria":
            cells[f], truth[f] = make_criteria(rng)
        elif f == "lead":
            people = rng.sample(LEADS, rng.choice([1, 1, 2]))
            truth[f], cells[f] = people, rng.choice(["/", ", ", " & ", " and "]).join(people)
        elif f == "when":
            cells[f], truth[f] = make_when(rng, year)
        elif f == "cost":
            cells[f], truth[f] = make_cost(rng)
        elif f == "rag":
            truth[f] = rng.choice(list(FILLS))
        elif f == "status":
            truth[f] = rng.choice(list(STATUS))
            cells[f] = rng.choice(STATUS[truth[f]])
        elif f == "monitoring":
            cells[f] = rng.choice(MONITORING)
            truth[f] = {"how": cells[f]}
        else:
            pool = {"rationale": RATIONALE, "resources": RESOURCES, "evaluation": EVALUATION,
                    "support_required": ["Adviser visit", "Trust lead practitioner for two days"],
                    "key_questions": ["What difference has this made for pupils?", "How do leaders know?"]}[f]
            truth[f] = cells[f] = rng.choice(pool)
    return truth, cells


def make_plan(rng):
    year = rng.randint(2019, 2026)
    name = "%d-%02d" % (year, (year + 1) % 100)
    school = rng.choice(SCHOOLS)
    title = rng.choice(["School Improvement Plan", "School Development Plan", "Raising Attainment Plan", "Academy Improvement Plan", "Action Plan"])
    fields = ["success_criteria", "lead", "when"] + rng.sample(
        ["rationale", "resources", "cost", "monitoring", "evaluation", "support_required", "key_questions"], rng.randint(1, 4))
    if rng.random() < 0.5:
        fields.append("code")
    rating = rng.choice(["rag", "rag", "status", None])
    if rating:
        fields.append(rating)
    truth = {"title": title, "school": school, "academic_year": name, "priorities": []}
    if rng.random() < 0.4:
        truth["organisation"] = rng.choice(TRUSTS)
    if rng.random() < 0.6:
        truth["headteacher"] = rng.choice(HEADS)
    rows = []
    for p, text in enumerate(rng.sample(PRIORITIES, rng.randint(2, 4))):
        actions = [make_action(rng, year, fields, "%d.%d" % (p + 1, a + 1)) for a in range(rng.randint(2, 5))]
        truth["priorities"].append({"code": str(p + 1), "title": text, "actions": [t for t, _ in actions]})
        rows.append([c for _, c in actions])
    return truth, rows, fields, year


# ------------------------------------------------------------------ a neutral sheet: cells, merges, fills
class Sheet:
    def __init__(self, name):
        self.name, self.cells, self.merges, self.fills, self.bold = name, {}, [], {}, set()

    def put(self, r, c, v, fill=None, bold=False):
        if v is not None:
            self.cells[r, c] = v
        if fill:
            self.fills[r, c] = fill
        if bold:
            self.bold.add((r, c))

    def size(self):
        keys = list(self.cells) + list(self.fills)
        return max(r for r, _ in keys) + 1, max(c for _, c in keys) + 1


def rating(rng, style, truth):
    """(text, fill) of a rating; sets rag_from."""
    rag = truth["rag"]
    if style == "fill":
        truth["rag_from"] = "fill"
        return None, rng.choice(FILLS[rag])
    truth["rag_from"] = "text"
    text = {"word": rag.capitalize(), "letter": rag[0].upper(), "both": rag.capitalize()}[style]
    return text, rng.choice(FILLS[rag]) if style == "both" else None


def lay_out(rng, truth, rows, fields):
    """The plan as sheets, in a layout drawn at random."""
    where = rng.choice(["banner", "above", "merged", "repeated", "sheets"])
    order = ["action"] + [f for f in fields if f != "code"]
    rng.shuffle(order)
    order.sort(key=lambda f: {"rationale": 0, "action": 1, "rag": 3, "status": 3, "evaluation": 3}.get(f, 2) + rng.random() * 0.4)
    if "code" in fields:
        order.insert(0, "code")
    heads = [rng.choice(HEADERS[f]) for f in order]
    style = rng.choice(["word", "letter", "fill", "both"])
    left, head_fill, zebra = rng.choice([0, 0, 1]), rng.choice([None, "1F3864", "C6EFCE", "BDD7EE"]), rng.random() < 0.3
    gap = rng.choice([0, 1, 2])
    label = rng.choice(["one", "two", "pair"])
    first = rng.choice(["Priority", "Objective", "Key Issue"])
    sheets = []

    def start(name):
        sheet = Sheet(name)
        sheets.append(sheet)
        r = rng.choice([0, 0, 1])
        if "organisation" in truth:
            sheet.put(r, left, truth["organisation"])
            r += 1
        sheet.put(r, left, truth["title"], bold=True)
        sheet.merges.append((r, left, r, left + len(order) - 1))
        r += 1 + rng.choice([0, 1])
        details = [("School", truth["school"]), ("Academic year", truth["academic_year"].replace("-", rng.choice(["-", "/"])))]
        if "headteacher" in truth:
            details.append(("Headteacher", truth["headteacher"]))
        for i, (k, v) in enumerate(details):
            if label == "one":
                sheet.put(r, left, "%s: %s" % (k, v))
                r += 1
            elif label == "two" or len(order) < 5:
                sheet.put(r, left, k + rng.choice(["", ":"]), bold=True)
                sheet.put(r, left + 1, v)
                r += 1
            else:
                sheet.put(r, left + 3 * (i % 2), k, bold=True)
                sheet.put(r, left + 3 * (i % 2) + 1, v)
                r += i % 2
        return sheet, r + 1 + gap

    def header(sheet, r, extra=None):
        for i, h in enumerate(([extra] if extra else []) + heads):
            sheet.put(r, left + i, h, head_fill, True)
        return r + 1

    def body(sheet, r, p, shift):
        for a, cells in zip(truth["priorities"][p]["actions"], rows[p]):
            for i, f in enumerate(order):
                if f == "rag":
                    sheet.put(r, left + shift + i, *rating(rng, style, a))
                else:
                    sheet.put(r, left + shift + i, cells.get(f), "F2F2F2" if zebra and r % 2 else None)
            r += 1
        return r

    n = len(truth["priorities"])
    if where == "sheets":
        for p, priority in enumerate(truth["priorities"]):
            sheet, r = start("Priority %d" % (p + 1))
            sheet.put(r, left, "%s %d: %s" % (first, p + 1, priority["title"]), bold=True)
            body(sheet, header(sheet, r + 1 + rng.choice([0, 1])), p, 0)
        return sheets
    sheet, r = start(rng.choice(["Plan", "Sheet1", "SIP"]))
    column = where in ("merged", "repeated")
    if where != "above":
        r = header(sheet, r, first if column else None)
    for p in range(n):
        priority = truth["priorities"][p]
        text = "%d. %s" % (p + 1, priority["title"]) if column else "%s %d: %s" % (first, p + 1, priority["title"])
        if where == "above":
            sheet.put(r, left, text, bold=True)
            r = body(sheet, header(sheet, r + 1), p, 0) + 1 + gap
        elif where == "banner":
            sheet.put(r, left, text, "FFE699", True)
            sheet.merges.append((r, left, r, left + len(order) - 1))
            r = body(sheet, r + 1, p, 0)
        else:
            end = body(sheet, r, p, 1)
            sheet.put(r, left, text)
            if where == "merged" and end - r > 1:
                sheet.merges.append((r, left, end - 1, left))
            for k in range(r + 1, end if where == "repeated" else r):
                sheet.put(k, left, text)
            r = end
    return sheets


# ------------------------------------------------------------------ dashboards
def make_dashboard(rng):
    year = rng.randint(2020, 2026)
    name = "%d-%02d" % (year, (year + 1) % 100)
    truth = {"title": rng.choice(["Data Dashboard", "Termly Data Dashboard", "KPI Dashboard"]), "school": rng.choice(SCHOOLS), "academic_year": name, "kpis": []}
    sheet = Sheet("Dashboard")
    terms = rng.choice([["Term 1", "Term 2", "Term 3", "Term 4", "Term 5", "Term 6"], ["T1", "T2", "T3", "T4", "T5", "T6"],
                        ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"], ["Autumn", "Spring", "Summer"]])
    periods = ["%s/%s" % (name, t.lower() if len(terms) == 3 else "T%d" % (i + 1)) for i, t in enumerate(terms)]
    use_unit, use_cohort, use_national = rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.6
    style = "number" if use_unit else rng.choice(["percent", "sign"])
    use_direction = rng.random() < 0.4
    heads = [rng.choice(["Indicator", "KPI", "Performance measure", "Measure"])]
    heads += ["Unit"] if use_unit else []
    heads += ["Polarity"] if use_direction else []
    heads += [rng.choice(["Cohort", "Number of pupils"])] if use_cohort else []
    heads += [rng.choice(["Baseline", "Last year"]), "Target"] + (["National"] if use_national else []) + terms
    sheet.put(0, 0, truth["title"], bold=True)
    sheet.put(1, 0, "School: " + truth["school"])
    sheet.put(2, 0, "Academic year: " + name)
    r = rng.choice([3, 4])
    for c, h in enumerate(heads):
        sheet.put(r, c, h, "BDD7EE", True)

    def value(x):
        return {"number": round(x, 1), "percent": ("%", round(x, 1) / 100), "sign": "%.1f%%" % x}[style]
    known = rng.randint(1, len(terms))
    for ind, direction, base, _ in rng.sample(INDICATORS[:6], rng.randint(3, 6)):
        r += 1
        kpi = {"name": ind, "baseline": round(base, 1), "target": round(base + (4 if direction == "up" else -4), 1), "observations": [], "unit": "%"}
        cells = [ind]
        if use_unit:
            cells.append("%")
        if use_direction:
            kpi["direction"] = direction
            cells.append({"up": "Higher is better", "down": "Lower is better"}[direction])
        n = rng.randint(20, 60)
        if use_cohort:
            cells.append(n)
        cells += [value(kpi["baseline"]), value(kpi["target"])]
        if use_national:
            kpi["national"] = round(base + rng.choice([-1, 0.5, 2]), 1)
            cells.append(value(kpi["national"]))
        for i, p in enumerate(periods):
            if i >= known:
                cells.append(None)
            elif rng.random() < 0.1:
                cells.append(rng.choice(["n/a", "-", "c"]))
            else:
                x = round(base + rng.uniform(-3, 3), 1)
                cells.append(value(x))
                o = {"period": p, "value": x}
                if use_cohort:
                    o["cohort"] = n
                kpi["observations"].append(o)
        for c, v in enumerate(cells):
            sheet.put(r, c, v)
        if not kpi["observations"]:
            del kpi["observations"]
        truth["kpis"].append(kpi)
    return truth, [sheet]


# ------------------------------------------------------------------ writing
def write_xlsx(sheets, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for s in sheets:
        ws = book.create_sheet(s.name)
        for (r, c), v in s.cells.items():
            cell = ws.cell(r + 1, c + 1)
            if isinstance(v, tuple):
                cell.value, cell.number_format = v[1], "0.0%"
            else:
                cell.value = v
                if isinstance(v, datetime.date):
                    cell.number_format = "dd/mm/yyyy"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for (r, c), f in s.fills.items():
            ws.cell(r + 1, c + 1).fill = PatternFill("solid", fgColor=f)
        for r, c in s.bold:
            ws.cell(r + 1, c + 1).font = Font(bold=True)
        for r, c, r2, c2 in s.merges:
            if (r, c) != (r2, c2):
                ws.merge_cells("%s%d:%s%d" % (get_column_letter(c + 1), r + 1, get_column_letter(c2 + 1), r2 + 1))
    book.save(path)


def write_xls(sheets, path):
    book = xlwt.Workbook()
    index = {}
    styles = {}

    def style(fill, bold, fmt):
        key = fill, bold, fmt
        if key not in styles:
            st = xlwt.XFStyle()
            st.font.bold = bold
            st.alignment.wrap = 1
            if fmt:
                st.num_format_str = fmt
            if fill:
                if fill not in index:
                    index[fill] = 8 + len(index)
                    book.set_colour_RGB(index[fill], int(fill[:2], 16), int(fill[2:4], 16), int(fill[4:], 16))
                st.pattern.pattern = xlwt.Pattern.SOLID_PATTERN
                st.pattern.pattern_fore_colour = index[fill]
            styles[key] = st
        return styles[key]
    for s in sheets:
        ws = book.add_sheet(s.name)
        tops = {(r, c): (r2, c2) for r, c, r2, c2 in s.merges if (r, c) != (r2, c2)}
        covered = {(a, b) for (r, c), (r2, c2) in tops.items() for a in range(r, r2 + 1) for b in range(c, c2 + 1)}
        for r, c in sorted(set(s.cells) | set(s.fills)):
            v = s.cells.get((r, c))
            fmt = "DD/MM/YYYY" if isinstance(v, datetime.date) else "0.0%" if isinstance(v, tuple) else None
            v = v[1] if isinstance(v, tuple) else v
            st = style(s.fills.get((r, c)), (r, c) in s.bold, fmt)
            if (r, c) in tops:
                ws.write_merge(r, tops[r, c][0], c, tops[r, c][1], v, st)
            elif (r, c) not in covered:
                ws.write(r, c, v, st)
    book.save(path)


def shade(cell, fill):
    shd = OxmlElement("w:shd")
    shd.set(qn("w:val"), "clear")
    shd.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shd)


def write_docx(sheets, path):
    """Rows of one cell become paragraphs, the rest a table each."""
    out = docx.Document()
    for s in sheets:
        height, width = s.size()
        block = []

        def flush():
            if not block:
                return
            used = sorted({c for r in block for c in range(width) if (r, c) in s.cells or (r, c) in s.fills})
            left, right = used[0], used[-1]
            table = out.add_table(len(block), right - left + 1)
            table.style = "Table Grid"
            for i, r in enumerate(block):
                for c in range(left, right + 1):
                    v = s.cells.get((r, c))
                    v = v.strftime("%d/%m/%Y") if isinstance(v, datetime.date) else "%.1f%%" % (100 * v[1]) if isinstance(v, tuple) else v
                    cell = table.cell(i, c - left)
                    if v is not None:
                        cell.text = str(v)
                    if (r, c) in s.fills:
                        shade(cell, s.fills[r, c])
            for r, c, r2, c2 in s.merges:
                if r in block and (r, c) != (r2, c2):
                    table.cell(block.index(r), c - left).merge(table.cell(block.index(min(r2, block[-1])), min(c2, right) - left))
            block.clear()
        for r in range(height):
            cells = [c for c in range(width) if (r, c) in s.cells]
            inside = any(m[0] < r <= m[2] for m in s.merges)
            banner = len(cells) == 1 and (r, cells[0]) in s.fills
            if not cells and not any((r, c) in s.fills for c in range(width)):
                flush()
            elif len(cells) == 1 and not inside and not banner and not block:
                out.add_paragraph(str(s.cells[r, cells[0]]), style="Title" if r < 3 and (r, cells[0]) in s.bold else None)
            else:
                block.append(r)
        flush()
    out.save(path)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, count = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        if i % 4 == 3:
            family, (truth, sheets) = "dashboard", make_dashboard(rng)
        else:
            truth, rows, fields, _ = make_plan(rng)
            family, sheets = "action-plan", lay_out(rng, truth, rows, fields)
        ext = ["xlsx", "xls", "docx"][i % 3]
        path = os.path.join(folder, "%03d-%s.%s" % (i, family, ext))
        {"xlsx": write_xlsx, "xls": write_xls, "docx": write_docx}[ext](sheets, path)
        with open(path + ".truth.json", "w", encoding="utf-8") as f:
            json.dump({"family": family, "plan": truth, "labels": sorted({v for s in sheets for (r, c), v in s.cells.items() if (r, c) in s.bold and isinstance(v, str)})}, f, ensure_ascii=False, indent=1)


main()
