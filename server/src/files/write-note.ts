import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  access,
  link,
  lstat,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { codeOf, errnoMessage } from './errno-message.js';

/** A note was not written and is as it was. The message is a whole sentence and quotes no text of it. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
}

/**
 * Gives a note other bytes, so that at every moment, whatever ends this process, the file holds either the old ones or the new ones: they
 * are written aside in the same folder, brought to the disk, and take the note's place. Mode and owner stay; of a symbolic link
 * the target is replaced, not the link. A hard link takes the new file's place as any name does; of those that are not given the system
 * tells only how many there are, so they keep the old bytes: a file that is written in place could be left half written under every name.
 * @param before the bytes as they were read; where the file holds others by now, nothing is written
 * @param names by which the file is known besides; those that are hard links to it become hard links to the new one
 * @returns how many hard links to the file with the old bytes are left
 * @throws {@link NotWritten}
 */
export async function writeNote(
  file: string,
  bytes: Uint8Array,
  before: Uint8Array,
  names: readonly string[] = [],
): Promise<number> {
  let aside: string | undefined;
  let handle: FileHandle | undefined;
  try {
    const target = await realpath(file);
    const is = await stat(target);
    if (!is.isFile()) throw new NotWritten('It is not a file.');
    await mayWrite(target, is);
    const folder = path.dirname(target);
    await removeLeftovers(folder);
    aside = asideIn(folder);
    handle = await open(aside, 'wx', 0o600);
    await handle.writeFile(bytes);
    await keepOwner(handle, is);
    await handle.chmod(is.mode & 0o7777);
    await handle.sync();
    await handle.close();
    handle = undefined;
    const now = await stat(target);
    if (now.ino !== is.ino || now.dev !== is.dev || !isSame(await readFile(target), before))
      throw new NotWritten('It was changed by another program after it was read.');
    await rename(aside, target);
    aside = undefined;
    await syncFolder(folder);
    let left = now.nlink - 1;
    for (const name of left > 0 ? names : []) if (await follow(name, now, target)) left--;
    return left;
  } catch (error) {
    throw error instanceof NotWritten ? error : new NotWritten(`It cannot be written: ${errnoMessage(error)}.`);
  } finally {
    await handle?.close().catch(() => {});
    if (aside !== undefined) await unlink(aside).catch(() => {});
  }
}

/** Makes a hard link to a note that was replaced one to the note in its place. Returns whether it was one, and could be. */
async function follow(name: string, was: Stats, target: string): Promise<boolean> {
  const aside = asideIn(path.dirname(name));
  try {
    const is = await lstat(name);
    if (is.ino !== was.ino || is.dev !== was.dev) return false;
    await link(target, aside);
    await rename(aside, name);
    await syncFolder(path.dirname(name));
    return true;
  } catch {
    await unlink(aside).catch(() => {});
    return false;
  }
}

/** A file that is marked read-only could still be replaced by whoever owns its folder, but somebody has marked it. */
async function mayWrite(target: string, is: Stats): Promise<void> {
  if ((is.mode & 0o222) === 0) throw new NotWritten('It is read-only.');
  await access(target, constants.W_OK);
}

async function keepOwner(handle: FileHandle, was: Stats): Promise<void> {
  const is = await handle.stat();
  if (is.uid === was.uid && is.gid === was.gid) return;
  try {
    await handle.chown(was.uid, was.gid);
  } catch {
    throw new NotWritten('It belongs to somebody else, and written anew it would belong to you.');
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The name of a folder's entry survives a loss of power only when the folder is on the disk too. Not every system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}

const PREFIX = '.encounter-notes-',
  SUFFIX = '.tmp';
function asideIn(folder: string): string {
  return path.join(folder, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}${SUFFIX}`);
}

const looked = new Set<string>();

/** Removes what a process that was killed while it wrote has left in a folder. Looks once, since this process leaves nothing. */
async function removeLeftovers(folder: string): Promise<void> {
  if (looked.has(folder)) return;
  looked.add(folder);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) continue;
    if (!isRunning(Number.parseInt(name.slice(PREFIX.length), 10)))
      await unlink(path.join(folder, name)).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM'; // it is there, and somebody else's
  }
}
