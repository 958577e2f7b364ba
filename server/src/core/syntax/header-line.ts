import { digitCount, every, isAlnum, isDigit, isLetter, skipBlanks, some, wordEnd } from './chars.js';
import { isCode } from './code-shape.js';
import { readCode } from './code-line.js';
import { isIsoDay, isIsoShaped } from './iso-day.js';
import { asService, SERVICES } from './vocabulary.js';
import { oneSlipApart } from '../text/nearest-word.js';
import type { HeaderLine, Tag, Token } from './tree.js';

/** The parts of a header line, or undefined if the line is none: `DATE service{+service} PATIENT {tag}`. */
export type HeaderParts = Omit<HeaderLine, 'start' | 'end' | 'next' | 'number' | 'kind' | 'comment'>;

/**
 * Reads `[from, to)` (no blanks at its ends, no trailing comment) as a header.
 * A line that begins date-like opens an encounter even if it is malformed, where two of service, patient and tag follow
 * on it.
 */
export function readHeader(text: string, from: number, to: number): HeaderParts | undefined {
  const dateEnd = endOfDate(text, from, to);
  if (dateEnd < 0 || isCodeLine(text, from, to)) return undefined;
  const all = splitWords(text, dateEnd, to);
  const words = withoutStrays(all);
  const first = words[0];
  if (!first) return undefined;
  // `refill,` before more words is prose, not a list of services; after a `+` one of them may be mistyped.
  const isProse = isJoinedOtherwise(first) && !serviceParts(first).every(isServiceWord);
  if (!opensEncounter(words, isProse)) return undefined;
  const hasBlank = first.start > dateEnd; // `2026-11-20refill`: the blank was lost
  const header = new WordSorter(hasBlank && words.length === all.length);
  for (const word of words) header.add(word, word === first);
  const { services, patient, tags, misfits } = header;
  return { complete: header.isComplete(), date: token(text, from, dateEnd), services, patient, tags, misfits };
}

/** Gives each word after the date its part in the header. */
class WordSorter {
  readonly services: Token[] = [];
  readonly tags: Tag[] = [];
  readonly misfits: Token[] = [];
  patient: Token | undefined;

  /** @param isInOrder whether the words are in the order of the grammar, as far as is known */
  constructor(private isInOrder: boolean) {}

  add(word: Token, isFirst: boolean): void {
    const tag = readTag(word);
    const parts = isFirst ? [] : partsAtSign(word);
    if (tag) this.tags.push(tag);
    else if (parts.length > 0) {
      this.isInOrder = false;
      for (const part of parts) this.add(part, false);
    } else if (isPatientPlaceholder(word.text)) return; // no person's token: the header still lacks its patient
    else if (isFirst && !isPlainPatient(word.text)) this.addServices(word, !isJoinedOtherwise(word));
    else if (!this.patient && isPatient(word.text) && !asService(word.text)) {
      this.patient = word;
      if (this.tags.length > 0) this.isInOrder = false;
    }
    // `refill reprogram P-014`: two services with a blank between; `P-014 refill`: out of order
    else if (!(this.patient && this.services.length > 0) && serviceParts(word).some(isServiceWord))
      this.addServices(word, false);
    else this.misfits.push(word);
  }

  private addServices(word: Token, isInOrder: boolean): void {
    for (const part of serviceParts(word)) this.services.push(part); // a hostile word has more than a call has arguments
    if (!isInOrder) this.isInOrder = false;
  }

  isComplete(): boolean {
    if (!this.isInOrder || !this.patient || this.misfits.length > 0) return false;
    return this.services.length > 0 && this.services.every(({ start, end }) => end > start);
  }
}

/** The words without a time of day and without a sign between two services: a header has neither. */
function withoutStrays(all: readonly Token[]): readonly Token[] {
  const words = all[0] && isTime(all[0].text) ? all.slice(1) : all;
  return areLooselyJoined(words) ? [words[0]!, ...words.slice(2)] : words;
}

/**
 * Whether at least two of these follow on the date: a service (or one slip from it), a patient token with a digit, a
 * tag. The first word may be none of them, and a name or one word before a tag may replace the token; the next one that
 * is none ends the look, so that a dated sentence opens nothing.
 * @param isProse whether the first word is the beginning of a sentence: `refill, then`
 */
function opensEncounter(words: readonly Token[], isProse: boolean): boolean {
  let hasService = false,
    hasPatient = false,
    hasTag = false;
  for (const [i, word] of words.entries()) {
    if (isTag(word.text)) hasTag = true;
    else if (isPatientToken(beforeSign(word.text)) || isPatientPlaceholder(word.text)) hasPatient = true;
    else if (!(i === 0 && isProse) && serviceParts(word).some(isLikeService)) hasService = true;
    else if (!isInPatientPlace(words, i) && (!isWord(word.text) || (i > 0 && !isName(word.text)))) break;
    if (+hasService + +hasPatient + +hasTag >= 2) return true;
  }
  return false;
}

