#!/usr/bin/env python3
"""A year's plans and dashboards rolled over: every unfinished action is in next year's form, word for word and with no date
that a person has not set; every finished one is listed; last values are the new baselines; the forms are read back."""
import glob
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

command, demo = os.environ["WF_COMMAND"], os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures", "demo-trust")
failures = 0
ROLLED = ("way-forward", "rapid-recovery", "next-steps", "action-plan", "strands", "dashboard")


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def read(path):
    return json.loads(subprocess.run([command, "read", "--json", path], check=True, capture_output=True).stdout)


def actions(plan):
    return [a for p in plan["plan"].get("priorities", []) for a in p.get("actions", [])]


def finished(action):
    status = action.get("status")
    return status in ("complete", "cancelled") or (status is None and action.get("rag") == "blue")


def key(plan):
    return plan["plan"]["school"].lower(), plan["family"]


def sheet_texts(path, name):
    book = openpyxl.load_workbook(path)
    return [str(c.value) for row in book[name].iter_rows() for c in row if c.value is not None]


def check_plan(path, old, new):
    open_now = [a for a in actions(old) if not finished(a)]
    done = [a for a in actions(old) if finished(a)]
    carried = actions(new)
    check([a["action"] for a in carried] == [a["action"] for a in open_now], "%s: carried %d of %d" % (path, len(carried), len(open_now)))
    left, was = sheet_texts(path, "Left behind"), "\n".join(sheet_texts(path, openpyxl.load_workbook(path).sheetnames[0]))
    for action in done:
        check(action["action"] in left, "%s: not listed: %s" % (path, action["action"]))
    for before, after in zip(open_now, carried):
        check("rag" not in after, "%s: %s keeps its rating" % (path, after["at"]))
        when = after.get("when", {})
        check("start" not in when and "end" not in when and "terms" not in when, "%s: %s has a date: %s" % (path, after["at"], when))
        for name in ("lead", "success_criteria", "cost", "resources", "support_required", "rationale"):
            check(before.get(name) == after.get(name), "%s: %s %s: %r became %r" % (path, after["at"], name, before.get(name), after.get(name)))
        text = before.get("when", {}).get("text")
        if text and "recurrence" not in before["when"]:
            check("was: " + text in was, "%s: not said what was: %s" % (path, text))
    return len(carried), len(done)


def check_dashboard(path, old, new):
    kpis = {k["name"]: k for k in new["plan"].get("kpis", [])}
    for kpi in old["plan"]["kpis"]:
        if not kpi.get("observations"):
            continue
        last = sorted(kpi["observations"], key=lambda o: o["period"])[-1]
        got = kpis.get(kpi["name"], {})
        check(got.get("baseline") == last["value"], "%s: %s: baseline %s, was %s" % (path, kpi["name"], got.get("baseline"), last["value"]))
        check(not got.get("observations") and "target" not in got, "%s: %s keeps values of last year" % (path, kpi["name"]))
    return len(old["plan"]["kpis"])


with tempfile.TemporaryDirectory() as work:
    out = os.path.join(work, "next")
    done = subprocess.run([command, "rollover", demo, "--year", "2026-27", "-q", "-o", out], check=True, capture_output=True).stdout.decode()
    olds = {}
    for path in sorted(glob.glob(os.path.join(demo, "*", "*"))):
        plan = read(path)
        if plan["family"] in ROLLED and plan["plan"].get("academic_year") == "2025-26":
            check(key(plan) not in olds, "two plans of one line in the demo: %s" % path)
            olds[key(plan)] = plan
    news = {key(plan): (path, plan) for path in glob.glob(os.path.join(out, "*.xlsx")) for plan in [read(path)]}
    check(set(olds) == set(news), "rolled over: %s" % sorted(set(olds) ^ set(news)))
    carried = left = baselines = 0
    for line in sorted(set(olds) & set(news)):
        path, new = news[line]
        name = os.path.basename(path)
        check(new["plan"].get("academic_year") == "2026-27", name + ": its year")
        if line[1] == "dashboard":
            baselines += check_dashboard(path, olds[line], new)
        else:
            a, b = check_plan(path, olds[line], new)
            carried, left = carried + a, left + b
    check("a record of a meeting" in done and done.count("there is a newer one") == 12, "what is left alone is said")
    again = subprocess.run([command, "rollover", out, "--year", "2026-27", "-q", "-o", os.path.join(work, "again")], capture_output=True).stdout.decode()
    check("it is of that year already" in again and again.strip().endswith("0 forms for next year from %d of %d files" % (len(news), len(news))), "a plan of that year is rolled over")
print("rollover: %d forms, %d actions carried, %d left behind, %d baselines, %d failures" % (len(news), carried, left, baselines, failures))
sys.exit(1 if failures else 0)
