/** How much of each drug line went in: the line's own volume, else what `fill: in` leaves for it. */
import type { Drug, Encounter, Fact, Quantity } from '../encounter/model.js';
import { isPositive, sameNumber } from '../encounter/quantity.js';

/** The drug lines of what went into the reservoir, diluents among them. */
export function linesOfFill(encounter: Encounter): readonly Drug[] {
  return encounter.drugs.filter(drug => !drug.notGiven && !drug.injected && drug.components.length > 0);
}

/**
 * The volume of a drug line that was placed, in mL. A line without one takes `fill: in`, less what the other lines
 * state (`ziconotide 100 mcg/mL, 1 mL` leaves 19 of 20 mL for `sodium chloride`).
 * @returns undefined if the drug was not given, if the note states no volume, and if two lines share the rest
 */
export function placedVolume(encounter: Encounter, drug: Drug): Fact<Quantity> | undefined {
  if (drug.notGiven) return undefined;
  const filled = encounter.fill?.in;
  if (drug.volume ?? (drug.injected || !filled)) return drug.volume;
  const others = linesOfFill(encounter).filter(other => other !== drug);
  const stated = others.flatMap(({ volume }) => volume?.value.amount ?? []);
  // Lines that each state the whole fill are the drugs of one mixture, and so is one that states none.
  if (!stated.length || stated.every(amount => sameNumber(amount, filled.value.amount))) return filled;
  if (stated.length < others.length) return undefined;
  const rest = stated.reduce((left, amount) => left.minus(amount), filled.value.amount);
  return isPositive(rest) ? { ...filled, value: { ...filled.value, amount: rest } } : undefined;
}
