import { CommanderError } from 'commander';
import { codeOf, why } from '../files/why.js';
import { complain } from './complain.js';
import { EXIT } from './exit.js';
import { createProgram } from './program.js';
import { Refused } from './refused.js';
import { isJudgingThread } from './run/threads.js';

if (isJudgingThread()) void import('./run/thread.js').then(({ serveJudging }) => serveJudging());
else {
  process.stdout.on('error', error => {
    // A reader that has seen enough, such as `head`, ends the command: 128 + SIGPIPE, as the shell counts.
    if (codeOf(error) === 'EPIPE') process.exit(141);
    complain(process.stderr, `the output cannot be written: ${why(error)}`);
    process.exit(EXIT.failed);
  });
  // Where nobody can be told, the exit code still says it.
  process.stderr.on('error', () => {});
  createProgram(process.argv[2])
    .parseAsync()
    .catch((error: unknown) => {
      // Help or a wrong word, printed by now. The process ends by itself, or it would not hear that the help could not be written.
      const isTold = error instanceof CommanderError;
      if (!isTold) complain(process.stderr, told(error), error instanceof Refused ? error.list : []);
      process.exitCode = isTold && error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    });
}

/** No message quotes a note. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return 'stopped by an unknown error';
  if (error instanceof Refused) return error.message;
  if ('syscall' in error && error.syscall === 'uv_cwd') return `the working folder cannot be used: ${why(error)}`;
  return `${error.name}: ${error.message}`; // a defect of ours or of the machine
}
