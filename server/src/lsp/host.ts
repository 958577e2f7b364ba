import type { Decoded } from '../files/decode.js';
import type { ProfileFile } from '../profiles/workspace-profiles.js';

/** What the machine around the server can do for it; a browser has another one than Node. All addresses are URIs. */
export interface Host {
  /**
   * Every note file below a folder, at any depth, in no particular order. Skips folders that hold other people's or tools' files, and
   * follows no symbolic link to a folder. A folder that is no longer there holds no notes.
   */
  notesBelow(folder: string): AsyncIterable<string>;
  /** The note, why it cannot be read, or undefined where there is no such file. */
  read(note: string): Promise<Decoded | undefined>;
  /** The payer profiles that a folder of the workspace keeps; none where it keeps none. */
  profilesOf(folder: string): Promise<readonly ProfileFile[]>;
  /** The page that explains a rule, where there is one. */
  rulePage(ruleId: string): string | undefined;
}
