"""Word plans of three of the schools: a meeting's record, a recovery plan, next steps, a way forward.

A .doc is LibreOffice's translation of a .docx; its bytes change with its version, so the one that is there is kept
(delete it to have it made anew)."""
import os
import shutil
import subprocess
import tempfile

from . import word_content as content
from .plans import AMBER, BLUE, GREEN, RED
from .schools import TRUST
from .word_parts import Document, across, shade, write, write_choice, write_list, write_revised

COLOURS = {"red": RED, "amber": AMBER, "green": GREEN, "blue": BLUE, None: None}
HEADER = "D9E2F3"


def when_told(when):
    text, end, often = when if len(when) == 3 else (*when, None)
    out = {"text": text}
    if end:
        out["end"] = end
    if often:
        out["recurrence"] = often
    return out


def action_told(text, criteria, lead, when, rating, at):
    out = {"action": text, "at": at, "lead": lead, "when": when_told(when)}
    if criteria:
        out["success_criteria"] = criteria
    if rating:
        out["rag"] = rating
    return out


def header(row, heads, fill=HEADER):
    for cell, head in zip(row.cells, heads):
        write(cell, head, bold=True, fill=fill)


def team_around_school(school):
    """Section A as a form of labels and values, two pairs to a row; section B with a risk line and factors."""
    says = content.TAS
    document = Document(says["title"])
    document.line(says["title"].upper(), bold=True, size=15)
    document.line("Section A: the school and the meeting", bold=True)
    form = document.table(7, 4)
    pairs = [[("Name of School:", school.name), None], [("Head Teacher:", school.head), ("Chair of TAS:", says["chair"])],
             [("Date of TAS:", says["date"][0]), ("Meeting Number:", says["number"])],
             [("Supporting School:", says["supporting"]), None], [("Context:", says["context"]), None],
             [("Present:", says["present"]), None], [("Apologies:", says["apologies"]), None]]
    for row, (left, right) in zip(form.rows, pairs):
        write(row.cells[0], left[0], bold=True, fill="E2EFD9")
        write(row.cells[1] if right else across(row, 1, 3), left[1])
        if right:
            write(row.cells[2], right[0], bold=True, fill="E2EFD9")
            write(row.cells[3], right[1])
    document.line("")
    table = document.table(3 + len(says["factors"]) + 2, 4)
    write(across(table.rows[0], 0, 3), "Section B: risk and what stands in the way of Good", bold=True, fill="E2EFD9")
    risk = across(table.rows[1], 0, 3)
    write(risk, "What is the risk of the school not being judged GOOD at its next inspection? (please identify)")
    line = risk.add_paragraph()
    for word in ("HIGH", "MEDIUM", "LOW"):
        run = line.add_run(word)
        run.bold = run.underline = word.lower() == says["rating"]
        line.add_run("     ")
    header(table.rows[2], ["What are the key factors preventing this?", "What are the actions towards achieving good?",
                           "By whom?", "By when?"], "E2EFD9")
    told = []
    for i, (factor, action, whom, when) in enumerate(says["factors"]):
        row = table.rows[3 + i]
        for cell, text in zip(row.cells, ["%d. %s" % (i + 1, factor), action, " / ".join(whom), when[0]]):
            write(cell, text)
        told.append({"factor": factor, "action": action, "by_whom": whom, "by_when": when_told(when),
                     "at": "Table2!A%d" % (4 + i)})
    for i in range(2):
        write(table.rows[3 + len(told) + i].cells[0], "%d." % (len(told) + 1 + i))
    document.line("The next meeting is on 6 May 2026, at the school.")
    plan = {"school": school.name, "headteacher": school.head, "chair": says["chair"], "academic_year": "2025-26",
            "meeting": {"date": {"text": says["date"][0], "end": says["date"][1]}, "number": says["number"],
                        "supporting_school": says["supporting"], "context": says["context"], "present": says["present"],
                        "apologies": says["apologies"]},
            "risk": {"rating": says["rating"], "factors": told}}
    return document, "team-around-school", plan


