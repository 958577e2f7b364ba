import { Option, type Command } from 'commander';
import type { FixOptions } from '../actions/fix.js';
import { closing, codesOption, ending, IGNORE, jobsOption, PATHS, profileOption } from './command.js';

export function addFix(program: Command): void {
  const command = program
    .command('fix')
    .description(
      'repair the form of notes; with --edits also change what the named rules find, where there is one way only',
    )
    .argument('[path...]', PATHS)
    .addOption(
      new Option(
        '--edits <rules>',
        'apply the edits of these rules too, by id: one, or several with commas; may be given again',
      ).argParser((text: string, before: string[] | undefined) => [
        ...(before ?? []),
        ...text
          .split(',')
          .map(id => id.trim())
          .filter(Boolean),
      ]),
    )
    .option('--dry-run', 'write nothing, and print what would change, as a unified diff')
    .option('--stdin', 'print the note on standard input with its fixes')
    .option('--stdin-filename <path>', 'the path that the note on standard input would have')
    .addOption(profileOption())
    .addOption(codesOption())
    .addOption(jobsOption())
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (paths: string[], options: FixOptions) => (await import('../actions/fix.js')).fix(paths, options)),
    );
  closing(
    command,
    [
      ['encounter-notes fix notes/', 'repairs only: nothing that a claim rests on changes'],
      ['encounter-notes fix --dry-run notes/ > repairs.patch', 'to review first; `patch -p1` applies it'],
      ['encounter-notes fix --edits drug-units,drug-waste notes/', 'also apply the edits of two rules'],
      ['encounter-notes fix --stdin < day.encounter', 'for an editor'],
    ],
    '0, or 1 where --dry-run would change a note, or 2 where a note could not be read or written.',
  );
}
