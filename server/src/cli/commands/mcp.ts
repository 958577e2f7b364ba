import type { Command } from 'commander';
import { closing, codesOption } from './command.js';

export function addMcp(program: Command): void {
  const command = program
    .command('mcp')
    .argument('<folder>', 'the folder whose notes an agent may check')
    .description('answer an AI agent over the model context protocol, without text of a note')
    .addOption(codesOption())
    .action(async (folder: string, { codes }: { readonly codes?: string }) =>
      (await import('../actions/mcp.js')).mcp(folder, codes),
    );
  closing(
    command,
    [['encounter-notes mcp notes/', 'the command that an agent’s configuration names']],
    '0 if the agent ended it, 2 if there is no such folder.',
  );
}
