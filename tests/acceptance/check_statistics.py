"""Back-test the forecasts and cross-validate the risk models on published school statistics, and
hold them to the bounds of docs/validation.md. Prints every figure. The data are not part of the
project: without ../shared/data (or WF_SHARED_DATA) the check is skipped."""
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile

SKIP = 77
source = os.environ.get("WF_SOURCE_DIR", os.getcwd())
command = os.environ.get("WF_COMMAND", os.path.join(source, "build/release/wayforward"))
data = os.environ.get("WF_SHARED_DATA", os.path.join(source, "../shared/data"))
if not os.path.isdir(data):
    data = os.path.join(source, "../../shared/data")
if not os.path.isdir(data):
    print("no published statistics at hand: skipped")
    sys.exit(SKIP)

failures = []


def expect(what, ok):
    if not ok:
        failures.append(what)
        print("  FAILED:", what)


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def observations(path, name, school, top, bottom):
    """The columns of one published file as observations; what is hidden is left out."""
    with open(path, "w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["school", "kpi", "period", "value", "cohort"])
        with open(os.path.join(data, name), newline="") as file:
            for row in csv.DictReader(file):
                x, n = number(row[top]), number(row[bottom])
                if x is not None and n:
                    rows.writerow([row[school], row["phase"], row["period"], repr(100 * x / n), int(n)])


def backtest(path):
    done = subprocess.run([command, "progress", "--observations", path, "--backtest", "--holdout", "3", "--folds", "2",
                           "--json"], capture_output=True, check=True)
    return json.loads(done.stdout)


# Least gain over the best simple forecast: five per cent in these, in all others none.
GAIN = {("absence", "State-funded primary"), ("absence", "State-funded secondary"),
        ("suspensions", "State-funded secondary")}


def holds(name, h, least, most):
    """What the printed range held, from end to end. Where more than four outcomes in five are none, a
    range that holds none holds too much whatever its other end: said, not failed."""
    share = h["inside80"]
    if share > most and h["none"] > 0.8:
        print(f"  note: {name}: {100 * h['none']:.1f} % of the outcomes are none; ranges that hold none hold "
              f"{100 * share:.1f} %")
        return
    expect(f"{name}: 80 % range holds {share:.3f}, expected {least} to {most}", least <= share <= most)


def row(name, s, more=""):
    h, thirds = s["intervals"], s["byCohort"]
    print(f"{name:38} {more:44} {h['inside80']:.3f}  " + " ".join(f"{t['inside80']:.3f}" for t in thirds)
          + f"   {h['held80']:.3f}  " + " ".join(f"{t['held80']:.3f}" for t in thirds))


print(f'{"last three periods, two-fold by school":38} {"error  (best simple)    CRPS  (best simple)":44} '
      "80 % range held, thirds     exact tails, thirds")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "observations.csv")
    for measure, arguments in (("absence", ("absence_by_area_and_term.csv", "area", "missed_sessions", "possible_sessions")),
                               ("suspensions", ("suspensions_by_school.csv", "school", "suspended_pupils", "pupils"))):
        observations(path, *arguments)
        result = backtest(path)
        for s in result["series"]:
            name = f'{measure}, {s["kpi"]}'
            error = max(m["ourError"] / m["error"] for m in s["simple"])
            crps = max(m["ourCrps"] / m["crps"] for m in s["simple"])
            row(name, s, f'{s["error"]:.4f} ({error:.3f})        {s["crps"]:.4f} ({crps:.3f})')
            bound = 0.95 if (measure, s["kpi"]) in GAIN else 1
            expect(f"{name}: CRPS {crps:.3f} of the best simple forecast", crps <= bound)
            expect(f"{name}: error {error:.3f} of the best simple forecast", error <= bound)
            holds(name, s["intervals"], 0.74, 0.86)
        row(f"{measure}, all", result)
        holds(f"{measure}, all", result["intervals"], 0.77, 0.83)
        for third, h in zip(("smallest", "middle", "largest"), result["byCohort"]):
            holds(f"{measure}, {third} third", h, 0.74, 0.86)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([command, "progress", "--observations", path, "--json"], stdout=subprocess.DEVNULL, check=True)
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    with open(path) as file:
        rows = list(csv.reader(file))[1:]
    schools = len({(r[0], r[1]) for r in rows})
    print(f"all {len(rows)} observations of suspensions fitted and forecast in {taken:.1f} s of one core, "
          f"{1000 * taken / schools:.2f} ms a school")

for phase, auc, skill, calibration in (("primary", 0.76, 0.09, 0.015), ("secondary", 0.77, 0.12, 0.03)):
    done = subprocess.run([command, "risk", "fit", os.path.join(data, f"inspections_{phase}.csv")],
                          capture_output=True, text=True, check=True)
    print(f"risk, {phase}: {done.stdout.strip()}")
    words = done.stdout.replace("%", " ").replace(",", " ").split()
    figure = {"AUC": None, "Brier": None, "error": None}
    for key in figure:
        figure[key] = float(words[words.index(key) + 1])
    gain = float(words[words.index("Brier") + 2]) / 100
    expect(f"risk, {phase}: AUC {figure['AUC']}", figure["AUC"] >= auc)
    expect(f"risk, {phase}: Brier {gain:.3f} better than the base rate", gain >= skill)
    expect(f"risk, {phase}: calibration error {figure['error']}", figure["error"] <= calibration)

print("statistics:", "failed" if failures else "all bounds hold")
sys.exit(1 if failures else 0)
