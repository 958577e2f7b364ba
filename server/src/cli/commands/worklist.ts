import { Option, type Command } from 'commander';
import type { WorklistOptions } from '../actions/worklist.js';
import { closing, codesOption, ending, IGNORE, PATHS, payerOf, profileOption, todayOption } from './command.js';

const FORMATS: readonly WorklistOptions['format'][] = ['md', 'csv', 'ics'];

export function addWorklist(program: Command): void {
  const command = program
    .command('worklist')
    .description('list what is left to do for each encounter, and which refills are due')
    .argument('<path...>', PATHS)
    .addOption(
      new Option('--format <format>', 'for people, a spreadsheet, or a calendar of the due refills')
        .choices(FORMATS)
        .default('md'),
    )
    .addOption(
      new Option('--state <state>', 'only encounters in this state').choices([
        'errors',
        'warnings',
        'no claim',
        'ready',
      ]),
    )
    .addOption(new Option('--payer <payer>', 'only this payer').argParser(payerOf))
    .option('--provider <provider>', 'only who performed: credential, initials, or both')
    .option('--patient <token>', 'only this patient')
    .addOption(codesOption())
    .addOption(profileOption())
    .addOption(todayOption('the day by which a refill is overdue'))
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (paths: string[], options: WorklistOptions) =>
        (await import('../actions/worklist.js')).worklist(paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes worklist notes/', 'totals, due refills and encounters, the newest first'],
      ['encounter-notes worklist notes/ --state errors --payer medicare', 'what keeps claims to Medicare back'],
      ['encounter-notes worklist notes/ --format ics > refills.ics', 'for a calendar: tokens and days only'],
    ],
    '0, 2 if not every note could be read.',
  );
}
