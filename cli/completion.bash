# bash completion for wayforward: verbs, then the options that the verb's own help lists, then files.
_wayforward() {
  local current=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]:-}
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$(wayforward 2>/dev/null | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')" -- "$current")
  elif [ "$COMP_CWORD" -eq 2 ] && [ "$verb" = capture ]; then
    mapfile -t COMPREPLY < <(compgen -W "new load status --help" -- "$current")
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(wayforward "$verb" --help 2>/dev/null | grep -oE '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,')" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _wayforward wayforward
