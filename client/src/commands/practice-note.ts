import { Uri, ViewColumn, commands, window, workspace, type ExtensionContext } from 'vscode';
import type { ActiveNote } from '../active-note';
import { LANGUAGE_ID } from '../names';

/** Opens the walkthrough's note beside it, as a copy that no one has to save. */
export async function openPracticeNote({ extensionUri }: ExtensionContext): Promise<void> {
  const content = new TextDecoder().decode(
    await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media/walkthrough/practice.encounter')),
  );
  const document = await workspace.openTextDocument({ language: LANGUAGE_ID, content });
  await window.showTextDocument(document, {
    viewColumn: window.tabGroups.activeTabGroup.activeTab ? ViewColumn.Beside : ViewColumn.Active,
  });
}

/**
 * VS Code looks for fixes by itself a quarter of a second after the caret or a finding has moved. A list that was asked
 * for just before does not always appear; after it, it does.
 */
const UNTIL_SETTLED_MS = 300;

/** Does what a key does inside a note, from outside: goes into the note on screen, and on from its caret. */
export async function inNote(
  { editor }: ActiveNote,
  command: 'editor.action.marker.next' | 'editor.action.quickFix',
): Promise<void> {
  if (!editor) return;
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? ViewColumn.Active });
  if (command === 'editor.action.quickFix')
    await new Promise(resolve => {
      setTimeout(resolve, UNTIL_SETTLED_MS);
    });
  await commands.executeCommand(command);
}
