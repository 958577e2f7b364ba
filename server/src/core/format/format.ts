import { readDate, readMonth } from '../encounter/date.js';
import { unitOf } from '../fields/units.js';
import { numberLength } from '../encounter/quantity.js';
import { canonicalDiagnosis, isCodeLike } from '../encounter/read-diagnoses.js';
import { readDefaults, readEncounter } from '../encounter/read-encounter.js';
import { factsOf } from '../encounter/same-facts.js';
import { credentialOf } from '../encounter/credentials.js';
import { isBlank, skipBlanks, wordEnd } from '../syntax/chars.js';
import { parseBlock, splitBlocks } from '../syntax/parse.js';
import type { Block, CodeLine, FieldLine, HeaderLine, Item, Line, Span } from '../syntax/tree.js';
import { asDefaultKey, asKey, isTextKey, PREPARATIONS } from '../syntax/vocabulary.js';
import { pumpWord, wordHelp } from '../explain/glossary.js';

/** One line in its canonical form; `at` is the line without its break. */
export interface LineEdit {
  readonly at: Span & { readonly block: Block };
  readonly text: string;
}

/**
 * The canonical form of a block: keys, services and tags lower, codes and modifiers upper, ISO dates, canonical units,
 * one blank between items, code lines aligned. Narrative, comments, and every line that was not understood stay byte
 * for byte. Idempotent. A line stays as it is where the facts of the block would not be the same afterward.
 */
