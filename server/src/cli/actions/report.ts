import type { FailOn } from '../../project/config.js';
import { createLanguage } from '../../core/language.js';
import { reportMarkdown } from '../../core/report/markdown.js';
import { report as reportOn, type Report } from '../../core/report/report.js';
import { toPath } from '../../project/file-system.node.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { slashed } from '../reporters/words.js';
import { DEFAULT_FAIL_ON, reaches } from '../levels.js';
import { write } from '../output.js';
import { openNotes } from '../run/open-notes.js';
import { printable } from '../terminal.js';

interface Form {
  print(report: Report): string;
  /** What a file is called in it. */
  name(file: string): string;
}

/** How a report is printed. The JSON follows `schemas/report.schema.json`. */
const FORMS = {
  // Read on terminals, too.
  markdown: {
    print: report => reportMarkdown(report).split('\n').map(printable).join('\n'),
    name: file => printable(slashed(file)),
  },
  json: { print: report => `${JSON.stringify(report, null, 2)}\n`, name: slashed },
} as const satisfies Readonly<Record<string, Form>>;

export type ReportForm = keyof typeof FORMS;

export interface ReportOptions extends InputOptions {
  readonly format: ReportForm;
}

/** A check that prints the report instead of the findings. */
interface ReportInCheck extends InputOptions {
  readonly report: ReportForm;
  readonly failOn?: FailOn;
}

/** Prints what was decided on every encounter, and what was not. It needs all notes at once. Resolves to the exit code: clean where all could be read. */
export function report(paths: readonly string[], options: ReportOptions): Promise<number> {
  return give(paths, options, options.format, () => 'never');
}

/** The same as `check --report`: the exit code is that of the check. */
export function reportInCheck(paths: readonly string[], options: ReportInCheck): Promise<number> {
  return give(paths, options, options.report, configured => options.failOn ?? configured ?? DEFAULT_FAIL_ON);
}

async function give(
  paths: readonly string[],
  options: InputOptions,
  form: ReportForm,
  failOn: (configured: FailOn | undefined) => FailOn,
): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const language = createLanguage();
  const { job, config, unusable } = await resolveInputs(language, paths, options);
  const { workspace, notes } = await openNotes(language, job);
  const read = notes.filter(note => typeof note === 'string');
  const { print, name } = FORMS[form];
  await write(out, print(reportOn(workspace, read, uri => name(toPath(uri)))));
  const unread = [
    ...unusable.map(({ path, why }) => `${path}: ${why}`),
    ...notes.flatMap(note => (typeof note === 'string' ? [] : [`${note.file}: ${note.problem}`])),
  ];
  const faults = config.problems.map(
    ({ file, range, message }) => `${slashed(file)}:${range.start.line + 1}: ${message}`,
  );
  for (const problem of [...unread, ...faults]) printError(err, problem);
  if (unread.length) return EXIT.failed;
  const fails = read.some(uri => {
    const level = failOn(config.config(toPath(uri)).failOn);
    return workspace.findings(uri).some(({ severity }) => reaches(severity, level));
  });
  return fails || (faults.length && failOn(undefined) !== 'never') ? EXIT.findings : EXIT.clean;
}
