import { visible } from './visible.js';

/** A longer sentence quotes a word or a list that no one reads whole. */
const MAX_LENGTH = 1000;
const MAX_WORD = 80;

/**
 * A sentence for display that may quote a note: long words and sentences end in an ellipsis, and hidden marks are
 * named.
 */
export function truncate(sentence: string): string {
  return visible(sentence.length <= MAX_LENGTH ? sentence : shortened(sentence));
}

function shortened(sentence: string): string {
  let out = '';
  for (const [part] of sentence.matchAll(/\S+|\s+/g)) {
    out += part.length > MAX_WORD && part.trim() ? `${cut(part, MAX_WORD)}…` : part;
    // The rest is not read: thousands of findings may each quote thousands of codes.
    if (out.length > MAX_LENGTH) return `${cut(out, MAX_LENGTH)}…`;
  }
  return out;
}

/** The beginning of a text, without half a surrogate pair or a letter without its accent at its end. */
function cut(text: string, length: number): string {
  let end = length;
  while (end > 0 && (isHighSurrogate(text.charCodeAt(end - 1)) || MARK.test(text.slice(end, end + 2)))) end--;
  // A text of only marks: cut anywhere.
  return text.slice(0, end || length);
}

function isHighSurrogate(c: number): boolean {
  return c >= 0xd800 && c < 0xdc00;
}

const MARK = /^\p{M}/u;
