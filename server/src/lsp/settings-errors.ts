import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { Log } from './log.js';

/** Tells the user what cannot be used of the settings: each fault once, and again when it comes back. */
export class SettingsErrors {
  #told: ReadonlySet<string> = new Set();

  constructor(
    private readonly connection: Connection,
    private readonly log: Log,
  ) {}

  tell(faults: readonly string[]): void {
    const fresh = [...new Set(faults)].filter(fault => !this.#told.has(fault));
    this.#told = new Set(faults);
    for (const fault of fresh) this.log.warn(fault);
    if (fresh.length > 0)
      void this.connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: `Encounter Notes: ${fresh.join(' ')}`,
      });
  }
}
