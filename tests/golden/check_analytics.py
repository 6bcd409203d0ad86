"""The verbs progress and risk as a person runs them: plans, the version before, the register in
three formats, the store."""
import csv
import json
import os
import subprocess
import sys
import tempfile

import openpyxl

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
command = os.environ.get("WF_COMMAND", os.path.join(source, "build/release/wayforward"))
plans = os.path.join(source, "fixtures/demo-trust")


def run(*words, code=0):
    done = subprocess.run([command, *words], capture_output=True, text=True)
    if done.returncode != code:
        sys.exit(f"{' '.join(words)}: exit {done.returncode}, expected {code}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(what, ok):
    if not ok:
        sys.exit(f"failed: {what}")


with tempfile.TemporaryDirectory() as folder:
    # plans: every count is that of its parts
    p = json.loads(run("progress", "--plans", plans, "--as-of", "2026-03-27", "--json"))
    check("schema", p["schema"] == "wayforward/plans-progress/1")
    for key, value in p["counts"].items():
        check(f"{key} adds up over plans", value == sum(x["counts"][key] for x in p["plans"]))
        check(f"{key} adds up over schools", value == sum(x["counts"][key] for x in p["schools"]))
        for x in p["plans"]:
            check(f"{key} adds up over priorities",
                  x["counts"][key] == sum(y["counts"][key] for y in x["priorities"]))
    check("due soon are listed", len(p["dueInFourWeeks"]) == p["counts"]["dueSoon"] > 0)
    check("due soon is four weeks", all("2026-03-27" <= d["on"] <= "2026-04-24" for d in p["dueInFourWeeks"]))
    check("each has its cell", all(d["at"] for d in p["dueInFourWeeks"]))

    # slippage: the same plan with one date moved by 30 days
    def plan(name, day):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Plan"
        rows = [["Oak Primary School", None, None, None, None], ["School improvement plan 2025-26"], [],
                ["Priority 1: Reading"],
                ["Action", "Lead", "By when", "Success criteria", "RAG"],
                ["Read every day with each pupil", "A. Lee", day, "All read", "Amber"],
                ["Train all staff in the scheme", "B. Roy", "12/02/2026", "All trained", "Green"]]
        for row in rows:
            sheet.append(row)
        path = os.path.join(folder, name)
        book.save(path)
        return path

    old, new = plan("old.xlsx", "01/03/2026"), plan("new.xlsx", "31/03/2026")
    p = json.loads(run("progress", "--plans", new, "--before", old, "--as-of", "2026-03-27", "--json"))
    since = p["plans"][0]["sinceLastVersion"]
    check("one slipped by 30 days", (since["slipped"], since["daysOnAverage"]) == (1, 30))
    check("said in words", "1 slipped (by 30 days" in run("progress", "--plans", new, "--before", old, "--as-of",
                                                           "2026-03-27"))

    # register: the same risks from .csv and .xlsx, in other orders of columns
    rows = [["Ref", "Risk", "School", "Likelihood", "Impact", "Score", "Mitigation", "Owner", "Review date"],
            ["R1", "The roof leaks", "Oak", 4, 5, 20, "Survey", "J. Shaw", "01/03/2026"],
            ["R2", "Records out of date", "Elm", 2, 2, 4, "", "", "termly"]]
    table = os.path.join(folder, "register.csv")
    with open(table, "w", newline="") as out:
        csv.writer(out).writerows(rows)
    book = openpyxl.Workbook()
    book.active.append(["Trust risk register"])
    for row in rows:
        book.active.append(list(reversed(row)))
    workbook = os.path.join(folder, "register.xlsx")
    book.save(workbook)
    results = [json.loads(run("risk", "register", path, "--as-of", "2026-03-27", "--json")) for path in (table, workbook)]
    for r in results:
        for x in r["risks"]:
            x.pop("at"), x.pop("file")
    check("columns in any order", results[0] == results[1])
    check("counts", results[0]["counts"]["high"] == 1 and results[0]["counts"]["reviewOverdue"] == 1
          and results[0]["counts"]["unowned"] == 1)
    report = os.path.join(folder, "report.xlsx")
    run("risk", "register", table, "--as-of", "2026-03-27", "-o", report)
    cells = [c.value for s in openpyxl.load_workbook(report) for r in s for c in r if c.value is not None]
    check("the workbook has the risk, its score and its cell",
          "The roof leaks" in cells and 20 in cells and any("A2" in str(c) for c in cells))
    run("risk", "register", old, code=3)

    # the store: register, override and back
    store = ["--store", os.path.join(folder, "t.wayforward")]
    run("risk", "register", workbook, "--import", "--by", "J. Shaw", *store)
    kept = json.loads(run("risk", "register", "--as-of", "2026-03-27", "--json", *store))
    for x in kept["risks"]:
        x.pop("at"), x.pop("file"), x.pop("raised", None)
    check("the store gives back the register", kept["risks"] == results[0]["risks"])
    run("risk", "override", "Oak", "--band", "SEVERE", "--reason", "r", "--by", "x", *store, code=2)
    run("risk", "override", "Oak", "--band", "HIGH", "--by", "x", *store, code=2)
    run("risk", "override", "Oak", "--band", "HIGH", "--reason", "A new head from January", "--by", "J. Shaw", *store)

    # the store's schools: every reason has its cell, what is missing is said, both bands stay
    store = ["--store", os.path.join(folder, "demo.wayforward")]
    run("import", plans, *store)
    name = "Dunmarrow High School"
    run("risk", "override", name, "--band", "LOW", "--reason", "Seen in class", "--by", "A. Lee", *store)
    rated = {s["urn"] if "school" not in s else s["school"]: s
             for s in json.loads(run("risk", "--as-of", "2026-03-27", "--json", *store))}
    s = rated[name]
    check("both bands stay", s["setByPerson"]["band"] == "LOW" and s["band"] in ("HIGH", "MEDIUM"))
    check("the report card is the headline", s["framework"] == "report card"
          and s["probability"] == s["reportCard"]["probability"])
    for r in s["reasons"]:
        check(f"{r['evidence']} has its cell or is missing", r.get("at") or r.get("missing") or r.get("assumed"))
    check("cells of attendance", any(r["evidence"].startswith("Attendance") and "!" in r["at"] for r in s["reasons"]))
    check("an inspection is missing", any(r["evidence"] == "Last judgement" and r.get("missing") for r in s["reasons"]))
    check("in words too", "Set by a person" in run("risk", "--as-of", "2026-03-27", *store))
    run("risk", "override", name, "--withdraw", "--reason", "as computed", "--by", "A. Lee", *store)
    check("withdrawn", "Set by a person" not in run("risk", "--as-of", "2026-03-27", *store))
    kept = json.loads(run("progress", "--json", *store))
    check("progress of the store's KPIs", len(kept["schools"]) >= 10
          and any(k.get("forecasts") for x in kept["schools"] for k in x["kpis"]))
    files = json.loads(run("progress", "--plans", plans, "--as-of", "2026-03-27", "--json"))
    stored = json.loads(run("progress", "--plans", "--as-of", "2026-03-27", "--json", *store))
    check("plans from files and from the store agree", files["counts"] == stored["counts"])

    # scores: each reason has its cell, both frameworks are there, and the band can move
    table = os.path.join(folder, "schools.csv")
    with open(table, "w") as out:
        out.write("urn,school_type,pupils,fsm_percent,sen_support_percent,ehcp_percent,eal_percent,progress8,attainment8,"
                  "basics95_percent\n100001,Academy,900,45,15,3,10,-0.6,38,28%\n100002,Academy,900,45,15,3,10,,,\n")
    scores = json.loads(run("risk", "score", table, "--json"))
    reasons = scores[0]["reasons"]
    check("cells", {r["evidence"]: r["at"] for r in reasons}["progress8"] == "H2")
    check("both frameworks", scores[0]["framework"] == "four grades" and scores[0]["reportCard"]["assumed"])
    width = lambda s: s["upper80"] - s["lower80"]
    check("the report card is less sure", width(scores[0]["reportCard"]) > width(scores[0]["fourGrade"]))
    missing = [r for r in scores[1]["reasons"] if r.get("missing")]
    check("what is missing is listed", {r["evidence"] for r in missing} >= {"progress8", "attainment8"}
          and all(r["couldMove"] > 0 for r in missing))
    words = run("risk", "score", table)
    check("said in words", "missing: " in words and "raise the band" in words or "be lower with" in words)
    card = json.loads(run("risk", "score", table, "--framework", "report-card", "--json"))
    check("the mapping is a reason", any(r.get("assumed") for r in card[0]["reasons"]))
    check("the same chance", card[0]["probability"] == scores[0]["reportCard"]["probability"])

print("analytics: plans, slippage, register, override and scores as said")
