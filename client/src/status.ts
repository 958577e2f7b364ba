// What the window's edge says about the note on screen: how many findings it has, and by which data edition they were
// found.
import {
  DiagnosticSeverity,
  Disposable,
  LanguageStatusSeverity,
  type LanguageStatusItem,
  StatusBarAlignment,
  languages,
  window,
  workspace,
  type TextDocument,
  type Uri,
} from 'vscode';
import { State, type BaseLanguageClient, type Middleware } from 'vscode-languageclient';
import { isInFront, type ActiveNote } from './active-note';
import { LANGUAGE_ID } from './names';
import { ask } from './server';

/**
 * The `source` of every diagnostic that our server gives; a spelling checker's squiggles are not counted as findings.
 */
export const DIAGNOSTIC_SOURCE = 'encounter-notes';

/** Remembers which notes the server has checked: until then, no findings does not mean that there are none. */
export class CheckedNotes {
  readonly #notes = new Set<string>();

  /** Notices each answer to "what is wrong with this note?" on its way to the editor. */
  readonly middleware: Middleware = {
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      if (report) this.#notes.add(uriOf(document).toString());
      return report;
    },
  };

  has(note: TextDocument): boolean {
    return this.#notes.has(note.uri.toString());
  }

  forget(note: TextDocument): void {
    this.#notes.delete(note.uri.toString());
  }

  forgetAll(): void {
    this.#notes.clear();
  }
}

export function showStatus(client: BaseLanguageClient, checkedNotes: CheckedNotes, active: ActiveNote): Disposable {
  const counts = window.createStatusBarItem('encounterNotes.findings', StatusBarAlignment.Left);
  counts.name = 'Encounter Notes: findings';
  counts.command = 'workbench.actions.view.problems';
  const data = languages.createLanguageStatusItem('encounterNotes.data', { language: LANGUAGE_ID });
  data.name = 'Encounter Notes: data edition';
  data.command = { title: 'Show log', command: 'encounterNotes.showLog' };
  const trust = trustItem();
  let state = client.state;

  const showCounts = (): void => {
    const note = active.current;
    if (!note) return counts.hide();
    const running = checkedNotes.has(note) ? countFindings(note) : CHECKING;
    const { icon, words } = state === State.Stopped ? STOPPED : running;
    const where = isInFront(note.uri) ? '' : ` in ${note.uri.path.slice(note.uri.path.lastIndexOf('/') + 1)}`;
    counts.text = `${icon} ${words}`;
    counts.tooltip = [`Encounter Notes: ${words}${where}`, data.detail, workspace.isTrusted ? undefined : NOT_TRUSTED]
      .filter(Boolean)
      .join('\n');
    counts.accessibilityInformation = { label: `Encounter Notes: ${words}${where}` };
    counts.show();
  };

  const showState = async (): Promise<void> => {
    data.busy = state === State.Starting;
    data.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    data.text = state === State.Stopped ? 'The language server has stopped' : 'Starting';
    data.detail = undefined;
    if (state === State.Running) {
      const status = await ask(client, 'encounterNotes/status', undefined).catch(() => undefined);
      data.text = status ? `${status.rules} rules` : 'Running';
      data.detail = status?.editions;
    } else {
      checkedNotes.forgetAll();
    }
    showCounts();
  };

  void showState();
  return Disposable.from(
    counts,
    data,
    ...(trust ? [trust] : []),
    workspace.onDidGrantWorkspaceTrust(() => {
      trust?.dispose();
      showCounts();
    }),
    client.onDidChangeState(({ newState }) => {
      state = newState;
      void showState();
    }),
    window.onDidChangeActiveTextEditor(showCounts),
    window.tabGroups.onDidChangeTabs(showCounts),
    window.tabGroups.onDidChangeTabGroups(showCounts),
    workspace.onDidCloseTextDocument(note => checkedNotes.forget(note)),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const shown = active.current?.uri.toString();
      if (shown && uris.some(uri => uri.toString() === shown)) showCounts();
    }),
  );
}

const uriOf = (document: TextDocument | Uri): Uri => ('uri' in document ? document.uri : document);

/** What the status bar shows: an icon for the eye, and words for both eye and screen reader. */
interface Count {
  icon: string;
  words: string;
}

const NOT_TRUSTED =
  'This folder is not trusted: its own payer profiles, configuration and levels of rules are not read.';

const STOPPED: Count = { icon: '$(circle-slash)', words: 'notes are not checked: the server has stopped' };
const CHECKING: Count = { icon: '$(sync~spin)', words: 'checking' };

function countFindings(note: TextDocument): Count {
  const severities = languages
    .getDiagnostics(note.uri)
    .filter(({ source }) => source === DIAGNOSTIC_SOURCE)
    .map(({ severity }) => severity);
  if (severities.length === 0) return { icon: '$(pass)', words: 'no findings' };
  const count = (...wanted: DiagnosticSeverity[]): number =>
    severities.filter(severity => wanted.includes(severity)).length;
  const counts: [number, string][] = [
    [count(DiagnosticSeverity.Error), 'error'],
    [count(DiagnosticSeverity.Warning), 'warning'],
    [count(DiagnosticSeverity.Information, DiagnosticSeverity.Hint), 'remark'],
  ];
  const words = counts
    .filter(([found]) => found > 0)
    .map(([found, word]) => `${found} ${word}${found === 1 ? '' : 's'}`);
  return { icon: '$(checklist)', words: words.join(', ') };
}

/** Says that the folder's own rules are not read; undefined in a trusted workspace. */
function trustItem(): LanguageStatusItem | undefined {
  if (workspace.isTrusted) return undefined;
  const item = languages.createLanguageStatusItem('encounterNotes.trust', { language: LANGUAGE_ID });
  item.name = 'Encounter Notes: trust';
  item.severity = LanguageStatusSeverity.Warning;
  item.text = "The folder's own rules are not read";
  item.detail = NOT_TRUSTED;
  item.command = { title: 'Manage trust', command: 'workbench.trust.manage' };
  return item;
}
