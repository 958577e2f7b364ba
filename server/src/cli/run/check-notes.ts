import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../core/language.js';
import { MOST_FINDINGS } from '../../core/most-severe.js';
import { readNote } from '../../files/read-note.js';
import type { CheckedNote, UnreadNote } from '../located.js';
import type { Group } from './group.js';
import { inOrder } from './in-order.js';
import type { Job } from './job.js';
import { createJudges } from './judges.js';
import { NoteInParts } from './merge.js';
import { cutNote, partition, type CutNote, type Origin, type PlannedGroup } from './partition.js';

export interface RunOptions {
  /** Threads that judge; without it as many as there are cores, where that pays. */
  readonly jobs?: number;
  /** How many findings of a note are listed at most. */
  readonly mostFindings?: number;
  /** Told now and then how many encounters have been judged, and of how many. */
  progress?(judged: number, all: number): void;
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
  const notes = encounters.map((count, i) => new NoteInParts(files[i]!, count, missing[i]!, most));
  const judges = await createJudges(language, job, options.jobs, size);
  let judged = 0, next = 0;
  try {
    for await (const { batch: { origins, encounters }, judged: results } of inOrder(batches(groups), judges)) {
      results.forEach((parts, g) => parts.forEach((part, p) => {
        const origin = origins[g]![p]!;
        notes[origin.note]!.add(origin, part);
      }));
      judged += encounters;
      options.progress?.(judged, all);
      for (; next < told.length; next++) {
        const one = told[next]!;
        if (typeof one === 'number') {
          if (!notes[one]!.isComplete) break;
          yield* notes[one]!.whole();
          delete notes[one]; // what was told needs no memory
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

/** Characters of text that make a batch. */
const BATCH = 128 * 1024;

/** Groups in batches. What was given out is forgotten here. */
function* batches(planned: PlannedGroup[]): Generator<{ groups: Group[]; origins: (readonly Origin[])[]; encounters: number }> {
  const fresh = (): { groups: Group[]; origins: (readonly Origin[])[]; encounters: number } => ({ groups: [], origins: [], encounters: 0 });
  let batch = fresh(), size = 0;
  for (let i = 0; i < planned.length; i++) {
    const { group, origins } = planned[i]!;
    delete planned[i];
    batch.groups.push(group);
    batch.origins.push(origins);
    for (const { pieces } of group.parts) {
      batch.encounters += pieces.length - 1;
      for (const { text } of pieces) size += text.length;
    }
    if (size < BATCH) continue;
    yield batch;
    batch = fresh();
    size = 0;
  }
  if (batch.groups.length) yield batch;
}
