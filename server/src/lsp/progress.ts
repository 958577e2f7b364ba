import type { CancellationToken, ProgressToken } from 'vscode-languageserver';
import type { Context } from './context.js';
import { yieldToEventLoop } from './guard.js';

/** How long other messages wait at most for a long piece of work, in milliseconds. */
const SLICE_MS = 30;

/**
 * Does something with each of many notes without blocking other requests. Reports progress if the client sent a token
 * for it.
 * @throws Canceled if the request is canceled
 */
export async function forEachWithProgress<T>(
  { connection }: Context,
  items: readonly T[],
  { token, progress, name }: { token: CancellationToken; progress: ProgressToken | undefined; name: string },
  act: (item: T) => void,
): Promise<void> {
  const bar = isProgressToken(progress) ? connection.window.attachWorkDoneProgress(progress) : undefined;
  bar?.begin(name, 0, undefined, true);
  try {
    let sliceStart = Date.now();
    for (const [i, item] of items.entries()) {
      act(item);
      if (Date.now() - sliceStart < SLICE_MS) continue;
      bar?.report(Math.floor((100 * (i + 1)) / items.length), `${i + 1} of ${items.length} notes`);
      await yieldToEventLoop(token);
      sliceStart = Date.now();
    }
  } finally {
    bar?.done();
  }
}

function isProgressToken(token: unknown): token is ProgressToken {
  return typeof token === 'string' || typeof token === 'number';
}
