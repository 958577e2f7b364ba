import { every, isDigit } from '../syntax/chars.js';
import type { FieldLine } from '../syntax/tree.js';
import type { Fill, Unit } from './model.js';
import { keywordOf, type Draft, type Reader } from './reader.js';

const AMOUNTS = ['out', 'in'],
  VOLUME: readonly Unit[] = ['mL'];

/** `fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic, attempts 2, reason "…"` */
export function readFill(reader: Reader, line: FieldLine): Fill | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const fill: Draft<Fill> = {
    block,
    start,
    end,
    out: undefined,
    in: undefined,
    emptied: undefined,
    needle: undefined,
    template: undefined,
    aseptic: undefined,
    attempts: undefined,
    reason: undefined,
  };
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    const isWhole = rest === item.text.length;
    reader.hiddenValues(item, word, AMOUNTS, VOLUME);
    if (word === 'out') fill.out = reader.quantity(item, rest, VOLUME) ?? fill.out;
    else if (word === 'in') fill.in = reader.quantity(item, rest, VOLUME) ?? fill.in;
    else if (word === 'needle') fill.needle = reader.words(item, rest) ?? fill.needle;
    else if (word === 'reason') fill.reason = reader.words(item, rest) ?? fill.reason;
    else if (word === 'attempts') {
      const n = item.text.slice(rest);
      if (every(n, isDigit) && n.length < 4) fill.attempts = reader.fact(+n, item);
      else reader.trouble('malformed-value', item, `“${item.text}” has no whole number of attempts.`);
    } else if (word === 'template' && isWhole) fill.template = reader.fact(true, item);
    else if (word === 'aseptic' && isWhole) fill.aseptic = reader.fact(true, item);
  }
  return fill;
}
