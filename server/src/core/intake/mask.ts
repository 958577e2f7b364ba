import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { identifiersIn } from './identifiers.js';
import { initialsIn, namesOfOthers } from './staff-names.js';

/**
 * The source with every letter and digit that tells who the patient is replaced by `x`; blanks and signs stay, so
 * columns stay in line. Of other people's names the initials stay, as `by:` and `sup:` have them.
 */
export function maskIdentifiers(source: string): string {
  const own = identifiersIn(source);
  const names = namesOfOthers(source, own);
  const others = sightingsIn(source).filter(
    one => one.kind !== 'name' && ![...own, ...names].some(other => overlaps(other, one)),
  );
  const spans = [
    ...[...own, ...others].map(({ start, end }) => ({ start, end, by: covered(source, { start, end }) })),
    ...names.map(span => ({ ...span, by: initialsIn(source, span) })),
  ].sort((a, b) => a.start - b.start);
  let masked = '',
    at = 0;
  for (const { start, end, by } of spans) {
    masked += source.slice(at, start) + by;
    at = end;
  }
  return masked + source.slice(at);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}

function covered(source: string, { start, end }: Span): string {
  return source.slice(start, end).replaceAll(/[\p{L}\d]/gu, 'x');
}
