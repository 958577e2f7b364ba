import { EventEmitter, type CancellationToken, type Event, type Position, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHANGED, type AtPosition, type Requests } from '../../protocol/messages';

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
 * A place in a note as a plain object. VS Code's own positions have getters, which a message to a web worker loses.
 */
export function atPosition(uri: Uri, { line, character }: Position): AtPosition {
  return { textDocument: { uri: uri.toString() }, position: { line, character } };
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
