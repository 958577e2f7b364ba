/** The text of a file, or one sentence why it cannot be read as a note. */
export type Decoded = { readonly text: string } | { readonly problem: string };

/**
 * Decodes the bytes of a note. Notes are UTF-8, with or without a byte-order mark (which stays in the text). Anything
 * else is rejected: a guessed code page would give findings about characters that are not in the note.
 */
export function decodeNote(bytes: Uint8Array): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { problem: UTF_16 };
  if (bytes.includes(0))
    return {
      problem: looksLikeUtf16(bytes)
        ? UTF_16
        : 'This file holds NUL bytes, so it is not a text file; it is not checked.',
    };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return {
      problem: 'This file is not UTF-8 (perhaps an older Windows code page); save it as UTF-8 to have it checked.',
    };
  }
}

const UTF_16 = 'This file is UTF-16; save it as UTF-8 to have it checked.';

/** UTF-16 text in Latin script has NUL in nearly every second byte, and only there. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = Math.min(bytes.length, 4096);
  const nuls = [0, 0];
  for (let i = 0; i < sample; i++) if (bytes[i] === 0) nuls[i % 2]!++;
  const [even = 0, odd = 0] = nuls;
  return Math.max(even, odd) > sample / 4 && Math.min(even, odd) < sample / 64;
}
