// The one note of the page, as the server knows it: its text follows the editor, and its features are asked about it.
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  MarkupContent,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import { Server } from './server';

const URI = 'untitled:playground.encounter';
const CAPABILITIES = {
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
  },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
};

export interface Completions {
  readonly items: readonly CompletionItem[];
  readonly defaults: CompletionList['itemDefaults'];
}

export class Note {
  readonly #server = new Server();
  #version = 0;
  readonly #ready: Promise<unknown>;

  /** @param onStale called when the server may find something else in the same text */
  constructor(onStale: () => void) {
    this.#server.on('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.#server.on('workspace/diagnostic/refresh', () => {
      onStale();
      return null;
    });
    this.#ready = this.#start();
  }

  async #start(): Promise<void> {
    await this.#server.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: CAPABILITIES,
      initializationOptions: { calmWhileTyping: true },
    });
    this.#server.notify('initialized', {});
    this.#server.notify('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'encounter-note', version: this.#version, text: '' },
    });
  }

  async write(text: string): Promise<void> {
    await this.#ready;
    const textDocument = { uri: URI, version: ++this.#version };
    this.#server.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  async caretMoved(line: number): Promise<void> {
    await this.#ready;
    this.#server.notify('encounterNotes/caretMoved', { textDocument: { uri: URI }, line });
  }

  async findings(): Promise<readonly Diagnostic[]> {
    const report = await this.#ask<DocumentDiagnosticReport>('textDocument/diagnostic', {});
    return report.kind === 'full' ? report.items : [];
  }

  async hover(position: Position): Promise<{ readonly markdown: string; readonly range?: Range } | undefined> {
    const hover = await this.#ask<Hover | null>('textDocument/hover', { position });
    if (!hover) return undefined;
    return { markdown: (hover.contents as MarkupContent).value, ...(hover.range ? { range: hover.range } : {}) };
  }

  async completions(position: Position): Promise<Completions> {
    const answer = await this.#ask<CompletionList | CompletionItem[] | null>('textDocument/completion', { position });
    const list = Array.isArray(answer) ? { items: answer, itemDefaults: undefined } : answer;
    return { items: list?.items ?? [], defaults: list?.itemDefaults };
  }

  /** The item with its documentation. */
  async resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.#server.request<CompletionItem>('completionItem/resolve', item).catch(() => item);
  }

  fixesOf(finding: Diagnostic): Promise<readonly CodeAction[]> {
    return this.#actions(finding.range, { diagnostics: [finding], only: ['quickfix'] });
  }

  /** The edits of every repair of form. */
  async repairs(): Promise<readonly TextEdit[]> {
    const start = { line: 0, character: 0 };
    const [all] = await this.#actions({ start, end: start }, { diagnostics: [], only: ['source.fixAll'] });
    return all ? this.editsOf(all) : [];
  }

  async format(): Promise<readonly TextEdit[]> {
    return (await this.#ask<TextEdit[] | null>('textDocument/formatting', { options: { tabSize: 2 } })) ?? [];
  }

  async editsOf(action: CodeAction): Promise<readonly TextEdit[]> {
    const { edit } = action.edit ? action : await this.#server.request<CodeAction>('codeAction/resolve', action);
    const changes = edit?.documentChanges?.flatMap(change => ('edits' in change ? change.edits : [])) ?? [];
    return changes.map(one => ('newText' in one ? one : { range: one.range, newText: one.snippet.value }));
  }

  async #actions(range: Range, context: object): Promise<readonly CodeAction[]> {
    const found = (await this.#ask<CodeAction[] | null>('textDocument/codeAction', { range, context })) ?? [];
    return found.filter(action => !action.disabled && (action.edit !== undefined || action.data !== undefined));
  }

  async #ask<Result>(method: string, params: object): Promise<Result> {
    await this.#ready;
    return this.#server.request<Result>(method, { textDocument: { uri: URI }, ...params });
  }
}
