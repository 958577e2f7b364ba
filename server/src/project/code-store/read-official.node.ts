/** Official files as they are downloaded: text, gzip, or a zip with one or more texts in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { importerOf, readFile, type ReadFile } from '../../core/codes/import/read-releases.js';
import { LayoutError, type TextFile } from '../../core/codes/import/text-file.js';

/** Of a zip, what can hold rows. */
const TEXT = /\.(txt|csv|prn)$/i;

/**
 * Reads a file, and of a zip every entry with a known layout; the others (readme files, spreadsheets, lists of changes) are left out.
 * @throws {LayoutError} if nothing in it has a known layout, or where a file is not whole
 */
export function readOfficial(file: string): readonly ReadFile[] {
  const bytes = readFileSync(file);
  const name = path.basename(file);
  if (isZip(bytes)) return readZip(name, bytes);
  const text = isGzip(bytes) ? gunzipSync(bytes) : bytes;
  return [readFile({ name, text: decode(text) })];
}

function readZip(name: string, bytes: Uint8Array): readonly ReadFile[] {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, { filter: entry => TEXT.test(entry.name) });
  } catch (error) {
    throw new LayoutError(name, 1, `a whole zip (${error instanceof Error ? error.message : 'it cannot be read'})`);
  }
  const files = Object.entries(entries).map(([entry, content]): TextFile => ({
    name: `${name}!${entry}`,
    text: decode(content),
  }));
  const known = files.filter(({ text }) => importerOf(text) !== undefined);
  if (known.length === 0) throw new LayoutError(name, 1, 'a text or csv file of an official release in the zip');
  return known.map(readFile);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** UTF-8 if it is, else the Windows code page that CMS writes. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
