/**
 * Official files as they are downloaded: text, gzip, or a zip with one or more texts in it. Pure: the host reads the
 * bytes.
 */
import { gunzipSync, unzipSync } from 'fflate';
import { importerOf, readFile, type ReadFile } from '../../core/codes/import/read-releases.js';
import { LayoutError, type TextFile } from '../../core/codes/import/text-file.js';
import { crc32, zipChecksums } from './checksum.js';

/** Of a zip, what can hold rows. */
const TEXT = /\.(txt|csv|prn)$/i;

/**
 * Reads a file, and of a zip every entry with a known layout; the others (readme files, spreadsheets, lists of changes)
 * are left out.
 * @throws {LayoutError} if nothing in it has a known layout, or where a file is not whole
 */
export function readOfficial(name: string, bytes: Uint8Array): readonly ReadFile[] {
  if (isZip(bytes)) return readZip(name, bytes);
  return [readFile({ name, text: decode(isGzip(bytes) ? unpacked(name, bytes) : bytes) })];
}

function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  try {
    const text = gunzipSync(bytes);
    // The trailer of a gzip file is the checksum and the length of what was packed.
    const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8);
    if (trailer.getUint32(0, true) !== crc32(text)) throw new Error('its checksum is wrong');
    return text;
  } catch (error) {
    throw new LayoutError(
      name,
      1,
      `a whole gzip file (${error instanceof Error ? error.message : 'it cannot be read'})`,
    );
  }
}

function readZip(name: string, bytes: Uint8Array): readonly ReadFile[] {
  const entries = unzipped(name, bytes);
  const files = Object.entries(entries).map(([entry, content]): TextFile => ({
    name: `${name}!${entry}`,
    text: decode(content),
  }));
  const known = files.filter(({ text }) => importerOf(text) !== undefined);
  if (known.length === 0) throw new LayoutError(name, 1, 'a text or csv file of an official release in the zip');
  return known.map(readFile);
}

/** The texts of a zip by their names, each as it was packed. */
function unzipped(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  const checksums = zipChecksums(bytes);
  const stated = new Map<string, number | undefined>();
  let member = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: entry => {
        stated.set(entry.name, checksums[member++]);
        return TEXT.test(entry.name);
      },
    });
  } catch (error) {
    throw new LayoutError(name, 1, `a whole zip (${error instanceof Error ? error.message : 'it cannot be read'})`);
  }
  for (const [entry, content] of Object.entries(entries))
    if (stated.get(entry) !== crc32(content))
      throw new LayoutError(`${name}!${entry}`, 1, 'a whole zip (its checksum is wrong): download it again');
  return entries;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** UTF-16 as spreadsheets save it, UTF-8 if it is, else the Windows code page that CMS writes. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replace(/[\u0080-\u009f]/g, windowsCharacter);
  }
}

/** Characters of the Windows code page at 0x80 to 0x9f: some decoders leave the bytes as they are. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windowsCharacter(character: string): string {
  return WINDOWS[character.charCodeAt(0) - 0x80]!;
}
