import type { Progress } from './progress.js';

/** As the shell counts them: 128 and the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether something is under way that is not left half done, and the exit code that was asked for meanwhile. */
let isBusy = false,
  asked: number | undefined;

/**
 * Ends the process when it is interrupted or told to end, and leaves the terminal clean: at once, or when the note that is being written is
 * done with. A second signal of the same kind ends it as it would any process.
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

/** Does something small to its end, such as writing a note, before an interrupt ends the process. */
export async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  isBusy = true;
  try {
    return await work();
  } finally {
    isBusy = false;
    if (asked !== undefined) process.exit(asked);
  }
}
