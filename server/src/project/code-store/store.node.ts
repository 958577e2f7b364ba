/**
 * The folder with the releases that the user has loaded: a file of blocks for each, and `releases.json`, which lists them. A release counts
 * once the list names it. So an import that is killed at any moment changes nothing: the list is replaced last, in one step.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { releaseKey, type Release, type ReleaseSet } from '../../core/codes/import/release.js';
import { encodeBlockFile, decodeBlockFile } from '../../core/codes/block-file.js';
import type { LoadedRelease } from '../../core/codes/loaded/loaded-release.js';
import type { IsoDate } from '../../core/syntax/iso-day.js';

const LIST = 'releases.json';
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
  /** SHA-256 of its file. */
  readonly hash: string;
  /** What it was read from, as the user named it. */
  readonly source: readonly string[];
}

interface List {
  readonly format: number;
  readonly releases: readonly StoredRelease[];
}

/** The folder is not one of ours, or its list was written by a newer version. The message is a whole sentence. */
export class UnusableStore extends Error {
  override readonly name = 'UnusableStore';
}

/** The releases of a folder, oldest of each set first; none where it does not exist or has no list. */
export function storedReleases(folder: string): readonly StoredRelease[] {
  const file = path.join(folder, LIST);
  if (!existsSync(file)) return [];
  let list: List;
  try {
    list = JSON.parse(readFileSync(file, 'utf8')) as List;
  } catch {
    throw new UnusableStore(`${file} cannot be read as JSON.`);
  }
  if (list.format !== FORMAT || !Array.isArray(list.releases))
    throw new UnusableStore(`${file} is of format ${String(list.format)}; this version reads format ${FORMAT}.`);
  return list.releases;
}

/** The same for look-ups: each file is read when its first code is looked up. */
export function loadedReleases(folder: string): readonly LoadedRelease[] {
  return storedReleases(folder).map(release => {
    const file = path.join(folder, release.file);
    if (statSync(file, { throwIfNoEntry: false })?.size !== release.bytes)
      throw new UnusableStore(`${file} is missing or damaged: import ${release.set} ${release.name} again.`);
    return {
      ...release,
      blocks: () => {
        const bytes = readFileSync(file);
        const blocks = hashOf(bytes) === release.hash ? decodeBlockFile(bytes) : undefined;
        if (!blocks) throw new UnusableStore(`${file} is damaged: import ${release.set} ${release.name} again.`);
        return blocks;
      },
    };
  });
}

/** A release to store, and what it was read from. */
export interface NewRelease {
  readonly release: Release;
  readonly source: readonly string[];
}

/** Stores releases, all or none; one of the same set and first day is replaced. */
export function storeReleases(folder: string, added: readonly NewRelease[]): readonly StoredRelease[] {
  const before = storedReleases(folder);
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  try {
    const fresh = added.map(({ release, source }): StoredRelease => {
      const bytes = encodeBlockFile(release.rows);
      const file = fileName(release, [...before.map(old => old.file), ...written]);
      written.push(file);
      writeWhole(path.join(folder, file), bytes);
      const { set, name, from, rows } = release;
      return { set, name, from, rows: rows.length, file, bytes: bytes.length, hash: hashOf(bytes), source };
    });
    const replaced = new Set(fresh.map(keyOf));
    const kept = before.filter(old => !replaced.has(keyOf(old)));
    const releases = [...kept, ...fresh].sort(bySetAndDay);
    replaceList(folder, releases);
    removeLeftovers(folder, releases);
    return fresh;
  } catch (error) {
    for (const file of written) rmSync(path.join(folder, file), { force: true });
    throw error;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function keyOf({ set, from, name }: StoredRelease): string {
  return releaseKey(set, from, name);
}

function bySetAndDay(a: StoredRelease, b: StoredRelease): number {
  const [one, other] = [`${a.set} ${a.from}`, `${b.set} ${b.from}`];
  return one < other ? -1 : 1;
}

/** A name that no release has: the file of a release is never overwritten while the list names it. */
function fileName({ set, from }: Release, taken: readonly string[]): string {
  const stem = `${set.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${from}`;
  let name = `${stem}.blocks`;
  for (let n = 2; taken.includes(name); n++) name = `${stem}-${n}.blocks`;
  return name;
}

function replaceList(folder: string, releases: readonly StoredRelease[]): void {
  const list: List = { format: FORMAT, releases };
  const temporary = path.join(folder, `${LIST}.new`);
  writeWhole(temporary, Buffer.from(`${JSON.stringify(list, undefined, 2)}\n`));
  renameSync(temporary, path.join(folder, LIST));
}

/** Files of blocks that the list does not name: of releases that were replaced, and of imports that were killed. */
function removeLeftovers(folder: string, releases: readonly StoredRelease[]): void {
  const named = new Set(releases.map(({ file }) => file));
  for (const file of readdirSync(folder))
    if (file.endsWith('.blocks') && !named.has(file)) rmSync(path.join(folder, file), { force: true });
}

/** Flushed to disk before it returns, so that the list never names a file that a loss of power has emptied. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
