import type { Command } from 'commander';
import { closing } from './command.js';

export function addLsp(program: Command): void {
  const command = program
    .command('lsp')
    .description('start the language server for an editor, on standard input and output')
    // Clients add words of their own, such as --stdio and --clientProcessId.
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (_options: object, { args }: Command) => (await import('../actions/lsp.js')).lsp(args));
  closing(
    command,
    [['encounter-notes lsp', 'the command that an editor’s configuration names']],
    '0 where the editor ended it as the protocol asks, 1 otherwise.',
  );
}
