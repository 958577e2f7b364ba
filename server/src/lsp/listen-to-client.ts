import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidSaveTextDocumentNotification,
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
export function listenToClient(
  connection: Connection,
  params: InitializeParams,
  { log, notes, typing, settings, folderSettings, work }: Followers,
): void {
  const { capabilities: client, workspaceFolders, rootUri } = params;
  let folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  const useFolders = (): void =>
    work.add(
      Promise.all([
        settings.ask(folders),
        // Notes that a configuration excludes are not read.
        folderSettings.setFolders(folders).then(() => notes.setFolders(folders)),
      ]),
    );
  const listen = <Params>(name: string, handler: (params: Params) => void): ((params: Params) => Promise<void>) =>
    guardNotification(log, name, handler);
  const registered = (registration: Promise<unknown>): void => {
    registration.catch(() => log.warn('The client did not accept a registration.'));
  };
  // Findings wait until the client can be asked for its settings.
  let started = (): void => {};
  work.add(
    new Promise<void>(resolve => {
      started = resolve;
    }),
  );
  connection.onInitialized(
    listen('starting', () => {
      useFolders();
      started();
      if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
        registered(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        registered(
          connection.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: ['**/*.encounter', ...SETTINGS_GLOBS, IGNORE_GLOB].map(globPattern => ({
              globPattern,
            })),
          }),
        );
      }
      // A file watcher can miss files in a new folder; what the coder saves in the editor must count all the same.
      if (client.textDocument?.synchronization?.dynamicRegistration) {
        registered(
          connection.client.register(DidSaveTextDocumentNotification.type, {
            documentSelector: [...SETTINGS_FILE_GLOBS, IGNORE_GLOB].map(pattern => ({ scheme: 'file', pattern })),
          }),
        );
      }
    }),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    listen('changing folders', params => {
      const gone = new Set(withTexts(params?.event?.removed, ['uri']).map(({ uri }) => uri));
      folders = [
        ...folders.filter(uri => !gone.has(uri)),
        ...withTexts(params?.event?.added, ['uri']).map(({ uri }) => uri),
      ];
      useFolders();
    }),
  );
  connection.onDidChangeConfiguration(
    listen('changing the settings', (change: { settings?: unknown } | null) =>
      work.add(settings.given(change?.settings, folders)),
    ),
  );
  const readSettings = (uris: readonly string[]): Promise<unknown> =>
    Promise.all([
      folderSettings.filesChanged(uris).then(() => notes.exclude()),
      uris.some(isIgnoreFile) ? notes.ignore() : undefined,
    ]);
  connection.onDidChangeWatchedFiles(
    listen('reading changed files', params => {
      const changes = withTexts(params?.changes, ['uri']);
      work.add(Promise.all([notes.filesChanged(changes), readSettings(changes.map(({ uri }) => uri))]));
    }),
  );
  connection.onDidSaveTextDocument(
    listen('reading a saved file', params => {
      const uris = withTexts([params?.textDocument], ['uri']).map(({ uri }) => uri);
      for (const uri of uris) typing.finished(addressOf(uri));
      work.add(readSettings(uris));
    }),
  );
  connection.onNotification(
    CARET_MOVED,
    listen('following the caret', (params: CaretMoved | null) => {
      const uri = params?.textDocument?.uri;
      if (typeof uri === 'string' && typeof params?.line === 'number') typing.movedTo(addressOf(uri), params.line);
    }),
  );
  connection.onNotification(
    'encounterNotes/workspaceTrusted',
    listen('reading the profiles of a trusted workspace', () =>
      work.add(folderSettings.trust().then(() => notes.exclude())),
    ),
  );
  // A client that moves a folder does not report the settings files in it.
  const moved = (moves: readonly { from: string; to?: string }[]): void =>
    work.add(Promise.all([notes.moved(moves), readSettings(moves.map(({ from }) => from))]));
  connection.workspace.onDidRenameFiles(
    listen('following renamed files', params => {
      moved(withTexts(params?.files, ['oldUri', 'newUri']).map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri })));
    }),
  );
  connection.workspace.onDidDeleteFiles(
    listen('forgetting deleted files', params =>
      moved(withTexts(params?.files, ['uri']).map(({ uri }) => ({ from: uri }))),
    ),
  );
}

/** The entries of a list from the client that have all these texts; the list can contain anything. */
function withTexts<T>(list: readonly T[] | undefined, texts: readonly (keyof T)[]): readonly T[] {
  return Array.isArray(list)
    ? list.filter((one: T | null | undefined) => texts.every(name => typeof one?.[name] === 'string'))
    : [];
}
