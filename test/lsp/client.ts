// An editor for the tests: it starts the bundled server as a process of its own and speaks to it over its standard
// input and output.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

export const SERVER = path.resolve(import.meta.dirname, '../../dist/server.js');
/** The bundle for a browser, in a worker of its own, behind standard input and output. */
export const WORKER = path.resolve(import.meta.dirname, '../support/worker-process.mjs');

/** What VS Code says of itself, as far as the server asks. */
export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
};

/** An editor that cannot pull diagnostics, and knows only what the first version of the protocol had. */
export const PUSHED_TO: ClientCapabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } } };

export interface EditorOptions {
  capabilities?: ClientCapabilities;
  folders?: WorkspaceFolder[];
  /** What `workspace/configuration` answers for the section `encounterNotes`, by the address asked about. */
  settings?: (scope: string | undefined) => unknown;
  initializationOptions?: unknown;
  /** How the server is started, after `node`. */
  command?: readonly string[];
  /** The Node that runs it; this one if absent. */
  node?: string;
  environment?: NodeJS.ProcessEnv;
}

export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  /** What was shown to the user in a window. */
  readonly shown: string[] = [];
  /** The file patterns that the server asked to watch. */
  readonly registered: Registration[] = [];
  refreshes = 0;
  settings: (scope: string | undefined) => unknown;
  initialized!: InitializeResult;
  readonly #listeners = new Set<() => void>();
  readonly #open = new Set<string>();

  private constructor(
    readonly server: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    options: EditorOptions,
  ) {
    this.settings = options.settings ?? (() => ({}));
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const server = spawn(options.node ?? process.execPath, options.command ?? [SERVER, '--stdio'], {
      env: options.environment ?? process.env,
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const editor = new Editor(server, connection, options);
    server.stderr.on('data', (data: Buffer) => editor.logged.push(data.toString()));
    editor.#answerServer();
    connection.listen();
    editor.initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? PULLING,
      workspaceFolders: options.folders ?? null,
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  #answerServer(): void {
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#tell();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#tell();
    });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message);
      this.#tell();
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(item => this.settings(item.scopeUri)),
    );
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.#tell();
      return null;
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      this.registered.push(...registrations);
      this.#tell();
      return null;
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Resolves as soon as what is asked for is so, after anything that the server sends unasked. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>(resolve => {
        const listener = (): void => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    this.#open.add(uri);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'encounter-note', version, text },
    });
  }

  change(uri: string, version: number, contentChanges: { range?: Range; text: string }[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    this.#open.delete(uri);
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest(method, params);
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId ? { previousResultId } : {}),
    });
  }

  /** The findings of a note, pulled. */
  async findings(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('a pull without a previous result must give a full report');
    return report.items;
  }

  actions(uri: string, range: Range, diagnostics: Diagnostic[], only?: string[]): Promise<CodeAction[] | null> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only ? { only } : {}) },
    });
  }

  /** Closes what is open and forgets what the server sent, for the next test that shares this server. */
  async clear(): Promise<void> {
    for (const uri of this.#open) await this.close(uri);
    await this.request('encounterNotes/status', null);
    for (const received of [this.published, this.logged, this.shown]) received.splice(0);
    this.refreshes = 0;
  }

  /** Ends the server regardless of what state it is in. */
  end(): void {
    this.connection.dispose();
    this.server.kill();
  }

  /** Ends the server as an editor does, and answers with its exit code. */
  async stop(): Promise<number | null> {
    const exit = new Promise<number | null>(resolve => this.server.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return exit;
  }
}

/**
 * The text after an action's edits, as an editor applies them; throws where the action is for another version or
 * changes the text twice at one place.
 */
export function apply(action: CodeAction, uri: string, version: number | null, text: string): string {
  const changes = action.edit?.documentChanges ?? [];
  let document = TextDocument.create(uri, 'encounter-note', version ?? 0, text);
  for (const change of changes) {
    if (!('textDocument' in change)) throw new Error('an action may only change the text of a note');
    if (change.textDocument.uri !== uri || change.textDocument.version !== version)
      throw new Error('an action is for another version');
    const edits = change.edits.map(edit =>
      'newText' in edit ? edit : { range: edit.range, newText: edit.snippet.value },
    );
    document = TextDocument.create(uri, 'encounter-note', version ?? 0, TextDocument.applyEdits(document, edits));
  }
  return document.getText();
}
