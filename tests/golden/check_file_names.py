#!/usr/bin/python3
"""School, URN and academic year come from the text; what the text does not say comes from the plan's dates (the year) and
then from the file's name."""
import json
import os
import subprocess
import sys
import tempfile

PLAIN = "Action,Lead,When\nTrain all staff in shared reading,HT,Autumn 1\nBuy books for each class,DHT,Spring 2\n"
DATED = "Action,Lead,When\nTrain staff,HT,12.10.2023\nBuy books,DHT,03.11.2023\nCoach,SLT,15.01.2024\nVisit,HT,04.03.2024\n"
SAID = "School: Hill Academy,,\nAcademic year: 2022-23,,\nURN: 140001,,\n" + PLAIN
CASES = [  # name of the file, text, (school, urn, year)
    ("Tarnfield_Primary_School_SDP_2021-22.csv", PLAIN, ("Tarnfield Primary School", None, "2021-22")),
    ("St Oswin's C of E Primary School - improvement plan 2024-25 v3 FINAL.csv", PLAIN, ("St Oswin's C of E Primary School", None, "2024-25")),
    ("137654 action plan.csv", PLAIN, (None, "137654", None)),
    ("plan 120920.csv", PLAIN, (None, None, None)),
    ("SDP 2019-20.csv", DATED, (None, None, "2023-24")),
    ("Tarnfield Primary School SDP 2019-20 URN 137654.csv", SAID, ("Hill Academy", "140001", "2022-23")),
    ("sip final.csv", PLAIN, (None, None, None)),
]
failed = 0
with tempfile.TemporaryDirectory() as folder:
    for name, text, wanted in CASES:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        run = subprocess.run([os.environ["WF_COMMAND"], "read", "--json", path], stdout=subprocess.PIPE, check=True)
        plan = json.loads(run.stdout)["plan"]
        found = tuple(plan.get(k) for k in ("school", "urn", "academic_year"))
        if found != wanted:
            failed += 1
            print("%s: %s, wanted %s" % (name, found, wanted))
print("%d of %d file names say what they should" % (len(CASES) - failed, len(CASES)))
sys.exit(1 if failed else 0)
