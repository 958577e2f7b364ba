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
    // The reader, such as `head`, has closed the pipe: 128 + SIGPIPE, as in a shell.
    if (codeOf(error) === 'EPIPE') process.exit(141);
    printError(process.stderr, `the output cannot be written: ${errnoMessage(error)}`);
    process.exit(EXIT.failed);
  });
  // If standard error is closed, the exit code still reports the failure.
  process.stderr.on('error', () => {});
  createProgram(process.argv[2])
    .parseAsync()
    .catch((error: unknown) => {
      // Help or a usage error, already printed. No process.exit here: a failed write of the help must still be
      // reported.
      const isPrinted = error instanceof CommanderError;
      if (!isPrinted) printError(process.stderr, messageOf(error), error instanceof UsageError ? error.list : []);
      process.exitCode = isPrinted && error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    });
}

/** No message quotes a note. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'stopped by an unknown error';
  if (error instanceof UsageError || error.name === 'UnusableStore') return error.message;
  if ('syscall' in error && error.syscall === 'uv_cwd')
    return `the working folder cannot be used: ${errnoMessage(error)}`;
  return `${error.name}: ${error.message}`; // a defect of ours or of the machine
}
