import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { unknownNumbersIn } from './unknown-numbers.js';
import { unknownWordsIn } from './unknown-words.js';

/** A span of a source that no output may show. */
export interface Hidden extends Span {
  /** Who the patient is, the name of another person, or what the reader knows no harmless meaning of. */
  readonly kind: 'patient' | 'person' | 'unknown';
}

/**
 * What of a source no output may show, in order, none overlapping: the names and numbers that were found, and every
 * word with a capital that charts do not use, and every long number that is no amount, no day, no code and not the
 * number of a thing.
 * @param own what tells who the patient is
 * @param others names of other people
 */
export function hiddenIn(source: string, own: readonly Span[], others: readonly Span[]): Hidden[] {
  const found: Hidden[] = [
    ...own.map(({ start, end }) => ({ start, end, kind: 'patient' as const })),
    ...others.map(({ start, end }) => ({ start, end, kind: 'person' as const })),
  ];
  const data = sightingsIn(source).filter(({ kind }) => kind !== 'name');
  const unknown: Hidden[] = [...data, ...unknownWordsIn(source), ...unknownNumbersIn(source)].map(({ start, end }) => ({
    start,
    end,
    kind: 'unknown',
  }));
  return withParts(inOrder(found), inOrder(unknown));
}

function inOrder(spans: readonly Hidden[]): Hidden[] {
  return [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The first spans, and of the others the parts that none of those before covers. Both lists are in order. */
function withParts(first: readonly Hidden[], others: readonly Hidden[]): Hidden[] {
  const parts: Hidden[] = [];
  let at = 0,
    i = 0;
  for (const { start, end, kind } of others) {
    at = Math.max(at, start);
    while (i < first.length && first[i]!.end <= at) i++;
    for (let k = i; k < first.length && first[k]!.start < end; k++) {
      if (first[k]!.start > at) parts.push({ start: at, end: first[k]!.start, kind });
      at = Math.max(at, first[k]!.end);
    }
    if (at < end) parts.push({ start: at, end, kind });
    at = Math.max(at, end);
  }
  return inOrder([...first, ...parts]);
}
