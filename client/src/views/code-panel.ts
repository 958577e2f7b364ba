// The page of a code in a panel beside the note; its links lead to the pages of other codes.
import { Disposable, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { today } from '../commands/command';
import { favoriteCodes, toggleFavorite } from '../favorite-codes';
import { CLIENT_ID } from '../names';
import { ask } from '../server';
import { codeHtml, unknownCodeHtml } from './code-html';
import { isFromPage, page, type FromPage } from './page';

/** A code, and the encounter that it is looked up for. */
interface Shown {
  readonly code: string;
  readonly encounter: EncounterOf | undefined;
}

/** A line of a note: its encounter decides the day and the payer. */
export interface EncounterOf {
  readonly uri: string;
  readonly line: number;
}

export class CodePanel implements Disposable {
  #panel: WebviewPanel | undefined;
  #isReady = false;
  #isWanted = false;
  #shown: Shown | undefined;
  #asked = 0;
  readonly #listening = workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration(`${CLIENT_ID}.favoriteCodes`)) void this.#send(false);
  });

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly extension: Uri,
  ) {}

  dispose(): void {
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  /** Opens the page of a code, or turns the open one to it. */
  async show(code: string, encounter: EncounterOf | undefined): Promise<void> {
    this.#shown = { code, encounter };
    this.#isWanted = true;
    if (this.#panel) this.#panel.reveal(undefined, false);
    else this.#open();
    await this.#send(true);
  }

  #open(): void {
    const views = Uri.joinPath(this.extension, 'media', 'views');
    const panel = window.createWebviewPanel(
      `${CLIENT_ID}.codePage`,
      'Code Page',
      { viewColumn: ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [views] },
    );
    this.#panel = panel;
    this.#isReady = false;
    panel.iconPath = Uri.joinPath(this.extension, 'media', 'icon.png');
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) void this.#act(message);
    });
    const resource = (file: string): string => panel.webview.asWebviewUri(Uri.joinPath(views, file)).toString();
    panel.webview.html = page({
      title: 'Code Page',
      cspSource: panel.webview.cspSource,
      nonce: crypto.randomUUID(),
      style: resource('view.css'),
      script: resource('view.js'),
      loading: 'Looking the code up…',
    });
  }

  async #act(message: FromPage): Promise<void> {
    if (message.kind === 'ready') {
      this.#isReady = true;
      await this.#send(true);
    } else if (message.kind === 'code') await this.show(message.code, this.#shown?.encounter);
    else if (message.kind === 'favorite') await toggleFavorite(message.code);
  }

  async #send(isAnother: boolean): Promise<void> {
    if (!this.#isReady || !this.#panel || !this.#shown) return;
    const { code, encounter } = this.#shown;
    const asked = ++this.#asked;
    const date = today();
    const at = encounter ? { textDocument: { uri: encounter.uri }, line: encounter.line } : {};
    const sheet = await ask(this.client, 'encounterNotes/codeSheet', { ...at, code, date });
    if (asked !== this.#asked || !this.#panel) return;
    this.#panel.title = `Code ${code}`;
    const content = sheet ? codeHtml(sheet, favoriteCodes().includes(sheet.code)) : unknownCodeHtml(code, date);
    const takesFocus = this.#isWanted;
    this.#isWanted = false;
    await this.#panel.webview.postMessage({ kind: 'show', html: content.text, isAnother, takesFocus });
  }
}
