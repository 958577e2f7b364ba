import { every, isBlank, isDigit, skipBlanks, wordEnd } from '../syntax/chars.js';
import { stringIn } from '../syntax/field-line.js';
import type { Block, Item, Span, Token } from '../syntax/tree.js';
import type { Fix } from '../edits/fix.js';
import type { Key } from '../syntax/vocabulary.js';
import { dateEnd, lastDayOfMonth, readDate, readMonth } from './date.js';
import type { Fact, Quantity, Unit, UnreadItem } from './model.js';
import { piecesOf, type Piece } from './item-pieces.js';
import { readQuantity, startsWithNumber } from './quantity.js';
import type { ParseProblem, ParseProblemRule } from './parse-problem.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** A word as it would be read. */
export interface Respelling {
  readonly at: Span;
  readonly text: string;
}

/** A fact, and the one that the line states before it. */
interface Restatement<T> {
  readonly before: Fact<T> | undefined;
  readonly after: Fact<T>;
  readonly isSame: boolean;
}

/** Reads values out of one block and collects what cannot be read. */
export class Reader {
  readonly problems: ParseProblem[] = [];
  readonly unread: UnreadItem[] = [];
  /** Facts that a line states again with the same value. */
  readonly restated: Fact<unknown>[] = [];
  private readonly piecesByText = new Map<string, readonly Piece[]>();

  constructor(readonly block: Block) {}

  place(span: Span): SourceRange {
    return { block: this.block, start: span.start, end: span.end };
  }

  /** The pieces of an item's text, which several readings of a line ask for. */
  pieces(text: string): readonly Piece[] {
    const known = this.piecesByText.get(text);
    if (known) return known;
    const pieces = piecesOf(text);
    this.piecesByText.set(text, pieces);
    return pieces;
  }

  /** From the first item to the last; the line itself if there is none. */
  placeOf(items: readonly Item[], line: Span): SourceRange {
    if (!items.length) return this.place(line);
    let { start, end } = items[0]!;
    for (const item of items) {
      if (item.start < start) ({ start } = item);
      if (item.end > end) ({ end } = item);
    }
    return { block: this.block, start, end };
  }

  fact<T>(value: T, span: Span): Fact<T> {
    return { value, block: this.block, start: span.start, end: span.end };
  }

  problem(rule: ParseProblemRule, span: Span, message: string, fixes: readonly Fix[] = [], key?: string): void {
    this.problems.push({ rule, at: this.place(span), message, fixes, key });
  }

  /** What is beside this in its key is undecided. */
  undecided(key: Key, span: Span): void {
    this.unread.push({ block: this.block, start: span.start, end: span.end, key });
  }

  /**
   * Reports an item that holds a fact and gave none.
   * @param names the keywords of its key
   * @param other the key that the item belongs to, if its words say so
   * @param spellings what would be read in place of a word
   */
  unreadItem(key: Key, item: Token, names: string, other?: Key, spellings: readonly Respelling[] = []): void {
    const fixes = spellings.map(({ at, text }) => this.fix('edit', `Write “${text}”`, at, text));
    const why = (): string => {
      if (other) return `Move “${item.text}” to ${other}: — it is not read in ${key}:.`;
      const [first] = spellings;
      if (first) return `Write “${first.text}”: “${item.text}” is not read in ${key}:.`;
      return `Reword “${item.text}”: it gave no fact; ${key}: reads ${names}.`;
    };
    this.problem('unread-item', item, why(), fixes, key);
    this.undecided(key, item);
  }

  /** Reports a number of the technique, which gives no fact and leaves none open: `rinsed with 5 mL`. */
  aside(key: Key, item: Token): void {
    const message = `Keep “${item.text}” as a remark, or leave it out: it gave no fact of ${key}:.`;
    this.problems.push({ rule: 'unread-item', at: this.place(item), message, fixes: [], key, severity: 'info' });
  }

  /** Reports words in place of a value: what the key states is open. */
  placeholder(key: Key, item: Token, names: string): void {
    const message = `Write the value in place of “${item.text}”: it gave no fact; ${key}: reads ${names}.`;
    this.problems.push({ rule: 'unread-item', at: this.place(item), message, fixes: [], key, severity: 'info' });
    this.undecided(key, item);
  }

  /** Reports an item that names an amount and does not state it. */
  valueless(key: Key, item: Item, example: string): void {
    this.problem(
      'unread-item',
      item,
      `State the amount: “${item.text}” gives none (write ${key}: ${example}).`,
      [],
      key,
    );
    this.undecided(key, item);
  }

  /** Reports a second amount that contradicts the first. */
  contradiction(key: Key, name: string, both: Span): void {
    this.problem('malformed-value', both, `Keep one value: ${key}: states “${name}” twice, and differently.`);
    this.undecided(key, both);
  }

