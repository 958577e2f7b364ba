import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** A path that could not be used, and why. */
export interface Unusable {
  readonly path: string;
  readonly why: string;
}

export interface FoundNotes {
  /** Absolute, each once, in the order of the paths given and then by name. */
  readonly files: readonly string[];
  readonly unusable: readonly Unusable[];
}

/** The notes that paths name: a file as it is, whatever it is called, and of a folder every `*.encounter` file below it. */
export async function findNotes(paths: readonly string[]): Promise<FoundNotes> {
  const files = new Set<string>();
  const unusable: Unusable[] = [];
  for (const given of paths) {
    const absolute = path.resolve(given);
    let isFolder: boolean;
    try {
      isFolder = (await stat(absolute)).isDirectory();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
      unusable.push({ path: given, why: code === 'ENOENT' ? 'there is no such file or folder' : `it cannot be read (${code})` });
      continue;
    }
    if (isFolder) {
      for (const file of await notesBelow(absolute)) files.add(file);
    } else files.add(absolute);
  }
  return { files: [...files], unusable };
}

/** Follows no symbolic link to a folder, so that a loop cannot hold it; a folder that vanishes meanwhile holds no notes. */
async function notesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) found.push(...await notesBelow(full));
    } else if (entry.name.toLowerCase().endsWith('.encounter') && !entry.name.startsWith('.')) found.push(full);
  }
  return found;
}
