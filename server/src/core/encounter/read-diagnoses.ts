import { digitCount, every, isAlnum, isDigit, isLetter, wordEnd } from '../syntax/chars.js';
import type { FieldLine } from '../syntax/tree.js';
import { letterAt } from './diagnosis-letter.js';
import type { Diagnosis } from './model.js';
import type { Reader } from './reader.js';

/** `dx: G80.0, Z45.1 pump check`. Items whose first word has no digit are words, not diagnoses, and take no letter. */
export function readDiagnoses(reader: Reader, line: FieldLine): Diagnosis[] {
  const dx: Diagnosis[] = [];
  for (const item of line.items) {
    const end = wordEnd(item.text, 0, item.text.length);
    const word = item.text.slice(0, end);
    if (!isCodeLike(word)) continue;
    dx.push({
      block: reader.block,
      start: item.start,
      end: item.end,
      code: canonicalDiagnosis(word),
      codeSpan: { start: item.start, end: item.start + end },
      words: item.text.slice(end).trim(),
      letter: letterAt(dx.length),
    });
  }
  return dx;
}

/** Upper case, with the dot after the third character: `g800` is `G80.0`. */
export function canonicalDiagnosis(word: string): string {
  if (isCanonical(word)) return word;
  const plain = word.toUpperCase().replaceAll('.', '');
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain;
}

/** Whether a word is as {@link canonicalDiagnosis} would have it: as nearly all are typed. */
function isCanonical(word: string): boolean {
  if (word.length === 4 || (word.length > 4 && word.charCodeAt(3) !== 0x2e)) return false;
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i);
    if (!(isDigit(c) || (c >= 0x41 && c <= 0x5a) || (c === 0x2e && i === 3))) return false;
  }
  return true;
}

/** Whether a word has the shape of a diagnosis code. */
export function isCodeLike(word: string): boolean {
  return (
    (word.length >= 3 &&
      digitCount(word) > 0 &&
      isLetter(word.charCodeAt(0)) &&
      every(word, c => isAlnum(c) || c === 0x2e)) ||
    /^\d\w{2}\./.test(word)
  );
}
