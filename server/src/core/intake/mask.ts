import { hiddenIn, type Hidden } from './hidden.js';
import { identifiersIn } from './identifiers.js';
import { initialsIn, namesOfOthers } from './staff-names.js';

/**
 * The source with every letter and digit that may tell who the patient is replaced by `x`; blanks and signs stay, so
 * columns stay in line. Of other people's names the initials stay, as `by:` and `sup:` have them.
 */
export function maskIdentifiers(source: string): string {
  const own = identifiersIn(source);
  let masked = '',
    at = 0;
  for (const one of hiddenIn(source, own, namesOfOthers(source, own))) {
    masked += source.slice(at, one.start) + shown(source, one);
    at = one.end;
  }
  return masked + source.slice(at);
}

function shown(source: string, { start, end, kind }: Hidden): string {
  return kind === 'person'
    ? initialsIn(source, { start, end })
    : source.slice(start, end).replaceAll(/[\p{L}\d]/gu, 'x');
}
