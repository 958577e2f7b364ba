import type { Language } from '../../core/language.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { readNotes } from '../../project/read-file.node.js';
import { toAddress } from '../../project/file-system.node.js';
import type { UnreadNote } from '../serialized-finding.js';
import type { Job } from './job.js';
import { resolveCheckInputs } from './check-inputs.js';

/** The notes of a job in one workspace, so that each is checked with the history of all. */
export interface OpenNotes {
  readonly workspace: Workspace;
  /** In the order of the job: the address of a note in the workspace, or why it could not be read. */
  readonly notes: readonly (string | UnreadNote)[];
}

export async function openNotes(language: Language, job: Job): Promise<OpenNotes> {
  const { notes, given } = job;
  const workspace = language.createWorkspace();
  const around = await resolveCheckInputs(language, job);
  workspace.configure(around.settingsOf, around.profilesOf);
  const opened: (string | UnreadNote)[] = [];
  const open = (uri: string, text: string): void => {
    workspace.set(uri, text);
    opened.push(uri);
  };
  for await (const { file, read } of readNotes(notes)) {
    if ('problem' in read) opened.push({ file, problem: read.problem });
    else open(toAddress(file), read.text);
  }
  if (given) open(toAddress(given.file), given.text);
  return { workspace, notes: opened };
}
