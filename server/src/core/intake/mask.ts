import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { identifiersIn } from './identifiers.js';

/**
 * The source with every character that tells who the patient is replaced by `x`; blanks and signs stay, so the text keeps its length and
 * its columns. Of other people's names the first letters stay, since they are the initials of `by:` and `sup:`.
 */
export function maskIdentifiers(source: string): string {
  const chars = source.split('');
  const own = identifiersIn(source);
  for (const span of own) cover(chars, span, () => false);
  for (const { kind, start, end } of sightingsIn(source)) {
    if (own.some(one => one.start < end && one.end > start)) continue;
    cover(chars, { start, end }, at => kind === 'name' && !/[A-Za-z]/.test(source[at - 1] ?? ' '));
  }
  return chars.join('');
}

function cover(chars: string[], { start, end }: Span, keep: (at: number) => boolean): void {
  for (let at = start; at < end; at++) if (/[\p{L}\d]/u.test(chars[at]!) && !keep(at)) chars[at] = 'x';
}
