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
WF_CHROMIUM=$chromium node "$here/pages.js" "$work/dashboard.html" "$work"/parents/Quillbrook-Primary-School.html \
  "$work"/parents/Marrowby-CofE-Primary-School.html