def rapid_recovery(school):
    """A table a priority under its banner; lists with real bullets; months without a year; words and fills."""
    document = Document("Rapid recovery plan")
    document.line("Rapid Recovery Plan 2025-26", bold=True, size=15)
    form = document.table(1, 3)
    for cell, text in zip(form.rows[0].cells, ["School name: " + school.name, "Head teacher: " + school.head,
                                               "Chair of TAS: " + content.TAS["chair"]]):
        write(cell, text)
    told = []
    for n, (title, todo) in enumerate(content.RAPID_RECOVERY, 1):
        document.line("")
        table = document.table(2 + len(todo), 6)
        write(across(table.rows[0], 0, 5), "PRIORITY %d: %s" % (n, title), bold=True, fill="F7CAAC")
        header(table.rows[1], ["SCHOOL/LA actions", "Success Criteria", "Resources", "Time Frame", "Lead", "RAG"])
        actions = []
        for i, (text, criteria, resources, when, lead, rating) in enumerate(todo):
            row = table.rows[2 + i]
            write(row.cells[0], text)
            write_list(row.cells[1], criteria)
            for cell, said in zip(row.cells[2:5], [resources, when[0], lead]):
                write(cell, said)
            write(row.cells[5], (rating or "").capitalize(), fill=COLOURS[rating])
            actions.append(action_told(text, criteria, lead, when, rating, "Table%d!A%d" % (document.tables, 3 + i)))
        told.append({"code": str(n), "title": title, "actions": actions})
    document.line("Agreed at the first meeting, 4 November 2025. Adults named here have seen this plan.")
    return document, "rapid-recovery", {"school": school.name, "academic_year": "2025-26", "priorities": told}


def next_steps(school):
    """Questions in blue, columns that hold several things, RAG by shading only."""
    document = Document("Next steps")
    document.line("Next steps: planning for improvement 2025-26", bold=True, size=15)
    document.line(school.name, bold=True)
    document.line("Written in July with staff and governors; read again each term.")
    told = []
    for n, (title, prompts, todo) in enumerate(content.NEXT_STEPS, 1):
        document.heading("Priority %d: %s" % (n, title), 2)
        questions = document.table(2, 1)
        write(questions.rows[0].cells[0], "Key prompts and considerations", bold=True, fill="DEEAF6")
        write_list(questions.rows[1].cells[0], prompts, font="0070C0")
        document.line("")
        table = document.table(1 + len(todo), 7)
        header(table.rows[0], ["Rationale", "Action", "Success criteria/measure", "Timescale/resources/cost",
                               "Monitoring/Key questions/Accountable lead", "Evaluation", "RAG"])
        actions = []
        for i, (why, text, criteria, when, resources, cost, watch, question, lead, found, rating) in enumerate(todo):
            row = table.rows[1 + i]
            write(row.cells[0], why)
            write(row.cells[1], text)
            write_list(row.cells[2], criteria)
            write(row.cells[3], [when[0], resources, cost])
            write(row.cells[4], [watch, question, " / ".join(lead or [])])
            write(row.cells[5], found)
            shade(row.cells[6], COLOURS[rating])
            actions.append(action_told(text, criteria, lead, when, rating, "Table%d!B%d" % (document.tables, 2 + i)))
        told.append({"code": str(n), "title": title, "prompts": prompts, "actions": actions})
    return document, "next-steps", {"school": school.name, "academic_year": "2025-26", "priorities": told}


