/**
 * What the amounts of a `drug:` line come to: the volume and the whole, strengths after mixing, waste and vials in mL.
 */
import { diluted } from './drug-components.js';
import type { DrugReader } from './drug-items.js';
import type { Container, DrugComponent, Fact, Quantity } from './model.js';
import { formatQuantity, isPositive, mg, mgPerMl, sameAmount, sameNumber, unitsPerMl } from './quantity.js';
import type { Reader } from './reader.js';

/** `waste 4 mg` of a vial of 2000 mcg/mL are 2 mL; without the strength the mass is reported. */
export function inMl(
  reader: Reader,
  waste: Fact<Quantity> | undefined,
  vial: Fact<Quantity> | undefined,
): Fact<Quantity> | undefined {
  if (!waste || waste.value.unit === 'mL') return waste;
  const strength = vial && (mgPerMl(vial.value) ?? unitsPerMl(vial.value));
  const mass = mg(waste.value) ?? (waste.value.unit === 'units' ? waste.value.amount : undefined);
  const fits = vial && (vial.value.unit === 'units/mL') === (waste.value.unit === 'units');
  if (fits && strength && mass && isPositive(strength))
    return { ...waste, value: { amount: mass.div(strength), unit: 'mL' } };
  const text = reader.block.text.slice(waste.start, waste.end);
  reader.problem('malformed-value', waste, `“${text}” has the unit ${waste.value.unit}, but mL belongs here.`);
  reader.undecided('drug', waste);
  return undefined;
}

/** `sdv 2 x 40 mg` of a vial of 2000 mcg/mL are two of 20 mL; without the strength only their number counts. */
export function inMilliliters(
  reader: Reader,
  container: Fact<Container> | undefined,
  vial: Fact<Quantity> | undefined,
): Fact<Container> | undefined {
  const size = container?.value.size;
  if (!size || size.unit === 'mL') return container;
  const mass = mg(size),
    density = vial && mgPerMl(vial.value);
  const { kind, count } = container.value;
  if (mass && density && isPositive(density))
    return { ...container, value: { kind, ...(count && { count }), size: { amount: mass.div(density), unit: 'mL' } } };
  const text = reader.block.text.slice(container.start, container.end);
  reader.unreadItem('drug', { start: container.start, end: container.end, text }, 'sdv 2 x 20 mL, mdv');
  return { ...container, value: { kind, ...(count && { count }) } };
}

/** `baclofen, 2000 mcg/mL, 40 mL`: a strength that is an item of its own belongs to the first drug that has none. */
export function withStrength(
  components: readonly DrugComponent[],
  strength: Fact<Quantity> | undefined,
): readonly DrugComponent[] {
  const at = strength ? components.findIndex(part => !part.strength) : -1;
  return at < 0 ? components : components.map((part, i) => (i === at ? { ...part, strength } : part));
}

/** A strength that belongs to no drug of the line. */
export function reportLooseStrength(
  reader: Reader,
  components: readonly DrugComponent[],
  strength: Fact<Quantity> | undefined,
): void {
  const hasPlace = components.some(
    part => !part.strength || (strength && sameAmount(part.strength.value, strength.value)),
  );
  if (!strength || hasPlace) return;
  const text = reader.block.text.slice(strength.start, strength.end);
  reader.unreadItem('drug', { start: strength.start, end: strength.end, text }, 'a name before its strength');
}

/** `50 mcg/mL, dose 50 mcg` is 1 mL. */
export function volumeOfTotal(
  reader: Reader,
  [first, ...others]: readonly DrugComponent[],
  total: Fact<Quantity> | undefined,
): Fact<Quantity> | undefined {
  const density = first?.strength && mgPerMl(first.strength.value);
  const mass = total && mg(total.value);
  if (!total || !density || !mass || others.length || !isPositive(density)) return undefined;
  return reader.fact({ amount: mass.div(density), unit: 'mL' }, total);
}

/** The whole that the line states must be strength × volume. */
export function checkTotal(
  reader: Reader,
  { components: [first], total }: Pick<DrugReader, 'components' | 'total'>,
  volume: Fact<Quantity> | undefined,
): void {
  const density = first?.strength && mgPerMl(first.strength.value);
  const stated = total && mg(total.value);
  if (!total || !density || !stated || !volume) return;
  const whole = density.times(volume.value.amount);
  if (sameNumber(whole, stated)) return;
  const unit = total.value.unit;
  const right = formatQuantity({ amount: unit === 'mcg' ? whole.times(1000) : whole, unit });
  reader.problem(
    'malformed-value',
    total,
    `Check “${formatQuantity(total.value)}”: ${formatQuantity(first.strength.value)} × ${formatQuantity(volume.value)} is ${right}.`,
  );
}

/** The drugs of a line in the volume that the first was made up to, and the strength of its vial. */
export function inWhole(
  reader: Reader,
  components: readonly DrugComponent[],
  { madeUp, container }: Pick<DrugReader, 'madeUp' | 'container'>,
  volume: Fact<Quantity> | undefined,
): { readonly components: readonly DrugComponent[]; readonly from?: Fact<Quantity> } {
  const [first, ...others] = components;
  const strength = first?.strength;
  if (!madeUp || !strength || others.length || !isPositive(madeUp.whole.value.amount)) return { components };
  const taken = madeUp.taken ?? volume?.value ?? (container && contentOf(container.value));
  if (taken) {
    const value = diluted(strength.value, taken, madeUp.whole.value.amount);
    return { components: [{ ...first, strength: { ...strength, value } }], from: strength };
  }
  const { start, end } = madeUp.whole;
  const item = { start, end, text: reader.block.text.slice(start, end) };
  reader.unreadItem('drug', item, 'the volume taken and the whole, as in 10 mL qs to 20 mL');
  return { components: [{ ...first, strength: undefined }] };
}

/** What the containers hold together. */
function contentOf({ count, size }: Container): Quantity | undefined {
  return size && { ...size, amount: size.amount.times(count ?? 1) };
}
