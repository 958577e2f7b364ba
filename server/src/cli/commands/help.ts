import type { Command } from 'commander';
import { closing } from './command.js';

/** Replaces commander's own help command, which prints the general usage for an unknown command and no error. */
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
      // An unknown command: reported as anywhere else.
      program.parse([name], { from: 'user' });
    });
  closing(
    command,
    [['encounter-notes help check', 'as encounter-notes check --help']],
    '0, or 2 where there is no such command.',
  );
}
