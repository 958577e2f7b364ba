/**
 * The folder with the releases that the user has loaded, in one format for Node and for a web worker: a file of blocks
 * for each release, and `releases.json`, which lists them. A release counts once the list names it. Pure: hosts read
 * and write the files.
 */
import { decodeBlockFile, encodeBlockFile } from '../../core/codes/block-file.js';
import type { FilePart } from '../../core/codes/import/file-parts.js';
import { releaseKey, type Release, type ReleaseSet } from '../../core/codes/import/release.js';
import type { LoadedRelease } from '../../core/codes/loaded/loaded-release.js';
import type { IsoDate } from '../../core/syntax/iso-day.js';

/** The name of the list in the folder. */
export const LIST_FILE = 'releases.json';
/** How the files of blocks end. */
export const BLOCKS_FILE = '.blocks';
const FORMAT = 1;

/** A release as the list names it. */
export interface StoredRelease {
  readonly set: ReleaseSet;
  readonly name: string;
  readonly from: IsoDate;
  readonly rows: number;
  /** Name of its file of blocks in the folder. */
  readonly file: string;
  readonly bytes: number;
  /** The files at hand of an edition that lacks some. */
  readonly parts?: readonly FilePart[];
  /** Its rows are a selection from the official file. */
  readonly isExcerpt?: true;
  /** SHA-256 of its file; absent in lists of earlier versions. */
  readonly hash?: string;
  /** What it was read from, as the user named it. */
  readonly source: readonly string[];
}

/** The folder is not one of ours, or its list was written by a newer version. The message is a whole sentence. */
export class UnusableStore extends Error {
  override readonly name = 'UnusableStore';
}

/** @param file how the list is called in messages */
export function parseList(text: string, file: string): readonly StoredRelease[] {
  let list: { readonly format?: unknown; readonly releases?: unknown };
  try {
    list = JSON.parse(text) as typeof list;
  } catch {
    throw new UnusableStore(`${file} cannot be read as JSON.`);
  }
  if (list.format !== FORMAT || !Array.isArray(list.releases))
    throw new UnusableStore(`${file} is of format ${String(list.format)}; this version reads format ${FORMAT}.`);
  return list.releases as readonly StoredRelease[];
}

export function printList(releases: readonly StoredRelease[]): string {
  return `${JSON.stringify({ format: FORMAT, releases }, undefined, 2)}\n`;
}

/** A stored release for look-ups. @param read its file; undefined if it is missing or not the one that was stored */
export function loadedFrom(release: StoredRelease, read: () => Uint8Array | undefined): LoadedRelease {
  return {
    ...release,
    blocks: () => {
      const bytes = read();
      const blocks = bytes && decodeBlockFile(bytes);
      if (!blocks) throw new UnusableStore(`${release.file} is damaged: import ${release.set} ${release.name} again.`);
      return blocks;
    },
  };
}

/** A release to store, and what it was read from. */
export interface NewRelease {
  readonly release: Release;
  readonly source: readonly string[];
  /** What the user should check, in whole sentences. */
  readonly remarks?: readonly string[];
}

/** A release with the bytes of its file. */
export interface EncodedRelease {
  readonly stored: StoredRelease;
  readonly bytes: Uint8Array;
}

/** @param taken names of files that the new one must not replace @param hashOf SHA-256 of the bytes, in hexadecimal */
export function encodeRelease(
  { release, source }: NewRelease,
  taken: readonly string[],
  hashOf: (bytes: Uint8Array) => string,
): EncodedRelease {
  const bytes = encodeBlockFile(release.rows);
  const { set, name, from, rows, parts, isExcerpt } = release;
  const file = fileName(release, taken);
  return {
    stored: {
      set,
      name,
      from,
      rows: rows.length,
      file,
      bytes: bytes.length,
      ...(parts && { parts }),
      ...(isExcerpt && { isExcerpt }),
      hash: hashOf(bytes),
      source,
    },
    bytes,
  };
}

/** The list after an import: a release takes the place of one of its set and day. */
export function mergeLists(
  before: readonly StoredRelease[],
  fresh: readonly StoredRelease[],
): readonly StoredRelease[] {
  const replaced = new Set(fresh.map(keyOf));
  return [...before.filter(old => !replaced.has(keyOf(old))), ...fresh].sort(bySetAndDay);
}

function keyOf({ set, from, name }: StoredRelease): string {
  return releaseKey(set, from, name);
}

function bySetAndDay(a: StoredRelease, b: StoredRelease): number {
  const [one, other] = [`${a.set} ${a.from}`, `${b.set} ${b.from}`];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** A name that no release has: the file of a release is never overwritten while the list names it. */
function fileName({ set, from }: Release, taken: readonly string[]): string {
  const stem = `${set.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${from}`;
  let name = `${stem}${BLOCKS_FILE}`;
  for (let n = 2; taken.includes(name); n++) name = `${stem}-${n}${BLOCKS_FILE}`;
  return name;
}
