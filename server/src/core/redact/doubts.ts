import type { Encounter } from '../encounter/model.js';
import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import { freeTexts } from '../rules/privacy/phi/free-text.js';
import type { Block, Line, Span } from '../syntax/tree.js';
import { asDefaultKey, asKey, KEYS, type Key } from '../syntax/vocabulary.js';
import { datesIn } from './shift-dates.js';
import type { Identifier } from './identifiers.js';

/** A place that may identify a person, and what it may be; never its text. */
export interface PlaceInDoubt extends Span {
  readonly what: string;
}

/** Fields that have names of products or free text, or people by their initials. */
const OF_NAMES: ReadonlySet<Key> = new Set<Key>([
  'pump',
  'by',
  'sup',
  'drug',
  'dx',
  'exam',
  'assess',
  'em',
  'response',
  'observe',
  'device',
  'query',
  'ok',
]);
/**
 * Every other field is of words and numbers: a word with a capital may be a name that a line holds beside its facts.
 */
const WITHOUT_NAMES: ReadonlySet<string> = new Set(KEYS.filter(key => !OF_NAMES.has(key)));
const CAPITALIZED = /(?<![\w"])[A-Z][a-z]{2,}(?![\w-])/g;
/** Words of these fields that are written with a capital: tests, needles and days. */
const NO_NAMES = /^(?:Huber|Tuohy|Ashworth|Medicare|Medicaid|Aetna|Cigna|Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** Everything in a block that may identify a person and that no exchange of identifiers and dates takes out. */
export function doubtsIn(
  block: Block,
  encounter: Encounter | undefined,
  identifiers: readonly Identifier[],
): PlaceInDoubt[] {
  const doubts = [...sightings(block, identifiers), ...capitals(block)];
  for (const span of datesIn(block.text).unsure)
    doubts.push({ ...span, what: 'a date that is not written YYYY-MM-DD' });
  for (const { kind, start, end } of identifiers)
    if (kind === 'unsure') doubts.push({ start, end, what: 'a name or number that was not read as a whole' });
  for (const { start, end } of encounter?.unread ?? []) doubts.push({ start, end, what: 'an item that was not read' });
  for (const line of block.lines) doubts.push(...doubtsOfLine(line));
  if (encounter && !encounter.patient)
    doubts.push({ start: encounter.header.start, end: encounter.header.end, what: 'a visit without a patient' });
  return doubts;
}

/** What the rule `personal-data` finds, in every field too; identifiers are exchanged and are none of it. */
function sightings(block: Block, identifiers: readonly Identifier[]): PlaceInDoubt[] {
  const known = new Set(identifiers.map(({ text }) => text.toUpperCase()));
  return [...freeTexts(block), ...fieldItems(block)].flatMap(({ text, start }) =>
    sightingsIn(text)
      .filter(found => !known.has(text.slice(found.start, found.end).toUpperCase()))
      .map(found => ({ start: start + found.start, end: start + found.end, what: WORDS[found.kind] })),
  );
}

function capitals(block: Block): PlaceInDoubt[] {
  return fieldItems(block, WITHOUT_NAMES).flatMap(({ text, start }) =>
    [...text.matchAll(CAPITALIZED)]
      .filter(([word]) => !NO_NAMES.test(word))
      .map(({ 0: word, index }) => ({
        start: start + index,
        end: start + index + word.length,
        what: 'a word that may be a name',
      })),
  );
}

const WORDS = {
  name: 'the name of a person',
  'birth date': 'a date of birth',
  phone: 'a phone number',
  email: 'an e-mail address',
  address: 'a postal address',
  ssn: 'a social security number',
  'record number': 'the number of a record',
} as const;

function doubtsOfLine(line: Line): PlaceInDoubt[] {
  if (line.kind === 'stray') return [{ start: line.start, end: line.end, what: 'a line that was not recognized' }];
  if (line.kind === 'header')
    return line.misfits.map(({ start, end }) => ({ start, end, what: 'a word that has no place in a header' }));
  if (line.kind !== 'field' || asKey(line.key.text) || asDefaultKey(line.key.text)) return [];
  return [{ start: line.start, end: line.end, what: 'a line with an unknown key' }];
}

/** The items of all fields, or of some. A name can slip into any, also beside what is read. */
function fieldItems(block: Block, keys?: ReadonlySet<string>): { readonly text: string; readonly start: number }[] {
  return block.lines.flatMap(line =>
    line.kind === 'field' && (!keys || keys.has(line.key.text.toLowerCase())) ? line.items : [],
  );
}
