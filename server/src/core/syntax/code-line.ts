import { digitCount, every, inCapitals, isAlnum, isBlank, isDigit, isLetter, skipBlanks, wordEnd } from './chars.js';
import { isIsoDay } from './iso-day.js';
import { codeReadings } from './code-repair.js';
import { isCode } from './code-shape.js';
import type { CodeLine, CodePart, Token } from './tree.js';

export type CodeParts = Omit<CodeLine, 'start' | 'end' | 'next' | 'number' | 'kind' | 'comment'>;

/**
 * Reads `[from, to)` (no blanks at its ends, no trailing comment) as a code line:
 * `[?] CODE{-MODIFIER} {x8 | @AB | $212.40 | ndc N | "text"}`. A line whose first word has 4–6 letters or digits, at
 * least 3 of them digits, and whose other words are parts of a code line or two-character words, is a code line gone
 * wrong (`complete` is false), never stray. Everything else is undefined.
 */
export function readCode(text: string, from: number, to: number): CodeParts | undefined {
  let at = from;
  let unsure: Token | undefined;
  if (text.charCodeAt(at) === 0x3f) {
    unsure = token(text, at, at + 1);
    at = skipBlanks(text, at + 1, to);
  }
  const headEnd = wordEnd(text, at, to);
  let codeEnd = at;
  while (codeEnd < headEnd && isAlnum(text.charCodeAt(codeEnd))) codeEnd++;
  const length = codeEnd - at;
  if (length < 4 || length > 6) return undefined;
  if (codeEnd < headEnd && text.charCodeAt(codeEnd) !== 0x2d) return undefined;
  const code = token(text, at, codeEnd);
  const isShaped = isCode(code.text);
  if (!isShaped && (digitCount(code.text) < 3 || isIsoDay(text.slice(at, headEnd)))) return undefined;
  const modifiers: Token[] = [];
  const parts: CodePart[] = [];
  const modifiersFit = addModifiers(modifiers, text, codeEnd, headEnd);
  if (modifiersFit === undefined) return undefined;
  const partsFit = addParts(parts, text, headEnd, to);
  if (partsFit === undefined) return undefined;
  return { complete: isShaped && modifiersFit && partsFit, unsure, code, modifiers, parts };
}

/** Reads `-59-KD`. Gives whether each is a modifier, or undefined if one cannot be meant as one. */
function addModifiers(modifiers: Token[], text: string, from: number, to: number): boolean | undefined {
  let doFit = true;
  for (let start = from; start < to;) {
    let end = start + 1;
    while (end < to && text.charCodeAt(end) !== 0x2d) end++;
    const modifier = token(text, start + 1, end);
    const isEmpty = modifier.text.length === 0;
    if (!isEmpty && !every(modifier.text, isAlnum)) return undefined;
    if (modifier.text.length !== 2) doFit = false;
    if (!isEmpty) modifiers.push(modifier);
    start = end;
  }
  return doFit;
}

/** Reads what is after the code. Gives whether all is as it should be, or undefined if this is no code line. */
function addParts(parts: CodePart[], text: string, from: number, to: number): boolean | undefined {
  let doFit = true;
  for (let at = skipBlanks(text, from, to); at < to;) {
    const part = readPart(text, at, to);
    const isMisfit = part.kind === 'misfit';
    if (isMisfit && !mayBelong(part.token.text)) return undefined;
    // Of two pointer lists, units or charges only one can be meant.
    if (isMisfit || parts.some(({ kind }) => kind === part.kind)) doFit = false;
    parts.push(part);
    at = skipBlanks(text, part.token.end, to);
  }
  return doFit;
}

/**
 * A line that is no code line, though all its words are parts of one: a label before the code, commas, codes joined on
 * one line. Its first code means it.
 */
