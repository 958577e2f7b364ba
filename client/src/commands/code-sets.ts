import { ProgressLocation, window, type Uri } from 'vscode';
import { ask } from '../server';
import type { ImportFiles, ImportOptions, ImportOutcome } from '../code-sets';
import { today, type Tools } from './command';

/** What the import works with, beside the tools of every command. */
export interface Importing {
  readonly importFiles: ImportFiles;
  /** Starts the server again, by the releases that are stored now. */
  reload(): Promise<void>;
}

/** Asks for official files and loads them; all of them, or nothing changes. */
export async function importCodeSets(
  { importFiles, reload }: Importing,
  ...[given]: readonly unknown[]
): Promise<void> {
  const files = Array.isArray(given) ? (given as readonly Uri[]) : await pickFiles();
  if (!files?.length) return;
  const outcome = await importWithQuestions(importFiles, files, { isLicensed: false });
  if (!outcome) return;
  if ('problem' in outcome) return void window.showErrorMessage(`No code sets were loaded. ${outcome.problem}`);
  if (!('loaded' in outcome) || outcome.loaded.length === 0) return;
  await reload();
  void window.showInformationMessage(`Loaded: ${outcome.loaded.join('; ')}`);
}

/** Undefined if the user stops or answers no. */
async function importWithQuestions(
  importFiles: ImportFiles,
  files: readonly Uri[],
  options: ImportOptions,
): Promise<ImportOutcome | undefined> {
  const outcome = await withProgress(importFiles, files, options);
  if (outcome && 'needsLicense' in outcome)
    return (await askForLicense())
      ? importWithQuestions(importFiles, files, { ...options, isLicensed: true })
      : undefined;
  if (outcome && 'needsFirstDay' in outcome) {
    const from = await askForFirstDay();
    return from === undefined ? undefined : importWithQuestions(importFiles, files, { ...options, from });
  }
  return outcome;
}

function withProgress(
  importFiles: ImportFiles,
  files: readonly Uri[],
  options: ImportOptions,
): Thenable<ImportOutcome | undefined> {
  const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
  return window.withProgress(
    { location: ProgressLocation.Notification, title: 'Importing code sets', cancellable: true },
    async (progress, token) => {
      progress.report({ message: names });
      const outcome = await importFiles(files, options, token);
      return token.isCancellationRequested ? undefined : outcome;
    },
  );
}

function pickFiles(): Thenable<readonly Uri[] | undefined> {
  return window.showOpenDialog({
    title: 'Import Code Sets',
    openLabel: 'Import',
    canSelectMany: true,
    filters: { 'Official files': ['zip', 'txt', 'csv', 'gz', 'prn'], 'All files': ['*'] },
  });
}

async function askForLicense(): Promise<boolean> {
  const YES = 'Yes, Load Them';
  const chosen = await window.showWarningMessage(
    'A file holds CPT descriptors, which are copyright of the American Medical Association. Does your ' +
      'practice have a license for them that covers this use?',
    { modal: true, detail: 'They stay on this machine and are shown to you only.' },
    YES,
  );
  return chosen === YES;
}

function askForFirstDay(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'Import Code Sets',
    prompt: 'From which day are these files in force? Neither they nor their names say it.',
    placeHolder: '2026-10-01',
    validateInput: text => (/^\d{4}-\d\d-\d\d$/.test(text) ? undefined : 'Write a day as 2026-10-01.'),
  });
}

/**
 * Which editions are loaded, which have expired or are missing, and for how many encounters of the notes that matters.
 */
export async function showCodeSets({ client, pages }: Tools): Promise<void> {
  const { markdown } = await ask(client, 'encounterNotes/codeSets', { date: today() });
  await pages.show('Code sets', markdown);
}
