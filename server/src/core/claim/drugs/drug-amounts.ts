/**
 * Exact arithmetic from a drug of the note to billing units, each step shown:
 * `2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8`.
 */
import { Big } from 'big.js';
import type { DrugUnit } from '../../codes/types.js';
import type { DrugComponent, Quantity } from '../../encounter/model.js';
import { approximately, mg, mgPerMl, plain, settled, stated, unitsPerMl } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import type { DocumentedDrug } from './documented-drug.js';

/** How much of a drug there is, in the unit of its code. */
export interface DrugAmount {
  readonly amount: Big;
  readonly unit: DrugUnit['unit'];
  /** `2000 mcg/mL × 40 mL = 80 mg` */
  readonly text: string;
}

export interface Calculation {
  readonly units: number;
  /** The whole arithmetic, from strength and volume to units. */
  readonly text: string;
}

/** A fact that the arithmetic needs and the note does not have. */
export interface Missing {
  readonly missing: 'strength' | 'volume';
  readonly of: DocumentedDrug;
}

/** Nearly every amount is only counted with: its words are made when they are asked for. */
class CountedAmount implements DrugAmount {
  constructor(
    readonly amount: Big,
    readonly unit: DrugUnit['unit'],
    private readonly inWords: () => string,
  ) {}

  get text(): string {
    return this.inWords();
  }
}

class CountedUnits implements Calculation {
  constructor(
    readonly units: number,
    private readonly inWords: () => string,
  ) {}

  get text(): string {
    return this.inWords();
  }
}

export function isMissing<T extends object>(value: T | Missing): value is Missing {
  return 'missing' in value;
}

function plainQuantity(q: Quantity): string {
  return `${plain(q.amount)} ${q.unit}`;
}

/** How much of a code's drug a volume of a note's drug holds, at the strength that was placed. */
export function amountIn(of: DocumentedDrug, volume: Quantity | undefined, per: DrugUnit): DrugAmount | Missing {
  const at = of.entries.findIndex(entry => entry?.name === per.substance);
  return amountAt(of, of.components[Math.max(at, 0)]?.strength?.value, volume, per);
}

/** The same at the strength of its containers: of a drug that was diluted, the one that `from` states. */
export function amountInContainers(of: DocumentedDrug, volume: Quantity, per: DrugUnit): DrugAmount | Missing {
  return of.drug.from ? amountAt(of, of.drug.from.value, volume, per) : amountIn(of, volume, per);
}

function amountAt(
  of: DocumentedDrug,
  strength: Quantity | undefined,
  volume: Quantity | undefined,
  per: DrugUnit,
): DrugAmount | Missing {
  const mass = massStated(of, per);
  if (mass) return mass;
  if (!volume) return { missing: 'volume', of };
  if (per.unit === 'mL') return new CountedAmount(volume.amount, 'mL', () => `${plain(volume.amount)} mL`);
  const density = strength && (per.unit === 'units' ? unitsPerMl(strength) : mgPerMl(strength));
  if (!strength || !density) return { missing: 'strength', of };
  const inVolume = density.times(volume.amount);
  const amount = per.unit === 'mcg' ? inVolume.times(1000) : inVolume;
  return new CountedAmount(amount, per.unit, () => {
    const shown =
      strength.unit === '%' ? `${plain(strength.amount)} % (${plain(density)} mg/mL)` : plainQuantity(strength);
    return `${shown} × ${plain(volume.amount)} mL = ${plain(amount)} ${per.unit}`;
  });
}

/** The mass that the line states in place of a strength: `methotrexate 12 mg`. */
function massStated(of: DocumentedDrug, per: DrugUnit): DrugAmount | undefined {
  const at = of.entries.findIndex(entry => entry?.name === per.substance);
  const mass = of.components[Math.max(at, 0)]?.mass?.value;
  const milligrams = mass && mg(mass);
  if (!milligrams || per.unit === 'mL') return undefined;
  const amount = per.unit === 'mcg' ? milligrams.times(1000) : milligrams;
  return new CountedAmount(amount, per.unit, () => `${plain(amount)} ${per.unit}`);
}

/** What was placed of a drug, in the unit of a code. */
export function amountPlaced(visit: Visit, of: DocumentedDrug, per: DrugUnit): DrugAmount | Missing {
  return amountIn(of, visit.placedVolume(of.drug)?.value, per);
}

/** Units for the drugs of one code: added up first, rounded up once. */
export function unitsPlaced(visit: Visit, drugs: readonly DocumentedDrug[], per: DrugUnit): Calculation | Missing {
  const amounts: DrugAmount[] = [];
  for (const drug of drugs) {
    const amount = amountPlaced(visit, drug, per);
    if (isMissing(amount)) return amount;
    amounts.push(amount);
  }
  return unitsOf(amounts, per);
}

export function unitsOf(amounts: readonly DrugAmount[], per: DrugUnit): Calculation {
  const unit = stated(per.unitAmount);
  const total = totalOf(amounts);
  const units = ceilDivide(total, unit);
  return new CountedUnits(approximately(units), () => {
    const first = amounts[0]?.text ?? `0 ${per.unit}`;
    const sum =
      amounts.length < 2
        ? first
        : `${amounts.map(({ text }) => text).join('; ')}; ${amounts.map(({ amount }) => `${plain(amount)} ${per.unit}`).join(' + ')} = ${plain(total)} ${per.unit}`;
    return `${sum} ÷ ${per.unitAmount} ${per.unit} = ${quotient(total, unit, units)}`;
  });
}

/** What amounts add up to: each as exact as it was computed, the sum without what a rounded quotient left. */
export function totalOf(amounts: readonly DrugAmount[]): Big {
  return settled(
    amounts.length === 1 ? amounts[0]!.amount : amounts.reduce((sum, { amount }) => sum.plus(amount), new Big(0)),
  );
}

function quotient(total: Big, unit: Big, units: Big): string {
  if (units.times(unit).eq(total)) return plain(units);
  const shown = total.div(unit).round(4);
  const exact = shown.times(unit).eq(total);
  return `${exact ? '' : 'about '}${plain(shown)}, rounded up to ${plain(units)}`;
}

/**
 * The least whole number of parts that holds the whole, exactly: a quotient that does not end is never rounded first.
 */
export function ceilDivide(whole: Big, part: Big): Big {
  // Of small numbers the quotient in floating point is off by far less than one: its floor is never above the number
  // asked for.
  const about = Math.floor(approximately(whole) / approximately(part));
  let n = about < 1e9 ? new Big(about) : whole.div(part).round(0, Big.roundDown);
  while (n.times(part).lt(whole)) n = n.plus(1);
  return n;
}

/** The mass of one component in a placed volume, in mg, mcg below one mg, or units: `400 mg`. */
export function massText(component: DrugComponent, volume: Quantity | undefined): string | undefined {
  const inUnits = component.strength && unitsPerMl(component.strength.value);
  if (inUnits && volume) return `${plain(inUnits.times(volume.amount))} units`;
  const density = component.strength && mgPerMl(component.strength.value);
  if (!density || !volume) return undefined;
  const milligrams = density.times(volume.amount);
  return milligrams.lt(1) ? `${plain(milligrams.times(1000))} mcg` : `${plain(milligrams)} mg`;
}
