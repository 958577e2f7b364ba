import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidSaveTextDocumentNotification,
  TextDocumentSaveReason,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import { CARET_MOVED, type CaretMoved } from '../../../protocol/messages.js';
import { addressOf } from '../project/address.js';
import { guardNotification } from './guard.js';
import type { Log } from './log.js';
import type { Notes } from './notes.js';
import type { Readiness } from './readiness.js';
import { SECTION, type UserSettings } from './settings.js';
import type { TypingPositions } from './typing.js';
import { SETTINGS_FILE_GLOBS, SETTINGS_GLOBS, type WorkspaceSettings } from './workspace-settings.js';

const IGNORE_GLOB = '**/.gitignore';
const isIgnoreFile = (uri: string): boolean => uri.endsWith('/.gitignore');

/** What changes with the client's folders, files and settings. */
export interface Followers {
  log: Log;
  notes: Notes;
  typing: TypingPositions;
  settings: UserSettings;
  folderSettings: WorkspaceSettings;
  work: Readiness;
}

/** Follows the folders, the files and the settings of the client. */
export function listenToClient(connection: Connection, params: InitializeParams, followers: Followers): void {
  const listener = new ClientListener(connection, params, followers);
  listener.listenToStart();
  listener.listenToSettings();
  listener.listenToFiles();
  listener.listenToMoves();
}

class ClientListener {
  private folders: readonly string[];

  constructor(
    private readonly connection: Connection,
    private readonly params: InitializeParams,
    private readonly followers: Followers,
  ) {
    const { workspaceFolders, rootUri } = params;
    this.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  listenToStart(): void {
    const { connection } = this;
    // Findings wait until the client can be asked for its settings.
    let started = (): void => {};
    this.followers.work.add(
      new Promise<void>(resolve => {
        started = resolve;
      }),
    );
    connection.onInitialized(
      this.listen('starting', () => {
        this.useFolders();
        started();
        this.register();
      }),
    );
    connection.onNotification(
      DidChangeWorkspaceFoldersNotification.type,
      this.listen('changing folders', params => {
        const gone = new Set(withTexts(params?.event?.removed, ['uri']).map(({ uri }) => uri));
        const added = withTexts(params?.event?.added, ['uri']).map(({ uri }) => uri);
        this.folders = [...this.folders.filter(uri => !gone.has(uri)), ...added];
        this.useFolders();
      }),
    );
  }

  listenToSettings(): void {
    const { connection } = this;
    const { notes, settings, folderSettings, work } = this.followers;
    connection.onDidChangeConfiguration(
      this.listen('changing the settings', (change: { settings?: unknown } | null) =>
        work.add(settings.given(change?.settings, this.folders)),
      ),
    );
    connection.onNotification(
      'encounterNotes/workspaceTrusted',
      this.listen('reading the profiles of a trusted workspace', () =>
        work.add(folderSettings.trust().then(() => notes.exclude())),
      ),
    );
  }

  listenToFiles(): void {
    const { connection } = this;
    const { notes, typing, work } = this.followers;
    connection.onDidChangeWatchedFiles(
      this.listen('reading changed files', params => {
        const changes = withTexts(params?.changes, ['uri']);
        work.add(Promise.all([notes.filesChanged(changes), this.readSettings(changes.map(({ uri }) => uri))]));
      }),
    );
    connection.onWillSaveTextDocument(
      this.listen('saving a file', params => {
        for (const { uri } of withTexts([params?.textDocument], ['uri']))
          typing.willSave(addressOf(uri), params.reason === TextDocumentSaveReason.AfterDelay);
      }),
    );
    connection.onDidSaveTextDocument(
      this.listen('reading a saved file', params => {
        const uris = withTexts([params?.textDocument], ['uri']).map(({ uri }) => uri);
        for (const uri of uris) typing.saved(addressOf(uri));
        work.add(this.readSettings(uris));
      }),
    );
    connection.onNotification(
      CARET_MOVED,
      this.listen('following the caret', (params: CaretMoved | null) => {
        const uri = params?.textDocument?.uri;
        if (typeof uri === 'string' && typeof params?.line === 'number') typing.movedTo(addressOf(uri), params.line);
      }),
    );
  }

  listenToMoves(): void {
    const { workspace } = this.connection;
    const { notes, work } = this.followers;
    // A client that moves a folder does not report the settings files in it.
    const moved = (moves: readonly { from: string; to?: string }[]): void =>
      work.add(Promise.all([notes.moved(moves), this.readSettings(moves.map(({ from }) => from))]));
    workspace.onDidRenameFiles(
      this.listen('following renamed files', params => {
        const files = withTexts(params?.files, ['oldUri', 'newUri']);
        moved(files.map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri })));
      }),
    );
    workspace.onDidDeleteFiles(
      this.listen('forgetting deleted files', params =>
        moved(withTexts(params?.files, ['uri']).map(({ uri }) => ({ from: uri }))),
      ),
    );
  }

  private listen<Params>(name: string, handler: (params: Params) => void): (params: Params) => Promise<void> {
    return guardNotification(this.followers.log, name, handler);
  }

  private useFolders(): void {
    const { notes, settings, folderSettings, work } = this.followers;
    const { folders } = this;
    work.add(
      Promise.all([
        settings.ask(folders),
        // Notes that a configuration excludes are not read.
        folderSettings.setFolders(folders).then(() => notes.setFolders(folders)),
      ]),
    );
  }

  private readSettings(uris: readonly string[]): Promise<unknown> {
    const { notes, folderSettings } = this.followers;
    return Promise.all([
      folderSettings.filesChanged(uris).then(() => notes.exclude()),
      uris.some(isIgnoreFile) ? notes.ignore() : undefined,
    ]);
  }

  /** Asks the client to report changes of settings and files, as far as it can. */
  private register(): void {
    const { client } = this.connection;
    const { workspace, textDocument } = this.params.capabilities;
    const registered = (registration: Promise<unknown>): void => {
      registration.catch(() => this.followers.log.warn('The client did not accept a registration.'));
    };
    if (workspace?.didChangeConfiguration?.dynamicRegistration)
      registered(client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = ['**/*.encounter', ...SETTINGS_GLOBS, IGNORE_GLOB].map(globPattern => ({ globPattern }));
      registered(client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    // A file watcher can miss files in a new folder; what the coder saves in the editor must count all the same.
    if (textDocument?.synchronization?.dynamicRegistration) {
      const patterns = [...SETTINGS_FILE_GLOBS, IGNORE_GLOB];
      const documentSelector = patterns.map(pattern => ({ scheme: 'file', pattern }));
      registered(client.register(DidSaveTextDocumentNotification.type, { documentSelector }));
    }
  }
}

/** The entries of a list from the client that have all these texts; the list can contain anything. */
function withTexts<T>(list: readonly T[] | undefined, texts: readonly (keyof T)[]): readonly T[] {
  return Array.isArray(list)
    ? list.filter((one: T | null | undefined) => texts.every(name => typeof one?.[name] === 'string'))
    : [];
}
