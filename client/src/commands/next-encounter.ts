import { Position, SnippetString, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { KnownPatient } from '../../../protocol/messages';
import { isNote } from '../active-note';
import { ask } from '../server';
import { today, type Tools } from './command';

const TITLE = 'New Encounter from Last Visit';
const EXTENSION = '.encounter';

/** Starts an encounter from the last visit of a patient: in the note on screen, else in a new one. */
export async function beginNextEncounter({ client, active }: Tools): Promise<void> {
  const known = await pickPatient(ask(client, 'encounterNotes/patients', undefined));
  const services = known && (await pickServices(known));
  if (!known || services === undefined) return;
  const { patient } = known;
  const editor = active.editor ?? (await newNote());
  const textDocument = { uri: editor.document.uri.toString() };
  const next = await ask(client, 'encounterNotes/nextEncounter', { textDocument, patient, services, date: today() });
  if (!next) return void window.showWarningMessage('The notes no longer hold a dated visit of this patient.');
  const shown = await window.showTextDocument(editor.document, {
    viewColumn: editor.viewColumn ?? window.activeTextEditor?.viewColumn,
  });
  const at = shown.document.validatePosition(new Position(next.position.line, next.position.character));
  await shown.insertSnippet(new SnippetString(next.snippet), at);
}

async function pickPatient(known: Promise<readonly KnownPatient[]>): Promise<KnownPatient | undefined> {
  const patients = await known;
  if (patients.length === 0) {
    void window.showInformationMessage(
      'No note in this workspace has an earlier visit. Type “refill” in a new note for a first one.',
    );
    return undefined;
  }
  const items = patients.map(known => ({
    label: known.patient,
    description: `${known.services.join('+')} on ${known.date}`,
    detail: known.visits === 1 ? 'one visit' : `${known.visits} visits`,
    known,
  }));
  const chosen = await window.showQuickPick(items, {
    title: TITLE,
    placeHolder: 'Which patient?',
    matchOnDescription: true,
  });
  return chosen?.known;
}

/** The lines of the new encounter depend on what the visit is for. */
function pickServices({ patient, next }: KnownPatient): Thenable<string | undefined> {
  return window.showQuickPick([...next], { title: TITLE, placeHolder: `What is the visit of ${patient} for?` });
}

/** An empty note, not on disk until the coder saves it; its day is the file name that is suggested then. */
export async function newNote(): Promise<TextEditor> {
  const editor = await window.showTextDocument(await openUnderFreeName(today()));
  if (!isNote(editor.document)) throw new Error('VS Code opened the new note as a text of another language');
  return editor;
}

const MAX_NAMES = 100;

/**
 * `2026-11-20.encounter`, or with a number where a note of this name is open, in the workspace, or where VS Code saves.
 */
async function openUnderFreeName(day: string): Promise<TextDocument> {
  const saved = await workspace.findFiles(`**/${day}*${EXTENSION}`);
  const open = workspace.textDocuments.map(({ uri }) => uri);
  const used = new Set([...saved, ...open].map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${day}${EXTENSION}` : `${day}-${n}${EXTENSION}`;
    if (used.has(name)) continue;
    try {
      return await workspace.openTextDocument(Uri.from({ scheme: 'untitled', path: name }));
    } catch (error) {
      // VS Code refuses a name that a file has where it would save the note.
      if (n >= MAX_NAMES) throw error;
    }
  }
}