  /**
   * A fact that a line states again: kept as such if it has the same value, reported if it has another.
   * @param name of the item, for the message
   * @returns the one that counts
   */
  again<T>({ key, name }: { key: Key; name: string }, { before, after, isSame }: Restatement<T>): Fact<T> {
    if (!before) return after;
    if (isSame) {
      this.restated.push(after);
      return before;
    }
    this.contradiction(key, name, spanOfBoth(before, after));
    return after;
  }

  /** The date at a place of an item; the fact covers the span. */
  dateIn(item: Token, at: Span, span: Span, month: boolean): Fact<IsoDate> | undefined {
    const date = month ? this.monthOrDate(item, at.start) : this.date(item, at.start);
    return date && this.fact(date.value, span);
  }

  fix(kind: Fix['kind'], title: string, span: Span, text: string): Fix {
    return { kind, title, edits: [{ at: this.place(span), text }] };
  }

  /** The amount that starts at `from` in an item; reports what cannot be read. The fact covers the whole item. */
  quantity(item: Token, from: number, allowed: readonly Unit[]): Fact<Quantity> | undefined {
    if (this.isStub(item, from)) return undefined;
    const reading = readQuantity(item.text, allowed, from);
    if (reading.ok) return this.fact(reading.value, item);
    const amount = { start: item.start + from, end: item.end };
    this.problem(
      'malformed-value',
      item,
      `Correct “${item.text}”: it ${reading.why}.`,
      reading.repaired === undefined ? [] : [this.fix('edit', `Write “${reading.repaired}”`, amount, reading.repaired)],
    );
    return undefined;
  }

  /**
   * Reports what an item of measured values hides: a second keyword with its value if a comma was left out
   * (`out 6 mL in 40 mL`), or an amount that no keyword names (`40 mL`, `in: 40 mL`). Other words in an item are the
   * writer's own and never reported.
   * @param first the item's first word, in lower case
   * @param keywords those of the key that an amount or a date follows
   * @param units the units of its amounts
   */
  hiddenValues(item: Token, first: string, keywords: readonly string[], units: readonly Unit[]): void {
    const { text } = item;
    const named = keywords.includes(first);
    const unnamed = named ? -1 : startOfUnnamed(text, keywords);
    if (unnamed >= 0 && readQuantity(text, units, unnamed).ok) {
      const word = unnamed > 0 ? keywordAt(text, keywords) : undefined;
      const repaired = word && `${word} ${text.slice(unnamed)}`;
      this.problem(
        'malformed-value',
        item,
        `Write ${keywords.join(' or ')} before “${text}”: it does not say which amount it is.`,
        repaired ? [this.fix('edit', `Write “${repaired}”`, item, repaired)] : [],
      );
      return;
    }
    if (!named && !startsWithNumber(text)) return;
    for (let at = wordEnd(text, 0, text.length); at < text.length;) {
      const start = skipBlanks(text, at, text.length);
      at = wordEnd(text, start, text.length);
      const value = skipBlanks(text, at, text.length);
      if (!startsWithNumber(text, value) || !keywords.includes(text.slice(start, at).toLowerCase())) continue;
      const gap = { start: item.start + text.slice(0, start).trimEnd().length, end: item.start + start };
      this.problem(
        'malformed-value',
        { start: item.start + start, end: item.end },
        `Correct “${text.slice(start)}”: it is not read; put a comma before it.`,
        [this.fix('edit', `Put a comma before “${text.slice(start, at)}”`, gap, ', ')],
      );
      return;
    }
  }

