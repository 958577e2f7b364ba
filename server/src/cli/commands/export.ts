import { Option, type Command } from 'commander';
import type { ExportOptions } from '../actions/export.js';
import { closing, codesOption, ending, IGNORE, PATHS, profileOption } from './command.js';

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .description('write the claims of checked encounters for a billing system; refused while errors are left')
    .argument('<path...>', PATHS)
    .addOption(
      new Option('--format <format>', 'a charge sheet, or a claim file (837P)')
        .choices(['csv', 'x12'])
        .makeOptionMandatory(),
    )
    .option('--override <reason>', 'export in spite of errors, for this reason')
    .addOption(profileOption())
    .addOption(codesOption())
    .option('--no-ignore', IGNORE)
    .action(
      ending(async (paths: string[], options: ExportOptions) =>
        (await import('../actions/export.js')).exportClaims(paths, options),
      ),
    );
  closing(
    command,
    [
      [
        'encounter-notes export day.encounter --format csv > charges.csv',
        'in the columns of .encounter/columns.json, where there is one',
      ],
      [
        'encounter-notes export day.encounter --format x12 > claims.837',
        'a test file: patient, payer and provider numbers are put in by the billing system',
      ],
    ],
    '0, 1 where errors hold the export back, 2 where a note could not be read or cannot be exported.',
  );
}
