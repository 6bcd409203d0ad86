#!/usr/bin/env python3
"""The example of every verb's --help works, in a folder with the fixtures and the files of one's own that it names; the man
page knows every verb; wrong use names the nearest right one."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

command, source = os.environ["WF_COMMAND"], os.environ["WF_SOURCE_DIR"]
failures = 0

# Files that examples call by names of their own, and what stands in for each: a fixture, or a text.
OWN = {
    "old-plan.docx": "fixtures/demo-trust/08-marrowby/Marrowby Next steps 2025-26.docx",
    "autumn.docx": "fixtures/demo-trust/08-marrowby/Marrowby Next steps 2025-26.docx",
    "spring.xlsx": "fixtures/demo-trust/08-marrowby/Marrowby SIP 2025-26.xls",
    "unknown-plan.xlsx": "fixtures/demo-trust/11-harrowmere/Harrowmere Development plan 2025-26.xlsx",
    "observations.csv": b"school,kpi,period,value,cohort,unit,target\nAsh,Attendance,2025-26/T1,93.1,210,%,95\n"
                        b"Ash,Attendance,2025-26/T2,93.9,210,%,95\nOak,Attendance,2025-26/T1,94.1,190,%,95\nOak,Attendance,2025-26/T2,94.0,190,%,95\n",
    "schools.csv": b"urn,school_type,pupils,fsm_percent\n100001,Academy,210,31.5\n100002,Maintained school,415,12.0\n",
}
# What has to be done before a verb's example.
BEFORE = {
    "capture": [["init", "--from", "fixtures/demo-trust-setup", "-o", "filled-setup.xlsx"], ["import", "filled-setup.xlsx"]],
}
# What else may be asked wrongly: the words, and what must be suggested.
WRONG = [
    (["raed", "x"], "wayforward read"),
    (["reprot"], "wayforward report"),
    (["trustees"], "wayforward report trustees"),
    (["compare", "a", "b"], "wayforward diff"),
    (["report", "trustes", "."], '"trustees"'),
    (["report", "trustees", ".", "--scool", "x"], '"--school"'),
    (["calendar", "--yaer=2026-27"], '"--year"'),
    (["template", "next-step"], '"next-steps"'),
    (["convert", "x.docx", "-o", "y.xlsx", "--to", "wayforward"], 'way-forward'),
]


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def verbs():
    text = subprocess.run([command], check=True, capture_output=True).stdout.decode()
    check(re.search(r"First:\n  1\. wayforward ", text), "wayforward alone does not say what to do first")
    return re.findall(r"^  ([a-z][a-z-]*) +\S", text, re.M)


def lay_out(folder):
    os.symlink(os.path.join(source, "fixtures"), os.path.join(folder, "fixtures"))
    for name, given in OWN.items():
        path = os.path.join(folder, name)
        if isinstance(given, bytes):
            with open(path, "wb") as out:
                out.write(given)
        else:
            shutil.copy(os.path.join(source, given), path)


def run_example(verb, folder):
    text = subprocess.run([command, verb, "--help"], check=True, capture_output=True).stdout.decode()
    examples = re.findall(r"^For example: (wayforward .*)$", text, re.M)
    check(examples, "%s: --help has no example" % verb)
    for words in BEFORE.get(verb, []):
        subprocess.run([command] + words, cwd=folder, capture_output=True, timeout=300, stdin=subprocess.DEVNULL, check=True)
    for line in examples:
        words = shlex.split(line)
        check(words[:2] == ["wayforward", verb], "%s: its example is of another verb: %s" % (verb, line))
        run = subprocess.run([command] + words[1:], cwd=folder, capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        # 1: done, with problems in the data that are listed
        check(run.returncode in (0, 1), "%s: %s\n%s" % (line, run.returncode, run.stderr.decode()[-600:]))
        for i, word in enumerate(words):
            if word in ("-o", "--output"):
                check(os.path.exists(os.path.join(folder, words[i + 1])), "%s: wrote no %s" % (line, words[i + 1]))
    return len(examples)


with tempfile.TemporaryDirectory() as work:
    lay_out(work)
    listed, count = verbs(), 0
    check(len(listed) >= 12, "the list of verbs is not understood: %s" % listed)
    for name in listed:
        count += run_example(name, work)
    with open(os.path.join(source, "docs", "wayforward.1"), encoding="utf-8") as file:
        page = file.read()
    for name in listed:
        check(re.search(r"^\.B %s\b" % re.escape(name), page, re.M), "docs/wayforward.1 does not name %s" % name)
    for words, wanted in WRONG:
        run = subprocess.run([command] + words, cwd=work, capture_output=True)
        check(run.returncode == 2 and wanted in run.stderr.decode(), "%s: %s: %s" % (words, run.returncode, run.stderr.decode()[:200]))
print("examples: %d of %d verbs, %d wrong uses, %d failures" % (count, len(listed), len(WRONG), failures))
sys.exit(1 if failures else 0)
