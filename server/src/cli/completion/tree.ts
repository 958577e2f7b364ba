import type { Command } from 'commander';

/** The words of the command line, as a shell offers them. Descriptions are one line of plain words. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** What may be after the options: words to choose from, else files. Undefined if nothing may. */
  readonly argument?: readonly string[];
}

export interface OptionWords {
  /** `--format` */
  readonly name: string;
  readonly description: string;
  /** The words of its value, none for a value that is a file or free; undefined if it takes no value. */
  readonly values?: readonly string[];
}

/**
 * @param known values that the options and arguments of these names take, beside those that the program itself holds to
 */
export function wordsOf(program: Command, known: Readonly<Record<string, readonly string[]>>): CommandWords[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((command): CommandWords => {
    const isHelp = command.name() === 'help';
    const [argument] = command.registeredArguments;
    const options = help.visibleOptions(command).flatMap((option): OptionWords[] =>
      option.long
        ? [
            {
              name: option.long,
              description: option.description,
              ...(option.required || option.optional
                ? { values: option.argChoices ?? known[option.attributeName()] ?? [] }
                : {}),
            },
          ]
        : [],
    );
    const words = isHelp
      ? program.commands.map(other => other.name())
      : argument && (argument.argChoices ?? known[argument.name()] ?? []);
    return {
      name: command.name(),
      description: command.description(),
      options: isHelp ? [] : options,
      ...(words ? { argument: words } : {}),
    };
  });
}
