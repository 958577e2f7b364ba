import type { Chart } from '../chart.js';

/** Words of the source as an item: on one line, without the point at the end, and without what names the patient. */
export function textOf(
  { source, identifiers }: Pick<Chart, 'source' | 'identifiers'>,
  start: number,
  end: number,
): string {
  let words = '',
    at = start;
  for (const one of identifiers) {
    if (one.end <= at || one.start >= end) continue;
    words += source.slice(at, Math.max(at, one.start)) + '[patient]';
    at = Math.min(end, one.end);
  }
  return (words + source.slice(at, end))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]$/, '');
}