/** A word of more than letters between the service and a tag: `refill -P052 @office`. */
function isInPatientPlace(words: readonly Token[], i: number): boolean {
  const next = words[i + 1];
  return i === 1 && next !== undefined && isTag(next.text) && !every(words[1]!.text, isLetter);
}

/** `refill + reprogram`, `refill and reprogram`: two services whose sign or word has blanks around it. */
function areLooselyJoined([, joiner, second]: readonly Token[]): boolean {
  return joiner !== undefined && second !== undefined && JOINERS.has(joiner.text) && isLikeService(second);
}

/** `10:30` or `T10:30`: a header has no time of day. */
function isTime(word: string): boolean {
  return /^T?\d{1,2}:\d{2}(?::\d{2})?$/.test(word);
}

const JOINERS: ReadonlySet<string> = new Set(['+', '&', '/', 'and']);

/** A name, or letters alone, where the token belongs: `refill Smith-Jones @office`, `refill P-acme @office`. */
function isName(word: string): boolean {
  const c = word.charCodeAt(0);
  return c >= 0x41 && c <= 0x5a && every(word, other => isLetter(other) || other === 0x2d);
}

function isLikeService(word: Token): boolean {
  return isServiceWord(word) || (word.text.length >= 4 && SERVICES.some(service => oneSlipApart(word.text, service)));
}

/** `P014`: letters and then digits. An amount (`20mL`) is none. */
function isPatientToken(word: string): boolean {
  return (
    isLetter(word.charCodeAt(0)) && every(word, c => isAlnum(c) || c === 0x2d || c === 0x5f) && digitCount(word) > 0
  );
}

