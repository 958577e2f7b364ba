// What the window's edge says about the note on screen: how many findings it has, and by which data edition they were found.
import { DiagnosticSeverity, Disposable, LanguageStatusSeverity, StatusBarAlignment, languages, window, type TextDocument } from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID } from './extension';

/** The `source` of every diagnostic that our server gives; a spelling checker's squiggles are not counted as findings. */
const DIAGNOSTIC_SOURCE = 'encounter-notes';

/** The answer to `encounterNotes/status`: the editions of the code sets in use, in words, and the number of rules. */
interface ServerStatus {
  editions: string;
  rules: number;
}

export function showStatus(client: BaseLanguageClient): Disposable {
  const counts = window.createStatusBarItem('encounterNotes.findings', StatusBarAlignment.Left);
  counts.name = 'Encounter Notes: findings';
  counts.command = 'workbench.actions.view.problems';
  const data = languages.createLanguageStatusItem('encounterNotes.data', { language: LANGUAGE_ID });
  data.name = 'Encounter Notes: data edition';
  data.command = { title: 'Show log', command: 'encounterNotes.showLog' };
  data.text = 'Starting';
  data.busy = true;

  const showCounts = (): void => {
    const note = activeNote();
    if (!note) return counts.hide();
    const { text, spoken } = countFindings(note);
    counts.text = text;
    counts.tooltip = data.detail ? `${spoken}\n${data.detail}` : spoken;
    counts.accessibilityInformation = { label: `Encounter Notes: ${spoken}` };
    counts.show();
  };

  const showState = async (state: State): Promise<void> => {
    data.busy = state === State.Starting;
    data.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    if (state === State.Running) {
      const status = await client.sendRequest<ServerStatus>('encounterNotes/status').catch(() => undefined);
      data.text = status ? `${status.rules} rules` : 'Running';
      data.detail = status?.editions;
    } else {
      data.text = state === State.Stopped ? 'The language server has stopped' : 'Starting';
      data.detail = undefined;
    }
    showCounts();
  };

  showCounts();
  return Disposable.from(
    counts,
    data,
    client.onDidChangeState(({ newState }) => void showState(newState)),
    window.onDidChangeActiveTextEditor(showCounts),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const shown = activeNote()?.uri.toString();
      if (shown && uris.some(uri => uri.toString() === shown)) showCounts();
    }),
  );
}

function activeNote(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === LANGUAGE_ID ? document : undefined;
}

/** The findings of one note, as icons for the eye and in words for the tooltip and for a screen reader. */
function countFindings(note: TextDocument): { text: string; spoken: string } {
  const severities = languages.getDiagnostics(note.uri).filter(({ source }) => source === DIAGNOSTIC_SOURCE).map(({ severity }) => severity);
  const count = (...wanted: DiagnosticSeverity[]): number => severities.filter(severity => wanted.includes(severity)).length;
  const errors = count(DiagnosticSeverity.Error);
  const warnings = count(DiagnosticSeverity.Warning);
  const notes = count(DiagnosticSeverity.Information, DiagnosticSeverity.Hint);
  if (severities.length === 0) return { text: '$(pass) no findings', spoken: 'no findings in this note' };
  return {
    text: `$(error) ${errors} $(warning) ${warnings} $(info) ${notes}`,
    spoken: `${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')}`,
  };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
