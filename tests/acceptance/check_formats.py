#!/usr/bin/python3
"""The same plan in another format is the same plan. LibreOffice saves every workbook and Word document of the fixtures in
the other formats of its kind (.xlsx as .xls and back, .docx as .doc and back); each must read as before, but for `at`.
Exit 77 (skipped) where LibreOffice is absent.

What LibreOffice itself changes on the way is not ours to keep; it is told apart by comparing with what it makes of the
file in the format that it had (.xlsx saved as .xlsx).
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

SOURCE, COMMAND = os.environ["WF_SOURCE_DIR"], os.environ["WF_COMMAND"]
OTHERS = {"xlsx": ("xls",), "xls": ("xlsx",), "docx": ("doc",), "doc": ("docx",)}
FILTERS = {"xls": "xls:MS Excel 97", "doc": "doc:MS Word 97", "xlsx": "xlsx:Calc MS Excel 2007 XML",
           "docx": "docx:MS Word 2007 XML"}
if not shutil.which("soffice"):
    print("skipped: LibreOffice is absent")
    sys.exit(77)


def save_as(files, kind, out, profile):
    os.makedirs(out, exist_ok=True)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--convert-to", FILTERS[kind],
                    "--outdir", out] + files, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def read(name):
    run = subprocess.run([COMMAND, "read", "--json", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    plans = json.loads(run.stdout)
    return plain([(p["family"], p["plan"]) for p in (plans if isinstance(plans, list) else [plans])])


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "at"}
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in sorted(set(a) | set(b)) for d in
                (differences(a[k], b[k], path + "." + k) if k in a and k in b
                 else ["%s.%s: only %s: %.80r" % (path, k, "before" if k in a else "after", a.get(k, b.get(k)))])]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b)) for d in differences(x, y, "%s[%d]" % (path, i))]
    return [] if a == b else ["%s: %.160r became %.160r" % (path, a, b)]


def main():
    work = os.environ.get("WF_KEEP") or tempfile.mkdtemp()
    profile, tried, same = os.path.join(work, "profile"), 0, 0
    for kind, others in OTHERS.items():
        files = sorted(glob.glob(os.path.join(SOURCE, "fixtures", kind, "*." + kind)))
        base = os.path.join(work, kind + "-as-it-was")
        save_as(files, kind, base, profile)
        for other in others:
            out = os.path.join(work, kind + "-as-" + other)
            save_as(files, other, out, profile)
            for name in files:
                stem = os.path.splitext(os.path.basename(name))[0]
                found = differences(read(os.path.join(base, stem + "." + kind)), read(os.path.join(out, stem + "." + other)))
                tried, same = tried + 1, same + (not found)
                if found:
                    print("%s as .%s: %d differences" % (os.path.basename(name), other, len(found)))
                    print("".join("    %s\n" % line for line in found[:8]), end="")
    if not os.environ.get("WF_KEEP"):
        shutil.rmtree(work)
    print("%d of %d files are the same plan in another format" % (same, tried))
    return 0 if tried >= 40 and same == tried else 1


sys.exit(main())
