#!/usr/bin/python3
"""The same plan in a changed layout is the same plan: the fixtures' workbooks and Word documents with their columns shuffled,
blank rows and columns put in, a table split over sheets, and headers replaced by synonyms (those of the shipped templates)
must read as before, but for `at`. So must a workbook written as a Word document and the other way
round (formats of one kind, such as .doc and .docx, are for tests/acceptance/check_formats.py). In another order of columns the observations of a KPI are compared in the order of their periods.

  check_changed_layouts.py [SEED] [NAME]     one seed; only files whose name holds NAME; what differs is printed
"""
import glob
import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

SOURCE, COMMAND = os.environ["WF_SOURCE_DIR"], os.environ["WF_COMMAND"]
FIXTURES = os.path.join(SOURCE, "fixtures")
if any(importlib.util.find_spec(m) is None for m in ("openpyxl", "docx")):
    print("skipped: openpyxl or python-docx is not here")
    sys.exit(77)
sys.path.insert(0, os.path.join(SOURCE, "tests", "property"))
import change_formats as formats  # noqa: E402
import change_layouts as change  # noqa: E402
import docx  # noqa: E402
import openpyxl  # noqa: E402

SEEDS = (20261, 20262)
# Said by what `read --cells` does not tell: a priority by the name of its sheet, states by fills with a key of their own.
NOT_TOLD = ("sip-oakfield.xlsx", "colour-key.xlsx")


# ------------------------------------------------------------------ synonyms of a header
def key(text):
    """Much as wf_label_key has it: letters and digits, lower case, no articles, no plural s."""
    words = re.findall(r"[a-z0-9#£%]+", re.sub(r"\(.*?\)", " ", text.lower()).replace("'", ""))
    return "".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
                   for w in words if w not in ("the", "a", "an"))


def read_synonyms():
    """Entries of `column` lines: (field, variants); and in how many entries each key stands. A header that is evidence of
    a family (`header 30: LA actions`) is no mere synonym: it counts as several."""
    entries, known = [], {}
    for name in sorted(glob.glob(os.path.join(SOURCE, "engine/recognise/templates/*.template"))):
        text = re.sub(r"\n (?! )", " ", re.sub(r"\n {2,}", " ", open(name, encoding="utf-8").read()))
        for m in re.finditer(r"^(\w[\w-]*)(?: ([\w-]+))?(?: (\d+))?:(.*)$", text, re.M):
            variants = [v.strip() for v in m.group(4).split(";") if v.strip()]
            for v in variants:
                known[key(v)] = known.get(key(v), 0) + 1
            if m.group(1) == "column" and m.group(3) is None:
                entries.append((m.group(2), variants))
    for name in glob.glob(os.path.join(SOURCE, "engine/recognise/templates/*.template")):
        for m in re.finditer(r"^ +header \d+:(.*)$", open(name, encoding="utf-8").read(), re.M):
            for v in m.group(1).split(";"):
                known[key(v)] = 99
    return entries, known


ENTRIES, KNOWN = read_synonyms()


def synonyms(text, fields):
    """Other words for a header that name its field and nothing else."""
    if len(fields) != 1:
        return []
    for field, variants in ENTRIES:
        if field == fields[0] and key(text) in [key(v) for v in variants]:
            return [v for v in variants if KNOWN[key(v)] == 1 and key(v) != key(text) and len(key(v)) > 3]
    return []


CHANGES = {
    "xlsx": {"columns shuffled": change.shuffle_columns, "blank rows": change.blank_rows,
             "blank columns": change.blank_columns, "table split over sheets": change.split_over_sheets,
             "synonyms": change.rename_headers},
    "docx": {"columns shuffled": change.word_shuffle_columns, "blank rows": change.word_blank_rows,
             "blank columns": change.word_blank_columns, "table split": change.word_split_table,
             "synonyms": change.word_rename_headers},
}


