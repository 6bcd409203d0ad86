#!/usr/bin/env bash
# What the sanitized build does on a sample only, on everything: every fixture converted into every layout and back, every
# change of layout with every seed, and 200 kills of the store.
set -euo pipefail
cd "${WF_SOURCE_DIR:?}"
for check in property/check_roundtrip.py property/check_changed_layouts.py fault/check_store.py; do
  echo "$check:"
  /usr/bin/python3 "tests/$check"
done
