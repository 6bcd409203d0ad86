#!/usr/bin/env bash
# A long search, measured in processor time and not by the clock:   tests/fuzz/campaign.sh MINUTES [FUZZER...]
# Each fuzzer runs in rounds (tests/fuzz/run.sh, one at a time) until it has used MINUTES of processor time; what a round
# learns the next starts from. May be stopped and started again: build/fuzz/campaign.tsv holds what each has used so far.
# Prints a table: fuzzer, processor minutes, executions, edges and features reached, finding or none.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:?processor minutes for each fuzzer}
shift
round=${CAMPAIGN_ROUND:-120}
table=build/fuzz/campaign.tsv
touch "$table"

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for program in build/fuzz/tests/fuzz/fuzz_*; do
    [ -x "$program" ] && [ -f "$program" ] && names+=("${program##*/fuzz_}")
  done
fi

# sum NAME COLUMN: over all rounds of a fuzzer.
sum() { awk -F'\t' -v name="$1" -v column="$2" '$1 == name { n += $column } END { printf "%d", n }' "$table"; }
last() { awk -F'\t' -v name="$1" -v column="$2" '$1 == name { v = $column } END { print v }' "$table"; }

one_round() {
  local name=$1 used line status=0 TIMEFORMAT='%U %S'
  line=$({ { time FUZZ_ONLY="$name" FUZZ_SECONDS="$round" FUZZ_JOBS=1 tests/fuzz/run.sh >"build/fuzz/round-$name.log" 2>&1; } 2>&1; } || true)
  grep -q '^fuzz: no finding' "build/fuzz/round-$name.log" || status=1
  used=$(awk '{ printf "%d", $1 + $2 }' <<<"$line")
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$used" \
    "$(sed -nE 's/.* ([0-9]+) executions .*/\1/p' "build/fuzz/round-$name.log")" \
    "$(grep -oE 'cov: [0-9]+ ft: [0-9]+' "build/fuzz/round-$name.log" || true)" "$status" >>"$table"
}

for name in "${names[@]}"; do
  while [ "$(sum "$name" 2)" -lt $((minutes * 60)) ]; do
    one_round "$name"
    [ "$(sum "$name" 5)" -eq 0 ] || { echo "$name found something: see build/fuzz/findings" >&2; break; }
  done
done

failed=0
printf '%-14s %8s %12s  %-24s %s\n' fuzzer minutes executions reached finding
for name in "${names[@]}"; do
  found=$(sum "$name" 5)
  [ "$found" -eq 0 ] || failed=1
  printf '%-14s %8s %12s  %-24s %s\n' "$name" "$(($(sum "$name" 2) / 60))" "$(sum "$name" 3)" "$(last "$name" 4)" \
    "$([ "$found" -eq 0 ] && echo none || echo "FOUND")"
done
exit $failed
