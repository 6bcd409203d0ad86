#!/usr/bin/env python3
"""The set-up workbook in LibreOffice: its formulas, whose stored values are taken away first, come to what was written;
saved as .xls and as .xlsx it reads back as it was. Exit 77 (skipped) where LibreOffice or openpyxl is absent."""
import datetime
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("skipped: python3-openpyxl is absent")
    sys.exit(77)
if not shutil.which("soffice"):
    print("skipped: LibreOffice is absent")
    sys.exit(77)

COMMAND = os.environ["WF_COMMAND"]
FIXTURES = os.path.join(os.environ["WF_SOURCE_DIR"], "fixtures")
failures = 0


def check(what, good, detail=""):
    global failures
    failures += not good
    print("%s  %s%s" % ("ok    " if good else "FAILED", what, "" if good else ": %s" % (detail,)))


def run(*words):
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1788220800")
    done = subprocess.run([COMMAND, *words], capture_output=True, env=environment, timeout=300)
    return done.returncode, done.stderr.decode()


def save_as(path, kind, folder):
    subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % folder, "--headless", "--convert-to", kind,
                    "--outdir", os.path.join(folder, kind), path], check=True, capture_output=True, timeout=180)
    return os.path.join(folder, kind, os.path.splitext(os.path.basename(path))[0] + "." + kind)


def plain(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return (value - datetime.datetime(1899, 12, 30)).days
    return round(value, 9) if isinstance(value, float) else value


def values(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {(sheet.title, cell.coordinate): plain(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
            if plain(cell.value) != ""}


with tempfile.TemporaryDirectory() as work:
    first = os.path.join(work, "first-setup.xlsx")
    status, told = run("init", "--year", "2025-26", "-o", first, "--from", os.path.join(FIXTURES, "demo-trust-setup"))
    check("the demo's set-up", status == 0, told)
    shutil.copy(os.path.join(FIXTURES, "demo-trust-setup", "logo.png"), work)
    book = openpyxl.load_workbook(first)
    formulas = [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row
                if isinstance(cell.value, str) and cell.value.startswith("=")]
    stripped = os.path.join(work, "stripped-setup.xlsx")
    book.save(stripped)  # formulas without values: LibreOffice has to work them out
    ours, theirs = values(first), values(save_as(stripped, "xlsx", work))
    wrong = [(at, ours.get(at, ""), theirs.get(at, "")) for at in formulas if ours.get(at, "") != theirs.get(at, "")]
    check("%d formulas come to what was written" % len(formulas), len(formulas) > 300 and not wrong, wrong[:10])
    for kind in ("xls", "xlsx"):
        saved = save_as(first, kind, work)
        shutil.copy(os.path.join(work, "logo.png"), os.path.dirname(saved))
        again = os.path.join(work, "again-%s.xlsx" % kind)
        status, told = run("init", "--year", "2025-26", "-o", again, "--from", saved)
        check("saved as .%s it reads without a complaint" % kind, status == 0 and told == "", told)
        other = values(again)
        differ = sorted(at for at in set(ours) | set(other) if ours.get(at) != other.get(at))
        check("and says the same", not differ, [(at, ours.get(at), other.get(at)) for at in differ[:8]])
        status, told = run("allocate", saved, "--json")
        check("allocate reads it", status == 0 and told == "", told[:300])

sys.exit(1 if failures else 0)
