/** How fast a pump runs and how long a fill lasts, exactly, with each step shown. */
import { Big } from 'big.js';
import type { SourceRange } from '../../syntax/source-range.js';
import {
  approximately,
  formatNumber,
  formatQuantity,
  isPositive,
  mgPerDay,
  sameNumber,
  settled,
} from '../../encounter/quantity.js';
import type { Encounter, Fact, Quantity } from '../../encounter/model.js';
import { Sentence, WordList } from '../../encounter/statements.js';
import { memoByEncounter, memoByEncounterAndCodes } from '../../visit/memo.js';
import { doseLeft } from '../../visit/pump-history.js';
import { reservoirContent, type ReservoirStrength } from '../drugs/reservoir-content.js';

/** A constant rate, as the quotient of two numbers, so that no division is rounded: mL a day are `perDay ÷ perMl`. */
export interface InfusionRate {
  readonly perDay: Big;
  readonly perMl: Big;
  /** `0.24 mL/day (480 mcg/day ÷ 2,000 mcg/mL)` */
  readonly text: string;
  /** The lines that it follows from. */
  readonly from: readonly { readonly at: SourceRange; readonly text: string }[];
}

/** What keeps a rate from being known: a clause for `The alarm cannot be computed: …`. */
export interface UnknownRate {
  readonly unknown: string;
  readonly at?: SourceRange;
}

export function isUnknown<T extends object>(reading: T | UnknownRate): reading is UnknownRate {
  return 'unknown' in reading;
}

/** The rate at which an encounter leaves the pump with the drugs that it put in. */
export const rateAfterVisit = memoByEncounterAndCodes((codes, encounter): InfusionRate | UnknownRate => {
  const [first] = reservoirContent(codes, encounter);
  if (!first) return { unknown: 'the note states no drug that was given' };
  return infusionRate(encounter, doseLeft(encounter), first.strength);
});

/** The rate of a dose of a drug, unless the encounter says that it is no constant one. */
export function infusionRate(
  encounter: Encounter,
  dose: Fact<Quantity> | undefined,
  strength: ReservoirStrength | undefined,
): InfusionRate | UnknownRate {
  const varying = variation(encounter);
  if (varying) return varying;
  if (!dose) return { unknown: 'the note states no daily dose' };
  if (!isPositive(dose.value.amount)) return { unknown: 'the dose is zero' };
  if (dose.value.unit === 'mL/day')
    return new ConstantFlow(dose.value.amount, new Big(1), [dose], () => formatQuantity(dose.value));
  const isInUnits = dose.value.unit === 'units/day';
  const mass = isInUnits ? dose.value.amount : mgPerDay(dose.value);
  if (!strength || !isPositive(strength.mass) || !mass || (strength.measure === 'units') !== isInUnits)
    return { unknown: 'the strength of the drug in the reservoir does not follow from the note' };
  // Mass per day of everything that a mL of the mixture would need, so that the strength is not divided first.
  const perDay = mass.times(strength.volume);
  return new ConstantFlow(perDay, strength.mass, [dose, ...strength.from], () => {
    const rate = perDay.div(strength.mass);
    const exact = sameNumber(rate, rate.round(4));
    return `${exact ? '' : 'about '}${formatNumber(rate.round(4))} mL/day (${formatQuantity(dose.value)} ÷ ${strength.text})`;
  });
}

/** Nearly every flow is only computed with: its words are made when they are asked for. */
class ConstantFlow implements InfusionRate {
  constructor(
    readonly perDay: Big,
    readonly perMl: Big,
    private readonly facts: readonly Fact<Quantity>[],
    private readonly inWords: () => string,
  ) {}

  get text(): string {
    return this.inWords();
  }

  get from(): InfusionRate['from'] {
    return this.facts.map(at => ({ at, text: formatQuantity(at.value) }));
  }
}

/** Whole days that a volume lasts: floor(volume ÷ (dose ÷ strength)). */
export function daysOf(volume: Big, flow: InfusionRate): number {
  const whole = volume.times(flow.perMl);
  const isRounded = settled(flow.perMl) !== flow.perMl;
  return floorDivide(isRounded ? settled(whole) : whole, flow.perDay);
}

/** floor(a ÷ b) for a ≥ 0 and b > 0, regardless of the quotient's decimals. */
export function floorDivide(a: Big, b: Big): number {
  // Of small numbers the quotient in floating point is off by one at most, which the next lines put right.
  const about = Math.floor(approximately(a) / approximately(b));
  if (about < 1e9) {
    if (b.times(about).gt(a)) return about - 1;
    return b.times(about + 1).lte(a) ? about + 1 : about;
  }
  const whole = a.div(b).round(0, Big.roundDown);
  if (whole.times(b).gt(a)) return whole.minus(1).toNumber();
  return (whole.plus(1).times(b).lte(a) ? whole.plus(1) : whole).toNumber();
}

const VARYING: Readonly<Record<string, string>> = {
  mode: 'the mode was changed',
  bolus: 'boluses are programmed',
  bridge: 'a bridge runs first',
};

/** What makes the pump run at more than one rate: a bolus, a mode, a bridge, doses that the patient controls. */
export const variation = memoByEncounter((encounter): UnknownRate | undefined => {
  const item = encounter.prog?.items.find(({ kind, changes }) => changes && VARYING[kind] !== undefined);
  if (item) return { unknown: VARYING[item.kind]!, at: item };
  const open = encounter.unread.find(({ key }) => key === 'prog' || key === 'drug' || key === 'fill');
  if (open) return { unknown: `an item of \`${open.key}:\` was not read`, at: open };
  if (encounter.prog?.unstated)
    return { unknown: 'the program was changed, and the note does not say to what', at: encounter.prog.unstated };
  const bolus = encounter.after?.bolus ?? encounter.read?.bolus;
  if (bolus && !new Sentence(bolus.block.text.slice(bolus.start, bolus.end)).mentions(OFF))
    return { unknown: 'boluses are programmed', at: bolus };
  const at = patientControl(encounter);
  return at && { unknown: 'the patient controls doses', at };
});

const CONTROLS = new WordList('ptm', 'myptm', 'pca', 'patient-controlled', 'patient-activated', 'patient-initiated');
const OFF = new WordList(
  'no',
  'not',
  'without',
  'never',
  'off',
  'disabled',
  'inactive',
  'none',
  'stopped',
  'discontinued',
  'denied',
);

/** Whether a note mentions patient-controlled doses and does not deny them. */
function patientControl(encounter: Encounter): SourceRange | undefined {
  const { read, after, prog, exam, assess, em, response, observe, narrative } = encounter;
  const lines = [read, after, prog, exam, assess, em, response, observe, ...narrative];
  return lines.find(line => {
    const text = line && line.block.text.slice(line.start, line.end);
    return (
      text &&
      /ptm|pca|patient/i.test(text) &&
      text
        .split(/[,;]|\.(?!\d)/)
        .map(clause => new Sentence(clause))
        .some(
          clause =>
            (clause.mentions(CONTROLS) ||
              /\bpatient[ -](?:controlled|activated|initiated|bolus|boluses|therapy manager)\b/i.test(clause.text)) &&
            !clause.mentions(OFF),
        )
    );
  });
}
