import type { Language } from '../../core/language.js';
import type { SerializedFinding, UnreadNote } from '../serialized-finding.js';
import { readNotes } from '../../project/read-file.node.js';
import type { RunOptions } from '../run/check-notes.js';
import type { Job } from '../run/job.js';
import { checkFiles } from '../run/check-files.js';
import { createWorkerPool } from '../run/worker-pool.js';
import { openNote } from '../run/split-by-patient.js';
import { applyFixes, type Applied } from './apply-fixes.js';

/** A note after its fixes. If none applied, `after` is the text as it was. */
export interface FixedNote {
  readonly file: string;
  /** As they are on disk; undefined for a text that was given. */
  readonly bytes: Uint8Array | undefined;
  readonly before: string;
  readonly after: string;
  readonly applied: readonly Applied[];
  /** Whether fixing was given up because one fix brought back what another took away. */
  readonly goesRound: boolean;
}

interface Fixing extends FixedNote {
  after: string;
  applied: Applied[];
  goesRound: boolean;
  /** Every text that it has been. */
  readonly been: Set<string>;
}

/**
 * Applies fixes until none applies any more: every repair, and the edits of the rules that are named. Nothing is
 * written here.
 */
export async function fixNotes(
  language: Language,
  job: Job,
  edits: ReadonlySet<string>,
  options: Pick<RunOptions, 'jobs' | 'progress'> = {},
): Promise<{ notes: FixedNote[]; unread: UnreadNote[] }> {
  const { notes, unread } = await readAll(job);
  const pool = await createWorkerPool(language, job, options.jobs);
  for (const { before } of notes) pool.expect(before.length);
  const { progress } = options;
  try {
    // A fix may change what is found in other notes of its patient, so all of these are looked at again.
    for (let changed: ReadonlySet<number> | undefined; changed === undefined || changed.size > 0;) {
      const concerned = changed;
      const now = new Set<number>();
      const open = notes.map(({ file, after }) => openNote(file, after));
      const checked = checkFiles(open, pool, {
        most: Infinity,
        ...(concerned ? { concerns: note => concerned.has(note) } : {}),
        ...(progress ? { progress } : {}),
      });
      for await (const { note, found } of checked) {
        for (const result of found.results())
          if ('findings' in result && fixOnce(notes[note]!, result.findings, edits)) now.add(note);
      }
      changed = now;
    }
  } finally {
    pool.close();
  }
  return { notes, unread };
}

/** Returns whether the note has changed. */
function fixOnce(note: Fixing, findings: readonly SerializedFinding[], edits: ReadonlySet<string>): boolean {
  const { text, applied } = applyFixes(note.after, findings, edits);
  if (!applied.length) return false;
  if (note.been.has(text)) {
    note.goesRound = true;
    return false;
  }
  note.been.add(note.after);
  note.after = text;
  note.applied.push(...applied);
  return true;
}

async function readAll({ notes, given }: Job): Promise<{ notes: Fixing[]; unread: UnreadNote[] }> {
  const opened: Fixing[] = [],
    unread: UnreadNote[] = [];
  const add = (file: string, text: string, bytes?: Uint8Array): void => {
    opened.push({ file, bytes, before: text, after: text, applied: [], goesRound: false, been: new Set() });
  };
  for await (const { file, read } of readNotes(notes)) {
    if ('problem' in read) unread.push({ file, problem: read.problem });
    else add(file, read.text, read.bytes);
  }
  if (given) add(given.file, given.text);
  return { notes: opened, unread };
}
