import { Option, type Command } from 'commander';
import type { ReportOptions } from '../actions/report.js';
import { closing, codesOption, ending, IGNORE, inputOption, jobsOption, PATHS, profileOption } from './command.js';

export function addReport(program: Command): void {
  const command = program
    .command('report')
    .description(
      'report on every encounter: the claim that its facts support, and each rule’s outcome with evidence and source',
    )
    .argument('[path...]', PATHS)
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['markdown', 'json', 'jsonl']).default('markdown'),
    )
    .option('--stdin', 'report on the note on standard input')
    .option('--stdin-filename <path>', 'the path that the note on standard input would have')
    .addOption(profileOption())
    .addOption(codesOption())
    .addOption(jobsOption())
    .option('--no-ignore', IGNORE)
    .addOption(inputOption())
    .action(
      ending(async (paths: string[], options: ReportOptions) =>
        (await import('../actions/report.js')).report(paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes report day.encounter > report.md', 'for the file of the visit'],
      ['encounter-notes report notes/ --format json', 'for a program; the schema is schemas/report.schema.json'],
      [
        'encounter-notes report --input jsonl --format jsonl < notes.jsonl',
        'a stream of any length, one line an encounter; the schema is schemas/records.schema.json',
      ],
    ],
    '0 with or without findings, 2 not every note could be read.',
  );
}
