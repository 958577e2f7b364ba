import { Position, SnippetString, window, workspace, type TextEditor } from 'vscode';
import type { KnownPatient } from '../../../protocol/messages';
import { isNote } from '../active-note';
import { LANGUAGE_ID } from '../names';
import { ask } from '../server';
import { today, type Tools } from './command';

/** Begins an encounter from the last visit of a patient: in the note on screen, else in a new one. */
export async function beginNextEncounter({ client, active }: Tools): Promise<void> {
  const patient = await pickPatient(ask(client, 'encounterNotes/patients', undefined));
  if (patient === undefined) return;
  const editor = active.editor ?? (await newNote());
  const textDocument = { uri: editor.document.uri.toString() };
  const next = await ask(client, 'encounterNotes/nextEncounter', { textDocument, patient, date: today() });
  if (!next) return void window.showWarningMessage('There is no dated visit of this patient in the notes any more.');
  const shown = await window.showTextDocument(editor.document, {
    viewColumn: editor.viewColumn ?? window.activeTextEditor?.viewColumn,
  });
  const at = shown.document.validatePosition(new Position(next.position.line, next.position.character));
  await shown.insertSnippet(new SnippetString(next.snippet), at);
}

async function pickPatient(known: Promise<readonly KnownPatient[]>): Promise<string | undefined> {
  const patients = await known;
  if (patients.length === 0) {
    void window.showInformationMessage(
      'No note in this workspace has a visit to go on from. The snippet “refill” in a new note begins a first one.',
    );
    return undefined;
  }
  const items = patients.map(({ patient, date, services, visits }) => ({
    label: patient,
    description: `${services.join('+')} on ${date}`,
    detail: visits === 1 ? 'one visit' : `${visits} visits, the last one counts`,
  }));
  return (
    await window.showQuickPick(items, {
      title: 'New Encounter from Last Visit',
      placeHolder: 'Which patient?',
      matchOnDescription: true,
    })
  )?.label;
}

/** An empty note, not on disk until the coder saves it. */
export async function newNote(): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: LANGUAGE_ID, content: '' });
  const editor = await window.showTextDocument(document);
  if (!isNote(editor.document)) throw new Error('a new note is no note');
  return editor;
}
