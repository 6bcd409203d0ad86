"""Improvement plans for 2025-26 in seven layouts."""
import datetime

from . import actions, sheets
from .schools import TRUST

NOW = datetime.date(2026, 3, 27)
RED, AMBER, GREEN, BLUE = "FF0000", "FFC000", "92D050", "0070C0"
WORD = {RED: "Red", AMBER: "Amber", GREEN: "Green", BLUE: "Blue"}
DATES = [datetime.date(2025, 9, 26), datetime.date(2025, 10, 17), datetime.date(2025, 11, 28),
         datetime.date(2025, 12, 19), datetime.date(2026, 1, 30), datetime.date(2026, 2, 13),
         datetime.date(2026, 3, 20), datetime.date(2026, 4, 24), datetime.date(2026, 5, 22), datetime.date(2026, 7, 3)]
TERMS = [("Autumn 1", datetime.date(2025, 10, 24)), ("Autumn 2", datetime.date(2025, 12, 19)),
         ("Spring 1", datetime.date(2026, 2, 13)), ("Spring 2", datetime.date(2026, 3, 27)),
         ("Summer 1", datetime.date(2026, 5, 22)), ("Summer 2", datetime.date(2026, 7, 20)),
         ("By the end of the Spring Term", datetime.date(2026, 3, 27)), ("July 2026", datetime.date(2026, 7, 31)),
         ("Ongoing", None), ("Half-termly", None)]


class Action:
    def __init__(self, school, theme, number, spec):
        rng = school.random
        self.text, self.criteria, self.lead, self.resources, self.cost, self.monitoring, self.support = spec
        self.rationale = actions.THEMES[theme][1]
        self.number = number
        kind = rng.random()
        if kind < 0.42:
            self.when = self.due = rng.choice(DATES)
        elif kind < 0.55:
            day = rng.choice(DATES)
            monday = day - datetime.timedelta(days=day.weekday())
            self.when, self.due = "w/c " + monday.strftime("%d.%m.%y"), monday + datetime.timedelta(days=4)
        elif kind < 0.95:
            self.when, self.due = rng.choice(TERMS)
        else:
            self.when = self.due = None
        if rng.random() < 0.07:
            self.lead = None
        self.rag = self.judge(rng)
        self.evaluation = rng.choice(actions.EVALUATIONS) if self.rag else None

    def judge(self, rng):
        past = self.due is not None and self.due <= NOW
        roll = rng.random()
        if past:
            return BLUE if roll < 0.4 else GREEN if roll < 0.68 else AMBER if roll < 0.85 else RED if roll < 0.96 else None
        return GREEN if roll < 0.35 else AMBER if roll < 0.5 else RED if roll < 0.53 else None

    def status(self):
        return {BLUE: "Complete", GREEN: "In progress", AMBER: "In progress", RED: "Not started", None: None}[self.rag]

    def put_when(self, sheet, row, column, **style):
        if isinstance(self.when, datetime.date):
            sheet.put(row, column, self.when, format="DD/MM/YYYY", **style)
        else:
            sheet.put(row, column, self.when, **style)


def bullets(items, mark="•"):
    return items[0] if len(items) == 1 else "\n".join("%s %s" % (mark, item) for item in items)


def priorities(school):
    """Made once a school: chance must not strike twice."""
    if "plan_priorities" not in school.__dict__:
        school.plan_priorities = make_priorities(school)
    return school.plan_priorities


def make_priorities(school):
    out = []
    for n, theme in enumerate(actions.OF_SCHOOL[school.phase], 1):
        title, _, outcomes, specs = actions.THEMES[theme]
        out.append((n, title, outcomes,
                    [Action(school, theme, "%d.%d" % (n, i), spec) for i, spec in enumerate(specs, 1)]))
    return out


def details(sheet, school, pairs, row=2, column=1, gap=1):
    values = {"school": school.name, "head": school.head, "chair": school.chair, "year": "2025-26",
              "year/": "2025/26", "roll": school.roll, "urn": school.urn}
    for label, key in pairs:
        sheet.put(row, column, label, bold=True)
        sheet.put(row, column + gap, values[key])
        row += 1
    return row


