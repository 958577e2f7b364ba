import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../core/language.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { readNote } from '../../files/read-note.js';
import { findProfiles } from '../find-profiles.js';
import type { UnreadNote } from '../located.js';
import type { Job } from './job.js';

/** The notes of a job in one workspace, so that each is judged with the history of all. */
export interface OpenNotes {
  readonly workspace: Workspace;
  /** In the order of the job: what a note is called in the workspace, or why it could not be read. */
  readonly notes: readonly (string | UnreadNote)[];
}

export async function openNotes(language: Language, { notes, given, settings }: Job): Promise<OpenNotes> {
  const workspace = language.createWorkspace();
  const onDisk = given && path.isAbsolute(given.file);
  const profiles = await findProfiles(language, onDisk ? [...notes, given.file] : notes);
  workspace.configure(settings, (uri) => profiles.of(uri));
  const opened: (string | UnreadNote)[] = [];
  const open = (uri: string, text: string): void => {
    workspace.set(uri, text);
    opened.push(uri);
  };
  for (const file of notes) {
    const read = await readNote(file);
    if ('problem' in read) opened.push({ file, problem: read.problem });
    else open(pathToFileURL(file).href, read.text);
  }
  if (given) open(onDisk ? pathToFileURL(given.file).href : given.file, given.text);
  return { workspace, notes: opened };
}
