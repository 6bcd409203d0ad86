#!/usr/bin/env bash
# Write fixtures/golden anew from the release build. Review the difference before committing it.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p fixtures/golden
rm -f fixtures/golden/*.json
for kind in xlsx xls docx doc csv; do
  for file in fixtures/"$kind"/*."$kind"; do
    golden=fixtures/golden/$(basename "$file").json
    build/release/wayforward read --json "$file" >"$golden" || rm -f "$golden"
  done
done
git --no-pager diff --stat -- fixtures/golden
