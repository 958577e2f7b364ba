import { createProgram } from './program.js';
import { isJudgingThread, serveJudging } from './run/thread.js';

if (isJudgingThread()) serveJudging();
else createProgram().parseAsync().catch((error: unknown) => {
  // A defect of ours or of the machine: the message may be shown, a note is never part of it.
  process.stderr.write(`encounter-notes: ${error instanceof Error ? error.message : 'stopped by an unknown error'}\n`);
  process.exitCode = 2;
});
