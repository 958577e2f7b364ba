import type { Command } from 'commander';
import type { RedactOptions } from '../actions/redact.js';
import { closing, ending, IGNORE } from './command.js';

export function addRedact(program: Command): void {
  const command = program
    .command('redact')
    .description(
      'copy notes with other tokens and dates, and the same findings; refused while something may be personal',
    )
    .argument('<path...>', 'notes, or folders whose *.encounter files are meant')
    .requiredOption('--out <folder>', 'where the copies are written: a new or an empty folder')
    .option('--drop-text', 'leave out narrative, pasted text and comments')
    .option('--seed <text>', 'the same copies again (default: others each time); keep it secret, as it undoes them')
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (paths: string[], options: RedactOptions) =>
        (await import('../actions/redact.js')).redact(paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes redact notes/ --out copies/', 'for a test, a question or a lesson'],
      ['encounter-notes redact notes/ --out copies/ --drop-text', 'without free text, where a name can hide'],
    ],
    '0, 1 if something may be personal, or 2 if a note cannot be read or a copy cannot be written. ' +
      'Without 0, no copy is made.',
  );
}
