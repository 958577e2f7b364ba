import type { Decoded } from './decode.js';

/**
 * Reads the bytes of a file that another program exported: UTF-8, UTF-16, or the western Windows code page, which
 * covers Latin-1. A byte-order mark stays in the text, so that offsets count it.
 */
export function decodeSource(bytes: Uint8Array): Decoded {
  const kind = MAGIC.find(({ start }) => start.every((byte, i) => bytes[i] === byte))?.kind;
  if (kind) return { problem: `line 1: the file is ${kind}; expected text` };
  const encoding = encodingOf(bytes);
  if (!encoding) return { problem: 'line 1: the file is binary; expected text' };
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { text: encoding === 'latin1' ? text.replace(/[\u0080-\u009f]/g, sign => windowsSign(sign)) : text };
}

/** What the Windows code page has where Latin-1 has control characters. Some releases of Node decode both alike. */
const WINDOWS_SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windowsSign(sign: string): string {
  return WINDOWS_SIGNS[sign.charCodeAt(0) - 0x80]!;
}

const MAGIC: readonly { readonly start: readonly number[]; readonly kind: string }[] = [
  { start: [0x50, 0x4b, 0x03, 0x04], kind: 'a workbook or an archive: save the sheet as CSV' },
  { start: [0x50, 0x4b, 0x05, 0x06], kind: 'an empty archive' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], kind: 'a workbook or document of an old Office: save the sheet as CSV' },
  { start: [0x25, 0x50, 0x44, 0x46], kind: 'a PDF: copy its text' },
  { start: [0x7b, 0x5c, 0x72, 0x74, 0x66], kind: 'a document in rich text (RTF): copy its text' },
  { start: [0x1f, 0x8b], kind: 'compressed' },
  { start: [0x89, 0x50, 0x4e, 0x47], kind: 'a picture' },
  { start: [0xff, 0xd8, 0xff], kind: 'a picture' },
];

/** Undefined for bytes that are no text. */
function encodingOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  const nuls = [0, 0];
  let controls = 0;
  sample.forEach((byte, i) => {
    if (byte === 0) nuls[i % 2]!++;
    else if (byte < 0x1b && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) controls++;
  });
  const [even = 0, odd = 0] = nuls;
  // Text of western scripts in UTF-16 has NUL in nearly every second byte, and only there.
  if (Math.max(even, odd) > sample.length / 4 && Math.min(even, odd) <= sample.length / 64)
    return odd > even ? 'utf-16le' : 'utf-16be';
  if (even + odd > 0 || controls > MAX_CONTROLS) return undefined;
  return isUtf8(bytes) ? 'utf-8' : 'latin1';
}

/** More control characters in the first 4096 bytes are no text. */
const MAX_CONTROLS = 8;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
