#!/usr/bin/env python3
"""Make fixtures/demo-trust: the plans and dashboards of an invented trust of twelve schools.

No school, person or number here is real. The same seed gives the same bytes.
Use: make_demo_trust.py [FOLDER]      (default: fixtures/demo-trust beside this repository's tests)
Needs: python3-openpyxl, python3-xlwt.
"""
import os
import sys

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from demo_trust import dashboards, plans, schools, sheets  # noqa: E402


def main():
    default = os.path.join(HERE, "..", "..", "fixtures", "demo-trust")
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.normpath(default)
    made = []
    for school in schools.SCHOOLS:
        home = os.path.join(folder, school.folder)
        os.makedirs(home, exist_ok=True)
        for name, book, shows in [plans.make(school)] + dashboards.make(school):
            path = os.path.join(home, name)
            sheets.save(book, path)
            size = os.path.getsize(path)
            assert size < 200_000, (path, size)
            made.append((os.path.relpath(path, folder), shows))
    for name, shows in made:
        kind = "xlwt" if name.endswith(".xls") else "openpyxl"
        print("\t".join(["demo-trust/" + name, "make_demo_trust.py (%s)" % kind, "own work", shows, "read"]))


if __name__ == "__main__":
    main()
