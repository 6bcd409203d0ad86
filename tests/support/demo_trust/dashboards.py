"""Data dashboards: one a school and academic year, in three layouts. 2024-25 is whole; of 2025-26 the first four
terms are there."""
from . import sheets
from .schools import TRUST

# code, name, unit, better, group, national, step of the target, share of the roll behind it, terms measured
ATTENDANCE = [
    ("ATT01", "Attendance", "%", "Higher", "Attendance", {"p": 94.5, "s": 91.1, "x": 87.0}, 1.2, 1.0, 1),
    ("ATT04", "Persistent absence", "%", "Lower", "Attendance", {"p": 13.4, "s": 23.3, "x": 35.4}, -3.0, 1.0, 1),
    ("ATT06", "Attendance of disadvantaged pupils", "%", "Higher", "Attendance",
     {"p": 91.6, "s": 86.5, "x": 84.0}, 1.8, 0.26, 1),
]
BY_PHASE = {
    "early": [
        ("EY01", "Good level of development", "%", "Higher", "Outcomes", {"p": 68.3}, 5.0, 1 / 7, 2),
        ("PH01", "Phonics check in Year 1", "%", "Higher", "Outcomes", {"p": 80.0}, 5.0, 1 / 7, 2),
    ],
    "late": [
        ("KS201", "Reading, writing and maths in Year 6", "%", "Higher", "Outcomes", {"p": 62.0}, 7.0, 1 / 7, 1),
        ("KS203", "Reading in Year 6", "%", "Higher", "Outcomes", {"p": 75.0}, 5.0, 1 / 7, 1),
        ("KS205", "Maths in Year 6", "%", "Higher", "Outcomes", {"p": 74.0}, 5.0, 1 / 7, 1),
    ],
    "secondary": [
        ("KS401", "Attainment 8", "score", "Higher", "Outcomes", {"s": 45.9}, 2.5, 1 / 5, 2),
        ("KS403", "Grade 5 or above in English and maths", "%", "Higher", "Outcomes", {"s": 45.2}, 6.0, 1 / 5, 2),
        ("KS405", "Entry to the English Baccalaureate", "%", "Higher", "Outcomes", {"s": 40.5}, 6.0, 1 / 5, 2),
    ],
    "special": [
        ("SEN03", "Annual reviews held on time", "%", "Higher", "Outcomes", {}, 8.0, 1.0, 1),
        ("SEN04", "Pupils who met their yearly targets", "%", "Higher", "Outcomes", {}, 6.0, 1.0, 2),
    ],
    "all": [
        ("BEH01", "Suspensions", "count", "Lower", "Behaviour", {}, -3.0, 1.0, 1),
        ("SAF03", "Staff with safeguarding training in date", "%", "Higher", "People", {}, 3.0, 0.12, 1),
    ],
}
CARED_FOR = ("INC01", "Children looked after with a current education plan", "%", "Higher", "Inclusion", {}, 0, 0, 1)

RED, AMBER, GREEN, BLUE = "FF0000", "FFC000", "00B050", "0070C0"
WORDS = {RED: "Red", AMBER: "Amber", GREEN: "Green", BLUE: "Blue"}
HEADER = "1F4E79"


def kpis_of(school):
    kinds = {"primary": ["early", "late"], "infant": ["early"], "junior": ["late"], "secondary": ["secondary"],
             "special": ["special"]}[school.phase]
    chosen = list(ATTENDANCE)
    for kind in kinds + ["all"]:
        chosen += BY_PHASE[kind]
    return chosen


def cohort_of(school, share, year):
    """Pupils (or staff) behind a figure: the same for all figures of one year group and year."""
    held = school.__dict__.setdefault("cohorts", {})
    if (share, year) not in held:
        rng = school.random
        held[share, year] = (max(4, round(school.roll * share * rng.uniform(0.88, 1.1))) if share < 1
                             else school.roll + round(school.roll * rng.uniform(-0.02, 0.02)))
    return held[share, year]


