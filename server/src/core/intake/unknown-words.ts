import { CREDENTIAL_WORDS } from '../encounter/credentials.js';
import {
  CLINICAL_WORDS,
  EPONYMS,
  ORDINARY_WORDS,
  PERSON_VERBS,
  RELATIONS,
  ROLES,
  SPOKEN_TO,
} from '../rules/privacy/phi/words.js';
import type { Span } from '../syntax/tree.js';
import { isSmallCase, withCapitals } from './source-text.js';
import { CHART_WORDS } from './wordings/chart-words.js';

const LISTS = [
  CHART_WORDS,
  ORDINARY_WORDS,
  CLINICAL_WORDS,
  EPONYMS,
  RELATIONS,
  ROLES,
  PERSON_VERBS,
  SPOKEN_TO,
  new Set(CREDENTIAL_WORDS.map(word => word.toLowerCase())),
];

/** A word with a capital, with neither a digit nor an at-sign beside it. */
const CAPITALIZED = /(?<![\p{L}\p{M}\d@'’-])\p{Lu}[\p{L}\p{M}'’]*(?:-[\p{L}\p{M}'’]+)*(?![\p{L}\p{M}\d@])/gu;
/** Shorter words are initials and abbreviations: of a word with small letters, and of one in capitals. */
const MIN_MIXED = 3,
  MIN_CAPITALS = 5;

/**
 * Words with a capital that no list knows as a word of charts: names, as a rule, of people and places. A word that the
 * same text also has with small letters is none. In a text in one case only the longer ones count.
 */
export function unknownWordsIn(source: string): Span[] {
  const readable = withCapitals(source);
  const oneCase = isSmallCase(source);
  const small = oneCase ? new Set<string>() : new Set(readable.match(/(?<![\p{L}@.])\p{Ll}{3,}(?![\p{L}@])/gu));
  const isName = (word: string): boolean => {
    const min = oneCase || word === word.toUpperCase() ? MIN_CAPITALS : MIN_MIXED;
    return word.length >= min && !small.has(word.toLowerCase()) && !isKnown(word.toLowerCase());
  };
  return [...readable.matchAll(CAPITALIZED)].flatMap(({ index, 0: words }) => {
    const whole = words.replace(/['’]s?$/i, '');
    if (isKnown(whole.toLowerCase().replaceAll('’', "'"))) return [];
    const hasName = whole.split('-').some(part => isName(part.replaceAll(/['’]/g, '')));
    return hasName ? [{ start: index, end: index + whole.length }] : [];
  });
}

const ENDINGS: readonly (readonly [ending: RegExp, by: readonly string[]])[] = [
  [/ies$/, ['y']],
  [/ied$/, ['y']],
  [/(?:es|ed|er|ers|ing|ings)$/, ['', 'e']],
  [/(?:s|d|ly|al|ally|ment|ness|able|less)$/, ['', 'e', 'y']],
  [/(.)\1(?:ed|ing|er)$/, ['$1']],
  [/(?:ion|ions|or|ors|ive|ory)$/, ['', 'e']],
];

/** Whether a word, or what is left of it without its ending, is in a list. */
function isKnown(word: string): boolean {
  if (isListed(word) || isListed(`${word}ing`)) return true;
  return ENDINGS.some(([ending, by]) => ending.test(word) && by.some(end => isListed(word.replace(ending, end))));
}

function isListed(word: string): boolean {
  return LISTS.some(list => list.has(word));
}
