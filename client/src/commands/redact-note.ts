import { Position, Range, Selection, ViewColumn, window, workspace } from 'vscode';
import type { RedactedNote } from '../../../protocol/messages';
import { LANGUAGE_ID } from '../names';
import { ask } from '../server';
import type { Tools } from './command';

/** Opens a copy of the note on screen with other tokens and dates; goes to the first place that keeps it from that. */
export async function redactNote({ client, active }: Tools): Promise<RedactedNote | undefined> {
  const { editor } = active;
  if (!editor) return void window.showInformationMessage('Open an encounter note to make a redacted copy of it.');
  const { document } = editor;
  const seed = crypto.randomUUID() + crypto.randomUUID();
  const answer = await ask(client, 'encounterNotes/redactNote', {
    textDocument: { uri: document.uri.toString() },
    seed,
  });
  if (!answer) return undefined;
  if ('text' in answer) {
    const copy = await workspace.openTextDocument({ language: LANGUAGE_ID, content: answer.text });
    await window.showTextDocument(copy, { viewColumn: ViewColumn.Beside });
    void window.showInformationMessage(
      'This copy has other tokens and shifted dates. Look through it before you share it: free text can ' +
        'hold what no program finds.',
    );
    return answer;
  }
  const [first] = answer.doubts;
  const line = Math.min(Math.max((first?.line ?? 1) - 1, 0), document.lineCount - 1);
  editor.selection = new Selection(new Position(line, 0), document.lineAt(line).range.end);
  editor.revealRange(new Range(line, 0, line, 0));
  const others = answer.doubts.length > 1 ? ` ${answer.doubts.length - 1} more places wait.` : '';
  void window.showWarningMessage(
    `Take out what may identify a person before a copy is made. Line ${line + 1} has ` +
      `${first?.what ?? 'something'}.${others}`,
  );
  return answer;
}
