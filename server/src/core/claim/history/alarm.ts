/** The day of the low-reservoir alarm, computed from what was filled in. */
import type { Big } from 'big.js';
import { addDays } from '../../encounter/date.js';
import type { Encounter, Fact, Quantity } from '../../encounter/model.js';
import { formatQuantity, stated } from '../../encounter/quantity.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Visit } from '../../visit/visit.js';
import { flowConflicts } from './flow-conflict.js';
import { daysOf, rateAfterVisit, isUnknown, type InfusionRate, type UnknownRate } from './infusion-rate.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import { fillsWith, lastDayOf, type LastDay } from '../drugs/last-day.js';
import { reservoirContent } from '../drugs/reservoir-content.js';
import { pumpHistory, putsIn } from '../../visit/pump-history.js';

export interface Alarm {
  readonly date: IsoDate;
  readonly filled: Fact<Quantity>;
  readonly flow: InfusionRate;
  /** The last day of the drug, if it comes before the alarm. */
  readonly lastDay: LastDay | undefined;
  /** The day before which the next fill is planned: that of the alarm, or the last day of the drug. */
  readonly planBy: IsoDate;
  /** `(40 mL − 2 mL) ÷ 0.24 mL/day (480 mcg/day ÷ 2,000 mcg/mL) = 158 days after 2026-11-20` */
  readonly text: string;
}

interface AlarmFacts extends Pick<Alarm, 'date' | 'filled' | 'flow' | 'lastDay'> {
  readonly inWords: () => string;
}

/** Most alarms are only compared: the words are made when they are asked for. */
class ComputedAlarm implements Alarm {
  readonly date: IsoDate;
  readonly filled: Fact<Quantity>;
  readonly flow: InfusionRate;
  readonly lastDay: LastDay | undefined;
  readonly planBy: IsoDate;

  constructor(private readonly facts: AlarmFacts) {
    const { date, filled, flow, lastDay } = facts;
    this.date = date;
    this.filled = filled;
    this.flow = flow;
    this.lastDay = lastDay;
    this.planBy = lastDay?.date ?? date;
  }

  get text(): string {
    return this.facts.inWords();
  }
}

/** The last day of the drugs that a visit put into the pump. */
export const lastDayAfter = memoByVisit((visit): LastDay | undefined =>
  visit.fill === 'refill' ? lastDayOf(visit.codes, visit.encounter, drug => isFirstFill(visit, drug)) : undefined,
);

/** The pump was put in at this visit or was not filled since, or all its earlier fills were with other drugs. */
function isFirstFill(visit: Visit, drug: string): boolean {
  if (putsIn(visit.encounter)) return true;
  const history = pumpHistory(visit);
  if (!history.lastFill) return history.find(({ facts }) => facts.putsPumpIn) !== undefined;
  return !history.find(({ facts, encounter }) => facts.filled && isOpenOrWith(visit, encounter, drug));
}

/** A fill with the drug, or one whose drug the note does not state. */
function isOpenOrWith({ codes }: Visit, encounter: Encounter, drug: string): boolean {
  return !encounter.drugs.length || fillsWith(codes, encounter, drug);
}

/** Undefined if no alarm follows from the visit: nothing given was filled in, or the pump has none. */
export const alarmOf = memoByVisit((visit): Alarm | UnknownRate | undefined => {
  const { encounter, date } = visit;
  const filled = volumeFilled(visit);
  if (!filled) return undefined;
  if (!date) return { unknown: 'the date of the visit cannot be read' };
  const flow = rateAfterVisit(visit.codes, encounter);
  if (isUnknown(flow)) return flow;
  const conflict = flowConflicts(visit).find(({ key }) => key !== 'read');
  if (conflict) return { unknown: `the rate and the dose in \`${conflict.key}:\` disagree`, at: conflict.flow };
  const residual = alarmVolume(visit);
  const usable = filled.value.amount.minus(residual);
  if (usable.lt(0)) return { unknown: 'less was filled in than is left at the alarm' };
  const days = daysOf(usable, flow);
  const alarm = addDays(date, days);
  if (!alarm) return { unknown: 'what was filled in would outlast the calendar' };
  const last = lastDayAfter(visit);
  const left = formatQuantity({ amount: residual, unit: 'mL' });
  return new ComputedAlarm({
    date: alarm,
    filled,
    flow,
    lastDay: last && last.date < alarm ? last : undefined,
    inWords: () => `(${formatQuantity(filled.value)} − ${left}) ÷ ${flow.text} = ${days} days after ${date}`,
  });
});

/** What is left when the pump raises the alarm: as the note states it, else as the profile assumes. */
function alarmVolume({ encounter: { after, prog, next, read }, policy }: Visit): Big {
  return (
    (after?.alarmVolume ?? prog?.alarmVolume ?? next?.alarmVolume ?? read?.alarmVolume)?.value.amount ??
    stated(policy.parameters.alarmResidual.value)
  );
}

/** The volume of a given drug that was filled into a pump with an alarm. */
function volumeFilled(visit: Visit): Fact<Quantity> | undefined {
  const { encounter, pump } = visit;
  const type = pump?.type?.value;
  if (visit.fill !== 'refill' || (type !== undefined && type !== 'programmable')) return undefined;
  if (encounter.drugs.length && !reservoirContent(visit.codes, encounter).length) return undefined;
  return encounter.fill?.in;
}
