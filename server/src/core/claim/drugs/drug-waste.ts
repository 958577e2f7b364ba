/** What of a single-dose container was discarded, and how the claim must say so. */
import type { DrugUnit } from '../../codes/types.js';
import type { Quantity } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { WasteModifiers } from '../../policy/types.js';
import { amountIn, isMissing, unitsOf, type DrugAmount } from './drug-amounts.js';
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

/** The payer's terms for waste lines, or undefined where it has none for this visit. */
export function wasteTerms(visit: Visit): WasteModifiers | undefined {
  const terms = visit.policy.parameters.wasteModifiers.value;
  if (terms === 'off' || (visit.pos !== undefined && terms.notInPlaces.includes(visit.pos))) return undefined;
  return terms;
}

/** The waste of the drugs that one code stands for, added up before rounding: ceil(opened ÷ unit) − ceil(placed ÷ unit). */
export function wasteOf(visit: Visit, drugs: readonly DocumentedDrug[], per: DrugUnit): Waste {
  if (!wasteTerms(visit)) return { kind: 'not demanded' };
  const kinds = new Set(drugs.map(({ drug }) => drug.container?.value.kind));
  if (kinds.has(undefined) || kinds.size !== 1) return { kind: 'unknown', missing: 'container' };
  if (kinds.has('mdv')) return { kind: 'multi-dose' };
  const opened: DrugAmount[] = [],
    placed: DrugAmount[] = [];
  for (const of of drugs) {
    const volume = openedVolume(visit, of);
    if (typeof volume === 'string') return { kind: 'unknown', missing: volume };
    const whole = amountIn(of, volume, per),
      used = amountIn(of, visit.placedVolume(of.drug)?.value, per);
    if (isMissing(whole)) return { kind: 'unknown', missing: whole.missing };
    if (isMissing(used)) return { kind: 'unknown', missing: used.missing };
    opened.push(whole);
    placed.push(used);
  }
  const whole = unitsOf(opened, per),
    used = unitsOf(placed, per);
  const units = whole.units - used.units;
  const inWords = (): string => `opened ${whole.text}; placed ${used.text}; ${whole.units} − ${used.units} = ${units}`;
  return units > 0 ? new CountedWaste('discarded', units, inWords) : new CountedWaste('none', 0, inWords);
}

/** What was opened, in mL: the containers where the note counts them, else placed plus waste; both must agree. */
function openedVolume(visit: Visit, { drug }: DocumentedDrug): Quantity | 'opened' | 'volume' | 'contradiction' {
  const placed = visit.placedVolume(drug)?.value;
  if (!placed) return 'volume';
  const { count, size } = drug.container?.value ?? {};
  const summed = drug.waste?.value.amount.plus(placed.amount);
  const counted = count !== undefined && size ? size.amount.times(count) : undefined;
  if ((counted && summed && !counted.eq(summed)) || counted?.lt(placed.amount)) return 'contradiction';
  const amount = counted ?? summed;
  return amount ? { amount, unit: 'mL' } : 'opened';
}
