// The body of the extension, the same in every host: it starts the server, shows its state, and offers views and
// commands. It knows no coding rule and parses nothing; the server says what a note means.
import { Disposable, commands, window, workspace, type Event, type ExtensionContext } from 'vscode';
import {
  RevealOutputChannelOn,
  State,
  type BaseLanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import type { FreeCommands, Loaded } from './activation';
import { claimMiddleware } from './claim';
import { ActiveNote } from './active-note';
import { watchAssistants } from './assistants';
import { followCaret } from './caret';
import { FaultsOnce } from './faults-once';
import { showCodeSetStatus } from './code-set-status';
import type { CodeSetStorage } from './code-sets';
import { importCodeSets, type Importing } from './commands/code-sets';
import { registerCommands } from './commands/commands';
import { Pages } from './virtual-documents';
import { traceWithoutContent } from './log';
import { CLIENT_NAME, COMPLETE_CLAIM, LANGUAGE_ID, NOTE_SCHEMES } from './names';
import { readPastedCharts } from './paste';
import { showPayer } from './payer';
import { offerRuleLevels } from './rule-levels';
import { changesOf } from './server';
import { SteadyHints } from './inlay-hint-middleware';
import { CheckedNotes, showStatus } from './status';
import { showDays } from './views/day-tree';

const CODE_PAGE = 'encounterNotes.showCodePage';

/** A client as this extension uses it: both hosts' clients can be restarted, their common base type does not say so. */
export type RestartableClient = BaseLanguageClient & { restart(): Promise<void> };

/** What VS Code and activation hand over. */
interface Host {
  readonly context: ExtensionContext;
  readonly freeCommands: FreeCommands;
}

/** Registers views and commands, and starts the server; resolves when they are there, and the server has not answered yet. */
export async function run(
  { context, freeCommands }: Host,
  create: (options: LanguageClientOptions) => RestartableClient,
  storageOf: (client: BaseLanguageClient) => CodeSetStorage,
): Promise<Loaded> {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const checkedNotes = new CheckedNotes();
  const hints = new SteadyHints();
  const faults = new FaultsOnce();
  let codeSets: object = {};
  const client = create({
    documentSelector: NOTE_SCHEMES.map(scheme => ({ scheme, language: LANGUAGE_ID })),
    // The server says what comes next; only this editor knows by which command it asks for it.
    initializationOptions: () => ({
      suggestCommand: 'editor.action.triggerSuggest',
      copyCommand: 'encounterNotes.copyText',
      codePageCommand: CODE_PAGE,
      wantsChanges: true,
      calmWhileTyping: true,
      futureDates: true,
      isWorkspaceTrusted: workspace.isTrusted,
      ...codeSets,
    }),
    // The one command that a hover may link to; texts of notes are escaped in it.
    markdown: { isTrusted: { enabledCommands: [CODE_PAGE] } },
    outputChannel: log,
    traceOutputChannel: traceWithoutContent(log),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: { ...checkedNotes.middleware, ...claimMiddleware, ...hints.middleware, ...faults.middleware },
  });
  const storage = storageOf(client);
  const importing: Importing = {
    importFiles: storage.importFiles,
    reload: async () => {
      codeSets = await storage.serverOptions();
      await client.restart();
    },
  };
  codeSets = await storage.serverOptions();
  hints.refreshBy(client);
  const active = new ActiveNote();
  const pages = new Pages();
  const onChanged = changesOf(client);
  freeCommands(command => command !== COMPLETE_CLAIM);
  context.subscriptions.push(
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) freeCommands(() => true); // the client registers those of the server next
    }),
    log,
    client,
    hints,
    faults,
    active,
    pages,
    registerCommands({ context, client, active, pages, onChanged }),
    followNotes(client, { active, checkedNotes, onChanged }),
    commands.registerCommand('encounterNotes.importCodeSets', (...sent) => importCodeSets(importing, ...sent)),
    commands.registerCommand('encounterNotes.restartServer', () => client.restart()),
    commands.registerCommand('encounterNotes.showLog', () => log.show()),
  );
  return { running: client.start() };
}

/** What shows the notes and follows the caret, without being called. */
function followNotes(
  client: RestartableClient,
  { active, checkedNotes, onChanged }: { active: ActiveNote; checkedNotes: CheckedNotes; onChanged: Event<void> },
): Disposable {
  return Disposable.from(
    showDays(client, onChanged),
    followCaret(client),
    readPastedCharts(client),
    showStatus(client, checkedNotes, active),
    showPayer(client, active, onChanged),
    offerRuleLevels(),
    watchAssistants(),
    showCodeSetStatus(client, onChanged),
    workspace.onDidGrantWorkspaceTrust(
      () => client.isRunning() && void client.sendNotification('encounterNotes/workspaceTrusted'),
    ),
  );
}
