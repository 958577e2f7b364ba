/**
 * The items of a line as they are read: a semicolon ends an item as a comma does, and a comma inside a date ends none.
 */
import { blanked } from '../syntax/chars.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import { asKey, isTextKey, type Key } from '../syntax/vocabulary.js';
import { beginsWithYear, endsWithMonthAndDay } from './named-date.js';

/** In these fields a semicolon is text, or their own readers report it. */
const KEPT: ReadonlySet<Key> = new Set<Key>(['dx', 'ok', 'benefits']);

/** @param text the block that the line is in */
export function statementsOf(line: FieldLine, text: string): FieldLine {
  const key = asKey(line.key.text);
  if (!key || isTextKey(key) || KEPT.has(key)) return line;
  let { items } = line;
  if (items.some(({ text }) => ASIDE.test(text))) items = items.map(withoutAside);
  if (items.some(item => item.text.includes('\t'))) items = items.flatMap(splitAtTabs);
  if (items.some(item => item.text.includes(';'))) items = items.flatMap(splitAtSemicolons);
  if (items.some((item, i) => i > 0 && isYearOf(items[i - 1]!, item))) items = withWholeDates(items, text);
  return items === line.items ? line : { ...line, items };
}

/** `6.2 +/- 0.5 mL`: how exact a number is; `2 (two)`: the number again. */
const ASIDE = /\s*(?:\+\/-|±)\s*[\d.]+(?=\s*(?:mL|cc|m?c?g)\b)|(?<=\b\d{1,2}) \((?:one|two|three|four|five|six)\)/i;

/** The item with blanks for such an aside, so that each place stays. */
function withoutAside(item: Item): Item {
  return { ...item, text: blanked(item.text, ASIDE) };
}

/** `out 6 mL<tab>in 40 mL`: a tab behind a value begins another item. */
function splitAtTabs(item: Item): readonly Item[] {
  if (item.text.includes('"')) return [item];
  const parts: Item[] = [];
  let start = 0;
  for (const tab of item.text.matchAll(/(?<=\d\S*(?: \S+)?)\t+(?=[a-z])/gi)) {
    parts.push({
      start: item.start + start,
      end: item.start + tab.index,
      text: item.text.slice(start, tab.index),
      unclosed: undefined,
    });
    start = tab.index + tab[0].length;
  }
  return start ? [...parts, { ...item, start: item.start + start, text: item.text.slice(start) }] : [item];
}

function splitAtSemicolons(item: Item): readonly Item[] {
  const parts: Item[] = [];
  let start = 0,
    isQuoted = false;
  const add = (end: number): void => {
    const typed = item.text.slice(start, end);
    const text = typed.trim();
    const from = item.start + start + (typed.length - typed.trimStart().length);
    if (text) parts.push({ start: from, end: from + text.length, text, unclosed: undefined });
    start = end + 1;
  };
  for (let at = 0; at < item.text.length; at++) {
    const c = item.text[at];
    if (c === '"' && (isQuoted || at === start || /\s/.test(item.text[at - 1]!))) isQuoted = !isQuoted;
    else if (c === ';' && !isQuoted) add(at);
  }
  add(item.text.length);
  return parts.length > 1 ? parts : [item];
}

/** `next: April 20` and `2027`: one date, which its comma cut. */
function isYearOf(before: Item, item: Item): boolean {
  return beginsWithYear(item.text) && endsWithMonthAndDay(before.text);
}

function withWholeDates(items: readonly Item[], text: string): readonly Item[] {
  const whole: Item[] = [];
  for (const item of items) {
    const before = whole.at(-1);
    if (before && isYearOf(before, item))
      whole[whole.length - 1] = { ...before, end: item.end, text: text.slice(before.start, item.end) };
    else whole.push(item);
  }
  return whole;
}
