#!/usr/bin/env bash
# Times the readers, the writer and the command beside floors and peers, in one run:
#   tests/bench/run.sh [--rounds N] [--full] [--libreoffice] [--only WORD]
# --full: the large sheet has 1,000,000 rows instead of 100,000, and the folders 500 and 5,000 files.
# --only: groups whose name holds WORD. Peers that are not installed are skipped, and said.
# Each group's entries take turns; times are processor seconds, medians with their range; the ratio is
# work a second of processor time against the group's first entry. Figures go to build/bench.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=5 rows=100000 plans=500 folder_small=200 folder_large=1000 libreoffice=0 only=
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) rounds=$2; shift ;;
    --full) rows=1000000 folder_small=500 folder_large=5000 ;;
    --libreoffice) libreoffice=1 ;;
    --only) only=$2; shift ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift
done
build=build/release bench=build/release/tests/bench data=build/bench-data
cmake --preset release -DWF_TESTS=ON >/dev/null
cmake --build --preset release --target bench bench_case bench_inputs wayforward | { grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' || true; }
wf=$build/wayforward
mkdir -p "$data/plans" "$data/docx" "$data/out"

# ---- inputs: made once, with fixed seeds
make_input() { [ -e "$data/$1" ] || { "$bench/bench_inputs" "${@:2}" && touch "$data/$1"; }; }
make_input plans.made plans "$data/plans" "$plans"
make_input docx.made docx "$data/docx" "$plans"
make_input "sheet-$rows.made" sheet "$data/sheet-$rows.xlsx" "$rows"
for n in 1000 10000 100000; do make_input "sheet-$n.made" sheet "$data/sheet-$n.xlsx" "$n"; done
make_input csv.made csv "$data/capture.csv" 200000
make_input tables-2.made tables "$data/tables-2.docx" 2
make_input tables-20.made tables "$data/tables-20.docx" 20
for n in 1000 "$folder_small" "$folder_large"; do
  make_input "folder-$n.made" folder "$data/folder-$n" "$n" fixtures
done
# lists of files: `repeat N FILES` gives the files again and again, up to N of them
repeat() { awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print ARGV[2 + i % (ARGC - 2)] }' "$@"; }
repeat "$plans" "$data"/plans/*.xlsx >"$data/plans.list"
repeat 20 "$data"/plans/*.xlsx >"$data/plans-20.list"
repeat "$plans" "$data"/docx/*.docx >"$data/docx.list"
repeat 20 "$data"/docx/*.docx >"$data/docx-20.list"
repeat 4 "$data"/docx/*.docx >"$data/docx-4.list"
repeat 100 "$data/tables-2.docx" >"$data/tables-2.list"
repeat 10 "$data/tables-20.docx" >"$data/tables-20.list"
repeat 500 fixtures/xls/*.xls >"$data/xls.list"
repeat 500 fixtures/doc/*.doc >"$data/doc.list"

# ---- what is run
list=$data/list.tsv
: >"$list"
entry() {
  [[ -z $only || $1 == *"$only"* ]] || return 0
  local IFS=$'\t'
  printf '%s\n' "$*" >>"$list"
}
# peer PROGRAM entry...: only where the program is there
peer() {
  command -v "$1" >/dev/null || { echo "not installed, skipped: $1"; return 0; }
  entry "${@:2}"
}
# python_peer MODULE entry...
python_peer() {
  /usr/bin/python3 -c "import $1" 2>/dev/null || { echo "not installed, skipped: python3 $1"; return 0; }
  entry "${@:2}"
}
# node_peer PACKAGE entry...
node_peer() {
  [ -d "tests/bench/node_modules/$1" ] || { echo "not installed, skipped: npm $1"; return 0; }
  entry "${@:2}"
}
g='.xlsx plans'
entry "$g" wayforward 0 "$bench/bench_case" read "@$data/plans.list"
entry "$g" 'wayforward, recognised' 0 "$bench/bench_case" plan "@$data/plans.list"
entry "$g" 'floor: inflate' 0 "$bench/bench_case" inflate "@$data/plans.list"
entry "$g" 'floor: inflate, touch' 0 "$bench/bench_case" touch "@$data/plans.list"
entry "$g" 'floor: inflate, find cells' 0 "$bench/bench_case" scan "@$data/plans.list"
python_peer openpyxl "$g" openpyxl 0 /usr/bin/python3 tests/bench/peers.py openpyxl "@$data/plans-20.list"
node_peer xlsx "$g" SheetJS 0 node tests/bench/peers.js sheetjs "@$data/plans.list"
node_peer exceljs "$g" exceljs 0 node tests/bench/peers.js exceljs "@$data/plans-20.list"
peer ssconvert "$g" 'gnumeric, 5 plans' 5 sh -c "for f in \$(head -5 $data/plans.list); do ssconvert -S \$f $data/out/g.csv; done >/dev/null 2>&1"
peer xlsx2csv "$g" 'xlsx2csv, 5 plans' 5 sh -c "for f in \$(head -5 $data/plans.list); do xlsx2csv -a \$f; done"
g='.xlsx large sheet'
sheet=$data/sheet-$rows.xlsx
entry "$g" 'wayforward, streaming' 0 "$bench/bench_case" stream "$sheet"
entry "$g" 'wayforward, one core' 0 taskset -c 0 "$bench/bench_case" stream "$sheet"
entry "$g" 'floor: inflate' 0 "$bench/bench_case" inflate "$sheet"
entry "$g" 'floor: inflate, touch' 0 "$bench/bench_case" touch "$sheet"
entry "$g" 'floor: inflate, find cells' 0 "$bench/bench_case" scan "$sheet"
[ "$rows" -gt 100000 ] || peer xlsx2csv "$g" xlsx2csv 1 xlsx2csv "$sheet"
g='.xls plans'
entry "$g" wayforward 0 "$bench/bench_case" read "@$data/xls.list"
peer xls2csv "$g" 'catdoc (xls2csv)' 500 xls2csv "@$data/xls.list"
g='.docx plans'
entry "$g" wayforward 0 "$bench/bench_case" read "@$data/docx.list"
entry "$g" 'floor: inflate' 0 "$bench/bench_case" inflate "@$data/docx.list"
entry "$g" 'floor: inflate, touch' 0 "$bench/bench_case" touch "@$data/docx.list"
entry "$g" 'floor: inflate, find cells' 0 "$bench/bench_case" scan "@$data/docx.list"
python_peer lxml "$g" 'lxml over the zip' 0 /usr/bin/python3 tests/bench/peers.py lxml "@$data/docx-20.list"
python_peer docx "$g" python-docx 0 /usr/bin/python3 tests/bench/peers.py python-docx "@$data/docx-4.list"
node_peer mammoth "$g" mammoth 0 node tests/bench/peers.js mammoth "@$data/docx-20.list"
peer pandoc "$g" 'pandoc, 4 plans' 4 sh -c "for f in \$(head -4 $data/docx.list); do pandoc -t plain \$f; done >/dev/null"
peer docx2txt "$g" 'docx2txt, 10 plans' 10 sh -c "for f in \$(head -10 $data/docx.list); do docx2txt \$f -; done"
g='.doc plans'
entry "$g" wayforward 0 "$bench/bench_case" read "@$data/doc.list"
peer catdoc "$g" catdoc 500 catdoc "@$data/doc.list"
peer antiword "$g" antiword 500 antiword "@$data/doc.list"
g='.csv, 200,000 rows of 7'
entry "$g" 'wayforward, streaming' 0 "$bench/bench_case" stream "$data/capture.csv"
python_peer csv "$g" 'Python csv' 1 /usr/bin/python3 -c 'import csv,sys; print(sum(len(r) for r in csv.reader(open(sys.argv[1], newline=""))))' "$data/capture.csv"
g='writing 300,000 cells'
entry "$g" wayforward 0 "$bench/bench_case" write "$data/out/ours.xlsx" 15000 20
entry "$g" 'libxlsxwriter alone' 0 "$bench/bench_case" bare "$data/out/bare.xlsx" 15000 20
g='writing 57,600 cells, each with its source'
entry "$g" wayforward 0 "$bench/bench_case" write-links "$data/out/ours-links.xlsx" 2880 20
entry "$g" 'libxlsxwriter alone' 0 "$bench/bench_case" bare-links "$data/out/bare-links.xlsx" 2880 20
entry 'start of the command' wayforward 1 "$wf" --version
entry 'start of the command' '/bin/true' 1 /bin/true
g='convert one plan'
entry "$g" '.xlsx' 1 "$wf" convert -q "$data/plans/plan00000.xlsx" -o "$data/out/plan.xlsx"
entry "$g" '.docx' 1 "$wf" convert -q "$data/docx/doc00000.docx" -o "$data/out/plan-docx.xlsx"
entry "$g" '.doc' 1 "$wf" convert -q fixtures/doc/wf-castle-hill.doc -o "$data/out/plan-doc.xlsx"
entry "$g" '.xls' 1 "$wf" convert -q fixtures/xls/wf-kingsmead.xls -o "$data/out/plan-xls.xlsx"
g='growth of streaming a sheet (rows)'
for n in 1000 10000 100000 $([ "$rows" -gt 100000 ] && echo "$rows"); do
  entry "$g" "$n rows of 20" 0 "$bench/bench_case" stream "$data/sheet-$n.xlsx"
done
g='growth of reading plans (files)'
for n in 20 100 "$plans"; do
  head -"$n" "$data/plans.list" >"$data/plans-first-$n.list"
  entry "$g" "$n plans" 0 "$bench/bench_case" read "@$data/plans-first-$n.list"
done
g='growth of recognising plans (files)'
for n in 20 100 "$plans"; do
  entry "$g" "$n plans" 0 "$bench/bench_case" plan "@$data/plans-first-$n.list"
done
# Ten times the cells in a plan, a tenth of the plans: equal times where the cost is linear.
g='growth of recognising with a plan'
entry "$g" '100 plans of 240 cells' 0 "$bench/bench_case" plan "@$data/tables-2.list"
entry "$g" '10 plans of 2,400 cells' 0 "$bench/bench_case" plan "@$data/tables-20.list"
g='support days, exact and decomposed'
for size in '80 40' '300 82' '600 164'; do
  folder=$data/allocation-${size/ /-}
  [ -e "$folder" ] || /usr/bin/python3 tests/support/make_allocation.py "$folder" "${size% *}" "${size#* }"
  entry "$g" "${size/ / x }" "${size% *}" "$wf" allocate --json --seconds 600 "$folder"
done
g='report on 1,000 files'
report=("$wf" report trustees -q --as-of 2026-03-27 -o "$data/out/trustees.xlsx")
entry "$g" 'parts, one thread' 0 "$bench/bench_case" report "$data/folder-1000" "$data/out/parts.xlsx"
entry "$g" 'the command' 1000 "${report[@]}" "$data/folder-1000"
entry "$g" 'the command, --verify off' 1000 "${report[@]}" --verify off "$data/folder-1000"
g="folders of $folder_small and $folder_large"
for n in "$folder_small" "$folder_large"; do
  entry "$g" "convert, $n files" "$n" "$wf" convert -q "$data/folder-$n" -o "$data/out/converted-$n"
  entry "$g" "report, $n files" "$n" "${report[@]}" --verify off "$data/folder-$n"
done
if [ "$libreoffice" = 1 ]; then
  peer soffice '.xlsx plans, LibreOffice' 'LibreOffice, 20 plans' 20 soffice "-env:UserInstallation=file://$PWD/$data/office" \
    --headless --convert-to csv --outdir "$data/out" "@$data/plans-20.list"
fi

"$bench/bench" "$list" build/bench.json "$rounds"
/usr/bin/python3 tests/bench/growth.py build/bench.json build/bench-growth.svg
if [[ -z $only || $only == report* ]]; then
  echo 'parts of a report on 1,000 files, each alone in one thread'
  "$bench/bench_case" report "$data/folder-1000" "$data/out/parts.xlsx" 2>&1 >/dev/null
fi
if [[ -z $only || $only == trust* ]]; then
  echo 'the trustee workbook of 80 schools, 40 KPIs, 18 terms, one thread'
  for ((i = 0; i < rounds; i++)); do
    "$bench/bench_case" trust "$data/out/trust.xlsx" 80 40 18 2>&1 >/dev/null
  done
fi
[[ -n $only && $only != store* ]] || tests/bench/run_store.sh 3
echo "figures: build/bench.json ($rounds rounds, $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg))"
