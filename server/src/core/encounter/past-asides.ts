/**
 * Asides in brackets about another visit: `40 mL (last time 20 mL)`, `6.6 mg/day (previously 5.4 -> 6.0)`. They govern
 * their bracket alone, and state nothing of this visit.
 */
import type { FieldLine, Item } from '../syntax/tree.js';
import { asKey, type Key } from '../syntax/vocabulary.js';
import type { Reader } from './reader.js';

const PAST =
  /\s*\((?:(?:at |on )?(?:the )?(?:last|previous|prior) (?:time|visit|refill|re-?fill|fill|trial|study|change|year|month|week)|previously|formerly|earlier|(?:\w+ )?(?:study|trial) (?:of|in|from) (?:19|20)\d\d)\b[^()"]*\)/gi;
/** Of a status or an amount: what it was. In `prog:` that is the old value. */
const WAS = /\s*\((?:was|were)\b[^()"]*\)/gi;

/** An arrow before the bracket: the change is stated without it. */
const CHANGE = /->|→|=>|\bfrom\b.*\bto\b/;

const KEYS: ReadonlySet<Key> = new Set<Key>(['fill', 'drug', 'read', 'after', 'prog', 'study', 'next']);

/** The line without such asides, which are kept as words. */
export function withoutPastAsides(reader: Reader, line: FieldLine): FieldLine {
  const key = asKey(line.key.text);
  if (!key || !KEYS.has(key) || !line.items.some(({ text }) => text.includes('('))) return line;
  const items = line.items.map(item => withoutAsides(reader, key, item));
  return items.every((item, i) => item === line.items[i]) ? line : { ...line, items };
}

/** The item with blanks for them, so that each place stays. */
function withoutAsides(reader: Reader, key: Key, item: Item): Item {
  const blank = (aside: string, at: number): string => {
    if (at === 0 || (key === 'prog' && !CHANGE.test(item.text.slice(0, at)))) return aside;
    const start = item.start + at;
    reader.restated.push(reader.fact(aside.trim(), { start, end: start + aside.length }));
    return ' '.repeat(aside.length);
  };
  const past = item.text.replace(PAST, blank);
  const text = (key === 'prog' ? past : past.replace(WAS, blank)).trimEnd();
  return text === item.text ? item : { ...item, end: item.start + text.length, text };
}
