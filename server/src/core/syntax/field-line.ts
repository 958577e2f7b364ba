import { isAlnum, isBlank, isDigit, isLetter, skipBlanks, trimEnd } from './chars.js';
import { TEXT_KEYS } from './vocabulary.js';
import type { Item, Span, Token } from './tree.js';

/** Where the key of a field ends (the colon's position), or -1 where `[from, to)` is no field: the colon stands directly after the key. */
export function keyEnd(text: string, from: number, to: number): number {
  if (from >= to || !isLetter(text.charCodeAt(from))) return -1;
  let at = from + 1;
  while (at < to && (isAlnum(text.charCodeAt(at)) || text.charCodeAt(at) === 0x2d)) at++;
  return at < to && text.charCodeAt(at) === 0x3a ? at : -1;
}

/** Whether the key's value is one piece of free text, in which commas and quotes mean nothing. */
export function isTextKey(key: string): boolean {
  return TEXT_KEYS.has(key.toLowerCase());
}

/** The items of a field's value `[from, to)`; empty items (between two commas) are left out. */
export function readItems(text: string, from: number, to: number, asText: boolean): Item[] {
  const items: Item[] = [];
  const push = (start: number, end: number, unclosed?: Span): void => {
    start = skipBlanks(text, start, end);
    end = trimEnd(text, start, end);
    if (end > start) items.push({ start, end, text: text.slice(start, end), unclosed });
  };
  if (asText) {
    push(from, to);
    return items;
  }
  let start = from;
  let first = skipBlanks(text, start, to);
  for (let i = first; i < to; i++) {
    const c = text.charCodeAt(i);
    // A string opens only at the start of an item or after a blank.
    if (c === 0x22 && (i === first || isBlank(text.charCodeAt(i - 1)))) {
      const close = text.indexOf('"', i + 1);
      if (close < 0 || close >= to) {
        push(start, to, { start: i, end: trimEnd(text, i, to) });
        return items;
      }
      i = close;
    } else if (c === 0x2c && !(i > start && i + 1 < to && isDigit(text.charCodeAt(i - 1)) && isDigit(text.charCodeAt(i + 1)))) {
      push(start, i);
      start = i + 1;
      first = skipBlanks(text, start, to);
    }
  }
  push(start, to);
  return items;
}

/** The first string of an item, without its quotes, and whether it is closed; undefined where the item has none. */
export function stringIn(item: Token): { value: string; span: Span; closed: boolean } | undefined {
  const s = item.text;
  for (let i = 0; i < s.length; i++) {
    if (s.charCodeAt(i) !== 0x22 || !(i === 0 || isBlank(s.charCodeAt(i - 1)))) continue;
    const close = s.indexOf('"', i + 1);
    const end = close < 0 ? s.length : close;
    return { value: s.slice(i + 1, end), span: { start: item.start + i, end: item.start + (close < 0 ? end : end + 1) }, closed: close >= 0 };
  }
  return undefined;
}
