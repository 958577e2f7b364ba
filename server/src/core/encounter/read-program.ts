import { skipBlanks, trimEnd } from '../syntax/chars.js';
import { stringIn } from '../syntax/field-line.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { ChangeKind, Fact, Program, ProgramItem, Quantity, Unit } from './model.js';
import { readQuantity, sameAmount, startsWithNumber, numberLength } from './quantity.js';
import { folded, keywordOf, type Reader } from './reader.js';

/** `rate` is what many programmers print for the dose. */
const KINDS: ReadonlyMap<string, ChangeKind> = new Map<string, ChangeKind>([
  ['dose', 'dose'],
  ['rate', 'dose'],
  ['concentration', 'concentration'],
  ['mode', 'mode'],
  ['bolus', 'bolus'],
  ['bridge', 'bridge'],
]);

const UNITS_OF: Readonly<Record<'dose' | 'concentration', readonly Unit[]>> = {
  dose: ['mg/day', 'mcg/day', 'mL/day'],
  concentration: ['mg/mL', 'mcg/mL', '%'],
};

/** Words that say outright that nothing changed. */
const UNCHANGED: ReadonlySet<string> = new Set(['', 'none', 'no', 'no change', 'unchanged', 'same', 'as before']);

/** `prog: dose 6.0 -> 6.6 mg/day, reason "evening pain 7/10"` · `prog: volume only` · `prog: none` */
export function readProgram(reader: Reader, line: FieldLine): Program | undefined {
  if (!line.items.length) return undefined;
  let none: Fact<true> | undefined, volumeOnly: Fact<true> | undefined, reason: Fact<string> | undefined;
  const items: ProgramItem[] = [];
  for (const item of line.items) {
    const keyword = keywordOf(item);
    const { word, rest } = keyword;
    const text = folded(item, keyword);
    const kind = KINDS.get(word);
    if (text === 'none') none = reader.fact(true, item);
    else if (text === 'volume only') volumeOnly = reader.fact(true, item);
    else if (word === 'reason') reason = reader.words(item, rest) ?? reason;
    else if (kind) {
      const change = readChange(reader, item, kind, rest);
      if (change) items.push(change);
      const said = stringAfterReason(reader, item);
      if (said) reason = said;
    }
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, none, volumeOnly, items, reason };
}

function readChange(reader: Reader, item: Item, kind: ChangeKind, from: number): ProgramItem | undefined {
  const arrow = findArrow(item.text, from);
  if (kind !== 'dose' && kind !== 'concentration') {
    const old = arrow ? item.text.slice(from, arrow.start) : '';
    const now = arrow ? item.text.slice(arrow.end) : item.text.slice(from);
    const changes = arrow ? plain(old) !== plain(now) : !UNCHANGED.has(plain(now));
    return change(reader, item, kind, changes);
  }
  if (!arrow) {
    if (UNCHANGED.has(plain(item.text.slice(from)))) return change(reader, item, kind, false);
    reader.trouble(
      'malformed-value',
      item,
      `“${item.text}” does not say from what to what it was changed (write ${kind} OLD -> NEW).`,
    );
    return undefined;
  }
  const units = UNITS_OF[kind];
  const to = readQuantity(item.text, units, skipBlanks(item.text, arrow.end, item.text.length));
  if (!to.ok) {
    reader.trouble('malformed-value', item, `“${item.text}” ${to.why}.`);
    return undefined;
  }
  const fromText = item.text.slice(from, trimEnd(item.text, from, arrow.start));
  // The old value may leave out its unit: it has the new one's.
  const bare = startsWithNumber(fromText) && numberLength(fromText, 0) === fromText.length;
  const old = readQuantity(bare ? `${fromText} ${to.value.unit}` : fromText, units);
  if (!old.ok) {
    reader.trouble('malformed-value', item, `“${item.text}” ${old.why}.`);
    return undefined;
  }
  const same = sameAmount(old.value, to.value);
  return change(reader, item, kind, same !== true, old.value, to.value);
}

function change(
  reader: Reader,
  { start, end }: Item,
  kind: ChangeKind,
  changes: boolean,
  from?: Quantity,
  to?: Quantity,
): ProgramItem {
  return { block: reader.block, start, end, kind, from, to, changes };
}

/** `->`, `→` and `to` are the same arrow. */
function findArrow(text: string, from: number): { start: number; end: number } | undefined {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x2192) return { start: i, end: i + 1 };
    if (c === 0x2d && text[i + 1] === '>') return { start: i, end: i + 2 };
    if ((c | 0x20) === 0x74 && /^to\s/i.test(text.slice(i, i + 3)) && i > from && /\s/.test(text[i - 1]!))
      return { start: i, end: i + 2 };
  }
  return undefined;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** A reason typed without a comma before it: `dose 6.0 -> 6.6 mg/day reason "evening pain"`. */
function stringAfterReason(reader: Reader, item: Item): Fact<string> | undefined {
  const string = stringIn(item);
  if (!string || !string.value.trim()) return undefined;
  const before = item.text
    .slice(0, string.span.start - item.start)
    .trimEnd()
    .toLowerCase();
  return before.endsWith('reason') ? reader.fact(string.value.trim(), string.span) : undefined;
}
