#!/usr/bin/env bash
# Write fixtures/golden anew from the release build. Review the difference before committing it.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p fixtures/golden
rm -f fixtures/golden/*.json
for file in fixtures/{xlsx,xls,docx,doc,csv}/*.{xlsx,xls,docx,doc,csv}; do
  [ -e "$file" ] || continue
  build/release/wayforward read --json "$file" >"fixtures/golden/$(basename "$file").json" || rm -f "fixtures/golden/$(basename "$file").json"
done
git --no-pager diff --stat -- fixtures/golden
