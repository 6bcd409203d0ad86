"""What a reader should make of the demo trust: the plans as `wayforward read --json` would print them, from the
same objects that the files were made of (addresses of KPIs and actions included)."""
import datetime

from . import dashboards, plans

FAMILY = {"way_forward_sheets": "way-forward", "way_forward_stacked": "way-forward",
          "rapid_recovery_banners": "rapid-recovery", "rapid_recovery_sheets": "rapid-recovery",
          "action_plan_merged": "action-plan", "action_plan_repeated": "action-plan", "next_steps": "next-steps"}
RAG = {plans.RED: "red", plans.AMBER: "amber", plans.GREEN: "green", plans.BLUE: "blue"}
UNITS = {"%": "%", "score": "score", "count": "count"}


def letters(column):
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def find(book, text):
    for sheet in book:
        for (row, column), (value, _) in sorted(sheet.cells.items()):
            if value == text:
                return sheet.name, row, column
    raise KeyError(text)


def find_kpi(book, code, name):
    """The indicator's cell: beside its code (a group may have the same name)."""
    for sheet in book:
        for (row, column), (value, _) in sorted(sheet.cells.items()):
            if value == name and sheet.cells.get((row, column - 1), (None,))[0] == code:
                return sheet.name, row, column
    raise KeyError(name)


def address(place, column=None):
    return "%s!%s%d" % (place[0], letters(column or place[2]), place[1])


def head(name, family, plan, cells):
    return {"schema": "wayforward/plan/1",
            "source": {"file": name, "format": name.rsplit(".", 1)[1], "sha256": "0" * 64, "cells": cells,
                       "mapped": cells, "unmapped": 0},
            "family": family, "confidence": 0.9, "plan": plan, "unmapped": [], "warnings": []}


def cells_of(book):
    return sum(value not in (None, "") for sheet in book for value, _ in sheet.cells.values())


def plan(school, name, book, priorities):
    out = []
    for n, title, _, todo in priorities:
        actions = []
        for a in todo:
            one = {"action": a.text, "success_criteria": a.criteria, "at": address(find(book, a.text))}
            if a.lead:
                one["lead"] = a.lead.split(", ")
            if a.when:
                text = a.when.strftime("%d/%m/%Y") if isinstance(a.when, datetime.date) else a.when
                one["when"] = {"text": text}
                if a.due:
                    one["when"]["end"] = a.due.isoformat()
                else:
                    one["when"]["recurrence"] = text.lower()
            if a.rag and school.plan not in ("rapid_recovery_sheets",):
                one["rag"] = RAG[a.rag]
            if school.plan in ("rapid_recovery_sheets", "action_plan_repeated") and a.status():
                one["status"] = a.status().lower().replace(" ", "-")
            actions.append(one)
        out.append({"code": str(n), "title": title, "actions": actions})
    return head(name, FAMILY[school.plan], {"school": school.name, "academic_year": "2025-26", "priorities": out},
                cells_of(book))


def dashboard(school, name, book, year, label):
    kpis = []
    style = school.dashboard
    base, first = {"flat": (3, 7), "two_level": (5, 9), "short": (3, 7)}[style]
    for kpi, baseline, target, national, cohort, values, rag in dashboards.rows_of(school, year):
        place = find_kpi(book, kpi[0], kpi[1])
        times = 100 if kpi[2] == "%" else 1
        one = {"code": kpi[0], "name": kpi[1], "unit": UNITS[kpi[2]], "baseline": round(baseline * times, 4),
               "target": round(target * times, 4), "at": address(place), "observations": []}
        if national is not None:
            one["national"] = round(national * times, 4)
        if style == "two_level":
            one["direction"] = {"Higher": "up", "Lower": "down"}[kpi[3]]
        if rag:
            one["rag"] = RAG.get(rag, "green")
        for i, value in enumerate(values):
            if value is not None:
                one["observations"].append({"period": "%s/T%d" % (label, i + 1), "value": round(value * times, 4),
                                            "cohort": cohort, "at": address(place, first + i)})
        kpis.append(one)
    return head(name, "dashboard", {"school": school.name, "academic_year": label, "kpis": kpis}, cells_of(book))
