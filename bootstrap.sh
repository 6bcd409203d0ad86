#!/usr/bin/env bash
# Everything from a fresh Debian 12 or 13, in one command each:
#   ./bootstrap.sh demo         build, then the whole journey on the demo trust
#   ./bootstrap.sh test         build with sanitizers, then all tests
#   ./bootstrap.sh build        build only: build/release/wayforward
#   ./bootstrap.sh acceptance   the heavy checks, with LibreOffice and the reference readers
#   ./bootstrap.sh lint         format, static analysis, both compilers with warnings as errors
#   ./bootstrap.sh stress       much at once: 5,000 files, a million rows, the whole corpus broken
#   ./bootstrap.sh fuzz [MIN]   every fuzzer, MIN minutes each (default 1)
#   ./bootstrap.sh bench        the benchmarks
# Missing Debian packages are installed first; sudo is asked for only then.
set -euo pipefail
cd "$(dirname "$0")"

# What each command needs, by Debian package.
packages_build="gcc libc6-dev make cmake ninja-build pkg-config libxlsxwriter-dev libfreexl-dev
  libgsl-dev libgsf-1-dev libisal-dev libdeflate-dev libexpat1-dev zlib1g-dev nettle-dev libglpk-dev libsqlite3-dev libpq-dev
  libjansson-dev libseccomp-dev"
packages_test="$packages_build libcmocka-dev python3 python3-openpyxl python3-docx python3-xlwt
  python3-icalendar unzip binutils"
packages_lint="$packages_test clang clang-format clang-tidy cppcheck"
packages_acceptance="$packages_test libreoffice-calc libreoffice-writer poppler-utils python3-docx python3-xlrd
  catdoc antiword chromium clang lld postgresql"
packages_fuzz="$packages_build clang libclang-rt-dev"
packages_bench="$packages_build libcmocka-dev python3 python3-openpyxl python3-docx python3-lxml catdoc antiword
  xlsx2csv docx2txt util-linux gnumeric pandoc sqlite3 postgresql"

say() { printf '%s\n' "$*" >&2; }

# need PACKAGE...: install those that are missing.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "These Debian packages are missing: ${missing[*]}"; exit 1; }
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -q >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [CMAKE OPTION...]: configure once, then build what changed.
build() {
  local preset=$1
  shift
  cmake --preset "$preset" "$@" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; rm -f "build-$preset.log"; exit 1; }
  rm -f "build-$preset.log"
  cmake --build --preset "$preset" 2>&1 | { grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' || true; }
}

# build_target PRESET TARGET: one program of a preset.
build_target() {
  cmake --preset "$1" >/dev/null
  cmake --build --preset "$1" --target "$2" 2>&1 | { grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' || true; }
}

do_build() {
  # shellcheck disable=SC2086
  need $packages_build
  build release -DWF_TESTS=OFF
  say "Built: build/release/wayforward"
}

do_demo() {
  do_build
  build/release/wayforward demo -o demo-output
}

do_test() {
  # shellcheck disable=SC2086
  need $packages_test
  build dev -DWF_WERROR=ON
  ctest --preset dev --output-on-failure -j2 -LE 'acceptance|stress'
}

do_acceptance() {
  # shellcheck disable=SC2086
  need $packages_acceptance
  command -v npm >/dev/null || need nodejs npm
  npm ci --prefix tests/browser --no-audit --no-fund --silent
  build release -DWF_TESTS=ON
  ctest --preset release --output-on-failure -j2 -L acceptance
  build_target tsan test_threads
  build/tsan/tests/test_threads
}

do_stress() {
  # shellcheck disable=SC2086
  need $packages_acceptance
  build release -DWF_TESTS=ON
  build_target release bench_inputs
  ctest --preset release --output-on-failure -V -L stress
  WF_MUTATE_FILES=all WF_COMMAND=$PWD/build/release/wayforward tests/acceptance/check_mutations.py
}

do_lint() {
  # shellcheck disable=SC2086
  need $packages_lint
  tests/lint/all.sh
}

do_fuzz() {
  # shellcheck disable=SC2086
  need $packages_fuzz
  build fuzz -DWF_TESTS=ON
  tests/fuzz/run.sh "${1:-1}"
}

do_bench() {
  # shellcheck disable=SC2086
  need $packages_bench
  command -v npm >/dev/null || need nodejs npm
  npm ci --prefix tests/bench --no-audit --no-fund --silent
  tests/bench/run.sh "$@"
}

command=${1:-}
case "$command" in
  build | demo | test | acceptance | stress | lint | fuzz | bench)
    shift
    "do_$command" "$@"
    ;;
  *)
    sed -n '2,11s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
say "bootstrap: $command passed"
