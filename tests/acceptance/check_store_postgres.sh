#!/usr/bin/env bash
# The tests of the store on PostgreSQL, the same that run on SQLite, with a server of its own.
set -euo pipefail
build=${WF_BUILD_DIR:?} source=${WF_SOURCE_DIR:?}
if [ -z "${WF_TEST_STORE:-}" ]; then
  exec "$source/tests/support/postgres.sh" "$0"
fi
"$build/tests/test_store" 2>&1 | tail -3
