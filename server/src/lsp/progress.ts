import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { Context } from './context.js';
import { letOthersIn } from './guard.js';

/** How long other messages may wait for a piece of work. */
const TURN_MS = 30;

/**
 * Does something with each of many things, without keeping other requests waiting; tells how far it is to who gave a token for that.
 * @param done for the words beside the bar: `12 of 85 notes`
 */
export async function forEachWithProgress<T>(
  { connection }: Context,
  things: readonly T[],
  { token, progress, name }: { token: CancellationToken; progress: ProgressToken | undefined; name: string },
  act: (thing: T) => void,
): Promise<void> {
  const bar = isProgressToken(progress) ? connection.window.attachWorkDoneProgress(progress) : undefined;
  bar?.begin(name, 0, undefined, true);
  try {
    let turn = Date.now();
    for (const [i, thing] of things.entries()) {
      act(thing);
      if (Date.now() - turn < TURN_MS) continue;
      bar?.report(Math.floor((100 * (i + 1)) / things.length), `${i + 1} of ${things.length} notes`);
      await letOthersIn(token);
      turn = Date.now();
    }
  } finally {
    bar?.done();
  }
}

function isProgressToken(token: unknown): token is ProgressToken {
  return typeof token === 'string' || typeof token === 'number';
}
