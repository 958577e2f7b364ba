import { CommanderError } from 'commander';
import { codeOf, errnoMessage } from '../project/errno-message.js';
import { printError } from './stderr.js';
import { EXIT } from './exit.js';
import { createProgram } from './program.js';
import { UsageError } from './usage-error.js';
import { isWorker } from './run/worker-threads.js';

if (isWorker()) void import('./run/worker.js').then(({ serveWorker }) => serveWorker());
else {
  process.stdout.on('error', error => {
    // A reader that has seen enough, such as `head`, ends the command: 128 + SIGPIPE, as the shell counts.
    if (codeOf(error) === 'EPIPE') process.exit(141);
    printError(process.stderr, `the output cannot be written: ${errnoMessage(error)}`);
    process.exit(EXIT.failed);
  });
  // Where nobody can be told, the exit code still says it.
  process.stderr.on('error', () => {});
  createProgram(process.argv[2])
    .parseAsync()
    .catch((error: unknown) => {
      // Help or a wrong word, printed by now. The process ends by itself, or it would not hear that the help could not be written.
      const isTold = error instanceof CommanderError;
      if (!isTold) printError(process.stderr, told(error), error instanceof UsageError ? error.list : []);
      process.exitCode = isTold && error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    });
}

/** No message quotes a note. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return 'stopped by an unknown error';
  if (error instanceof UsageError || error.name === 'UnusableStore') return error.message;
  if ('syscall' in error && error.syscall === 'uv_cwd')
    return `the working folder cannot be used: ${errnoMessage(error)}`;
  return `${error.name}: ${error.message}`; // a defect of ours or of the machine
}