def way_forward_sheets(school):
    """A sheet a priority: form above a table with a two-level header; a hidden list sheet."""
    book = []
    for n, title, outcomes, todo in priorities(school):
        sheet = sheets.Sheet("Priority %d" % n)
        sheet.merge(2, 2, 2, 12, "%s: Way Forward Action Plan" % TRUST, bold=True, fill="1F3864", font="FFFFFF")
        row = details(sheet, school, [("School", "school"), ("Headteacher", "head"), ("Academic year", "year/")], 3, 2)
        sheet.merge(row, 2, row, 12, "Priority %d: %s" % (n, title), bold=True, fill="DDEBF7")
        for i, (head, text) in enumerate(zip(["By the end of the Autumn Term", "By the end of the Spring Term",
                                              "So that by the end of the Summer Term"], outcomes)):
            first, last = [(2, 4), (5, 7), (8, 12)][i]
            sheet.merge(row + 1, first, row + 1, last, head, bold=True)
            sheet.merge(row + 2, first, row + 2, last, text)
        top = row + 3
        for i, head in enumerate(["Key Actions", "Rationale", "Support Required", "Lead"]):
            sheet.merge(top, 2 + i, top + 1, 2 + i, head, bold=True, fill="BFBFBF", border=True)
        sheet.merge(top, 6, top, 9, "Monitoring Strategy", bold=True, fill="BFBFBF", border=True)
        sheet.row(top + 1, 6, ["When", "Who", "How", "Dissemination"], bold=True, fill="BFBFBF", border=True)
        for i, head in enumerate(["By when", "Impact Statement / Next Steps", "RAG"]):
            sheet.merge(top, 10 + i, top + 1, 10 + i, head, bold=True, fill="BFBFBF", border=True)
        for r, a in enumerate(todo, top + 2):
            stripe = {"fill": "F2F2F2"} if r % 2 else {}
            sheet.row(r, 2, [a.text, a.rationale, a.support or "None", a.lead], border=True, **stripe)
            sheet.row(r, 6, ["Half-termly", "Headteacher and link governor", a.monitoring, "Leadership team minutes"],
                      border=True, **stripe)
            a.put_when(sheet, r, 10, border=True, **stripe)
            sheet.put(r, 11, a.evaluation, border=True, **stripe)
            sheet.put(r, 12, None, border=True, **({"fill": a.rag} if a.rag else stripe))
        end = top + 2 + len(todo)
        sheet.put(end + 1, 2, "RAG: blue finished, green as planned, amber behind but recoverable, red needs a decision",
                  italic=True)
        sheet.widths = {2: 34, 3: 26, 4: 20, 5: 16, 8: 24, 9: 18, 11: 30}
        book.append(sheet)
    lists = sheets.Sheet("Lists", hidden=True)
    for i, word in enumerate(["Headteacher", "English Lead", "Maths Lead", "SENCo"], 1):
        lists.put(i, 1, word)
    return book + [lists], "way-forward: a sheet a priority, two-level merged header, RAG by fill only, hidden sheet"


def way_forward_stacked(school):
    """All priorities one under another; one table is continued."""
    sheet = sheets.Sheet("WFAP")
    sheet.merge(1, 1, 1, 9, "Way Forward Action Plan 2025-26", bold=True)
    row = details(sheet, school, [("School:", "school"), ("Head Teacher:", "head"), ("Chair of Governors:", "chair")])
    row += 1
    heads = ["Key Actions", "Rationale", "Support Required", "Lead", "When", "Monitoring Who", "Monitoring How",
             "Impact Statement / Next Steps", "RAG"]
    for n, title, outcomes, todo in priorities(school):
        sheet.merge(row, 1, row, 9, "Key Priority %d: %s" % (n, title), bold=True, fill="FFE699")
        for i, (head, text) in enumerate(zip(["By the end of the Autumn Term", "By the end of the Spring Term",
                                              "So that by the end of the Summer Term"], outcomes)):
            sheet.merge(row + 1, 1 + 3 * i, row + 1, 3 + 3 * i, head, bold=True)
            sheet.merge(row + 2, 1 + 3 * i, row + 2, 3 + 3 * i, text)
        row += 3
        sheet.row(row, 1, heads, bold=True, fill="A9D08E", border=True)
        row += 1
        for i, a in enumerate(todo):
            if n == 2 and i == 2:
                sheet.merge(row, 1, row, 9, "Key Priority 2 (continued)", bold=True, fill="FFE699")
                sheet.row(row + 1, 1, heads, bold=True, fill="A9D08E", border=True)
                row += 2
            sheet.row(row, 1, [a.text, a.rationale, a.support, a.lead], border=True)
            a.put_when(sheet, row, 5, border=True)
            sheet.row(row, 6, ["Link governor", a.monitoring, a.evaluation], border=True)
            sheet.put(row, 9, None, border=True, **({"fill": a.rag} if a.rag else {}))
            row += 1
        row += 1
    sheet.put(row, 1, "Reviewed with the trust on 12 December 2025 and 20 March 2026", italic=True)
    sheet.widths = {1: 36, 2: 28, 3: 20, 4: 18, 7: 26, 8: 30}
    return [sheet], "way-forward: tables one under another, one continued, RAG by fill only, green header"


