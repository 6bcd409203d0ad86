#!/usr/bin/env bash
# The pictures of docs/: real output of the demo, as LibreOffice prints it and Chromium shows it; at most 200 kB each.
# Use: make_pictures.sh [WAYFORWARD [FOLDER]]   (default: build/release/wayforward docs/pictures). With --look FOLDER every page
# of every output goes there as a picture, to be looked at. Needs LibreOffice, poppler-utils, Chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
look=
[ "${1:-}" = --look ] && { look=$2; shift 2; mkdir -p "$look"; }
command=${1:-build/release/wayforward}
out=${2:-docs/pictures}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
demo=fixtures/demo-trust
day=2026-03-27
export SOURCE_DATE_EPOCH=1774569600 # that day: the same pictures again
"$command" demo -q -o "$work" "$demo" >/dev/null
for kind in tas:tas-record review:trust-review; do
  "$command" report "${kind%%:*}" "$demo" --school Larkspindle --as-of $day -q -o "$work/${kind#*:}.xlsx" >/dev/null
done
"$command" rollover "$demo" --year 2026-27 -q -o "$work/next-year" >/dev/null
"$command" template way-forward --year 2026-27 -o "$work/blank-form.xlsx" >/dev/null
cp "$work/governors/Dunmarrow-High-School.xlsx" "$work/governor-report.xlsx"
cp "$work/school-packs/Quillbrook-Primary-School.xlsx" "$work/school-pack.xlsx"
cp "$work/next-year/Quillbrook-Primary-School-way-forward-2026-27.xlsx" "$work/rollover.xlsx"

# Outputs of verbs that work on a store: made only where the program has them.
if [ -x tests/support/make_store_demo.sh ]; then
  tests/support/make_store_demo.sh "$command" "$work" >/dev/null
fi

office() {
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$@" >/dev/null 2>&1
}

# page WORKBOOK "TITLE" PICTURE: the first printed page that begins with that title (or whose first lines hold it).
page() {
  local number=1 count
  [ -f "$work/$1.xlsx" ] || { echo "no $1.xlsx: $3 is left as it is"; return; }
  [ -f "$work/$1.pdf" ] || office "$work/$1.xlsx"
  count=$(pdfinfo "$work/$1.pdf" | sed -n 's/^Pages: *//p')
  while [ "$number" -le "$count" ]; do
    pdftotext -f "$number" -l "$number" -layout "$work/$1.pdf" "$work/page.txt"
    grep -v '^ *$' "$work/page.txt" | sed -n 1,4p | grep -F "$2" >/dev/null && break
    number=$((number + 1))
  done
  [ "$number" -le "$count" ] || { echo "$1.xlsx has no page \"$2\""; exit 1; }
  pdftoppm -r 80 -f "$number" -l "$number" -singlefile -png "$work/$1.pdf" "$out/$3"
}

# web PAGE WIDTH HEIGHT PICTURE
web() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "--window-size=$2,$3" "--screenshot=$PWD/$out/$4.png" \
    "file://$work/$1" >/dev/null 2>&1
}

page trustee-summary "Trustee summary" trustee-summary
page trustee-summary "How each school stands" standing
page trustee-summary "Schools by KPI" schools
page trustee-summary "KPIs over the terms" kpis
page governor-report "Dunmarrow High School" governor-report
page school-pack "way forward this term" school-pack
page trust-review "Lines of enquiry" trust-review
page tas-record "Rapid Recovery Plan" tas-record
page rollover "Way forward plan 2026-27" rollover
page blank-form "Way forward plan 2026-27" blank-form
page setup "Set-up of" setup
page capture-form "Quillbrook Primary School" capture-form
web dashboard.html 1280 1000 dashboard
sed 's|</head>|<style>section:not(#school-lines),nav{display:none!important}</style></head>|' "$work/dashboard.html" >"$work/dashboard-lines.html"
web dashboard-lines.html 1280 1000 dashboard-lines
web parents/Quillbrook-Primary-School.html 800 1180 parents
for picture in "$out"/*.png; do
  [ "$(stat -c %s "$picture")" -le 204800 ] || { echo "$picture is larger than 200 kB"; exit 1; }
done
ls -l "$out"

if [ -n "$look" ]; then
  for book in "$work"/*.xlsx; do
    name=$(basename "$book" .xlsx)
    [ -f "$work/$name.pdf" ] || office "$book"
    pdftoppm -r 60 -png "$work/$name.pdf" "$look/$name"
  done
fi
