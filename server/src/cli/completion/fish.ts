import type { CommandWords } from './tree.js';

export function fish(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, description, options, argument }) => {
    const inside = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c encounter-notes -f -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
      ...options.map(
        option =>
          `complete -c encounter-notes ${inside} -l ${option.name.slice(2)}${valuesOf(option.values)} -d ${quoted(option.description)}`,
      ),
      ...argumentOf(inside, argument),
    ];
  });
  return `# Completion of encounter-notes for fish.\n${lines.join('\n')}\n`;
}

/** Without an argument no file is offered; with one that has no fixed values, files are. */
function argumentOf(inside: string, argument: readonly string[] | undefined): string[] {
  if (!argument) return [`complete -c encounter-notes -f ${inside}`];
  return argument.length ? [`complete -c encounter-notes -f ${inside} -a ${quoted(argument.join(' '))}`] : [];
}

function valuesOf(values: readonly string[] | undefined): string {
  if (!values) return '';
  return values.length ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