def rapid_recovery_banners(school):
    """One table with a banner row for each priority; RAG word and fill, once contradictory."""
    sheet = sheets.Sheet("RRP")
    sheet.merge(1, 1, 1, 7, "Team Around the School: Rapid Recovery Plan", bold=True)
    row = details(sheet, school, [("School name:", "school"), ("Head teacher:", "head"), ("Chair of TAS:", "chair"),
                                  ("Academic year:", "year")])
    row += 1
    sheet.row(row, 1, ["No.", "SCHOOL/LA actions", "Success Criteria", "Resources", "Time Frame", "Lead", "RAG"],
              bold=True, fill="305496", font="FFFFFF", border=True)
    row += 1
    told = False
    for n, title, _, todo in priorities(school):
        sheet.merge(row, 1, row, 7, "PRIORITY %d: %s" % (n, title), bold=True, fill="FFC000")
        row += 1
        for a in todo:
            stripe = {"fill": "EDEDED"} if row % 2 else {}
            resources = a.resources if not a.cost or a.cost == "Nil" else "%s\n%s" % (a.resources or "Budget", a.cost)
            sheet.row(row, 1, [a.number, a.text, bullets(a.criteria), resources], border=True, **stripe)
            a.put_when(sheet, row, 5, border=True, **stripe)
            sheet.put(row, 6, a.lead, border=True, **stripe)
            fill = a.rag
            if a.rag == GREEN and not told:
                fill, told = RED, True  # the word says green, the colour red
            sheet.put(row, 7, WORD.get(a.rag), border=True, **({"fill": fill} if fill else stripe))
            row += 1
    sheet.merge(row + 1, 1, row + 1, 7, "RAG key: Blue = complete; Green = on track; Amber = some delay; Red = stalled",
                italic=True)
    sheet.merge(row + 2, 1, row + 2, 7, "Agreed at the meeting of 9 September 2025; next meeting 24 April 2026")
    sheet.widths = {2: 44, 3: 36, 4: 26, 5: 16, 6: 20}
    return [sheet], "rapid-recovery: banner rows, stripes, RAG word and fill that once disagree, real and w/c dates"


def rapid_recovery_sheets(school):
    """A sheet a priority; criteria on lines without bullets."""
    book = []
    for n, title, _, todo in priorities(school):
        sheet = sheets.Sheet("Priority %d" % n)
        sheet.put(1, 1, "Rapid Recovery Plan", bold=True)
        row = details(sheet, school, [("School", "school"), ("Head teacher", "head"), ("Academic Year", "year/")])
        sheet.put(row + 1, 1, "PRIORITY %d: %s" % (n, title), bold=True)
        row += 3
        sheet.row(row, 1, ["Actions", "Success Criteria", "Resources", "Time Frame", "Lead", "Status"], bold=True,
                  fill="D9D9D9", border=True)
        for r, a in enumerate(todo, row + 1):
            sheet.row(r, 1, [a.text, "\n".join(a.criteria), a.resources], border=True)
            a.put_when(sheet, r, 4, border=True)
            sheet.row(r, 5, [a.lead, a.status()], border=True)
        sheet.widths = {1: 44, 2: 36, 3: 24}
        book.append(sheet)
    return book, "rapid-recovery: a sheet a priority, separate lines, status words"


def action_plan_merged(school):
    """The priority merged down the first column; more criteria on rows of their own."""
    sheet = sheets.Sheet("School Improvement Plan")
    sheet.merge(1, 1, 1, 9, "School Improvement Plan 2025–2026", bold=True)
    row = details(sheet, school, [("School", "school"), ("Headteacher", "head"), ("Chair of Governors", "chair"),
                                  ("Number on roll", "roll")])
    row += 1
    sheet.row(row, 1, ["Priority", "Ref", "What will we do?", "What will success look like?", "Who", "By when", "Budget",
                       "Progress", "BRAG"], bold=True, fill="C6E0B4", border=True)
    row += 1
    for n, title, _, todo in priorities(school):
        first = row
        for a in todo:
            for i, item in enumerate(a.criteria):
                if i == 0:
                    sheet.row(row, 2, [a.number, a.text, item, a.lead], border=True)
                    a.put_when(sheet, row, 6, border=True)
                    sheet.row(row, 7, [a.cost, a.evaluation], border=True)
                    fill = "7030A0" if a.rag == BLUE else a.rag
                    sheet.put(row, 9, None, border=True, **({"fill": fill} if fill else {}))
                else:
                    sheet.put(row, 4, item, border=True)
                row += 1
        sheet.merge(first, 1, row - 1, 1, "%d. %s" % (n, title), bold=True, border=True)
    sheet.widths = {1: 26, 3: 44, 4: 40, 5: 20, 6: 16, 8: 34}
    return [sheet], "action-plan: priority merged down, criteria on rows of their own, BRAG by fill with purple"


