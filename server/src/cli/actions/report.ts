import { openLanguage } from '../../project/code-store/open-language.node.js';
import { encounterMarkdown, reportMarkdown } from '../../core/report/markdown.js';
import { editionsOn, reportOf, type EncounterReport, type Report } from '../../core/report/report.js';
import type { FailOn } from '../../project/config.js';
import { START } from '../../project/located-json.js';
import { EXIT } from '../exit.js';
import { endOnInterrupt } from '../interrupt.js';
import { DEFAULT_FAIL_ON, reaches } from '../levels.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { slashed } from '../reporters/words.js';
import { recordOf, RECORDS_VERSION } from '../reporters/jsonl.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { checkJob, runOptions } from '../run/check-job.js';
import type { Job } from '../run/job.js';
import type { UnreadNote } from '../serialized-finding.js';
import { printError } from '../stderr.js';
import { printable } from '../terminal.js';

export type ReportForm = 'markdown' | 'json' | 'jsonl';

export interface ReportOptions extends InputOptions {
  readonly format: ReportForm;
  readonly jobs?: number;
}

/** A check that prints the report instead of the findings. */
interface ReportInCheck extends InputOptions {
  readonly report: ReportForm;
  readonly jobs?: number;
  readonly failOn?: FailOn;
}

/**
 * Prints what was decided on every encounter, and what was not. Resolves to the exit code: clean if all notes could be
 * read.
 */
export function report(paths: readonly string[], options: ReportOptions): Promise<number> {
  return printReport(paths, options, options.format, () => 'never');
}

/** The same as `check --report`: the exit code is that of the check. */
export function reportInCheck(paths: readonly string[], options: ReportInCheck): Promise<number> {
  return printReport(paths, options, options.report, configured => options.failOn ?? configured ?? DEFAULT_FAIL_ON);
}

/** A report is printed encounter by encounter, so that a long one needs no more memory than a short one. */
interface Printer {
  open(): string;
  encounter(report: EncounterReport): string;
  /** Where every note leaves a record, one that cannot be read does, too. */
  unread?(note: UnreadNote): string;
  /** @param editions in force on the dates of the encounters */
  close(editions: Report['editions']): string;
}

/** The JSON follows `schemas/report.schema.json`, its lines `schemas/records.schema.json`. */
const PRINTERS: Readonly<Record<ReportForm, (empty: Report) => Printer>> = {
  markdown: markdownPrinter,
  json: jsonPrinter,
  jsonl: jsonLinesPrinter,
};

function markdownPrinter(empty: Report): Printer {
  const [title] = reportMarkdown(empty).split(/(?=## Data)/);
  // Read on terminals, too.
  const shown = (text: string): string => text.split('\n').map(printable).join('\n');
  return {
    open: () => title!,
    encounter: one => shown(`${encounterMarkdown(one)}\n\n`),
    close: editions => shown(reportMarkdown({ ...empty, editions }).slice(title!.length)),
  };
}

function jsonPrinter(empty: Report): Printer {
  const { editions: _newest, ...head } = empty;
  const text = JSON.stringify(head, null, 2);
  let isEmpty = true;
  return {
    open: () => text.slice(0, text.lastIndexOf('[]')),
    encounter: one => {
      const before = isEmpty ? '[' : ',';
      isEmpty = false;
      return `${before}\n    ${JSON.stringify(one, null, 2).replaceAll('\n', '\n    ')}`;
    },
    close: editions => {
      const data = JSON.stringify(editions, null, 2).replaceAll('\n', '\n  ');
      return `${isEmpty ? '[]' : '\n  ]'},\n  "editions": ${data}\n}\n`;
    },
  };
}

function jsonLinesPrinter(): Printer {
  return {
    open: () => '',
    encounter: encounter => `${JSON.stringify({ record: 'report', version: RECORDS_VERSION, encounter })}\n`,
    unread: ({ file, problem: message, inputLine }) =>
      recordOf({
        kind: 'unreadable-file',
        severity: 'error',
        file,
        range: START,
        message,
        ...(inputLine === undefined ? {} : { inputLine }),
      }),
    close: () => '',
  };
}

async function printReport(
  paths: readonly string[],
  options: InputOptions & Pick<ReportOptions, 'jobs'>,
  form: ReportForm,
  failOn: (configured: FailOn | undefined) => FailOn,
): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const language = openLanguage(options.codes);
  const { job, config, unusable } = await resolveInputs(language, paths, options);
  const progress = new Progress(err);
  endOnInterrupt(progress);
  const printer = PRINTERS[form](reportOf(language.createWorkspace(), [], () => ''));
  const problems = unusable.map(({ path, why }) => `${path}: ${why}`);
  const dates = new Set<string | null>();
  let isFailing = false;
  await write(out, printer.open());
  const wanted: Job = { ...job, detail: form === 'markdown' ? 'printed-report' : 'report' };
  for await (const note of checkJob(language, wanted, runOptions(options, progress))) {
    if ('flush' in note) continue;
    if ('problem' in note) {
      problems.push(`${note.file}: ${note.problem}`);
      await write(out, printer.unread?.(note) ?? '');
      continue;
    }
    const level = failOn(config.config(note.file).failOn);
    isFailing ||= note.findings.some(({ severity }) => reaches(severity, level));
    for (const { detail } of note.details ?? []) {
      const encounter = detail as EncounterReport;
      dates.add(encounter.date);
      await write(out, printer.encounter(encounter));
    }
  }
  progress.hide();
  await write(out, printer.close(editionsOn(language.codes, dates)));
  const errors = config.problems.map(
    ({ file, range, message }) => `${slashed(file)}:${range.start.line + 1}: ${message}`,
  );
  for (const problem of [...problems, ...errors]) printError(err, problem);
  if (problems.length > 0) return EXIT.failed;
  return isFailing || (errors.length > 0 && failOn(undefined) !== 'never') ? EXIT.findings : EXIT.clean;
}
