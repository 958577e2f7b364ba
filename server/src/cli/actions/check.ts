import type { FailOn } from '../../project/config.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { START } from '../../project/located-json.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { resolveInputs, resolveStream, type InputOptions } from '../resolve-inputs.js';
import { REPORTERS } from '../reporters/index.js';
import type { FormatName } from '../reporters/names.js';
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
  const { stdout: out, stderr: err } = process;
  const language = openLanguage(options.codes);
  if (options.input && (paths.length || options.stdin))
    throw new UsageError('--input jsonl reads the notes from standard input; name no others beside it');
  const { job, config, unusable } = options.input
    ? await resolveStream(language, options)
    : await resolveInputs(language, paths, options);
  const failOn = (file: string): FailOn => options.failOn ?? config.config(file).failOn ?? DEFAULT_FAIL_ON;
  const lowest = (file: string): Severity => options.severity ?? config.config(file).severity ?? DEFAULT_SEVERITY;
  const format = REPORTERS[options.format]({
    language,
    inForce: config.places,
    failOn,
    color: wantsColor(out),
    width: widthOf(out),
  });
  let isFound = false,
    isIncomplete = false,
    hidden = 0;
  const unreadable = async (file: string, message: string): Promise<void> => {
    if (options.onError !== 'record') isIncomplete = true;
    progress.hide();
    // With records only, the record says it.
    if (options.onError !== 'record' || options.format !== 'jsonl') printError(err, `${file}: ${message}`);
    await write(out, format.problem({ kind: 'unreadable-file', severity: 'error', file, range: START, message }));
  };

  const progress = new Progress(err);
  endOnInterrupt(progress);
  const again = new NotesThatComeAgain(err, progress);
  const run: RunOptions = {
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    ...(options.maxFindings === undefined ? {} : { mostFindings: options.maxFindings }),
    progress: (checked, all) => progress.update(checked, all),
  };
  const wanted: Job = options.format === 'jsonl' ? { ...job, detail: 'record' } : job;
  const notes: AsyncGenerator<CheckedNote | UnreadNote> = options.input
    ? checkStream(language, standardInput(), wanted, { ...run, comesAgain: note => again.tell(note) })
    : checkNotes(language, wanted, run);
  await write(out, format.open());
  for (const problem of config.problems) {
    isFound ||= options.failOn !== 'never';
    await write(out, format.problem(problem));
  }
  for (const { path, why } of unusable) await unreadable(path, why);
  for await (const note of notes) {
    if ('problem' in note) {
      await unreadable(note.file, note.problem);
      continue;
    }
    isFound ||= note.findings.some(({ severity }) => reaches(severity, failOn(note.file)));
    const printed = atLeast(note, lowest(note.file));
    hidden += countOf(note) - countOf(printed);
    if (note.unlisted) {
      const listed = note.findings.length;
      await write(
        out,
        format.problem({
          kind: 'more-findings',
          severity: 'info',
          file: note.file,
          range: START,
          message: `This note has ${countOf(note)} findings; the ${listed} most severe are listed.`,
        }),
      );
    }
    const text = format.note(printed);
    if (text !== '' && isTerminal(out)) progress.hide();
    await write(out, text);
  }
  progress.hide();
  again.tellCount();
  await write(out, format.close({ hidden }));
  return isIncomplete ? EXIT.failed : isFound ? EXIT.findings : EXIT.clean;
}

/** Reports which notes of a stream were checked without their history: the first few by name, then the count. */
class NotesThatComeAgain {
  private count = 0;

  constructor(
    private readonly err: NodeJS.WriteStream,
    private readonly progress: Progress,
  ) {}

  tell(note: string): void {
    this.progress.hide();
    if (++this.count <= FEW)
      printError(
        this.err,
        `${note}: checked without earlier encounters of its patient, which came before; sort the input by patient`,
      );
  }

  tellCount(): void {
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