def action_plan_repeated(school):
    """The priority in each row; hidden rows, a hidden column, a hidden sheet; money as numbers."""
    sheet = sheets.Sheet("SDP 2025-26")
    sheet.put(1, 1, "%s – School Development Plan" % school.name, bold=True)
    row = details(sheet, school, [("Academic year", "year/"), ("Headteacher", "head")])
    sheet.put(2, 6, "Key", bold=True)
    for i, (word, fill) in enumerate([("R behind", RED), ("A some delay", AMBER), ("G on track", GREEN)]):
        sheet.put(3 + i, 6, word, fill=fill)
    row += 3
    heads = ["Objective", "No", "Action", "Success criteria", "Responsible", "Completion date", "Cost", "Monitoring",
             "Status", "RAG", "Internal ref"]
    sheet.row(row, 1, heads, bold=True, fill="F8CBAD", border=True)
    for n, title, _, todo in priorities(school):
        for a in todo:
            row += 1
            sheet.row(row, 1, ["Objective %d: %s" % (n, title), float(a.number), a.text, bullets(a.criteria, "-"),
                               a.lead], border=True)
            a.put_when(sheet, row, 6, border=True)
            amount = (a.cost or "").replace("£", "").replace(",", "")
            if amount.isdigit():
                sheet.put(row, 7, int(amount), border=True, format="\"£\"#,##0")
            else:
                sheet.put(row, 7, a.cost, border=True)
            sheet.row(row, 8, [a.monitoring, a.status()], border=True)
            sheet.put(row, 10, WORD[a.rag][0] if a.rag else None, border=True, **({"fill": a.rag} if a.rag else {}))
            sheet.put(row, 11, "SDP-%02d" % row, border=True)
            if a.number.endswith(".3"):
                sheet.hidden_rows.add(row)
    sheet.hidden_columns.add(11)
    sheet.widths = {1: 26, 3: 44, 4: 36, 5: 20, 8: 26}
    notes = sheets.Sheet("Old notes", hidden=True)
    notes.put(1, 1, "Carried over from 2024-25: library refurbishment, done in June")
    return [sheet, notes], "action-plan: priority repeated, hidden rows, column and sheet, money as numbers, RAG letters"


def next_steps(school):
    """Questions in blue before each table; composite columns with labels inside the cells."""
    sheet = sheets.Sheet("Plan")
    sheet.put(1, 1, TRUST, bold=True)
    sheet.put(2, 1, "School Development Plan 2025/26 – Next Steps", bold=True)
    sheet.put(3, 1, school.name, bold=True)
    row = 5
    for n, title, _, todo in priorities(school):
        sheet.put(row, 1, "Priority %d: %s" % (n, title), bold=True)
        for i, prompt in enumerate(["What does the evidence from last year tell us?",
                                    "Which pupils will gain most, and how will we know?"], 1):
            sheet.merge(row + i, 1, row + i, 7, prompt, font="0070C0")
        row += 3
        sheet.row(row, 1, ["Rationale", "Action", "Success criteria/measure", "Timescale/resources/cost",
                           "Monitoring/Key questions/Accountable lead", "Evaluation", "RAG"], bold=True, fill="D9E1F2",
                  border=True)
        for a in todo:
            row += 1
            when = a.when.strftime("%d/%m/%Y") if isinstance(a.when, datetime.date) else a.when
            lines = [x for x in (when, a.resources, a.cost) if x]
            watch = [x for x in (a.monitoring, "What has changed for pupils?", a.lead) if x]
            sheet.row(row, 1, [a.rationale, a.text, bullets(a.criteria), "\n".join(lines) or None, "\n".join(watch),
                               a.evaluation], border=True)
            sheet.put(row, 7, None, border=True, **({"fill": a.rag} if a.rag else {}))
        row += 2
    sheet.widths = {1: 30, 2: 40, 3: 34, 4: 24, 5: 32, 6: 30}
    return [sheet], "next-steps: blue questions, combined columns, RAG by fill only, several tables on a sheet"


LAYOUTS = {f.__name__: f for f in (way_forward_sheets, way_forward_stacked, rapid_recovery_banners,
                                   rapid_recovery_sheets, action_plan_merged, action_plan_repeated, next_steps)}
NAMES = {"way_forward_sheets": "WFAP 2025-26 v3", "way_forward_stacked": "WFAP 25-26 FINAL",
         "rapid_recovery_banners": "RRP 2025-26", "rapid_recovery_sheets": "Recovery plan 2025-26",
         "action_plan_merged": "SIP 2025-26", "action_plan_repeated": "SDP 2025-26 (JW edits)",
         "next_steps": "Development plan 2025-26"}


def make(school):
    book, shows = LAYOUTS[school.plan](school)
    short = school.name.split(" ")[1 if school.name.startswith("The") else 0]
    return "%s %s.%s" % (short, NAMES[school.plan], school.suffix), book, shows
