/** A number from 0 to 2^53 that follows from the words alone, and spreads evenly (cyrb53, public domain). */
export function hash(...words: readonly string[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const char of words.join('\0')) {
    const code = char.codePointAt(0)!;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/**
 * The days by which dates may be shifted, in an order that follows from the words. First back, so that no date is after
 * today; then forward, for a visit of the first days of an edition.
 */
export function shiftsFor(...words: readonly string[]): number[] {
  const days = Array.from({ length: MAX_SHIFT_DAYS }, (_, i) => i + 1);
  days.sort((a, b) => hash(...words, String(a)) - hash(...words, String(b)));
  return [...days.map(day => -day), ...days];
}

/** Farther away the chance grows that another edition of a code set applies. */
const MAX_SHIFT_DAYS = 90;
