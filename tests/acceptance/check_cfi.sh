#!/usr/bin/env bash
# The build with clang's control-flow integrity (preset cfi): its checks are there, every fixture reads as in the release build,
# and the demo runs to its end. A call to a function of another type than it seems would end the program.
# Exit 77 where clang or lld is absent.
set -euo pipefail
cd "${WF_SOURCE_DIR:-.}"
for tool in clang ld.lld objdump; do
  command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
release=${WF_COMMAND:-build/release/wayforward} checked=build/cfi/wayforward
cmake --preset cfi -DWF_TESTS=OFF >/dev/null
cmake --build --preset cfi --target wayforward >build/cfi/build.log || { tail -20 build/cfi/build.log; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

checks=$(objdump -d "$checked" | grep -cE '\bud1' || true) # what an unexpected target runs into
[ "$checks" -gt 20 ] || { echo "only $checks checks of calls in $checked"; exit 1; }

files=0 failed=0
while IFS= read -r -d '' file; do
  one=0 other=0
  "$checked" read --json "$file" >"$scratch/one" 2>&1 || one=$?
  "$release" read --json "$file" >"$scratch/other" 2>&1 || other=$?
  files=$((files + 1))
  if [ "$one" != "$other" ] || ! cmp -s "$scratch/one" "$scratch/other"; then
    failed=$((failed + 1))
    echo "differs: $file (status $one, release $other)"
  fi
done < <(find fixtures \( -name '*.xls' -o -name '*.xlsx' -o -name '*.docx' -o -name '*.doc' -o -name '*.csv' \) -print0)
"$checked" demo -o "$scratch/demo" >"$scratch/demo.txt" 2>&1 || { echo "the demo ended with $?"; tail -5 "$scratch/demo.txt"; failed=$((failed + 1)); }
echo "$checks checks of calls; $files files and the demo, $failed failures"
[ "$failed" = 0 ]
