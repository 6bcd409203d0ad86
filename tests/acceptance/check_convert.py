#!/usr/bin/python3
"""`wayforward convert` on a folder and `wayforward diff` between formats, as a person runs them."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

COMMAND = os.environ["WF_COMMAND"]
FIXTURES = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures")
failures = []


def check(ok, what):
    if not ok:
        failures.append(what)
        print("FAILED", what)


def run(*args):
    return subprocess.run([COMMAND] + list(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          encoding="utf-8")


def bytes_of(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


def check_folder(work):
    """One bad file never stops the rest; the summary says what happened; jobs change nothing."""
    plans = os.path.join(work, "plans")
    os.mkdir(plans)
    for name in ("doc/wf-castle-hill.doc", "docx/wf-castle-hill.docx", "xlsx/rrp-fenwick.xlsx", "xls/sip-fenwick.xls"):
        shutil.copy(os.path.join(FIXTURES, name), plans)
    with open(os.path.join(plans, "broken.docx"), "wb") as file:
        file.write(b"PK\x03\x04 this is no package")
    one = run("convert", plans, "-o", os.path.join(work, "one"), "-q", "--jobs", "1")
    four = run("convert", plans, "-o", os.path.join(work, "four"), "-q", "--jobs", "4")
    check(one.returncode == 1, "one bad file of five: exit code %d, wanted 1" % one.returncode)
    check("broken.docx" in one.stderr and len(one.stderr.strip()) > 30, "the bad file is not named with its reason")
    check("5 files, 4 plans" in one.stdout and "1 files could not be read" in one.stdout,
          "the summary is " + one.stdout)
    check(one.stdout == four.stdout, "the summary depends on --jobs")
    made = bytes_of(os.path.join(work, "one"))
    check(sorted(made) == ["rrp-fenwick-xlsx.xlsx", "sip-fenwick-xls.xlsx", "wf-castle-hill-doc.xlsx",
                           "wf-castle-hill-docx.xlsx"], "the workbooks are %s" % sorted(made))
    check(made == bytes_of(os.path.join(work, "four")), "one job and four jobs give other bytes")


def check_diff(work):
    """The same plan in another format is no change; a change is told in the terminal and in the workbook."""
    pairs = 0
    for doc in sorted(glob.glob(os.path.join(FIXTURES, "doc", "*.doc"))):
        docx = os.path.join(FIXTURES, "docx", os.path.basename(doc) + "x")
        if os.path.exists(docx):
            pairs += 1
            told = run("diff", doc, docx)
            check(told.returncode == 0 and told.stdout.startswith("No change."), "%s: %s" % (doc, told.stdout[:300]))
    check(pairs >= 4, "only %d pairs of .doc and .docx" % pairs)
    target = os.path.join(work, "changes.xlsx")
    told = run("diff", os.path.join(FIXTURES, "xlsx", "rrp-fenwick.xlsx"),
               os.path.join(FIXTURES, "docx", "rrp-thornley.docx"), "-o", target)
    check(told.returncode == 0 and "added" in told.stdout and "dropped" in told.stdout, "two plans: " + told.stderr)
    with zipfile.ZipFile(target) as book:
        texts = book.read("xl/sharedStrings.xml").decode("utf-8")
        check("Changes" in book.read("xl/workbook.xml").decode("utf-8"), "there is no sheet Changes")
    check("Stands at" in texts and "dropped" in texts, "the workbook does not hold the changes")


def main():
    with tempfile.TemporaryDirectory() as work:
        check_folder(work)
        check_diff(work)
    print("convert and diff: %d failures" % len(failures))
    return 1 if failures else 0


sys.exit(main())
