import type { Span } from '../syntax/tree.js';
import { datesIn } from './dates.js';
import { measuresIn } from './measures.js';
import type { Passed } from './chart.js';
import type { UnreadSpan } from './types.js';

const CODES =
  /(?<![\w.$#/-])(?:[a-tv-z]\d[0-9a-z]\.[0-9a-z]{1,4}|\d{5}(?=-\d\d\b|\b)|[a-v]\d{4})(?![\w/]|[./-]\d{2,})/g;

/**
 * Every number with a unit, date and code of `[from, to)` outside the taken spans, with the reason if a reader gave
 * one. Identifiers are left out.
 */
export function unreadIn(
  text: string,
  { start: from, end: to }: Span,
  {
    taken,
    passed,
    identifiers,
  }: { readonly taken: readonly Span[]; readonly passed: readonly Passed[]; readonly identifiers: readonly Span[] },
): UnreadSpan[] {
  const part = text.slice(from, to);
  const spans: { start: number; end: number; why: string }[] = [
    ...measuresIn(part, from).map(({ start, end }) => ({ start, end, why: 'no words say what it is' })),
    ...datesIn(part, from).map(({ start, end }) => ({ start, end, why: 'date of something else' })),
    ...[...part.matchAll(CODES)].map(match => ({
      start: from + match.index,
      end: from + match.index + match[0].length,
      why: 'code that no words call one',
    })),
  ];
  const unread: UnreadSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if ([...taken, ...identifiers].some(one => overlaps(one, span)) || unread.some(one => overlaps(one, span)))
      continue;
    const reason = passed.find(one => overlaps(one, span));
    unread.push({ ...span, why: reason?.why ?? span.why });
  }
  return unread;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}
