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

const NAME = "[A-Z][A-Za-z'\u2019-]{2,}";
/** Names of staff that a label or a verb shows, without a credential. */
const STAFF: readonly RegExp[] = [
  new RegExp(
    `\\b(?:[Pp]er|[Bb]y|[Cc]all(?:ed)?(?: to)?|[Nn]otified|[Pp]aged|[Ii]nformed|RN|LPN|LVN|NP|MD|DO|PA|CRNA|CNS) (${NAME}(?: ${NAME})?)`,
    'g',
  ),
  new RegExp(
    `\\b(?:Referring|Referred by|Referral|Ordering|PCP|cc|CC|Scribe|Interpreter|Attending|Provider|Physician|Surgeon|Nurse|Signed|Witness|Author)(?: \\w+)?[ ]?[:;][ ]*(${NAME}(?: ${NAME})?)`,
    'g',
  ),
];

/** Names beside a credential, and the same names elsewhere. Initials alone are no name to mask. */
function staffIn(source: string): Span[] {
  const named = [...withCapitals(source).matchAll(/.+/g)].flatMap(({ index, 0: line }) =>
    personMentions(line.replaceAll('\t', ' '))
      .filter(({ name }) => /[a-z]{2}|[A-Z]{4}/.test(source.slice(index + name.start, index + name.end)))
      .map(({ name }) => ({ start: index + name.start, end: index + name.end })),
  );
  named.push(...withoutCredential(source));
  const words = named.flatMap(({ start, end }) => source.slice(start, end).match(/\p{Lu}[\p{L}'\u2019-]{3,}/gu) ?? []);
  const unusual = words.filter(word => !isOrdinary(word));
  const again = mentionsIn(source, unusual).filter(one => !named.some(other => overlaps(one, other)));
  return [...named, ...again];
}

function covered(source: string, { start, end }: Span): string {
  return source.slice(start, end).replaceAll(/[\p{L}\d]/gu, 'x');
}

function initials(source: string, { start, end }: Span): string {
  return (source.slice(start, end).match(/[\p{L}][\p{L}'’-]*/gu) ?? []).map(word => word[0]!.toUpperCase()).join('');
}

function withoutCredential(source: string): Span[] {
  return STAFF.flatMap(pattern =>
    [...source.matchAll(pattern)].flatMap(match => {
      const words = match[1]!.split(' ').filter(word => !isOrdinary(word));
      const end = match.index + match[0].length;
      return words.length ? [{ start: end - match[1]!.length, end }] : [];
    }),
  );
}

function isOrdinary(word: string): boolean {
  const plain = word.toLowerCase();
  return /^[A-Z]{1,4}$/.test(word) || ORDINARY_WORDS.has(plain) || isClinicalWord(plain) || MAKERS.test(plain);
}

/** Companies beside which `by` and `per` are. */
const MAKERS =
  /^(?:medtronic|flowonix|codman|intera|synchromed|prometra|walgreens|cvs|humana|tricare|aetna|cigna|anthem)$/;
