#!/usr/bin/env python3
"""Make fixtures/demo-trust-setup: the set-up of the invented trust of fixtures/demo-trust, as .csv files named as the
sheets of the set-up workbook (docs/setup.md), and its logo.

No school, person, number or inspection here is real. The same seed gives the same bytes.
Use: make_demo_trust_setup.py [FOLDER]      (default: fixtures/demo-trust-setup beside this repository's tests)
Then: wayforward init --from fixtures/demo-trust-setup -o trust-setup.xlsx
"""
import csv
import os
import random
import struct
import sys
import zlib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from demo_trust import dashboards, plans, schools  # noqa: E402

YEAR = "2025-26"
PHASES = {"primary": "primary", "infant": "primary", "junior": "primary", "secondary": "secondary", "special": "special"}
EIF = ["Quality of education", "Behaviour and attitudes", "Personal development", "Leadership and management"]
CARD = ["Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour",
        "Personal development and well-being", "Leadership and governance"]

# folder: area, head since, other names, capacity, first headship, new team, risk, set category (with reason, by, on),
# category last year, needs
FACTS = {
    "01": ("north", "2016-09-01", "", "others", "no", "no", "LOW", None, "A", "Maths 2"),
    "02": ("coast", "2021-01-04", "St Bride's", "some", "no", "no", "MEDIUM", None, "B", "Early reading 3; Attendance 2"),
    "03": ("north", "2025-01-06", "", "own", "yes", "no", "MEDIUM", None, "C", "Maths 4; Leadership 4"),
    "04": ("coast", "2024-09-02", "", "insufficient", "no", "yes", "HIGH", None, "D", "English 6 x2; Maths 6 x2; Leadership 6"),
    "05": ("town", "2019-09-02", "OIS", "some", "no", "no", "LOW", None, "B", "EYFS 2"),
    "06": ("town", "2020-09-01", "", "own", "no", "no", "MEDIUM", None, "C", "Maths 5; SEND 2"),
    "07": ("north", "2014-09-01", "Vesper", "others", "no", "no", "LOW", None, "A", ""),
    "08": ("coast", "2022-09-01", "", "own", "no", "no", "LOW",
           ("B", "Two schools now share its lead for early years", "A. Trustlead", "2025-07-11"), "B", "EYFS 2"),
    "09": ("town", "2023-09-01", "", "own", "no", "yes", "HIGH", None, "C", "Attendance 6 x2; English 6"),
    "10": ("town", "2018-09-03", "KBA", "some", "no", "no", "MEDIUM", None, "B", "Maths 4"),
    "11": ("north", "2017-09-01", "", "others", "no", "no", "LOW", None, "A", ""),
    "12": ("town", "2021-09-01", "Lanthorn", "some", "no", "no", "LOW", None, "B", "SEND 2"),
}
# folder: inspections; an overall grade, four grades without one, or a report card (six areas; met or not)
INSPECTIONS = {
    "01": [("2023-03-15", "overall", "Outstanding")],
    "02": [("2018-11-21", "overall", "Requires improvement"), ("2022-06-08", "overall", "Good")],
    "03": [("2019-02-12", "overall", "Good"), ("2025-03-11", "four", [2, 2, 2, 3])],
    "04": [("2020-01-22", "overall", "Good"), ("2024-05-14", "overall", "Requires improvement")],
    "05": [("2022-10-05", "overall", "Good")],
    "06": [("2021-11-17", "overall", "Good")],
    "07": [("2017-05-10", "overall", "Outstanding"), ("2026-01-20", "card", [4, 4, 4, 3, 3, 4], "Met")],
    "08": [("2025-02-04", "four", [2, 1, 1, 2])],
    "09": [("2022-03-02", "overall", "Good"), ("2025-12-02", "card", [3, 3, 2, 2, 3, 3], "Met")],
    "10": [("2024-10-08", "four", [2, 2, 2, 2])],
    "11": [("2023-11-29", "overall", "Outstanding")],
    "12": [("2023-06-20", "overall", "Good")],
}
GRADES = {1: "Outstanding", 2: "Good", 3: "Requires improvement", 4: "Inadequate"}
CARD_GRADES = {1: "Urgent improvement", 2: "Needs attention", 3: "Expected standard", 4: "Strong standard", 5: "Exceptional"}

