import {
  DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, ErrorCodes, PositionEncodingKind, ResponseError,
  TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities,
} from 'vscode-languageserver';
import { createLanguage } from '../core/language.js';
import type { Context } from './context.js';
import { FEATURES } from './features/index.js';
import { guardNotification } from './guard.js';
import type { Host } from './host.js';
import { createLog } from './log.js';
import { Notes, type Note } from './notes.js';
import { Reports } from './reports.js';
import { SECTION, UserSettings } from './settings.js';
import { listenToEditor } from './sync.js';

/** How long the first answers wait for the notes on disk: findings that change a moment later would be worse than late ones. */
const PATIENCE_MS = 5000;

/** Serves one client until it leaves. */
export function serve(connection: Connection, host: Host): void {
  let started = false;
  connection.onRequest((method) => started
    ? new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`)
    : new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.'));
  connection.onInitialize((params) => {
    if (started) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    started = true;
    return start(connection, host, params);
  });
  connection.listen();
}

function start(connection: Connection, host: Host, params: InitializeParams): InitializeResult {
  const { capabilities: client } = params;
  const log = createLog(connection.console);
  const language = createLanguage();
  const workspace = language.createWorkspace();
  const listeners: ((note?: Note) => void)[] = [];
  const changed = (note?: Note): void => {
    for (const listener of listeners) listener(note);
  };
  const notes = new Notes(workspace, host, log, changed);
  const settings = new UserSettings(connection, client, params.initializationOptions, () => {
    workspace.configure((key) => settings.of(key));
    changed();
  });
  workspace.configure((key) => settings.of(key));
  listenToEditor(connection, notes, log);

  const registered = (registration: Promise<unknown>): void => {
    registration.catch(() => log.warn('The client did not accept a registration.'));
  };
  let folders = foldersOf(params);
  let announceReady = (): void => {};
  const ready = Promise.race([
    new Promise<void>((resolve) => { announceReady = resolve; }),
    new Promise<void>((resolve) => { setTimeout(resolve, PATIENCE_MS).unref(); }),
  ]);
  connection.onInitialized(guardNotification(log, 'starting', async () => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      registered(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      registered(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.encounter' }] }));
    }
    await Promise.all([settings.ask(folders), notes.setFolders(folders)]);
    announceReady();
  }));
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, guardNotification(log, 'changing folders', async ({ event }) => {
    const gone = new Set(event.removed.map(({ uri }) => uri));
    folders = [...folders.filter((uri) => !gone.has(uri)), ...event.added.map(({ uri }) => uri)];
    await Promise.all([settings.ask(folders), notes.setFolders(folders)]);
  }));
  connection.onDidChangeConfiguration(guardNotification(log, 'changing the settings', ({ settings: given }: { settings?: unknown }) => settings.given(given, folders)));
  connection.onDidChangeWatchedFiles(guardNotification(log, 'reading changed files', ({ changes }) => notes.filesChanged(changes)));
  connection.workspace.onDidRenameFiles(guardNotification(log, 'following renamed files', ({ files }) =>
    notes.moved(files.map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri })))));
  connection.workspace.onDidDeleteFiles(guardNotification(log, 'forgetting deleted files', ({ files }) => notes.moved(files.map(({ uri }) => ({ from: uri })))));

  const reports = new Reports(workspace, notes, host);
  const context: Context = { connection, host, log, language, workspace, notes, reports, client, ready, onChange: (listener) => { listeners.push(listener); } };
  const folderMoves = { filters: [{ scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } }, { scheme: 'file', pattern: { glob: '**/*.encounter' } }] };
  const own: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didRename: folderMoves, didDelete: folderMoves },
    },
  };
  return {
    serverInfo: { name: 'Encounter Notes' },
    capabilities: FEATURES.reduce<ServerCapabilities>((all, feature) => ({ ...all, ...feature(context) }), own),
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}
