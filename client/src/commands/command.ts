import { commands, window, type Disposable, type Event, type ExtensionContext } from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import type { ActiveNote } from '../active-note';
import type { Pages } from '../virtual-documents';
import { CLIENT_ID } from '../names';

/** What every command works with. */
export interface Tools {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly active: ActiveNote;
  readonly pages: Pages;
  /** What is shown may be old. */
  readonly onChanged: Event<void>;
}

/** Registers `encounterNotes.<name>`. If the server has stopped, says so instead of showing the error that follows. */
export function register(client: BaseLanguageClient, name: string, run: (...sent: unknown[]) => unknown): Disposable {
  return commands.registerCommand(`${CLIENT_ID}.${name}`, async (...sent: unknown[]) => {
    try {
      return await run(...sent);
    } catch (error) {
      if (client.state === State.Running) throw error;
      const RESTART = 'Restart';
      const chosen = await window.showErrorMessage('Notes are not read: the language server has stopped.', RESTART);
      if (chosen === RESTART) await commands.executeCommand(`${CLIENT_ID}.restartServer`);
      return undefined;
    }
  });
}

/** `2026-11-20`: the day by the clock and in the time zone of who sits here. The server has no clock. */
export function today(now = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
