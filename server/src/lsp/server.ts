import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidSaveTextDocumentNotification,
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { createLanguage } from '../core/language.js';
import type { Settings } from '../core/workspace/workspace.js';
import { judgingBy } from '../project/config.js';
import { CONFIG_GLOB, Configurations } from './configurations.js';
import type { Context } from './context.js';
import { FEATURES } from './features/index.js';
import { guardNotification } from './guard.js';
import type { Host } from './host.js';
import { createLog } from './log.js';
import { Notes, type Note } from './notes.js';
import { PayerProfiles, PROFILE_GLOB, PROFILE_GLOBS } from './payer-profiles.js';
import { Readiness } from './readiness.js';
import { DiagnosticsStore } from './diagnostics-store.js';
import { CARET_MOVED, type CaretMoved } from '../../../protocol/messages.js';
import { noteKey } from './uri.js';
import { SECTION, UserSettings } from './settings.js';
import { SettingsErrors } from './settings-errors.js';
import { listenToEditor } from './sync.js';
import { TypingPositions } from './typing.js';

/** How long an answer waits for notes on disk and settings at most: findings that change a moment later would be worse than late ones. */
const PATIENCE_MS = 5000;

/** Serves one client until it leaves. */
export function serve(connection: Connection, host: Host): void {
  let started = false;
  connection.onRequest(method =>
    started
      ? new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.'),
  );
  connection.onInitialize(params => {
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
  const work = new Readiness(PATIENCE_MS);
  const listeners: ((note?: Note) => void)[] = [];
  const changed = (note?: Note): void => {
    diagnostics.changed();
    if (note && notes.byKey(note.key)?.version === undefined) diagnostics.forget(note.key);
    for (const listener of listeners) listener(note);
  };
  const notes = new Notes(workspace, host, log, work, changed, key => configurations.excludes(key));
  const judging = (key: string): Settings => judgingBy(settings.of(key), configurations.of(key));
  const judgeAnew = (): void => {
    workspace.configure(judging, key => profiles.of(key));
    changed();
    // A payer that the settings name may stand in a profile that is still being read.
    void work.wait().then(() => faults.show(settings.faults((payer, folder) => profiles.has(payer, folder))));
  };
  const faults = new SettingsErrors(connection, log);
  const settings = new UserSettings(
    connection,
    client,
    params.initializationOptions,
    language.rules.map(({ id }) => id),
    judgeAnew,
  );
  const profiles = new PayerProfiles(connection, host, language, log, isTrusted(params.initializationOptions), () => {
    configurations.profilesChanged();
    judgeAnew();
  });
  const configurations = new Configurations(
    connection,
    host,
    language,
    log,
    isTrusted(params.initializationOptions),
    folder => profiles.of(folder),
    judgeAnew,
  );
  const typing = new TypingPositions(workspace, () => changed());
  const diagnostics = new DiagnosticsStore(workspace, notes, host, settings, typing);
  workspace.configure(judging, key => profiles.of(key));
  listenToEditor(connection, notes, typing, log);
  listenToClient(connection, params, { log, notes, typing, settings, profiles, configurations, work });

  const context: Context = {
    connection,
    host,
    log,
    language,
    workspace,
    notes,
    diagnostics,
    settings,
    client,
    suggestCommand: suggestCommandOf(params.initializationOptions),
    wantsChanges: wantsChanges(params.initializationOptions),
    ready: () => work.wait(),
    onChange: listener => {
      listeners.push(listener);
    },
  };
  return {
    serverInfo: { name: 'Encounter Notes' },
    capabilities: FEATURES.reduce<ServerCapabilities>(
      (all, feature) => ({ ...all, ...feature(context) }),
      OWN_CAPABILITIES,
    ),
  };
}

const FOLDERS_AND_NOTES = {
  filters: [
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
    { scheme: 'file', pattern: { glob: '**/*.encounter' } },
  ],
};

const IGNORE_GLOB = '**/.gitignore';
const isIgnoreFile = (uri: string): boolean => uri.endsWith('/.gitignore');

/** What folders keep for their notes, and users edit as text. */
const KEPT_GLOBS = [PROFILE_GLOB, CONFIG_GLOB, IGNORE_GLOB];

const OWN_CAPABILITIES: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { didRename: FOLDERS_AND_NOTES, didDelete: FOLDERS_AND_NOTES },
  },
};

function suggestCommandOf(options: unknown): string | undefined {
  const command =
    typeof options === 'object' && options !== null && 'suggestCommand' in options ? options.suggestCommand : undefined;
  return typeof command === 'string' ? command : undefined;
}

/** An editor that says nothing of trust has no such notion, and opened the folder because somebody asked it to. */
function isTrusted(options: unknown): boolean {
  return !(
    typeof options === 'object' &&
    options !== null &&
    'isWorkspaceTrusted' in options &&
    options.isWorkspaceTrusted === false
  );
}

