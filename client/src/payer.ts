// The payer of the encounter at the caret: shown in the status bar, and changed from there.
import {
  Disposable,
  Range,
  StatusBarAlignment,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
  type Event,
  type QuickPickItem,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { AtPosition } from '../../protocol/messages';
import type { ActiveNote } from './active-note';
import { ask, atPosition } from './server';

/** The caret rests before the status bar follows it. */
const REST_MS = 150;

export function showPayer(client: BaseLanguageClient, active: ActiveNote, onChanged: Event<void>): Disposable {
  const item = window.createStatusBarItem('encounterNotes.payer', StatusBarAlignment.Left);
  item.name = 'Encounter Notes: payer';
  item.command = 'encounterNotes.choosePayer';
  let asked = 0;
  const show = async (): Promise<void> => {
    const own = ++asked;
    const at = active.current && placeOf(active);
    const payer = at && client.isRunning() ? await ask(client, 'encounterNotes/payer', at).catch(() => null) : null;
    if (own !== asked) return;
    if (!payer) return item.hide();
    const isUnknown = payer.typed !== null && payer.typed !== payer.id;
    item.text = `$(briefcase) ${isUnknown ? `#${payer.typed}?` : payer.title}`;
    item.tooltip = isUnknown
      ? `No payer profile has the id ${payer.typed}: this encounter is checked by ${payer.title} rules. ` +
        'Click to choose a payer.'
      : `This encounter is checked for ${payer.title}. Click to choose another payer.`;
    item.accessibilityInformation = { label: `Payer: ${isUnknown ? payer.typed : payer.title}` };
    item.show();
  };
  let rest: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(rest);
    rest = setTimeout(() => void show(), REST_MS);
  };
  later();
  return Disposable.from(
    item,
    { dispose: () => clearTimeout(rest) },
    onChanged(later),
    client.onDidChangeState(later),
    window.onDidChangeActiveTextEditor(later),
    window.onDidChangeTextEditorSelection(later),
    window.tabGroups.onDidChangeTabs(later),
  );
}

interface PayerItem extends QuickPickItem {
  /** Absent in the row that makes a new profile. */
  readonly id?: string;
}

/** Asks for a payer and writes it into the header of the encounter at the caret. */
export async function choosePayer(client: BaseLanguageClient, active: ActiveNote): Promise<void> {
  const at = placeOf(active);
  if (!at) return void window.showInformationMessage('Put the caret in an encounter to choose its payer.');
  const [current, payers] = await Promise.all([
    ask(client, 'encounterNotes/payer', at),
    ask(client, 'encounterNotes/payers', at),
  ]);
  if (!current) return void window.showInformationMessage('Start an encounter first: its header holds the payer.');
  const items: PayerItem[] = [
    ...payers.map(({ id, title, summary }): PayerItem => ({
      id,
      label: title,
      description: id === current.id ? `#${id}, current` : `#${id}`,
      detail: summary,
    })),
    { label: '$(add) New Payer Profile…', detail: 'A payer of your practice that starts from another one' },
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Choose Payer',
    placeHolder: `Checked for ${current.title}`,
    matchOnDescription: true,
  });
  if (!chosen) return;
  const id = chosen.id ?? (await newPayerProfile(client, active));
  if (id !== undefined) await writePayer(client, at, id);
}

async function writePayer(client: BaseLanguageClient, at: AtPosition, payer: string): Promise<void> {
  const edit = await ask(client, 'encounterNotes/choosePayer', { ...at, payer });
  if (!edit) return;
  const { start, end } = edit.range;
  const change = new WorkspaceEdit();
  const range = new Range(start.line, start.character, end.line, end.character);
  change.replace(Uri.parse(at.textDocument.uri), range, edit.newText);
  await workspace.applyEdit(change);
}

/**
 * Writes a profile of the workspace that extends another one.
 * @returns its id
 */
export async function newPayerProfile(client: BaseLanguageClient, active: ActiveNote): Promise<string | undefined> {
  const at = placeOf(active);
  const folder = at ? workspace.getWorkspaceFolder(Uri.parse(at.textDocument.uri)) : workspace.workspaceFolders?.[0];
  if (!at || !folder) {
    void window.showInformationMessage(
      'Open a folder with a note first: payer profiles are kept in its .encounter folder.',
    );
    return undefined;
  }
  const payers = await ask(client, 'encounterNotes/payers', at);
  const fileOf = (id: string): Uri => Uri.joinPath(folder.uri, '.encounter', 'profiles', `${id}.json`);
  const title = await window.showInputBox({
    title: 'New Payer Profile',
    prompt: 'Name of the payer, as “Harbor Health”',
  });
  if (!title?.trim()) return undefined;
  const id = await window.showInputBox({
    title: 'New Payer Profile',
    prompt: 'Its id in a header, after #',
    value: idOf(title),
    validateInput: async value => problemOf(value, payers) ?? (await problemOfFile(fileOf(value))),
  });
  if (id === undefined) return undefined;
  const base = await window.showQuickPick(
    payers.map(payer => ({ label: payer.title, description: `#${payer.id}`, detail: payer.summary, id: payer.id })),
    { title: 'New Payer Profile', placeHolder: 'Start from the rules of which payer?' },
  );
  if (!base) return undefined;
  const file = fileOf(id);
  const profile = { id, title: title.trim(), extends: base.id };
  await workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(profile, null, 2)}\n`));
  await window.showTextDocument(file, { preview: false, viewColumn: window.activeTextEditor?.viewColumn });
  return id;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function idOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

function problemOf(id: string, payers: readonly { readonly id: string }[]): string | undefined {
  if (!ID.test(id)) return 'Use lower-case letters, digits and single hyphens.';
  return payers.some(payer => payer.id === id) ? `There is a payer profile ${id} already.` : undefined;
}

/** A profile that is not in use, because it has an error or its folder is not trusted, is not written over. */
async function problemOfFile(file: Uri): Promise<string | undefined> {
  const exists = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  return exists ? `The folder already has .encounter/profiles/${file.path.split('/').at(-1)}.` : undefined;
}

function placeOf({ place }: ActiveNote): AtPosition | undefined {
  return place && atPosition(place.uri, place.position);
}
