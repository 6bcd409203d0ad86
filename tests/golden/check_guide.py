#!/usr/bin/env python3
"""The year of docs/guide.md, run as it stands there, command by command, in a folder with the fixtures; and every link and picture
of README.md and docs/ leads somewhere."""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

command, source = os.environ["WF_COMMAND"], os.environ["WF_SOURCE_DIR"]
failures = 0


def check(ok, what):
    global failures
    if not ok:
        failures += 1
        print("FAILED", what)


def links():
    count = 0
    for path in [os.path.join(source, "README.md")] + sorted(glob.glob(os.path.join(source, "docs", "*.md"))):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            count += 1
            if not re.match(r"[a-z]+:", target):
                check(os.path.exists(os.path.join(os.path.dirname(path), target)), "%s: no %s" % (os.path.relpath(path, source), target))
    return count


def journey(work):
    with open(os.path.join(source, "docs", "guide.md"), encoding="utf-8") as file:
        lines = re.findall(r"^    (wayforward .*)$", file.read(), re.M)
    os.symlink(os.path.join(source, "fixtures"), os.path.join(work, "fixtures"))
    for line in lines:
        words = shlex.split(line)
        if "returned/" in words: # what schools sent back: the forms as they were
            shutil.copytree(os.path.join(work, "forms"), os.path.join(work, "returned"), dirs_exist_ok=True)
        run = subprocess.run([command] + words[1:], cwd=work, capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        check(run.returncode in (0, 1), "%s: %d\n%s" % (line, run.returncode, run.stderr.decode()[-500:]))
        if "-o" in words:
            check(os.path.exists(os.path.join(work, words[words.index("-o") + 1])), line + ": wrote nothing")
    return len(lines)


with tempfile.TemporaryDirectory() as folder:
    commands, targets = journey(folder), links()
check(commands >= 15, "only %d commands found" % commands)
print("guide: %d commands run, %d links looked at, %d failures" % (commands, targets, failures))
sys.exit(1 if failures else 0)
