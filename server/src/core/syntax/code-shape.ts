import { every, isDigit, isLetter } from './chars.js';

/**
 * Whether a word has the shape of a CPT or HCPCS code: four digits and one of `0-9 A F M T U`, or a letter and four
 * digits.
 */
export function isCode(word: string): boolean {
  if (word.length !== 5) return false;
  if (isLetter(word.charCodeAt(0))) return every(word, isDigit, 1, 5);
  if (!every(word, isDigit, 0, 4)) return false;
  const last = word.charCodeAt(4);
  return isDigit(last) || 'AFMTUafmtu'.includes(word[4]!);
}
