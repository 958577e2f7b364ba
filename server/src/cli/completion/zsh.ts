import type { CommandWords } from './tree.js';

export function zsh(commands: readonly CommandWords[]): string {
  const names = commands.map(
    ({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(':', '\\:')}`)}`,
  );
  const cases = commands.map(({ name, options, argument }) => {
    const specs = options.map(option =>
      quoted(
        `${option.name}[${bracketed(option.description)}]${option.values ? `:value:${valuesOf(option.values)}` : ''}`,
      ),
    );
    return `    ${name}) _arguments ${[...specs, ...(argument ? [quoted(`*:${name}:${valuesOf(argument)}`)] : [])].join(' ')} ;;`;
  });
  return `#compdef encounter-notes
# Completion of encounter-notes for zsh.
_encounter_notes() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _encounter-notes ]]; then _encounter_notes "$@"; else compdef _encounter_notes encounter-notes; fi
`;
}

function valuesOf(values: readonly string[]): string {
  return values.length ? `(${values.join(' ')})` : '_files';
}

function bracketed(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
