import type { Chart } from '../chart.js';
import type { Hidden } from '../hidden.js';
import { initialsIn } from '../staff-names.js';

/**
 * Words of the source as an item: on one line, without the point at the end and without what names the patient, and of
 * other people with their initials.
 */
export function textOf({ source, hidden }: Pick<Chart, 'source' | 'hidden'>, start: number, end: number): string {
  let words = '',
    at = start;
  for (const one of hidden) {
    if (one.end <= at || one.start >= end) continue;
    words += source.slice(at, Math.max(at, one.start)) + shown(source, one);
    at = Math.min(end, one.end);
  }
  return (words + source.slice(at, end))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]$/, '');
}

function shown(source: string, { start, end, kind }: Hidden): string {
  if (kind === 'person') return initialsIn(source, { start, end });
  return kind === 'patient' ? '[patient]' : '[…]';
}
