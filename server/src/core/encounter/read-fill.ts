import { blanked } from '../syntax/chars.js';
import { compileField } from '../fields/compiled-field.js';
import { FILL } from '../fields/fill.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { Fact, Fill, Quantity } from './model.js';
import { holdsValue, piecesOf } from './item-pieces.js';
import { isEarlier, isPlanned, withTrailer } from './other-time.js';
import type { RepeatedVolume } from './repeated-fill.js';
import { readNumber } from './quantity.js';
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
  const stated: Stated = {};
  const items = takeStated(reader, itemsOfToday(reader, line.items), stated).filter(
    item => !hasImaging || !isGuidance(reader, item),
  );
  // A refill that is only planned or was declined is none, and no attempt at one.
  if (!items.length && !stated.in) return undefined;
  const { facts, strengths, repeated } = readItems(reader, FIELD, items);
  const fill: Fill = {
    block,
    start,
    end,
    out: (facts['out'] as Fill['out']) ?? stated.out,
    in: (facts['in'] as Fill['in']) ?? stated.in,
    expected: (facts['expected'] as Fill['expected']) ?? stated.expected,
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

/** `aspirated every 5 mL`, `negative aspiration at 3 mL`, `10 mL aliquots`: how the needle was checked. */
const CHECK =
  /\b(?:every|q)\s*[\d.]+\s*(?:mL|cc)s?\b|^re-?aspirat|^(?:first|initial)\s+[\d.]+\s*-?(?:mL|cc)\b|^(?:(?:given|slowly|injected) )*(?:in |with |at )?[\d.]+\s*-?(?:mL|cc)\s+(?:aliquots?|increments?|portions|pushes|boluses)\b/i;
const TEST_ASPIRATION =
  /\b(?:test|trial|neg(?:ative|\.)?|(?:no|without) resistance (?:to|on))\s+(?:re-?)?aspirat|\baspirat\w*\b.*\b(?:to (?:confirm|check|verify|test)|(?:for|as a?) (?:confirmation|check|test)|(?:before|prior to) (?:re)?fill)/i;
/** The item states a volume of its own: `40 mL instilled with neg. aspiration`. */
const STATES_VOLUME =
  /\b(?:instill\w*|inject\w*|(?:re)?fill(?:ed|ing)?|plac(?:ed|ing)|infus\w*|introduc\w*|added|pushed|in(?!to)|out|residual|removed|withdr\w+|drew|discarded)\b/i;

/** A volume of the technique, and none that came out or went in. */
function isCheck(reader: Reader, item: Item): boolean {
  const isTest = TEST_ASPIRATION.test(item.text) && !STATES_VOLUME.test(item.text);
  if (!isTest && !CHECK.test(item.text)) return false;
  if (reader.pieces(item.text).filter(holdsValue).length !== 1) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** Numbers of what was used and how long it took. */
const OF_TECHNIQUE =
  /^(?:(?:pump|reservoir|line|needle|port)\s+)?rins\w*\b|\b(?:filters?|microns?|μm|µm|tray|ebl|psi|mm ?hg)\b|^(?:(?:took|over|within|for|lasted|slowly|procedure|time|total|about|approx\.?|~)[\s:]*)*\d+\s*-?\s*(?:min(?:ute)?s?|sec(?:ond)?s?)\b/i;

function isTechnique(reader: Reader, item: Item): boolean {
  if (!OF_TECHNIQUE.test(item.text) || !/\d/.test(item.text) || STATES_VOLUME.test(item.text)) return false;
  reader.aside('fill', item);
  return true;
}

/** `under ultrasound` beside `imaging:`, which states it. */
function isGuidance(reader: Reader, item: Item): boolean {
  if (!/\b(?:ultrasound|fluoro\w*)\b/i.test(item.text) || piecesOf(item.text).some(holdsValue)) return false;
  if (/\b(?:template|sterile|aseptic|needle)/i.test(item.text)) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** `in 5 mL aliquots with 5 mL test aspirations`, `at 5 mL/min`: how a volume before it was placed. */
const HOW_PLACED =
  /\s+(?:(?:with|in|by)\s+[\d.]+\s*-?(?:mL|cc)\s+(?:aliquots|portions|increments|test|pushes)|(?:at|@)\s+[\d.]+\s*(?:mL|cc)\s*(?:\/|per)\s*\d*\s*(?:min|s(?:ec)?)\w*)\b.*$/i;
const DIFFERENCE = /\s*\(\s*(?:diff\w*|discrepancy|variance)\b[^)]*\)$/i;

/** `out 6.0 mL (diff 0.2 mL)`: what came out; `in 20 mL with 5 mL aliquots …`: what went in. */
function withoutDifference(item: Item): Item {
  const how = HOW_PLACED.exec(item.text);
  const whole =
    how && /\d\s*(?:mL|cc)/i.test(item.text.slice(0, how.index)) ? item.text.slice(0, how.index) : item.text;
  const text = whole.replace(DIFFERENCE, '');
  return text === item.text ? item : { ...item, end: item.start + text.length, text };
}

/** What a pair of volumes or an aside in brackets states. */
interface Stated {
  out?: Fact<Quantity>;
  in?: Fact<Quantity>;
  expected?: Fact<Quantity>;
}

/** `6.0/40 mL`, `out/in: 6 mL / 40 mL`: the smaller one, first, came out. */
const PAIR =
  /^(?:(?:out|old|residual)\s*\/\s*(?:in|new|fill(?:ed)?)\s*[:=]?\s*)?([\d.]+)\s*(?:mL|cc)?\s*(?:out\s*)?\/\s*([\d.]+)\s*(?:in\s*)?(?:mL|cc)s?(?:\s+in)?$/i;

/** `6.0 mL (exp 6.2) out`: the unit of what was expected is that of the amount. */
const EXPECTED_ASIDE = /\(\s*(?:exp(?:ected)?|predicted|calc(?:ulated)?|erv)[.:]?\s*([\d.]+)\s*(?:mL|cc)?\s*\)/i;

/** `11.5 mL of 13 expected` */
const OF_EXPECTED = /\s+of\s+([\d.]+)\s*(?:mL|cc)?\s+expected\b/i;

const inMl = (digits: string): Quantity | undefined => {
  const amount = readNumber(digits);
  return amount && { amount, unit: 'mL' };
};

/** The items without what they state of this kind. */
function takeStated(reader: Reader, items: readonly Item[], stated: Stated): readonly Item[] {
  return items.flatMap(item => {
    if (/[/&]|and/.test(item.text) && takePair(reader, item, stated)) return [];
    const aside = (item.text.includes('(') ? EXPECTED_ASIDE.exec(item.text) : null) ?? OF_EXPECTED.exec(item.text);
    const expected = aside && inMl(aside[1]!);
    if (!aside || !expected) return [item];
    const start = item.start + aside.index;
    stated.expected = reader.fact(expected, { start, end: start + aside[0].length });
    return [{ ...item, text: blanked(item.text, aside[0]) }];
  });
}

/** `4.2 out / 40 in`: a volume whose word is behind it needs no unit, since `fill:` has no other. */
const NAMED_PAIR = /^([\d.]+)\s*(?:mL|cc)?\s*out\s*(?:\/|&|and)\s*([\d.]+)\s*(?:mL|cc)?\s*in$/i;

/** `old 2.8 mL / new 20 mL` */
const OLD_AND_NEW = /^old:?\s*([\d.]+)\s*(?:mL|cc)\s*\/\s*new:?\s*([\d.]+)\s*(?:mL|cc)$/i;

function takePair(reader: Reader, item: Item, stated: Stated): boolean {
  const found = NAMED_PAIR.exec(item.text) ?? OLD_AND_NEW.exec(item.text) ?? PAIR.exec(item.text);
  const out = found && inMl(found[1]!),
    placed = found && inMl(found[2]!);
  if (!out || !placed || !placed.amount.gt(out.amount) || stated.out) return false;
  stated.out = reader.fact(out, item);
  stated.in = reader.fact(placed, item);
  return true;
}

/** `6 mL discarded` is what came out, unless another item says so. */
const DISCARDED = /^[\d.]+\s*(?:mL|cc)\s+(?:was |were )?(?:discarded|wasted)$/i;
const CAME_OUT =
  /\b(?:out|aspirat\w*|withdr\w+|remov\w+|drew|drawn|residual|return\w*|actual|extracted|drained|arv|back|asp)\b/i;

function isDiscardedAgain(reader: Reader, item: Item, items: readonly Item[]): boolean {
  if (!DISCARDED.test(item.text) || !items.some(one => one !== item && CAME_OUT.test(one.text))) return false;
  reader.restated.push(reader.fact(item.text, item));
  return true;
}

/** The whole item says that nothing was filled, and nothing was tried. */
const NO_FILL =
  /^(?:none|nil|n\/?a|no (?:re)?fill|not (?:re)?filled|(?:(?:re)?fill )?(?:held|deferred|postponed|not done|not performed))(?: (?:today|this visit|at this visit))?$/i;

/** `refill planned 2026-12-20`, `last refill 40 mL on 2026-08-01`: no fill of this visit. */
const OTHER_FILL =
  /^(?:(?:last|previous|prior|next|planned|scheduled) (?:pump )?(?:re)?fill|(?:last|previous|prior) (?:(?:visit|time)(?:'s)?[: ]+)?(?:residual|return|(?:reservoir )?volume)|(?:pump )?(?:re)?fill (?:is |was |will be )?(?:planned|scheduled|due|deferred|postponed|declined|refused))\b/i;

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
    if (isNotOfToday(reader, item, isNotFilled) || NO_FILL.test(item.text.trim())) return false;
    if (isCheck(reader, item) || isTechnique(reader, item) || isDiscardedAgain(reader, item, items)) return false;
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
