#!/usr/bin/env python3
"""Outputs appear whole or not at all, whatever goes wrong: a full disk, a folder in the way, a folder that may not be written,
a killed process, Ctrl-C. And a damaged part of a source costs that part, and is said to. The parts that need root, or need
not to be root, say so and are left out."""
import ctypes
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
command = os.environ.get("WF_COMMAND", source + "/build/release/wayforward")
plan = source + "/fixtures/xlsx/rrp-fenwick.xlsx"
failures, notes = [], []
DONE, PROBLEMS, USAGE, INPUT, OUTPUT, FAULT = range(6)


def check(ok, what):
    if not ok:
        failures.append(what)
        print("FAILED", what)


def run(*words, **more):
    return subprocess.run([command] + [str(w) for w in words], stdin=subprocess.DEVNULL, capture_output=True, timeout=120, **more)


def whole(path):
    """A workbook that can be opened, and every part of it unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None and "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def leftovers(folder):
    return [n for n in os.listdir(folder) if not n.endswith(".xlsx")]


def many_plans(folder, count):
    os.mkdir(folder)
    kinds = sorted(os.path.join(source, "fixtures", k, n) for k in ("xlsx", "docx") for n in os.listdir(source + "/fixtures/" + k))
    kinds = [k for k in kinds if k.endswith((".xlsx", ".docx")) and os.path.getsize(k) < 60000]
    for i in range(count):
        path = kinds[i % len(kinds)]
        shutil.copy(path, "%s/%03d%s" % (folder, i, os.path.splitext(path)[1]))


# --- targets that cannot be written

def target_is_folder(work):
    os.makedirs(work + "/way.xlsx/inside")
    result = run("convert", plan, "-o", work + "/way.xlsx")
    check(result.returncode in (DONE, OUTPUT), "a folder named like the target: status %d" % result.returncode)
    check(os.path.isdir(work + "/way.xlsx/inside"), "a folder named like the target was replaced")
    os.makedirs(work + "/into/rrp-fenwick-xlsx.xlsx")
    result = run("convert", plan, "-o", work + "/into")
    check(result.returncode == OUTPUT and b"cannot be written" in result.stderr,
          "a folder where a workbook should come: status %d, %r" % (result.returncode, result.stderr))
    check(os.listdir(work + "/into") == ["rrp-fenwick-xlsx.xlsx"], "rubbish beside it: %s" % os.listdir(work + "/into"))


def no_such_folder(work):
    result = run("convert", plan, "-o", work + "/absent/plan.xlsx")
    check(result.returncode == OUTPUT and result.stderr, "no such folder: status %d" % result.returncode)
    check(not os.path.exists(work + "/absent"), "a folder nobody asked for")


def folder_read_only(work):
    if os.geteuid() == 0:
        notes.append("read-only folder: not as root")
        return
    os.mkdir(work + "/locked", 0o555)
    result = run("convert", plan, "-o", work + "/locked/plan.xlsx")
    check(result.returncode == OUTPUT, "read-only folder: status %d" % result.returncode)
    check(os.listdir(work + "/locked") == [], "something in a read-only folder")


def standard_output_full(_):
    for option in ("--json", "--cells"):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([command, "read", option, plan], stdout=full, stderr=subprocess.PIPE, timeout=60)
        check(result.returncode == OUTPUT and result.stderr, "read %s to a full disk: status %d" % (option, result.returncode))


def file_size_limit(work):
    """A write that fails part of the way, as on a full disk, without being root: the system's limit on a file's size."""
    def lower():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    target = work + "/limited.xlsx"
    open(target, "wb").write(b"what was there before")
    result = run("convert", plan, "-o", target, preexec_fn=lower)
    check(result.returncode == OUTPUT and result.stderr, "a write that fails: status %d, %r" % (result.returncode, result.stderr))
    check(open(target, "rb").read() == b"what was there before", "a failed write replaced what was there")
    check([n for n in os.listdir(work) if n.startswith("limited")] == ["limited.xlsx"], "a failed write left its temporary file")


def disk_full(work):
    """A disk of 64 KiB, for root only."""
    disk = work + "/disk"
    os.mkdir(disk)
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() != 0 or libc.mount(b"none", disk.encode(), b"tmpfs", 0, b"size=64k") != 0:
        notes.append("full disk: no disk of its own may be mounted here")
        return
    try:
        shutil.copy(plan, disk + "/before.xlsx")
        before = open(disk + "/before.xlsx", "rb").read()
        with open(disk + "/fill", "wb", 0) as fill:
            try:
                while True:
                    fill.write(b"x" * 4096)
            except OSError:
                pass
        result = run("convert", plan, "-o", disk + "/before.xlsx")
        check(result.returncode == OUTPUT and result.stderr, "full disk: status %d" % result.returncode)
        check(open(disk + "/before.xlsx", "rb").read() == before, "a full disk cost what was there")
        check(sorted(os.listdir(disk)) == ["before.xlsx", "fill"], "rubbish on a full disk: %s" % os.listdir(disk))
    finally:
        libc.umount2(disk.encode(), 2)


# --- ended from outside

def start_convert(work, out):
    return subprocess.Popen([command, "convert", work + "/many", "-o", out, "-j", "2"], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def wait_for_first(out, child):
    while child.poll() is None and not (os.path.isdir(out) and any(n.endswith(".xlsx") for n in os.listdir(out))):
        time.sleep(0.002)


def killed(work):
    rng = random.Random(9)
    interrupted = 0
    for turn in range(8):
        out = "%s/killed-%d" % (work, turn)
        child = start_convert(work, out)
        wait_for_first(out, child)
        time.sleep(rng.random() * 0.08)
        if child.poll() is None:
            interrupted += 1
            child.kill()
        child.communicate()
        for name in os.listdir(out):
            if name.endswith(".xlsx"):
                check(whole(out + "/" + name), "killed while writing: %s is not whole" % name)
            else:
                check(name.endswith(".tmp"), "killed while writing: %s" % name)
    check(interrupted > 0, "no run was killed in time: nothing was tested")
    notes.append("killed %d times" % interrupted)


def stopped(work):
    """A signal to the whole group, as Ctrl-C sends it, and to the command alone."""
    for number, to_group in ((signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGTERM, True)):
        what = "%s to %s" % (number.name, "the group" if to_group else "the command")
        out = "%s/stopped-%d-%d" % (work, number, to_group)
        child = start_convert(work, out)
        wait_for_first(out, child)
        check(child.poll() is None, what + ": all was done before it came")
        (os.killpg if to_group else os.kill)(child.pid, number)
        said, errors = child.communicate(timeout=60)
        check(child.returncode >= 0, what + ": ended by the signal")
        check(child.returncode not in (DONE, FAULT), what + ": status %d" % child.returncode)
        check(b"stopped" in errors and b"please report" not in errors, what + ": said %r" % errors[-300:])
        check(leftovers(out) == [], what + ": left %s" % leftovers(out))
        check(all(whole(out + "/" + n) for n in os.listdir(out)), what + ": a workbook is not whole")
        told = re.search(rb"(\d+) files, (\d+) plans", said)
        check(told and int(told.group(2)) == len(os.listdir(out)), what + ": says %r, wrote %d" % (said[:80], len(os.listdir(out))))


# --- damaged, but readable in part

def change_part(path, out, part, change):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body) if info.filename == part else body)


def broken_sheet(work):
    candidates = [source + "/fixtures/xlsx/" + n for n in sorted(os.listdir(source + "/fixtures/xlsx"))]
    tried = 0
    for path in candidates:
        with zipfile.ZipFile(path) as book:
            sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        if len(sheets) < 2:
            continue
        tried += 1
        out = work + "/" + os.path.basename(path)
        change_part(path, out, sheets[-1], lambda body: body[:len(body) // 3] + b"<<<&&&")
        result = run("read", "--cells", out)
        text = run("read", out)
        check(result.returncode in (DONE, PROBLEMS), "a broken sheet in %s: status %d" % (os.path.basename(path), result.returncode))
        check(result.stdout.count(b"\n") > 3, "a broken sheet in %s cost the others" % os.path.basename(path))
        check(b"damaged" in text.stdout, "a broken sheet in %s is not told of" % os.path.basename(path))
    check(tried > 0, "no workbook of two sheets")
    notes.append("%d workbooks with a broken sheet" % tried)


def broken_document(work):
    path = source + "/fixtures/docx/" + sorted(n for n in os.listdir(source + "/fixtures/docx") if n.endswith(".docx"))[0]
    out = work + "/broken.docx"
    change_part(path, out, "word/document.xml", lambda body: body[:len(body) * 3 // 4] + b"<w:tbl><<")
    result = run("read", out)
    check(result.returncode in (DONE, PROBLEMS) and b"damaged" in result.stdout,
          "a Word file broken in its last quarter: status %d, %r" % (result.returncode, result.stdout[-300:]))


# --- what a cell says stays text

def formula_injection(work):
    words = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "=cmd|'/c calc'!A0", "\t=1+1"]
    with open(work + "/evil.csv", "w", encoding="utf-8") as file:
        file.write("Priority,Action,Lead,Due date,Status\n")
        for word in words:
            quoted = '"%s"' % word.replace('"', '""')
            file.write("%s,%s,%s,12/03/2026,%s\n" % (quoted, quoted, quoted, quoted))
    result = run("convert", work + "/evil.csv", "-o", work + "/evil.xlsx")
    check(result.returncode in (DONE, PROBLEMS), "formulas in a .csv: status %d" % result.returncode)
    kept = 0
    with zipfile.ZipFile(work + "/evil.xlsx") as book:
        for name in book.namelist():
            body = book.read(name).decode("utf-8", "replace")
            check("cmd|" not in "".join(re.findall(r"<f[ >].*?</f>", body)) and "HYPERLINK" not in "".join(re.findall(r"<f[ >].*?</f>", body)),
                  "%s: a text became a formula" % name)
            check("x.example" not in body or not name.endswith(".rels"), "%s: a formula became a link" % name)
            check(not name.startswith("xl/externalLinks"), "an external link was written")
            kept += body.count("=cmd|")
    check(kept > 0, "the text of a formula was lost")


def main():
    with tempfile.TemporaryDirectory() as work:
        many_plans(work + "/many", 240)
        for test in (target_is_folder, no_such_folder, folder_read_only, standard_output_full, file_size_limit, disk_full,
                     killed, stopped, broken_sheet, broken_document, formula_injection):
            folder = work + "/" + test.__name__
            os.mkdir(folder)
            if test in (killed, stopped):
                os.symlink(work + "/many", folder + "/many")
            test(folder)
    for note in notes:
        print("  " + note)
    print("faults and outputs: %d failures" % len(failures))
    sys.exit(1 if failures else 0)


main()
