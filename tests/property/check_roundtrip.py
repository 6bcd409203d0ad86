#!/usr/bin/python3
"""Converting loses nothing: every labelled plan in every family's layout, and back again, reads as the same plan.

`at` (where a thing stood) is another place by nature, and `rag_from` too: a rating that was a fill becomes a word
and a colour (docs/convert.md). Converting twice must give the same bytes.
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
FIXTURES = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures")


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k not in ("at", "rag_from")}
    return [plain(v) for v in value] if isinstance(value, list) else value


def plans_of(name):
    run = subprocess.run([COMMAND, "read", "--json", name], stdout=subprocess.PIPE, check=True)
    read = json.loads(run.stdout)
    return [plain(one["plan"]) for one in (read if isinstance(read, list) else [read])]


def convert(source, target, family):
    subprocess.run([COMMAND, "convert", source, "-o", target, "--to", family, "-q"], stdout=subprocess.DEVNULL,
                   check=True)


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in sorted(set(a) | set(b)) for d in
                (differences(a[k], b[k], path + "." + k) if k in a and k in b
                 else ["%s.%s: only %s it" % (path, k, "before" if k in a else "after")])]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b)) for d in differences(x, y, "%s[%d]" % (path, i))]
    return [] if a == b else ["%s: %.100r became %.100r" % (path, a, b)]


def check(job):
    source, there, back, folder = job
    name = "%s-%s-%s" % (os.path.basename(source), there, back)
    once, twice = os.path.join(folder, name + ".1.xlsx"), os.path.join(folder, name + ".2.xlsx")
    again = os.path.join(folder, name + ".3.xlsx")
    try:
        before = plans_of(source)
        if len(before) != 1:
            return name, ["is %d plans: not part of this check" % len(before)]
        convert(source, once, there)
        found = differences(before, plans_of(once), "there")
        convert(once, twice, back)
        found += differences(before, plans_of(twice), "back")
        if back == there:
            convert(source, again, there)
            with open(once, "rb") as a, open(again, "rb") as b:
                found += [] if a.read() == b.read() else ["two conversions differ in their bytes"]
    except (subprocess.CalledProcessError, ValueError) as error:
        found = [str(error)]
    return name, found


def main():
    files = sorted(f for kind in ("xlsx", "xls", "docx", "doc") for f in glob.glob(os.path.join(FIXTURES, kind, "*")))
    files += sorted(glob.glob(os.path.join(FIXTURES, "demo-trust", "*", "*.[xd]*")))
    if not files:
        print("there are no fixtures")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        # Each family there, and back into another one: the next in turn, file by file.
        jobs = [(f, there, FAMILIES[(i + n) % len(FAMILIES)], folder)
                for i, f in enumerate(files) for n, there in enumerate(FAMILIES)]
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
