// Waiting for a state, never for a time: a slow machine gets as long as it needs, a fast one waits for nothing.

/** Milliseconds that a machine with other work to do may take for one thing before a step fails. */
export const PATIENCE = 90_000;

/** Milliseconds for the effect of a key or click before it counts as lost; each further try waits longer. */
const FIRST_TRY = 3000;
const LAST_TRY = 24_000;

const EVERY = 50;

/** Milliseconds without a change after which a value counts as settled. */
const REST = 400;

export const pause = milliseconds =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

/**
 * Reads a value again and again until it is the wanted one, and returns it.
 *
 * @param read gives the value, or a promise of it
 * @param describe what to say of the last value if the wanted one never comes
 */
export async function until(read, isWanted, describe = value => `still ${JSON.stringify(value)}`) {
  for (const end = Date.now() + PATIENCE; ;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (Date.now() > end) throw new Error(describe(value));
    await pause(EVERY);
  }
}

/** The value once it no longer changes. @param read gives text, a number, or a promise of one */
export async function settled(read) {
  let last = await read();
  for (let since = Date.now(), end = since + PATIENCE; Date.now() - since < REST;) {
    if (Date.now() > end) throw new Error(`never at rest, last ${JSON.stringify(last)}`);
    await pause(EVERY);
    const now = await read();
    if (now !== last) since = Date.now();
    last = now;
  }
  return last;
}

/**
 * Does something until it has its effect: a window that is busy can lose a click, or close a menu that has just opened.
 *
 * @param act takes the milliseconds that it may take; what it throws is tried again
 * @param effect rejects if the effect is not there after so many milliseconds, as playwright's `waitFor` does
 * @param options `firstTry`: milliseconds before the first try counts as lost
 */
export async function again(act, effect, { firstTry = FIRST_TRY } = {}) {
  for (let timeout = firstTry, end = Date.now() + PATIENCE; ; timeout = Math.min(2 * timeout, LAST_TRY)) {
    try {
      await act(timeout);
      await effect(timeout);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(EVERY);
    }
  }
}