# ------------------------------------------------------------------ reading and comparing
def read(name, *options):
    run = subprocess.run([COMMAND, "read", *options, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    return run.stdout.decode()


def plain(value):
    if isinstance(value, dict):
        value = {k: plain(v) for k, v in value.items() if k != "at"}
        if "observations" in value:
            value["observations"].sort(key=lambda o: o["period"])
        return value
    return [plain(v) for v in value] if isinstance(value, list) else value


def told(value):
    """A plan without what `read --cells` does not tell: fills of empty cells, underlines, digits that are not shown."""
    if isinstance(value, dict):
        return {k: told(v) for k, v in value.items() if k not in ("rag", "rag_from", "rating")}
    if isinstance(value, list):
        return [told(v) for v in value]
    return round(value) if isinstance(value, float) else value


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in sorted(set(a) | set(b)) for d in
                (differences(a[k], b[k], path + "." + k) if k in a and k in b
                 else ["%s.%s: only %s: %.80r" % (path, k, "before" if k in a else "after", a.get(k, b.get(k)))])]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b)) for d in differences(x, y, "%s[%d]" % (path, i))]
    if isinstance(a, int) and isinstance(b, int) and ".kpis" in path and abs(a - b) <= 1:
        return []  # rounded from what is shown
    return [] if a == b else ["%s: %.160r became %.160r" % (path, a, b)]


def in_other_format(source, kind, out):
    """Written as the other kind of document, from what `read --cells` tells of it."""
    out = out[:-len(kind)] + {"xlsx": "docx", "docx": "xlsx"}[kind]
    {"xlsx": formats.as_word, "docx": formats.as_workbook}[kind](read(source, "--cells"), out)
    return out


def check(job):
    source, kind, what, seed, folder = job
    same = os.path.join(folder, os.path.basename(source))  # as the library writes it, unchanged
    before = json.loads(read(same, "--json"))
    if isinstance(before, list):
        return job, None
    tables = change.tables_of(read(same, "--explain"), before["plan"])
    out = os.path.join(folder, "%s-%s-%d.%s" % (os.path.basename(source), what.replace(" ", "-"), seed, kind))
    rng = random.Random("%s %s %d" % (os.path.basename(source), what, seed))
    extra = [synonyms] if what == "synonyms" else []
    if what == "other format" and os.path.basename(source) in NOT_TOLD:
        return job, None
    if what == "other format":
        out = in_other_format(same, kind, out)
    elif not tables or not CHANGES[kind][what](source, tables, before["plan"], rng, out, *extra):
        return job, None
    try:
        after = json.loads(read(out, "--json"))
    except subprocess.CalledProcessError as error:
        return job, [str(error)]
    if isinstance(after, list):
        return job, ["became %d plans" % len(after)]
    view = (lambda p: told(plain(p))) if what == "other format" else plain
    found = differences(view(before["plan"]), view(after["plan"]))
    if before["family"] != after["family"]:
        found.append("family %s became %s" % (before["family"], after["family"]))
    return job, found


def main():
    seeds = (int(sys.argv[1]),) if len(sys.argv) > 1 else SEEDS
    if b"__asan_init" in open(COMMAND, "rb").read():
        seeds = seeds[:1]  # all of them in tests/acceptance/check_in_full.sh
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    files = [(f, kind) for kind in CHANGES for pattern in (kind + "/*.", "demo-trust/*/*.")
             for f in sorted(glob.glob(os.path.join(FIXTURES, pattern + kind))) if only in f]
    folder = os.environ.get("WF_KEEP") or tempfile.mkdtemp()
    for f, kind in files:
        (openpyxl.load_workbook if kind == "xlsx" else docx.Document)(f).save(os.path.join(folder, os.path.basename(f)))
    jobs = [(f, kind, what, seed, folder) for f, kind in files for what in list(CHANGES[kind]) + ["other format"]
            for seed in seeds if what != "other format" or seed == seeds[0]]
    with ThreadPoolExecutor(2) as pool:
        results = [r for r in pool.map(check, jobs) if r[1] is not None]
    counts = {}
    for (source, kind, what, seed, _), found in results:
        counts.setdefault((kind, what), [0, 0])
        counts[kind, what][0] += 1
        counts[kind, what][1] += not found
        if found:
            print("%s, %s (%d): %d differences" % (os.path.basename(source), what, seed, len(found)))
            for line in found[:8]:
                print("    " + line)
    if not os.environ.get("WF_KEEP"):
        for name in glob.glob(os.path.join(folder, "*")):
            os.remove(name)
        os.rmdir(folder)
    for (kind, what), (tried, same) in sorted(counts.items()):
        print("%-5s %-24s %d of %d are the same plan" % (kind, what, same, tried))
    return 1 if any(tried != same for tried, same in counts.values()) or len(counts) < 10 and not only else 0


sys.exit(main())
