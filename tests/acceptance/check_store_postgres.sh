#!/usr/bin/env bash
# The tests of the store on PostgreSQL, the same that run on SQLite, with a server of its own; then 64 writers at once, a
# queue for several processes, and a store moved there.
set -euo pipefail
build=${WF_BUILD_DIR:?} source=${WF_SOURCE_DIR:?}
if [ -z "${WF_TEST_STORE:-}" ]; then
  exec "$source/tests/support/postgres.sh" "$0"
fi
for program in test_store test_store_order; do
  "$build/tests/$program" >"${TMPDIR:-/tmp}/wf-$program.$$" 2>&1 || { cat "${TMPDIR:-/tmp}/wf-$program.$$"; exit 1; }
  rm -f "${TMPDIR:-/tmp}/wf-$program.$$"
  echo "$program: passed"
done
/usr/bin/python3 "$source/tests/fault/check_store.py"
