#!/usr/bin/env bash
# The pictures of docs/: real output of the demo, as LibreOffice prints it and Chromium shows it.
# Use: make_pictures.sh [WAYFORWARD]   (default: build/release/wayforward). Needs LibreOffice, poppler-utils, Chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
command=${1:-build/release/wayforward}
out=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
"$command" demo -q -o "$work" fixtures/demo-trust >/dev/null
"$command" report tas fixtures/demo-trust --school Winnowfield --as-of 2026-03-27 -q -o "$work/tas-record.xlsx" >/dev/null
cp "$work/governors/Dunmarrow-High-School.xlsx" "$work/governor-report.xlsx"

# page WORKBOOK PAGE PICTURE
page() {
  [ -f "$work/$1.pdf" ] || soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
    "$work/$1.xlsx" >/dev/null 2>&1
  pdftoppm -r 90 -f "$2" -l "$2" -singlefile -png "$work/$1.pdf" "$out/$3"
}

# web PAGE WIDTH HEIGHT PICTURE
web() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "--window-size=$2,$3" "--screenshot=$PWD/$out/$4.png" \
    "file://$work/$1" >/dev/null 2>&1
}

page trustee-summary 1 trustee-summary
page trustee-summary 3 standing
page trustee-summary 4 schools
page trustee-summary 5 kpis
page governor-report 1 governor-report
page tas-record 4 tas-record
web dashboard.html 1280 1100 dashboard
web parents/Quillbrook-Primary-School.html 800 1180 parents
ls -l "$out"
