#!/usr/bin/python3
"""Plans in layouts drawn at random (make_plans.py): fields, families and texts come back. Scored by
../shared/plans/score.py; skipped where that, python-docx or xlwt is absent."""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile

source = os.environ["WF_SOURCE_DIR"]
score = os.path.join(source, "..", "shared", "plans", "score.py")
if not os.path.exists(score) or any(importlib.util.find_spec(m) is None for m in ("openpyxl", "docx", "xlwt")):
    print("skipped: score.py, openpyxl, python-docx or xlwt is not here")
    sys.exit(77)
COUNT, SEED = 90, 20260901
wanted = {"f1": 0.98, "family_accuracy": 1.0}
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, os.path.join(source, "tests/property/make_plans.py"), folder, str(COUNT), str(SEED)], check=True)
    run = subprocess.run([sys.executable, score, folder, "--json", "--schema", os.path.join(os.path.dirname(score), "..", "plan.schema.json"),
                          "--command", os.environ["WF_COMMAND"] + " read --json {}"], stdout=subprocess.PIPE, check=False)
result = json.loads(run.stdout)
print("seed %d: files %d, family accuracy %.3f, F1 %.4f, lost %d of %d texts" % (
    SEED, result["files"], result["family_accuracy"], result["f1"], result["lost"], result["texts"]))
bad = ["%s is %s, wanted at least %s" % (k, result[k], v) for k, v in wanted.items() if result[k] < v]
bad += ["%s is %s, wanted 0" % (k, result[k]) for k in ("failed", "lost", "count_errors", "schema_errors") if result[k]]
print("\n".join(bad))
sys.exit(1 if bad else 0)
