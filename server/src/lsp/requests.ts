import type { CancellationToken } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/messages.js';
import type { Context } from './context.js';
import { guard } from './guard.js';

export type Method = keyof Requests;

/** What may come as the parameters of a request: anyone can send anything, so nothing of it is assumed. */
export type Sent<M extends Method> = Requests[M]['params'] extends undefined
  ? Record<string, never>
  : Partial<Requests[M]['params']>;

/**
 * Answers one of our own requests, as soon as the notes and settings on the way have come.
 * @param doing for the log
 */
export function answer<M extends Method>(
  { connection, log, ready }: Context,
  method: M,
  doing: string,
  handler: (params: Sent<M>, token: CancellationToken) => Requests[M]['result'] | Promise<Requests[M]['result']>,
): void {
  const guarded = guard(log, doing, async (params: Sent<M>, token) => {
    await ready();
    return handler(params, token);
  });
  // Parameters may be left out, be one object, or (of a client that errs) several; the token comes last.
  connection.onRequest(method, (...sent: unknown[]): Promise<unknown> => {
    const params = sent.length > 1 && typeof sent[0] === 'object' && sent[0] !== null ? sent[0] : {};
    return guarded(params as Sent<M>, sent.at(-1) as CancellationToken);
  });
}
