#!/usr/bin/env bash
# Every fuzzer for a while, two at a time:   tests/fuzz/run.sh [MINUTES]
#   FUZZ_SECONDS=N   seconds for each instead of minutes
#   FUZZ_JOBS=N      fuzzers at once (2)
#   FUZZ_ONLY="xls"  only these
# Needs the preset "fuzz" built. Each starts from its saved corpus (fixtures/corpus/NAME), the fixtures of its format and,
# where it is there, ../shared/corpus. What a run learns is kept in build/fuzz/corpus/NAME, what it finds in
# build/fuzz/findings; any finding fails the run. Prints executions, coverage (edges, features) and the memory of each.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-$((${1:-1} * 60))}
jobs=${FUZZ_JOBS:-2}
build=build/fuzz
findings=$build/findings
logs=$build/logs
mkdir -p "$findings" "$logs"

# Shared files that a target reads as they are, by target.
shared_folders() {
  case $1 in
    xlsx | docx | xls | doc) echo "$1" ;;
    ole) echo "xls doc" ;;
  esac
}

# final LOG KEY: one number of libFuzzer's final statistics.
final() { sed -n "s/^stat::$2: *//p" "$1" | tail -1; }

run_one() {
  local short=$1 program=$build/tests/fuzz/fuzz_$1 log=$logs/$1.log folder status=0
  local options=(-max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -max_len=262144
    -artifact_prefix="$findings/$short-")
  local inputs=("$build/corpus/$short")
  mkdir -p "$build/corpus/$short"
  for folder in "fixtures/corpus/$short" "fixtures/$short"; do
    [ -d "$folder" ] && inputs+=("$folder")
  done
  for folder in $(shared_folders "$short"); do
    [ -d "../shared/corpus/$folder" ] && inputs+=("../shared/corpus/$folder")
  done
  [ -f "tests/fuzz/$short.dict" ] && options+=(-dict="tests/fuzz/$short.dict")
  "$program" "${options[@]}" "${inputs[@]}" >"$log" 2>&1 || status=$?
  local reached
  reached=$(grep -oE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1 || true)
  printf '%-14s %10s executions  %-24s %5s MiB  %s\n' "$short" "$(final "$log" number_of_executed_units)" "$reached" \
    "$(final "$log" peak_rss_mb)" "$([ $status -eq 0 ] && echo "no finding" || echo "FOUND SOMETHING, see $log")"
  return $status
}

names=()
for program in "$build"/tests/fuzz/fuzz_*; do
  [ -x "$program" ] && [ -f "$program" ] && names+=("${program##*/fuzz_}")
done
[ -n "${FUZZ_ONLY:-}" ] && read -ra names <<<"$FUZZ_ONLY"
[ ${#names[@]} -gt 0 ] || { echo "no fuzzers below $build/tests/fuzz: build the preset fuzz first" >&2; exit 2; }
echo "${#names[@]} fuzzers, $seconds s each, $jobs at once"

failed=0
running=0
for name in "${names[@]}"; do
  if [ "$running" -ge "$jobs" ]; then
    wait -n || failed=$((failed + 1))
    running=$((running - 1))
  fi
  run_one "$name" &
  running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
  wait -n || failed=$((failed + 1))
  running=$((running - 1))
done
if [ "$failed" -gt 0 ]; then
  echo "$failed fuzzers found something:"
  ls "$findings"
  exit 1
fi
echo "fuzz: no finding"
