#!/usr/bin/env bash
# The demo trust's set-up and a capture form, for the pictures of docs/. Use: make_store_demo.sh WAYFORWARD FOLDER
set -euo pipefail
command=$1 folder=$2
store=(--store "$folder/demo.wayforward")
"$command" init --from fixtures/demo-trust fixtures/demo-trust-setup -o "$folder/setup.xlsx" --year 2025-26 -q
"$command" import "${store[@]}" -q "$folder/setup.xlsx" fixtures/demo-trust
"$command" capture new "${store[@]}" --term 2025-26/T5 -o "$folder/forms" --as-of 2026-04-13
cp "$folder/forms/"Quillbrook*.xlsx "$folder/capture-form.xlsx"
