#!/usr/bin/env bash
# A .c file and what tests share have at most 800 lines, a header at most 250 (public headers with their docs: 400).
set -euo pipefail
cd "$(dirname "$0")/../.."
failed=0
for file in $(git ls-files '*.c' '*.h'); do
  lines=$(wc -l <"$file")
  case "$file" in
    include/*) most=400 ;;
    tests/*) most=800 ;; # a support header is code that several tests share
    *.h) most=250 ;;
    *) most=800 ;;
  esac
  if [ "$lines" -gt "$most" ]; then
    echo "$file: $lines lines, at most $most"
    failed=1
  fi
done
[ $failed = 0 ] && echo "sizes: every file is within its bound"
exit $failed
