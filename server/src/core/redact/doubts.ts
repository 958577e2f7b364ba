import type { Encounter } from '../encounter/model.js';
import { sightingsIn } from '../rules/privacy/phi/detect-phi.js';
import { freeTexts } from '../rules/privacy/phi/free-text.js';
import type { Block, Line, Span } from '../syntax/tree.js';
import { asDefaultKey, asKey } from '../syntax/vocabulary.js';
import { datesIn } from './shift-dates.js';
import type { Identifier } from './identifiers.js';

/** A place that may identify a person, and what it may be; never its text. */
export interface PlaceInDoubt extends Span {
  readonly what: string;
}

/** Fields whose items are words of a closed list or free words, in which a name can be. */
const WORDED: ReadonlySet<string> = new Set(['prep', 'benefits', 'imaging', 'event', 'stop', 'study', 'auth']);

/** Everything in a block that may identify a person and that no exchange of identifiers and dates takes out. */
export function doubtsIn(
  block: Block,
  encounter: Encounter | undefined,
  identifiers: readonly Identifier[],
): PlaceInDoubt[] {
  const doubts: PlaceInDoubt[] = [];
  const known = new Set(identifiers.map(({ text }) => text.toUpperCase()));
  for (const { text, start } of [...freeTexts(block), ...wordedItems(block)])
    for (const found of sightingsIn(text))
      if (!known.has(text.slice(found.start, found.end).toUpperCase()))
        doubts.push({ start: start + found.start, end: start + found.end, what: WORDS[found.kind] });
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

function wordedItems(block: Block): { readonly text: string; readonly start: number }[] {
  return block.lines.flatMap(line =>
    line.kind === 'field' && WORDED.has(line.key.text.toLowerCase()) ? line.items : [],
  );
}
