import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../core/language.js';
import { MOST_FINDINGS } from '../../core/most-severe.js';
import { readNote } from '../../files/read-note.js';
import type { CheckedNote, UnreadNote } from '../located.js';
import { inOrder } from './in-order.js';
import type { Job } from './job.js';
import { createJudges } from './judges.js';
import { NoteInParts, share } from './merge.js';
import { cutNote, partition, PlannedBatch, type CutNote, type PlannedGroup } from './partition.js';

export interface RunOptions {
  /** Threads that judge; without it as many as there are cores, where that pays. */
  readonly jobs?: number;
  /** How many findings of a note are listed at most. */
  readonly mostFindings?: number;
  /** Told now and then how many encounters have been judged, and of how many. */
  progress?(judged: number, all: number | undefined): void;
}

/** Checks the notes of a job with history across all of them, and gives what is found note by note, in the order of the job. */
export async function* checkNotes(language: Language, job: Job, options: RunOptions = {}): AsyncGenerator<CheckedNote | UnreadNote> {
  const most = options.mostFindings ?? MOST_FINDINGS;
  const { told, cut, size, files } = await readNotes(job);
  const all = cut.reduce((sum, { pieces }) => sum + pieces.length - 1, 0);
  const encounters = cut.map(({ pieces }) => pieces.length - 1);
  const groups = partition(cut.splice(0));
  const missing = encounters.map(() => 0);
  for (const { origins } of groups) for (const { note } of origins) missing[note]!++;
  const notes: (NoteInParts | undefined)[] = encounters.map((count, i) => new NoteInParts(files[i]!, count, missing[i]!, most));
  const judges = await createJudges(language, job, options.jobs, size);
  let judged = 0, next = 0;
  try {
    for await (const { batch, judged: found } of inOrder(batches(groups), judges)) {
      share(batch, found, notes);
      judged += batch.encounters;
      options.progress?.(judged, all);
      for (; next < told.length; next++) {
        const one = told[next]!;
        if (typeof one === 'number') {
          if (!notes[one]?.isComplete) break;
          yield* notes[one].whole();
          notes[one] = undefined; // what was told needs no memory
        } else yield one;
      }
    }
    // Of a job in which nothing can be read nothing is judged.
    for (; next < told.length; next++) yield told[next] as UnreadNote;
  } finally {
    judges.close();
  }
}

interface NotesOfJob {
  /** What is told in the end, in the order of the job: of a note that was read its index, else why not. */
  readonly told: (number | UnreadNote)[];
  readonly cut: CutNote[];
  readonly files: string[];
  readonly size: number;
}

async function readNotes({ notes, given }: Job): Promise<NotesOfJob> {
  const told: (number | UnreadNote)[] = [];
  const cut: CutNote[] = [];
  const files: string[] = [];
  let size = 0;
  const add = (file: string, text: string): void => {
    told.push(cut.length);
    cut.push(cutNote(path.isAbsolute(file) ? pathToFileURL(file).href : file, text));
    files.push(file);
    size += text.length;
  };
  for (const file of notes) {
    const read = await readNote(file);
    if ('problem' in read) told.push({ file, problem: read.problem });
    else add(file, read.text);
  }
  if (given) add(given.file, given.text);
  return { told, cut, files, size };
}

/** Groups in batches. What was given out is forgotten here. */
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
