#!/bin/bash
# The sandbox changes nothing that is read: every fixture with it and without it gives the same words and status.
# And a file that lost a part ends with status 1, whole ones with 0.
set -u
command=${WF_COMMAND:?}
fixtures=${WF_SOURCE_DIR:?}/fixtures
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
compared=0 failed=0

same() { # same OPTION FILE
  "$command" read "$1" --sandbox on "$2" >"$scratch/on" 2>"$scratch/on.err"; local with=$?
  "$command" read "$1" --sandbox off "$2" >"$scratch/off" 2>"$scratch/off.err"; local without=$?
  compared=$((compared + 1))
  [ "$with" = "$without" ] && cmp -s "$scratch/on" "$scratch/off" && cmp -s "$scratch/on.err" "$scratch/off.err" && return
  failed=$((failed + 1))
  echo "differs in the sandbox: read $1 $2 (status $with, without $without)"
}

while IFS= read -r -d '' file; do
  same --json "$file"
  same --cells "$file"
done < <(find "$fixtures" \( -name '*.xls' -o -name '*.xlsx' -o -name '*.docx' -o -name '*.doc' -o -name '*.csv' \) -print0)
[ "$compared" -gt 100 ] || { echo "only $compared readings: where are the fixtures?"; exit 1; }

# A workbook cut short: what is left is read, and the status says that some is missing.
whole="$fixtures/xlsx/rrp-fenwick.xlsx"
size=$(stat -c %s "$whole")
head -c $((size * 9 / 10)) "$whole" >"$scratch/cut.xlsx"
"$command" read "$whole" >/dev/null 2>&1 || { echo "a whole workbook ended with $?"; failed=$((failed + 1)); }
"$command" read "$scratch/cut.xlsx" >"$scratch/cut.txt" 2>&1
[ $? = 1 ] || { echo "a workbook cut short did not end with 1"; cat "$scratch/cut.txt"; failed=$((failed + 1)); }
"$command" convert "$scratch/cut.xlsx" -o "$scratch/cut-out.xlsx" >"$scratch/cut.txt" 2>&1
[ $? = 1 ] || { echo "converting a workbook cut short did not end with 1"; cat "$scratch/cut.txt"; failed=$((failed + 1)); }

echo "$compared readings with the sandbox and without, $failed failures"
[ "$failed" = 0 ]
