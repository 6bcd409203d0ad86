#!/usr/bin/env python3
"""What is read from fixtures/demo-trust against what a reader should make of it (demo-trust.truth.json): families,
schools, actions with their ratings and leads, meetings and risks, and in Word plans dates and criteria too; every observation of every KPI with its cell; and nothing lost."""
import json
import os
import subprocess
import sys

source = os.environ["WF_SOURCE_DIR"]
with open(os.path.join(source, "fixtures", "demo-trust.truth.json"), encoding="utf-8") as file:
    truths = json.load(file)
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def actions_of(plan):
    return [(a["action"], a.get("rag"), tuple(a.get("lead", []))) for p in plan.get("priorities", []) for a in p.get("actions", [])]


def date_of(when):
    """What a date comes to; the reader also says where a range begins."""
    return None if when is None else (when["text"], when.get("end"), when.get("recurrence"))


def details_of(plan):
    """The rest of what the truth of a Word plan says of its actions and priorities."""
    return [(p.get("code"), p.get("title"), p.get("prompts"), [(a["at"], date_of(a.get("when")), a.get("success_criteria"))
            for a in p.get("actions", [])]) for p in plan.get("priorities", [])]


def record_of(plan):
    """A meeting and the risks that it saw."""
    meeting, risk = dict(plan.get("meeting", {})), plan.get("risk", {})
    meeting["date"] = date_of(meeting.get("date"))
    factors = [dict(f, by_when=date_of(f.get("by_when"))) for f in risk.get("factors", [])]
    return meeting, risk.get("rating"), factors


def values_of(plan):
    return {(k["name"], o["period"], round(o["value"], 3), o["at"]) for k in plan.get("kpis", []) for o in k.get("observations", [])}


for truth in truths:
    name = truth["source"]["file"]
    run = subprocess.run([os.environ["WF_COMMAND"], "read", "--json", os.path.join(source, "fixtures", "demo-trust", name)],
                         capture_output=True, check=False)
    check(run.returncode == 0, name + ": exit %d" % run.returncode)
    if run.returncode != 0:
        continue
    read = json.loads(run.stdout)
    check(isinstance(read, dict), name + ": read as several plans")
    if not isinstance(read, dict):
        continue
    cells = read["source"]
    check(read["family"] == truth["family"], "%s: %s, not %s" % (name, read["family"], truth["family"]))
    check(read["plan"].get("school") == truth["plan"]["school"], name + ": school %r" % read["plan"].get("school"))
    check(cells["mapped"] + cells["unmapped"] == cells["cells"], name + ": the ledger does not add up")
    check(len(read["unmapped"]) == cells["unmapped"], name + ": unmapped entries")
    ours, theirs = actions_of(read["plan"]), actions_of(truth["plan"])
    check(ours == theirs, "%s: actions differ: %s" % (name, [x for x in zip(ours, theirs) if x[0] != x[1]][:2] or (len(ours), len(theirs))))
    check(values_of(read["plan"]) == values_of(truth["plan"]), "%s: values differ: %s" % (
        name, sorted(values_of(read["plan"]) ^ values_of(truth["plan"]))[:2]))
    if truth["source"]["format"] in ("doc", "docx"):
        check(details_of(read["plan"]) == details_of(truth["plan"]), "%s: %s" % (name, details_of(read["plan"])))
        check(record_of(read["plan"]) == record_of(truth["plan"]), "%s: %s" % (name, record_of(read["plan"])))
print("demo trust: %d files, %s" % (len(truths), "as they should be" if failures == 0 else "%d failures" % failures))
sys.exit(1 if failures else 0)
