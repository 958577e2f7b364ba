import { childOf } from './address.js';
import { isProblem, type Entry, type FileProblem, type FileSystem } from './file-system.js';

/** A folder that a walk has come to, and what is in it. */
export interface WalkedFolder {
  readonly folder: string;
  readonly entries: readonly Entry[] | FileProblem;
}

/**
 * A folder and every folder below it that can hold notes. Skips what {@link isSkipped} names, and follows no links, so
 * that it ends and stays inside.
 * @param skips asked after the folder above was given out
 */
export async function* walk(
  fs: FileSystem,
  root: string,
  skips: (folder: string) => boolean = () => false,
): AsyncGenerator<WalkedFolder> {
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = await fs.list(folder);
    yield { folder, entries };
    if (isProblem(entries)) continue;
    for (const { name, kind, isUnreachable } of entries) {
      if (kind !== 'folder' || isUnreachable || isSkipped(name)) continue;
      const below = childOf(folder, name);
      if (!skips(below)) open.push(below);
    }
  }
}

/** Whether a folder of this name holds no notes of the project: hidden folders and `node_modules`. */
export function isSkipped(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}
