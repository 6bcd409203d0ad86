#!/usr/bin/env bash
# The web pages in a real browser. Exit 77 (skipped) where Chromium or the two npm packages are absent:
# `./bootstrap.sh acceptance` installs them (npm ci in tests/browser).
set -euo pipefail
here=$(cd "$(dirname "$0")/../browser" && pwd)
chromium=${WF_CHROMIUM:-$(command -v chromium || true)}
if [ -z "$chromium" ] || [ ! -d "$here/node_modules/playwright-core" ] || ! command -v node >/dev/null; then
  echo "skipped: Chromium, node or tests/browser/node_modules is absent"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${WF_COMMAND:?}" demo -q -o "$work" "${WF_SOURCE_DIR:?}/fixtures/demo-trust" >"$work/demo.txt"
# A school whose name is a script: in a plan, a dashboard of figures, and so in every page.
mkdir "$work/hostile" "$work/hostile-plans"
/usr/bin/python3 - "$work/hostile-plans" <<'END'
import sys
import openpyxl
name = "<script>alert('school')</script> Primary School"
book = openpyxl.Workbook()
sheet = book.active
for row in (["Data dashboard 2025-26"], ["School", name], [], ["Indicator", "Unit", "Baseline", "Target", "National", "Cohort", "Term 1", "Term 2"],
            ["Attendance <b>", "%", 93, 95, 94, 210, 93.5, 94.1], ["Reading\"><script>window.hostile=1</script>", "%", 60, 70, 65, 210, 61, 66]):
    sheet.append(row)
book.save(sys.argv[1] + "/figures.xlsx")
book = openpyxl.Workbook()
sheet = book.active
for row in (["Action plan 2025-26"], ["School", name], [], ["Priority 1: Read <script>window.hostile=1</script> more"],
            ["Action", "Lead", "Timescale", "RAG"], ["Buy <img src=x onerror=window.hostile=1> books", "HT", "Spring 2", "Amber"]):
    sheet.append(row)
book.save(sys.argv[1] + "/plan.xlsx")
END
for kind in dashboard parents; do
  "$WF_COMMAND" report "$kind" "$work/hostile-plans" --as-of 2026-03-27 -q -o "$work/hostile/$kind.html" >/dev/null
done
WF_CHROMIUM=$chromium node "$here/pages.js" "$work/dashboard.html" "$work"/parents/Quillbrook-Primary-School.html \
  "$work"/parents/Marrowby-CofE-Primary-School.html "$work"/hostile/parents.html "$work"/hostile/dashboard.html
