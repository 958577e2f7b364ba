import type { Big } from 'big.js';
import type { Vocabulary } from '../../codes/types.js';
import {
  rateAfterVisit,
  infusionRate,
  floorDivide,
  isUnknown,
  variation,
  type InfusionRate,
  type UnknownRate,
} from '../../claim/history/infusion-rate.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';
import { doseProgrammed, isEmptied, pumpHistory } from '../../visit/pump-history.js';
import { reservoirContent } from '../../claim/drugs/reservoir-content.js';
import { addDays, daysBetween } from '../../encounter/date.js';
import type { Encounter, Fact, Quantity } from '../../encounter/model.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { Evidence, Rule } from '../rule.js';
import type { IsoDate } from '../../syntax/iso-day.js';

export const refillOverdue: Rule = {
  id: 'refill-overdue',
  group: 'history',
  severity: 'warning',
  title: 'Refilled after the pump ran empty',
  description: [
    'Computes the day on which the last fill of the same pump is used up, the date of that fill plus the whole days of `fill: in` ÷ (daily dose ÷ strength),',
    'and reports a refill after it. Changes of the dose in the visits between are followed step by step.',
  ].join('\n'),
  rationale:
    'An empty pump means withdrawal, for baclofen a danger to life: the record must tell what happened, ' +
    'or the dose, the volume or a date is wrong.',
  sources: ['FDA'],
  examples: {
    wrong: `2026-05-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
95991 @A

2026-11-20 refill P-014 @office
by: MD AS
fill: out 0 mL, in 40 mL
95991 @A
`,
    right: `2026-06-10 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
95991 @A

2026-11-20 refill P-014 @office
by: MD AS
fill: out 0.9 mL, in 40 mL
95991 @A
`,
  },
  concerns: ['fill:'],
  check(visit, context) {
    const { encounter, date } = visit;
    if (visit.fill !== 'refill' || isSurgeryDay(visit)) return;
    const unknown = (message: string): void => context.missing({ at: encounter.header, message, show: false });
    const history = pumpHistory(visit);
    const last = history.lastFill;
    const before = last?.encounter,
      filled = before?.fill?.in;
    if (!date || !last || !before || !filled) return unknown('No earlier fill of this pump is noted.');
    if (history.since(last).some(isEmptied)) return unknown(`The pump was emptied after the fill of ${last.date}.`);
    const usedUp = emptyDate(
      visit.codes,
      before,
      { from: last.date, volume: filled.value.amount },
      history.since(last).reverse(),
    );
    if (isUnknown(usedUp))
      return unknown(`When the fill of ${last.date} is used up cannot be computed: ${usedUp.unknown}.`);
    context.applies();
    if (date <= usedUp.date || accountsFor(visit, 'late refill')) return;
    context.report({
      at: encounter.header,
      message: `Correct a date, dose or volume, or record what happened: the fill of ${last.date} was used up on ${usedUp.date} (${formatQuantity(filled.value)} ÷ ${usedUp.text} = ${daysBetween(last.date, usedUp.date)} days), ${days(daysBetween(usedUp.date, date))} before this refill.`,
      evidence: [{ at: filled, text: `${formatQuantity(filled.value)} filled in on ${last.date}` }, ...usedUp.evidence],
    });
  },
};

/** When a fill is used up; why, in words and lines, is made when it is asked for. */
class UsedUp {
  constructor(
    readonly date: IsoDate,
    private readonly first: InfusionRate,
    private readonly set: readonly DoseSet[],
  ) {}

  get text(): string {
    return [this.first.text, ...this.set.map(({ from, flow }) => `from ${from} ${flow.text}`)].join(', ');
  }

  get evidence(): readonly Evidence[] {
    return [
      ...this.first.from,
      ...this.set.map(({ dose, from }) => ({ at: dose, text: `${formatQuantity(dose.value)} from ${from}` })),
    ];
  }
}

interface DoseSet {
  readonly from: IsoDate;
  readonly dose: Fact<Quantity>;
  readonly flow: InfusionRate;
}

/** The day on which a fill is used up, with the doses that the visits after it set (oldest first). */
function emptyDate(
  codes: Vocabulary,
  last: Encounter,
  { from, volume }: { readonly from: IsoDate; readonly volume: Big },
  after: readonly Encounter[],
): UsedUp | UnknownRate {
  const first = rateAfterVisit(codes, last);
  if (isUnknown(first)) return first;
  let flow: InfusionRate = first,
    start = from,
    left = volume.times(first.perMl);
  const set: DoseSet[] = [];
  const strength = reservoirContent(codes, last)[0]?.strength;
  for (const visit of after) {
    const varying = variation(visit);
    if (varying) return varying;
    const dose = visit.after?.dose ?? doseProgrammed(visit);
    if (!dose || !visit.date) continue;
    const next = infusionRate(visit, dose, strength);
    if (isUnknown(next)) return next;
    if (!next.perMl.eq(first.perMl))
      return { unknown: 'the doses are stated in units that cannot be compared', at: dose };
    const used = flow.perDay.times(daysBetween(start, visit.date));
    if (next.perDay.eq(flow.perDay) || used.gte(left)) continue;
    left = left.minus(used);
    start = visit.date;
    flow = next;
    set.push({ from: visit.date, dose, flow: next });
  }
  const date = addDays(start, floorDivide(left, flow.perDay));
  if (!date) return { unknown: 'what was filled in would outlast the calendar' };
  return new UsedUp(date, first, set);
}

const days = (n: number): string => (n === 1 ? 'a day' : `${n} days`);
import { accountsFor } from '../../visit/accounted.js';
