#!/usr/bin/env bash
# Functions that have no place here, heap calls outside engine/base, printing outside cli.
set -euo pipefail
cd "$(dirname "$0")/../.."
failed=0
# search PATTERN MESSAGE FILE...
search() {
  local pattern=$1 message=$2
  shift 2
  [ $# -eq 0 ] && return 0
  local hits
  hits=$(grep -nHE "(^|[^A-Za-z0-9_.>])($pattern) *\(" "$@" | grep -vE '^[^:]*:[0-9]+: *(/?\*|//)' | grep -v 'LINT-ALLOW' || true)
  [ -z "$hits" ] && return 0
  echo "$message"
  echo "$hits"
  failed=1
}
mapfile -t all < <(git ls-files 'engine/*.[ch]' 'formats/*.[ch]' 'cli/*.[ch]' 'include/*.h')
mapfile -t library < <(git ls-files 'engine/*.[ch]' 'formats/*.[ch]')
mapfile -t outside_base < <(git ls-files 'engine/*.[ch]' 'formats/*.[ch]' | grep -v '^engine/base/')
search 'sprintf|vsprintf|strcpy|strcat|strncpy|strncat|strtok|gets|atoi|atol|atof|sscanf|rand|system|popen|setlocale|alloca|localtime|gmtime|strftime|setjmp|longjmp|fork' \
  'Banned functions:' "${all[@]}"
mapfile -t no_text < <(printf '%s\n' "${library[@]}" | grep -v '^engine/text/')
search 'strtod|strtol|strtoul|toupper|tolower|isalpha|isdigit|isspace' 'Locale-dependent functions outside engine/text:' "${no_text[@]}"
search 'malloc|calloc|realloc|free|strdup' 'Heap calls outside engine/base:' "${outside_base[@]}"
search 'printf|puts|putchar|exit|abort|perror' 'The library prints nothing and never exits:' "${library[@]}"
[ $failed = 0 ] && echo "banned: none found in ${#all[@]} files"
exit $failed
