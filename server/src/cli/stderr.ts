import type { Writable } from 'node:stream';
import { printable } from './terminal.js';

/**
 * Says on one line what went wrong. The names of files and words in it were typed by anybody, so they are shown as a terminal may, and
 * make no line that looks like another complaint.
 * @param list lines of their own below the sentence
 */
export function printError(err: Writable, sentence: string, list: readonly string[] = []): void {
  err.write(`encounter-notes: ${[sentence, ...list].map(printable).join('\n')}\n`);
}
