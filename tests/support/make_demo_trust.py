#!/usr/bin/env python3
"""Make fixtures/demo-trust: the plans and dashboards of an invented trust of twelve schools.

No school, person or number here is real. The same seed gives the same bytes.
Use: make_demo_trust.py [FOLDER [TRUTH]]      (default: fixtures/demo-trust beside this repository's tests)
Prints the lines of fixtures/MANIFEST.tsv; TRUTH gets what a reader should make of the files, as JSON.
Needs: python3-openpyxl, python3-xlwt, python3-docx; LibreOffice where a .doc is to be made.
"""
import json
import os
import sys

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from demo_trust import dashboards, plans, schools, sheets, truth, word  # noqa: E402

KINDS = {"xls": "xlwt", "xlsx": "openpyxl", "docx": "python-docx", "doc": "python-docx, LibreOffice"}


def main():
    default = os.path.join(HERE, "..", "..", "fixtures", "demo-trust")
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.normpath(default)
    made, told = [], []
    for school in schools.SCHOOLS:
        home = os.path.join(folder, school.folder)
        os.makedirs(home, exist_ok=True)
        files = [plans.make(school)] + dashboards.make(school)
        for i, (name, book, shows) in enumerate(files):
            relative = "%s/%s" % (school.folder, name)
            if i == 0:
                told.append(truth.plan(school, relative, book, plans.priorities(school)))
            else:
                told.append(truth.dashboard(school, relative, book, i - 1, ("2024-25", "2025-26")[i - 1]))
            path = os.path.join(home, name)
            sheets.save(book, path)
            size = os.path.getsize(path)
            assert size < 200_000, (path, size)
            made.append((os.path.relpath(path, folder), shows))
        for name, shows, family, plan in word.make(school, home):
            relative = "%s/%s" % (school.folder, name)
            size = os.path.getsize(os.path.join(home, name))
            assert size < 60_000, (name, size)
            told.append(truth.head(relative, family, plan, 0))
            made.append((relative, shows))
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            json.dump(told, out, ensure_ascii=False, separators=(",", ":"))
            out.write("\n")
    for name, shows in made:
        kind = KINDS[name.rsplit(".", 1)[1]]
        print("\t".join(["demo-trust/" + name, "make_demo_trust.py (%s)" % kind, "own work", shows, "read"]))


if __name__ == "__main__":
    main()
