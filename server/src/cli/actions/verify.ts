import { readFileSync } from 'node:fs';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { codeOf, errnoMessage } from '../../project/errno-message.js';
import { EXIT } from '../exit.js';
import { endOnInterrupt } from '../interrupt.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { jsonl, RECORDS_VERSION, type PrintedRecord } from '../reporters/jsonl.js';
import { plural } from '../reporters/words.js';
import { resolveInputs, resolveStream, type InputOptions } from '../resolve-inputs.js';
import { checkNotes } from '../run/check-notes.js';
import { checkStream } from '../run/check-stream.js';
import type { Job } from '../run/job.js';
import { printError } from '../stderr.js';
import { standardInput } from '../stdin.js';
import { printable } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export interface VerifyOptions extends InputOptions {
  readonly jobs?: number;
  readonly input?: 'jsonl';
}

/** An encounter as its record has it, with its findings. */
interface Recorded {
  readonly record: PrintedRecord;
  readonly findings: string[];
}

/** How a record compares with a new check, most reassuring first, and the words for it. */
const OUTCOMES = {
  confirmed: 'confirmed',
  changed: 'the text of the encounter has changed',
  context: 'the defaults, the other encounters of the patient or the settings have changed',
  tables: 'other rules, tables or editions',
  gone: 'there is no such encounter',
  differs: 'the result differs, though text and tables are the same',
} as const;
type Outcome = keyof typeof OUTCOMES;

/** Checks notes again and compares the results with records. Resolves to the exit code. */
export async function verify(file: string, paths: readonly string[], options: VerifyOptions): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const recorded = readRecords(file);
  const language = openLanguage();
  const files = [...new Set([...recorded.values()].map(({ record }) => record.file))];
  const named = paths.length > 0 ? paths : files;
  const { job, unusable } = options.input
    ? await resolveStream(language, options)
    : await resolveInputs(language, named, options);
  const progress = new Progress(err);
  endOnInterrupt(progress);
  const wanted: Job = { ...job, detail: 'record' };
  const run = {
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    mostFindings: Infinity,
    progress: (checked: number, all: number | undefined) => progress.update(checked, all),
  };
  const notes = options.input ? checkStream(language, standardInput(), wanted, run) : checkNotes(language, wanted, run);
  const { note: print } = jsonl({ language, inForce: [], failOn: () => 'never', color: false, width: undefined });
  const counts = new Map<Outcome, number>();
  const unread = unusable.map(({ path, why }) => `${path}: ${why}`);
  const printOutcome = async (outcome: Outcome, { file: note, line, id }: PrintedRecord): Promise<void> => {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome !== 'confirmed')
      await write(out, `${printable(note)}:${line}: ${printable(id)}: ${OUTCOMES[outcome]}\n`);
  };
  for await (const note of notes) {
    if ('problem' in note) {
      unread.push(`${note.file}: ${note.problem}`);
      continue;
    }
    for (const [key, now] of collect(print(note).split('\n'))) {
      const before = recorded.get(key);
      recorded.delete(key);
      if (before) await printOutcome(compare(before, now), before.record);
    }
  }
  for (const { record } of recorded.values()) await printOutcome('gone', record);
  progress.hide();
  for (const problem of unread) printError(err, problem);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  await write(out, `${counts.get('confirmed') ?? 0} of ${plural(total, 'record')} confirmed\n`);
  if (unread.length > 0) return EXIT.failed;
  return counts.get('confirmed') === total ? EXIT.clean : EXIT.findings;
}

/** @throws {@link UsageError} if there are no records */
function readRecords(file: string): Map<string, Recorded> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${codeOf(error) ? errnoMessage(error) : 'it is too large'}`);
  }
  const recorded = collect(text.split('\n'));
  if (recorded.size === 0)
    throw new UsageError(`${file} contains no record of an encounter; check --format jsonl writes them`);
  return recorded;
}

/** The records in the lines of a JSONL file, each with its findings. @throws {@link UsageError} */
function collect(lines: readonly string[]): Map<string, Recorded> {
  const recorded = new Map<string, Recorded>();
  const keyOf = (one: { readonly file?: unknown; readonly id?: unknown }): string => JSON.stringify([one.file, one.id]);
  lines.forEach((line, i) => {
    const one = line.trim() === '' ? undefined : parse(line, i + 1);
    if (one?.['record'] === 'encounter') {
      if (one['version'] !== RECORDS_VERSION)
        throw new UsageError(`line ${i + 1}: records of version ${String(one['version'])} cannot be compared`);
      recorded.set(keyOf(one), { record: one as unknown as PrintedRecord, findings: [] });
    } else if (one?.['record'] === 'finding')
      recorded.get(keyOf({ file: one['file'], id: one['encounter'] }))?.findings.push(line);
  });
  return recorded;
}

function parse(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // reported below
  }
  throw new UsageError(`line ${number} of the records is not a JSON object`);
}

/** A record can list fewer findings than the new check: those of lower levels and beyond a maximum are not printed. */
function compare(before: Recorded, now: Recorded): Outcome {
  const { hash } = before.record;
  if (hash.text !== now.record.hash.text) return 'changed';
  if (hash.tables !== now.record.hash.tables) return 'tables';
  if (hash.context !== now.record.hash.context) return 'context';
  const all = new Set(now.findings);
  return decisionOf(before.record) === decisionOf(now.record) && before.findings.every(finding => all.has(finding))
    ? 'confirmed'
    : 'differs';
}

function decisionOf({ counts, supported, billed, profile }: PrintedRecord): string {
  return JSON.stringify([counts, supported, billed, profile]);
}
