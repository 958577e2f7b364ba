import type { Finding } from '../core/check/finding.js';

/**
 * An id by which a client names a finding of a note. It depends on the rule, the message, the encounter's header and the place in the
 * encounter, so it stays the same if other encounters change or move. It contains no text of the note.
 */
export function findingId({ rule, message, at }: Finding): string {
  const { block, start, end } = at;
  const header = block.header ? block.text.slice(block.header.start, block.header.end) : '';
  return hash([rule, message, header, start, end].join('\0'));
}

/** 53 bits as hexadecimal digits, mixed as in MurmurHash (cyrb53). Fast, and not meant to keep anything secret. */
function hash(text: string): string {
  let a = 0xdeadbeef,
    b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
}
