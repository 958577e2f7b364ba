import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { identifiersIn } from './identifiers.js';

/**
 * The source with every letter and digit that tells who the patient is replaced by `x`; blanks and signs stay, so
 * columns stay in line. Of other people's names the initials stay, as `by:` and `sup:` have them.
 */
export function maskIdentifiers(source: string): string {
  const own = identifiersIn(source);
  const others = sightingsIn(source).filter(({ start, end }) => !own.some(one => one.start < end && one.end > start));
  const spans = [
    ...own.map(span => ({ ...span, by: covered(source, span) })),
    ...others.map(({ kind, ...span }) => ({
      ...span,
      by: kind === 'name' ? initials(source, span) : covered(source, span),
    })),
  ].sort((a, b) => a.start - b.start);
  let masked = '',
    at = 0;
  for (const { start, end, by } of spans) {
    masked += source.slice(at, start) + by;
    at = end;
  }
  return masked + source.slice(at);
}

function covered(source: string, { start, end }: Span): string {
  return source.slice(start, end).replaceAll(/[\p{L}\d]/gu, 'x');
}

function initials(source: string, { start, end }: Span): string {
  return (source.slice(start, end).match(/[\p{L}][\p{L}'’-]*/gu) ?? []).map(word => word[0]!.toUpperCase()).join('');
}
