import { window, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CARET_MOVED, type CaretMoved } from '../../protocol/messages';
import { isNote } from './active-note';

/**
 * Notifies the server of the line with the caret: findings that wait while an encounter is typed are due when the caret
 * leaves it.
 */
export function followCaret(client: BaseLanguageClient): Disposable {
  let last: string | undefined;
  return window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
    const line = selections[0]?.active.line;
    if (!isNote(document) || line === undefined || !client.isRunning()) return;
    const place = `${document.uri.toString()} ${line}`;
    if (place === last) return;
    last = place;
    const moved: CaretMoved = { textDocument: { uri: document.uri.toString() }, line };
    void client.sendNotification(CARET_MOVED, moved);
  });
}
