import { Position, Uri, window, workspace } from 'vscode';
import type { ExportedCharges } from '../../../protocol/messages';
import { showInNote } from '../active-note';
import { ask } from '../server';
import type { Tools } from './command';

const TITLE = 'Export Charges';

type Format = 'csv' | 'x12';
type Written = Extract<ExportedCharges, { readonly text: string }>;
type HeldBack = Extract<ExportedCharges, { readonly errors: unknown }>;

const FORMATS = [
  {
    format: 'csv',
    ending: 'csv',
    label: 'Charge sheet (CSV)',
    detail: 'In the columns of .encounter/columns.json, if the folder has one',
  },
  {
    format: 'x12',
    ending: '837',
    label: 'Claim file (X12 837P)',
    detail: 'A test file: the billing system adds the numbers of patient, payer and provider',
  },
] as const;

/** Errors that a question lists; the Problems panel has all of them. */
const MAX_LISTED = 8;

/**
 * Writes the claims of the note at hand into a file. While the note has errors, only with the coder's reason.
 * @param sent format, file and reason, where a caller knows them
 */
export async function exportCharges({ client, active, pages }: Tools, ...sent: readonly unknown[]): Promise<void> {
  const { place } = active;
  if (!place) return void window.showInformationMessage('Open an encounter note to export its charges.');
  const format = formatOf(sent[0]) ?? (await pickFormat());
  if (!format) return;
  const textDocument = { uri: place.uri.toString() };
  const exported = (reason: string | null): Promise<ExportedCharges | null> =>
    ask(client, 'encounterNotes/exportCharges', { textDocument, format, reason });
  let answer = await exported(typeof sent[2] === 'string' ? sent[2] : null);
  if (answer && 'errors' in answer) {
    const reason = await askForReason(answer, place.uri);
    if (reason === undefined) return;
    answer = await exported(reason);
  }
  if (!answer || 'errors' in answer) return;
  if ('problem' in answer) return refuse(answer, place.uri);
  const file = sent[1] instanceof Uri ? sent[1] : await pickFile(format, place.uri);
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(answer.text));
  void window.showInformationMessage(messageOf(answer, nameOf(file)));
  if (answer.page !== null) await pages.show(`Export of ${nameOf(place.uri)}`, answer.page, true);
}

const formatOf = (sent: unknown): Format | undefined => FORMATS.find(({ format }) => format === sent)?.format;

async function pickFormat(): Promise<Format | undefined> {
  return (await window.showQuickPick(FORMATS, { title: TITLE, placeHolder: 'As which kind of file?' }))?.format;
}

async function refuse({ problem, line }: { problem: string; line?: number }, note: Uri): Promise<void> {
  const SHOW = 'Show Line';
  const chosen = await window.showErrorMessage(
    `No charges were exported. ${problem}`,
    ...(line === undefined ? [] : [SHOW]),
  );
  if (chosen === SHOW && line !== undefined) await showInNote(note, new Position(line, 0));
}

/** Shows the errors; undefined unless the coder states why the claims go out in spite of them. */
async function askForReason({ errors }: HeldBack, note: Uri): Promise<string | undefined> {
  const SHOW = 'Show First Error',
    ANYWAY = 'Export Anyway…';
  const others = errors.length > MAX_LISTED ? [`and ${errors.length - MAX_LISTED} more`] : [];
  const listed = errors.slice(0, MAX_LISTED).map(({ line, text }) => `Line ${line + 1}: ${text}`);
  const chosen = await window.showWarningMessage(
    errors.length === 1 ? 'One error holds this export back.' : `${errors.length} errors hold this export back.`,
    { modal: true, detail: [...listed, ...others].join('\n') },
    SHOW,
    ANYWAY,
  );
  if (chosen === SHOW) await showInNote(note, new Position(errors[0]?.line ?? 0, 0));
  return chosen === ANYWAY ? pickReason() : undefined;
}

function pickReason(): Thenable<string | undefined> {
  return window.showInputBox({
    title: TITLE,
    prompt: 'Why do these claims go out in spite of their errors?',
    placeHolder: 'payer asked for it',
    validateInput: text => (text.trim() === '' ? 'Type a reason.' : undefined),
  });
}

/** Named like the note, beside it; the note of an editor alone has no folder yet. */
function pickFile(format: Format, note: Uri): Thenable<Uri | undefined> {
  const { ending, label } = FORMATS.find(one => one.format === format)!;
  const name = `${nameOf(note).replace(/\.encounter$/, '')}.${ending}`;
  const folder = note.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(note, '..');
  return window.showSaveDialog({
    title: TITLE,
    saveLabel: 'Export',
    filters: { [label]: [ending] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
}

/** Short enough for a notification, which shows one line. */
function messageOf({ claims, remarks }: Written, name: string): string {
  const exported = `${counted(claims, 'claim')} exported to ${name}`;
  return remarks.length === 0 ? `${exported}.` : `${exported}: read the ${counted(remarks.length, 'remark')}.`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);
