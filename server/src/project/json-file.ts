import type { Range } from '../core/workspace/note-file.js';

/** A JSON configuration file: its text, or one sentence why it cannot be read. */
export type JsonFile = { readonly uri: string } & ({ readonly text: string } | { readonly problem: string });

/** What is wrong in such a file, in whole sentences. */
export interface FileFault {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}
