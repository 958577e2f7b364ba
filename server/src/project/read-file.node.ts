import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeNote, type Decoded } from './decode.js';
import { codeOf, errnoMessage } from './errno-message.js';
import { isProblem, type FileProblem } from './file-system.js';

/** A note as it is on disk, or in one sentence why it cannot be checked. */
export type ReadNote = { readonly text: string; readonly bytes: Uint8Array } | { readonly problem: string };

/** A string of Node holds at most 2^29 units; no real note is near it. */
const MAX_NOTE_BYTES = 500 * 1024 * 1024;
/** How often a file is read again that another program writes meanwhile. */
const MAX_TRIES = 3;

/**
 * Reads a note, or with another `decode` a source that another program wrote.
 * @param file absolute path
 */
export function readNote(file: string, decode: (bytes: Uint8Array) => Decoded = decodeNote): ReadNote {
  const bytes = readFile(file, MAX_NOTE_BYTES);
  if (isProblem(bytes)) return { problem: notChecked(bytes) };
  const decoded = decode(bytes);
  return 'text' in decoded ? { text: decoded.text, bytes } : decoded;
}

/** Why a file is not checked, as a sentence. */
export function notChecked({ problem, isMissing }: FileProblem): string {
  return isMissing ? 'This file is no longer there.' : `This file is not checked: ${problem}.`;
}

/**
 * Reads a file as it was at one moment, or not at all. Waits for the disk: the asynchronous calls that this takes would
 * cost more than checking a short note.
 * @param file absolute path
 */
export function readFile(file: string, maxBytes: number): Uint8Array | FileProblem {
  const failed = (problem: string): FileProblem => ({ problem, isMissing: false });
  let handle: number | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = fstatSync(handle, { bigint: true });
      if (before.isDirectory()) return failed('it is a folder');
      if (!before.isFile()) return failed(NOT_A_FILE);
      if (before.size > maxBytes) return failed(`it is larger than ${maxBytes / 1024 / 1024} MB`);
      const bytes = readAll(handle, Number(before.size));
      const after = fstatSync(handle, { bigint: true });
      if (bytes.length === Number(before.size) && after.size === before.size && after.mtimeNs === before.mtimeNs)
        return bytes;
    }
    return failed('it changes while it is read');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENXIO') return failed(NOT_A_FILE); // a socket cannot be opened at all
    return { problem: errnoMessage(error), isMissing: code === 'ENOENT' || code === 'ENOTDIR' };
  } finally {
    if (handle !== undefined) close(handle);
  }
}

const NOT_A_FILE = 'it is a pipe or a device, not a file';

/** Reads notes one after the other. Between them the process handles its signals and streams. */
export async function* readNotes(
  files: Iterable<string>,
): AsyncGenerator<{ readonly file: string; readonly read: ReadNote }> {
  for (const file of files) {
    yield { file, read: readNote(file) };
    await nextTurn();
  }
}

function close(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // The bytes are read already.
  }
}

/** The first bytes of a file: fewer if it became shorter, one more if it grew. */
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
