import { EXIT } from './exit.js';
import { createProgram } from './program.js';
import { Refused } from './refused.js';
import { isJudgingThread } from './run/is-judging.js';

if (isJudgingThread()) void import('./run/thread.js').then(({ serveJudging }) => serveJudging());
else {
  // A reader that has seen enough, such as `head`, ends the command: 128 + SIGPIPE, as the shell counts.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(141);
    throw error;
  });
  createProgram().parseAsync().catch((error: unknown) => {
    // Refused: by what was asked. Anything else is a defect of ours or of the machine; no message quotes a note.
    const message = error instanceof Error ? (error instanceof Refused ? error.message : `${error.name}: ${error.message}`) : 'stopped by an unknown error';
    process.stderr.write(`encounter-notes: ${message}\n`);
    process.exitCode = EXIT.failed;
  });
}
