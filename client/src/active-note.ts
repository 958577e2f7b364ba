import {
  TabInputText,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type Position,
  type Range,
  type TextDocument,
  type TextEditor,
  type Uri,
} from 'vscode';
import { LANGUAGE_ID, NOTE_SCHEMES } from './names';

/** The scheme of logs, which VS Code counts among the editors when one has the focus. */
const OUTPUT = 'output';

/** The note that the coder is in, or was in before going to a view, a walkthrough or the terminal. */
export class ActiveNote implements Disposable {
  #last = noteIn(window.activeTextEditor);
  readonly #listening = window.onDidChangeActiveTextEditor(editor => {
    this.#last = noteIn(editor) ?? this.#last;
  });

  dispose(): void {
    this.#listening.dispose();
  }

  /** An editor on screen that shows the note; undefined if none does. */
  get editor(): TextEditor | undefined {
    const active = noteIn(window.activeTextEditor);
    if (active) return active;
    const shown = window.visibleTextEditors.filter(editor => noteIn(editor));
    return (
      shown.find(editor => editor === this.#last) ??
      shown.find(({ document }) => document === this.#last?.document) ??
      shown[0]
    );
  }

  /** The note that the window is about: the one above, unless the coder has gone on to a text of another kind. */
  get current(): TextDocument | undefined {
    const other = window.activeTextEditor?.document;
    if (other && !isNote(other) && other.uri.scheme !== OUTPUT) return undefined;
    const document = (this.editor ?? this.#last)?.document;
    return document && isInTab(document.uri) ? document : undefined; // a text outlives its tab by minutes
  }

  /** Where the caret is, or was before a page covered the note. */
  get place(): { readonly uri: Uri; readonly position: Position } | undefined {
    const { document, selection } = this.editor ?? this.#last ?? {};
    return document && selection && !document.isClosed ? { uri: document.uri, position: selection.active } : undefined;
  }
}

function noteIn(editor: TextEditor | undefined): TextEditor | undefined {
  return editor && isNote(editor.document) ? editor : undefined;
}

export function isNote({ languageId, uri }: TextDocument): boolean {
  return languageId === LANGUAGE_ID && NOTE_SCHEMES.includes(uri.scheme);
}

function isInTab(uri: Uri): boolean {
  return window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => isTextTab(input, uri)));
}

/** Whether the coder looks at the text: VS Code can name it as its active editor while a view has the focus. */
export function isInFront(uri: Uri): boolean {
  return isTextTab(window.tabGroups.activeTabGroup.activeTab?.input, uri);
}

function isTextTab(input: unknown, uri: Uri): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}

/** Shows a part of a note and puts the caret there, in the editor group that has the note open already. */
export async function showInNote(uri: Uri, selection: Range | Position): Promise<void> {
  const visible = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  )?.viewColumn;
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isTextTab(input, uri)))?.viewColumn;
  const range = 'start' in selection ? selection : { start: selection, end: selection };
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, {
    viewColumn: visible ?? group ?? ViewColumn.One,
    selection: document.validateRange(document.lineAt(0).range.with(range.start, range.end)),
  });
}