/** `P-014` and `@office` of `P-014@office`, `P-014` of `P-014@`; none of a word that is no token with a sign in it. */
function partsAtSign(word: Token): readonly Token[] {
  const at = word.text.search(/[@#!]/);
  if (at <= 0 || !isPatientToken(word.text.slice(0, at))) return [];
  const patient = { text: word.text.slice(0, at), start: word.start, end: word.start + at };
  const rest = { text: word.text.slice(at), start: patient.end, end: word.end };
  return rest.text.length > 1 ? [patient, rest] : [patient];
}

/** `P-014` of `P-014,`, `P-014@` and `P-014@office`: a comma, or a tag without its blank, may follow a token. */
function beforeSign(word: string): string {
  const sign = word.search(/[,@#!]/);
  return sign > 0 ? word.slice(0, sign) : word;
}

/** `P-XXX` or `P-___`: the gap of a header that is not filled in yet. */
function isPatientPlaceholder(word: string): boolean {
  const hyphen = word.indexOf('-');
  const isGap = (c: number): boolean => c === 0x58 || c === 0x78 || c === 0x5f;
  return hyphen > 0 && word.length > hyphen + 2 && every(word, isLetter, 0, hyphen) && every(word, isGap, hyphen + 1);
}

/**
 * Whether a line starts as nearly every header does: a date in its whole form, one blank, and services joined by `+`.
 * It is a header then, regardless of its other content: what {@link readHeader} would say, at a small part of its cost.
 */
export function isPlainHeader(text: string, from: number): boolean {
  if (text.charCodeAt(from + 10) !== 0x20 || !isIsoShaped(text, from)) return false;
  const start = from + 11;
  let end = start;
  while (isLetter(text.charCodeAt(end))) end++;
  if (asService(text.slice(start, end)) === undefined) return false;
  while (isLetter(text.charCodeAt(end)) || text.charCodeAt(end) === 0x2b) end++;
  if (text.charCodeAt(end) !== 0x20) return false;
  let patientEnd = end + 1;
  while (isAlnum(text.charCodeAt(patientEnd)) || text.charCodeAt(patientEnd) === 0x2d) patientEnd++;
  const c = text.charCodeAt(patientEnd);
  return (
    (patientEnd === text.length || c === 0x20 || c === 0x0a || c === 0x0d) &&
    isPlainPatient(text.slice(end + 1, patientEnd))
  );
}

/** `99214-25 @D` is as date-like as many a slip, yet a code line. */
function isCodeLine(text: string, from: number, to: number): boolean {
  if (!isAlnum(text.charCodeAt(from + 4)) || !isCode(text.slice(from, from + 5))) return false;
  const code = readCode(text, from, to);
  return code !== undefined && isCode(code.code.text);
}

/**
 * Whether a header is complete and all its words are known in form: the only line that may end a fence, apart from the
 * fence itself.
 */
export function closesFence(header: HeaderParts): boolean {
  return header.complete && isIsoDay(header.date.text) && header.services.every(isServiceWord);
}

/** Cheap test that lets almost every line pass by: a header starts with a digit, or a letter mistyped for one. */
export function mayOpenHeader(c: number): boolean {
  return isDigit(c) || c === 0x4f || c === 0x6f || c === 0x6c || c === 0x49;
}

/** `2026-11-20`, `11/20/2026`, `11.20.26`, `20261120` and one-letter slips of these. */
function isDateLike(text: string, from: number, to: number): boolean {
  const length = to - from;
  if (length < 6 || length > 12) return false;
  let digits = 0,
    separators = 0,
    slips = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) digits++;
    else if (c === 0x2d || c === 0x2f || c === 0x2e) separators++;
    else slips++;
  }
  if (slips > 1 || !mayOpenHeader(text.charCodeAt(from))) return false;
  return separators >= 1 && separators <= 3
    ? digits >= 5 - slips && digits <= 9
    : separators === 0 && digits === 8 && slips === 0;
}

/**
 * Where the date of a header ends: at the first blank, or where a service word follows a whole date directly
 * (`2026-11-20refill`). -1 where the text begins with nothing that looks like a date.
 */
function endOfDate(text: string, from: number, to: number): number {
  const word = wordEnd(text, from, to);
  if (isDateLike(text, from, word)) return word;
  let end = from;
  while (end < word && !isLetter(text.charCodeAt(end))) end++;
  if (end === word || end - from < 8 || !isDateLike(text, from, end)) return -1;
  return serviceParts(token(text, end, word)).every(isServiceWord) ? end : -1;
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

/**
 * The services of a word, joined by `+` as they should be, or by another sign as `refill,reprogram` or
 * `refill/reprogram`.
 */
function serviceParts(word: Token): readonly Token[] {
  const { text, start } = word;
  let end = joinerAt(text, 0);
  if (end === text.length) return [word];
  const parts: Token[] = [];
  for (let at = 0; ; end = joinerAt(text, at)) {
    parts.push({ start: start + at, end: start + end, text: text.slice(at, end) });
    if (end === text.length) return parts;
    at = end + 1;
  }
}

function isServiceWord(word: Token): boolean {
  return asService(word.text) !== undefined;
}

/** Where the next sign is that may join two services; the end of the word if none does. */
function joinerAt(word: string, from: number): number {
  while (from < word.length && !isJoiner(word.charCodeAt(from))) from++;
  return from;
}

function isJoiner(c: number): boolean {
  return c === 0x2b || c === 0x2c || c === 0x2f || c === 0x26;
}

/** Whether a word has several parts with another sign than `+` between them. */
function isJoinedOtherwise({ text }: Token): boolean {
  return some(text, c => c !== 0x2b && isJoiner(c));
}

function isTag(word: string): boolean {
  const c = word[0];
  return c === '@' || c === '#' || c === '!' || word.indexOf('=') > 0;
}

const SIGILS: Readonly<Record<string, 'place' | 'payer' | 'flag'>> = { '@': 'place', '#': 'payer', '!': 'flag' };

function readTag(word: Token): Tag | undefined {
  const sigil = word.text[0];
  const kind = sigil === undefined ? undefined : SIGILS[sigil];
  if (kind) return { kind, token: word, name: { start: word.start + 1, end: word.end, text: word.text.slice(1) } };
  const eq = word.text.indexOf('=');
  if (eq <= 0) return undefined;
  return {
    kind: 'setting',
    token: word,
    name: { start: word.start, end: word.start + eq, text: word.text.slice(0, eq) },
    value: { start: word.start + eq + 1, end: word.end, text: word.text.slice(eq + 1) },
  };
}

function isWord(word: string): boolean {
  return every(word, c => isLetter(c) || c === 0x2d || isJoiner(c));
}

/** A token that has one reading: letters, a hyphen, and at least one digit after it (`P-014`). */
function isPlainPatient(word: string): boolean {
  const hyphen = word.indexOf('-');
  return (
    hyphen > 0 &&
    every(word, isLetter, 0, hyphen) &&
    every(word, c => isAlnum(c) || c === 0x2d, hyphen + 1) &&
    digitCount(word) > 0
  );
}

/**
 * What may be where a header has its patient: a token with a digit or a hyphen in it, so that a name is not read as
 * one.
 */
function isPatient(word: string): boolean {
  return (
    isAlnum(word.charCodeAt(0)) &&
    every(word, c => isAlnum(c) || c === 0x2d || c === 0x5f || c === 0x2e) &&
    (digitCount(word) > 0 || word.indexOf('-') > 0)
  );
}
