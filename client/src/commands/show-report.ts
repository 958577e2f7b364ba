import { ProgressLocation, window } from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient';
import { CLIENT_ID } from '../names';
import { ask } from '../server';
import type { Tools } from './command';

let reports = 0;

/** The report of the note on screen. */
export async function showNoteReport({ client, active, pages }: Tools): Promise<void> {
  if (!active.place) return void window.showInformationMessage('Open an encounter note to see its report.');
  const { uri } = active.place;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  await pages.show(
    `Report of ${name}`,
    await ask(client, 'encounterNotes/report', { textDocument: { uri: uri.toString() } }),
  );
}

/** The report of every note. */
export async function showWorkspaceReport({ client, pages }: Tools): Promise<void> {
  const markdown = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Reporting', cancellable: true },
    async (progress, token) => {
      const workDoneToken = `${CLIENT_ID}.report.${++reports}`;
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind !== 'end' && value.message !== undefined) progress.report({ message: value.message });
      });
      try {
        return await ask(client, 'encounterNotes/report', { workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
  if (markdown !== undefined) await pages.show('Report of all notes', markdown);
}
