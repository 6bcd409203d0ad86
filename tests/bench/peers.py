#!/usr/bin/env python3
"""Peers in Python: peers.py openpyxl|python-docx|lxml FILES...

Each visits every cell or text of the files, times itself without the start of Python, and
prints "files cells bytes cpu_seconds wall_seconds" as bench_case does."""
import sys
import time
import zipfile


def openpyxl_file(name):
    book = openpyxl.load_workbook(name)
    return sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def python_docx_file(name):
    document = docx.Document(name)
    cells = 0
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                cells += len(cell.text) >= 0
    return cells + sum(len(p.text) >= 0 for p in document.paragraphs)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lxml_file(name):
    with zipfile.ZipFile(name) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return sum(len("".join(t.text or "" for t in cell.iter(WORD + "t"))) >= 0 for cell in tree.iter(WORD + "tc"))


KINDS = {"openpyxl": openpyxl_file, "python-docx": python_docx_file, "lxml": lxml_file}

kind, files = sys.argv[1], sys.argv[2:]
if kind == "openpyxl":
    import openpyxl
elif kind == "python-docx":
    import docx
else:
    from lxml import etree
cpu, wall = time.process_time(), time.perf_counter()
cells = sum(KINDS[kind](name) for name in files)
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
print(len(files), cells, 0, f"{cpu:.6f} {wall:.6f}")
