#!/usr/bin/env python3
"""A trust's support days at random, the same for the same seed: make_allocation.py FOLDER SCHOOLS PROVIDERS [SEED].

make_country has areas of some 150 schools in a ring: who has travel band 0 goes to the own area only, others to one to
four areas on either side too, so that every area depends on its neighbours and no part stands alone."""
import csv
import random
import sys
from pathlib import Path

FOCUSES = ["Maths", "English", "EYFS", "SEND", "Leadership", "Governance", "Finance", "Safeguarding"]
ROLES = [("NLE", 450), ("LLE", 400), ("SLE", 350), ("SLE", 350), ("Lead practitioner", 300), ("Executive", 500)]


def write(folder, name, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows(rows)


def make(folder, schools, providers, seed=1, most_schools=None):
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"School {i + 1:03d}" for i in range(schools)]
    rows = [["School", "Area", "Judgement", "Capacity", "Risk", "Needs"]]
    for name in names:
        judgement, capacity, risk = rng.choice([
            ("Good", "others", "LOW"), ("Good", "some", "LOW"), ("Good", "some", "MEDIUM"), ("Good", "own", "MEDIUM"),
            ("Requires improvement", "own", "MEDIUM"), ("Requires improvement", "insufficient", "HIGH")])
        needs = "; ".join(f"{f} {rng.randint(2, 12) / 2:g}{rng.choice(['', ' x2'])}"
                          for f in rng.sample(FOCUSES, rng.randint(1, 4)))
        rows.append([name, rng.choice(["north", "south", "east"]), judgement, capacity, risk, needs])
    write(folder, "schools.csv", rows)
    rows = [["Provider", "Role", "Specialisms", "Base school", "Cost a day", "Travel band"] + [f"T{t}" for t in range(1, 7)]]
    people = []
    for i in range(providers):
        role, cost = rng.choice(ROLES)
        people.append(f"Provider {i + 1:03d}")
        rows.append([people[-1], role, "; ".join(rng.sample(FOCUSES, rng.randint(1, 3))), rng.choice(names + [""] * schools),
                     cost + rng.randrange(0, 60, 10), rng.randint(0, 3)] + [rng.randint(4, 20) / 2 for _ in range(6)])
    write(folder, "providers.csv", rows)
    agreed = {(rng.choice(names), rng.choice(people), rng.randint(1, 6)): rng.randint(1, 4) / 2 for _ in range(2 * schools)}
    write(folder, "agreed.csv", [["School", "Provider", "Term", "Days"]] + [[*k, v] for k, v in agreed.items()])
    forbidden = {(rng.choice(names), rng.choice(people)) for _ in range(schools // 4)}
    write(folder, "forbidden.csv", [["School", "Provider"]] + [list(x) for x in sorted(forbidden)])
    if most_schools:
        write(folder, "policy.csv", [["Setting", "Value"], ["Most schools a provider a term", most_schools]])


def make_country(folder, schools, providers, seed=1):
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    areas = max(3, schools // 150)
    names = [f"School {i + 1:05d}" for i in range(schools)]
    home = [i * areas // schools for i in range(schools)]
    kinds = [("Outstanding", "others", "LOW", 3), ("Good", "some", "LOW", 7), ("Good", "some", "MEDIUM", 3),
             ("Good", "own", "MEDIUM", 3), ("Requires improvement", "own", "MEDIUM", 2),
             ("Requires improvement", "insufficient", "HIGH", 1), ("Inadequate", "insufficient", "HIGH", 1)]
    weights = [k[3] for k in kinds]
    rows = [["School", "Area", "Judgement", "Capacity", "Risk", "Needs"]]
    for name, area in zip(names, home):
        judgement, capacity, risk, _ = rng.choices(kinds, weights)[0]
        needs = "; ".join(f"{f} {rng.randint(2, 12) / 2:g}{rng.choice(['', ' x2'])}"
                          for f in rng.sample(FOCUSES, rng.randint(1, 4)))
        rows.append([name, f"Area {area + 1:03d}", judgement, capacity, risk, needs])
    write(folder, "schools.csv", rows)
    rows = [["Provider", "Role", "Specialisms", "Base school", "Cost a day", "Travel band", "Areas"] + [f"T{t}" for t in range(1, 7)]]
    for i in range(providers):
        role, cost = rng.choice(ROLES)
        base = rng.randrange(schools)
        band = rng.choices([0, 1, 2, 3], [4, 3, 2, 1])[0]
        reach = [0, 1, 2, 4][band]
        goes = dict.fromkeys((home[base] + d) % areas for d in range(-reach, reach + 1))
        rows.append([f"Provider {i + 1:05d}", role, "; ".join(rng.sample(FOCUSES, rng.randint(1, 3))), names[base],
                     cost + rng.randrange(0, 60, 10), band, "; ".join(f"Area {a + 1:03d}" for a in goes)] +
                    [rng.randint(4, 20) / 2 for _ in range(6)])
    write(folder, "providers.csv", rows)


if __name__ == "__main__":
    country = int(sys.argv[2]) > 500
    (make_country if country else make)(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *map(int, sys.argv[4:]))