  /**
   * The date that fills an item from `from` on (a first word; words after it are kept out). Reports forms that are not
   * ISO.
   */
  date(item: Token, from: number): Fact<IsoDate> | undefined {
    if (this.isStub(item, from)) return undefined;
    const end = dateEnd(item.text, from);
    const text = item.text.slice(from, end).replace(/[;)]+$/, '');
    const span = { start: item.start + from, end: item.start + from + text.length };
    const reading = readDate(text);
    if (reading.ok) {
      if (reading.form !== 'iso') {
        const kind = reading.form === 'readable' ? 'repair' : 'edit';
        this.problem('date-format', span, `Write dates as YYYY-MM-DD: write ${reading.iso} for “${text}”.`, [
          this.fix(kind, `Write ${reading.iso}`, span, reading.iso),
        ]);
      }
      return this.fact(reading.iso, item);
    }
    if (reading.shaped) this.problem('invalid-date', span, `Correct the date: there is no day ${text}.`);
    else this.problem('malformed-value', item, `“${item.text}” has no date that can be read (write YYYY-MM-DD).`);
    return undefined;
  }

  /** As {@link date}, and `2027-06` is the last day of that month. */
  monthOrDate(item: Token, from: number): Fact<IsoDate> | undefined {
    const end = dateEnd(item.text, from);
    const text = item.text.slice(from, end);
    const last = lastDayOfMonth(text);
    if (last) return this.fact(last, item);
    const span = { start: item.start + from, end: item.start + end };
    const month = readMonth(text);
    if (month) {
      const { iso, isShortYear } = month;
      this.problem('date-format', span, `Write months as YYYY-MM: write ${iso} for “${text}”.`, [
        this.fix(isShortYear ? 'edit' : 'repair', `Write ${iso}`, span, iso),
      ]);
      return this.fact(lastDayOfMonth(iso)!, item);
    }
    if (text.length === 7 && text[4] === '-' && every(text, isDigit, 0, 4) && every(text, isDigit, 5, 7)) {
      this.problem('invalid-date', span, `Correct the month: there is no month ${text}.`);
      return undefined;
    }
    return this.date(item, from);
  }

  /**
   * What is after a keyword: its words, or its string without the quotes. Undefined (and reported as a stub) if there
   * is nothing.
   */
  words(item: Token, from: number): Fact<string> | undefined {
    const string = stringIn(item);
    const value = string ? string.value.trim() : item.text.slice(from).trim();
    if (value) return this.fact(value, item);
    this.stub(item);
    return undefined;
  }

  /** Whether a keyword has nothing after it, as fixes and snippets leave it; reports it. */
  private isStub(item: Token, from: number): boolean {
    if (from < item.text.length) return false;
    this.stub(item);
    return true;
  }

  stub(item: Token): void {
    this.problem('empty-field', item, `Fill in “${item.text}”: it has no value yet.`, [], keywordOf(item).word);
  }
}

/** From the start of the first to the end of the last, in either order. */
export function spanOfBoth(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** Words stated twice: both are kept where the first hold a number. */
export function joinedWords<T>(before: Fact<T> | undefined, after: Fact<T>): Fact<T> {
  const isKept = typeof before?.value === 'string' && typeof after.value === 'string' && /\d/.test(before.value);
  return isKept ? { ...after, ...spanOfBoth(before, after), value: `${before.value}, ${after.value}` as T } : after;
}

/**
 * Where the amount of an item is that has no keyword before it, or one with a sign behind it (`in: 40 mL`, `in=40 mL`);
 * -1 for other items.
 */
function startOfUnnamed(text: string, keywords: readonly string[]): number {
  if (startsWithNumber(text)) return 0;
  const word = keywordAt(text, keywords);
  if (!word) return -1;
  const sign = skipBlanks(text, word.length, text.length);
  return text[sign] === ':' || text[sign] === '=' ? skipBlanks(text, sign + 1, text.length) : -1;
}

/** The keyword that a text begins with, regardless of what follows it. */
function keywordAt(text: string, keywords: readonly string[]): string | undefined {
  const initial = text.charCodeAt(0) | 0x20; // in lower case, if it is a letter
  for (const word of keywords)
    if (word.charCodeAt(0) === initial && text.slice(0, word.length).toLowerCase() === word) return word;
  return undefined;
}

/** An item cut into its first word (lower case) and where the rest starts. */
export interface Keyword {
  readonly word: string;
  /** Offset in the item's text of what follows the word. */
  readonly rest: number;
}

export function keywordOf(item: Token): Keyword {
  const { text } = item;
  let end = 0,
    isLower = true;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (isBlank(c)) break;
    if (!isLowerOrNoLetter(c)) isLower = false;
  }
  const word = text.slice(0, end);
  return { word: isLower ? word : word.toLowerCase(), rest: skipBlanks(text, end, text.length) };
}

/** Whether a character stays as it is in lower case, as nearly everything that is typed does. */
function isLowerOrNoLetter(c: number): boolean {
  return c < 0x80 && !(c >= 0x41 && c <= 0x5a);
}

/**
 * An item's text in lower case with its blanks folded: for keywords of more than one word (`no laminectomy`).
 * @param keyword that of the item; if it is all of it, nothing is left to fold
 */
export function folded(item: Token, keyword = keywordOf(item)): string {
  const { text } = item;
  if (keyword.rest === text.length) return keyword.word;
  if (!hasBlanksToFold(text)) return text.toLowerCase();
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (!isBlank(text.charCodeAt(i))) out += text[i];
    else if (out && !isBlank(text.charCodeAt(i + 1))) out += ' ';
  }
  return out.toLowerCase();
}

/** Whether a text has a blank other than a single space between two words. */
function hasBlanksToFold(text: string): boolean {
  let before = 0x20;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBlank(c) && (c !== 0x20 || before === 0x20)) return true;
    before = c;
  }
  return before === 0x20 && text !== '';
}
