import { childOf, isWithin } from './address.js';
import { isProblem, type FileProblem, type FileSystem } from './file-system.js';

/**
 * Reads a configuration file of a folder. A link that leaves the folder is not followed, so that a folder from
 * elsewhere cannot make the program read and quote other files.
 * @param path below the folder, with forward slashes
 */
export async function readOwnFile(
  fs: FileSystem,
  folder: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | FileProblem> {
  return (await problemWith(fs, folder, path)) ?? fs.read(childOf(folder, path), maxBytes);
}

/** Lists a configuration folder of a folder, with the same protection. */
export async function listOwnFolder(
  fs: FileSystem,
  folder: string,
  path: string,
): Promise<readonly string[] | FileProblem> {
  const entries = (await problemWith(fs, folder, path)) ?? (await fs.list(childOf(folder, path)));
  return isProblem(entries) ? entries : entries.map(({ name }) => name);
}

async function problemWith(fs: FileSystem, folder: string, path: string): Promise<FileProblem | undefined> {
  const [real, realFolder] = await Promise.all([fs.realAddress(childOf(folder, path)), fs.realAddress(folder)]);
  if (real === undefined || realFolder === undefined)
    return { problem: 'there is no such file or folder', isMissing: true };
  return isWithin(real, realFolder) ? undefined : { problem: 'it is a link that leaves its folder', isMissing: false };
}
