#!/usr/bin/env python3
"""Much at once, in bounded memory: a folder of 5,000 mixed files against one of 500, by `convert` and by `import`; and a sheet of
1,000,000 rows x 20 columns by `read --cells`. Peak memory is that of the largest process (wait4's ru_maxrss). Inputs are made by
bench_inputs with fixed seeds and kept in the build folder. Part of `./bootstrap.sh stress`; STRESS_FILES and STRESS_ROWS make it smaller."""
import glob
import os
import shutil
import subprocess
import sys
import time

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
build = os.environ.get("WF_BUILD_DIR", source + "/build/release")
command = os.environ.get("WF_COMMAND", build + "/wayforward")
maker = build + "/tests/bench/bench_inputs"
FILES = int(os.environ.get("STRESS_FILES", "5000"))
ROWS = int(os.environ.get("STRESS_ROWS", "1000000"))
FLAT, SHEET_MIB = 1.20, 200
data = build + "/stress"
failures = []


def made(path, *words):
    """An input, made once."""
    if not os.path.exists(path + ".made"):
        subprocess.run([maker, words[0], path, *words[1:]], check=True)
        open(path + ".made", "w").close()
    return path


def timed(words, output=subprocess.DEVNULL):
    """Status, seconds and peak MiB of a command and the processes it waited for."""
    start = time.time()
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)
    _, state, used = os.wait4(child.pid, 0)
    child.returncode = state
    return os.waitstatus_to_exitcode(state), time.time() - start, used.ru_maxrss / 1024


def check(what, is_right):
    if not is_right:
        failures.append(what)
        print("FAILED", what)


def folders(verb, count_done):
    """The same verb on a tenth of the files and on all: memory must not grow with them."""
    peaks = []
    for n in (FILES // 10, FILES):
        folder = made("%s/folder-%d" % (data, n), "folder", str(n), source + "/fixtures")
        target = "%s/%s-%d" % (data, verb[0], n)
        shutil.rmtree(target, ignore_errors=True)
        os.makedirs(target)
        words = [command] + [w.format(folder=folder, target=target) for w in verb]
        status, seconds, peak = timed(words)
        done = count_done(target)
        print("%s: %d files, status %d, %d done, %.0f s, %.0f files/s, peak %.1f MiB"
              % (verb[0], n, status, done, seconds, n / seconds, peak))
        check("%s of %d files ended with %d" % (verb[0], n, status), status in (0, 1))
        check("%s of %d files did %d" % (verb[0], n, done), done >= n)
        peaks.append(peak)
    check("%s: %.1f MiB for %d files, %.1f for %d" % (verb[0], peaks[1], FILES, peaks[0], FILES // 10),
          peaks[1] <= peaks[0] * FLAT)


def imported(target):
    """Files in the store, by its own list."""
    out = subprocess.run([command, "export", "--store", target + "/t.wayforward", "-o", target], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, check=False)
    try:
        with open(target + "/imports.csv", encoding="utf-8") as rows:
            return sum(1 for _ in rows) - 1
    except OSError:
        print(out.stdout.decode("utf-8", "replace")[-300:])
        return 0


def sheet():
    path = made("%s/sheet-%d.xlsx" % (data, ROWS), "sheet", str(ROWS))
    with open(data + "/cells.ndjson", "wb") as output:
        status, seconds, peak = timed([command, "read", "--cells", path], output)
    with open(data + "/cells.ndjson", "rb") as lines:
        cells = sum(1 for line in lines if line.startswith(b'{"at"'))
    os.remove(data + "/cells.ndjson")
    print("read --cells: %d cells of %d x 20 (%.0f MiB packed), status %d, %.0f s, peak %.1f MiB"
          % (cells, ROWS, os.path.getsize(path) / 2**20, status, seconds, peak))
    check("read --cells ended with %d" % status, status == 0)
    check("read --cells told %d cells" % cells, cells >= ROWS * 19)
    check("read --cells used %.0f MiB" % peak, peak <= SHEET_MIB)


def main():
    if not os.path.exists(maker):
        print("skipped: no %s (build the target bench_inputs)" % maker)
        sys.exit(77)
    os.makedirs(data, exist_ok=True)
    sheet()
    folders(["convert", "-q", "{folder}", "-o", "{target}"], lambda t: len(glob.glob(t + "/*.xlsx")))
    verbs = subprocess.run([command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout
    if b"import" in verbs:
        folders(["import", "-q", "{folder}", "--store", "{target}/t.wayforward"], imported)
    sys.exit(1 if failures else 0)


main()
