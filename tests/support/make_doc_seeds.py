#!/usr/bin/python3
"""Make fixtures/corpus/doc: bare streams of small Word documents, as tests/fuzz/fuzz_doc.c reads them.

    make_doc_seeds.py [-o fixtures/corpus/doc]

Each is written with python-docx, saved as Word 97-2003 by LibreOffice, and taken out of its container.
"""
import argparse
import glob
import importlib.util
import os
import struct
import subprocess
import tempfile

import docx

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")


def load(path):
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(document):
    t = document.add_table(rows=2, cols=2)
    t.cell(0, 0).merge(t.cell(0, 1)).text = "Action"
    t.cell(1, 0).text = "Read daily"
    t.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "Green"


def items(document):
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
        document.add_paragraph(text, style="List Bullet")


def marked(document):
    p = document.add_paragraph("Plain ")
    p.add_run("bold").bold = True
    p.add_run("hidden").font.hidden = True
    document.sections[0].header.paragraphs[0].text = "Head"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", default=os.path.join(ROOT, "fixtures", "corpus", "doc"))
    out = parser.parse_args().o
    os.makedirs(out, exist_ok=True)
    streams_of = load(os.path.join(ROOT, "tests", "golden", "check_doc_reference.py")).ole_streams
    with tempfile.TemporaryDirectory() as folder:
        for make in (table, items, marked):
            document = docx.Document()
            make(document)
            document.save(os.path.join(folder, make.__name__ + ".docx"))
        subprocess.run(["libreoffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless",
                        "--convert-to", "doc:MS Word 97", "--outdir", folder, *glob.glob(folder + "/*.docx")],
                       check=True, capture_output=True)
        for path in sorted(glob.glob(folder + "/*.doc")):
            streams = streams_of(open(path, "rb").read())
            main_stream = streams["WordDocument"]
            flags = struct.unpack_from("<H", main_stream, 10)[0]
            tables = streams["1Table" if flags & 0x200 else "0Table"]
            with open(os.path.join(out, os.path.basename(path)[:-4] + ".streams"), "wb") as seed:
                seed.write(struct.pack("<II", len(main_stream), len(tables)))
                seed.write(main_stream + tables + streams.get("Data", b""))


if __name__ == "__main__":
    main()
