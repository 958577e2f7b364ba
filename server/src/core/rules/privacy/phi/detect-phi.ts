import type { Block } from '../../../syntax/tree.js';
import { findAddresses } from './addresses.js';
import { freeTexts } from './free-text.js';
import { findNames } from './names.js';
import { findEmails, findNumbers } from './numbers.js';
import type { PersonalKind, Sighting } from './phi-match.js';
import type { SourceRange } from '../../../syntax/source-range.js';

/** Something in a note that identifies a person, and its place. */
export interface PersonalDatum {
  readonly kind: PersonalKind;
  readonly at: SourceRange;
}

/**
 * What of a block (an encounter, or the defaults of the file) identifies a person: names, birth dates, phone
 * numbers, e-mail and postal addresses, social security and record numbers. Looks only if free words are, see
 * {@link freeTexts}; local tokens such as the patient's are no record numbers. In order, and never overlapping.
 */
export function personalDataIn(block: Block): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const { text, start: from } of freeTexts(block)) {
    for (const { kind, start, end } of sightingsIn(text)) {
      if (kind === 'record number' && shapeOf(text.slice(start, end)) === shapeOf(block.header?.patient?.text ?? ''))
        continue;
      found.push({ kind, at: { block, start: from + start, end: from + end } });
    }
  }
  return found;
}

const FINDERS = [findAddresses, findNumbers, findEmails, findNames];

/**
 * The personal data in a piece of free text. Where two readings overlap, the one that begins first counts, and of these
 * the longest.
 */
export function sightingsIn(text: string): Sighting[] {
  const all: Sighting[] = [];
  for (const find of FINDERS) all.push(...find(text));
  if (all.length === 0) return all;
  all.push(...datesBehindNames(text, all));
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Sighting[] = [];
  for (const sighting of all) {
    const before = kept.at(-1);
    if (!before || sighting.start >= before.end) kept.push(sighting);
  }
  return kept;
}

/** No one who is treated was born later, as far as a date behind a name tells: visits are dated, too. */
const MAX_YEAR = 2005;
const DATE_BEHIND = /^[\s,|/(;–—-]{1,5}((?:\d{1,2}[-/.]){2}((?:19|20)\d{2})|((?:19|20)\d{2})-\d{2}-\d{2})(?![\d/-])/;

/** `Finch, B / 02-11-1949`: a date long past directly behind a name. */
function datesBehindNames(text: string, sightings: readonly Sighting[]): Sighting[] {
  return sightings.flatMap(({ kind, end }): Sighting[] => {
    const found = kind === 'name' ? DATE_BEHIND.exec(text.slice(end, end + 20)) : null;
    if (!found || +(found[2] ?? found[3]!) > MAX_YEAR) return [];
    const start = end + found[0].length - found[1]!.length;
    return [{ kind: 'birth date', start, end: start + found[1]!.length }];
  });
}

/** A token without its digits: `P-014` and `P-2207` are of one kind. A bare number has no shape of its own. */
function shapeOf(token: string): string {
  const shape = token.toUpperCase().replace(/\d/g, '');
  return /[A-Z]/.test(shape) ? shape : token;
}
