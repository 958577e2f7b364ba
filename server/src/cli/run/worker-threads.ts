import type * as WorkerThreads from 'node:worker_threads';
import type { Job } from './job.js';

/** The word that a thread which checks finds if a command finds its own. */
export const WORKER_ARGUMENT = 'checking';

/** What a thread starts with. */
export interface ThreadData {
  readonly encounterNotes: 'check';
  readonly job: Job;
}

/** Node's threads, which take milliseconds to load: loaded only for as many notes as make up for that. */
export function workerThreads(): typeof WorkerThreads {
  return process.getBuiltinModule('node:worker_threads');
}

/** Whether this is a thread that checks, and not the command. */
export function isWorker(): boolean {
  return (
    process.argv[2] === WORKER_ARGUMENT &&
    (workerThreads().workerData as Partial<ThreadData> | null)?.encounterNotes === 'check'
  );
}
