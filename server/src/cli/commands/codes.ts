import { Option, type Command } from 'commander';
import type { CodesDiffOptions } from '../actions/codes-diff.js';
import type { CodesFindOptions } from '../actions/codes-find.js';
import type { CodesImportOptions } from '../actions/codes-import.js';
import type { CodesListOptions } from '../actions/codes-list.js';
import { closing, codesOption, ending, todayOption } from './command.js';

export function addCodes(program: Command): void {
  const codes = program
    .command('codes')
    .helpCommand('help [command]', 'print the help of one of these commands')
    .description('load official releases of code sets and edits, and look into them');
  addImport(codes);
  addList(codes);
  addDiff(codes);
  addFind(codes);
  closing(
    codes,
    [
      [
        'encounter-notes codes import ccipra-v323r0-f*.zip --codes ~/code-sets',
        'load the four files of one NCCI quarter',
      ],
      ['encounter-notes codes find spastic diplegia', 'find a diagnosis by words of its title'],
      ['encounter-notes codes import --help', 'the options and exit codes of one of these commands'],
    ],
    '0, 1 if diff lists a row or find finds no code, or 2 if a file cannot be read or nothing is loaded.',
  );
}

function addImport(codes: Command): void {
  const command = codes
    .command('import')
    .description('load official files as they are downloaded; all of them, or nothing changes')
    .argument('<file...>', 'text, csv, gzip or zip files of CMS, NCCI, NCHS and NUCC')
    .addOption(codesOption())
    .option('--licensed', 'the practice has a license for the CPT descriptors in the files, so no question is asked')
    .option('--from <date>', 'first day of the releases, if neither the files nor their names say it')
    .action(
      ending(async (files: string[], options: CodesImportOptions) =>
        (await import('../actions/codes-import.js')).codesImport(files, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes codes import ccipra-v323r0-f*.zip --codes ~/code-sets', 'the four files of one NCCI quarter'],
      ['encounter-notes codes import mue.csv --from 2026-10-01 --codes ~/code-sets', 'a file whose name has no date'],
    ],
    '0, or 2 if a file could not be read; nothing is loaded then.',
  );
}

function addList(codes: Command): void {
  const command = codes
    .command('list')
    .description('list what is loaded and shipped, what has expired, and for how many encounters it matters')
    .argument('[path...]', 'notes or folders whose encounters are counted by edition')
    .addOption(codesOption())
    .addOption(new Option('--format <format>', 'how they are printed').choices(['table', 'json']).default('table'))
    .addOption(todayOption())
    .action(
      ending(async (paths: string[], options: CodesListOptions) =>
        (await import('../actions/codes-list.js')).codesList(paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes codes list --codes ~/code-sets', 'what is loaded, from when, and what has expired'],
      [
        'encounter-notes codes list notes/ --codes ~/code-sets',
        'with the encounters of a folder that each edition decides',
      ],
    ],
    '0.',
  );
}

function addDiff(codes: Command): void {
  const command = codes
    .command('diff')
    .description('list every row in which the shipped tables and a loaded release, or two releases, disagree')
    .argument(
      '[release...]',
      'two loaded releases of one set, such as FY2026 FY2027; else the shipped tables are compared',
    )
    .addOption(codesOption())
    .addOption(new Option('--format <format>', 'how rows are printed').choices(['table', 'json']).default('table'))
    .action(
      ending(async (releases: string[], options: CodesDiffOptions) =>
        (await import('../actions/codes-diff.js')).codesDiff(releases, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes codes diff --codes ~/code-sets', 'set, code, days, and both values'],
      ['encounter-notes codes diff FY2026 FY2027 --codes ~/code-sets', 'what a new release adds, deletes and changes'],
    ],
    '0 no disagreement, 1 some, 2 nothing is loaded.',
  );
}

function addFind(codes: Command): void {
  const command = codes
    .command('find')
    .description('find codes by number or by words')
    .argument('<words...>', 'a code or its beginning, or words of its title')
    .addOption(codesOption())
    .option('--date <date>', 'the day on which codes are looked up (default: today)')
    .addOption(new Option('--format <format>', 'how they are printed').choices(['table', 'json']).default('table'))
    .action(
      ending(async (words: string[], options: CodesFindOptions) =>
        (await import('../actions/codes-find.js')).codesFind(words, options),
      ),
    );
  closing(command, [['encounter-notes codes find spastic diplegia', 'G80.1 first']], '0, or 1 if nothing is found.');
}
