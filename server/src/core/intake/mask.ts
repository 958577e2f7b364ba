import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { isClinicalWord } from '../rules/privacy/phi/name-words.js';
import { ORDINARY_WORDS } from '../rules/privacy/phi/words.js';
import { identifiersIn } from './identifiers.js';
import { mentionsIn } from './name-mentions.js';
import { personMentions } from './person-mentions.js';
import { withCapitals } from './source-text.js';

/**
 * The source with every letter and digit that tells who the patient is replaced by `x`; blanks and signs stay, so
 * columns stay in line. Of other people's names the initials stay, as `by:` and `sup:` have them.
 */
export function maskIdentifiers(source: string): string {
  const own = identifiersIn(source);
  const sighted = sightingsIn(source).filter(({ start, end }) => !own.some(one => overlaps(one, { start, end })));
  const staff = staffIn(source).filter(one => ![...own, ...sighted].some(other => overlaps(one, other)));
  const others = [...sighted, ...staff.map(span => ({ ...span, kind: 'name' }))];
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

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}

/** Names beside a credential, and the same names elsewhere. Initials alone are no name to mask. */
function staffIn(source: string): Span[] {
  const named = [...withCapitals(source).matchAll(/.+/g)].flatMap(({ index, 0: line }) =>
    personMentions(line.replaceAll('\t', ' '))
      .filter(({ name }) => /[a-z]{2}|[A-Z]{4}/.test(source.slice(index + name.start, index + name.end)))
      .map(({ name }) => ({ start: index + name.start, end: index + name.end })),
  );
  const words = named.flatMap(({ start, end }) => source.slice(start, end).match(/\p{Lu}[\p{L}'\u2019-]{3,}/gu) ?? []);
  const unusual = words.filter(word => !ORDINARY_WORDS.has(word.toLowerCase()) && !isClinicalWord(word.toLowerCase()));
  const again = mentionsIn(source, unusual).filter(one => !named.some(other => overlaps(one, other)));
  return [...named, ...again];
}

function covered(source: string, { start, end }: Span): string {
  return source.slice(start, end).replaceAll(/[\p{L}\d]/gu, 'x');
}

function initials(source: string, { start, end }: Span): string {
  return (source.slice(start, end).match(/[\p{L}][\p{L}'’-]*/gu) ?? []).map(word => word[0]!.toUpperCase()).join('');
}
