import { Option, type Command } from 'commander';
import type { OutcomesOptions } from '../actions/outcomes.js';
import { OUTCOME_FORMATS } from '../../core/outcomes/outcome-formats.js';
import { closing, codesOption, ending, IGNORE, jobsOption, PATHS, profileOption } from './command.js';

export function addOutcomes(program: Command): void {
  const command = program
    .command('outcomes')
    .description('compare remittances with the findings: which denials each rule foresaw, which it missed')
    .argument('<file...>', 'remittance files (X12 835)')
    .requiredOption('--notes <path...>', `the notes: ${PATHS}`)
    .addOption(new Option('--format <format>', 'how it is printed').choices(OUTCOME_FORMATS).default('text'))
    .addOption(codesOption())
    .addOption(profileOption())
    .addOption(jobsOption())
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (files: string[], options: OutcomesOptions) =>
        (await import('../actions/outcomes.js')).outcomes(files, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes outcomes november.835 --notes notes/', 'a table for the next meeting, without patients'],
      ['encounter-notes outcomes *.835 --notes notes/ --format csv > outcomes.csv', 'for a spreadsheet'],
    ],
    '0, 2 if a remittance file is not whole or is something else (nothing is printed then), or a note ' +
      'could not be read.',
  );
}
