import { digitCount, every, isAlnum, isDigit, isLetter, wordEnd } from '../syntax/chars.js';
import type { FieldLine, Item, Span } from '../syntax/tree.js';
import { letterAt } from './diagnosis-letter.js';
import type { Diagnosis } from './model.js';
import type { Reader } from './reader.js';

/**
 * `dx: G80.0, Z45.1 pump check`. Items without a code are words, not diagnoses, and take no letter. The name may be
 * before its code, and several codes in one item are each a diagnosis, though a comma belongs between them.
 */
export function readDiagnoses(reader: Reader, line: FieldLine): Diagnosis[] {
  const dx: Diagnosis[] = [];
  const add = (item: Item, start: number, end: number, code: Span): void => {
    const { text } = item;
    const words = `${text.slice(start, code.start)} ${text.slice(code.end, end)}`
      .replace(/[()[\]]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s:.;|–-]+/, '')
      .trim();
    dx.push({
      block: reader.block,
      start: item.start + start,
      end: item.start + end,
      code: canonicalDiagnosis(text.slice(code.start, code.end)),
      codeSpan: { start: item.start + code.start, end: item.start + code.end },
      words,
      letter: letterAt(dx.length),
    });
  };
  for (const item of line.items) {
    const codes = codesIn(item.text);
    const [first] = codes;
    if (!first) reportNumber(reader, item);
    else if (codes.length === 1) add(item, 0, item.text.length, first);
    else {
      reportJoined(reader, item, codes);
      codes.forEach((code, i) => add(item, i === 0 ? 0 : code.start, endBefore(item.text, code, codes[i + 1]), code));
    }
  }
  return dx;
}

/**
 * The codes of an item: the first word, or words that can be nothing else (`G80.0`, `Z451`); three characters only
 * among other codes.
 */
function codesIn(text: string): readonly Span[] {
  const end = wordEnd(text, 0, text.length);
  // As nearly every item is typed: one code, with words or without.
  if (end === text.length && CERTAIN.test(text)) return [{ start: 0, end }];
  const words = [...text.matchAll(/[^\s/\\;:,()[\]&+|→>]+/g)].map(match => {
    const word = match[0].replace(/\.$/, '');
    return { start: match.index, end: match.index + word.length, text: word };
  });
  const isList = words.length > 1 && words.every(word => isCodeLike(word.text) || JOINERS.has(word.text.toLowerCase()));
  const found = words.filter(word => (isList ? isCodeLike(word.text) : CERTAIN.test(word.text)));
  if (isCodeLike(text.slice(0, end)) && found[0]?.start !== 0) return [{ start: 0, end }, ...found];
  return found;
}

const JOINERS: ReadonlySet<string> = new Set(['and', 'with', '-', 'or']);

/** A code with its dot, or four characters and more without it. */
const CERTAIN = /^[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9][0-9A-Z]{0,3})$/i;

/** What is between two diagnoses and belongs to neither: separators, a joining word, the number of a list. */
const BETWEEN_CODES = /((?:[\s/\\;:,([&+|→>-]|\b(?:and|with|or)\b|(?<![\w.])(?:\d{1,2}|[A-L])[.):])+)|[^]/gi;
/** The number or letter of a list before its first code. */
const LIST_MARK = /^[\s([]*(?:(?:\d{1,2}|[A-L])[.):][\s([]*)?$/i;

function endBefore(text: string, code: Span, next: Span | undefined): number {
  if (!next) return text.length;
  let end = code.end;
  for (const { 0: found, 1: between, index } of text.slice(code.end, next.start).matchAll(BETWEEN_CODES))
    if (between === undefined) end = code.end + index + found.length;
  return end;
}

/** A comma belongs between two diagnoses. */
function reportJoined(reader: Reader, item: Item, codes: readonly Span[]): void {
  const typed = codes.map((code, i) => item.text.slice(code.start, endBefore(item.text, code, codes[i + 1])));
  const first = item.text.slice(0, codes[0]!.start);
  const separated = (LIST_MARK.test(first) ? '' : first) + typed.map(balanced).join(', ');
  // Only a quote that is not closed keeps them in one item, which is reported by itself.
  if (separated === item.text) return;
  reader.problem('malformed-value', item, `Separate the diagnoses with commas: write ${separated}.`, [
    reader.fix('edit', `Write “${separated}”`, item, separated),
  ]);
}

/** Without a parenthesis that lost its partner: `(G80.0) (Z45.1)`. */
function balanced(text: string): string {
  return text.includes('(') ? text : text.replace(/[)\]]+/g, '').trimEnd();
}

/** An item that looks like a code and is none, or holds a number, gave no diagnosis. */
function reportNumber(reader: Reader, item: Item): void {
  if (/\d/.test(item.text)) reader.unreadItem('dx', item, 'ICD-10-CM codes, each with words behind it');
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
