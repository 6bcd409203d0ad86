#!/bin/bash
# A file of which a part is lost is read as far as it goes; every verb says so and ends with status 1. And however many
# files a command is given, all of them are read.
set -u
command=${WF_COMMAND:?}
fixtures=${WF_SOURCE_DIR:?}/fixtures
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0

whole="$fixtures/xlsx/rrp-fenwick.xlsx"
head -c $(($(stat -c %s "$whole") * 9 / 10)) "$whole" >cut.xlsx

want() { # want STATUS WORDS COMMAND...
  local status=$1 words=$2
  shift 2
  "$command" "$@" >said.txt 2>&1
  local got=$?
  [ "$got" = "$status" ] && grep -q "$words" said.txt && return
  failed=$((failed + 1))
  echo "FAILED $*: ended with $got, wanted $status and \"$words\""
  tail -3 said.txt
}
want 1 damaged read cut.xlsx
want 1 damaged convert cut.xlsx -o out.xlsx
want 1 "1 is damaged" import --store damaged.wayforward cut.xlsx
want 1 damaged init -o setup.xlsx --from cut.xlsx
want 1 damaged rollover --year 2026-27 -o next cut.xlsx
want 1 damaged progress --plans cut.xlsx
want 1 damaged progress cut.xlsx
want 1 damaged report trustees -o trustees.xlsx cut.xlsx
want 1 damaged calendar cut.xlsx
printf 'Shopping,Amount\nApples,3\n' >shopping.csv
want 3 "nothing of it is stored" import --store whole.wayforward shopping.csv
want 0 "1 of 1 files imported" import --store whole.wayforward "$whole"

# A form: issued, cut on its way back, loaded and imported.
want 0 "12 schools" init --from "$fixtures/demo-trust-setup" -o trust-setup.xlsx
want 0 "1 set-up" import --store forms.wayforward trust-setup.xlsx
want 0 "12 forms" capture new --store forms.wayforward --term 2026-27/T2 -o forms
for form in forms/*.xlsx; do break; done
head -c $(($(stat -c %s "$form") * 9 / 10)) "$form" >form.xlsx
want 1 damaged capture load --store forms.wayforward --dry-run form.xlsx
want 1 "1 is damaged" import --store forms.wayforward --kind capture form.xlsx

mkdir many
for i in $(seq 300); do cp "$fixtures/csv/total-wrong.csv" "many/plan-$i.csv"; done
want 0 "300 of 300 files" report trustees -o many.xlsx many/*.csv

echo "damaged and many: $failed failed"
[ "$failed" = 0 ]