# code: definition, area, least, most, cohort, national by phase (from dashboards.py) with year and source
KPIS = [
    ("ATT01", "Attendance", "Sessions attended as a share of possible sessions, year to date.", "Attendance", "%", "Higher",
     "all", "92.9", "94.5", "91.1", "87.0", "2023/24", "Department for Education, Explore education statistics", "0.5", "0",
     "100", "yes", "", "Whole-school attendance"),
    ("ATT04", "Persistent absence", "Pupils who miss a tenth or more of their own possible sessions.", "Attendance", "%",
     "Lower", "all", "18.2", "13.4", "23.3", "35.4", "2025, year to week 21", "Department for Education", "2", "0", "100",
     "yes", "", "PA"),
    ("ATT06", "Attendance of disadvantaged pupils", "Attendance of pupils eligible for free school meals.", "Attendance",
     "%", "Higher", "all", "90.0", "", "", "", "2024/25, autumn", "Department for Education", "", "0", "100", "yes", "", ""),
    ("EY01", "Good level of development", "Children at the expected level at the end of Reception.", "Outcomes", "%",
     "Higher", "primary", "68.3", "", "", "", "2024/25", "Department for Education", "", "0", "100", "yes", "2, 4, 6", "GLD"),
    ("PH01", "Phonics check in Year 1", "Pupils at or above the threshold of the check.", "Outcomes", "%", "Higher",
     "primary", "80", "", "", "", "2025", "Department for Education", "", "0", "100", "yes", "2, 4, 6", "Phonics"),
    ("KS201", "Reading, writing and maths in Year 6", "Pupils at the expected standard in all three.", "Outcomes", "%",
     "Higher", "primary", "62", "", "", "", "2025", "Department for Education", "", "0", "100", "yes", "", "RWM"),
    ("KS203", "Reading in Year 6", "Pupils at the expected standard in reading.", "Outcomes", "%", "Higher", "primary",
     "75", "", "", "", "2025", "Department for Education", "", "0", "100", "yes", "", ""),
    ("KS205", "Maths in Year 6", "Pupils at the expected standard in mathematics.", "Outcomes", "%", "Higher", "primary",
     "74", "", "", "", "2025", "Department for Education", "", "0", "100", "yes", "", ""),
    ("KS401", "Attainment 8", "Average points over eight GCSE subjects, at most 90.", "Outcomes", "score", "Higher",
     "secondary", "46.2", "", "", "", "2022/23", "Department for Education, Explore education statistics", "", "0", "90",
     "yes", "2, 4, 6", ""),
    ("KS403", "Grade 5 or above in English and maths", "Pupils with grade 5 or above in both.", "Outcomes", "%", "Higher",
     "secondary", "46.2", "", "", "", "2023/24", "Department for Education", "", "0", "100", "yes", "2, 4, 6", ""),
    ("KS405", "Entry to the English Baccalaureate", "Pupils entered for all its parts.", "Outcomes", "%", "Higher",
     "secondary", "39.3", "", "", "", "2022/23", "Department for Education", "", "0", "100", "yes", "2, 4, 6", ""),
    ("SEN03", "Annual reviews held on time", "Annual reviews of plans held by their date.", "Inclusion", "%", "Higher",
     "special", "", "", "", "", "", "", "", "0", "100", "yes", "", ""),
    ("SEN04", "Pupils who met their yearly targets", "Pupils who met the targets of their plan.", "Inclusion", "%",
     "Higher", "special", "", "", "", "", "", "", "", "0", "100", "yes", "2, 4, 6", ""),
    ("BEH01", "Suspensions", "Suspensions in the term.", "Behaviour", "count", "Lower", "all", "", "", "", "", "", "", "",
     "0", "500", "yes", "", ""),
    ("SAF03", "Staff with safeguarding training in date", "Staff whose safeguarding training is in date.", "People", "%",
     "Higher", "all", "", "", "", "", "", "", "", "0", "100", "yes", "", "Safeguarding training in date"),
]
PROVIDERS = [
    ("R. Adeyemi", "NLE", "Leadership; English", "Quillbrook Primary School", "420", "1", [6, 6, 6, 6, 6, 6]),
    ("J. Whitlock", "Executive", "QA; Leadership", "", "500", "2", [8, 8, 8, 8, 16, 8]),
    ("C. Aldous", "LLE", "Leadership; EYFS", "Vesper Lane Primary Academy", "400", "1", [6, 6, 6, 6, 8, 6]),
    ("S. Kaur", "SLE", "Maths", "Quillbrook Primary School", "350", "1", [5, 5, 5, 5, 5, 5]),
    ("D. Pryce", "SLE", "English; Early reading", "Harrowmere School", "350", "1", [4, 4, 4, 4, 4, 4]),
    ("M. Osei", "Lead practitioner", "SEND; EYFS", "The Lanthorn School", "300", "1", [3, 3, 3, 3, 3, 3]),
    ("T. Marchetti", "SLE", "Attendance; Leadership", "Harrowmere School", "350", "1", [4, 4, 4, 3, 4, 3.5]),
]
TERMS = {
    "2024-25": [("2024-09-03", "2024-10-18"), ("2024-11-04", "2024-12-20"), ("2025-01-06", "2025-02-14"),
                ("2025-02-24", "2025-04-04"), ("2025-04-22", "2025-05-23"), ("2025-06-02", "2025-07-22")],
    "2025-26": [("2025-09-02", "2025-10-17"), ("2025-11-03", "2025-12-19"), ("2026-01-05", "2026-02-13"),
                ("2026-02-23", "2026-03-27"), ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-21")],
    "2026-27": [("2026-09-02", "2026-10-16"), ("2026-11-02", "2026-12-18"), ("2027-01-04", "2027-02-12"),
                ("2027-02-22", "2027-03-25"), ("2027-04-12", "2027-05-28"), ("2027-06-07", "2027-07-22")],
}
INSET = [("2025-26", "2025-09-02"), ("2025-26", "2025-11-03"), ("2025-26", "2026-01-05"), ("2026-27", "2026-09-02"),
         ("2026-27", "2026-11-02")]


def write(folder, name, head, rows):
    with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(head)
        lines.writerows(rows)


def school_rows():
    for school in schools.SCHOOLS:
        area, since, others, capacity, first, team, risk, category, last, needs = FACTS[school.folder[:2]]
        code, reason, by, on = category or ("", "", "", "")
        yield [school.name, school.urn, PHASES[school.phase], school.roll, area, "East Midlands", since, others,
               "office@%s.example" % school.folder[3:], capacity, first, team, risk, code, reason, by, on, last, needs]


def inspection_rows():
    for school in schools.SCHOOLS:
        for on, kind, found, *safeguarding in INSPECTIONS[school.folder[:2]]:
            if kind == "overall":
                yield [school.name, on, "four-grade", "Overall effectiveness", found]
            elif kind == "four":
                for area, grade in zip(EIF, found):
                    yield [school.name, on, "no-overall-grade", area, GRADES[grade]]
            else:
                for area, grade in zip(CARD, found):
                    yield [school.name, on, "report-card", area, CARD_GRADES[grade]]
                yield [school.name, on, "report-card", "Safeguarding", safeguarding[0]]


def target_rows():
    """The targets that the dashboards of the year name: made in the same order, so with the same figures."""
    for school in schools.SCHOOLS:
        plans.make(school)
        dashboards.make(school)
        for kpi, baseline, target, *_ in dashboards.rows_of(school, 1):
            many = 100 if kpi[2] == "%" else 1
            yield [school.name, kpi[0], round(baseline * many, 2), "2024-25/T6", round(target * many, 1), YEAR + "/T6"]


def logo(path):
    """A hill, a road and a sun in the trust's two colours: 200 by 80 pixels."""
    wide, high = 200, 80
    rows = []
    for y in range(high):
        row = bytearray([0])
        for x in range(wide):
            hill = 58 - 26 * max(0.0, 1 - ((x - 62) / 62) ** 2) - 14 * max(0.0, 1 - ((x - 150) / 50) ** 2)
            road = abs(x - 100 + (y - 40) * 0.8) < 2 + (y - 30) / 4
            if y > hill:
                row += b"\xf4\xf1\xe8" if road and y > hill + 6 else b"\x14\x46\x3b"
            elif (x - 112) ** 2 + (y - 26) ** 2 < 18 ** 2:
                row += b"\xb5\x54\x1c"
            else:
                row += b"\xff\xff\xff"
        rows.append(bytes(row))

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
                  + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b""))


