import { fileURLToPath } from 'node:url';
import type { FlushMark } from '../serialized-finding.js';

/** A note of a stream. `patient` says with which others it belongs, where its headers do not. */
export interface NoteObject {
  /** Its name, or where it has none its number in the stream. */
  readonly name: string;
  readonly text: string;
  readonly patient?: string;
}

/** A line of a stream that holds no note, and why, in a whole sentence. */
export interface BrokenObject {
  readonly name: string;
  readonly line: number;
  readonly problem: string;
}

/** Far above a year of one patient. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Reads newline-delimited JSON: `{"file": …, "text": …}` a line, or `{"flush": …}` where a writer waits for the results
 * of all lines so far. Holds one line in memory, and gives one object after the other.
 */
export async function* noteObjects(
  input: AsyncIterable<unknown>,
): AsyncGenerator<NoteObject | BrokenObject | FlushMark> {
  let number = 0;
  for await (const line of linesOf(input)) {
    number++;
    const name = `line ${number} of the input`;
    if (line === TOO_LONG)
      yield { name, line: number, problem: `It is longer than ${LONGEST_LINE / 1024 / 1024} MB; it is not checked.` };
    else if (!isBlank(line)) {
      const read = readObject(name, line);
      yield 'problem' in read ? { name, line: number, ...read } : read;
    }
  }
}

interface Problem {
  readonly problem: string;
}

function readObject(name: string, line: Uint8Array): NoteObject | FlushMark | Problem {
  let object: unknown;
  try {
    object = JSON.parse(UTF_8.decode(line));
  } catch (error) {
    return { problem: error instanceof SyntaxError ? 'It is not JSON.' : 'It is not UTF-8.' };
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return { problem: 'It is not a JSON object with a “text”.' };
  if ('flush' in object && !('text' in object)) return flushOf(object.flush);
  return noteOf(name, object as Readonly<Record<string, unknown>>);
}

function flushOf(flush: unknown): FlushMark | Problem {
  return typeof flush === 'string' || typeof flush === 'number'
    ? { flush }
    : { problem: 'Its “flush” is neither a text nor a number.' };
}

function noteOf(name: string, object: Readonly<Record<string, unknown>>): NoteObject | Problem {
  const { file, name: given, text, patient } = object;
  if (typeof text !== 'string') return { problem: 'It has no “text”.' };
  const called = file ?? given ?? name;
  if (!isName(called)) return { problem: 'Its “file” or “name” is not a name.' };
  if (patient !== undefined && patient !== null && typeof patient !== 'string')
    return { problem: 'Its “patient” is not a text.' };
  return { name: pathOf(called.replace(LONE, '\ufffd')), text, ...(patient ? { patient } : {}) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}

/** Inside, what begins with `file:` is an address on this disk. */
function pathOf(name: string): string {
  if (!name.startsWith('file:')) return name;
  try {
    return fileURLToPath(name);
  } catch {
    return name.slice('file:'.length);
  }
}

/** Half a character, which JSON can escape and no address or file can hold. */
const LONE = /\p{Surrogate}/gu;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const TOO_LONG = Symbol('a line that is too long');

async function* linesOf(input: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | typeof TOO_LONG> {
  let begun: Uint8Array[] = [],
    length = 0;
  for await (const read of input) {
    const chunk = typeof read === 'string' ? Buffer.from(read) : (read as Uint8Array);
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const rest = chunk.subarray(start, end);
      if (length + rest.length > LONGEST_LINE) yield TOO_LONG;
      else yield length ? Buffer.concat([...begun, rest]) : rest;
      begun = [];
      length = 0;
      start = end + 1;
    }
    length += chunk.length - start;
    if (length > LONGEST_LINE) begun = [];
    else if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (length > LONGEST_LINE) yield TOO_LONG;
  else if (length) yield Buffer.concat(begun);
}

function isBlank(line: Uint8Array): boolean {
  return line.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
