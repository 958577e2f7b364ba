import { Option, type Command } from 'commander';
import type { CheckOptions } from '../actions/check.js';
import { existsSync } from 'node:fs';
import type { CheckAsOfOptions } from '../actions/check-as-of.js';
import type { ReportForm } from '../actions/report.js';
import { FORMAT_NAMES } from '../reporters/names.js';
import { DEFAULT_FAIL_ON, DEFAULT_SEVERITY, FAIL_ON, LEVELS } from '../levels.js';
import { MAX_FINDINGS } from '../../core/check/limit-findings.js';
import {
  asOfOption,
  closing,
  codesOption,
  countOf,
  ending,
  type Example,
  IGNORE,
  inputOption,
  jobsOption,
  PATHS,
  payerOf,
  profileOption,
  todayOption,
} from './command.js';

/** The name of an edition, alone or behind its set, and not of a folder: `FY2027`, `MUE 2026-10-01`. */
const EDITION = /^(?:[A-Za-z0-9-]+ ){0,2}(?:FY\d{4}(?: \(.*\))?|\d{4}-\d\d-\d\d)$/i;

function isEdition(codes: string | undefined): boolean {
  return codes !== undefined && EDITION.test(codes) && !existsSync(codes);
}

/** Changes are printed for people or as JSON; every format for machines means JSON. */
function isJson(format: string): boolean {
  return format !== 'pretty';
}

export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description('check notes; the findings are the editor’s')
    .argument('[path...]', PATHS)
    .addOption(new Option('--format <format>', 'how findings are printed').choices(FORMAT_NAMES).default('pretty'))
    .addOption(
      new Option('--report [form]', 'print the report instead of the findings, as the command report does')
        .choices(['markdown', 'json', 'jsonl'])
        .preset('markdown')
        .conflicts('input'),
    )
    .option('--stdin', 'check the note on standard input')
    .option('--stdin-filename <path>', 'the path that the note on standard input would have')
    .addOption(
      new Option('--fail-on <level>', `end with exit code 1 from this level on (default: ${DEFAULT_FAIL_ON})`).choices(
        FAIL_ON,
      ),
    )
    .addOption(
      new Option('--severity <level>', `the lowest level that is printed (default: ${DEFAULT_SEVERITY})`).choices(
        LEVELS,
      ),
    )
    .addOption(codesOption())
    .addOption(asOfOption())
    .addOption(new Option('--as-payer <payer>', 'print what changes if another payer pays').argParser(payerOf))
    .addOption(profileOption())
    .addOption(jobsOption())
    .addOption(
      new Option(
        '--max-findings <number>',
        `how many findings of a note are listed, the most severe (default: ${MAX_FINDINGS})`,
      ).argParser(countOf),
    )
    .addOption(todayOption())
    .addOption(
      new Option(
        '--on-error <action>',
        'a note or a line of the input that cannot be read: fail (exit code 2 at the end), or record it ' +
          'and go on (default: fail)',
      ).choices(['fail', 'record']),
    )
    .option('--no-ignore', IGNORE)
    .addOption(inputOption())
    .action(ending(runCheck));
  closing(
    command,
    EXAMPLES,
    '0 nothing at the level of --fail-on or above, 1 findings, 2 not everything could be checked.',
  );
}

const EXAMPLES: readonly Example[] = [
  ['encounter-notes check notes/', 'every note below a folder, with the history of each patient across the files'],
  ['encounter-notes check day.encounter --severity warning', 'errors and warnings only'],
  ['encounter-notes check notes/ --format sarif > findings.sarif', 'for code scanning and other tools'],
  ['encounter-notes check notes/ --as-of 2026-10-01', 'which findings and supported codes change on a day'],
  ['encounter-notes check notes/ --codes FY2027', 'the same by the first day of an edition'],
  [
    'encounter-notes check --input jsonl --format jsonl < notes.jsonl',
    'a stream of any length: notes of one patient follow each other',
  ],
  ['encounter-notes check --stdin --stdin-filename day.encounter < day.encounter', 'what an editor has not saved yet'],
];

type Options = CheckOptions & CheckAsOfOptions & { report?: ReportForm };

async function runCheck(paths: string[], { report, ...options }: Options): Promise<number> {
  const { codes, ...others } = options;
  const edition = isEdition(codes) ? codes : undefined;
  if (options.asOf !== undefined || options.asPayer !== undefined || edition !== undefined)
    return (await import('../actions/check-as-of.js')).checkAsOf(paths, {
      ...others,
      ...(edition === undefined ? { ...(codes && { codes }) } : { edition }),
      json: isJson(options.format),
    });
  return report
    ? (await import('../actions/report.js')).reportInCheck(paths, { ...options, report })
    : (await import('../actions/check.js')).check(paths, options);
}