def series(school, kpi, national):
    """Ten terms: the cohort by year and the values of terms 1..6 of 2024-25 and 1..4 of 2025-26."""
    code, _, unit, better, group, _, _, share, every = kpi
    rng = school.random
    sign = -1 if better == "Lower" else 1
    start = {"ATT01": 94.0, "ATT04": 15.0, "ATT06": 91.0, "SEN03": 82.0, "SEN04": 71.0, "SAF03": 93.0}.get(code, 65.0)
    centre = national if national is not None else start
    scale = {"ATT01": 0.25, "ATT06": 0.35, "ATT04": 0.7, "KS401": 0.6, "SAF03": 0.3}.get(code, 1.0)
    level = centre + sign * scale * (school.level + rng.uniform(-2, 2))
    values, cohorts = [], []
    for year in (0, 1):
        cohort = cohort_of(school, share, year)
        cohorts.append(cohort)
        for term in range(1, 7):
            t = year * 6 + term
            if t > 10:
                values.append(None)
                continue
            season = {"ATT01": (0.5, -0.7, -0.3, 0.0, 0.3, -0.4), "ATT04": (-1, 1.5, 0.5, 0, 0.2, 0.6)}.get(code, (0,) * 6)
            truth = level + sign * scale * school.drift * (t - 5) + season[term - 1]
            if code == "BEH01":
                mean = max(0.2, school.roll / 75 * (1.6 if school.phase == "secondary" else 0.25) - school.level * 0.1)
                values.append(max(0, round(rng.gauss(mean, mean ** 0.5))))
            elif every == 2 and term % 2 == 1:
                values.append(None)
            elif unit == "score":
                values.append(round(truth + rng.gauss(0, 0.6), 1))
            elif code in ("ATT01", "ATT06"):
                values.append(round(min(99.0, truth + rng.gauss(0, 0.35)) / 100, 4))
            else:
                p = min(0.985, max(0.04, truth / 100 + rng.gauss(0, 0.012)))
                met = sum(rng.random() < p for _ in range(cohort)) if cohort < 120 else round(p * cohort)
                values.append(round(met / cohort, 4))
    return cohorts, values


def rate(kpi, value, baseline, target):
    if value is None or baseline is None:
        return None
    sign = -1 if kpi[3] == "Lower" else 1
    gap = sign * (value - baseline)
    whole = abs(target - baseline) or 1
    if sign * (value - target) >= 0:
        return BLUE if gap > 0 else GREEN
    return GREEN if gap > 0.5 * whole else AMBER if gap > -0.2 * whole else RED


def rows_of(school, year):
    out = []
    for kpi in kpis_of(school):
        phase = {"secondary": "s", "special": "x"}.get(school.phase, "p")
        national = kpi[5].get(phase)
        if not hasattr(school, "held"):
            school.held = {}
        if kpi[0] not in school.held:
            school.held[kpi[0]] = series(school, kpi, national)
            if kpi[0] in ("KS203", "KS205"):  # who meets all three meets each one
                combined = school.held["KS201"][1]
                school.held[kpi[0]] = (school.held[kpi[0]][0], [None if a is None else max(a, b) for a, b in
                                                                zip(school.held[kpi[0]][1], combined)])
        cohorts, values = school.held[kpi[0]]
        percent = kpi[2] == "%"
        mine = values[year * 6:year * 6 + 6]
        before = [v for v in values[:6] if v is not None]
        baseline = before[-1] if year else round(before[0] - (kpi[6] / (300 if percent else 3)), 4)
        if kpi[0] == "BEH01" and year:
            baseline = round(sum(before) / len(before))
        target = baseline + kpi[6] / (100 if percent else 1)
        target = round(max(baseline, min(0.98, target)) if kpi[6] > 0 and percent else target, 3) if percent else max(
            0, round(target, 1))
        latest = [v for v in mine if v is not None]
        out.append((kpi, round(baseline, 4), target, round(national / 100, 4) if percent and national else national,
                    cohorts[year], mine, rate(kpi, latest[-1] if latest else None, baseline, target)))
    return out


def style_of(kpi):
    return {"%": {"format": "0.0%"}, "score": {"format": "0.0"}, "count": {"format": "0"}}[kpi[2]]


def flat(school, year, label):
    sheet = sheets.Sheet("Dashboard")
    sheet.merge(1, 1, 1, 14, "%s data dashboard %s" % (TRUST, label), bold=True, fill=HEADER, font="FFFFFF")
    for i, (name, value) in enumerate([("School", school.name), ("Academic year", label), ("URN", school.urn),
                                       ("Number on roll", str(school.roll))]):
        sheet.put(2 + i, 1, name, bold=True)
        sheet.put(2 + i, 2, value)
    heads = ["Ref", "Indicator", "Baseline", "Target", "National", "Cohort", "Term 1", "Term 2", "Term 3", "Term 4",
             "Term 5", "Term 6", "RAG", "Comment"]
    sheet.row(7, 1, heads, bold=True, fill="BDD7EE", border=True)
    row = 8
    comments = {"ATT04": "Includes two families on extended leave", "KS201": "Teacher assessment until June",
                "PH01": "Practice check, same threshold as last year"}
    for kpi, baseline, target, national, cohort, values, rag in rows_of(school, year):
        style = dict(style_of(kpi), border=True)
        stripe = {"fill": "F2F2F2"} if row % 2 else {}
        sheet.put(row, 1, kpi[0], border=True, **stripe)
        sheet.put(row, 2, kpi[1], border=True, **stripe)
        for i, value in enumerate([baseline, target, national]):
            sheet.put(row, 3 + i, value, **style, **stripe)
        sheet.put(row, 6, cohort, border=True, **stripe)
        for i, value in enumerate(values):
            gone = "n/a" if year == 0 or i < 4 else None
            sheet.put(row, 7 + i, value if value is not None else gone, **style, **stripe)
        sheet.put(row, 13, None, border=True, fill=rag) if rag else None
        sheet.put(row, 14, comments.get(kpi[0]), border=True, **stripe)
        row += 1
    kpi = CARED_FOR
    sheet.row(row, 1, [kpi[0], kpi[1], "c", 1, None, None] + ["c"] * (6 if year == 0 else 4), border=True)
    sheet.merge(row + 1, 1, row + 1, 14, "c = not shown because it would be about fewer than six children. "
                "n/a = not measured in this term.", italic=True)
    sheet.widths = {1: 8, 2: 38, 14: 30}
    return [sheet]


