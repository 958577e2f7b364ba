/** `fill: in 20 mL, in 20 mL`: the same volume again is a second portion, or the same fill stated twice. */
import type { Drug, Fact, Fill, PumpStatus, Pump, Quantity } from './model.js';
import { formatQuantity, sameAmount, sameNumber } from './quantity.js';
import { spanOfBoth, type Reader } from './reader.js';

/** A volume that a line states twice. */
export interface RepeatedVolume {
  readonly first: Fact<Quantity>;
  readonly second: Fact<Quantity>;
}

/** What else the note says of the volume. */
export interface VolumeEvidence {
  readonly drugs: readonly Drug[];
  readonly after: PumpStatus | undefined;
  readonly pump: Pump | undefined;
}

/**
 * The fill with the volume that the rest of the note agrees with: the sum, or the volume once. If nothing decides, the
 * volume counts once and its repetition is reported.
 * @param fill with the sum of both
 */
export function settleRepeated(
  reader: Reader,
  fill: Fill,
  { first, second }: RepeatedVolume,
  { drugs, after, pump }: VolumeEvidence,
): Fill {
  const sum = fill.in!;
  const volumes = [...drugs.map(({ volume }) => volume), after?.volume].filter(volume => volume !== undefined);
  const states = (stated: Fact<Quantity>): boolean =>
    volumes.some(({ value }) => sameAmount(value, stated.value) === true) || sameTotal(drugs, stated.value.amount);
  const size = pump?.reservoir?.value;
  const isOverfull = size?.unit === 'mL' && sum.value.amount.gt(size.amount);
  if (states(sum) && !isOverfull) return fill;
  if (states(first) || isOverfull) {
    reader.restated.push(second);
    return { ...fill, in: first };
  }
  const item = { start: second.start, end: second.end, text: reader.block.text.slice(second.start, second.end) };
  const total = formatQuantity(sum.value);
  reader.problem(
    'unread-item',
    item,
    `Write the volume once, or in ${total} for two portions: “${item.text}” is stated twice.`,
    isJoined(reader, first, second)
      ? [reader.fix('edit', `Write “in ${total}” for two portions`, spanOfBoth(first, second), `in ${total}`)]
      : [],
    'fill',
  );
  reader.undecided('fill', item);
  return { ...fill, in: first };
}

/** Whether only a comma is between them. */
function isJoined(reader: Reader, first: Fact<Quantity>, second: Fact<Quantity>): boolean {
  return /^\s*,\s*$/.test(reader.block.text.slice(first.end, second.start));
}

/** Whether the drug lines together place a volume. */
function sameTotal(drugs: readonly Drug[], wanted: Quantity['amount']): boolean {
  const amounts = drugs.filter(({ notGiven }) => !notGiven).map(({ volume }) => volume?.value.amount);
  const [first, ...others] = amounts;
  const total = others.reduce((sum, amount) => (sum && amount ? sum.plus(amount) : undefined), first);
  return total !== undefined && sameNumber(total, wanted);
}
