/**
 * The folder of loaded releases on a disk. An import that is killed at any moment changes nothing: the list is replaced
 * last, in one step.
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
import type { LoadedRelease } from '../../core/codes/loaded/loaded-release.js';
import {
  BLOCKS_FILE,
  encodeRelease,
  LIST_FILE,
  loadedFrom,
  mergeLists,
  parseList,
  printList,
  UnusableStore,
  type NewRelease,
  type StoredRelease,
} from './release-list.js';

export { UnusableStore, type NewRelease, type StoredRelease };

/** The releases of a folder, oldest of each set first; none where it does not exist or has no list. */
export function storedReleases(folder: string): readonly StoredRelease[] {
  const file = path.join(folder, LIST_FILE);
  return existsSync(file) ? parseList(readFileSync(file, 'utf8'), file) : [];
}

/** The same for look-ups: each file is read when its first code is looked up. */
export function loadedReleases(folder: string): readonly LoadedRelease[] {
  return storedReleases(folder).map(release => {
    const file = path.join(folder, release.file);
    if (statSync(file, { throwIfNoEntry: false })?.size !== release.bytes)
      throw new UnusableStore(`${file} is missing or damaged: import ${release.set} ${release.name} again.`);
    return loadedFrom(release, () => {
      const bytes = readFileSync(file);
      // Lists of earlier versions hold no hash.
      return release.hash === undefined || hashOf(bytes) === release.hash ? bytes : undefined;
    });
  });
}

/** Stores releases, all or none; one of the same set and first day is replaced. */
export function storeReleases(folder: string, added: readonly NewRelease[]): readonly StoredRelease[] {
  const before = storedReleases(folder);
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  try {
    const fresh = added.map(one => {
      const { stored, bytes } = encodeRelease(one, [...before.map(({ file }) => file), ...written], hashOf);
      written.push(stored.file);
      writeWhole(path.join(folder, stored.file), bytes);
      return stored;
    });
    const releases = mergeLists(before, fresh);
    replaceList(folder, releases);
    removeLeftovers(folder, releases);
    return fresh;
  } catch (error) {
    for (const file of written) rmSync(path.join(folder, file), { force: true });
    rmSync(path.join(folder, `${LIST_FILE}.new`), { force: true });
    throw error;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function replaceList(folder: string, releases: readonly StoredRelease[]): void {
  const temporary = path.join(folder, `${LIST_FILE}.new`);
  writeWhole(temporary, Buffer.from(printList(releases)));
  renameSync(temporary, path.join(folder, LIST_FILE));
}

/** Files of blocks that the list does not name: of releases that were replaced, and of imports that were killed. */
function removeLeftovers(folder: string, releases: readonly StoredRelease[]): void {
  const named = new Set(releases.map(({ file }) => file));
  for (const file of readdirSync(folder))
    if (file.endsWith(BLOCKS_FILE) && !named.has(file)) rmSync(path.join(folder, file), { force: true });
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
