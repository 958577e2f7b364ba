import { isLetter, some } from '../../../syntax/chars.js';
import { EPONYMS, GIVEN_NAMES, ORDINARY_WORDS } from './words.js';
import { matches } from './matches.js';
import type { Sighting } from './phi-match.js';

/** A word of a text: letters, with apostrophes and hyphens inside (`O'Brien`, `Smith-Jones`), without a possessive `'s`. */
interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const TITLES: ReadonlySet<string> = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'doctor',
  'nurse',
  'señor',
  'señora',
]);
const PARTICLES: ReadonlySet<string> = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'da',
  'dos',
  'di',
  'du',
  'la',
  'le',
  'bin',
  'al',
  'el',
]);

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

/** Before a colon, these announce a name only where a full one follows: `Patient: Stable` is none. */
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

/** Relations and roles that a name follows without a colon: `wife Mary`, `daughter (Susan)`. */
const RELATIONS: ReadonlySet<string> = new Set([
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
  'aunt',
  'uncle',
  'niece',
  'nephew',
  'grandson',
  'granddaughter',
  'grandmother',
  'grandfather',
  'caregiver',
  'guardian',
  'friend',
  'neighbor',
  'fiance',
  'fiancee',
  'roommate',
  'named',
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

const CREDENTIALS: ReadonlySet<string> = new Set([
  'MD',
  'DO',
  'DPM',
  'NP',
  'APRN',
  'ARNP',
  'CRNP',
  'FNP',
  'CNS',
  'PA-C',
  'CRNA',
  'CNM',
  'RN',
  'LPN',
  'LVN',
  'CMA',
  'PharmD',
  'PhD',
  'DPT',
]);

/** Finds titled and labelled names in a text. Time is linear in the text; a name spans at most five words. */
export function findNames(text: string): Sighting[] {
  if (!mayHoldName(text)) return [];
  const words = readWords(text);
  const found: Sighting[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!mayBegin(words[i]!)) continue;
    const sighting =
      titled(text, words, i) ??
      labelled(text, words, i) ??
      related(text, words, i) ??
      introduced(text, words, i) ??
      credentialed(text, words, i);
    if (!sighting) continue;
    found.push(sighting);
    while (i + 1 < words.length && words[i + 1]!.start < sighting.end) i++;
  }
  return found;
}

/** Every word that a way of naming somebody begins with, but for a given name or an initial. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...TITLES,
  ...NAME_LABELS,
  ...FULL_NAME_LABELS,
  ...RELATIONS,
  ...PEOPLE,
]);

function mayBegin({ text, lower }: Word): boolean {
  return text.length === 1 || BEGINNINGS.has(lower) || GIVEN_NAMES.has(lower);
}

/** A name has a capital letter, unless a title in small letters announces it. Any letter outside of ASCII may be a capital one. */
function mayHoldName(text: string): boolean {
  return /[A-Z\u0080-\uffff]|(?<![a-z])m(?:r|s|rs)(?![a-z])/.test(text);
}

const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;

function readWords(text: string): Word[] {
  if (some(text, isBeyondAscii))
    return matches(text, WORD).map(match => wordAt(text, match.index, match.index + match[0].length));
  // As the pattern has it, which takes longer to be compiled than a note to be read.
  const words: Word[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isLetter(text.charCodeAt(at))) continue;
    const start = at;
    do at++;
    while (isLetter(text.charCodeAt(at)) || isInside(text.charCodeAt(at)));
    words.push(wordAt(text, start, at));
  }
  return words;
}

/** The word of a run of letters, apostrophes and hyphens: without those at its end, and without a possessive `'s`. */
function wordAt(text: string, start: number, to: number): Word {
  let end = to;
  while (isInside(text.charCodeAt(end - 1))) end--;
  if (end - 2 > start && (text.charCodeAt(end - 1) | 0x20) === 0x73 && isApostrophe(text.charCodeAt(end - 2))) end -= 2;
  const word = text.slice(start, end);
  return { text: word, lower: word.toLowerCase(), start, end };
}

function isBeyondAscii(c: number): boolean {
  return c >= 0x80;
}

/** What stands inside a word beside letters. */
function isInside(c: number): boolean {
  return isApostrophe(c) || c === 0x2d;
}

function isApostrophe(c: number): boolean {
  return c === 0x27 || c === 0x2019;
}

/** `Mr. Smith`, `Dr Patel`, `MRS. JONES`: the title and the name. */
function titled(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const title = words[i]!;
  if (!TITLES.has(title.lower)) return undefined;
  const dotted = text[title.end] === '.';
  const shouting = title.text.length > 1 && title.text === title.text.toUpperCase();
  const next = words[i + 1];
  if (!next || !gapIs(text, title.end + (dotted ? 1 : 0), next.start, '')) return undefined;
  // `MS`, `MR` and `DR` are disease, imaging and release form as well: in capitals only a dot and a name in capitals make a title of them.
  if (
    shouting &&
    title.lower !== 'miss' &&
    title.lower !== 'mrs' &&
    !(dotted && (title.lower !== 'ms' || text === text.toUpperCase()))
  )
    return undefined;
  if (!shouting && title.text === title.lower) {
    // Typed without capitals a title still is one where it can be nothing else.
    const plain = title.lower === 'mrs' || ((title.lower === 'mr' || title.lower === 'ms') && dotted);
    if (plain && next.text === next.lower && next.text.length > 2 && !ORDINARY_WORDS.has(next.lower))
      return { start: title.start, end: next.end, kind: 'name' };
    const clear =
      plain || title.lower === 'dr' || title.lower === 'doctor' || (title.lower === 'nurse' && mayBeName(next));
    if (!isNameWord(next, false) || !clear) return undefined;
  }
  const end = nameEnd(text, words, i + 1, shouting);
  if (end === undefined) return undefined;
  const mayEndSentence = ['dr', 'doctor', 'nurse', 'prof', 'professor', 'miss'].includes(title.lower) || shouting;
  if (mayEndSentence && ORDINARY_WORDS.has(next.lower)) return undefined;
  if (next.lower === 'contin') return undefined; // the drug MS Contin
  return { start: title.start, end, kind: 'name' };
}