def main():
    default = os.path.normpath(os.path.join(HERE, "..", "..", "fixtures", "demo-trust-setup"))
    folder = sys.argv[1] if len(sys.argv) > 1 else default
    os.makedirs(folder, exist_ok=True)
    random.seed("harrowmere")
    write(folder, "schools", ["School", "URN", "Phase", "Pupils", "Area", "Region", "Headteacher since", "Other names",
                              "Contact", "Capacity", "First headship", "New team", "Risk", "Category", "Reason", "By", "On",
                              "Category last year", "Needs"], school_rows())
    write(folder, "inspections", ["School", "Date", "Framework", "Area", "Judgement"], inspection_rows())
    write(folder, "kpis", ["Code", "KPI", "Definition", "Area", "Unit", "Better is", "Phases", "National",
                           "National: primary", "National: secondary", "National: special", "Year", "Source", "Tolerance",
                           "Least", "Most", "Cohort", "Terms", "Other names"], KPIS)
    write(folder, "targets", ["School", "KPI code", "Baseline", "Baseline term", "Target", "Deadline"], target_rows())
    write(folder, "providers", ["Provider", "Role", "Specialisms", "Base school", "Cost a day", "Travel band", "T1", "T2",
                                "T3", "T4", "T5", "T6"], ([*row[:6], *row[6]] for row in PROVIDERS))
    write(folder, "term dates", ["Year", "Term", "First day", "Last day"],
          [[year, "Term %d" % (i + 1), *days] for year, terms in TERMS.items() for i, days in enumerate(terms)]
          + [[year, "INSET day", day, day] for year, day in INSET])
    write(folder, "policy", ["Setting", "Value", "What it means", "Used for"], [
        ["Half-terms that a head is new", "4", "A first headship counts as new for so many half-terms.", "Support days"],
        ["Travel, pounds a band a day", "15", "What travel costs for each band of distance.", "Support days"],
        ["Dashboard terms", "1, 2, 3, 4, 5, 6", "The terms at whose end schools fill in their dashboards.", "Dashboards"],
        ["Small number limit", "6", "Figures about fewer pupils than this are not shown to the public.", "Reports"]])
    write(folder, "house style", ["Setting", "Value"], [["Trust", schools.TRUST], ["Logo", "logo.png"],
                                                       ["Main colour", "#14463B"], ["Second colour", "#B5541C"]])
    logo(os.path.join(folder, "logo.png"))


if __name__ == "__main__":
    main()
