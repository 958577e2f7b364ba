import type { Language } from '../../core/language.js';
import type { Progress } from '../progress.js';
import type { CheckedNote, FlushMark, UnreadNote } from '../serialized-finding.js';
import { standardInput } from '../stdin.js';
import { checkNotes, type RunOptions } from './check-notes.js';
import { checkStream } from './check-stream.js';
import type { Job } from './job.js';

interface RunFlags {
  readonly input?: 'jsonl';
  readonly jobs?: number;
  readonly maxFindings?: number;
}

interface JobOptions extends RunOptions {
  readonly input: 'jsonl' | undefined;
}

/** What the command line says of how to check, and where progress is shown. */
export function runOptions({ input, jobs, maxFindings }: RunFlags, progress: Progress): JobOptions {
  return {
    input,
    ...(jobs === undefined ? {} : { jobs }),
    ...(maxFindings === undefined ? {} : { mostFindings: maxFindings }),
    progress: (checked, all) => progress.update(checked, all),
  };
}

/** Checks the notes of a stream on standard input, or those of the job. */
export function checkJob(
  language: Language,
  job: Job,
  { input, ...run }: JobOptions,
): AsyncGenerator<CheckedNote | UnreadNote | FlushMark> {
  return input ? checkStream(language, standardInput(), job, run) : checkNotes(language, job, run);
}
