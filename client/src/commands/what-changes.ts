import { ProgressLocation, window } from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient';
import { CLIENT_ID } from '../names';
import { ask } from '../server';
import { today, type Tools } from './command';

let comparisons = 0;

/** Asks for a day, and shows which findings and supported codes of the notes differ by its editions. */
export async function whatChangesOn({ client, pages }: Tools, ...[given]: readonly unknown[]): Promise<void> {
  const date = typeof given === 'string' ? given : await askForDay();
  if (date === undefined) return;
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title: `What changes on ${date}`, cancellable: true },
    async (progress, token) => {
      const workDoneToken = `${CLIENT_ID}.changes.${++comparisons}`;
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind !== 'end' && value.message !== undefined) progress.report({ message: value.message });
      });
      try {
        return await ask(client, 'encounterNotes/whatChanges', { date, workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
  if (result) await pages.show(`What changes on ${date}`, result.markdown);
}

function askForDay(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'What Changes On…',
    prompt: 'The day whose code sets, edits and payer rules apply, as YYYY-MM-DD',
    value: nextQuarter(today()),
    validateInput: text => (isDay(text) ? undefined : 'Write a day as 2026-10-01.'),
  });
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

/** First day of the next quarter: when most editions begin. */
function nextQuarter(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const next = Math.floor((month - 1) / 3) * 3 + 4;
  return next > 12 ? `${year + 1}-01-01` : `${year}-${String(next).padStart(2, '0')}-01`;
}
