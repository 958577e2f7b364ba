import type { Command } from 'commander';
import type { FormatOptions } from '../actions/format.js';
import { closing, ending, IGNORE, PATHS } from './command.js';

export function addFormat(program: Command): void {
  const command = program
    .command('format')
    .description('bring notes into their usual form, as the editor does; the facts stay what they are')
    .argument('[path...]', PATHS)
    .option('--check', 'change nothing, and list the notes that would change')
    .option('--stdin', 'print the note on standard input in its usual form')
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (paths: string[], options: FormatOptions) =>
        (await import('../actions/format.js')).format(paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes format notes/', 'every note below a folder'],
      ['encounter-notes format --check notes/', 'for a gate before a commit'],
      ['encounter-notes format --stdin < day.encounter', 'for an editor'],
    ],
    '0, or 1 where --check finds notes that would change, or 2 where a note could not be read or written.',
  );
}
