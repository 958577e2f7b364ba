import { compileField } from '../fields/compiled-field.js';
import { FILL } from '../fields/fill.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { Fact, Fill, Quantity } from './model.js';
import { holdsValue, piecesOf } from './item-pieces.js';
import { isEarlier, isPlanned, withTrailer } from './other-time.js';
import type { RepeatedVolume } from './repeated-fill.js';
import { isQualified } from './qualified-items.js';
import { readItems } from './read-items.js';
import type { Reader } from './reader.js';

const FIELD = compileField(FILL);

/** A `fill:` line, and the strengths of drugs that it names, which the drug lines must state. */
export interface FillReading {
  readonly fill: Fill;
  readonly strengths: readonly Fact<Quantity>[];
  readonly repeated?: RepeatedVolume | undefined;
}

/** `fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic, attempts 2, reason "…"` */
export function readFill(reader: Reader, line: FieldLine, hasImaging: boolean): FillReading | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const items = itemsOfToday(reader, line.items).filter(item => !hasImaging || !isGuidance(reader, item));
  // A refill that is only planned or was declined is none, and no attempt at one.
  if (!items.length) return undefined;
  const { facts, strengths, repeated } = readItems(reader, FIELD, items);
  const fill: Fill = {
    block,
    start,
    end,
    out: facts['out'] as Fill['out'],
    in: facts['in'] as Fill['in'],
    expected: facts['expected'] as Fill['expected'],
    emptied: facts['emptied'] as Fill['emptied'],
    needle: facts['needle'] as Fill['needle'],
    template: facts['template'] as Fill['template'],
    aseptic: facts['aseptic'] as Fill['aseptic'],
    attempts: facts['attempts'] as Fill['attempts'],
    reason: facts['reason'] as Fill['reason'],
  };
  return { fill, strengths, repeated };
}

const NAMES = FIELD.field.items
  .map(({ word }) => word)
  .filter(Boolean)
  .join(', ');

/** A reason, and what was tried: `attempts 2` before `canceled` was an attempt. */
const KEPT = /^reason\b|\b(?:attempt\w*|unable|sticks?|pass(?:es)?|accessed|needle|out|aspirat\w+|withdr\w+)\b/i;

/** `aspirated every 5 mL` or `re-aspirated 5 mL` alone is how the needle was checked, and no volume that came out. */
function isCheck(reader: Reader, item: Item): boolean {
  if (!/\b(?:every|q)\s*[\d.]+\s*(?:mL|cc)s?\b|^re-?aspirat/i.test(item.text)) return false;
  if (reader.pieces(item.text).filter(holdsValue).length !== 1) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** `under ultrasound` beside `imaging:`, which states it. */
function isGuidance(reader: Reader, item: Item): boolean {
  if (!/\b(?:ultrasound|fluoro\w*)\b/i.test(item.text) || piecesOf(item.text).some(holdsValue)) return false;
  if (/\b(?:template|sterile|aseptic|needle)/i.test(item.text)) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** `out 6.0 mL (diff 0.2 mL)`: what came out; `in 20 mL with 5 mL aliquots …`: what went in. */
function withoutDifference(item: Item): Item {
  const whole = item.text.replace(
    /(?<=\d\s*mL)\s+(?:with|in)\s+[\d.]+\s*mL\s+(?:aliquots|portions|increments)\b.*$/i,
    '',
  );
  const text = whole.replace(/\s*\(\s*(?:diff\w*|discrepancy|variance)\b[^)]*\)$/i, '');
  return text === item.text ? item : { ...item, end: item.start + text.length, text };
}

/** The whole item says that nothing was filled, and nothing was tried. */
const NO_FILL =
  /^(?:none|nil|n\/?a|no (?:re)?fill|not (?:re)?filled|(?:(?:re)?fill )?(?:held|deferred|postponed|not done|not performed))(?: (?:today|this visit|at this visit))?$/i;

/** `refill planned 2026-12-20`, `last refill 40 mL on 2026-08-01`: no fill of this visit. */
const OTHER_FILL =
  /^(?:(?:last|previous|prior|next|planned|scheduled) (?:pump )?(?:re)?fill|(?:pump )?(?:re)?fill (?:is |was |will be )?(?:planned|scheduled|due|deferred|postponed|declined|refused))\b/i;

/** What is in the pump, beside a fill that was not done. */
const CONTENT =
  /^(?:(?:reservoir|pump|volume|expected|residual|remaining|arv|erv)\b|[\d.]+ ?(?:mL|cc) (?:left|remaining)\b)/i;

/** Whether an item names a fill of another visit, or what is left in the pump if nothing was filled. */
function isNotOfToday(reader: Reader, item: Item, isNotFilled: boolean): boolean {
  if (!OTHER_FILL.test(item.text) && !(isNotFilled && CONTENT.test(item.text))) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** Without what is planned, was put off or is about an earlier visit; a number of such an item is reported. */
function itemsOfToday(reader: Reader, typed: readonly Item[]): readonly Item[] {
  const items = typed.map(withoutDifference);
  const isNotFilled = items.some(({ text }) => NO_FILL.test(text.trim()) || OTHER_FILL.test(text));
  return items.filter((item, i) => {
    if (isNotOfToday(reader, item, isNotFilled)) return false;
    if (isCheck(reader, item) || NO_FILL.test(item.text.trim())) return false;
    if (i > 0 && isQualified('fill', item)) {
      reader.restated.push(reader.fact(item.text, item));
      return false;
    }
    if (KEPT.test(item.text)) return true;
    const text = withTrailer(items, i);
    if (!isPlanned(text) && !isEarlier(text)) return true;
    if (piecesOf(item.text).some(holdsValue)) reader.unreadItem('fill', item, NAMES);
    return false;
  });
}
