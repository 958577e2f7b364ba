/** What of a single-dose container was discarded, and how the claim must say so. */
import type { DrugUnit } from '../../codes/types.js';
import { plain, sameNumber, settled, stated } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import type { WasteModifiers } from '../../policy/types.js';
import {
  amountIn,
  amountInContainers,
  isMissing,
  totalOf,
  unitsOf,
  type DrugAmount,
  type Missing,
} from './drug-amounts.js';
import type { DocumentedDrug } from './documented-drug.js';

export type Waste =
  /** Nothing is demanded: another payer's matter, or a place whose payment knows no waste. */
  | { readonly kind: 'not demanded' }
  | { readonly kind: 'multi-dose' }
  /** Used up, or a rest that the rounded units already hold. */
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'discarded'; readonly units: number; readonly text: string }
  | { readonly kind: 'unknown'; readonly missing: 'container' | 'opened' | 'strength' | 'volume' | 'contradiction' };

/** Nearly every waste is only compared with: its words are made when they are asked for. */
class CountedWaste<Kind extends 'none' | 'discarded'> {
  constructor(
    readonly kind: Kind,
    readonly units: number,
    private readonly inWords: () => string,
  ) {}

  get text(): string {
    return this.inWords();
  }
}

/** The payer's terms for waste lines, or undefined if it has none for this visit. */
export function wasteTerms(visit: Visit): WasteModifiers | undefined {
  const terms = visit.policy.parameters.wasteModifiers.value;
  if (terms === 'off' || (visit.pos !== undefined && terms.notInPlaces.includes(visit.pos))) return undefined;
  return terms;
}

/**
 * The waste of the drugs of one code, by mass, added up before rounding: ceil(opened ÷ unit) − ceil(placed ÷ unit). A
 * rest of less than one whole unit counts as none (U34).
 */
export function wasteOf(visit: Visit, drugs: readonly DocumentedDrug[], per: DrugUnit): Waste {
  if (!wasteTerms(visit)) return { kind: 'not demanded' };
  const kinds = new Set(drugs.map(({ drug }) => drug.container?.value.kind));
  if (kinds.has(undefined) || kinds.size !== 1) return { kind: 'unknown', missing: 'container' };
  if (kinds.has('mdv')) return { kind: 'multi-dose' };
  const opened: DrugAmount[] = [],
    placed: DrugAmount[] = [];
  for (const of of drugs) {
    const used = amountIn(of, visit.placedVolume(of.drug)?.value, per);
    if (isMissing(used)) return { kind: 'unknown', missing: used.missing };
    const whole = amountOpened(of, used, per);
    if (typeof whole === 'string') return { kind: 'unknown', missing: whole };
    opened.push(whole);
    placed.push(used);
  }
  return discarded(opened, placed, per);
}

function discarded(opened: readonly DrugAmount[], placed: readonly DrugAmount[], per: DrugUnit): Waste {
  const whole = unitsOf(opened, per),
    used = unitsOf(placed, per);
  const units = whole.units - used.units;
  const rest = totalOf(opened).minus(totalOf(placed));
  const inWords = (): string => `opened ${whole.text}; placed ${used.text}; ${whole.units} − ${used.units} = ${units}`;
  if (units <= 0) return new CountedWaste('none', 0, inWords);
  if (rest.gte(stated(per.unitAmount))) return new CountedWaste('discarded', units, inWords);
  return new CountedWaste(
    'none',
    0,
    () => `opened ${whole.text}; placed ${used.text}; the rest of ${plain(rest)} ${per.unit} is less than one unit`,
  );
}

/**
 * What was opened: the containers if the note counts them, else placed plus waste. Both must agree, and hold what was
 * placed.
 */
function amountOpened(
  of: DocumentedDrug,
  placed: DrugAmount,
  per: DrugUnit,
): DrugAmount | 'opened' | 'strength' | 'volume' | 'contradiction' {
  const { waste, from } = of.drug;
  // By the milliliter, a diluted drug cannot be added up with its containers.
  if (from && per.unit === 'mL') return 'opened';
  const counted = amountInCounted(of, per);
  const rest = waste && amountInContainers(of, waste.value, per);
  if (counted && isMissing(counted)) return counted.missing;
  if (rest && isMissing(rest)) return rest.missing;
  const summed = rest && placed.amount.plus(rest.amount);
  if (counted)
    return (summed && !sameNumber(summed, counted.amount)) || settled(counted.amount).lt(settled(placed.amount))
      ? 'contradiction'
      : counted;
  if (!rest || !summed) return 'opened';
  return {
    amount: summed,
    unit: per.unit,
    text: `${plain(placed.amount)} ${per.unit} placed + ${plain(rest.amount)} ${per.unit} discarded = ${plain(summed)} ${per.unit}`,
  };
}

/** What the counted containers hold; undefined if the note does not count them. */
function amountInCounted(of: DocumentedDrug, per: DrugUnit): DrugAmount | Missing | undefined {
  const { count, size } = of.drug.container?.value ?? {};
  return count !== undefined && size
    ? amountInContainers(of, { ...size, amount: size.amount.times(count) }, per)
    : undefined;
}
