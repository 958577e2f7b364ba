/** Whether two stated doses are the same: pumps run in steps, and people round. */
import type { Fact, Quantity } from './model.js';
import { sameAmount, sameWithinRounding } from './quantity.js';

/** A real change of a dose is larger than this share of it. */
const LEAST_CHANGE = 0.049;

/**
 * Whether two doses are the same within a hundredth, or within half the last decimal that is typed: 0.2 mg/hr is 5
 * mg/day; undefined if their units measure different things.
 */
export function sameDose(a: Fact<Quantity>, b: Fact<Quantity>): boolean | undefined {
  const same = sameWithinRounding(a.value, b.value);
  if (same !== false) return same;
  const share = Math.min(Math.max(roundedShare(a), roundedShare(b)), LEAST_CHANGE);
  return sameWithinRounding(a.value, b.value, share);
}

/** The new dose of a change is not the old one, however small the step. */
export function isOldDose(shown: Quantity, from: Quantity | undefined, to: Quantity): boolean {
  return from !== undefined && sameAmount(from, to) === false && sameAmount(shown, from) === true;
}

const DECIMALS = /(\d*\.(\d+))\s*(?:m?c?g|[uµμ]g|ml)\s*(?:\/|per\b|a\b|daily\b)/gi;

/** Half the last decimal of the number that states a dose, as a share of it; 0 for a whole number. */
function roundedShare({ block, start, end }: Fact<Quantity>): number {
  const typed = [...block.text.slice(start, end).matchAll(DECIMALS)].at(-1);
  const number = Number(typed?.[1] ?? 0);
  return typed && number > 0 ? (0.5 * 10 ** -typed[2]!.length) / number : 0;
}