/** `Patient: Smith, John`, `NAME: JANE DOE`, `Witness: Kelly Lane`: the name without its label. */
function labelled(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const label = words[i]!;
  const one = NAME_LABELS.has(label.lower);
  if (!one && !FULL_NAME_LABELS.has(label.lower)) return undefined;
  const before = words[i - 1];
  if (before && label.lower.startsWith('name') && NAMED_THINGS.has(before.lower)) return undefined;
  const next = words[i + 1];
  if (!next) return undefined;
  const gap = text.slice(label.end, next.start).trim();
  const says = next.lower === 'is' && label.lower === 'name' && gap === '' ? words[i + 2] : undefined;
  const first = says ?? next;
  if (!says && gap !== ':' && gap !== '=' && gap !== '#:' && !(label.lower === 'name' && /^[-–—]$/.test(gap)))
    return undefined;
  const at = words.indexOf(first, i + 1);
  if (!mayBeName(first) || first.end - first.start < 2) return undefined;
  const shouting = first.text === first.text.toUpperCase();
  const end = nameEnd(text, words, at, true);
  if (end === undefined || CREDENTIALS.has(first.text)) return undefined;
  const second = words[at + 1];
  const surnameFirst =
    second &&
    end === first.end &&
    text.slice(first.end, second.start) === ', ' &&
    mayBeName(second) &&
    isNameWord(second, shouting);
  const full = surnameFirst ? nameEnd(text, words, at + 1, shouting) : end > first.end ? end : undefined;
  if (full === undefined && (!one || shouting)) return undefined;
  return { start: first.start, end: full ?? end, kind: 'name' };
}

/** `wife Mary`, `daughter (Susan Lee)`, `a friend, named Tom`. */
function related(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const next = words[i + 1];
  if (!next || !RELATIONS.has(words[i]!.lower)) return undefined;
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

/** `Jane Doe, RN`, `J. Doe MD`: a name in front of a credential. */
function credentialed(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const first = words[i]!;
  if (
    !GIVEN_NAMES.has(first.lower) &&
    !(first.text.length === 1 && first.text !== first.lower && text[first.end] === '.')
  )
    return undefined;
  if (first.text.length > 1 && !isNameWord(first, false)) return undefined;
  const end = nameEnd(text, words, i, false);
  if (end === undefined || end <= first.end) return undefined;
  let next = i;
  while (next < words.length && words[next]!.start < end) next++;
  const after = words[next];
  if (!after || !CREDENTIALS.has(after.text)) return undefined;
  const gap = text.slice(end, after.start);
  return gap === ' ' || gap === ', ' || gap === ',' ? { start: first.start, end, kind: 'name' } : undefined;
}

/** Where the name that starts with word `i` ends: initials, particles and up to four name words; undefined where no name word stands there. */
function nameEnd(text: string, words: readonly Word[], i: number, shouting: boolean): number | undefined {
  let end: number | undefined;
  for (let at = i; at < words.length && at < i + 5; at++) {
    const word = words[at]!;
    const previous = words[at - 1];
    if (at > i) {
      const initialBefore = previous!.text.length === 1 && text[previous!.end] === '.' ? 1 : 0;
      if (!gapIs(text, previous!.end + initialBefore, word.start, '')) break;
    }
    const initial = word.text.length === 1 && word.text !== word.lower;
    if (initial || PARTICLES.has(word.text)) continue;
    if (!isNameWord(word, shouting)) break;
    if (at > i && (ORDINARY_WORDS.has(word.lower) || CREDENTIALS.has(word.text))) break;
    end = word.end;
  }
  return end;
}

/** Capital and small letters (`Smith`, `O'Brien`); in a text in capitals also `SMITH`, but not initials (`AS`, `KLM`). */
function isNameWord(word: Word, shouting: boolean): boolean {
  if (/-\p{Ll}/u.test(word.text)) return false; // `German-speaking`
  if (/^\p{Lu}['’]?\p{Lu}?\p{Ll}/u.test(word.text)) return true;
  return (
    shouting &&
    /^\p{Lu}[\p{Lu}'’-]+$/u.test(word.text) &&
    (word.text.length > 3 || (word.text.length === 3 && /[AEIOUY]/.test(word.text[1]!)))
  );
}

function mayBeName(word: Word): boolean {
  if (GIVEN_NAMES.has(word.lower)) return true;
  if (word.text.length > 5 && /(?:ed|ing|ly|tion|ness|ment|able|ful|ous|ive)$/.test(word.lower)) return false; // `Retired`, `Deceased`
  return !TITLES.has(word.lower) && !ORDINARY_WORDS.has(word.lower) && !EPONYMS.has(word.lower);
}

/** Whether only blanks (at most three), and the given mark, stand between two positions. */
function gapIs(text: string, from: number, to: number, mark: string): boolean {
  return to - from <= 4 && to > from && text.slice(from, to).trim() === mark;
}
