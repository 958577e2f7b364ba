import { isClinicalWord } from '../rules/privacy/phi/name-words.js';
import { ORDINARY_WORDS } from '../rules/privacy/phi/words.js';
import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import type { Span } from '../syntax/tree.js';
import { mentionsIn } from './name-mentions.js';
import { personMentions } from './person-mentions.js';
import { withCapitals } from './source-text.js';

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

/**
 * Names of people who are not the patient, in order: found by their shape, by a credential, a label or a verb.
 * @param own what tells who the patient is
 */
export function namesOfOthers(source: string, own: readonly Span[]): Span[] {
  const sighted = sightingsIn(source).filter(one => one.kind === 'name' && !own.some(other => overlaps(one, other)));
  const staff = staffIn(source).flatMap(one => outside(one, own));
  return joined([...sighted.map(({ start, end }) => ({ start, end })), ...staff]);
}

/** Names beside a credential, and the same names elsewhere. Initials alone are no name to mask. */
function staffIn(source: string): Span[] {
  const readable = withCapitals(source);
  const named = [...readable.matchAll(/.+/g)].flatMap(({ index, 0: line }) =>
    personMentions(line.replaceAll('\t', ' '))
      .filter(({ name }) => /[a-z]{2}|[A-Z]{4}/.test(source.slice(index + name.start, index + name.end)))
      .map(({ name }) => ({ start: index + name.start, end: index + name.end })),
  );
  named.push(...withoutCredential(source));
  const words = named.flatMap(
    ({ start, end }) => readable.slice(start, end).match(/\p{Lu}[\p{L}'\u2019-]{3,}/gu) ?? [],
  );
  const unusual = words.filter(word => !isOrdinary(word));
  const again = mentionsIn(source, unusual).filter(one => !named.some(other => overlaps(one, other)));
  return [...named, ...again];
}

/** The parts of a span that none of the others covers. */
function outside(span: Span, others: readonly Span[]): Span[] {
  const other = others.find(one => overlaps(one, span));
  if (!other) return [span];
  const parts = [
    { start: span.start, end: other.start },
    { start: other.end, end: span.end },
  ];
  return parts.filter(({ start, end }) => end > start).flatMap(part => outside(part, others));
}

/** Spans in order, those that overlap as one. */
function joined(spans: readonly Span[]): Span[] {
  const kept: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else kept.push({ start, end });
  }
  return kept;
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

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}

/** `KL` of `Kara Lindqvist` */
export function initialsIn(source: string, { start, end }: Span): string {
  return (source.slice(start, end).match(/[\p{L}][\p{L}'’-]*/gu) ?? []).map(word => word[0]!.toUpperCase()).join('');
}
