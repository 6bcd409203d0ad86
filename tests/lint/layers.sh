#!/usr/bin/env bash
# Every #include "..." of a file must be allowed by its folder's row in layers.map, and every
# #include <...> must be standard C, POSIX (platform_*.c and the CLI aside) or in that row.
set -euo pipefail
cd "$(dirname "$0")/../.."
standard=' assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h limits.h locale.h math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h time.h '
posix_rooms='^(engine/base/(platform_|encoding)|formats/xls/freexl_|cli/)'
simd=' immintrin.h emmintrin.h nmmintrin.h arm_neon.h threads.h pthread.h '
failed=0
complain() { echo "$1"; failed=1; }

row_of() { awk -F'|' -v f="$1" '{gsub(/^ +| +$/, "", $1)} $1 == f {print $2 "|" $3}' tests/lint/layers.map; }

for file in $(git ls-files 'engine/*.[ch]' 'formats/*.[ch]' 'cli/*.[ch]'); do
  folder=$(dirname "$file")
  row=$(row_of "$folder")
  if [ -z "$row" ]; then
    complain "$file: its folder has no row in tests/lint/layers.map"
    continue
  fi
  allowed=${row%%|*} third=${row#*|}
  while IFS=: read -r line include; do
    case "$include" in
      '"wayforward/'*) ;;
      '"'*)
        from=$(dirname "${include//\"/}")
        ok=0
        for dir in $folder $allowed; do [ "$from" = "$dir" ] && ok=1; done
        [ $ok = 1 ] || complain "$file:$line: $folder may not include $include"
        ;;
      '<'*)
        name=${include//[<>]/}
        [[ $standard == *" $name "* || $simd == *" $name "* ]] && continue
        ok=0
        for prefix in $third; do [[ $name == "$prefix"* ]] && ok=1; done
        [ $ok = 1 ] && continue
        [[ $file =~ $posix_rooms ]] && continue
        complain "$file:$line: $include is allowed only in the folder whose row names it"
        ;;
    esac
  done < <(grep -nE '^ *# *include' "$file" | sed -E 's/^([0-9]+): *# *include *([<"][^>"]*[>"]).*/\1:\2/')
done
[ $failed = 0 ] && echo "layers: every include is allowed"
exit $failed
