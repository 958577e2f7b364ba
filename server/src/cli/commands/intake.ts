import { Option, type Command } from 'commander';
import type { IntakeOptions } from '../actions/intake.js';
import { closing, ending } from './command.js';

export function addIntake(program: Command): void {
  const command = program
    .command('intake')
    .description(
      'read chart text, charge sheets, charge messages or claims into proposed fields, each with the ' +
        'words that state it',
    )
    .argument('<file...>', 'chart texts (text), charge sheets (csv), HL7 v2 DFT^P03 messages (hl7), 837P files (x12)')
    .addOption(
      new Option(
        '--from <source>',
        'what the files hold (default: what their content says, then their extension)',
      ).choices(['text', 'csv', 'hl7', 'x12']),
    )
    .addOption(
      new Option('--format <format>', 'a note to accept, or JSON with the place of every proposal')
        .choices(['note', 'json'])
        .default('note'),
    )
    .action(
      ending(async (files: string[], options: IntakeOptions) =>
        (await import('../actions/intake.js')).intake(files, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes intake visit.txt > visit.encounter', 'a note with the chart text in a fence below'],
      [
        'encounter-notes intake charges.csv > day.encounter',
        'a note for each visit; columns as in .encounter/columns.json, else guessed from the headings',
      ],
      [
        'encounter-notes intake export.dat --from hl7',
        'the content is not recognized, or is to be read as it is named',
      ],
      ['encounter-notes intake visit.txt --format json', 'items, offsets, and what was left unread'],
    ],
    '0, or 2 where a file could not be read; nothing of it is printed.',
  );
}
