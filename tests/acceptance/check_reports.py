#!/usr/bin/env python3
"""Reports of one trust from files, from the store and as of a term: the same numbers on every output, totals that are the sums of
their rows, nothing later than the term. Exit 77 (skipped) where openpyxl is absent."""
import html
import os
import re
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is absent")
    sys.exit(77)

command = os.environ["WF_COMMAND"]
fixtures = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures")
trust, setup = os.path.join(fixtures, "demo-trust"), os.path.join(fixtures, "demo-trust-setup")
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def run(*words):
    done = subprocess.run([command, *words], capture_output=True, text=True, check=False)
    check(done.returncode in (0, 1), "%s: %d %s" % (" ".join(words), done.returncode, done.stderr[-300:]))


def table(path, sheet, first="School"):
    """The rows below the header that begins with `first`, as dictionaries."""
    rows = list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    at = next(i for i, row in enumerate(rows) if row[0] == first)
    head = [h for h in rows[at] if h is not None]
    out = []
    for row in rows[at + 1:]:
        if row[0] is None:
            break
        out.append(dict(zip(head, row)))
    return out


def near(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-9
    return a == b


work = tempfile.mkdtemp()
files, stored, term = (os.path.join(work, n + ".xlsx") for n in ("files", "stored", "term"))
run("report", "trustees", "-q", trust, setup, "--as-of", "2026-03-27", "-o", files)

# ---- one set of results: the governors' report and the dashboard hold the trustees' numbers
kpis = {(r["School"], r["KPI"]): r for r in table(files, "KPIs")}
check(len(kpis) > 100, "KPIs: %d" % len(kpis))
for school in ("Dunmarrow High School", "Quillbrook Primary School"):
    target = os.path.join(work, "governors.xlsx")
    run("report", "governors", "-q", trust, setup, "--school", school, "--as-of", "2026-03-27", "-o", target)
    own = table(target, "KPIs and actions", "KPI")
    check(len(own) >= 7, school + ": %d KPIs" % len(own))
    for row in own:
        theirs = kpis[(school, row["KPI"])]
        for mine, ours in (("Latest", "Latest"), ("Target", "Target"), ("Expected by now", "Expected by then"), ("Rating", "Rating")):
            check(near(row[mine], theirs[ours]), "%s %s: %s %r, %r" % (school, row["KPI"], mine, row[mine], theirs[ours]))
page = os.path.join(work, "dashboard.html")
run("report", "dashboard", "-q", trust, setup, "--as-of", "2026-03-27", "-o", page)
with open(page, encoding="utf-8") as file:
    text = html.unescape(re.sub(r"<[^>]+>", " ", file.read()))
summary = [r[0] for r in openpyxl.load_workbook(files)["Summary"].iter_rows(values_only=True) if r[0] and r[0].startswith("\u2022")]
check(len(summary) >= 8, "headlines: %d" % len(summary))
flat = re.sub(r"\s+", " ", text)
for line in summary:
    check(re.sub(r"\s+", " ", line[2:]).strip() in flat, "not on the dashboard: " + line)

# ---- totals are the sums of their rows
for sheet in ("Standing", "Support days", "Plan health", "Data quality"):
    rows = table(files, sheet)
    total = rows.pop()
    check(total["School"] == "All schools", sheet + ": no total")
    for name, value in total.items():
        if isinstance(value, (int, float)):
            check(near(value, sum(r[name] for r in rows)), "%s: %s is %r" % (sheet, name, value))

# ---- the store gives what the files give, whatever was loaded first
store = os.path.join(work, "trust.wayforward")
run("import", "-q", "--store", store, trust)
plain = os.path.join(work, "plain.xlsx")
run("report", "trustees", "-q", trust, "--as-of", "2026-03-27", "-o", plain)
run("report", "trustees", "--store", store, "--as-of", "2026-03-27", "-o", stored)
ours = {(r["School"], r["KPI"]): r for r in table(plain, "KPIs")}
theirs = {(r["School"], r["KPI"]): r for r in table(stored, "KPIs")}
check(set(ours) == set(theirs), "files and store: other KPIs: %s" % sorted(set(ours) ^ set(theirs))[:3])
for key in set(ours) & set(theirs):
    for name in ours[key]:
        check(near(ours[key][name], theirs[key].get(name)), "%s %s: %r from files, %r from the store" % (key, name, ours[key][name], theirs[key].get(name)))

# ---- as of a term: nothing later, and the year's own targets
run("report", "trustees", "-q", trust, "--term", "2024-25/T5", "-o", term)
heads = table(term, "Values by term")[0].keys()
check("T5 2024-25" in heads and "T6 2024-25" not in heads and "T1 2025-26" not in heads, "--term: %s" % list(heads))
late = {(r["School"], r["KPI"]): r for r in table(term, "KPIs")}
check(all(r["When"] in ("[x]", "T5 2024-25", "T4 2024-25", "T3 2024-25", "T2 2024-25", "T1 2024-25") for r in late.values()), "--term: a later value")
moved = sum(not near(late[k]["Target"], kpis[k]["Target"]) for k in set(late) & set(kpis))
check(moved > 20, "--term: only %d targets are those of the year before" % moved)
done = subprocess.run([command, "report", "trustees", "-q", trust, "--term", "soon", "-o", term], capture_output=True, text=True, check=False)
check(done.returncode == 2 and "2026-27/T2" in done.stderr, "--term soon: %d %s" % (done.returncode, done.stderr))

print("reports: %d failures" % failures if failures else "reports: files, store, term, governors and dashboard agree")
sys.exit(1 if failures else 0)
