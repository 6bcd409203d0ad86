#!/usr/bin/env python3
"""Put the programs of docs/examples into docs/library.md, between <!-- NAME.c --> and <!-- end -->. With --check: are they the
same? Use: quote_examples.py [--check]"""
import os
import re
import sys

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
path = os.path.join(root, "docs", "library.md")
with open(path, encoding="utf-8") as file:
    page = file.read()


def quoted(match):
    with open(os.path.join(root, "docs", "examples", match.group(1)), encoding="utf-8") as file:
        lines = file.read().splitlines()
    return "<!-- %s -->\n\n%s\n\n<!-- end -->" % (match.group(1), "\n".join(("    " + line).rstrip() for line in lines))


made, count = re.subn(r"<!-- (\w+\.c) -->\n.*?<!-- end -->", quoted, page, flags=re.S)
if "--check" not in sys.argv:
    with open(path, "w", encoding="utf-8") as file:
        file.write(made)
elif made != page or count == 0:
    sys.exit("docs/library.md does not show docs/examples as they are: run tests/support/quote_examples.py")