function wantsChanges(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'wantsChanges' in options && options.wantsChanges === true;
}

interface Parts {
  log: Context['log'];
  notes: Notes;
  typing: TypingPositions;
  settings: UserSettings;
  profiles: PayerProfiles;
  configurations: Configurations;
  work: Readiness;
}

/** Follows the folders, the files and the settings of the client. */
function listenToClient(
  connection: Connection,
  params: InitializeParams,
  { log, notes, typing, settings, profiles, configurations, work }: Parts,
): void {
  const { capabilities: client, workspaceFolders, rootUri } = params;
  let folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  const useFolders = (): void =>
    work.add(
      Promise.all([
        settings.ask(folders),
        profiles.setFolders(folders),
        // What the configurations pass over is not read.
        configurations.setFolders(folders).then(() => notes.setFolders(folders)),
      ]),
    );
  const reconfigure = (reading: Promise<void>): Promise<void> => reading.then(() => notes.exclude());
  const listen = <Params>(name: string, handler: (params: Params) => void): ((params: Params) => Promise<void>) =>
    guardNotification(log, name, handler);
  const registered = (registration: Promise<unknown>): void => {
    registration.catch(() => log.warn('The client did not accept a registration.'));
  };
  // Until the client may be asked for its settings, nothing is said about notes.
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
            watchers: ['**/*.encounter', ...PROFILE_GLOBS, CONFIG_GLOB, IGNORE_GLOB].map(globPattern => ({
              globPattern,
            })),
          }),
        );
      }
      // What watches the disk can miss the files of a folder that has just been made; what the coder saves in the editor shall count all the same.
      if (client.textDocument?.synchronization?.dynamicRegistration) {
        registered(
          connection.client.register(DidSaveTextDocumentNotification.type, {
            documentSelector: KEPT_GLOBS.map(pattern => ({ scheme: 'file', pattern })),
          }),
        );
      }
    }),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    listen('changing folders', params => {
      const gone = new Set(listed(params?.event?.removed, ['uri']).map(({ uri }) => uri));
      folders = [
        ...folders.filter(uri => !gone.has(uri)),
        ...listed(params?.event?.added, ['uri']).map(({ uri }) => uri),
      ];
      useFolders();
    }),
  );
  connection.onDidChangeConfiguration(
    listen('changing the settings', (change: { settings?: unknown } | null) =>
      work.add(settings.given(change?.settings, folders)),
    ),
  );
  const readKept = (uris: readonly string[]): Promise<unknown> =>
    Promise.all([
      profiles.filesChanged(uris),
      reconfigure(configurations.filesChanged(uris)),
      uris.some(isIgnoreFile) ? notes.ignore() : undefined,
    ]);
  connection.onDidChangeWatchedFiles(
    listen('reading changed files', params => {
      const changes = listed(params?.changes, ['uri']);
      work.add(Promise.all([notes.filesChanged(changes), readKept(changes.map(({ uri }) => uri))]));
    }),
  );
  connection.onDidSaveTextDocument(
    listen('reading a saved file', params => {
      const uris = listed([params?.textDocument], ['uri']).map(({ uri }) => uri);
      for (const uri of uris) typing.finished(noteKey(uri));
      work.add(readKept(uris));
    }),
  );
  connection.onNotification(
    CARET_MOVED,
    listen('following the caret', (params: CaretMoved | null) => {
      const uri = params?.textDocument?.uri;
      if (typeof uri === 'string' && typeof params?.line === 'number') typing.movedTo(noteKey(uri), params.line);
    }),
  );
  connection.onNotification(
    'encounterNotes/workspaceTrusted',
    listen('reading the profiles of a trusted workspace', () =>
      work.add(Promise.all([profiles.trust(), reconfigure(configurations.trust())])),
    ),
  );
  // Of a folder that moves nothing is said about the profiles in it.
  const moved = (moves: readonly { from: string; to?: string }[]): void =>
    work.add(Promise.all([notes.moved(moves), readKept(moves.map(({ from }) => from))]));
  connection.workspace.onDidRenameFiles(
    listen('following renamed files', params => {
      moved(listed(params?.files, ['oldUri', 'newUri']).map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri })));
    }),
  );
  connection.workspace.onDidDeleteFiles(
    listen('forgetting deleted files', params =>
      moved(listed(params?.files, ['uri']).map(({ uri }) => ({ from: uri }))),
    ),
  );
}

/** The entries of a list that came from the client which have all these texts; what else came in it is no entry. */
function listed<T>(list: readonly T[] | undefined, texts: readonly (keyof T)[]): readonly T[] {
  return Array.isArray(list)
    ? list.filter((one: T | null | undefined) => texts.every(name => typeof one?.[name] === 'string'))
    : [];
}
