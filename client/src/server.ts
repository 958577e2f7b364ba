import type { CancellationToken } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Requests } from '../../protocol/messages';

/** Asks the server for something that is beyond the protocol of editors. Rejects when it is cancelled, fails or is not there. */
export function ask<M extends keyof Requests>(
  client: BaseLanguageClient, method: M, params: Requests[M]['params'], token?: CancellationToken,
): Promise<Requests[M]['result']> {
  return client.sendRequest<Requests[M]['result']>(method, params ?? {}, token);
}
