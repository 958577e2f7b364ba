import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Log } from './log.js';

/** Thrown inside a handler whose request was canceled. */
export class Canceled extends Error {}

export type Handler<Params, Result> = (params: Params, token: CancellationToken) => Result | Promise<Result>;

/**
 * A request handler that cannot crash the server. It answers a canceled request as canceled, and any error with a
 * message that quotes nothing of the note.
 */
export function guard<Params, Result>(
  log: Log,
  name: string,
  handler: Handler<Params, Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    try {
      throwIfCanceled(token);
      const result = await handler(params, token);
      throwIfCanceled(token);
      return result;
    } catch (error) {
      if (error instanceof Canceled) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled.');
      if (error instanceof ResponseError) throw error;
      log.failure(name, error);
      throw new ResponseError(ErrorCodes.InternalError, `${name} failed; the log says where.`);
    }
  };
}

/** The same for a notification, which has no answer. */
export function guardNotification<Params>(
  log: Log,
  name: string,
  handler: (params: Params) => void | Promise<void>,
): (params: Params) => Promise<void> {
  return async params => {
    try {
      await handler(params);
    } catch (error) {
      log.failure(name, error);
    }
  };
}

export function throwIfCanceled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Canceled();
}

/**
 * Lets messages that have already arrived be read and answered, so that a cancellation among them is noticed.
 * @throws Canceled if the request is canceled
 */
export async function yieldToEventLoop(token: CancellationToken): Promise<void> {
  await new Promise<void>(resolve => {
    // A browser has no setImmediate.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
  throwIfCanceled(token);
}
