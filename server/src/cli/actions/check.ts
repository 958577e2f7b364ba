import type { Language } from '../../core/language.js';
import type { FailOn } from '../../project/config.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { START } from '../../project/located-json.js';
import { printError } from '../stderr.js';
import { exitCode } from '../exit.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { REPORTERS } from '../reporters/index.js';
import type { FormatName } from '../reporters/names.js';
import type { FileProblem, Format } from '../reporters/reporter.js';
import type { ResolvedConfig } from '../resolve-config.js';
import { endOnInterrupt } from '../interrupt.js';
import { DEFAULT_FAIL_ON, DEFAULT_SEVERITY, LEVELS, reaches } from '../levels.js';
import type { CheckedNote, FlushMark, UnreadNote } from '../serialized-finding.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import type { Job } from '../run/job.js';
import { checkJob, runOptions } from '../run/check-job.js';
import { isTerminal, wantsColor, widthOf } from '../terminal.js';
import type { Severity } from '../../core/policy/severity.js';

export interface CheckOptions extends InputOptions {
  readonly format: FormatName;
  readonly failOn?: FailOn;
  readonly severity?: Severity;
  readonly jobs?: number;
  readonly maxFindings?: number;
  /** Whether a note that cannot be read fails the command, or only leaves a record. */
  readonly onError?: 'fail' | 'record';
}

/**
 * Checks the notes that paths name, or the one on standard input, and prints what is found. Resolves to the exit code.
 */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const language = openLanguage(options.codes);
  const inputs = await resolveInputs(language, paths, options);
  const printer = new Printer(options, language, inputs.config);
  endOnInterrupt(printer.progress);
  await printer.open();
  for (const { path, why } of inputs.unusable) await printer.unreadable({ file: path, problem: why });
  const job: Job = options.format === 'jsonl' ? { ...inputs.job, detail: 'record' } : inputs.job;
  for await (const note of checkJob(language, job, runOptions(options, printer.progress))) {
    if ('problem' in note) await printer.unreadable(note);
    else if ('flush' in note) await printer.flushed(note);
    else await printer.note(note);
  }
  return printer.close();
}

/** Prints what is found in the format that is asked for, and knows from it how the command ends. */
class Printer {
  readonly progress = new Progress(process.stderr);
  private readonly again = new NotesThatComeAgain(process.stderr, this.progress);
  private readonly out = process.stdout;
  private readonly format: Format;
  private isFound = false;
  private isIncomplete = false;
  private hidden = 0;

  constructor(
    private readonly options: CheckOptions,
    language: Language,
    private readonly config: ResolvedConfig,
  ) {
    this.format = REPORTERS[options.format]({
      language,
      inForce: config.places,
      failOn: file => this.failOn(file),
      color: wantsColor(this.out),
      width: widthOf(this.out),
    });
  }

  async open(): Promise<void> {
    await write(this.out, this.format.open());
    for (const problem of this.config.problems) {
      this.isFound ||= this.options.failOn !== 'never';
      await write(this.out, this.format.problem(problem));
    }
  }

  async note(note: CheckedNote): Promise<void> {
    const failOn = this.failOn(note.file);
    this.isFound ||= note.findings.some(({ severity }) => reaches(severity, failOn));
    const printed = atLeast(note, this.lowest(note.file));
    this.hidden += countOf(note) - countOf(printed);
    if (note.withoutHistory) this.again.report(note.file);
    for (const notice of noticesOf(note))
      // Only records are to account for every note.
      if (notice.kind === 'more-findings' || this.options.format === 'jsonl')
        await write(this.out, this.format.problem(notice));
    const text = this.format.note(printed);
    if (text !== '' && isTerminal(this.out)) this.progress.hide();
    await write(this.out, text);
  }

  async flushed(mark: FlushMark): Promise<void> {
    await write(this.out, this.format.flushed?.(mark) ?? '');
  }

  async unreadable({ file, problem: message, inputLine }: UnreadNote): Promise<void> {
    const isFailure = this.options.onError !== 'record';
    this.isIncomplete ||= isFailure;
    this.progress.hide();
    // With records only, the record says it.
    if (isFailure || this.options.format !== 'jsonl') printError(process.stderr, `${file}: ${message}`);
    const problem = { kind: 'unreadable-file', severity: 'error', file, range: START, message } as const;
    await write(this.out, this.format.problem({ ...problem, ...(inputLine === undefined ? {} : { inputLine }) }));
  }

  /** Resolves to the exit code. */
  async close(): Promise<number> {
    this.progress.hide();
    this.again.reportCount();
    await write(this.out, this.format.close({ hidden: this.hidden }));
    return exitCode(this.isIncomplete, this.isFound);
  }

  private failOn(file: string): FailOn {
    return this.options.failOn ?? this.config.config(file).failOn ?? DEFAULT_FAIL_ON;
  }

  private lowest(file: string): Severity {
    return this.options.severity ?? this.config.config(file).severity ?? DEFAULT_SEVERITY;
  }
}

function noticesOf(note: CheckedNote): FileProblem[] {
  const notice = (kind: FileProblem['kind'], message: string): FileProblem => ({
    kind,
    severity: 'info',
    file: note.file,
    range: START,
    message,
  });
  return [
    ...(note.unlisted
      ? [
          notice(
            'more-findings',
            `This note has ${countOf(note)} findings; the ${note.findings.length} most severe are listed.`,
          ),
        ]
      : []),
    ...(note.encounters === 0
      ? [notice('no-encounter', 'This note has no encounter: no line is a header, so no claim was checked.')]
      : []),
    ...(note.withoutHistory
      ? [
          notice(
            'patient-comes-again',
            'Checked without earlier encounters of its patient, which came before other patients; sort ' +
              'the input by patient.',
          ),
        ]
      : []),
  ];
}

/** Reports which notes of a stream were checked without their history: the first few by name, then the count. */
class NotesThatComeAgain {
  private count = 0;

  constructor(
    private readonly err: NodeJS.WriteStream,
    private readonly progress: Progress,
  ) {}

  report(note: string): void {
    this.progress.hide();
    if (++this.count <= FEW)
      printError(
        this.err,
        `${note}: checked without earlier encounters of its patient, which came before; sort the input by patient`,
      );
  }

  reportCount(): void {
    if (this.count > FEW)
      printError(this.err, `${this.count} notes were checked without their history; sort the input by patient`);
  }
}

const FEW = 5;

/** How many findings a note has, listed or not. */
function countOf({ findings, unlisted }: CheckedNote): number {
  return LEVELS.reduce((sum, level) => sum + (unlisted?.[level] ?? 0), findings.length);
}

function atLeast(note: CheckedNote, level: Severity): CheckedNote {
  const isShown = ({ severity }: { readonly severity: Severity }): boolean => reaches(severity, level);
  const unlisted = note.unlisted && {
    ...note.unlisted,
    ...Object.fromEntries(LEVELS.filter(one => !reaches(one, level)).map(one => [one, 0])),
  };
  return {
    ...note,
    findings: note.findings.filter(isShown),
    waived: note.waived.filter(isShown),
    ...(unlisted ? { unlisted } : {}),
  };
}
