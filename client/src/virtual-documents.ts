import {
  EventEmitter,
  TabInputText,
  Uri,
  commands,
  extensions,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';

const SCHEME = 'encounter-notes';
/**
 * A page on show may be asked for again at any time, also long after its document was closed; older ones than these go.
 */
const MAX_PAGES = 20;

/**
 * Pages that the server wrote for the coder to read: shown as Markdown, kept in memory, never on disk unless the coder
 * saves one.
 */
export class Pages implements TextDocumentContentProvider, Disposable {
  readonly #pages = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered = workspace.registerTextDocumentContentProvider(SCHEME, this);

  dispose(): void {
    this.#registered.dispose();
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#pages.get(uri.toString()) ?? 'This page is no longer kept. Run its command again.\n';
  }

  /**
   * @param title what the tab is called; a second page of one title takes the place of the first
   * @param beside as {@link showMarkdown}
   */
  async show(title: string, markdown: string, beside = false): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${title}.md` });
    this.#pages.delete(uri.toString());
    this.#pages.set(uri.toString(), markdown);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MAX_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    this.#changed.fire(uri);
    await showMarkdown(uri, beside);
  }
}

/**
 * Shows a Markdown file as a page; as its text where this VS Code has no Markdown preview.
 * @param beside keeps a note that the coder is in on screen
 */
export async function showMarkdown(uri: Uri, beside: boolean): Promise<void> {
  const canPreview = extensions.getExtension('vscode.markdown-language-features') !== undefined;
  const isInText = window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputText;
  const preview = beside && isInText ? 'markdown.showPreviewToSide' : 'markdown.showPreview';
  await commands.executeCommand(canPreview ? preview : 'vscode.open', uri);
}
