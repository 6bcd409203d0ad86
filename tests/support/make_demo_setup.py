#!/usr/bin/env python3
"""A set-up workbook for the demo trust: schools with inspections and categories, providers with days, budgets.
Use: make_demo_setup.py TARGET.xlsx"""
import datetime
import sys

import openpyxl

SCHOOLS = [  # name, URN, phase, pupils, judgement, capacity, risk, needs
    ("Quillbrook Primary School", "900101", "primary", 210, "Good", "others", "LOW", "maths 2"),
    ("Saltwick St Bride's CofE Primary School", "900102", "primary", 180, "Good", "own", "MEDIUM", "reading 2"),
    ("Larkspindle Primary School", "900103", "primary", 150, "Requires improvement", "insufficient", "HIGH", "reading 4; leadership 4"),
    ("Winnowfield Primary School", "900104", "primary", 240, "Requires improvement", "own", "MEDIUM", "maths 3"),
    ("Ottermere Infant School", "900105", "primary", 120, "Good", "some", "LOW", ""),
    ("Ottermere Junior School", "900106", "primary", 170, "Good", "some", "LOW", ""),
    ("Vesper Lane Primary Academy", "900107", "primary", 300, "Good", "own", "MEDIUM", "attendance 2"),
    ("Marrowby CofE Primary School", "900108", "primary", 90, "Good", "own", "MEDIUM", ""),
    ("Dunmarrow High School", "900109", "secondary", 900, "Requires improvement", "insufficient", "HIGH", "attendance 4; maths 4"),
    ("Kestrelbridge Academy", "900110", "secondary", 1100, "Good", "others", "LOW", ""),
    ("Harrowmere School", "900111", "secondary", 700, "Good", "own", "MEDIUM", "behaviour 3"),
    ("The Lanthorn School", "900112", "special", 110, "Outstanding", "some", "LOW", ""),
]
PROVIDERS = [  # name, role, specialisms, base, cost, days of six terms
    ("A. Wren", "executive", "leadership; QA; attendance", "", 450, (8, 8, 8, 8, 8, 8)),
    ("B. Hale", "SLE", "reading; maths; QA", "Quillbrook Primary School", 350, (6, 6, 6, 6, 6, 6)),
    ("C. Mercer", "NLE", "leadership; behaviour; QA", "Kestrelbridge Academy", 500, (5, 5, 5, 5, 5, 5)),
    ("D. Finch", "adviser", "QA; general", "", 300, (9, 9, 9, 9, 9, 9)),
]


def sheet(book, name, rows):
    page = book.create_sheet(name)
    for row in rows:
        page.append(row)


def main(target):
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet(book, "Schools", [("School", "URN", "Phase", "Pupils", "Judgement", "Capacity", "Risk", "Needs")] + SCHOOLS)
    sheet(book, "Inspections", [("School", "Date", "Framework", "Area", "Judgement")] + [
        (name, datetime.date(2022 + i % 3, 3, 10 + i), "four-grade", "overall", grade)
        for i, (name, _, _, _, grade, _, _, _) in enumerate(SCHOOLS)])
    sheet(book, "Providers", [("Provider", "Role", "Specialisms", "Base school", "Cost a day", "T1", "T2", "T3", "T4", "T5", "T6")] + [
        p[:5] + p[5] for p in PROVIDERS])
    sheet(book, "Policy", [("Setting", "Value")] + [("Trust name", "Harrowmere Learning Trust"), ("Budget", "250,000")] + [
        ("Budget: " + s[0], 15000 + 1000 * i) for i, s in enumerate(SCHOOLS)])
    book.save(target)


main(sys.argv[1])
