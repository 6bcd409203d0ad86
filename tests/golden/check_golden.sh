#!/usr/bin/env bash
# Every fixture still gives the plan that fixtures/golden holds for it. After a change that is meant,
# tests/golden/update.sh writes them anew: read the difference before you commit it.
set -euo pipefail
cd "${WF_SOURCE_DIR:?}"
command=${WF_COMMAND:?} failed=0 count=0
for golden in fixtures/golden/*.json; do
  name=$(basename "$golden" .json)
  file=fixtures/${name##*.}/$name
  count=$((count + 1))
  if ! "$command" read --json "$file" | diff -u "$golden" - >/tmp/wf-golden.$$; then
    failed=$((failed + 1))
    echo "$file is no longer read as fixtures/golden has it:"
    head -20 /tmp/wf-golden.$$
  fi
done
rm -f /tmp/wf-golden.$$
[ "$count" -gt 30 ] || { echo "only $count golden files"; exit 1; }
echo "golden: $count fixtures, $failed differ"
[ "$failed" = 0 ]
