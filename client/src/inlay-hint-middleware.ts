// Inlay hints that do not move the caret while a coder types: those that would come up left of it wait until it leaves
// the line.
import { Disposable, window, workspace, type TextDocument } from 'vscode';
import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';
import { isNote } from './active-note';
import { answerOfNow } from './current-answer';
import { afterEdit, holdBack, type Placed } from './deferred-hints';

export class SteadyHints implements Disposable {
  /** The line that is being typed in. */
  #typing: { readonly document: TextDocument; readonly line: number } | undefined;
  #isHolding = false;
  /** What is on screen. */
  readonly #shown = new WeakMap<TextDocument, readonly Placed[]>();
  #refresh: (document: TextDocument) => void = () => {};
  readonly #listening = Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const last = contentChanges[0];
      if (!isNote(document) || !last) return;
      this.#typing = { document, line: last.range.start.line + last.text.split('\n').length - 1 };
      this.#shown.set(document, contentChanges.reduce<readonly Placed[]>(afterEdit, this.#shown.get(document) ?? []));
    }),
    window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      // An edit moves the carets of other editors of the same note.
      if (textEditor !== window.activeTextEditor) return;
      const { document } = textEditor;
      const left = this.#typing;
      if (!left || (document === left.document && selections[0]?.active.line === left.line)) return;
      this.#typing = undefined;
      if (this.#isHolding) this.#refresh(left.document);
    }),
  );

  readonly middleware: Middleware = {
    provideInlayHints: async (document, viewPort, token, next) => {
      const hints = await answerOfNow(document, token, () => next(document, viewPort, token));
      if (!hints) return hints;
      const caret = this.#caretIn(document);
      const { shown, held } = caret
        ? holdBack(hints, this.#shown.get(document) ?? [], caret)
        : { shown: hints, held: [] };
      this.#isHolding = held.length > 0;
      this.#shown.set(document, shown);
      return [...shown];
    },
  };

  /** Has VS Code ask for the hints again when the caret leaves the line. */
  refreshBy(client: BaseLanguageClient): void {
    this.#refresh = document =>
      client.getFeature('textDocument/inlayHint')?.getProvider(document)?.onDidChangeInlayHints.fire();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** The caret, if it is in the line that is being typed in. */
  #caretIn(document: TextDocument): { line: number; character: number } | undefined {
    const editor = window.activeTextEditor;
    const caret = editor?.document === document ? editor.selection.active : undefined;
    return caret && document === this.#typing?.document && caret.line === this.#typing.line ? caret : undefined;
  }
}
