import type { Progress } from './progress.js';

/** As the shell counts them: 128 and the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether work is running that must finish, and the exit code that a signal asked for meanwhile. */
let isBusy = false,
  asked: number | undefined;

/**
 * Ends the process on SIGINT or SIGTERM and leaves the terminal clean: at once, or after the note that is being
 * written. A second signal of the same kind ends it like any process.
 */
export function endOnInterrupt(progress?: Progress): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      progress?.hide();
      if (!isBusy) process.exit(CODES[signal]);
      asked = CODES[signal];
    });
  }
}

/** Finishes a short piece of work, such as writing a note, before an interrupt ends the process. */
export async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  isBusy = true;
  try {
    return await work();
  } finally {
    isBusy = false;
    if (asked !== undefined) process.exit(asked);
  }
}
