import type { Writable } from 'node:stream';
import { printable } from './terminal.js';

/** Says what went wrong, in one or several lines. The names of files and words in it were typed by anybody, so they are shown as a terminal may. */
export function complain(err: Writable, sentence: string): void {
  err.write(`encounter-notes: ${sentence.split('\n').map(printable).join('\n')}\n`);
}
