import { codeOf, why } from '../files/why.js';
import { EXIT } from './exit.js';
import { createProgram } from './program.js';
import { Refused } from './refused.js';
import { isJudgingThread } from './run/is-judging.js';

if (isJudgingThread()) void import('./run/thread.js').then(({ serveJudging }) => serveJudging());
else {
  process.stdout.on('error', (error) => {
    // A reader that has seen enough, such as `head`, ends the command: 128 + SIGPIPE, as the shell counts.
    if (codeOf(error) === 'EPIPE') process.exit(141);
    process.stderr.write(`encounter-notes: the output cannot be written: ${why(error)}\n`);
    process.exit(EXIT.failed);
  });
  // Where nobody can be told, the exit code still says it.
  process.stderr.on('error', () => {});
  createProgram().parseAsync().catch((error: unknown) => {
    // Refused: by what was asked. Anything else is a defect of ours or of the machine; no message quotes a note.
    const message = error instanceof Error ? (error instanceof Refused ? error.message : `${error.name}: ${error.message}`) : 'stopped by an unknown error';
    process.stderr.write(`encounter-notes: ${message}\n`);
    process.exitCode = EXIT.failed;
  });
}
