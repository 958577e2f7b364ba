import { EventEmitter, type CancellationToken, type Event } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHANGED, type Requests } from '../../protocol/messages';

/**
 * Sends a request that is beyond the language-server protocol. Rejects if it is canceled, fails, or the server has
 * stopped.
 */
export function ask<M extends keyof Requests>(
  client: BaseLanguageClient,
  method: M,
  params: Requests[M]['params'],
  token?: CancellationToken,
): Promise<Requests[M]['result']> {
  return client.sendRequest<Requests[M]['result']>(method, params ?? {}, token);
}

/**
 * The server's word that what is shown may be old, for any number of listeners: the client itself takes one for a
 * notification.
 */
export function changesOf(client: BaseLanguageClient): Event<void> {
  const changed = new EventEmitter<void>();
  client.onNotification(CHANGED, () => changed.fire());
  return changed.event;
}
