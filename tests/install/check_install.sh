#!/usr/bin/env bash
# Install to a folder of its own, then build the outside program against it by pkg-config, shared and
# static, and by CMake; run each; and see that the libraries export wf_ names only.
set -euo pipefail
build=${WF_BUILD_DIR:?} source=${WF_SOURCE_DIR:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --build "$build" --target wayforward_archive wayforward_shared >/dev/null
cmake --install "$build" --prefix "$work/usr" >/dev/null
libdir=$(dirname "$(find "$work/usr" -name libwayforward.so -print -quit)")
sed -i "s|^prefix=.*|prefix=$work/usr|" "$libdir/pkgconfig/wayforward.pc"
export PKG_CONFIG_PATH=$libdir/pkgconfig LD_LIBRARY_PATH=$libdir
plan=$source/fixtures/xlsx/rrp-fenwick.xlsx
# A sanitized library needs its runtime in the program as well.
extra=()
grep -q 'WF_SANITIZE:STRING=address' "$build/CMakeCache.txt" && extra=(-fsanitize=address,undefined)
compiler=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")

expect() {
  local said
  said=$("$@" "$plan")
  [ "$said" = "rapid-recovery: 4 priorities" ] || { echo "$1 said: $said"; exit 1; }
}
# shellcheck disable=SC2046
"$compiler" "${extra[@]}" -o "$work/shared" "$source/tests/install/consumer.c" $(pkg-config --cflags --libs wayforward)
expect "$work/shared"
# Ours is static; what it needs is as the system has it (its own needs, libpq's Kerberos, are then its own business).
# shellcheck disable=SC2046
"$compiler" "${extra[@]}" -o "$work/static" "$source/tests/install/consumer.c" -I"$work/usr/include" "$libdir/libwayforward.a" \
  $(pkg-config --libs $(pkg-config --print-requires-private wayforward)) \
  $(sed -n 's/^Libs.private: //p' "$libdir/pkgconfig/wayforward.pc")
expect "$work/static"
mkdir "$work/cmake"
cat >"$work/cmake/CMakeLists.txt" <<CMAKE
cmake_minimum_required(VERSION 3.25)
project(consumer C)
find_package(wayforward REQUIRED)
add_executable(consumer $source/tests/install/consumer.c)
target_link_libraries(consumer wayforward::shared)
CMAKE
cmake -S "$work/cmake" -B "$work/cmake/build" -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_COMPILER="$compiler" \
  -DCMAKE_C_FLAGS="${extra[*]:-}" >/dev/null
cmake --build "$work/cmake/build" >/dev/null
expect "$work/cmake/build/consumer"

# The programs of docs/library.md, as they stand there.
python3 "$source/tests/support/quote_examples.py" --check
demo=$source/fixtures/demo-trust/01-quillbrook
for name in overdue headlines; do
  # shellcheck disable=SC2046
  "$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror "${extra[@]}" -o "$work/$name" "$source/docs/examples/$name.c" \
    $(pkg-config --cflags --libs wayforward)
done
"$work/overdue" 2026-03-27 "$demo/Quillbrook WFAP 2025-26 v3.xlsx" >"$work/overdue.txt"
grep -q '^20[0-9-]*  .*  (.*![A-Z]*[0-9]*)$' "$work/overdue.txt" || { echo "overdue said:"; cat "$work/overdue.txt"; exit 1; }
"$work/headlines" 2026-03-27 "$work/summary.xlsx" "$demo"/* >"$work/headlines.txt"
grep -q '^- .*rated KPIs' "$work/headlines.txt" && unzip -tq "$work/summary.xlsx" >/dev/null || { cat "$work/headlines.txt"; exit 1; }

for lib in "$libdir/libwayforward.so" "$libdir/libwayforward.a"; do
  flags=(--defined-only --extern-only)
  [ "${lib##*.}" = so ] && flags+=(-D)
  others=$(nm "${flags[@]}" "$lib" 2>/dev/null | awk 'NF == 3 {print $3}' | grep -vE '^(wf_|__asan|__odr_asan|_init$|_fini$|__start_|__stop_|__bss_start$|_edata$|_end$|asan\.|__ubsan)' || true)
  [ -z "$others" ] || { echo "$lib exports names without wf_:"; echo "$others" | head; exit 1; }
done
soname=$(readelf -d "$libdir/libwayforward.so" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
[ "$soname" = "libwayforward.so.0" ] || { echo "soname is $soname"; exit 1; }

# Each public header compiles alone, as C17 and as C++.
for header in "$source"/include/wayforward/*.h; do
  name=wayforward/$(basename "$header")
  echo "#include <$name>" | "$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror -I"$source/include" -x c -fsyntax-only -
  if command -v g++ >/dev/null; then
    echo "#include <$name>" | g++ -std=c++17 -Wall -Wextra -Werror -I"$source/include" -x c++ -fsyntax-only -
  fi
done
test -f "$work/usr/share/man/man1/wayforward.1"
bash -n "$work/usr/share/bash-completion/completions/wayforward"
echo "install: shared, static and CMake consumers ran; only wf_ names are exported"
