#!/usr/bin/env bash
# A million observations from CSV into a store, beside a bare prepared insert (SQLite) and a bare COPY (PostgreSQL) of the same
# rows into the same tables with the same indices:  tests/bench/run_store.sh [ROUNDS] [ROWS]
# The two take turns; medians by the clock, and of the processor time of the process that loads.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3} rows=${2:-1000000}
bench=build/release/tests/bench/bench_store
data=$PWD/build/bench-data/store
if [ -z "${WF_TEST_STORE:-}" ]; then
  cmake --preset release -DWF_TESTS=ON >/dev/null
  cmake --build --preset release --target bench_store | { grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' || true; }
  mkdir -p "$data"
  [ -e "$data/$rows.csv" ] || "$bench" make "$data/$rows.csv" "$rows"
fi
# compare NAME FILE: medians of the two kinds of lines and their ratio
compare() {
  /usr/bin/python3 - "$1" "$2" <<'PY'
import re, statistics, sys
times = {}
for line in open(sys.argv[2]):
    found = re.match(r"(.*?)\s+\d+ rows\s+([\d.]+) s .*processor ([\d.]+) s", line)
    if found:
        times.setdefault("ours" if found.group(1) == "wayforward" else "bare", []).append((float(found.group(2)), float(found.group(3))))
wall = {k: statistics.median(t[0] for t in v) for k, v in times.items()}
cpu = {k: statistics.median(t[1] for t in v) for k, v in times.items()}
print("%s: bare %.2f s, wayforward %.2f s: %.2f of its rate by the clock; processor time of this process %.2f and %.2f s"
      % (sys.argv[1], wall["bare"], wall["ours"], wall["bare"] / wall["ours"], cpu["bare"], cpu["ours"]))
PY
}
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
if [ -z "${WF_TEST_STORE:-}" ]; then
  for _ in $(seq "$rounds"); do
    rm -f "$data"/*.wayforward*
    "$bench" bare "$data/$rows.csv" "$data/bare.wayforward"
    "$bench" load "$data/$rows.csv" "$data/ours.wayforward"
  done | tee "$figures"
  compare SQLite "$figures"
  rm -f "$data"/*.wayforward*
  command -v psql >/dev/null || { echo "PostgreSQL is not installed, skipped"; exit 0; }
  exec tests/support/postgres.sh "$0" "$rounds" "$rows"
fi
empty() {
  psql -q "$WF_TEST_STORE" -c 'TRUNCATE wayforward.observations' -c 'DELETE FROM wayforward.imports' -c 'VACUUM wayforward.imports' -c CHECKPOINT
}
# The first load makes the tables and warms the server: not counted.
"$bench" load "$data/$rows.csv" "$WF_TEST_STORE" >/dev/null
for _ in $(seq "$rounds"); do
  empty
  "$bench" bare "$data/$rows.csv" "$WF_TEST_STORE"
  empty
  "$bench" load "$data/$rows.csv" "$WF_TEST_STORE"
done | tee "$figures"
compare PostgreSQL "$figures"
