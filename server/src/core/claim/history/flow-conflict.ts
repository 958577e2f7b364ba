/** A rate in mL/day that does not follow from the dose and the strength in the reservoir. */
import type { Fact, Quantity } from '../../encounter/model.js';
import { formatNumber, formatQuantity, isPositive, mgPerDay, sameWithinRounding } from '../../encounter/quantity.js';
import { sameDose } from '../../encounter/same-dose.js';
import { isUndecided } from '../../visit/undecided.js';
import { memoByVisit } from '../../visit/memo.js';
import { doseProgrammed, pumpHistory } from '../../visit/pump-history.js';
import type { Visit } from '../../visit/visit.js';
import { reservoirContent, type ReservoirStrength } from '../drugs/reservoir-content.js';
import { variation } from './infusion-rate.js';

export interface FlowConflict {
  readonly key: 'read' | 'prog' | 'after';
  readonly flow: Fact<Quantity>;
  readonly dose: Fact<Quantity>;
  readonly strength: ReservoirStrength;
  /** `3.6 mg/day ÷ 10 mg/mL is 0.36 mL/day` */
  readonly text: string;
}

/** Rates differ by more than rounding if they differ by more than this share. */
const ROUNDING = 0.03;

export const flowConflicts = memoByVisit((visit): readonly FlowConflict[] => {
  const { read, prog, after } = visit.encounter;
  if (variation(visit.encounter)) return [];
  const now = strengthNow(visit),
    before = strengthBefore(visit);
  const programmed = doseProgrammed(visit.encounter);
  return [
    conflict('read', [read?.dose, ...(read?.furtherDoses ?? [])], undefined, before),
    conflict('prog', [programmed, ...(prog?.furtherDoses ?? [])], after?.dose, now),
    conflict('after', [after?.dose, ...(after?.furtherDoses ?? [])], programmed, now),
  ].filter(found => found !== undefined);
});

/** @param otherwise the dose that another line states, if this one has a rate in mL/day alone */
function conflict(
  key: FlowConflict['key'],
  rates: readonly (Fact<Quantity> | undefined)[],
  otherwise: Fact<Quantity> | undefined,
  strength: ReservoirStrength | undefined,
): FlowConflict | undefined {
  const flow = rates.findLast(rate => rate?.value.unit === 'mL/day');
  const dose = [...rates.slice(0, 1), otherwise].find(rate => rate && rate.value.unit !== 'mL/day');
  if (!flow || !dose || !strength || !isPositive(strength.mass)) return undefined;
  const isInUnits = dose.value.unit === 'units/day';
  const mass = isInUnits ? dose.value.amount : mgPerDay(dose.value);
  if (!mass || (strength.measure === 'units') !== isInUnits) return undefined;
  const amount = mass.times(strength.volume).div(strength.mass);
  const due: Fact<Quantity> = { ...flow, value: { amount, unit: 'mL/day' } };
  if (sameDose(flow, due) || sameWithinRounding(flow.value, due.value, ROUNDING)) return undefined;
  const text = `${formatQuantity(dose.value)} ÷ ${strength.text} is ${formatNumber(amount.round(4))} mL/day`;
  return { key, flow, dose, strength, text };
}

/** What the pump holds after the visit: today's fill, else that of the last one. */
function strengthNow(visit: Visit): ReservoirStrength | undefined {
  return visit.fill === 'refill' ? contentOf(visit) : strengthOfLastFill(visit);
}

/** What the pump held before it; without an earlier fill that of today, if the concentration is not changed. */
function strengthBefore(visit: Visit): ReservoirStrength | undefined {
  if (visit.encounter.read?.strengths?.length) return undefined; // what was printed may be of the old drug
  if (pumpHistory(visit).lastFill) return strengthOfLastFill(visit);
  const isChanged = visit.encounter.prog?.items.some(({ kind }) => kind === 'concentration' || kind === 'bridge');
  return isChanged || isUndecided(visit, 'prog') || visit.fill !== 'refill' ? undefined : contentOf(visit);
}

function contentOf({ codes, encounter }: Visit): ReservoirStrength | undefined {
  return reservoirContent(codes, encounter)[0]?.strength;
}

function strengthOfLastFill(visit: Visit): ReservoirStrength | undefined {
  const last = pumpHistory(visit).lastFill;
  return last && reservoirContent(visit.codes, last.encounter)[0]?.strength;
}
