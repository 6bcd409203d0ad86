#!/usr/bin/env bash
# All lints: our own rules, the format, both compilers with warnings as errors, clang-tidy, cppcheck.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/lint/layers.sh
tests/lint/banned.sh
tests/lint/sizes.sh
mapfile -t files < <(git ls-files '*.c' '*.h')
clang-format --dry-run --Werror "${files[@]}"
echo "format: ${#files[@]} files"
cmake --preset clang -DWF_WERROR=ON >/dev/null
cmake --build --preset clang | { grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' || true; }
echo "clang: no warnings"
mapfile -t sources < <(git ls-files 'engine/*.c' 'formats/*.c' 'cli/*.c')
# One file a process: clang-tidy 14's va_list check remembers the first file's declarations.
printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/clang 2>/dev/null
echo "clang-tidy: ${#sources[@]} files"
cppcheck --quiet --enable=warning,portability,performance --inline-suppr --error-exitcode=1 --std=c11 \
  --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches --max-configs=1 \
  -j "$(nproc)" -Iinclude -I. -D_POSIX_C_SOURCE=200809L "${sources[@]}"
echo "cppcheck: ${#sources[@]} files"
