/**
 * Official files as they are downloaded: text, gzip, or a zip with texts or further zips in it. Pure: the host reads
 * the bytes.
 */
import { gunzipSync, unzipSync } from 'fflate';
import { importerOf, readFile, type ReadFile } from '../../core/codes/import/read-releases.js';
import { LayoutError, type TextFile } from '../../core/codes/import/text-file.js';
import { crc32, zipChecksums } from './checksum.js';

/** Of a zip, what can hold rows. */
const TEXT = /\.(txt|csv|prn)$/i;
const ZIP = /\.zip$/i;
/** A zip of the zips of a quarter is one deeper than a file of CMS; deeper ones are no release. */
const MAX_DEPTH = 3;
/** In bytes; the largest release, the pairs of a quarter, takes a fifth of it. */
const MAX_UNPACKED = 1e9;
const TOO_LARGE = `it unpacks to more than ${MAX_UNPACKED / 1e6} MB`;
/** So many names tell the user which zip it is. */
const MAX_NAMED = 3;

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
  const { texts, others } = contentsOf(name, bytes);
  const known = texts.filter(({ text }) => importerOf(text) !== undefined);
  if (known.length > 0) return known.map(readFile);
  const held = [...texts.map(text => text.name.slice(name.length + 1)), ...others];
  const more = held.length > MAX_NAMED ? ` and ${held.length - MAX_NAMED} more` : '';
  const holds = held.length > 0 ? `it holds ${held.slice(0, MAX_NAMED).join(', ')}${more}` : 'it is empty';
  throw new LayoutError(name, 1, `a text or csv file of an official release in the zip; ${holds}`);
}

/** What a zip holds, and the zips in it. */
interface Contents {
  readonly texts: readonly TextFile[];
  /** Names of files that can hold no rows. */
  readonly others: readonly string[];
}

/** What may still be unpacked, over all zips in a zip. */
interface Room {
  left: number;
}

function contentsOf(name: string, bytes: Uint8Array, room: Room = { left: MAX_UNPACKED }, depth = 1): Contents {
  const { entries, others } = unzipped(name, bytes, room);
  const texts: TextFile[] = [];
  for (const [entry, content] of Object.entries(entries)) {
    const whole = `${name}!${entry}`;
    if (!ZIP.test(entry)) texts.push({ name: whole, text: decode(content) });
    else if (depth < MAX_DEPTH) {
      const inner = contentsOf(whole, content, room, depth + 1);
      texts.push(...inner.texts);
      others.push(...inner.others.map(other => `${entry}!${other}`));
    } else others.push(entry);
  }
  return { texts, others };
}

/** The texts and zips in a zip by their names, each as it was packed, and the names of its other files. */
function unzipped(
  name: string,
  bytes: Uint8Array,
  room: Room,
): { readonly entries: Record<string, Uint8Array>; readonly others: string[] } {
  const checksums = zipChecksums(bytes);
  const stated = new Map<string, number | undefined>();
  const others: string[] = [];
  let member = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: entry => {
        stated.set(entry.name, checksums[member++]);
        const isRead = TEXT.test(entry.name) || ZIP.test(entry.name);
        if (!isRead && !entry.name.endsWith('/')) others.push(entry.name);
        if (isRead && (room.left -= entry.originalSize) < 0) throw new Error(TOO_LARGE);
        return isRead;
      },
    });
  } catch (error) {
    throw new LayoutError(name, 1, `a whole zip (${error instanceof Error ? error.message : 'it cannot be read'})`);
  }
  for (const [entry, content] of Object.entries(entries))
    if (stated.get(entry) !== crc32(content))
      throw new LayoutError(`${name}!${entry}`, 1, 'a whole zip (its checksum is wrong): download it again');
  return { entries, others };
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
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
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
