/**
 * The files that a project reads, behind a small interface: Node reads a disk, a web host reads a virtual file system.
 * All names are addresses (see address.ts).
 */
export interface FileSystem {
  /** What is in a folder, in no particular order; a problem if it cannot be read. */
  list(folder: string): Promise<readonly Entry[] | FileProblem>;
  /**
   * The bytes of a file as they were at one moment; a problem if they cannot be read.
   * @param maxBytes a larger file is not read
   */
  read(file: string, maxBytes: number): Promise<Uint8Array | FileProblem>;
  /** What is at an address, after links; a problem if nothing is. */
  kind(address: string): Promise<EntryKind | FileProblem>;
  /** The address after all links are resolved; undefined if nothing is there. */
  realAddress(address: string): Promise<string | undefined>;
  /** What identifies a file under all its names, such as hard links. */
  identity(file: string): Promise<string>;
  /** The URI by which a client knows the file. */
  uriOf(address: string): string;
  /** Whether `a` and `A` are one file. */
  readonly ignoresCase: boolean;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
  /** The name on disk is not UTF-8: `name` has U+FFFD for what cannot be decoded, and does not lead to this entry. */
  readonly isUnreachable?: true;
}

/** Why something cannot be read. */
export interface FileProblem {
  /** A clause without a full stop: `access is denied`. */
  readonly problem: string;
  /** Whether nothing is there. */
  readonly isMissing: boolean;
}

export function isProblem(value: object | string): value is FileProblem {
  return typeof value === 'object' && 'problem' in value;
}