def way_forward_table(document, outcomes, todo):
    """One table: outcomes by term, then a header of two levels, then actions. Returns what a reader makes of them."""
    table = document.table(4 + len(todo), 10)
    heads = ["By the end of the Autumn Term", "By the end of the Spring Term", "So that by the end of the Summer Term"]
    for (first, last), head, text in zip([(0, 2), (3, 5), (6, 9)], heads, outcomes):
        write(across(table.rows[0], first, last), head, bold=True, fill="FFF2CC")
        write(across(table.rows[1], first, last), text)
    names = ["Key Actions", "Rationale", "Support Required", "Lead", "By when", None, None, None,
             "Impact Statement / Next Steps", "RAG"]
    for i, name in enumerate(names):
        if name:
            write(table.cell(2, i).merge(table.cell(3, i)), name, bold=True, fill=HEADER)
    write(across(table.rows[2], 5, 7), "Monitoring Strategy", bold=True, fill=HEADER)
    for i, name in enumerate(["Who", "How", "Dissemination"], 5):
        write(table.cell(3, i), name, bold=True, fill=HEADER)
    told = []
    for i, (text, why, support, lead, when, who, how, telling, impact, rating) in enumerate(todo):
        row = table.rows[4 + i]
        for cell, said in zip(row.cells, [None, why, support, None, when[0], who, how, telling, impact]):
            write(cell, said)
        if " %s reasoning" % content.INSERTED in text:
            write_revised(row.cells[0], text, content.DELETED, content.INSERTED)
        else:
            write(row.cells[0], text)
        write_choice(row.cells[3], ", ".join(lead), ["Headteacher", ", ".join(lead)], 70000 + 100 * document.tables + i)
        shade(row.cells[9], COLOURS[rating])
        told.append(action_told(text, None, lead, when, rating, "Table%d!A%d" % (document.tables, 5 + i)))
    return told


def way_forward(school):
    """The trust's plan after its review of a school: a form, a table a priority, a tracked change, choices."""
    document = Document("Way forward")
    document.line(TRUST, bold=True)
    document.line("Trust review: Way Forward Action Plan 2025-26", bold=True, size=15)
    form = document.table(3, 2)
    for row, (label, value) in zip(form.rows, [("School", school.name), ("Headteacher", school.head),
                                               ("Chair of Governors", school.chair)]):
        write(row.cells[0], label, bold=True, fill="FFF2CC")
        write(row.cells[1], value)
    told = []
    for n, (title, outcomes, todo) in enumerate(content.WAY_FORWARD, 1):
        document.heading("Priority %d: %s" % (n, title), 2)
        told.append({"code": str(n), "title": title, "actions": way_forward_table(document, outcomes, todo)})
    document.line("The trust visits again in June and writes to governors afterwards.")
    return document, "way-forward", {"school": school.name, "academic_year": "2025-26", "priorities": told}


FILES = {
    "03-larkspindle": [
        (team_around_school, "Larkspindle TAS record 2025-26.docx",
         "team-around-school: form with two pairs to a row, risk marked by underline, factors, empty numbered rows"),
        (rapid_recovery, "Larkspindle RRP 2025-26.doc",
         "rapid-recovery: banners, bulleted criteria, months without a year, RAG word and fill")],
    "06-ottermere-junior": [
        (way_forward, "Ottermere Junior trust WFAP 2025-26.docx",
         "way-forward: outcomes by term, two-level merged header, tracked change, drop-downs, RAG by fill only")],
    "08-marrowby": [
        (next_steps, "Marrowby Next steps 2025-26.docx",
         "next-steps: blue prompts in tables, bulleted criteria, combined columns, RAG by fill only")],
}


def save(document, path):
    """Write a .docx; a .doc is made of one, where LibreOffice is, unless it is there."""
    if path.endswith(".docx"):
        document.save(path)
        return
    office = shutil.which("soffice")
    if os.path.exists(path) or office is None:
        return
    with tempfile.TemporaryDirectory() as work:
        made = os.path.join(work, os.path.basename(path) + "x")
        document.save(made)
        subprocess.run([office, "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to",
                        "doc:MS Word 97", "--outdir", os.path.dirname(path) or ".", made], check=True,
                       stdout=subprocess.DEVNULL)


def make(school, home):
    """Write a school's Word files; for each its name, what it shows, its family and what a reader makes of it."""
    out = []
    for build, name, shows in FILES.get(school.folder, []):
        document, family, plan = build(school)
        save(document, os.path.join(home, name))
        for priority in plan.get("priorities", []):
            for action in priority["actions"]:
                if action["lead"] is None:
                    del action["lead"]
        out.append((name, shows, family, plan))
    return out
