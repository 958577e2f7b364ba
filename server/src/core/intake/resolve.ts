import { Big } from 'big.js';
import { KEYS, REPEATABLE_KEYS, type Key } from '../syntax/vocabulary.js';
import type { Span } from '../syntax/tree.js';
import type { Passed, Reading } from './chart.js';
import type { ProposedField } from './types.js';

/**
 * Readings as proposals. Of those that state the same the first stays; those of one slot that differ conflict and are
 * all unsure; a weak reading gives way to a clear one, and an earlier one to its correction.
 * @param corrections statements that replace what the text says before them
 */
export function resolve(
  readings: readonly Reading[],
  corrections: readonly Span[] = [],
): { readonly fields: ProposedField[]; readonly passed: Passed[] } {
  const passed: Passed[] = [];
  const kept: Reading[] = [];
  const correcting = readings.filter(one =>
    corrections.some(({ start, end }) => start <= one.start && one.start < end),
  );
  for (const reading of readings) {
    if (correcting.some(one => corrects(one, reading))) {
      passed.push({ start: reading.start, end: reading.end, why: 'was corrected' });
      continue;
    }
    const same = kept.findIndex(
      other =>
        other.key === reading.key &&
        (other.line ?? 1) === (reading.line ?? 1) &&
        meaning(other.item) === meaning(reading.item),
    );
    if (same < 0) kept.push(reading);
    else if ((kept[same]!.weak && !reading.weak) || (!kept[same]!.plain && reading.plain && !reading.weak))
      kept[same] = { ...reading };
  }
  const fields = kept.flatMap((reading): ProposedField[] => {
    const rivals =
      reading.slot === undefined
        ? []
        : kept.filter(other => other !== reading && other.key === reading.key && other.slot === reading.slot);
    if (reading.weak && rivals.some(({ weak }) => !weak)) {
      passed.push({ start: reading.start, end: reading.end, why: 'another statement is clearer' });
      return [];
    }
    const { key, item, start, end, line } = reading;
    const conflict = rivals.some(({ weak }) => !weak || reading.weak);
    return [{ key, item, ...(line === undefined ? {} : { line }), start, end, sure: !reading.weak && !conflict }];
  });
  return { fields: fields.sort(inNoteOrder), passed };
}

/** Whether a reading replaces one of the same slot that is before it. */
function corrects(correction: Reading, { key, slot, start }: Reading): boolean {
  return slot !== undefined && correction.key === key && correction.slot === slot && start < correction.start;
}

const order = new Map<Key, number>(KEYS.map((key, i) => [key, i]));

function inNoteOrder(a: ProposedField, b: ProposedField): number {
  const byKey = order.get(a.key)! - order.get(b.key)!;
  const byLine = REPEATABLE_KEYS.has(a.key) ? (a.line ?? 1) - (b.line ?? 1) : 0;
  return byKey || byLine || rank(a) - rank(b) || a.start - b.start;
}

/** Items in the order in which a note has them; others follow as they are in the source. */
const FIRST: Readonly<Partial<Record<Key, readonly RegExp[]>>> = {
  pump: [
    /^(?!sn |ERI |\d|IT$|IA$|epidural|intraventricular|programmable|constant)/,
    /^sn /,
    /^\d/,
    /^(?:IT|IA|epidural|intraventricular)$/,
    /^(?:programmable|constant-flow)$/,
    /^ERI/,
  ],
  device: [/^out /, /^in /, /^sn /, /^\d/],
  by: [/^[A-Z]/, /^npi/],
  sup: [/^[A-Z]/],
  read: [/^expected/, /^dose/, /^alarms/],
  after: [/^volume/, /^dose/, /^alarms/],
  fill: [/^out/, /^in/, /^needle/, /^template/, /^aseptic/, /^attempts/, /^reason/],
  prog: [/^(?!reason)/],
  drug: [
    /[a-z] \d.*\/mL|^[a-z]+ [\d.]+ %/,
    /^[\d.]+ mL$/,
    /^(?:commercial|compounded)$/,
    /^(?:practice|pharmacy|patient|hospital)$/,
    /^[sm]dv/,
    /^lot/,
    /^exp/,
    /^ndc/,
    /^rx/,
    /^waste/,
    /^invoice/,
  ],
  next: [/^\d/],
};

function rank({ key, item }: ProposedField): number {
  const at = FIRST[key]?.findIndex(pattern => pattern.test(item)) ?? -1;
  return at < 0 ? 99 : at;
}

/** What an item says, regardless of the decimals and the case: `in 40.0 mL` and `in 40 mL` are one. */
function meaning(item: string): string {
  return item
    .toLowerCase()
    .replaceAll(/\d+(?:\.\d+)?(?![\d./-]*\d)/g, number => (number.length > 15 ? number : new Big(number).toFixed()));
}
