import type { Span } from '../../syntax/tree.js';

/** A value that the source states, and the UTF-16 offsets of the words that state it. */
export interface Stated<T = string> extends Span {
  readonly value: T;
}

/** A part of a text without the blanks around it. */
export function trimmed(text: string, start: number, end: number): Stated {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { value: text.slice(from, to), start: from, end: to };
}

/**
 * Every match of a global pattern in a value, placed in the source if the value is there unchanged, else at the whole
 * value.
 */
export function findIn(text: string, stated: Stated, pattern: RegExp): Stated[] {
  const verbatim = text.slice(stated.start, stated.end) === stated.value;
  return [...stated.value.matchAll(pattern)].map(match => ({
    value: match[0],
    start: verbatim ? stated.start + match.index : stated.start,
    end: verbatim ? stated.start + match.index + match[0].length : stated.end,
  }));
}

/** 1-based line of an offset, as an editor counts it. */
export function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) line++;
  }
  return line;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d || c === 0xa0;
}
