import type { Chart } from '../chart.js';
import { initialsIn } from '../staff-names.js';

/**
 * Words of the source as an item: on one line, without the point at the end and without what names the patient, and of
 * other people with their initials.
 */
export function textOf(
  { source, identifiers, others }: Pick<Chart, 'source' | 'identifiers' | 'others'>,
  start: number,
  end: number,
): string {
  const hidden = [
    ...identifiers.map(span => ({ ...span, by: '[patient]' })),
    ...others.map(span => ({ ...span, by: initialsIn(source, span) })),
  ].sort((a, b) => a.start - b.start);
  let words = '',
    at = start;
  for (const one of hidden) {
    if (one.end <= at || one.start >= end) continue;
    words += source.slice(at, Math.max(at, one.start)) + one.by;
    at = Math.min(end, one.end);
  }
  return (words + source.slice(at, end))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]$/, '');
}