export function readDoubtfulCode(text: string, from: number, to: number): CodeParts | undefined {
  if (to - from > 240 || !codeReadings(text.slice(from, to))) return undefined;
  const found = /(?<![A-Za-z0-9])(?:[A-Za-z]\d{4}|\d{4}[0-9AFMTU])(?!\d)/i.exec(text.slice(from, to));
  if (!found) return undefined;
  const start = from + found.index,
    end = start + 5;
  const parts: CodePart[] = [];
  for (let at = skipBlanks(text, end, to); at < to; at = skipBlanks(text, at, to)) {
    const next = text[at] === '"' ? readText(text, at, to).token.end : wordEnd(text, at, to);
    parts.push({ kind: 'misfit', token: token(text, at, next) });
    at = next;
  }
  return {
    complete: false,
    unsure: text[from] === '?' ? token(text, from, from + 1) : undefined,
    code: token(text, start, end),
    modifiers: [],
    parts,
  };
}

function readPart(text: string, at: number, to: number): CodePart {
  if (text[at] === '"') return readText(text, at, to);
  const end = wordEnd(text, at, to);
  const word = token(text, at, end);
  const sigil = word.text[0]!;
  const rest = word.text.slice(1);
  if ((sigil === 'x' || sigil === 'X' || sigil === '×') && every(rest, isDigit) && rest.length <= 9)
    return { kind: 'units', token: word, value: +rest };
  if (sigil === '@' && every(rest, isLetter)) return { kind: 'pointers', token: word, letters: inCapitals(rest) };
  if (sigil === '$') {
    const amount = readMoney(rest);
    if (amount !== undefined) return { kind: 'charge', token: word, amount };
  }
  if (word.text.toLowerCase() === 'ndc') {
    const value = skipBlanks(text, end, to);
    if (value < to) {
      const valueEnd = wordEnd(text, value, to);
      return { kind: 'ndc', token: token(text, at, valueEnd), value: token(text, value, valueEnd) };
    }
  }
  return { kind: 'misfit', token: word };
}

function readText(text: string, at: number, to: number): CodePart {
  const close = text.indexOf('"', at + 1);
  if (close < 0 || close >= to)
    return { kind: 'text', token: token(text, at, to), value: text.slice(at + 1, to), closed: false };
  return { kind: 'text', token: token(text, at, close + 1), value: text.slice(at + 1, close), closed: true };
}

/** `1,212.40` → `1212.40`; undefined if the text is no amount of money. */
export function readMoney(text: string): string | undefined {
  const point = text.indexOf('.');
  const whole = point < 0 ? text : text.slice(0, point);
  const cents = point < 0 ? '' : text.slice(point + 1);
  if (cents.length > 2 || (point >= 0 && cents.length === 0) || (cents && !every(cents, isDigit))) return undefined;
  const groups = whole.split(',');
  if (!groups.every((g, i) => every(g, isDigit) && (i === 0 ? groups.length === 1 || g.length <= 3 : g.length === 3)))
    return undefined;
  return groups.join('') + (cents ? `.${cents}` : '');
}

/**
 * A misfit that still lets its line count as a code line gone wrong: a lost modifier (`KD`), a lone `x`, `@` or number,
 * a broken part.
 */
function mayBelong(word: string): boolean {
  if (word.length <= 2 && every(word, isAlnum)) return true;
  const sigil = word[0];
  return (
    word === '-' ||
    isLooseModifier(word) ||
    sigil === '@' ||
    sigil === '$' ||
    ((sigil === 'x' || sigil === 'X') && isDigit(word.charCodeAt(1))) ||
    word.toLowerCase() === 'ndc'
  );
}

/** `-59`: a modifier that a blank parted from its code. */
export function isLooseModifier(word: string): boolean {
  return word.length === 3 && word[0] === '-' && every(word, isAlnum, 1);
}

function token(text: string, start: number, end: number): Token {
  return { start, end, text: text.slice(start, end) };
}

/**
 * Where the trailing comment of a line starts (its `;`), outside strings; `to` if there is none. Two blanks must be
 * before it.
 */
export function commentStart(text: string, from: number, to: number, strings: boolean): number {
  let inString = false;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (strings && c === 0x22) {
      if (inString) inString = false;
      else if (i === from || isBlank(text.charCodeAt(i - 1)) || text[i - 1] === ',' || text[i - 1] === ':')
        inString = true;
    } else if (
      c === 0x3b &&
      !inString &&
      i - from >= 2 &&
      isBlank(text.charCodeAt(i - 1)) &&
      isBlank(text.charCodeAt(i - 2))
    )
      return i;
  }
  return to;
}
