#!/usr/bin/env python3
"""Support records out and back: what is filled in as delivered counts in the next allocation, and stays in the next record."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import openpyxl
except ImportError:
    print("skipped: python3-openpyxl is absent")
    sys.exit(77)

command, source = os.environ["WF_COMMAND"], Path(os.environ["WF_SOURCE_DIR"])


def allocate(folder, record):
    run = subprocess.run([command, "allocate", str(folder), "--records", str(record), "--json"], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    return json.loads(run.stdout)


def rows(book):
    for sheet in book:
        header = None
        for row in sheet.iter_rows():
            values = [c.value for c in row]
            if "Delivered days" in values:
                header = values
            elif header and row[header.index("School")].value and row[header.index("Term")].value:
                yield {name: row[i] for i, name in enumerate(header) if name}


with tempfile.TemporaryDirectory() as name:
    folder, work = Path(name) / "in", Path(name)
    folder.mkdir()
    for file in ("schools", "providers", "policy", "agreed", "forbidden"):
        shutil.copy(source / f"fixtures/allocation/{file}.csv", folder)
    first = allocate(folder, work / "record.xlsx")
    book = openpyxl.load_workbook(work / "record.xlsx")
    filled = 0
    for row in rows(book):
        if row["Term"].value == 2:
            row["Delivered days"].value = row["Agreed days"].value
            row["Impact"].value = "seen in books"
            filled += row["Agreed days"].value
    book.save(folder / "record.xlsx")
    second = allocate(folder, work / "again.xlsx")
    planned = sum(l["days"] for l in first["allocations"] if l["term"] == 2)
    delivered = sum(l["days"] for l in second["delivered"])
    again = [r for r in rows(openpyxl.load_workbook(work / "again.xlsx")) if r["Delivered days"].value]
    kept = sum(r["Delivered days"].value for r in again)
    print(f"planned in term 2: {planned}, filled in: {filled}, delivered the next time: {delivered}, in the next record: {kept}")
    bad = not planned == filled == delivered == kept or filled == 0 or any(r["Impact"].value != "seen in books" for r in again)
    sys.exit(1 if bad else 0)
