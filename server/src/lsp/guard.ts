import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Log } from './log.js';

/** Thrown inside a handler whose request was cancelled. */
export class Cancelled extends Error {}

export type Handler<Params, Result> = (params: Params, token: CancellationToken) => Result | Promise<Result>;

/**
 * A request handler that cannot crash the server. It answers a cancelled request as cancelled, and any error with a message that quotes
 * nothing of the note.
 */
export function guard<Params, Result>(
  log: Log,
  name: string,
  handler: Handler<Params, Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    try {
      throwIfCancelled(token);
      const result = await handler(params, token);
      throwIfCancelled(token);
      return result;
    } catch (error) {
      if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
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

export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

/**
 * Lets messages that have already arrived be read and answered, so that a cancellation among them is noticed.
 * @throws Cancelled if the request is cancelled
 */
export async function yieldToEventLoop(token: CancellationToken): Promise<void> {
  await new Promise<void>(resolve => {
    setImmediate(resolve);
  });
  throwIfCancelled(token);
}
