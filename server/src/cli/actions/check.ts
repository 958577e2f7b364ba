import type { Language } from '../../core/language.js';
import type { FailOn } from '../../project/config.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { START } from '../../project/located-json.js';
import { printError } from '../stderr.js';
import { exitCode } from '../exit.js';
import { resolveInputs, resolveStream, type InputOptions } from '../resolve-inputs.js';
import { REPORTERS } from '../reporters/index.js';
import type { FormatName } from '../reporters/names.js';
import type { FileProblem, Format } from '../reporters/reporter.js';
import type { ResolvedConfig } from '../resolve-config.js';
import { endOnInterrupt } from '../interrupt.js';
import { DEFAULT_FAIL_ON, DEFAULT_SEVERITY, LEVELS, reaches } from '../levels.js';
import type { CheckedNote, UnreadNote } from '../serialized-finding.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { UsageError } from '../usage-error.js';
import type { Job } from '../run/job.js';
import { checkNotes, type RunOptions } from '../run/check-notes.js';
import { checkStream } from '../run/check-stream.js';
import { standardInput } from '../stdin.js';
import { isTerminal, wantsColor, widthOf } from '../terminal.js';
import type { Severity } from '../../core/policy/severity.js';

export interface CheckOptions extends InputOptions {
  readonly format: FormatName;
  readonly failOn?: FailOn;
  readonly severity?: Severity;
  readonly input?: 'jsonl';
  readonly jobs?: number;
  readonly maxFindings?: number;
  /** Whether a note that cannot be read fails the command, or only leaves a record. */
  readonly onError?: 'fail' | 'record';
  /** Folder of loaded releases. */
  readonly codes?: string;
}

/**
 * Checks the notes that paths name, or the one on standard input, and prints what is found. Resolves to the exit code.
 */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.input && (paths.length || options.stdin))
    throw new UsageError('--input jsonl reads the notes from standard input; name no others beside it');
  const language = openLanguage(options.codes);
  const inputs = options.input ? await resolveStream(language, options) : await resolveInputs(language, paths, options);
  const printer = new Printer(options, language, inputs.config);
  endOnInterrupt(printer.progress);
  const again = new NotesThatComeAgain(process.stderr, printer.progress);
  await printer.open();
  for (const { path, why } of inputs.unusable) await printer.unreadable(path, why);
  for await (const note of notesOf(language, inputs.job, options, { printer, again })) {
    if ('problem' in note) await printer.unreadable(note.file, note.problem);
    else await printer.note(note);
  }
  printer.progress.hide();
  again.reportCount();
  return printer.close();
}

function notesOf(
  language: Language,
  job: Job,
  { format, input, jobs, maxFindings }: CheckOptions,
  { printer, again }: { readonly printer: Printer; readonly again: NotesThatComeAgain },
): AsyncGenerator<CheckedNote | UnreadNote> {
  const run: RunOptions = {
    ...(jobs === undefined ? {} : { jobs }),
    ...(maxFindings === undefined ? {} : { mostFindings: maxFindings }),
    progress: (checked, all) => printer.progress.update(checked, all),
  };
  const wanted: Job = format === 'jsonl' ? { ...job, detail: 'record' } : job;
  return input
    ? checkStream(language, standardInput(), wanted, { ...run, comesAgain: note => again.report(note) })
    : checkNotes(language, wanted, run);
}

/** Prints what is found in the format that is asked for, and knows from it how the command ends. */
class Printer {
  readonly progress = new Progress(process.stderr);
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
    if (note.unlisted) await write(this.out, this.format.problem(moreFindings(note)));
    const text = this.format.note(printed);
    if (text !== '' && isTerminal(this.out)) this.progress.hide();
    await write(this.out, text);
  }

  async unreadable(file: string, message: string): Promise<void> {
    const isFailure = this.options.onError !== 'record';
    this.isIncomplete ||= isFailure;
    this.progress.hide();
    // With records only, the record says it.
    if (isFailure || this.options.format !== 'jsonl') printError(process.stderr, `${file}: ${message}`);
    const problem = { kind: 'unreadable-file', severity: 'error', file, range: START, message } as const;
    await write(this.out, this.format.problem(problem));
  }

  /** Resolves to the exit code. */
  async close(): Promise<number> {
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

function moreFindings(note: CheckedNote): FileProblem {
  return {
    kind: 'more-findings',
    severity: 'info',
    file: note.file,
    range: START,
    message: `This note has ${countOf(note)} findings; the ${note.findings.length} most severe are listed.`,
  };
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
