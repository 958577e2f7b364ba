/** `read:`, `after:`, `fill:` and `prog:`: what the pump showed, and what was done to it. */
import { plain } from '../../../encounter/quantity.js';
import type { Quantity, Unit } from '../../../encounter/model.js';
import type { Visit } from '../../../visit/visit.js';
import { declaredChoices, type ItemValues, type Value } from '../item-values.js';
import { doseBefore, doseNow, drugBefore, typedAmount, type KnownValue } from '../known-values.js';
import type { Slot, CursorContext } from '../cursor-context.js';
import { gap, type Gap } from '../suggestion.js';

export const RATES: readonly Unit[] = ['mcg/day', 'mg/day', 'mL/day'];
export const STRENGTHS: readonly Unit[] = ['mcg/mL', 'mg/mL', '%'];

function values(...known: readonly (KnownValue<string> | undefined)[]): readonly Value[] {
  return known.flatMap((one): Value[] => (one ? [{ text: one.value, note: one.note }] : []));
}

function amount<T extends KnownValue<Parameters<typeof typedAmount>[0]>>(
  known: T | undefined,
): KnownValue<string> | undefined {
  return known && { value: typedAmount(known.value), note: known.note };
}

/** The units of a rate, the one that this pump has been noted in first. */
function ratesFor(spot: CursorContext): readonly Unit[] {
  const unit = (doseNow(spot.visit) ?? doseBefore(spot.visit))?.value.unit;
  return unit ? [unit, ...RATES.filter(rate => rate !== unit)] : RATES;
}

export function readChoices(slot: Slot): readonly ItemValues[] {
  return declaredChoices('read', {
    ...REPORTED,
    dose: { value: { units: ratesFor(slot), known: values(amount(doseBefore(slot.visit))) } },
  });
}

export function afterChoices(slot: Slot): readonly ItemValues[] {
  const filled = slot.visit?.encounter.fill?.in;
  const read = slot.visit?.encounter.read?.expected;
  const volume = filled?.value.amount.gt(0)
    ? { value: filled.value, note: 'as filled in' }
    : read && { value: read.value, note: 'as read' };
  return declaredChoices('after', {
    ...REPORTED,
    volume: { value: { units: ['mL'], known: values(amount(volume)) } },
    dose: { value: { units: ratesFor(slot), known: values(amount(doseNow(slot.visit))) } },
  });
}

/** The usual values of what a programmer reports. */
const REPORTED: Readonly<Record<string, Pick<ItemValues, 'value'>>> = {
  alarms: { value: { known: [{ text: 'none' }, { text: 'low reservoir' }, { text: 'low battery' }] } },
  log: { value: { known: [{ text: 'no events' }] } },
  battery: { value: { known: [{ text: 'good' }, { text: 'low' }] } },
};

/** Gauges of non-coring needles, the one that pump kits hold first. */
const NEEDLES: readonly string[] = ['22g', '20g', '21g', '23g', '24g', '25g'];

export function fillChoices(slot: Slot): readonly ItemValues[] {
  const { visit, workspace, encounter } = slot;
  const reservoir = visit?.pump?.reservoir?.value;
  const needles = [...new Set([...workspace.seen.words('needle', encounter), ...NEEDLES])];
  return declaredChoices('fill', {
    in: { value: { units: ['mL'], known: values(amount(reservoir && { value: reservoir, note: 'the reservoir' })) } },
    needle: { value: { known: needles.map((text): Value => ({ text })) } },
    reason: { value: { quoted: true } },
  });
}

export function progChoices(slot: Slot): readonly ItemValues[] {
  const { visit } = slot;
  const old = visit?.encounter.read?.dose?.value ?? doseBefore(visit)?.value;
  const left = visit?.encounter.after?.dose?.value;
  const doses = old ? [doseChange(old, left)] : [];
  const concentrations = changedConcentration(visit);
  return [
    { words: 'dose', value: { units: ratesFor(slot), sign: '->', known: doses } },
    { words: 'volume only', group: 'nothing' },
    { words: 'none', group: 'nothing' },
    { words: 'concentration', value: { units: STRENGTHS, sign: '->', known: concentrations } },
    { words: 'bridge', value: {} },
    { words: 'bolus', value: {} },
    { words: 'mode', value: {} },
    { words: 'reason', value: { quoted: true } },
    {
      words: 'rate',
      note: 'what some programmers call the dose',
      value: { units: ratesFor(slot), sign: '->', known: doses },
    },
  ];
}

/** The usual value of a status, fill or program line that is still empty, with what is known filled in. */
export function wholeStatus(spot: CursorContext, key: string): readonly (string | Gap)[] | undefined {
  const { visit } = spot;
  const dose = (known: ReturnType<typeof doseNow>): readonly (string | Gap)[] => [
    'dose ',
    gap(known && typedAmount(known.value)),
  ];
  const filled = visit?.encounter.fill?.in?.value.amount;
  switch (key) {
    case 'read':
      return ['expected ', gap(), ', ', ...dose(doseBefore(visit)), ', alarms ', gap()];
    case 'after': {
      const volume = filled?.gt(0) ? filled : visit?.encounter.read?.expected?.value.amount;
      return ['volume ', gap(volume && `${plain(volume)} mL`), ', ', ...dose(doseNow(visit)), ', alarms ', gap()];
    }
    case 'fill':
      return ['out ', gap(), ', in ', gap(), ', needle ', gap()];
    default:
      return undefined;
  }
}

/** From the old dose to the one after the visit, or to a gap if that is not stated. */
function doseChange(old: Quantity, left: Quantity | undefined): Value {
  const from = `${plain(old.amount)} -> `;
  if (left && left.unit === old.unit && !left.amount.eq(old.amount))
    return { text: `${from}${typedAmount(left)}`, note: 'from `read:` to `after:`' };
  return { text: `${from}… ${old.unit}`, typed: [from, gap(), ` ${old.unit}`], note: 'from the dose that was read' };
}

/** From the strength of the last drug to that of this one, if they differ. */
function changedConcentration(visit: Visit | undefined): Value[] {
  const was = drugBefore(visit)?.value.components[0]?.strength?.value;
  const is = visit?.encounter.drugs.find(drug => !drug.notGiven)?.components[0]?.strength?.value;
  if (!was || !is || was.unit !== is.unit || was.amount.eq(is.amount)) return [];
  return [{ text: `${plain(was.amount)} -> ${typedAmount(is)}`, note: 'from the last drug to this one' }];
}
