import {
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Settings } from '../core/workspace/workspace.js';
import { mergeSettings } from '../project/config.js';
import type { Context } from './context.js';
import { DiagnosticsStore } from './diagnostics-store.js';
import { FEATURES } from './features/index.js';
import type { Host } from './host.js';
import { listenToClient } from './listen-to-client.js';
import { createLog } from './log.js';
import { Notes, type Note } from './notes.js';
import { Readiness } from './readiness.js';
import { SettingsErrors } from './settings-errors.js';
import { UserSettings } from './settings.js';
import { listenToEditor } from './sync.js';
import { today } from './today.js';
import { TypingPositions } from './typing.js';
import { WorkspaceSettings } from './workspace-settings.js';

/**
 * How long an answer waits at most for notes on disk and settings. Late findings are better than findings that change a
 * moment later.
 */
const MAX_WAIT_MS = 5000;

/**
 * Serves one client until it leaves.
 * @param createHost makes the host from the client's initialization options
 */
export function serve(connection: Connection, createHost: (options: unknown) => Host): void {
  let started = false;
  connection.onRequest(method =>
    started
      ? new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.'),
  );
  connection.onInitialize(params => {
    if (started) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    started = true;
    return start(connection, createHost(params.initializationOptions), params);
  });
  connection.listen();
}

function start(connection: Connection, host: Host, params: InitializeParams): InitializeResult {
  const { capabilities: client } = params;
  const options: unknown = params.initializationOptions;
  const log = createLog(connection.console);
  const language = host.openLanguage(codesFolder(params.initializationOptions), why => log.warn(why));
  const workspace = language.createWorkspace();
  const work = new Readiness(MAX_WAIT_MS);
  const listeners: ((note?: Note) => void)[] = [];
  const changed = (note?: Note): void => {
    diagnostics.changed();
    if (note && notes.byKey(note.key)?.version === undefined) diagnostics.forget(note.key);
    for (const listener of listeners) listener(note);
  };
  const isExcluded = (key: string): boolean => folderSettings.excludes(key);
  const notes = new Notes({ workspace, fs: host.fs, log, work, changed, excludes: isExcluded });
  const hintsAtFuture = asksFor(options, 'futureDates');
  const settingsOf = (key: string): Settings => ({
    ...mergeSettings(settings.of(key), folderSettings.configOf(key)),
    ...(hintsAtFuture ? { today: { date: today(), severity: 'hint' } } : {}),
  });
  const reconfigure = (): void => {
    workspace.configure(settingsOf, key => folderSettings.profilesOf(key));
    changed();
    // A payer that the settings name can be in a profile that is still being read.
    void work.wait().then(() => settingsErrors.show(settings.faults((...payer) => folderSettings.hasPayer(...payer))));
  };
  const settingsErrors = new SettingsErrors(connection, log);
  const ruleIds = language.rules.map(({ id }) => id);
  const settings = new UserSettings({ connection, client, options, rules: ruleIds, changed: reconfigure });
  const folderSettings = new WorkspaceSettings({
    connection,
    fs: host.fs,
    language,
    log,
    isTrusted: isTrusted(options),
    changed: reconfigure,
  });
  const typing = new TypingPositions(workspace, () => changed());
  const diagnostics = new DiagnosticsStore({ workspace, notes, host, settings, typing });
  workspace.configure(settingsOf, key => folderSettings.profilesOf(key));
  listenToEditor(connection, notes, typing, log);
  listenToClient(connection, params, { log, notes, typing, settings, folderSettings, work });

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
    ...wishesOf(options),
    ready: () => work.wait(),
    onChange: listener => void listeners.push(listener),
  };
  return { serverInfo: { name: 'Encounter Notes' }, capabilities: capabilitiesOf(context) };
}

/** Registers every feature, and says what the server can do. */
function capabilitiesOf(context: Context): ServerCapabilities {
  return FEATURES.reduce<ServerCapabilities>((all, feature) => ({ ...all, ...feature(context) }), OWN_CAPABILITIES);
}

type CommandName = 'suggestCommand' | 'copyCommand' | 'codePageCommand';

/** What our own client asks for when it starts the server. */
function wishesOf(options: unknown): Pick<Context, CommandName | 'wantsChanges'> {
  return {
    suggestCommand: commandOf(options, 'suggestCommand'),
    copyCommand: commandOf(options, 'copyCommand'),
    codePageCommand: commandOf(options, 'codePageCommand'),
    wantsChanges: asksFor(options, 'wantsChanges'),
  };
}

const FOLDERS_AND_NOTES = {
  filters: [
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
    { scheme: 'file', pattern: { glob: '**/*.encounter' } },
  ],
};

const OWN_CAPABILITIES: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, willSave: true, save: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { didRename: FOLDERS_AND_NOTES, didDelete: FOLDERS_AND_NOTES },
  },
};

/** The name of a command of the client. */
function commandOf(options: unknown, name: CommandName): string | undefined {
  const command = (options as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof command === 'string' ? command : undefined;
}

/** An editor that does not mention trust does not know it; its user opened the folder on purpose. */
/** `codes` of the initialization options: the folder of loaded releases, such as the extension's own storage. */
function codesFolder(options: unknown): string | undefined {
  const folder = typeof options === 'object' && options !== null && 'codes' in options ? options.codes : undefined;
  return typeof folder === 'string' && folder !== '' ? folder : undefined;
}

function isTrusted(options: unknown): boolean {
  return !(
    typeof options === 'object' &&
    options !== null &&
    'isWorkspaceTrusted' in options &&
    options.isWorkspaceTrusted === false
  );
}

/** What only our own client asks for: other editors get what the protocol names. */
function asksFor(options: unknown, name: 'wantsChanges' | 'futureDates'): boolean {
  return typeof options === 'object' && options !== null && (options as Record<string, unknown>)[name] === true;
}
