#!/usr/bin/python3
"""Converting loses nothing: every plan of the fixtures (and of ../shared/plans/dev, where that is) in every family's
layout, and from there back into its own family's, reads as the same plan: equal JSON but for `at`, which is another
place by nature (`source` stands outside the plan). Back in its own layout it is of its own family again. Converting
twice gives the same bytes.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

FAMILIES = "way-forward rapid-recovery team-around-school next-steps strands strategic action-plan".split()
COMMAND = os.environ["WF_COMMAND"]
SOURCE = os.environ["WF_SOURCE_DIR"]
SHARED = os.path.join(SOURCE, "..", "shared", "plans", "dev")
FIXTURES = os.path.join(SOURCE, "fixtures")


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "at"}
    return [plain(v) for v in value] if isinstance(value, list) else value


def plans_of(name):
    """(family, plan) of each plan in a file."""
    run = subprocess.run([COMMAND, "read", "--json", name], stdout=subprocess.PIPE, check=True)
    read = json.loads(run.stdout)
    return [(one["family"], plain(one["plan"])) for one in (read if isinstance(read, list) else [read])]


def convert(source, target, family):
    to = ["--to", family] if family in FAMILIES else []  # dashboards and reviews: their own layout without --to
    subprocess.run([COMMAND, "convert", source, "-o", target, "-q"] + to, stdout=subprocess.DEVNULL, check=True)


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in sorted(set(a) | set(b)) for d in
                (differences(a[k], b[k], path + "." + k) if k in a and k in b
                 else ["%s.%s: only %s it" % (path, k, "before" if k in a else "after")])]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b)) for d in differences(x, y, "%s[%d]" % (path, i))]
    return [] if a == b else ["%s: %.100r became %.100r" % (path, a, b)]


def same_plan(step, before, name, family=None):
    after = plans_of(name)
    found = differences([before[1]], [one[1] for one in after], step)
    if family is not None and [one[0] for one in after] != [family]:
        found.append("%s: family %s became %s" % (step, family, [one[0] for one in after]))
    return found


def check(job):
    source, before, there, folder = job
    own = before[0]
    name = "%s-%s" % (os.path.basename(source).replace(".", "-"), there)
    once, back = os.path.join(folder, name + ".1.xlsx"), os.path.join(folder, name + ".2.xlsx")
    again = os.path.join(folder, name + ".3.xlsx")
    try:
        convert(source, once, there)
        found = same_plan("there", before, once, own if own == there else None)
        convert(once, back, own)
        found += same_plan("back", before, back, own if own != "unknown" else None)
        convert(source, again, there)
        with open(once, "rb") as a, open(again, "rb") as b:
            found += [] if a.read() == b.read() else ["two conversions differ in their bytes"]
    except (subprocess.CalledProcessError, ValueError) as error:
        found = [str(error)]
    return name, found


def jobs_of(files, folder):
    """One job a file and family; names of files that hold several plans (each has a workbook of its own)."""
    jobs = []
    for number, name in enumerate(files):
        plans = plans_of(name)
        if len(plans) != 1:
            print("%s holds %d plans: left out here" % (os.path.basename(name), len(plans)))
            continue
        own = os.path.join(folder, str(number))
        os.mkdir(own)
        jobs += [(name, plans[0], there, own) for there in FAMILIES]
    return jobs


def main():
    files = sorted(f for kind in ("xlsx", "xls", "docx", "doc") for f in glob.glob(os.path.join(FIXTURES, kind, "*")))
    files += sorted(glob.glob(os.path.join(FIXTURES, "demo-trust", "*", "*.[xd]*")))
    known = {os.path.basename(f) for f in files}
    files += sorted(f for kind in ("xlsx", "xls", "docx", "doc") for f in glob.glob(os.path.join(SHARED, "*." + kind))
                    if os.path.basename(f) not in known)
    if len(known) < 40:
        print("there are no fixtures")
        return 1
    if b"__asan_init" in open(COMMAND, "rb").read():
        files = files[::5]  # a sample under the sanitizers; all of them in tests/acceptance/check_in_full.sh
    with tempfile.TemporaryDirectory() as folder:
        jobs = jobs_of(files, folder)
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(check, jobs))
    failed = [r for r in results if r[1]]
    for name, found in failed:
        print("%s: %d differences" % (name, len(found)))
        for line in found[:6]:
            print("    " + line)
    print("%d of %d conversions there and back keep the plan" % (len(results) - len(failed), len(results)))
    return 1 if failed else 0


sys.exit(main())
