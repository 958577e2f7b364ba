/** The words of a text as the finders of names see them. */
import { isLetter, some } from '../../../syntax/chars.js';
import { CLINICAL_WORDS, EPONYMS, GIVEN_NAMES, ORDINARY_WORDS, RELATIONS, WORD_SURNAMES } from './words.js';
import { matches } from './matches.js';

/**
 * A word of a text: letters, with apostrophes and hyphens inside (`O'Brien`, `Smith-Jones`), without a possessive `'s`.
 */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

export const TITLES: ReadonlySet<string> = new Set([
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
export const PARTICLES: ReadonlySet<string> = new Set([
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

export const CREDENTIALS: ReadonlySet<string> = new Set([
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

const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;

export function readWords(text: string): Word[] {
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

/** What is inside a word beside letters. */
function isInside(c: number): boolean {
  return isApostrophe(c) || c === 0x2d;
}

function isApostrophe(c: number): boolean {
  return c === 0x27 || c === 0x2019;
}

/**
 * End of the name that starts with word `i`: initials, particles and up to four name words; undefined if word `i` is no
 * name word.
 */
export function nameEnd(text: string, words: readonly Word[], i: number, shouting: boolean): number | undefined {
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

/**
 * Capital and small letters (`Smith`, `O'Brien`); in a text in capitals also `SMITH`, but not initials (`AS`, `KLM`).
 */
export function isNameWord(word: Word, shouting: boolean): boolean {
  if (/-\p{Ll}/u.test(word.text)) return false; // `German-speaking`
  if (/^\p{Lu}['’]?\p{Lu}?\p{Ll}/u.test(word.text)) return true;
  return (
    shouting &&
    /^\p{Lu}[\p{Lu}'’-]+$/u.test(word.text) &&
    (word.text.length > 3 || (word.text.length === 3 && /[AEIOUY]/.test(word.text[1]!)))
  );
}

/** A word of clinics that is no family name as well. */
export function isClinicalWord(lower: string): boolean {
  return CLINICAL_WORDS.has(lower) && !WORD_SURNAMES.has(lower);
}

export function mayBeName(word: Word): boolean {
  if (GIVEN_NAMES.has(word.lower)) return true;
  if (word.text.length > 5 && /(?:ed|ing|ly|tion|ness|ment|able|ful|ous|ive)$/.test(word.lower)) return false; // `Retired`, `Deceased`
  return (
    !TITLES.has(word.lower) && !RELATIONS.has(word.lower) && !ORDINARY_WORDS.has(word.lower) && !EPONYMS.has(word.lower)
  );
}

/** Whether only blanks (at most three), and the given mark, are between two positions. */
export function gapIs(text: string, from: number, to: number, mark: string): boolean {
  return to - from <= 4 && to > from && text.slice(from, to).trim() === mark;
}
