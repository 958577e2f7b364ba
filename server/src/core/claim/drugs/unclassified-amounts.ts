/** The amounts in the text of a line whose code names no drug, against those of the note. */
import type { Big } from 'big.js';
import type { DrugComponent, Quantity } from '../../encounter/model.js';
import { mg, mgPerMl, readAmount, sameWithinRounding, unitsPerMl } from '../../encounter/quantity.js';
import { massText } from './drug-amounts.js';

/** What the text should say of a drug, as `hydromorphone is 200 mg`. */
export interface WrongAmount {
  readonly component: DrugComponent;
  readonly right: string;
}

/**
 * The drugs of which a text gives another amount. A text gives an amount as the whole or as a strength, in any order; a
 * drug is wrong if the text has amounts for every drug that it names and none of them is its own.
 * @param named the drugs that the text names
 */
export function wrongAmounts(
  text: string,
  named: readonly DrugComponent[],
  volume: Quantity | undefined,
): readonly WrongAmount[] {
  const amounts = amountsIn(text.replace(/\b(?:ug|µg|μg)\b/gi, 'mcg'));
  const masses = amounts.filter(({ unit }) => unit !== 'mL');
  if (!volume || masses.length < named.length) return [];
  return named.flatMap(component => {
    const strength = component.strength?.value;
    const whole = strength && wholeOf(strength, volume.amount);
    if (!whole) return [];
    const isStated = masses.some(stated => isSame(stated, strength) || isWhole(stated, whole, strength));
    return isStated ? [] : [{ component, right: massText(component, volume)! }];
  });
}

/** Whether a text gives volumes, and none is the one that was placed. */
export function statesOtherVolume(text: string, placed: Quantity): boolean {
  const volumes = amountsIn(text).filter(({ unit }) => unit === 'mL');
  return placed.unit === 'mL' && volumes.length > 0 && !volumes.some(({ amount }) => amount.eq(placed.amount));
}

function amountsIn(text: string): readonly Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(/(?<![\d.,])[\d.]/g)) {
    const amount = readAmount(text, match.index);
    if (amount) found.push(amount.value);
  }
  return found;
}

function wholeOf(strength: Quantity, volume: Big): Big | undefined {
  return (mgPerMl(strength) ?? unitsPerMl(strength))?.times(volume);
}

function isSame(stated: Quantity, strength: Quantity): boolean {
  return (mgPerMl(stated) ?? unitsPerMl(stated)) !== undefined && sameWithinRounding(stated, strength) === true;
}

/** Within a hundredth: a whole is often rounded. */
function isWhole(stated: Quantity, whole: Big, strength: Quantity): boolean {
  const amount = strength.unit === 'units/mL' && stated.unit === 'units' ? stated.amount : mg(stated);
  return amount !== undefined && amount.minus(whole).abs().lte(whole.div(100));
}
