import {
  CREDENTIALS,
  gapIs,
  isClinicalWord,
  isNameWord,
  mayBeName,
  nameEnd,
  readWords,
  TITLES,
  type Word,
} from './name-words.js';
import type { Sighting } from './phi-match.js';
import { GIVEN_NAMES, ORDINARY_WORDS, RELATIONS } from './words.js';
import { bareName } from './bare-names.js';
import { mayLead } from './name-run.js';

/** Before a colon, these announce a name, one word of it being enough (`Surgeon: Okafor`). */
const NAME_LABELS: ReadonlySet<string> = new Set([
  'name',
  'names',
  'surname',
  'lastname',
  'firstname',
  'spouse',
  'husband',
  'wife',
  'mother',
  'father',
  'mom',
  'dad',
  'son',
  'daughter',
  'sister',
  'brother',
  'caregiver',
  'guardian',
  'poa',
  'nok',
  'provider',
  'physician',
  'doctor',
  'nurse',
  'attending',
  'surgeon',
  'author',
  'scribe',
  'witness',
  'pcp',
  'signed',
  'pharmacist',
  'representative',
  'rep',
  'subscriber',
  'guarantor',
  'insured',
  'alias',
  'aka',
  'contact',
]);

/** Before a colon, these announce a name only if a full one follows: `Patient: Stable` is none. */
const FULL_NAME_LABELS: ReadonlySet<string> = new Set([
  'patient',
  'pt',
  'client',
  'member',
  'resident',
  'beneficiary',
  'by',
  'from',
  'to',
  'cc',
  'attn',
]);

/** Words that a given name and surname follow: `patient John Smith`, `signed by Ana Ruiz`. */
const PEOPLE: ReadonlySet<string> = new Set([
  'patient',
  'pt',
  'name',
  'by',
  'with',
  'witness',
  'signed',
  'is',
  'provider',
  'physician',
  'surgeon',
  'and',
  'for',
  'called',
  'to',
  'from',
]);

/** A `name:` after one of these is the name of a thing. */
const NAMED_THINGS: ReadonlySet<string> = new Set([
  'drug',
  'brand',
  'trade',
  'generic',
  'device',
  'pump',
  'product',
  'model',
  'pharmacy',
  'plan',
  'payer',
  'practice',
  'clinic',
  'facility',
  'file',
  'manufacturer',
  'company',
  'medication',
  'catheter',
  'insurance',
  'template',
  'procedure',
  'group',
  'program',
  'employer',
]);

/** Finds names in a text. Time is linear in the text; a name spans at most five words. */
export function findNames(text: string): Sighting[] {
  if (!mayHoldName(text)) return [];
  const words = readWords(text);
  const found: Sighting[] = [];
  for (let i = 0; i < words.length; i++) {
    const sighting =
      (mayBegin(words[i]!) ? announced(text, words, i) : undefined) ??
      (mayLead(words[i]!) ? bareName(text, words, i) : undefined);
    if (!sighting) continue;
    found.push(sighting);
    while (i + 1 < words.length && words[i + 1]!.start < sighting.end) i++;
  }
  return found;
}

function announced(text: string, words: readonly Word[], i: number): Sighting | undefined {
  return titled(text, words, i) ?? labeled(text, words, i) ?? related(text, words, i) ?? introduced(text, words, i);
}

/** Every word that announces a name. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...TITLES,
  ...NAME_LABELS,
  ...FULL_NAME_LABELS,
  ...RELATIONS,
  ...PEOPLE,
  'named',
]);

function mayBegin({ lower }: Word): boolean {
  return BEGINNINGS.has(lower) || lower.includes('-');
}

/**
 * A name has a capital letter, unless a title or `name:` in small letters announces it. Any letter outside of ASCII may be a
 * capital one.
 */
function mayHoldName(text: string): boolean {
  return /[A-Z\u0080-\uffff]|(?<![a-z])m(?:r|s|rs)(?![a-z])|name\s*[:=]/.test(text);
}

/** `Mr. Smith`, `Dr Patel`, `MRS. JONES`: the title and the name. */
function titled(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const title = words[i]!;
  const next = words[i + 1];
  if (!next || !TITLES.has(title.lower)) return undefined;
  const dotted = text[title.end] === '.';
  if (!gapIs(text, title.end + (dotted ? 1 : 0), next.start, '')) return undefined;
  const shouting = isInCapitals(title);
  if (shouting && !isTitleInCapitals(text, title, dotted)) return undefined;
  if (!shouting && title.text === title.lower) {
    if (isPlainTitle(title, dotted) && isSmallName(next)) return { start: title.start, end: next.end, kind: 'name' };
    if (!isNameWord(next, false) || !isClearTitle(title, dotted, next)) return undefined;
  }
  const end = nameEnd(text, words, i + 1, shouting);
  if (end === undefined || isNoTitleBefore(title, next, shouting)) return undefined;
  return { start: title.start, end, kind: 'name' };
}

function isInCapitals({ text }: Word): boolean {
  return text.length > 1 && text === text.toUpperCase();
}

/**
 * `MS`, `MR` and `DR` are disease, imaging and release form as well: in capitals only a dot and a name in capitals make
 * a title of them.
 */
function isTitleInCapitals(text: string, { lower, start, end }: Word, dotted: boolean): boolean {
  if (lower === 'miss' || lower === 'mrs') return true;
  const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
  return dotted && (lower !== 'ms' || around === around.toUpperCase());
}

/** Characters on either side that show whether a text is in capitals. */
const AROUND = 60;

/** Typed in small letters these still are titles and nothing else. */
function isPlainTitle({ lower }: Word, dotted: boolean): boolean {
  return lower === 'mrs' || ((lower === 'mr' || lower === 'ms') && dotted);
}

