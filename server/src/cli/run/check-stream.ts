import type { Language } from '../../core/language.js';
import { MAX_FINDINGS } from '../../core/check/limit-findings.js';
import type { CheckedNote, FlushMark, UnreadNote } from '../serialized-finding.js';
import type { RunOptions } from './check-notes.js';
import type { Part } from './batch.js';
import type { Job } from './job.js';
import { inOrder } from './in-order.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';
import { ResultCollector, share } from './collect-results.js';
import { noteObjects, type NoteObject } from './note-objects.js';
import { cutNote, PlannedBatch, type CutNote, type Origin } from './split-by-patient.js';
import { BloomFilter } from './bloom-filter.js';

/**
 * Checks a stream of notes in constant memory. Consecutive notes of one patient are each other's history; they are
 * checked and dropped when the next patient begins, so the stream must be sorted by patient. A flush line ends the
 * history of its patient, and which patients came before it is forgotten.
 */
export async function* checkStream(
  language: Language,
  input: Input,
  job: Job,
  options: RunOptions = {},
): AsyncGenerator<CheckedNote | UnreadNote | FlushMark> {
  const most = options.mostFindings ?? MAX_FINDINGS;
  const pool = await createWorkerPool(language, job, options.jobs);
  let checked = 0;
  try {
    for await (const { batch, checked: found } of inOrder(streamBatches(input, most, pool), pool)) {
      share(batch.planned, found, batch.notes);
      checked += batch.planned.encounters;
      options.progress?.(checked, undefined);
      for (const one of batch.results) {
        if (typeof one === 'number') yield* batch.notes[one]!.results();
        else yield one;
      }
    }
  } finally {
    pool.close();
    input.destroy?.();
  }
}

/** Destroyed when the last result is read or the check fails, so that nothing waits for more of it. */
export type Input = AsyncIterable<unknown> & { destroy?(): void };

/**
 * Complete groups of a stream, with one result per note in the order of the stream: its index, or why it is not a note.
 */
class StreamBatch {
  readonly planned = new PlannedBatch();
  readonly notes: ResultCollector[] = [];
  readonly results: (number | UnreadNote | FlushMark)[] = [];

  get groups(): PlannedBatch['groups'] {
    return this.planned.groups;
  }

  get isFull(): boolean {
    return this.planned.isFull || this.results.length >= MAX_RESULTS;
  }

  /** Adds a complete group of notes. */
  add(group: readonly Cut[], most: number, withoutHistory: boolean): void {
    const parts: Part[] = [],
      origins: Origin[] = [];
    const names = new Set<string>();
    group.forEach(({ name, cut: { pieces } }, i) => {
      this.results.push(this.notes.length);
      // Notes with the same name stay separate.
      parts.push({
        uri: names.has(name) ? `${name}\0${String(parts.length).padStart(9, '0')}` : name,
        pieces,
        tellsDefaults: true,
      });
      names.add(name);
      origins.push({ note: this.notes.length, pieces: pieces.map((_, piece) => piece) });
      const collector = new ResultCollector(name, pieces.length - 1, 1, most);
      if (withoutHistory && i === 0) collector.withoutHistory = true;
      this.notes.push(collector);
    });
    this.planned.add({ group: { parts }, origins });
  }
}

/** Bounds memory if a stream has only broken notes. */
const MAX_RESULTS = 2000;

interface Cut {
  readonly name: string;
  readonly cut: CutNote;
}

async function* streamBatches(input: Input, most: number, pool: WorkerPool): AsyncGenerator<StreamBatch> {
  let seen = new BloomFilter();
  let batch = new StreamBatch();
  let group: Cut[] = [],
    key: string | undefined;
  const close = (): void => {
    if (!group.length) return;
    const patients = new Set(group.flatMap(({ cut }) => cut.patients));
    let isKnown = key !== undefined && !patients.has(key) && seen.add(key);
    for (const patient of patients) if (patient !== undefined && seen.add(patient)) isKnown = true;
    batch.add(group, most, isKnown);
    group = [];
    key = undefined;
  };
  for await (const one of noteObjects(input)) {
    if ('flush' in one) {
      close();
      batch.results.push(one);
      yield batch;
      batch = new StreamBatch();
      seen = new BloomFilter();
      continue;
    }
    if (batch.isFull && 'problem' in one) {
      yield batch;
      batch = new StreamBatch();
    }
    if ('problem' in one) {
      batch.results.push({ file: one.name, problem: one.problem, inputLine: one.line });
      continue;
    }
    pool.expect(one.text.length);
    const cut = cutNote(one.name, one.text);
    const patient = patientOf(one, cut);
    if (patient === undefined || patient !== key) {
      close();
      if (batch.isFull) {
        yield batch;
        batch = new StreamBatch();
      }
      key = patient;
    }
    group.push({ name: one.name, cut });
  }
  close();
  yield batch;
}

function patientOf({ patient }: NoteObject, { patients }: CutNote): string | undefined {
  return patient?.toUpperCase() ?? patients.find(one => one !== undefined);
}
