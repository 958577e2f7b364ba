import {
  Disposable,
  ProgressLocation,
  TabInputText,
  Uri,
  commands,
  languages,
  window,
  workspace,
  type CancellationToken,
  type Diagnostic,
  type Event,
  type Progress,
} from 'vscode';
import { WorkDoneProgress, type BaseLanguageClient } from 'vscode-languageclient';
import type { WorkspaceCheck } from '../../../protocol/messages';
import { CLIENT_ID } from '../names';
import { ask } from '../server';

/** What a check found, in numbers. */
export type Counts = Pick<WorkspaceCheck, 'encounters' | 'errors' | 'warnings'> & { readonly notes: number };

let checks = 0;

/**
 * Findings of all notes in the Problems panel, those that no one has open too. After a first check they are kept true:
 * they follow what is typed and what changes on disk, as the findings of open notes do.
 */
export class CheckedWorkspace implements Disposable {
  readonly #problems = languages.createDiagnosticCollection(`${CLIENT_ID}.workspace`);
  /** By address, what the server reported last; of notes in tabs too, whose problems VS Code shows by itself. */
  readonly #findings = new Map<string, { id: string; diagnostics: Diagnostic[] }>();
  readonly #listening: Disposable;
  #isOn = false;
  #refresh: AbortController | undefined;

  constructor(
    private readonly client: BaseLanguageClient,
    onChanged: Event<void>,
  ) {
    this.#listening = Disposable.from(
      workspace.onDidOpenTextDocument(({ uri }) => this.#place(uri)),
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const { input } of [...opened, ...closed]) if (input instanceof TabInputText) this.#place(input.uri);
      }),
      onChanged(() => void this.#follow()),
      client.onDidChangeState(() => this.#findings.clear()),
    );
  }

  dispose(): void {
    this.#refresh?.abort();
    this.#listening.dispose();
    this.#problems.dispose();
  }

  /** Checks everything while a bar shows how far it is. @returns undefined when it was canceled */
  async run(): Promise<Counts | undefined> {
    const counts = await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Checking notes', cancellable: true },
      (progress, token) => this.#check(progress, token),
    );
    if (!counts) return undefined;
    this.#isOn = true;
    void showCounts(counts);
    return counts;
  }

  /** Looks again, unasked: a newer look takes the place of one under way. */
  async #follow(): Promise<void> {
    if (!this.#isOn) return;
    this.#refresh?.abort();
    const own = (this.#refresh = new AbortController());
    await this.#check(undefined, undefined, own.signal).catch(() => undefined);
  }

  async #check(
    progress: Progress<{ message?: string; increment?: number }> | undefined,
    token: CancellationToken | undefined,
    signal?: AbortSignal,
  ): Promise<Counts | undefined> {
    const workDoneToken = `${CLIENT_ID}.check.${++checks}`;
    let done = 0;
    const listening =
      progress &&
      this.client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind === 'end') return;
        const { percentage = done, message } = value;
        progress.report({ increment: percentage - done, ...(message === undefined ? {} : { message }) });
        done = percentage;
      });
    try {
      const known = Object.fromEntries([...this.#findings].map(([uri, { id }]) => [uri, id]));
      const checked = await ask(
        this.client,
        'encounterNotes/checkWorkspace',
        { known, ...(progress ? { workDoneToken } : {}) },
        token,
      );
      if (signal?.aborted) return undefined;
      await this.#show(checked);
      const { notes, encounters, errors, warnings } = checked;
      return { notes: notes.length, encounters, errors, warnings };
    } catch (error) {
      if (token?.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listening?.dispose();
    }
  }

  async #show({ notes }: WorkspaceCheck): Promise<void> {
    const there = new Set(notes.map(({ uri }) => Uri.parse(uri).toString()));
    for (const uri of this.#findings.keys()) {
      if (there.has(uri)) continue;
      this.#findings.delete(uri);
      this.#problems.delete(Uri.parse(uri));
    }
    for (const { uri, id, diagnostics } of notes) {
      if (diagnostics) {
        const converted = await this.client.protocol2CodeConverter.asDiagnostics(
          diagnostics as Parameters<typeof this.client.protocol2CodeConverter.asDiagnostics>[0],
        );
        this.#findings.set(Uri.parse(uri).toString(), { id, diagnostics: converted });
      }
      this.#place(Uri.parse(uri), diagnostics !== undefined);
    }
  }

  /** Shows what is known of a note, but where VS Code does it by itself: for what is loaded in a tab. */
  #place(uri: Uri, isNew = false): void {
    const address = uri.toString();
    const found = this.#findings.get(address);
    const isLoaded = workspace.textDocuments.some(document => document.uri.toString() === address);
    const isInTab = window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === address),
    );
    if (!found || (isLoaded && isInTab)) this.#problems.delete(uri);
    else if (isNew || !this.#problems.has(uri)) this.#problems.set(uri, found.diagnostics);
  }
}

async function showCounts({ notes, encounters, errors, warnings }: Counts): Promise<void> {
  const some = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  const found = [...(errors ? [some(errors, 'error')] : []), ...(warnings ? [some(warnings, 'warning')] : [])].join(
    ' and ',
  );
  const words = `${some(encounters, 'encounter')} in ${some(notes, 'note')} checked: ${found || 'no errors and no warnings'}.`;
  const SHOW_PROBLEMS = 'Show Problems',
    SHOW_REPORT = 'Show Report';
  const chosen = await window.showInformationMessage(words, SHOW_PROBLEMS, SHOW_REPORT);
  if (chosen === SHOW_PROBLEMS) await commands.executeCommand('workbench.actions.view.problems');
  else if (chosen === SHOW_REPORT) await commands.executeCommand(`${CLIENT_ID}.showWorkspaceReport`);
}
