// The worklist of the workspace in one panel: it follows changes of the notes.
import { Disposable, Position, Uri, ViewColumn, window, type Event, type WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { showInNote } from '../active-note';
import { today } from '../commands/command';
import { CLIENT_ID } from '../names';
import { ask } from '../server';
import { isFromPage, page } from './page';
import { worklistHtml } from './worklist-html';

const TITLE = 'Worklist';

export class WorklistPanel implements Disposable {
  #panel: WebviewPanel | undefined;
  #isReady = false;
  #html = '';
  #asked = 0;
  readonly #listening: Disposable;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly extension: Uri,
    onChanged: Event<void>,
  ) {
    this.#listening = onChanged(() => void this.#refresh());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  /** Opens the worklist, or brings it to the front. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else this.#open();
    await this.#refresh();
  }

  #open(): void {
    const views = Uri.joinPath(this.extension, 'media', 'views');
    const panel = window.createWebviewPanel(`${CLIENT_ID}.worklist`, TITLE, ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [views],
    });
    this.#panel = panel;
    this.#isReady = false;
    panel.iconPath = Uri.joinPath(this.extension, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#html = '';
    });
    panel.onDidChangeViewState(() => void this.#refresh());
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (!isFromPage(message)) return;
      if (message.kind === 'ready') {
        this.#isReady = true;
        void this.#send();
      } else if (message.kind === 'jump') {
        void showInNote(Uri.parse(message.uri), new Position(message.line, 0));
      }
    });
    const resource = (file: string): string => panel.webview.asWebviewUri(Uri.joinPath(views, file)).toString();
    panel.webview.html = page({
      title: TITLE,
      cspSource: panel.webview.cspSource,
      nonce: crypto.randomUUID(),
      style: resource('view.css'),
      script: resource('view.js'),
    });
  }

  async #refresh(): Promise<void> {
    if (!this.#panel?.visible) return;
    const asked = ++this.#asked;
    const list = await ask(this.client, 'encounterNotes/worklist', {}).catch(() => undefined);
    if (asked !== this.#asked || !list) return;
    const { text } = worklistHtml(list, today());
    if (text === this.#html) return;
    this.#html = text;
    await this.#send();
  }

  async #send(): Promise<void> {
    if (!this.#isReady || !this.#html) return;
    await this.#panel?.webview.postMessage({ kind: 'show', html: this.#html, isAnother: false, takesFocus: false });
  }
}
