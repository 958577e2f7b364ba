import type { Language } from '../../core/language.js';
import { MAX_FINDINGS } from '../../core/check/limit-findings.js';
import { readNotes } from '../../project/read-file.node.js';
import type { CheckedNote, UnreadNote } from '../serialized-finding.js';
import type { Job } from './job.js';
import { checkFiles } from './check-files.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';
import { openNote, type OpenNote } from './split-by-patient.js';

export interface RunOptions {
  /** Worker threads; without it one per core if there is enough work. */
  readonly jobs?: number;
  /** The maximum number of findings listed for a note. */
  readonly mostFindings?: number;
  /** Called from time to time with the number of checked encounters and, if known, the total. */
  progress?(checked: number, all: number | undefined): void;
}

/**
 * Checks the notes of a job with history across all of them, and yields the results note by note, in the order of the
 * job.
 */
export async function* checkNotes(
  language: Language,
  job: Job,
  options: RunOptions = {},
): AsyncGenerator<CheckedNote | UnreadNote> {
  const pool = await createWorkerPool(language, job, options.jobs);
  try {
    const { order, open } = await notesOfJob(job, pool);
    const toTell = order[Symbol.iterator]();
    const { mostFindings: most = MAX_FINDINGS, progress } = options;
    for await (const { note, found } of checkFiles(open, pool, { most, ...(progress ? { progress } : {}) })) {
      for (let one = toTell.next(); !one.done && one.value !== note; one = toTell.next()) yield one.value as UnreadNote;
      yield* found.results();
    }
    for (const rest of toTell) yield rest as UnreadNote;
  } finally {
    pool.close();
  }
}

interface NotesOfJob {
  /** In the order of the job: the index in `open` of a note that was read, else the reason why it was not. */
  readonly order: readonly (number | UnreadNote)[];
  readonly open: OpenNote[];
}

async function notesOfJob({ notes, given }: Job, pool: WorkerPool): Promise<NotesOfJob> {
  const known: (OpenNote | UnreadNote)[] = [];
  const add = (file: string, text: string): void => {
    pool.expect(text.length);
    known.push(openNote(file, text));
  };
  for await (const { file, read } of readNotes(notes)) {
    if ('problem' in read) known.push({ file, problem: read.problem });
    else add(file, read.text);
  }
  if (given) add(given.file, given.text);
  const open: OpenNote[] = [];
  return { order: known.map(one => ('problem' in one ? one : open.push(one) - 1)), open };
}
