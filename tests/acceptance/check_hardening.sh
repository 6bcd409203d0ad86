#!/usr/bin/env bash
# What the release build promises in docs/security.md, looked up in the program itself: position-independent, relocations
# read-only and bound at start, no executable stack, no writable code, stack protector and FORTIFY in use, no RPATH.
# Exit 77 for a build with sanitizers, and where readelf is absent.
set -euo pipefail
command -v readelf >/dev/null || { echo "skipped: readelf is absent"; exit 77; }
program=${WF_COMMAND:-build/release/wayforward}
library=$(find "$(dirname "$program")" -maxdepth 1 -name 'libwayforward.so.?' | head -1)
if readelf -Ws "$program" | grep -q __asan_init; then
  echo "skipped: a build with sanitizers is not the one that is given out"
  exit 77
fi
failed=0
want() { # want WHAT COMMAND...: the command must succeed
  local what=$1
  shift
  if "$@" >/dev/null; then
    echo "  $what"
  else
    echo "FAILED: not $what"
    failed=1
  fi
}
has() { grep -qE "$1" <<<"$2"; }
lacks() { ! has "$1" "$2"; }
for file in "$program" ${library:+"$library"}; do
  echo "$(basename "$file"):"
  headers=$(readelf -Wh "$file")
  segments=$(readelf -Wl "$file")
  dynamic=$(readelf -Wd "$file")
  symbols=$(readelf -W --dyn-syms "$file")
  want "position-independent (PIE)" has 'Type: +DYN' "$headers"
  want "read-only relocations (RELRO)" has 'GNU_RELRO' "$segments"
  want "bound at start (BIND_NOW)" has 'BIND_NOW|FLAGS_1.* NOW' "$dynamic"
  want "without an executable stack" has 'GNU_STACK.* RW +0x' "$segments"
  want "without writable code" lacks 'LOAD .* (RWE|WE) ' "$segments"
  want "under the stack protector" has '__stack_chk_fail' "$symbols"
  want "under FORTIFY" has '__(memcpy|snprintf|vsnprintf|fprintf|printf|read|memset|memmove|vfprintf)_chk' "$symbols"
  want "without a search path of its own (RPATH)" lacks '\((RPATH|RUNPATH)\)' "$dynamic"
  want "without text relocations" lacks 'TEXTREL' "$dynamic"
done
exit $failed