function isSmallName({ text, lower }: Word): boolean {
  return text === lower && text.length > 2 && !isOrdinary(lower);
}

function isClearTitle(title: Word, dotted: boolean, next: Word): boolean {
  const { lower } = title;
  if (isPlainTitle(title, dotted) || lower === 'dr' || lower === 'doctor') return true;
  return lower === 'nurse' && mayBeName(next);
}

/** Titles that end a sentence as well (`Called the Dr. Pump refilled.`). */
const SENTENCE_ENDS: ReadonlySet<string> = new Set(['dr', 'doctor', 'nurse', 'prof', 'professor', 'miss']);

function isNoTitleBefore(title: Word, next: Word, shouting: boolean): boolean {
  if (next.lower === 'contin') return true; // the drug MS Contin
  const mayEndSentence = shouting || SENTENCE_ENDS.has(title.lower) || title.text === 'ms'; // `ms` are milliseconds, too
  return mayEndSentence && isOrdinary(next.lower);
}

function isOrdinary(lower: string): boolean {
  return ORDINARY_WORDS.has(lower) || isClinicalWord(lower);
}

/** `Patient: Smith, John`, `NAME: JANE DOE`, `Witness: Kelly Lane`: the name without its label. */
function labeled(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const label = words[i]!;
  const one = NAME_LABELS.has(label.lower);
  if (!one && !FULL_NAME_LABELS.has(label.lower)) return undefined;
  const at = labeledWord(text, words, i);
  if (at === undefined || !words[at]) return undefined;
  if (label.lower === 'name' && isSmallName(words[at])) return smallName(text, words, at);
  return nameAfterLabel(text, words, at, one);
}

function nameAfterLabel(text: string, words: readonly Word[], at: number, one: boolean): Sighting | undefined {
  const first = words[at]!;
  if (!mayBeName(first) || first.text.length < 2) return undefined;
  const end = nameEnd(text, words, at, true);
  if (end === undefined || CREDENTIALS.has(first.text)) return undefined;
  const shouting = first.text === first.text.toUpperCase();
  const full = end > first.end ? end : givenNameEnd(text, words, at, shouting);
  if (full === undefined && (!one || shouting)) return undefined;
  return { start: first.start, end: full ?? end, kind: 'name' };
}

/** `name: dunne, carol`, `name: carol dunne`: two words in small letters, one of them a common given name. */
function smallName(text: string, words: readonly Word[], at: number): Sighting | undefined {
  const [first, second] = [words[at]!, words[at + 1]];
  if (!second || !isSmallName(second)) return undefined;
  const gap = text.slice(first.end, second.start);
  const isGiven = gap === ' ' ? GIVEN_NAMES.has(first.lower) : /^, ?$/.test(gap) && GIVEN_NAMES.has(second.lower);
  return isGiven ? { start: first.start, end: second.end, kind: 'name' } : undefined;
}

/** Index of the word that a label announces: behind a colon, or behind `name is`. */
function labeledWord(text: string, words: readonly Word[], i: number): number | undefined {
  const label = words[i]!;
  const before = words[i - 1];
  const next = words[i + 1];
  if (!next || (before && label.lower.startsWith('name') && NAMED_THINGS.has(before.lower))) return undefined;
  const gap = text.slice(label.end, next.start).trim();
  if (label.lower === 'name' && next.lower === 'is' && gap === '') return i + 2;
  const isName = label.lower === 'name' && /^[-–—]$/.test(gap);
  return gap === ':' || gap === '=' || gap === '#:' || isName ? i + 1 : undefined;
}

/** End of the given name in `Smith, John`; undefined if none follows the comma. */
function givenNameEnd(text: string, words: readonly Word[], at: number, shouting: boolean): number | undefined {
  const second = words[at + 1];
  if (!second || text.slice(words[at]!.end, second.start) !== ', ') return undefined;
  return mayBeName(second) && isNameWord(second, shouting) ? nameEnd(text, words, at + 1, shouting) : undefined;
}

/** `wife`, `brother-in-law`, `step-father` */
function isRelation({ lower }: Word): boolean {
  return RELATIONS.has(lower) || (lower.includes('-') && lower.split('-').some(part => RELATIONS.has(part)));
}

/** `wife Mary`, `daughter (Susan Lee)`, `a friend, named Tom`. */
function related(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const next = words[i + 1];
  if (!next || !(isRelation(words[i]!) || words[i]!.lower === 'named')) return undefined;
  const gap = text.slice(words[i]!.end, next.start).trim();
  if (gap !== '' && gap !== ',' && gap !== '(') return undefined;
  if (next.text === next.text.toUpperCase() || !isNameWord(next, false) || !mayBeName(next)) return undefined;
  if (words[i]!.lower === 'named' && !GIVEN_NAMES.has(next.lower)) return undefined;
  const end = nameEnd(text, words, i + 1, false);
  return end === undefined ? undefined : { start: next.start, end, kind: 'name' };
}

/** `patient John Smith`, `signed by Ana Ruiz`: a common given name and a surname. */
function introduced(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const first = words[i + 1],
    last = words[i + 2];
  if (!first || !last || !PEOPLE.has(words[i]!.lower) || !gapIs(text, words[i]!.end, first.start, '')) return undefined;
  if (!GIVEN_NAMES.has(first.lower) || !isNameWord(first, false) || first.text === first.text.toUpperCase())
    return undefined;
  const end = nameEnd(text, words, i + 1, false);
  return end === undefined || end <= first.end ? undefined : { start: first.start, end, kind: 'name' };
}
