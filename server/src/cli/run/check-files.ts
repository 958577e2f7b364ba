import { inOrder } from './in-order.js';
import type { WorkerPool } from './worker-pool.js';
import { ResultCollector, share } from './collect-results.js';
import { partition, PlannedBatch, type OpenNote, type PlannedGroup } from './split-by-patient.js';

export interface CheckFilesOptions {
  /** The maximum number of findings listed for a note. */
  readonly most: number;
  /** Selects notes; all notes of their patients are checked. Without it, all notes are checked. */
  readonly concerns?: (note: number) => boolean;
  /** Called from time to time with the number of checked encounters and the total. */
  progress?(checked: number, all: number): void;
}

/**
 * Checks notes with the history across all of them, and yields each result in the order of the notes. Yielded results
 * are not kept.
 */
export async function* checkFiles(
  notes: OpenNote[],
  pool: WorkerPool,
  { most, concerns, progress }: CheckFilesOptions,
): AsyncGenerator<{ note: number; found: ResultCollector }> {
  const opened = notes
    .splice(0)
    .map(({ file, pieces, ...rest }) => ({ file, encounters: pieces.length - 1, cut: { pieces, ...rest } }));
  const planned = partition(opened.map(({ cut }) => cut));
  const groups = concerns ? planned.filter(({ origins }) => origins.some(({ note }) => concerns(note))) : planned;
  const missing = new Uint32Array(opened.length);
  for (const { origins } of groups) for (const { note } of origins) missing[note]!++;
  const all = groups.reduce(
    (sum, { group: { parts } }) => parts.reduce((n, { pieces }) => n + pieces.length - 1, sum),
    0,
  );
  const found: (ResultCollector | undefined)[] = opened
    .splice(0)
    .map(({ file, encounters }, i) => new ResultCollector(file, encounters, missing[i]!, most));
  let checked = 0,
    next = 0;
  for await (const { batch, checked: results } of inOrder(batches(groups), pool)) {
    share(batch, results, found);
    checked += batch.encounters;
    progress?.(checked, all);
    for (; next < found.length && found[next]!.isComplete; next++) {
      yield { note: next, found: found[next]! };
      found[next] = undefined;
    }
  }
}

/** Combines groups to batches. Yielded groups are not kept. */
function* batches(planned: (PlannedGroup | undefined)[]): Generator<PlannedBatch> {
  let batch = new PlannedBatch();
  for (let i = 0; i < planned.length; i++) {
    batch.add(planned[i]!);
    planned[i] = undefined;
    if (!batch.isFull) continue;
    yield batch;
    batch = new PlannedBatch();
  }
  if (batch.groups.length) yield batch;
}
