// A view beside the note about the encounter at the caret, which follows both.
import {
  Disposable,
  Position,
  Uri,
  ViewColumn,
  commands,
  window,
  workspace,
  type Event,
  type WebviewPanel,
} from 'vscode';
import type { AtPosition, Range } from '../../../protocol/messages';
import { isNote, showInNote } from '../active-note';
import { CLIENT_ID } from '../names';
import { fixFinding } from '../fix-finding';
import { atPosition } from '../server';
import type { Html } from './html';
import { isFromPage, page, type FromPage } from './page';

/** What one kind of view shows. */
export interface EncounterView<Answer extends { readonly range: Range }> {
  /** Known to VS Code by `encounterNotes.<name>`. */
  readonly name: string;
  readonly title: string;
  ask(at: AtPosition): Promise<Answer | null>;
  render(answer: Answer): Html;
}

/** What a view needs of the rest of the extension. */
export interface PanelContext {
  readonly extension: Uri;
  readonly onChanged: Event<void>;
}

/** The caret rests before the view follows it: walking through a note must not make it flicker. */
const REST_MS = 120;

/** Where our panels are: a second one opens over the first, not in yet another column. */
const columns = new Map<WebviewPanel, ViewColumn | undefined>();

/** At most one panel of a view: a second call of its command brings it to the front and to another encounter. */
export class EncounterPanel<Answer extends { readonly range: Range }> implements Disposable {
  #panel: WebviewPanel | undefined;
  /** The encounter on show. */
  #shown: { uri: Uri; range: Range } | undefined;
  #at: { uri: Uri; position: Position } | undefined;
  #html = '';
  #isReady = false;
  /** The coder asked for the view and has not been taken into it yet. */
  #isWanted = false;
  #asked = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #listening: Disposable;

  constructor(
    private readonly view: EncounterView<Answer>,
    private readonly around: PanelContext,
  ) {
    this.#listening = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (isNote(textEditor.document) && selections[0]) this.#follow(textEditor.document.uri, selections[0].active);
      }),
      window.onDidChangeActiveTextEditor(editor => {
        if (editor && isNote(editor.document)) this.#follow(editor.document.uri, editor.selection.active);
      }),
      around.onChanged(() => void this.#refresh()),
    );
  }

  dispose(): void {
    clearTimeout(this.#rest);
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  /** Opens the view, on an encounter or on the one under the caret. */
  async show(uri: Uri, position: Position): Promise<void> {
    this.#at = { uri, position };
    this.#isWanted = true;
    if (this.#panel) this.#panel.reveal(undefined, false);
    else this.#open();
    await this.#refresh();
  }

  #open(): void {
    const { extension } = this.around;
    const media = Uri.joinPath(extension, 'media');
    const viewColumn = [...columns.values()].find(column => column !== undefined) ?? ViewColumn.Beside;
    const panel = window.createWebviewPanel(
      `${CLIENT_ID}.${this.view.name}`,
      this.view.title,
      { viewColumn, preserveFocus: false },
      {
        enableScripts: true,
        enableFindWidget: true,
        localResourceRoots: [Uri.joinPath(media, 'views')],
      },
    );
    this.#panel = panel;
    this.#isReady = false;
    panel.iconPath = Uri.joinPath(media, 'icon.png');
    columns.set(panel, panel.viewColumn);
    panel.onDidDispose(() => {
      columns.delete(panel);
      this.#panel = undefined;
      this.#shown = undefined;
      this.#html = '';
    });
    panel.onDidChangeViewState(() => {
      columns.set(panel, panel.viewColumn);
      void this.#refresh();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) void this.#act(message);
    });
    const resource = (file: string): string =>
      panel.webview.asWebviewUri(Uri.joinPath(media, 'views', file)).toString();
    panel.webview.html = page({
      title: this.view.title,
      cspSource: panel.webview.cspSource,
      nonce: crypto.randomUUID(),
      style: resource('view.css'),
      script: resource('view.js'),
    });
  }

  /** Goes with the caret to another encounter; within the one on show there is nothing new to say. */
  #follow(uri: Uri, position: Position): void {
    if (!this.#panel) return;
    this.#at = { uri, position };
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      const { uri: shown, range } = this.#shown ?? {};
      const isOnShow =
        shown?.toString() === uri.toString() &&
        range &&
        range.start.line <= position.line &&
        position.line <= range.end.line;
      if (!isOnShow) void this.#refresh();
    }, REST_MS);
  }

  async #refresh(): Promise<void> {
    if (!this.#panel?.visible || !this.#at) return;
    const { uri, position } = this.#at;
    const asked = ++this.#asked;
    const answer = await this.view.ask(atPosition(uri, position)).catch(() => undefined);
    // A later question has been asked since, or there was no server to answer.
    if (asked !== this.#asked || answer === undefined || !this.#panel) return;
    const isAnother =
      this.#shown?.uri.toString() !== uri.toString() || this.#shown?.range.start.line !== answer?.range.start.line;
    this.#shown = answer ? { uri, range: answer.range } : undefined;
    const { text } = answer ? this.view.render(answer) : NO_ENCOUNTER;
    if (text === this.#html && !this.#isWanted) return;
    this.#html = text;
    await this.#send(isAnother);
  }

  async #send(isAnother: boolean): Promise<void> {
    if (!this.#isReady || !this.#html || !this.#panel) return;
    const takesFocus = this.#isWanted;
    this.#isWanted = false;
    await this.#panel.webview.postMessage({ kind: 'show', html: this.#html, isAnother, takesFocus });
  }

  async #act(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        return this.#send(true);
      case 'jump': {
        const uri = Uri.parse(message.uri);
        const document = await workspace.openTextDocument(uri);
        const { range, firstNonWhitespaceCharacterIndex: first } = document.lineAt(
          Math.min(message.line, document.lineCount - 1),
        );
        return showInNote(uri, range.with(range.start.with({ character: first })));
      }
      case 'fix':
        return fixFinding(message);
      case 'rule':
        return commands.executeCommand(`${CLIENT_ID}.openRule`, message.id);
      case 'command': {
        const at = this.#shown ?? this.#at;
        const start = this.#shown?.range.start;
        return commands.executeCommand(`${CLIENT_ID}.${message.name}`, at?.uri.toString(), start ?? this.#at?.position);
      }
    }
  }
}

const NO_ENCOUNTER = {
  text:
    '<p role="status">There is no encounter in this note yet. It begins with a line such as ' +
    '<code>2026-11-20 refill P-014 @office</code>.</p>',
};
