import { oneSlipApart } from './nearest-word.js';

const ENDINGS = [
  'ations',
  'ation',
  'ements',
  'ement',
  'ments',
  'ment',
  'ings',
  'ing',
  'ions',
  'ion',
  'als',
  'al',
  'ers',
  'ed',
  'es',
  's',
  'e',
];
/** A shorter stem says too little. */
const MIN_STEM = 4;
/** A slip in a shorter word makes another word. */
const MIN_SLIP = 5;

/** The word without the endings of English: `implants`, `implanted`, `implantation` share one stem. */
export function stemOf(word: string): string {
  const ending = ENDINGS.find(one => word.endsWith(one) && word.length - one.length >= MIN_STEM);
  const stem = ending === undefined ? word : word.slice(0, -ending.length);
  const { length } = stem;
  // `programming` → `programm` → `program`
  return length > MIN_STEM && stem[length - 1] === stem[length - 2] ? stem.slice(0, -1) : stem;
}

/**
 * How well a typed word matches another: 4 the word, 3 its beginning, 2 its stem, 1 one typing slip away, 0 not at all.
 */
export function wordScore(typed: string, word: string): number {
  if (typed === word) return 4;
  if (word.startsWith(typed)) return 3;
  const [a, b] = [stemOf(typed), stemOf(word)];
  if (a === b) return 2;
  return typed.length >= MIN_SLIP && !/\d/.test(typed) && (oneSlipApart(typed, word) || oneSlipApart(a, b)) ? 1 : 0;
}