def two_level(school, year, label):
    sheet = sheets.Sheet("KPIs")
    sheet.merge(1, 1, 1, 15, "%s – KPI dashboard %s" % (school.name, label.replace("-", "/")), bold=True)
    sheet.put(2, 1, "Academic Year", bold=True)
    sheet.put(2, 2, label.replace("-", "/"))
    sheet.put(3, 1, "Prepared for", bold=True)
    sheet.put(3, 2, "Standards Committee")
    heads = ["Ref", "Indicator", "Unit", "Better is", "Baseline", "Target", "National", "Cohort"]
    for i, head in enumerate(heads):
        sheet.merge(5, 1 + i, 6, 1 + i, head, bold=True, fill=HEADER, font="FFFFFF", border=True)
    sheet.merge(5, 9, 5, 14, "%s actual" % label, bold=True, fill=HEADER, font="FFFFFF", border=True)
    sheet.row(6, 9, ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"], bold=True, fill=HEADER,
              font="FFFFFF", border=True)
    sheet.merge(5, 15, 6, 15, "RAG", bold=True, fill=HEADER, font="FFFFFF", border=True)
    row, group = 7, None
    for kpi, baseline, target, national, cohort, values, rag in rows_of(school, year):
        if kpi[4] != group:
            group = kpi[4]
            sheet.merge(row, 1, row, 15, group, bold=True, fill="D9E1F2")
            row += 1
        style = dict(style_of(kpi), border=True)
        sheet.row(row, 1, [kpi[0], kpi[1], "pupils" if kpi[2] == "count" else kpi[2], kpi[3]], border=True)
        for i, value in enumerate([baseline, target, national]):
            sheet.put(row, 5 + i, value, **style)
        sheet.put(row, 8, cohort, border=True)
        for i, value in enumerate(values):
            gone = "-" if year == 0 or i < 4 else None
            sheet.put(row, 9 + i, value if value is not None else gone, **style)
        if rag:
            sheet.put(row, 15, WORDS[rag], border=True, fill=rag)
        row += 1
    sheet.widths = {2: 40}
    return [sheet]


def short(school, year, label):
    sheet = sheets.Sheet("Data")
    sheet.put(1, 1, "Data dashboard %s" % label, bold=True)
    sheet.row(2, 1, ["School:", school.name])
    sheet.row(3, 1, ["URN:", school.urn])
    sheet.row(4, 1, ["Academic year:", label])
    sheet.row(6, 1, ["Code", "Measure", "Last year", "Target", "Nat.", "Pupils", "T1", "T2", "T3", "T4", "T5", "T6"],
              bold=True, fill="C6E0B4", border=True)
    row = 7
    for kpi, baseline, target, national, cohort, values, rag in rows_of(school, year):
        style = dict(style_of(kpi), border=True)
        sheet.put(row, 1, kpi[0], border=True)
        sheet.put(row, 2, kpi[1], border=True)
        for i, value in enumerate([baseline, target, national]):
            sheet.put(row, 3 + i, value, **style)
        sheet.put(row, 6, cohort, border=True)
        last = max((i for i, v in enumerate(values) if v is not None), default=-1)
        for i, value in enumerate(values):
            fill = {"fill": rag} if i == last and rag else {}
            sheet.put(row, 7 + i, value, **style, **fill)
        row += 1
    sheet.put(row, 1, "INC01", border=True)
    sheet.put(row, 2, CARED_FOR[1], border=True)
    sheet.row(row, 7, ["*", "*", "*", "*"] + (["*", "*"] if year == 0 else []), border=True)
    sheet.put(row + 1, 1, "* fewer than six children", italic=True)
    sheet.widths = {2: 40}
    return [sheet]


LAYOUTS = {"flat": (flat, "banner, stripes, RAG by fill, n/a and c, cohort column"),
           "two_level": (two_level, "two-level merged header, group rows, RAG word and fill, terms by name"),
           "short": (short, "RAG by fill of the latest value, short term heads, *")}


def make(school):
    layout, shows = LAYOUTS[school.dashboard]
    out = []
    for year, label in ((0, "2024-25"), (1, "2025-26")):
        suffix = school.suffix if year else ("xls" if school.suffix == "xlsx" else "xlsx")
        name = "%s dashboard %s.%s" % (school.name.split(" ")[0 if not school.name.startswith("The") else 1], label, suffix)
        out.append((name, layout(school, year, label), "dashboard: " + shows))
    return out
