import { workerData } from 'node:worker_threads';
import type { ThreadData } from './judges.js';

/** Whether this is a thread that judges, and not the command. */
export function isJudgingThread(): boolean {
  return (workerData as Partial<ThreadData> | null)?.encounterNotes === 'judge';
}
