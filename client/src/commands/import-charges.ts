import { Position, Uri, window, workspace } from 'vscode';
import type { ImportedCharges } from '../../../protocol/messages';
import { ask } from '../server';
import type { Tools } from './command';
import { newNote } from './next-encounter';

const TITLE = 'Import Charges';
const COLUMNS = ['.encounter', 'columns.json'] as const;

type Guessed = NonNullable<Extract<ImportedCharges, { readonly note: string }>['guessed']>;

/**
 * Shows the charges of a file as a new note. The columns of a charge sheet are confirmed once, and kept with the
 * workspace.
 * @param sent the file, and whether its columns are kept, where a caller knows the answer
 */
export async function importCharges({ client }: Tools, ...sent: readonly unknown[]): Promise<void> {
  const file = sent[0] instanceof Uri ? sent[0] : await pickFile();
  if (!file) return;
  const folder = folderFor(file);
  const params = { uri: file.toString(), folder: folder.toString() };
  const imported = await ask(client, 'encounterNotes/importCharges', params);
  if ('problem' in imported) return void window.showErrorMessage(`No charges were imported. ${imported.problem}`);
  const answer = typeof sent[1] === 'boolean' ? sent[1] : undefined;
  if (imported.guessed && !(await areConfirmed(imported.guessed, folder, answer))) return;
  const { document } = await showNote(imported.note);
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  void window.showInformationMessage(messageOf(imported, name));
}

/** What to do next comes first: a notification shows one line. */
function messageOf(
  { encounters, unread }: { readonly encounters: number; readonly unread: number },
  name: string,
): string {
  const count = encounters === 1 ? '1 encounter' : `${encounters} encounters`;
  const left = unread === 0 ? '' : ` ${unread === 1 ? '1 value was' : `${unread} values were`} not taken over.`;
  return `${count} imported. Replace each P-XXX with a local token.${left} The new note is ${name}.`;
}

function pickFile(): Thenable<Uri | undefined> {
  return window
    .showOpenDialog({
      title: TITLE,
      openLabel: 'Import',
      filters: {
        'Charges and chart text': ['csv', 'tsv', 'hl7', 'dft', 'x12', '837', '837p', 'edi', 'txt'],
        'All files': ['*'],
      },
    })
    .then(files => files?.[0]);
}

/** The folder that keeps the column mapping: of the workspace if there is one, else that of the file. */
function folderFor(file: Uri): Uri {
  const folder = workspace.getWorkspaceFolder(file) ?? workspace.workspaceFolders?.[0];
  return folder?.uri ?? Uri.joinPath(file, '..');
}

/** Shows how the columns are read, and keeps the mapping if the user confirms it. */
async function areConfirmed(guessed: Guessed, folder: Uri, answer: boolean | undefined): Promise<boolean> {
  const KEEP = 'Yes, Keep Them',
    ONCE = 'Yes, This Time Only';
  const detail = guessed.meanings.map(({ meaning, columns }) => `${meaning}: ${columns.join(', ')}`).join('\n');
  const choices = guessed.file === undefined ? [ONCE] : [KEEP, ONCE];
  const given = answer ? KEEP : ONCE;
  const chosen =
    answer === undefined
      ? await window.showInformationMessage(
          'Are these the columns of this charge sheet?',
          { modal: true, detail },
          ...choices,
        )
      : given;
  if (chosen === KEEP && guessed.file !== undefined) await keep(guessed.file, folder);
  return chosen !== undefined;
}

async function keep(text: string, folder: Uri): Promise<void> {
  await workspace.fs.createDirectory(Uri.joinPath(folder, COLUMNS[0]));
  await workspace.fs.writeFile(Uri.joinPath(folder, ...COLUMNS), new TextEncoder().encode(text));
}

async function showNote(note: string): ReturnType<typeof newNote> {
  const editor = await newNote();
  await editor.edit(edit => edit.insert(new Position(0, 0), note));
  return editor;
}
