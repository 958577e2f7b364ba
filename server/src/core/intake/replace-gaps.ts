import type { Span } from '../syntax/tree.js';

/** A span of a text, and the characters that take its place. */
export interface Gap extends Span {
  readonly by: string;
}

/** A text with other characters in place of some of its spans, and where its own spans are in the first text. */
export interface Replaced {
  readonly source: string;
  spanInSource<T extends Span>(span: T): T;
}

/** Of gaps that overlap the first counts. */
export function replaceGaps(original: string, gaps: readonly Gap[]): Replaced {
  let source = '',
    at = 0;
  /** From this offset on, so many characters are missing. */
  const shifts: { from: number; by: number }[] = [];
  for (const { start, end, by } of [...gaps].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    source += original.slice(at, start) + by;
    at = end;
    shifts.push({ from: source.length, by: at - source.length });
  }
  source += original.slice(at);
  const inSource = (offset: number): number => {
    let low = 0,
      high = shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shifts[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low ? shifts[low - 1]!.by : 0);
  };
  return {
    source,
    spanInSource: span => ({ ...span, start: inSource(span.start), end: inSource(span.end - 1) + 1 }),
  };
}