export function formatBlock(block: Block): readonly LineEdit[] {
  const columns = columnsOf(block.lines.filter((line): line is CodeLine => line.kind === 'code' && line.complete));
  const edits: LineEdit[] = [];
  for (const line of block.lines) {
    const formatted = formatLine(block, line, columns);
    // A byte-order mark says how the file is to be read, and is no blank of its first line.
    const text =
      formatted !== undefined && block.text[line.start] === BYTE_ORDER_MARK ? BYTE_ORDER_MARK + formatted : formatted;
    if (text !== undefined && text !== block.text.slice(line.start, line.end))
      edits.push({ at: { block, start: line.start, end: line.end }, text });
  }
  return soundEdits(block, edits);
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Characters that one formatting may read again to check itself: plenty for every line of an encounter, little for a
 * huge block.
 */
const MAX_READ = 2_000_000;

/**
 * All edits, or those that are left without the lines whose form cannot change without their facts; none where that
 * does not settle it.
 */
function soundEdits(block: Block, edits: readonly LineEdit[]): readonly LineEdit[] {
  const facts = blockFacts(block);
  let read = 0;
  const isSound = (some: readonly LineEdit[]): boolean => {
    if (read > MAX_READ) return false;
    read += block.text.length;
    return sameFacts(block, facts, applied(block, some));
  };
  const sift = (some: readonly LineEdit[]): readonly LineEdit[] => {
    if (!some.length || isSound(some)) return some;
    if (some.length === 1) return [];
    const middle = some.length >> 1;
    return [...sift(some.slice(0, middle)), ...sift(some.slice(middle))];
  };
  const sound = sift(edits);
  return sound.length === 0 || sound.length === edits.length || sameFacts(block, facts, applied(block, sound))
    ? sound
    : [];
}

function applied(block: Block, edits: readonly LineEdit[]): string {
  let after = '',
    at = 0;
  for (const edit of edits) {
    after += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return after + block.text.slice(at);
}

/** Whether a text is still this block, with the same facts. */
function sameFacts(block: Block, facts: string, after: string): boolean {
  if (splitBlocks(after).filter(piece => piece !== '').length > 1) return false;
  const formatted = parseBlock(after);
  return (
    (formatted.header === undefined) === (block.header === undefined) &&
    formatted.lines.length === block.lines.length &&
    blockFacts(formatted) === facts
  );
}

function blockFacts(block: Block): string {
  return factsOf(block.header ? readEncounter(block, block.header) : readDefaults(block));
}

/** Undefined for a line that stays as it is. */
function formatLine(block: Block, line: Line, columns: Columns): string | undefined {
  switch (line.kind) {
    case 'header':
      return line.complete ? headerText(line) : undefined;
    case 'field':
      return fieldText(block, line);
    case 'code':
      return line.complete ? codeText(line, columns) : undefined;
    default:
      return undefined;
  }
}

function headerText(line: HeaderLine): string {
  const date = readDate(line.date.text);
  const written = date.ok && date.form !== 'short-year' ? date.iso : line.date.text;
  const services = line.services.map(s => s.text.toLowerCase()).join('+');
  const tags = line.tags.map(tag => tag.token.text.toLowerCase());
  return withComment([written, services, line.patient?.text ?? '', ...tags].join(' '), line);
}

function withComment(text: string, line: HeaderLine | FieldLine | CodeLine): string {
  return line.comment ? `${text}  ${line.comment.text}` : text;
}

/** The widths of the columns of an encounter's code lines: code with modifiers, units, pointers, charge. */
interface Columns {
  readonly head: number;
  readonly units: number;
  readonly pointers: number;
  readonly charge: number;
}

function partsOf(line: CodeLine): { head: string; units: string; pointers: string; charge: string; rest: string[] } {
  const part = (kind: 'units' | 'pointers' | 'charge'): string =>
    line.parts.find(p => p.kind === kind)?.token.text ?? '';
  return {
    head: (line.unsure ? '? ' : '') + [line.code, ...line.modifiers].map(t => t.text.toUpperCase()).join('-'),
    units: part('units').toLowerCase().replace('×', 'x'),
    pointers: part('pointers').toUpperCase(),
    charge: part('charge'),
    rest: line.parts
      .filter(p => p.kind === 'ndc' || p.kind === 'text')
      .map(p => (p.kind === 'ndc' ? `ndc ${p.value.text}` : p.token.text)),
  };
}

function columnsOf(lines: readonly CodeLine[]): Columns {
  const widest = (of: (parts: ReturnType<typeof partsOf>) => string): number =>
    Math.max(0, ...lines.map(line => of(partsOf(line)).length));
  return {
    head: widest(p => p.head),
    units: widest(p => p.units),
    pointers: widest(p => p.pointers),
    charge: widest(p => p.charge),
  };
}

function codeText(line: CodeLine, columns: Columns): string | undefined {
  // A part given twice has a last one that counts: putting them in columns would hide that.
  const kinds = line.parts.map(p => p.kind);
  if (new Set(kinds).size !== kinds.length) return undefined;
  const parts = partsOf(line);
  const cells: [string, number][] = [
    [parts.head, columns.head],
    [parts.units, columns.units],
    [parts.pointers, columns.pointers],
    [parts.charge, columns.charge],
  ];
  const padded = cells.filter(([, width]) => width > 0).map(([cell, width]) => cell.padEnd(width));
  return withComment([...padded, ...parts.rest].join(' ').trimEnd(), line);
}

function fieldText(block: Block, line: FieldLine): string | undefined {
  const typed = line.key.text;
  const key = block.header ? asKey(typed) : asDefaultKey(typed);
  if (!key || line.items.some(item => item.unclosed)) return undefined;
  const value = isTextKey(key)
    ? (line.items[0]?.text ?? '')
    : line.items.map((item, i) => itemText(key, item, i)).join(', ');
  return withComment(value ? `${key}: ${value}` : `${key}:`, line);
}

const DATE_WORDS: ReadonlySet<string> = new Set(['alarm', 'exp', 'through', 'verified']);

/** What `prog:` changes from one amount to another. */
const CHANGES_OF_AMOUNTS: ReadonlySet<string> = new Set(['dose', 'rate', 'concentration']);

/** Keywords that a value follows, in fields whose other items may begin with such a word by chance. */
const BEFORE_VALUES: Readonly<Record<string, readonly string[]>> = {
  pump: ['sn'],
  device: ['sn', 'in', 'out'],
  drug: ['lot', 'exp', 'ndc', 'rx', 'invoice', 'waste', 'sdv'],
  sup: [],
  catheter: [],
  imaging: [],
};

/** Keywords of two words that an item begins with. */
const TWO_WORDS: Readonly<Record<string, string>> = { read: 'alarms none', after: 'alarms none', sup: 'plan by' };

/** Writes the keyword of an item lower: the item as a whole, or its first word before a value. */
function keywords(key: string, words: string[]): void {
  const isWhole =
    wordHelp(key, words.join(' ').toLowerCase()) !== undefined ||
    (key === 'prep' && (PREPARATIONS as readonly string[]).includes(words.join(' ').toLowerCase()));
  const first = words[0]?.toLowerCase() ?? '';
  const isFirst = BEFORE_VALUES[key]?.includes(first) ?? wordHelp(key, first) !== undefined;
  const isPair = words.length > 1 && TWO_WORDS[key] === `${first} ${words[1]!.toLowerCase()}`;
  const partial = isPair ? 2 : Number(isFirst);
  for (let i = 0; i < (isWhole ? words.length : partial); i++) words[i] = words[i]!.toLowerCase();
}

/** An item with single blanks, canonical keywords, units and dates; strings stay as they are. */
function itemText(key: string, item: Item, index: number): string {
  const words = wordsOf(item.text);
  keywords(key, words);
  if (words.length) firstWord(key, words, index);
  const hasAmounts = !isIdentifier(key, words[0]?.toLowerCase() ?? '');
  return words.map((word, i) => wordText(key, words, i, hasAmounts) ?? word).join(' ');
}

/** Canonical form of what an item begins with: a keyword, a code, a credential, a pump. */
function firstWord(key: string, words: string[], index: number): void {
  const [first] = words as [string];
  switch (key) {
    case 'prog':
      changes(words);
      break;
    case 'place':
    case 'payer':
      words[0] = first.toLowerCase();
      break;
    case 'dx':
      if (isCodeLike(first)) words[0] = canonicalDiagnosis(first);
      break;
    case 'by':
    case 'sup':
      credentials(words);
      break;
    case 'pump':
    case 'device':
      if (first) words[0] = pumpWord(first);
      break;
    case 'ok':
      if (index === 0) words[0] = first.toLowerCase();
  }
}

const IDENTIFIERS: ReadonlySet<string> = new Set(['lot', 'rx', 'ndc', 'sn', 'npi', 'taxonomy', 'invoice', 'out']);

/**
 * Whether the item holds numbers that are not amounts. `out` of `fill:` is a volume, `out` of `device:` a serial
 * number.
 */
function isIdentifier(key: string, first: string): boolean {
  return key === 'auth' || key === 'dx' || key === 'ok' || (key !== 'fill' && IDENTIFIERS.has(first));
}

/** A date or an amount in canonical form; undefined for any other word. */
function wordText(key: string, words: readonly string[], i: number, hasAmounts: boolean): string | undefined {
  const word = words[i]!;
  if (word.startsWith('"')) return undefined;
  const first = words[0]!.toLowerCase();
  if ((key === 'next' && (i === 0 || first === 'alarm')) || (i === 1 && DATE_WORDS.has(first))) {
    const date = readDate(word);
    if (date.ok && date.form === 'readable') return date.iso;
    return first === 'exp' ? isoMonth(word) : undefined;
  }
  return hasAmounts ? amountText(word, words[i - 1]) : undefined;
}

/** `6/2027` → `2027-06`; a year of two digits stays. */
function isoMonth(word: string): string {
  const month = readMonth(word);
  return month && !month.isShortYear ? month.iso : word;
}

/** `6→7mg/day` and `6 to 7 mg/day` → `6 -> 7 mg/day` */
function changes(words: string[]): void {
  if (!CHANGES_OF_AMOUNTS.has(words[0]!)) return;
  const text = words.slice(1, words.findIndex(word => word.startsWith('"')) >>> 0);
  const spaced = text.flatMap(word =>
    word.toLowerCase() === 'to' ? ['->'] : word.replaceAll('→', '->').split(/(->)/).filter(Boolean),
  );
  words.splice(1, text.length, ...spaced);
}

/** `40mL` → `40 mL`, `ug` after a number → `mcg`, `→` → `->`. */
function amountText(word: string, before: string | undefined): string {
  if (word === '→') return '->';
  const length = numberLength(word, 0);
  if (length === word.length || word.length === 0) return word;
  const follows = before !== undefined && before.length > 0 && numberLength(before, 0) === before.length;
  const unit = length || follows ? unitOf(word.slice(length)) : undefined;
  if (!unit) return word;
  return length ? `${word.slice(0, length)} ${unit}` : unit;
}

function credentials(words: string[]): void {
  const before: Readonly<Record<string, number>> = { read: 1, prog: 1, plan: 2 };
  const at = before[words[0]?.toLowerCase() ?? ''] ?? 0;
  const credential = words[at] !== undefined ? credentialOf(words[at]) : undefined;
  if (credential) words[at] = credential.name;
}

/** The words of an item; a string is one word, regardless of what it holds. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let at = skipBlanks(text, 0, text.length); at < text.length; at = skipBlanks(text, at, text.length)) {
    let end = wordEnd(text, at, text.length);
    if (text[at] === '"') {
      const close = text.indexOf('"', at + 1);
      end = close < 0 ? text.length : close + 1;
      // A string runs into what follows it without a blank: leave the pair as one word.
      while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
    }
    words.push(text.slice(at, end));
    at = end;
  }
  return words;
}
