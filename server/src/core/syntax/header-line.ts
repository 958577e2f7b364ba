import { digitCount, every, isAlnum, isDigit, isLetter, skipBlanks, wordEnd } from './chars.js';
import { isCode, readCode } from './code-line.js';
import { asService } from './vocabulary.js';
import type { HeaderLine, Tag, Token } from './tree.js';

/** The parts of a header line, or undefined where the line is none: `DATE service{+service} PATIENT {tag}`. */
export type HeaderParts = Omit<HeaderLine, 'start' | 'end' | 'next' | 'number' | 'kind' | 'comment'>;

/**
 * Reads `[from, to)` (no blanks at its ends, no trailing comment) as a header.
 * A line that begins date-like and goes on with a service word, a tag or a patient token opens an encounter even when it is malformed.
 */
export function readHeader(text: string, from: number, to: number): HeaderParts | undefined {
  const dateEnd = wordEnd(text, from, to);
  if (!isDateLike(text, from, dateEnd)) return undefined;
  const code = readCode(text, from, to);
  if (code && isCode(code.code.text)) return undefined; // `99214-25 @D` is as date-like as many a slip, yet a code line
  const words = splitWords(text, dateEnd, to);
  const first = words[0];
  if (!first) return undefined;
  const second = words[1];
  const opens = serviceParts(first).some((s) => asService(s.text)) || isTag(first.text) || isPlainPatient(first.text)
    || (second !== undefined && isWord(first.text) && (isTag(second.text) || isPlainPatient(second.text)));
  if (!opens) return undefined;

  const date = token(text, from, dateEnd);
  const services: Token[] = [];
  const tags: Tag[] = [];
  const misfits: Token[] = [];
  let patient: Token | undefined;
  let inOrder = true;
  words.forEach((word, i) => {
    const tag = readTag(word);
    if (tag) tags.push(tag);
    else if (i === 0 && !isPlainPatient(word.text)) services.push(...serviceParts(word));
    else if (!patient && isPatient(word.text) && !asService(word.text)) {
      patient = word;
      if (tags.length) inOrder = false;
    }
    else if (!patient && serviceParts(word).some((s) => asService(s.text))) {
      services.push(...serviceParts(word)); // `refill reprogram P-014`: two services with a blank between
      inOrder = false;
    } else misfits.push(word);
  });
  const complete = inOrder && services.length > 0 && services.every((s) => s.end > s.start) && patient !== undefined && misfits.length === 0;
  return { complete, date, services, patient, tags, misfits };
}

/** Whether a header is complete and all its words are known in form: the only line that may end a fence besides the fence itself. */
export function closesFence(header: HeaderParts): boolean {
  return header.complete && isIsoDay(header.date.text) && header.services.every((s) => asService(s.text) !== undefined);
}

/** Cheap test that lets almost every line pass by: a header starts with a digit, or a letter mistyped for one. */
export function mayOpenHeader(c: number): boolean {
  return isDigit(c) || c === 0x4f || c === 0x6f || c === 0x6c || c === 0x49;
}

/** `2026-11-20`, `11/20/2026`, `11.20.26`, `20261120` and one-letter slips of these. */
function isDateLike(text: string, from: number, to: number): boolean {
  const length = to - from;
  if (length < 6 || length > 12) return false;
  let digits = 0, separators = 0, slips = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) digits++;
    else if (c === 0x2d || c === 0x2f || c === 0x2e) separators++;
    else slips++;
  }
  if (slips > 1 || !mayOpenHeader(text.charCodeAt(from))) return false;
  return separators >= 1 && separators <= 3 ? digits >= 5 - slips && digits <= 9 : separators === 0 && digits === 8 && slips === 0;
}

function isIsoDay(s: string): boolean {
  if (s.length !== 10 || s[4] !== '-' || s[7] !== '-') return false;
  if (!every(s, isDigit, 0, 4) || !every(s, isDigit, 5, 7) || !every(s, isDigit, 8, 10)) return false;
  const month = +s.slice(5, 7), day = +s.slice(8, 10);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(+s.slice(0, 4), month);
}

/** Days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function splitWords(text: string, from: number, to: number): Token[] {
  const words: Token[] = [];
  for (let at = skipBlanks(text, from, to); at < to; at = skipBlanks(text, at, to)) {
    const end = wordEnd(text, at, to);
    words.push(token(text, at, end));
    at = end;
  }
  return words;
}

function token(text: string, start: number, end: number): Token {
  return { start, end, text: text.slice(start, end) };
}

function serviceParts(word: Token): Token[] {
  const parts: Token[] = [];
  let at = 0;
  for (;;) {
    const plus = word.text.indexOf('+', at);
    const end = plus < 0 ? word.text.length : plus;
    parts.push({ start: word.start + at, end: word.start + end, text: word.text.slice(at, end) });
    if (plus < 0) return parts;
    at = plus + 1;
  }
}

function isTag(word: string): boolean {
  const c = word[0];
  return c === '@' || c === '#' || c === '!' || word.indexOf('=') > 0;
}

function readTag(word: Token): Tag | undefined {
  const sigil = word.text[0];
  const kind = sigil === '@' ? 'place' : sigil === '#' ? 'payer' : sigil === '!' ? 'flag' : undefined;
  if (kind) return { kind, token: word, name: { start: word.start + 1, end: word.end, text: word.text.slice(1) } };
  const eq = word.text.indexOf('=');
  if (eq <= 0) return undefined;
  return {
    kind: 'setting', token: word,
    name: { start: word.start, end: word.start + eq, text: word.text.slice(0, eq) },
    value: { start: word.start + eq + 1, end: word.end, text: word.text.slice(eq + 1) },
  };
}

function isWord(word: string): boolean {
  return every(word, (c) => isLetter(c) || c === 0x2d || c === 0x2b);
}

/** A token that nobody takes for anything else: letters, a hyphen, and at least one digit after it (`P-014`). */
function isPlainPatient(word: string): boolean {
  const hyphen = word.indexOf('-');
  return hyphen > 0 && every(word, isLetter, 0, hyphen) && every(word, (c) => isAlnum(c) || c === 0x2d, hyphen + 1)
    && digitCount(word) > 0;
}

/** What may stand where a header has its patient: a token with a digit or a hyphen in it, so that a name is not taken for one. */
function isPatient(word: string): boolean {
  return every(word, (c) => isAlnum(c) || c === 0x2d || c === 0x5f || c === 0x2e) && (digitCount(word) > 0 || word.indexOf('-') > 0);
}
