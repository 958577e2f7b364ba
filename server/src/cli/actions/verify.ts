import { openLanguage } from '../../project/code-store/open-language.node.js';
import { exitCode } from '../exit.js';
import { endOnInterrupt } from '../interrupt.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { jsonl } from '../reporters/jsonl.js';
import { plural } from '../reporters/words.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { checkJob, runOptions } from '../run/check-job.js';
import { EncounterAssembler, RecordedEncounters, type RecordedEncounter } from '../run/recorded-encounters.js';
import type { CheckedNote } from '../serialized-finding.js';
import { printError } from '../stderr.js';
import { printable } from '../terminal.js';

export interface VerifyOptions extends InputOptions {
  readonly jobs?: number;
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
  const recorded = new RecordedEncounters(file);
  const files = await recorded.files();
  const language = openLanguage(options.codes);
  const named = paths.length > 0 || options.input ? paths : files;
  const { job, unusable } = await resolveInputs(language, named, options);
  const progress = new Progress(process.stderr);
  endOnInterrupt(progress);
  const run = { ...runOptions(options, progress), mostFindings: Infinity };
  const { note: print } = jsonl({ language, inForce: [], failOn: () => 'never', color: false, width: undefined });
  const comparison = new Comparison(recorded);
  const unread = unusable.map(({ path, why }) => `${path}: ${why}`);
  for await (const note of checkJob(language, { ...job, detail: 'record' }, run)) {
    if ('problem' in note) unread.push(`${note.file}: ${note.problem}`);
    else if (!('flush' in note)) for (const now of encountersOf(note, print)) await comparison.add(now);
  }
  await comparison.end();
  progress.hide();
  for (const problem of unread) printError(process.stderr, problem);
  if (recorded.cutOff !== undefined)
    printError(
      process.stderr,
      `line ${recorded.cutOff} of the records is cut off: the check that wrote them ended there`,
    );
  await write(process.stdout, comparison.summary());
  return exitCode(unread.length > 0 || recorded.cutOff !== undefined, !comparison.isConfirmed);
}

/** Prints each record that a new check does not confirm, and counts all. */
class Comparison {
  private readonly counts = new Map<Outcome, number>();
  private unrecorded = 0;

  constructor(private readonly recorded: RecordedEncounters) {}

  async add(now: RecordedEncounter): Promise<void> {
    const before = await this.recorded.take(now.file, now.id);
    if (before) await this.print(compare(before, now), before);
    else this.unrecorded++;
  }

  async end(): Promise<void> {
    for await (const record of this.recorded.rest()) await this.print('gone', record);
  }

  get isConfirmed(): boolean {
    return this.confirmed === this.total;
  }

  summary(): string {
    const others = this.unrecorded > 0 ? `; ${plural(this.unrecorded, 'encounter')} without a record` : '';
    return `${this.confirmed} of ${plural(this.total, 'record')} confirmed${others}\n`;
  }

  private get confirmed(): number {
    return this.counts.get('confirmed') ?? 0;
  }

  private get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  private async print(outcome: Outcome, { file, line, id }: RecordedEncounter): Promise<void> {
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
    if (outcome !== 'confirmed')
      await write(process.stdout, `${printable(file)}:${line}: ${printable(id)}: ${OUTCOMES[outcome]}\n`);
  }
}

/** What a new check decides on the encounters of a note, in the form of records. */
function encountersOf(note: CheckedNote, print: (note: CheckedNote) => string): RecordedEncounter[] {
  const assembler = new EncounterAssembler();
  const complete = print(note)
    .split('\n')
    .filter(Boolean)
    .map(line => assembler.add(JSON.parse(line) as Readonly<Record<string, unknown>>, line));
  complete.push(assembler.end());
  return complete.filter(one => one !== undefined);
}

/** A record can list fewer findings than the new check: those of lower levels and beyond a maximum are not printed. */
function compare(before: RecordedEncounter, now: RecordedEncounter): Outcome {
  if (before.hash.text !== now.hash.text) return 'changed';
  if (before.hash.tables !== now.hash.tables) return 'tables';
  if (before.hash.context !== now.hash.context) return 'context';
  const all = new Set(now.findings);
  return before.decision === now.decision && before.findings.every(finding => all.has(finding))
    ? 'confirmed'
    : 'differs';
}
