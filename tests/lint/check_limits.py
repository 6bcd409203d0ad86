#!/usr/bin/env python3
"""The table of limits in docs/security.md is that of include/wayforward/limits.h: names, defaults and meaning."""
import os
import re
import sys

source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
header = open(source + "/include/wayforward/limits.h", encoding="utf-8").read()
page = open(source + "/docs/security.md", encoding="utf-8").read()


def number(text):
    value, _, shift = text.replace("ull", "").partition("<<")
    return int(value) << int(shift or 0)


wanted = [(option, "{:,}".format(number(value)), what)
          for value, option, what in re.findall(r'X\(\w+,\s*([^,]+),\s*"([^"]+)",\s*"([^"]+)"\)', header)]
told = re.findall(r"^\| `([a-z-]+)` \| ([0-9,]+) \| (.*) \|$", page, re.M)
for row in sorted(set(wanted) ^ set(told)):
    print("FAILED", "only in the header:" if row in wanted else "only in the page:", row)
print("limits: %d in the header, %d in the page" % (len(wanted), len(told)))
sys.exit(0 if wanted and wanted == told else 1)
