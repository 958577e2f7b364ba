import type { Command } from 'commander';
import { closing } from './command.js';

/** In place of commander's own, which prints the usage of the whole where it does not know the command, and says no word of it. */
export function addHelp(program: Command): void {
  const command = program
    .helpCommand(false)
    .command('help')
    .description('print the help of a command')
    .argument('[command]', 'the command')
    .action((name?: string) => {
      if (name === undefined) program.help();
      const asked = program.commands.find(one => one.name() === name);
      if (asked) asked.help();
      // Told as anywhere else where it is no command.
      program.parse([name], { from: 'user' });
    });
  closing(
    command,
    [['encounter-notes help check', 'as encounter-notes check --help']],
    '0, or 2 where there is no such command.',
  );
}
