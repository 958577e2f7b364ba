import type { Writable } from 'node:stream';
import { printable } from './terminal.js';

/**
 * Says on one line what went wrong. It may contain file names and words that anyone typed, so they are shown as a
 * terminal may, and make no line that looks like another complaint.
 * @param list lines of their own below the sentence
 */
export function printError(err: Writable, sentence: string, list: readonly string[] = []): void {
  err.write(`encounter-notes: ${[sentence, ...list].map(printable).join('\n')}\n`);
}
