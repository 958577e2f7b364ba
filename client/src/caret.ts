import { Disposable, window, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CARET_MOVED, type CaretMoved } from '../../protocol/messages';
import { isNote } from './active-note';

/**
 * Notifies the server of the line with the caret: findings that wait while an encounter is typed are due when the caret
 * leaves it, for another encounter or another note. An edit moves the carets of other editors of the same note; only the
 * one with the keyboard counts.
 */
export function followCaret(client: BaseLanguageClient): Disposable {
  let last: string | undefined;
  const send = (editor: TextEditor | undefined): void => {
    if (!editor || editor !== window.activeTextEditor || !isNote(editor.document) || !client.isRunning()) return;
    const {
      document,
      selection: { active },
    } = editor;
    const place = `${document.uri.toString()} ${active.line}`;
    if (place === last) return;
    last = place;
    const moved: CaretMoved = { textDocument: { uri: document.uri.toString() }, line: active.line };
    void client.sendNotification(CARET_MOVED, moved);
  };
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => send(textEditor)),
    window.onDidChangeActiveTextEditor(send),
  );
}
