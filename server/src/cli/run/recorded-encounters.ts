import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { codeOf, errnoMessage } from '../../project/errno-message.js';
import { RECORDS_VERSION, type PrintedRecord } from '../reporters/jsonl.js';
import { UsageError } from '../usage-error.js';

/** What a check has decided on an encounter, in little memory. */
export interface RecordedEncounter {
  readonly file: string;
  readonly id: string;
  readonly line: number;
  readonly hash: PrintedRecord['hash'];
  /** Equal if counts, codes and profile are. */
  readonly decision: string;
  /** A digest for each finding. */
  readonly findings: string[];
}

/** One line of records: an encounter, a finding, or anything else. */
type Line = Readonly<Record<string, unknown>>;

/** Turns the lines of records, in their order, into encounters. */
export class EncounterAssembler {
  private current: RecordedEncounter | undefined;

  /** Adds a line. Returns the encounter before it, if the line begins another one. */
  add(line: Line, text: string): RecordedEncounter | undefined {
    const before = this.current;
    if (line['record'] === 'encounter') {
      this.current = encounterOf(line as unknown as PrintedRecord);
      return before;
    }
    const isFinding = line['record'] === 'finding' && before;
    if (isFinding && line['encounter'] === before.id && line['file'] === before.file)
      before.findings.push(digest(text));
    return undefined;
  }

  /** The last encounter. */
  end(): RecordedEncounter | undefined {
    const last = this.current;
    this.current = undefined;
    return last;
  }
}

function encounterOf({ file, id, line, hash, counts, supported, billed, profile }: PrintedRecord): RecordedEncounter {
  return { file, id, line, hash, decision: digest(JSON.stringify([counts, supported, billed, profile])), findings: [] };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 22);
}

/**
 * The records in a file. They are read as far as they are asked for: if the notes come in the order of the records,
 * memory stays flat.
 */
export class RecordedEncounters {
  private readonly waiting = new Map<string, RecordedEncounter[]>();
  private readonly reading: AsyncGenerator<RecordedEncounter>;
  /** The number of the last line, if it is only the begin of one: the check that wrote it was stopped. */
  cutOff: number | undefined;

  constructor(private readonly path: string) {
    this.reading = this.read();
  }

  /** The record of an encounter, which is given once; undefined if there is none. */
  async take(file: string, id: string): Promise<RecordedEncounter | undefined> {
    const key = keyOf({ file, id });
    const kept = this.waiting.get(key);
    if (kept) {
      const first = kept.shift();
      if (kept.length === 0) this.waiting.delete(key);
      return first;
    }
    for (let next = await this.reading.next(); !next.done; next = await this.reading.next()) {
      if (keyOf(next.value) === key) return next.value;
      this.keep(next.value);
    }
    return undefined;
  }

  /** The records that nothing has taken. */
  async *rest(): AsyncGenerator<RecordedEncounter> {
    for (const kept of this.waiting.values()) yield* kept;
    this.waiting.clear();
    yield* this.reading;
  }

  /** The files that the records name, each once. @throws {@link UsageError} if there is no record */
  async files(): Promise<string[]> {
    const files = new Set<string>();
    for await (const { file } of this.read()) files.add(file);
    if (files.size === 0)
      throw new UsageError(`${this.path} contains no record of an encounter; check --format jsonl writes them`);
    return [...files];
  }

  private keep(encounter: RecordedEncounter): void {
    const key = keyOf(encounter);
    const kept = this.waiting.get(key);
    if (kept) kept.push(encounter);
    else this.waiting.set(key, [encounter]);
  }

  private async *read(): AsyncGenerator<RecordedEncounter> {
    const encounters = new EncounterAssembler();
    let number = 0;
    let broken: number | undefined;
    try {
      for await (const text of createInterface({ input: createReadStream(this.path), crlfDelay: Infinity })) {
        number++;
        if (broken !== undefined) throw new UsageError(`line ${broken} of the records is not a JSON object`);
        if (text.trim() === '') continue;
        const line = parse(text);
        if (!line) broken = number;
        else {
          requireVersion(line, number);
          const complete = encounters.add(line, text);
          if (complete) yield complete;
        }
      }
    } catch (error) {
      if (error instanceof UsageError || !codeOf(error)) throw error;
      throw new UsageError(`${this.path} cannot be read: ${errnoMessage(error)}`);
    }
    if (broken === 1) throw new UsageError('line 1 of the records is not a JSON object');
    this.cutOff = broken;
    const last = encounters.end();
    if (last) yield last;
  }
}

function keyOf({ file, id }: { readonly file: string; readonly id: string }): string {
  return JSON.stringify([file, id]);
}

function requireVersion(line: Line, number: number): void {
  if (line['record'] === 'encounter' && line['version'] !== RECORDS_VERSION)
    throw new UsageError(`line ${number}: records of version ${String(line['version'])} cannot be compared`);
}

function parse(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}
