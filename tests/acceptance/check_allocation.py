#!/usr/bin/env python3
"""Another solver (CBC) on the levels that --write-lp writes: the same optimum on each, for the example and for a medium
problem of 40 schools, 6 terms and 30 providers. Exit 77 (skipped) where cbc is absent."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

source = Path(os.environ["WF_SOURCE_DIR"])
sys.path.insert(0, str(source / "tests/support"))
import make_allocation  # noqa: E402

if not shutil.which("cbc"):
    print("skipped: cbc is absent (Debian package coinor-cbc)")
    sys.exit(77)


def optimum(lp):
    """The objective's optimum by CBC."""
    out = subprocess.run(["cbc", str(lp), "sec", "300", "ratio", "0", "solve"], capture_output=True, text=True, check=True).stdout
    if "Optimal" not in out:
        raise SystemExit(f"{lp.name}: CBC proved no optimum:\n{out[-1500:]}")
    value = re.findall(r"(?:Objective value:|objective value|Optimal objective)\s+(-?[\d.e+]+)", out)
    return float(value[-1])


def check(folder, work):
    lps = work / "lp"
    lps.mkdir(exist_ok=True)
    run = subprocess.run([os.environ["WF_COMMAND"], "allocate", "--json", "--write-lp", str(lps), str(folder)],
                         capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    answer = json.loads(run.stdout)
    failed = 0
    for level in answer["objectives"]:
        ours = level["value"]
        lp = lps / f"level-{level['level']}.lp"
        if "\\* Objective: objective" in lp.read_text() and re.search(r"objective: 0 ", lp.read_text()[:400]):
            print(f"  level {level['level']}: nothing to decide")
            continue
        theirs = abs(optimum(lp))
        same = abs(ours - theirs) <= 1e-5 * max(1, abs(ours)) and level["gap"] == 0
        failed += not same
        print(f"  level {level['level']}: ours {ours:.6g} (gap {level['gap']:g}), CBC {theirs:.6g}{'' if same else '   DIFFERENT'}")
    total = sum(line["days"] for line in answer["allocations"])
    rows = sum(school["allocated"] for school in answer["schools"])
    if abs(total - rows) > 1e-9:
        print(f"  {total} days in lines, {rows} in schools")
        failed += 1
    return failed


failures = 0
with tempfile.TemporaryDirectory() as name:
    work = Path(name)
    print("the example:")
    failures += check(source / "fixtures/allocation", work)
    make_allocation.make(work / "medium", 40, 30)
    print("40 schools, 6 terms, 30 providers:")
    failures += check(work / "medium", work)
sys.exit(1 if failures else 0)
