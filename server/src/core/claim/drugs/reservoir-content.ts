/** What a fill leaves in the reservoir: of each drug, total mass ÷ total volume. */
import { Big } from 'big.js';
import type { Vocabulary } from '../../codes/types.js';
import type { Drug, DrugComponent, Encounter, Fact, Quantity } from '../../encounter/model.js';
import { formatNumber, formatQuantity, mgPerMl, sameNumber, unitsPerMl } from '../../encounter/quantity.js';
import { memoByEncounterAndCodes } from '../../visit/memo.js';
import { linesOfFill, placedVolume } from '../../visit/placed-volume.js';
import { drugEntry, isDiluent } from './documented-drug.js';

/**
 * One drug of a fill, from however many lines. Its strength is `mass ÷ volume`: two numbers, so that no division is
 * rounded.
 */
export interface ReservoirDrug {
  /** Generic name if the tables know it, else as typed, in lower case. */
  readonly name: string;
  /** Undefined if a line gives no strength or no volume that it needs. */
  readonly strength: ReservoirStrength | undefined;
}

export interface ReservoirStrength {
  /** In mg, or in units of a drug that is measured by its effect (heparin); in `volume` mL. */
  readonly mass: Big;
  readonly measure: Measure;
  readonly volume: Big;
  /** `2,000 mcg/mL`, or `1,250 mcg/mL (2,000 mcg/mL × 20 mL + 500 mcg/mL × 20 mL in 40 mL)`. */
  readonly text: string;
  /** The strengths as the lines state them. */
  readonly from: readonly Fact<Quantity>[];
}

type Measure = 'mg' | 'units';

/** A component, with the volume of its line. */
interface Part {
  readonly component: DrugComponent;
  readonly volume: Big | undefined;
}

/**
 * The drugs that a fill placed, in the order of the note: the dose of the pump refers to the first. Several lines add
 * up; lines that each state the volume of the whole fill, of different drugs, are one mixture whose strengths are as
 * they are typed.
 */
export const reservoirContent = memoByEncounterAndCodes((codes, encounter): readonly ReservoirDrug[] => {
  const lines = linesOfFill(encounter);
  const byName = new Map<string, Part[]>();
  for (const drug of lines) {
    const volume = placedVolume(encounter, drug)?.value.amount;
    for (const component of drug.components) {
      if (isDiluent(component.name)) continue;
      const name = genericName(codes, component.name);
      byName.set(name, [...(byName.get(name) ?? []), { component, volume }]);
    }
  }
  const total = volumeOf(encounter, lines);
  const strengthOf = (parts: readonly Part[]): ReservoirStrength | undefined => {
    if (total === 'as stated') return strengthAsStated(parts);
    return total === 'unknown' ? undefined : strengthIn(parts, total);
  };
  return [...byName].map(([name, parts]) => ({ name, strength: strengthOf(parts) }));
});

/** Whether two strengths differ; false if one of them is not known. */
export function differInStrength(a: ReservoirStrength | undefined, b: ReservoirStrength | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.measure === b.measure &&
    !sameNumber(a.mass.times(b.volume), b.mass.times(a.volume))
  );
}

/** The generic name of a typed drug, else the name as typed in lower case. */
export function genericName(codes: Vocabulary, typed: string): string {
  return drugEntry(codes, typed)?.name ?? typed.toLowerCase();
}

/**
 * The volume that the lines add up to, or that their strengths need none: one line, or lines that each state the whole
 * fill.
 */
function volumeOf(encounter: Encounter, lines: readonly Drug[]): Big | 'as stated' | 'unknown' {
  if (lines.length < 2) return 'as stated';
  const filled = encounter.fill?.in?.value.amount;
  const volumes = lines.flatMap(drug => placedVolume(encounter, drug)?.value.amount ?? []);
  if (filled ? volumes.every(volume => sameNumber(volume, filled)) : !volumes.length) return 'as stated';
  const total = volumes.reduce((sum, volume) => sum.plus(volume), new Big(0));
  return volumes.length === lines.length && (!filled || sameNumber(filled, total)) ? total : 'unknown';
}

/** The strength of a drug that one line states; of several lines only if they agree. */
function strengthAsStated([first, ...others]: readonly Part[]): ReservoirStrength | undefined {
  const strength = first?.component.strength;
  const density = strength && densityOf(strength.value);
  if (!strength || !density || others.length) return undefined;
  return new StatedStrength(density, ONE, [strength], () => formatQuantity(strength.value));
}

/** The strength of a drug whose lines were put together in a volume. */
function strengthIn(parts: readonly Part[], total: Big): ReservoirStrength | undefined {
  let mass = new Big(0);
  let measure: Measure | undefined;
  const from: Fact<Quantity>[] = [];
  for (const { component, volume } of parts) {
    const density = component.strength && densityOf(component.strength.value);
    if (!density || !volume || (measure ?? density.measure) !== density.measure) return undefined;
    measure = density.measure;
    mass = mass.plus(density.mass.times(volume));
    from.push(component.strength);
  }
  return measure && new StatedStrength({ mass, measure }, total, from, () => arithmetic(parts, mass, total));
}

type Density = Pick<ReservoirStrength, 'mass' | 'measure'>;

const ONE = new Big(1);

/** Nearly every strength is only computed with: its words are made when they are asked for. */
class StatedStrength implements ReservoirStrength {
  readonly mass: Big;
  readonly measure: Measure;

  constructor(
    { mass, measure }: Density,
    readonly volume: Big,
    readonly from: readonly Fact<Quantity>[],
    private readonly inWords: () => string,
  ) {
    this.mass = mass;
    this.measure = measure;
  }

  get text(): string {
    return this.inWords();
  }
}

/** What a mL holds. */
function densityOf(strength: Quantity): Density | undefined {
  const units = unitsPerMl(strength);
  if (units) return { mass: units, measure: 'units' };
  const mass = mgPerMl(strength);
  return mass && { mass, measure: 'mg' };
}

function arithmetic(parts: readonly Part[], mass: Big, total: Big): string {
  const { unit } = parts[0]!.component.strength!.value;
  const shown = unit === '%' ? 'mg/mL' : unit;
  const whole = mass.times(shown === 'mcg/mL' ? 1000 : 1);
  const rounded = whole.div(total).round(3);
  const about = sameNumber(rounded.times(total), whole) ? '' : 'about ';
  const terms = parts.map(
    ({ component, volume }) => `${formatQuantity(component.strength!.value)} × ${formatNumber(volume!)} mL`,
  );
  return `${about}${formatNumber(rounded)} ${shown} (${terms.join(' + ')} in ${formatNumber(total)} mL)`;
}
