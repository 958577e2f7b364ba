import type * as WorkerThreads from 'node:worker_threads';
import type { ThreadData } from './judges.js';

/** The word that a thread which judges finds where a command finds its own. */
export const JUDGING = 'judging';

/** What a thread that judges tells first. */
export const LOADED = 'loaded';

/** Node's threads, which take milliseconds to load: only as many notes as threads pay for shall wait for them. */
export function workerThreads(): typeof WorkerThreads {
  return process.getBuiltinModule('node:worker_threads');
}

/** Whether this is a thread that judges, and not the command. */
export function isJudgingThread(): boolean {
  return (
    process.argv[2] === JUDGING &&
    (workerThreads().workerData as Partial<ThreadData> | null)?.encounterNotes === 'judge'
  );
}
