import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, open, readdir, readFile, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, errnoMessage } from './errno-message.js';

/** A note was not written and is unchanged. The message is a whole sentence and quotes no text of the note. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
}

/**
 * Replaces the bytes of a note so that the file holds either the old or the new bytes at every moment, regardless of
 * what ends this process: writes them to a temporary file in the same folder, flushes it to disk, and renames it. Keeps
 * mode and owner; replaces the target of a symbolic link, not the link. (write-file-atomic does not fit: on a full disk
 * it can rename a file that is only half written.)
 * @param before the bytes as they were read; if the file holds others by now, nothing is written
 * @returns how many hard links to the file keep the old bytes
 * @throws {@link NotWritten}
 */
export async function writeNote(file: string, bytes: Uint8Array, before: Uint8Array): Promise<number> {
  let temporary: string | undefined;
  let handle: FileHandle | undefined;
  try {
    const target = await realpath(file);
    const is = await stat(target);
    if (!is.isFile()) throw new NotWritten('It is not a file.');
    await mayWrite(target, is);
    const folder = path.dirname(target);
    await removeLeftovers(folder);
    temporary = temporaryIn(folder);
    handle = await open(temporary, 'wx', 0o600);
    await handle.writeFile(bytes);
    await keepOwner(handle, is);
    await handle.chmod(is.mode & 0o7777);
    await handle.sync();
    await handle.close();
    handle = undefined;
    const now = await stat(target);
    if (now.ino !== is.ino || now.dev !== is.dev || !isSame(await readFile(target), before))
      throw new NotWritten('It was changed by another program after it was read.');
    await rename(temporary, target);
    temporary = undefined;
    await syncFolder(folder);
    return now.nlink - 1;
  } catch (error) {
    throw error instanceof NotWritten ? error : new NotWritten(`It cannot be written: ${errnoMessage(error)}.`);
  } finally {
    await handle?.close().catch(() => {});
    if (temporary !== undefined) await unlink(temporary).catch(() => {});
  }
}

/** The owner of the folder can replace a read-only file, but it was marked on purpose. */
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
    throw new NotWritten('It belongs to another user; writing it would make it yours.');
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** A rename survives a loss of power only after the folder is flushed to disk. Not every system supports that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}

const PREFIX = '.encounter-notes-',
  SUFFIX = '.tmp';
function temporaryIn(folder: string): string {
  return path.join(folder, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}${SUFFIX}`);
}

/** Folders that were searched for leftovers. */
const searched = new Set<string>();

/** Removes the temporary files of killed processes: they hold text of notes. Searches each folder once. */
async function removeLeftovers(folder: string): Promise<void> {
  if (searched.has(folder)) return;
  searched.add(folder);
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
    return codeOf(error) === 'EPERM'; // it runs and belongs to another user
  }
}
