#!/usr/bin/env python3
"""Memory that runs out anywhere in the whole demo: the n-th allocation of each process fails, and every one after it, for a sample
of n that grows by a fixed ratio until all goes well. Each time the command ends by itself with a status of ours and, where it is not 0,
a message; no sanitizer speaks; no temporary file and no half workbook is left. Needs a build with WF_FAULT_INJECTION (Debug): exit 77
without. FAULT_RATIO=1.2 takes a denser sample."""
import os
import subprocess
import sys
import tempfile
import zipfile

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
command = os.environ.get("WF_COMMAND", source + "/build/dev/wayforward")
RATIO = float(os.environ.get("FAULT_RATIO", "2.5"))
FIRST = (0, 1, 2, 3, 5, 8, 13, 21, 34)
MOST = 200_000_000
if b"WF_FAIL_ALLOCATION" not in open(command, "rb").read():
    print("skipped: a build without fault injection")
    sys.exit(77)


def starve(words, n, folder):
    """Run with the n-th allocation failing: its status and what it said."""
    env = dict(os.environ, WF_FAIL_ALLOCATION=str(n))
    done = subprocess.run([command, *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=900, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def wrong(status, said, folder):
    """What is wrong with how it ended, or None."""
    if status not in range(6):
        return "ended with %d" % status
    if "Sanitizer" in said or "runtime error" in said:
        return "a sanitizer spoke"
    if status != 0 and not said.strip():
        return "status %d without a word" % status
    for root, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".tmp"):
                return "left " + name
            if name.endswith(".xlsx"):
                try:
                    bad = zipfile.ZipFile(os.path.join(root, name)).testzip()
                except zipfile.BadZipFile:
                    bad = "all of it"
                if bad:
                    return "%s is broken: %s" % (name, bad)
    return None


def exhaust(words):
    """Every n of the sample until the command does its work; returns how many, and failures."""
    tried = failed = n = step = 0
    while n < MOST:
        with tempfile.TemporaryDirectory() as folder:
            status, said = starve(words, n, folder)
            what = wrong(status, said, folder)
        tried += 1
        if what:
            failed += 1
            print("FAILED %s, allocation %d: %s\n%s" % (" ".join(words), n, what, said[-600:]))
        if status == 0 and n > FIRST[-1]:
            break
        step += 1
        n = FIRST[step] if step < len(FIRST) else int(n * RATIO) + 1
    print("%s: %d starved runs, up to %d allocations, %d failed" % (words[0], tried, n, failed))
    return failed


sys.exit(1 if exhaust(["demo", "-o", "out"]) else 0)
