import { isUtf8 } from 'node:buffer';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf, errnoMessage } from './errno-message.js';
import type { Entry, EntryKind, FileProblem, FileSystem } from './file-system.js';
import { readFile } from './read-file.node.js';

const PREFIX = 'file://';

/** The disk of this machine. */
export const nodeFileSystem: FileSystem = {
  list: folder =>
    attempt(async () => {
      const entries = await readdir(toPath(folder), { withFileTypes: true });
      if (entries.some(({ name }) => name.includes('\ufffd'))) return listBytes(folder);
      return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) }));
    }),
  read: async (file, maxBytes) => readFile(toPath(file), maxBytes),
  kind: address => attempt(async () => kindOf(await stat(toPath(address)))),
  realAddress: address => realpath(toPath(address)).then(toAddress, () => undefined),
  identity: file =>
    stat(toPath(file), { bigint: true }).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => file, // deleted meanwhile, which is reported when it is read
    ),
  uriOf: address => (address.startsWith(PREFIX) ? pathToFileURL(toPath(address)).href : address),
  ignoresCase: process.platform === 'win32' || process.platform === 'darwin',
};

/** The entries of a folder in which a name may not be UTF-8: only the bytes of the names say which. */
async function listBytes(folder: string): Promise<Entry[]> {
  const entries = await readdir(toPath(folder), { withFileTypes: true, encoding: 'buffer' });
  return entries.map(entry => ({
    name: entry.name.toString(),
    kind: kindOf(entry),
    ...(isUtf8(entry.name) ? {} : { isUnreachable: true as const }),
  }));
}

/** The address of a file of this machine; any other name is kept as it was given. */
export function toAddress(file: string): string {
  if (!path.isAbsolute(file)) return file;
  const slashed = file.split(path.sep).join('/');
  return `${PREFIX}${slashed.startsWith('/') ? '' : '/'}${slashed}`;
}

/**
 * The absolute path of an address; a name that is not an address is returned up to its NUL, after which a number
 * distinguishes equal names.
 */
export function toPath(address: string): string {
  if (!address.startsWith(PREFIX)) return address.split('\0', 1)[0]!;
  const slashed = address.slice(PREFIX.length);
  if (path.sep === '/') return path.normalize(slashed);
  if (/^\/[A-Za-z]:/.test(slashed)) return path.normalize(slashed.slice(1));
  return path.normalize(slashed.startsWith('/') ? slashed : `//${slashed}`);
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

async function attempt<T>(work: () => Promise<T>): Promise<T | FileProblem> {
  try {
    return await work();
  } catch (error) {
    return { problem: errnoMessage(error), isMissing: ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '') };
  }
}
