import { isAlnum, isBlank, isDigit, isLetter, skipBlanks, trimEnd } from './chars.js';
import type { NextOf } from './next-of.js';
import type { Item, Span, Token } from './tree.js';

/**
 * Where the key of a field ends (the colon's position), or -1 where `[from, to)` is no field: the colon is directly
 * after the key.
 */
export function keyEnd(text: string, from: number, to: number): number {
  if (from >= to || !isLetter(text.charCodeAt(from))) return -1;
  let at = from + 1;
  while (at < to && (isAlnum(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2d)) at++;
  return at < to && text.charCodeAt(at) === 0x3a ? at : -1;
}

/** Where the next comma and the next quote of a text are. */
interface Separators {
  readonly commas: NextOf;
  readonly quotes: NextOf;
}

/** The items of a field's value `[from, to)`; empty items (between two commas) are left out. */
export function readItems(text: string, from: number, to: number, { commas, quotes }: Separators): Item[] {
  const items: Item[] = [];
  let start = skipBlanks(text, from, to);
  for (let at = start; start < to;) {
    const comma = Math.min(commas.from(at), to);
    const quote = quotes.from(at);
    if (quote < comma) {
      at = quote + 1;
      // A string opens only at the start of an item or after a blank.
      if (quote !== start && !isBlank(text.charCodeAt(quote - 1))) continue;
      const close = quotes.from(at);
      if (close >= to) {
        items.push(itemIn(text, start, to, { start: quote, end: trimEnd(text, quote, to) }));
        break;
      }
      at = close + 1;
    } else if (comma < to && isDigit(text.charCodeAt(comma - 1)) && isDigit(text.charCodeAt(comma + 1))) {
      at = comma + 1; // it groups thousands
    } else {
      if (start < comma) items.push(itemIn(text, start, comma));
      at = start = skipBlanks(text, comma + 1, to);
    }
  }
  return items;
}

/** The value `[from, to)` of a field of free text: one item, or none if it is blank. */
export function readTextItem(text: string, from: number, to: number): Item[] {
  const start = skipBlanks(text, from, to);
  return start < to ? [itemIn(text, start, to)] : [];
}

/** What is from `start`, where no blank is, to the last character before `to` that is not blank. */
function itemIn(text: string, start: number, to: number, unclosed?: Span): Item {
  const end = trimEnd(text, start, to);
  return { start, end, text: text.slice(start, end), unclosed };
}

/** The first string of an item, without its quotes, and whether it is closed; undefined if the item has none. */
export function stringIn(item: Token): { value: string; span: Span; closed: boolean } | undefined {
  const s = item.text;
  for (let i = 0; i < s.length; i++) {
    if (s.charCodeAt(i) !== 0x22 || !(i === 0 || isBlank(s.charCodeAt(i - 1)))) continue;
    const close = s.indexOf('"', i + 1);
    const end = close < 0 ? s.length : close;
    return {
      value: s.slice(i + 1, end),
      span: { start: item.start + i, end: item.start + (close < 0 ? end : end + 1) },
      closed: close >= 0,
    };
  }
  return undefined;
}
