import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as attend } from 'node:timers/promises';
import { decodeNote } from './decode.js';
import { codeOf, errnoMessage } from './errno-message.js';

/** A note as it stands on disk, or in one sentence why it cannot be read. */
export type ReadNote = { readonly text: string; readonly bytes: Uint8Array } | { readonly problem: string };

/** A text has at most 2^29 units in Node, and nothing near it is a note. */
const LARGEST = 500 * 1024 * 1024;
/** How often a file that is written to meanwhile is read anew. */
const TRIES = 3;

/**
 * Reads a note whole: as it was at one moment, or not at all. Waits for the disk, since asking for each step of it in turns with other work
 * costs more than judging some short notes.
 * @param file absolute
 */
export function readNote(file: string): ReadNote {
  let handle: number | undefined;
  try {
    // Opening a pipe would wait for somebody to write to it.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    for (let tries = 0; tries < TRIES; tries++) {
      const before = fstatSync(handle, { bigint: true });
      if (before.isDirectory()) return { problem: 'This is a folder, not a note.' };
      if (!before.isFile()) return { problem: 'This is a pipe or a device, not a file.' };
      if (before.size > LARGEST)
        return { problem: `This file is larger than ${LARGEST / 1024 / 1024} MB; it is not checked.` };
      const bytes = readAll(handle, Number(before.size));
      const after = fstatSync(handle, { bigint: true });
      if (bytes.length !== Number(before.size) || after.size !== before.size || after.mtimeNs !== before.mtimeNs)
        continue;
      const decoded = decodeNote(bytes);
      return 'text' in decoded ? { text: decoded.text, bytes } : decoded;
    }
    return { problem: 'This file changes while it is read; check it again when the other program is done.' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { problem: 'This file is no longer there.' };
    if (codeOf(error) === 'ENXIO') return { problem: 'This is a pipe or a device, not a file.' }; // a socket cannot be opened at all
    return { problem: `This file cannot be read: ${errnoMessage(error)}.` };
  } finally {
    if (handle !== undefined) close(handle);
  }
}

/** Reads notes one after the other. Between them the process attends to its signals and streams. */
export async function* readNotes(
  files: Iterable<string>,
): AsyncGenerator<{ readonly file: string; readonly read: ReadNote }> {
  for (const file of files) {
    yield { file, read: readNote(file) };
    await attend();
  }
}

function close(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // What was read has been read.
  }
}

/** The first so many bytes, fewer where the file became shorter; one byte more where it grew. */
function readAll(handle: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size + 1);
  let length = 0;
  while (length < bytes.length) {
    const bytesRead = readSync(handle, bytes, length, bytes.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
