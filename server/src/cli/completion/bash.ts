import type { CommandWords } from './tree.js';

/** If no words are known it leaves the choice to bash, which offers files. */
export function bash(commands: readonly CommandWords[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(option =>
      option.values ? [`    '${name} ${option.name}') words='${option.values.join(' ')}'; return 0 ;;`] : [],
    ),
  );
  const words = commands.map(
    ({ name, options, argument = [] }) =>
      `    ${name}) options='${options.map(option => option.name).join(' ')}'; words='${argument.join(' ')}' ;;`,
  );
  return `# Completion of encounter-notes for bash.
_encounter_notes_value() {
  case "$1 $2" in
${values.join('\n')}
  esac
  return 1
}
_encounter_notes() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" command='' options='' words='' i
  # Bash takes = for a word of its own.
  if [[ $current == '=' ]]; then current=''; elif [[ $before == '=' ]]; then before="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then command="\${COMP_WORDS[i]}"; break; fi
  done
  COMPREPLY=()
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  if _encounter_notes_value "$command" "$before"; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$command" in
${words.join('\n')}
  esac
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"));
  elif [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o bashdefault -o default -F _encounter_notes encounter-notes
`;
}
