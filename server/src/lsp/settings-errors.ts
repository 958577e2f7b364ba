import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { Log } from './log.js';

/** Shows invalid settings in a notification: each error once, and again only if it comes back. */
export class SettingsErrors {
  #shown: ReadonlySet<string> = new Set();

  constructor(
    private readonly connection: Connection,
    private readonly log: Log,
  ) {}

  show(errors: readonly string[]): void {
    const fresh = [...new Set(errors)].filter(error => !this.#shown.has(error));
    this.#shown = new Set(errors);
    for (const error of fresh) this.log.warn(error);
    if (fresh.length > 0)
      void this.connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: `Encounter Notes: ${fresh.join(' ')}`,
      });
  }
}
