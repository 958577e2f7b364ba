import type { Decoded } from '../project/decode.js';
import type { JsonFile } from '../project/json-file.js';

/** A folder, and the payer profiles that it keeps in a folder of their own; no files where that one is empty. */
export interface FolderOfProfiles {
  readonly folder: string;
  readonly files: readonly JsonFile[];
}

/** A folder and its configuration. */
export interface FolderOfConfiguration {
  readonly folder: string;
  readonly file: JsonFile;
}

/** What the machine around the server can do for it; a browser has another one than Node. All addresses are URIs. */
export interface Host {
  /**
   * Every note file below a folder, at any depth, in no particular order. Skips folders that hold other people's or tools' files and what
   * `.gitignore` files pass over, and follows no symbolic link to a folder. A folder that is no longer there holds no notes. The folder
   * itself was asked for, and is not passed over.
   */
  notesBelow(folder: string): AsyncIterable<string>;
  /** Whether `.gitignore` files pass a file or folder over, by what they said when {@link notesBelow} last came by. */
  passesOver(address: string, isFolder: boolean): boolean;
  /** The note, why it cannot be read, or undefined where there is no such file, or none that is not passed over. */
  read(note: string): Promise<Decoded | undefined>;
  /** Every folder of the workspace that keeps payer profiles, at or below a folder, with its own. Skips other people's and tools' folders. */
  profilesBelow(folder: string): Promise<readonly FolderOfProfiles[]>;
  /** Every folder at or below a folder that keeps a configuration, with it. Skips the same. */
  configurationsBelow(folder: string): Promise<readonly FolderOfConfiguration[]>;
  /** The page that explains a rule, where there is one. */
  rulePage(ruleId: string): string | undefined;
}
