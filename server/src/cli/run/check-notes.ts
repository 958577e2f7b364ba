import type { Language } from '../../core/language.js';
import { checkedNote, type CheckedNote, type UnreadNote } from '../located.js';
import type { Job } from './job.js';
import { openNotes } from './open-notes.js';

/** Checks the notes of a job with history across all of them, and gives what is found note by note, in the order of the job. */
export async function* checkNotes(language: Language, job: Job): AsyncGenerator<CheckedNote | UnreadNote> {
  const { workspace, notes } = await openNotes(language, job);
  for (const note of notes) yield typeof note === 'string' ? checkedNote(workspace, note) : note;
}
